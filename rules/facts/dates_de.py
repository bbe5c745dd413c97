"""German: Bundesgesetzblatt, Bundesanzeiger, Amtsblatt, Ministerien."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from rules.facts.dates_calendar import add_months, later
from rules.facts.dates_counts import either, german, german_ordinals
from rules.facts.dates_de_words import AFTER, APPLY, BEFORE_CUES, BIS, COMMENT, FIRST, LABELS
from rules.facts.dates_grammar import Grammar, Period, Written, template, words_of

_NAMES = (
    "januar",
    "februar",
    "märz",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "dezember",
)
MONTHS = (
    {name: at for at, name in enumerate(_NAMES, 1)}
    | {name[:3]: at for at, name in enumerate(_NAMES, 1)}
    | {"jänner": 1, "sept": 9}
)
_M = (
    r"(?P<m>Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
    r"|Jan\.|Feb\.|Apr\.|Jun\.|Jul\.|Aug\.|Sept?\.|Okt\.|Nov\.|Dez\.)"
)
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
WORDS = words_of(
    {
        "year+1": "nächsten|kommenden|folgenden",
        "year0": "dieses",
        "same": "desselben",
        "year-1": "vergangenen",
    }
)
_COUNT = german()
_NTH = german_ordinals()
_N = rf"(?P<n>\d{{1,3}}|{either(_COUNT)})"
_U = r"(?P<u>Tage?n?|Wochen?|Monate?n?s?|Jahre?n?s?)"
_ISSUE = (
    r"(?:dem\s+Tage?\s+)?(?:der|ihrer|seiner|dieser|deren)\s+(?:amtlichen\s+"
    r"|öffentlichen\s+)?(?:Verkündung|Veröffentlichung|Bekanntmachung|Bekanntgabe|Unterzeichnung"
    r"|Kundmachung)"
)
_ISSUE = rf"(?:{_ISSUE}|Verkündung|Veröffentlichung|Bekanntmachung|Bekanntgabe|Kundmachung)"
_DAY_AFTER = re.compile(rf"(?:am|mit dem|ab dem)\s+Tage?\s+nach\s+{_ISSUE}", re.IGNORECASE)
_NTH_DAY = re.compile(rf"am\s+(?P<n>{either(_NTH)}|\d{{1,2}}\.)\s+Tage?\s+nach\s+{_ISSUE}", re.IGNORECASE)
_ON_DAY = re.compile(
    (
        r"(?:am|mit dem|ab dem)\s+Tage?\s+(?:der|ihrer|seiner)\s+(?:Verkündung|Veröffentlichung"
        r"|Bekanntmachung|Kundmachung|Unterzeichnung)|mit\s+(?:der|ihrer|seiner)\s+(?:Verkündung"
        r"|Veröffentlichung|Bekanntmachung)|(?:ab|per)\s+sofort|mit\s+sofortiger\s+Wirkung"
    ),
    re.IGNORECASE,
)
_FOLLOWING = re.compile(
    (
        rf"am\s+ersten\s+Tag\s+des\s+(?:(?P<n>{either(_NTH)})\s+)?auf\s+(?:die\s+Verkündung"
        rf"|den\s+Tag\s+der\s+Verkündung|die\s+Veröffentlichung"
        rf"|die\s+Bekanntmachung)\s+folgenden\s+(?P<u>Kalendermonats|Monats|Quartals|Kalendervierteljahres"
        rf"|Vierteljahres|Kalenderjahres|Jahres)"
    ),
    re.IGNORECASE,
)
_AFTER = re.compile(
    rf"(?P<o>innerhalb\s+(?:von\s+)?|binnen\s+|spätestens\s+)?{_N}\s+{_U}\s+(?:nach|ab|seit)\s+{_ISSUE}", re.IGNORECASE
)
_AFTER_START = re.compile(
    (
        rf"{_N}\s+{_U}\s+(?:nach|ab)\s+(?:dem\s+|ihrem\s+|seinem\s+|diesem\s+)?(?:Inkrafttreten"
        rf"|Tag\s+des\s+Inkrafttretens|Geltungsbeginn)"
    ),
    re.IGNORECASE,
)
_LASTS = re.compile(
    (
        rf"(?:für\s+(?:die\s+Dauer\s+von\s+|einen\s+Zeitraum\s+von\s+)?|auf\s+"
        rf"|um\s+)(?:weitere\s+)?{_N}\s+{_U}(?P<o>\s+(?:ab|nach|befristet|ausgesetzt|verlängert|gültig"
        rf"|in Kraft))?"
    ),
    re.IGNORECASE,
)
_NULL = re.compile(
    (
        r"\b(?:an\s+dem|am)\s+Tage?\s+in\s+Kraft,\s+an\s+dem\b|Tag,?\s+an\s+dem\b[^.]{0,80}?in\s+Kraft\s+tritt,?\s+(?:wird|ist)\b"
        r"|Zeitpunkt\s+des\s+Inkrafttretens\s+(?:wird|bestimmt)[^.]{0,60}(?:Rechtsverordnung|bekannt"
        r"|bestimmt)"
    ),
    re.IGNORECASE,
)
_YEAR_END = re.compile(r"(?P<end>(?:zum\s+)?Ende\s+(?:des\s+Jahres\s+)?|Jahresende\s+)(?P<y>20\d\d)", re.IGNORECASE)


def _count(text: str) -> int:
    return _COUNT.get(text.lower()) or _NTH.get(text.lower()) or int(re.sub(r"\D", "", text) or 1)


def _unit(text: str) -> str:
    return {"t": "day", "w": "week", "m": "month", "j": "year"}[text[0].lower()]


def relatives(text: str, published: date | None) -> Iterator[Written]:
    for found in _NULL.finditer(text):
        yield Written(*found.span(), role="from", computed=True, means="effective")
    for found in _AFTER_START.finditer(text):
        yield Written(
            *found.span(), computed=True, role="from", period=Period("start", _count(found["n"]), _unit(found["u"]))
        )
    if published is not None:
        yield from _from_issue(text, published)
    for found in _LASTS.finditer(text):
        yield Written(
            found.start(),
            found.end("u"),
            computed=True,
            role="until",
            period=Period("start", _count(found["n"]), _unit(found["u"])),
        )


def _from_issue(text: str, published: date) -> Iterator[Written]:
    for pattern, days in ((_DAY_AFTER, 1), (_ON_DAY, 0)):
        for found in pattern.finditer(text):
            yield Written(*found.span(), role="from", computed=True, value=published + timedelta(days=days))
    for found in _NTH_DAY.finditer(text):
        yield Written(*found.span(), role="from", computed=True, value=published + timedelta(days=_count(found["n"])))
    for found in _FOLLOWING.finditer(text):
        yield Written(
            *found.span(),
            role="from",
            computed=True,
            value=_first_of_next(published, found["u"].lower(), _count(found["n"] or "ersten")),
        )
    for found in _AFTER.finditer(text):
        role = (
            "until"
            if found["o"]
            or text[max(0, found.start() - 7) : found.start()].lower().endswith(("für ", "gilt ", "gültig "))
            else "from"
        )
        yield Written(
            *found.span(), role=role, computed=True, value=later(published, _count(found["n"]), _unit(found["u"]))
        )


def _first_of_next(published: date, unit: str, count: int) -> date:
    first = published.replace(day=1)
    if "monat" in unit:
        return add_months(first, count)
    if "jahres" in unit and "viertel" not in unit:
        return date(published.year + count, 1, 1)
    return add_months(date(published.year, (published.month - 1) // 3 * 3 + 1, 1), 3 * count)


GRAMMAR = Grammar(
    forms=FORMS,
    months=MONTHS,
    words=WORDS,
    starts=template(r"\s+an\b"),
    ends=template(r"\s*\((?:Ausschlussfrist|Posteingang|Fristende)"),
    starts_before=template(
        r"\b(?:ab(?:\s+dem)?|seit(?:\s+dem)?|vom|mit\s+Wirkung\s+(?:vom|zum|ab)|nach\s+dem|beginnend\s+am|(?<!bis )zum"
        r"|von)\s*$"
    ),
    ends_before=template(BIS),
    joins=template(
        r"(?:zwischen\s+(?:dem\s+)?§\s+und(?:\s+dem)?|§\s?(?:bis(?:\s+(?:zum|einschließlich"
        r"|zum\s+Ablauf\s+des))?|-))\s*$"
    ),
    cut=template(
        r"(?<=[\w)\"'\]%\ue000\ue001])(?<!\bNr)(?<!\bArt)(?<!\bAbs)(?<!\bS)(?<!\bzzgl)(?<!\bBGBl)(?<!\bbzw)("
        r"?<!\bca)[.!?][\"')]?\s+(?=[A-ZÄÖÜ\"(\ue000§])|\n|;\s"
    ),
    first=FIRST,
    labels=LABELS,
    after=AFTER,
    before=BEFORE_CUES,
    relatives=relatives,
    enacts=template(r"\b(?:tritt|treten|gilt|gelten|ist|sind)\b"),
    past=template(r"\b(?:trat|traten|getreten|wurde|worden)\b"),
    gives_way=template(
        r"\b(?:ursprünglich\w*|bisherige[rn]?\s+(?:Frist|Termin|Stichtag)|zunächst\s+(?:war|waren|sollte|galt))\b[^;\ue000]{0,40}«DU»"
        r"|«W»[^;]{0,20}\b(?:verschoben|verlegt)|\bvom\s+«DF»\s+auf\b"
    ),
    year_last=True,
    extends=re.compile(r"verlänger|verschob", re.IGNORECASE),
    due=template(
        r"\b(?:spätestens|müssen|muss|haben|hat|zu)\b…«U»|«U»…\b(?:müssen|muss|haben|hat|zu\s\w+en|\w+zu\w+en|erbeten)\b"
    ),
    measures=re.compile(
        r"[Gg]enehmigung|[Zz]oll|[Vv]erbot|[Bb]eschränkung|[Mm]aßnahme|[Pp]flicht|[Vv]erordnung|[Rr]egelung|[Bb]escheinigung"
        r"|[Zz]ulassung|[Kk]ontingent|[Zz]ertifikat|[Aa]usnahme"
    ),
    happens=template(
        r"\b(?:Vorhaben|Messe|Konferenz|Tagung|Sitzung\w*|Veranstaltung\w*|Projekt\w*|Laufzeit|Reise|reist|besucht|Bau|Bauarbeiten|Baubeginn|Amtszeit"
        r"|Verhandlung\w*|Untersuchung|Studie|Ausstellung|Seminar\w*|Schulung\w*|tagt|Gespräche|Import\w*|Preise?)\b"
    ),
    topics=re.compile(rf"(?P<comment>{COMMENT})|(?P<apply>{APPLY})", re.IGNORECASE),
)
