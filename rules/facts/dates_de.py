"""German: Bundesgesetzblatt, Bundesanzeiger, Amtsblatt, Ministerien."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from rules.facts.dates_calendar import add_months, later
from rules.facts.dates_grammar import Cue, Grammar, Period, Written, apply, back, comment, in_force, lapse, nothing, template, templates

_NAMES = ("januar", "februar", "märz", "april", "mai", "juni", "juli", "august", "september", "oktober", "november", "dezember")
MONTHS = {name: at for at, name in enumerate(_NAMES, 1)} | {name[:3]: at for at, name in enumerate(_NAMES, 1)} | {"jänner": 1, "sept": 9}
_M = r"(?P<m>Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Jan\.|Feb\.|Apr\.|Jun\.|Jul\.|Aug\.|Sept?\.|Okt\.|Nov\.|Dez\.)"
_Y = r"(?P<y>(?:19|20)\d\d)"
_W = r"(?P<w>nächsten|kommenden|dieses|desselben|folgenden|vergangenen)"
FORMS = tuple(
    re.compile(text, re.IGNORECASE)
    for text in (
        rf"\b(?P<d>\d{{1,2}})\.\s*{_M}\s*{_Y}\b",
        rf"(?<![\d.])(?P<d>3[01]|[12]\d|0?[1-9])\.\s?(?P<m>1[0-2]|0?[1-9])\.\s?{_Y}\b",
        rf"\b{_Y}-(?P<m>\d\d)-(?P<d>\d\d)\b",
        r"\b(?P<d>\d{1,2})\.(?=\s?(?:bis|und|-)\s?(?:zum\s)?\d{1,2}\.\s)",
        rf"\b(?P<last>Ende\s)?{_M}\s*{_Y}\b",
        rf"\b(?P<d>\d{{1,2}})\.\s*{_M}(?:\s+{_W}\s+Jahres)?(?!\s*\d{{4}})",
        r"(?<![\d.])(?P<d>3[01]|[12]\d|0?[1-9])\.\s?(?P<m>1[0-2]|0?[1-9])\.(?!\d)",
    )
)
WORDS = {"nächsten": "year+1", "kommenden": "year+1", "folgenden": "year+1", "dieses": "year0", "desselben": "same", "vergangenen": "year-1"}
_COUNT = {
    "ein": 1, "eine": 1, "einem": 1, "einer": 1, "eines": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8,
    "neun": 9, "zehn": 10, "zwölf": 12, "vierzehn": 14, "achtzehn": 18, "zwanzig": 20, "dreißig": 30,
}  # fmt: skip
_NTH = {"ersten": 1, "zweiten": 2, "dritten": 3, "vierten": 4, "fünften": 5, "sechsten": 6, "siebten": 7, "zehnten": 10, "vierzehnten": 14, "zwanzigsten": 20}
_N = rf"(?P<n>\d{{1,3}}|{'|'.join(sorted(_COUNT, key=len, reverse=True))})"
_U = r"(?P<u>Tage?n?|Wochen?|Monate?n?s?|Jahre?n?s?)"
_ISSUE = r"(?:der|ihrer|seiner|dieser|deren|dem Tag der|dem Tage ihrer)\s+(?:amtlichen\s+|öffentlichen\s+)?(?:Verkündung|Veröffentlichung|Bekanntmachung|Bekanntgabe|Unterzeichnung|Kundmachung)"
_ISSUE = rf"(?:{_ISSUE}|Verkündung|Veröffentlichung|Bekanntmachung|Bekanntgabe|Kundmachung)"
_DAY_AFTER = re.compile(rf"(?:am|mit dem|ab dem)\s+Tage?\s+nach\s+{_ISSUE}", re.IGNORECASE)
_NTH_DAY = re.compile(rf"am\s+(?P<n>{'|'.join(_NTH)}|\d{{1,2}}\.)\s+Tage?\s+nach\s+{_ISSUE}", re.IGNORECASE)
_ON_DAY = re.compile(r"(?:am|mit dem|ab dem)\s+Tage?\s+(?:der|ihrer|seiner)\s+(?:Verkündung|Veröffentlichung|Bekanntmachung|Kundmachung|Unterzeichnung)|mit\s+(?:der|ihrer|seiner)\s+(?:Verkündung|Veröffentlichung|Bekanntmachung)|(?:ab|per)\s+sofort|mit\s+sofortiger\s+Wirkung", re.IGNORECASE)
_FOLLOWING = re.compile(
    rf"am\s+ersten\s+Tag\s+des\s+(?:(?P<n>{'|'.join(_NTH)})\s+)?auf\s+(?:die\s+Verkündung|den\s+Tag\s+der\s+Verkündung|die\s+Veröffentlichung|die\s+Bekanntmachung)\s+folgenden\s+(?P<u>Kalendermonats|Monats|Quartals|Kalendervierteljahres|Vierteljahres|Kalenderjahres|Jahres)", re.IGNORECASE)
_AFTER = re.compile(rf"(?P<o>innerhalb\s+(?:von\s+)?|binnen\s+|spätestens\s+)?{_N}\s+{_U}\s+(?:nach|ab|seit)\s+{_ISSUE}", re.IGNORECASE)
_AFTER_START = re.compile(rf"{_N}\s+{_U}\s+(?:nach|ab)\s+(?:dem\s+|ihrem\s+|seinem\s+|diesem\s+)?(?:Inkrafttreten|Tag\s+des\s+Inkrafttretens|Geltungsbeginn)", re.IGNORECASE)
_LASTS = re.compile(rf"(?:für\s+(?:die\s+Dauer\s+von\s+|einen\s+Zeitraum\s+von\s+)?|auf\s+|um\s+)(?:weitere\s+)?{_N}\s+{_U}(?P<o>\s+(?:ab|nach|befristet|ausgesetzt|verlängert|gültig|in Kraft))?", re.IGNORECASE)
_NULL = re.compile(r"Tag,?\s+an\s+dem\b[^.]{0,80}?in\s+Kraft\s+tritt,?\s+(?:wird|ist)\b|Zeitpunkt\s+des\s+Inkrafttretens\s+(?:wird|bestimmt)[^.]{0,60}(?:Rechtsverordnung|bekannt|bestimmt)", re.IGNORECASE)
_YEAR_END = re.compile(r"(?P<end>(?:zum\s+)?Ende\s+(?:des\s+Jahres\s+)?|Jahresende\s+)(?P<y>20\d\d)", re.IGNORECASE)


def _count(text: str) -> int:
    return _COUNT.get(text.lower()) or _NTH.get(text.lower()) or int(re.sub(r"\D", "", text) or 1)


def _unit(text: str) -> str:
    return {"t": "day", "w": "week", "m": "month", "j": "year"}[text[0].lower()]


def relatives(text: str, published: date | None) -> Iterator[Written]:
    for found in _NULL.finditer(text):
        yield Written(*found.span(), role="from", computed=True, means="effective")
    for found in _AFTER_START.finditer(text):
        yield Written(*found.span(), computed=True, role="from", period=Period("start", _count(found["n"]), _unit(found["u"])))
    if published is not None:
        yield from _from_issue(text, published)
    for found in _LASTS.finditer(text):
        yield Written(found.start(), found.end("u"), computed=True, role="until", period=Period("start", _count(found["n"]), _unit(found["u"])))


def _from_issue(text: str, published: date) -> Iterator[Written]:
    for pattern, days in ((_DAY_AFTER, 1), (_ON_DAY, 0)):
        for found in pattern.finditer(text):
            yield Written(*found.span(), role="from", computed=True, value=published + timedelta(days=days))
    for found in _NTH_DAY.finditer(text):
        yield Written(*found.span(), role="from", computed=True, value=published + timedelta(days=_count(found["n"])))
    for found in _FOLLOWING.finditer(text):
        yield Written(*found.span(), role="from", computed=True, value=_first_of_next(published, found["u"].lower(), _count(found["n"] or "ersten")))
    for found in _AFTER.finditer(text):
        role = "until" if found["o"] else "from"
        yield Written(*found.span(), role=role, computed=True, value=later(published, _count(found["n"]), _unit(found["u"])))


def _first_of_next(published: date, unit: str, count: int) -> date:
    first = published.replace(day=1)
    if "monat" in unit:
        return add_months(first, count)
    if "jahres" in unit and "viertel" not in unit:
        return date(published.year + count, 1, 1)
    return add_months(date(published.year, (published.month - 1) // 3 * 3 + 1, 1), 3 * count)


_COMMENT = r"\b(?:Stellungnahmen?|Stellung\s+(?:zu\s+)?(?:ge)?nehmen|Stellung\s+nehmen|äußern|Konsultation\w*|Einwendungen|Kommentare?|Rückmeldung(?:en)?|Anmerkungen|Hinweise|Verbändeanhörung|Beteiligungsfrist)\b"
_APPLY = (
    r"(?:\bWiderspr[uü]ch\w*|\bEinsprüche?\b|\bKlage\b|\bAntr[aä]g\w*|\bbeantrag\w*|\bBewerb\w*|\b\w*einreich\w*|\beinzureichen|\b\w*skizzen?|\bregistrier\w*|\banmeld\w*|\banzumelden|\bmelden|\bMeldung\w*|\babgeben|\babzugeben|\bvorzulegen|\bvorlegen|\bnachzuweisen|\bNachweis\w*"
    r"|\bgestellt|\bstellen|\w*frist\b|\bAnzeigen?\b|\banzeigen|\bBerichte?\b|\bübermitteln|\bzu\s+entrichten|\bzahlen|\babzurufen|\bteilnehmen|\bInteressenbekundung\w*|\bAngebote?\b)"
)
_PAUSE = r"(?:\bausgesetzt|\bAussetzung|\bruht\b|\bruhen\b|\bgestundet|\baufgeschoben|\bnicht\s+(?:angewendet|angewandt|erhoben)|\bsuspendiert)"
_LASTING = r"(?:\bbefristet|\bgültig|\bgilt\b|\bgelten\b|\bGültigkeit\w*|\bGeltungsdauer|\bverlängert\w*|\bVerlängerung|\bläuft|\bzugelassen|\bverwendet\s+werden|\bin\s+Kraft|\bzulässig|\banzuwenden|\bAnwendung|\bweiter\w*|\baufgebraucht)"
FIRST = templates(
    ("", r"\bzuletzt\b[^;]{0,30}«X»"),
    ("", r"(?<!wirkung )\bvom\s+«[DFU]»(?!\s+an\b)".replace("«[DFU]»", "(?:«D»|«F»|«U»)")),
    ("", r"\b(?:untersuchungszeitraum|bezugszeitraum|projektlaufzeit|laufzeit|berichtszeitraum|förderzeitraum)\b[^;]{0,40}(?:«W»|«U»)"),
    ("", r"\b(?:jährlich|jedes\s+jahres|eines\s+jeden|monatlich|jeweils)\b[^;]{0,20}«X»|«X»\s+(?:eines\s+)?jede[sn]\b"),
    ("", r"«X»[^;]{0,40}\bin\s+Kraft\s+getreten"),
    ("", r"\b(?:kommission|ministerium|bundesregierung|rat|behörde|bundestag)\b[^;]{0,30}\b(?:wird|soll|will|legt)\b[^;]{0,40}«U»"),
    ("retroactive_from", r"\brückwirkend\b[^;]{0,30}«X»|«X»[^;]{0,16}\brückwirkend"),
    ("with_effect", r"(?<!aufgehoben )\bmit\s+Wirkung\s+(?:vom|ab(?:\s+dem)?|zum)\s+«X»(?![^;]{0,60}(?:außer\s+Kraft|aufgehoben|widerrufen))"),
    ("expiry", r"«X»(?:(?!\bin\s+Kraft)[^;\ue000]){0,50}?(?:außer\s+Kraft|\baufgehoben|\bwiderrufen|\bungültig|\berlischt|\berlöschen|\bunwirksam)"),
    ("expiry", r"(?:außer\s+Kraft|\baufgehoben|\bwiderrufen)\b[^;\ue000]{0,30}«X»"),
    ("expiry", r"\b(?:läuft|laufen|endet|enden)\b[^;]{0,20}«[DU]»[^;]{0,10}\baus\b".replace("«[DU]»", "(?:«D»|«U»)")),
    ("effective>suspension_until", rf"{_PAUSE}[^;]{{0,60}}«W»|«W»[^;]{{0,80}}{_PAUSE}"),
    ("suspension_until", rf"\bsetz(?:t|en)\b[^;]{{0,80}}«U»\s+aus\b|{_PAUSE}[^;]{{0,80}}«U»|«U»[^;]{{0,80}}{_PAUSE}"),
    ("expiry", r"\b(?:Übergangs|Schon|Karenz)\w*frist\b[^;]{0,60}(?:«D»|«U»)"),
    ("comment_deadline", rf"{_COMMENT}…(?:«U»|«W»|(?:endet|läuft)‥«D»)|\bFrist\s+(?:zur|für)\s+\w*Stellungnahmen?\b[^;]{{0,6}}«D»|(?:«U»|«W»)‥{_COMMENT}|\bStellung\b[^;]{{0,60}}(?:«U»|«W»)[^;]{{0,30}}\bgenommen"),
    ("expiry", rf"\b(?:befristet|gültig|gilt|gelten|Gültigkeit\w*|Geltungsdauer|verlängert|zugelassen)\b‥«U»|«U»‥\b(?:befristet|gültig|verlängert|verwendet\s+werden|aufgebraucht)"),
    ("effective>expiry", r"\b(?:gilt|gelten|gültig|anzuwenden|Anwendung|erhoben|in\s+Kraft)\b[^;]{0,60}«W»|«W»[^;]{0,60}\b(?:gilt|gelten|gültig|anzuwenden|angewendet|erhoben|in\s+Kraft)"),
    ("application_deadline", rf"{_APPLY}…(?:«U»|«W»)|(?:«U»|«W»)…{_APPLY}"),
    ("application_deadline", r"\w*(?:frist|schluss|stichtag)\b[^;]{0,40}(?:endet|läuft|ist|:)[^;]{0,16}«D»"),
    ("expiry", rf"{_LASTING}‥«U»"),
    ("effective", r"«[FD]»[^;]{0,80}?\bin\s+Kraft\b|\bin\s+Kraft\b[^;\ue000]{0,24}(?:«F»|«D»)|\bInkrafttreten\b[^;\ue000]{0,14}«D»|\btr(?:itt|eten)\b‥(?:«F»|«D»)".replace("«[FD]»", "(?:«F»|«D»)")),
)
LABELS = (
    apply(r"\b\w*(?:frist|schluss)(?:\s+ist)?\s?(?:der|:)?\s?", day=True),
    in_force(r"\bInkrafttreten:?\s*(?:am\s+)?"),
)
AFTER = (
    nothing(r"\b(?:statt|tagt|tagte|beschlossen|verkündet|veröffentlicht|unterzeichnet|erlassen|eingeleitet|vorgestellt|besucht|bekannt\s?gegeben|stattfinden|getreten)\b"),
    in_force(r"\bin\s+Kraft|\bwirksam|\bverbindlich|\banzuwenden|\banwendbar|\bAnwendung"),
    Cue(r"\b(?:zu\s+\w{4,}en|erhoben|gesenkt|verboten|untersagt|fällig|genehmigungspflichtig|gilt|gelten|dürfen|darf|müssen|muss|ist|sind|wird|werden|erhöht|sinkt|steigt)\b", "effective"),
)
BEFORE_CUES = (
    nothing(r"\b(?:beschlossen|verkündet|veröffentlicht|unterzeichnet|erlassen|tagt|hat|haben|Sitzung|findet|wurde)\b"),
    in_force(r"\b(?:gilt|gelten|wirksam|anzuwenden|anwendbar|Geltung|Anwendung)\b"),
)
_BIS = r"\b(?:bis(?:\s+(?:zum|spätestens|einschließlich|längstens|Ablauf|des|am|Ende|mindestens|dahin))*|spätestens(?:\s+(?:am|bis|zum))*|vor\s+dem|endet\s+am|läuft\s+am|enden\s+am)\s*(?:(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag,?\s*(?:dem|den)?\s*|Mittwoch,?\s*(?:dem|den)?\s*)?$"
GRAMMAR = Grammar(
    forms=FORMS,
    months=MONTHS,
    words=WORDS,
    starts=template(r"\s+an\b"),
    ends=template(r"\s*\((?:Ausschlussfrist|Posteingang|Fristende)"),
    starts_before=template(r"\b(?:ab(?:\s+dem)?|seit(?:\s+dem)?|vom|mit\s+Wirkung\s+(?:vom|zum|ab)|nach\s+dem|beginnend\s+am|von)\s*$"),
    ends_before=template(_BIS),
    joins=template(r"(?:zwischen\s+(?:dem\s+)?§\s+und(?:\s+dem)?|§\s?(?:bis(?:\s+(?:zum|einschließlich|zum\s+Ablauf\s+des))?|-))\s*$"),
    cut=template(r"(?<=[\w)\"'\]%\ue000\ue001])(?<!\bNr)(?<!\bArt)(?<!\bAbs)(?<!\bS)(?<!\bzzgl)(?<!\bBGBl)(?<!\bbzw)(?<!\bca)[.!?][\"')]?\s+(?=[A-ZÄÖÜ\"(\ue000§])|\n|;\s"),
    first=FIRST,
    labels=LABELS,
    after=AFTER,
    before=BEFORE_CUES,
    relatives=relatives,
    enacts=template(r"\b(?:tritt|treten|gilt|gelten|ist|sind)\b"),
    past=template(r"\b(?:trat|traten|getreten|wurde|worden)\b"),
    gives_way=template(r"\b(?:ursprünglich\w*|bisherige[rn]?\s+(?:Frist|Termin|Stichtag)|zunächst)\b[^;\ue000]{0,40}(?:«D»|«U»)|«W»[^;]{0,20}\b(?:verschoben|verlegt)|\bvom\s+«[DF]»\s+auf\b".replace("«[DF]»", "(?:«D»|«F»)")),
    extends=re.compile(r"verlänger|verschob", re.IGNORECASE),
    topics=re.compile(rf"(?P<comment>{_COMMENT})|(?P<apply>{_APPLY})", re.IGNORECASE),
)
