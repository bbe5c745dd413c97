"""What binds a date in German."""

from rules.facts.dates_grammar import Cue, apply, comment, in_force, lapse, nothing, templates

COMMENT = (
    r"\b(?:(?:Anhörungs|Konsultations|Stellungnahme|Äußerungs)frist|Stellungnahmen?|Stellung\s+genommen|Stellung\s+(?:zu\s+)?(?:ge)?nehmen|Stellung\s+nehmen|äußern|Konsultation\w*"
    r"|Einwendungen|Kommentare?|Rückmeldung(?:en)?|Anmerkungen|Hinweise|Verbändeanhörung"
    r"|Beteiligungsfrist)\b"
)
APPLY = (
    r"(?:\bWiderspr[uü]ch\w*|\bEinsprüche?\b|\bKlage\b|\bAntr[aä]g\w*|\bbeantrag\w*|\bBewerb\w*|einreich"
    r"|\beinzureichen|\bfällig|skizzen?|\bregistrier\w*|\banmeld\w*|\banzumelden|\bmelden|\bMeldung\w*|\babgeben"
    r"|\babzugeben|\bvorzulegen|\bvorlegen|\bnachzuweisen|\bNachweis\w*"
    r"|\bgestellt|\bstellen|frist\b|\bAnzeigen?\b|\banzeigen|\bBerichte?\b|\bübermitteln"
    r"|\bzu\s+entrichten|\bzahlen|\babzurufen|\bteilnehmen|\bInteressenbekundung\w*|\bAngebote?\b|\bentgegen(?:genommen)?\b|\bAusschreibung\w*|\bAufrufs?\b|\bEinreichung\w*|\b\w*[Vv]orschläge\b|\bUnterlagen\b)"
)
_PAUSE = (
    r"(?:\b\w*[Pp]ause\b|\bMoratorium|\bauf\s+Eis\s+(?:ge)?leg\w+|\beingefroren|\bstundet|\bstunden\b|\bausgesetzt|\bAussetzung|\bruht\b|\bruhen\b|\bgestundet|\baufgeschoben|\bnicht\s+(?:angewendet"
    r"|angewandt|erhoben)|\bsuspendiert|\bverschoben|\bverschiebt|\bhinausgeschoben)"
)
_LASTING = (
    r"(?:\bbefristet|\bbegrenzt|\bbeschränkt|\bgültig|\bgilt\b|\bgelten\b|\bGültigkeit\w*|\bGeltungsdauer|\bverlängert\w*"
    r"|\bVerlängerung|\bläuft|\bzugelassen|\bverwendet\s+werden|\bin\s+Kraft|\bzulässig|\banzuwenden"
    r"|\bAnwendung|\bweiter\w*|\baufgebraucht)"
)
FIRST = templates(
    ("", r"\b(?:Vertrag|Mietvertrag|Mandat)\b[^;]{0,20}«U»"),
    ("", r"\bzuletzt\b[^;]{0,30}«X»"),
    ("", r"(?<!wirkung )\bvom\s+«DFU»(?!\s+an\b)"),
    (
        "",
        (
            r"\b(?:untersuchungszeitraum|bezugszeitraum|projektlaufzeit|laufzeit|berichtszeitraum"
            r"|förderzeitraum)\b[^;]{0,40}«WU»"
        ),
    ),
    ("", r"\b(?:jährlich|jedes\s+jahres|eines\s+jeden|monatlich|jeweils)\b[^;]{0,20}«X»|«X»\s+(?:eines\s+)?jede[sn]\b"),
    ("", r"«X»[^;]{0,40}\bin\s+Kraft\s+getreten"),
    (
        "",
        (
            r"\b(?:kommission|ministerium|bundesregierung|rat|behörde|bundestag)\b[^;]{0,30}\b(?:wird|soll|will"
            r"|legt)\b[^;]{0,40}«U»"
        ),
    ),
    ("retroactive_from", r"\brückwirkend\b[^;]{0,30}«X»|«X»[^;]{0,16}\brückwirkend"),
    (
        "with_effect",
        (
            r"(?<!aufgehoben )\bmit\s+Wirkung\s+(?:vom|ab(?:\s+dem)?|zum)\s+«X»(?![^;]{0,60}(?:außer\s+Kraft"
            r"|aufgehoben|widerrufen))"
        ),
    ),
    (
        "expiry",
        (
            r"«X»(?:(?!\bin\s+Kraft)[^;\ue000]){0,50}?(?:außer\s+Kraft|\baufgehoben|\bwiderrufen|\bungültig"
            r"|\berlischt|\berlöschen|\bunwirksam)"
        ),
    ),
    ("expiry", r"(?:außer\s+Kraft|\baufgehoben|\bwiderrufen)\b[^;\ue000]{0,30}«X»"),
    (
        "expiry",
        (
            r"\b(?:läuft|laufen|endet|enden)\b[^;]{0,20}«DU»[^;]{0,10}\baus\b|«DUF»[^;\ue000]{0,12}\b(?:läuft|laufen)\b[^;]{0,80}\baus\b"
            r"|«DUF»\s(?:endet|enden|erlischt|erlöschen|entfällt\sdie\s(?:Übergangs|Ausnahme))"
        ),
    ),
    ("expiry", r"\b(?:entfällt|entfallen|erlischt|erlöschen)\b[^;\ue000]{0,20}«DUF»"),
    ("expiry", r"\bverlier(?:t|en)\b[^;]{0,20}«FD»[^;]{0,40}(?:Gültigkeit|Wirksamkeit)"),
    (
        "effective",
        (
            r"\b(?:wird|werden)\s+(?:zum|ab|am)\s+«FD»[^;]{0,60}\b(?:angehoben|gesenkt|erhöht|eingeführt"
            r"|aufgenommen|verboten|\w+pflichtig|erhoben|ausgeweitet|verschärft)"
        ),
    ),
    ("effective>suspension_until", rf"{_PAUSE}[^;]{{0,60}}«W»|«W»[^;]{{0,80}}{_PAUSE}"),
    ("suspension_until", rf"\bsetz(?:t|en)\b[^;]{{0,80}}«U»\s+aus\b|{_PAUSE}[^;]{{0,80}}«U»|«U»[^;]{{0,80}}{_PAUSE}"),
    ("expiry", r"\b(?:Übergangs|Schon|Karenz)\w*frist\b[^;]{0,60}«DU»"),
    (
        "comment_deadline",
        (
            rf"{COMMENT}…(?:«U»|«W»|(?:endet|läuft)‥«D»)|\bFrist\s+(?:zur"
            rf"|für)\s+\w*Stellungnahmen?\b[^;]{{0,6}}«D»|«UW»‥{COMMENT}"
            rf"|\bStellung\b[^;]{{0,60}}«UW»[^;]{{0,30}}\bgenommen"
        ),
    ),
    (
        "application_deadline",
        r"\bsetz(?:t|en)\b[^;]{0,120}«U»[^;]{0,40}\b(?:in\s+Kraft|um)\b|\b(?:erlassen|setzen)\b[^;]{0,60}«U»[^;]{0,60}\bVorschriften",
    ),
    ("expiry", r"\b(?:dürfen|darf)\b(?![^;]{0,120}\b(?:nur|erst|nicht)\b)[^;]{0,80}«U»"),
    (
        "expiry",
        r"\bkönnen\b[^;]{0,80}«U»[^;]{0,40}\b(?:verwendet|genutzt|verkauft|abverkauft|eingeführt|ausgeführt|geliefert|betrieben)\s+werden",
    ),
    (
        "expiry",
        (
            r"\b(?:befristet|gültig|gilt|gelten|Gültigkeit\w*|Geltungsdauer|verlängert|zugelassen)\b‥«U»"
            r"|«U»‥\b(?:befristet|gültig|verlängert|verwendet\s+werden|aufgebraucht)"
        ),
    ),
    (
        "effective>expiry",
        (
            r"\b(?:befristet|gilt|gelten|gültig|anzuwenden|Anwendung|erhoben|in\s+Kraft)\b[^;]{0,60}«W»"
            r"|«W»[^;]{0,60}\b(?:gilt|gelten|gültig|anzuwenden|angewendet|erhoben|in\s+Kraft)"
        ),
    ),
    ("application_deadline", rf"{APPLY}…«UW»|«UW»…{APPLY}"),
    ("effective", r"\bGeltungsbeginn\b[^;]{0,20}«D»|\b(?:gilt|gelten)\b[^;]{0,120}\bStichtag\b[^;]{0,16}«D»"),
    (
        "application_deadline",
        r"(?<!onsultations)(?<!tellungnahme)(?<!nhörungs)(?:frist|schluss|stichtag)\b[^;]{0,40}(?:endet|läuft|ist|:)[^;]{0,16}«D»",
    ),
    ("expiry", rf"{_LASTING}‥«U»"),
    ("expiry", r"\bmit\s+Ablauf\s+des\s+«X»"),
    (
        "effective",
        r"\bzum\s+«D»\s+(?:wird|werden|gilt|gelten|tritt|treten|steig\w+|sink\w+|kommt|kommen|beginnt|soll|sollen)\b",
    ),
    ("expiry", r"\b(?:endet|enden)\b[^;\ue000]{0,24}«DU»"),
    (
        "effective",
        (
            r"\b(?:führt|führen|erhebt|erheben|verhängt|verhängen|hebt|heben|senkt|senken|erhöht|erhöhen|verbietet|verbieten|beschränkt"
            r"|beschränken|schafft|schaffen|weitet|weiten)\b[^;\ue000]{0,20}«FD»"
        ),
    ),
    (
        "effective",
        (
            r"\b(?:löst|lösen|ersetzt|ersetzen|greif(?:t|en)|startet|beginnt|wirksam|Geltungsbeginn|verbindlich)\b[^;\ue000]{0,24}«FD»"
            r"|«FD»\s+(?:tritt|treten|gilt|gelten)\b|«FD»[^;]{0,80}?\bin\s+Kraft\b"
            r"|\bin\s+Kraft\b[^;\ue000]{0,24}«FD»|\bInkrafttreten\b[^;\ue000]{0,14}«D»|\btr(?:itt|eten)\b‥«FD»"
        ),
    ),
)
LABELS = (
    lapse(r"(?:\bGültigkeit|\bGeltung|\bAblaufdatum)(?:\s+ist(?:\s+der)?)?:?\s*"),
    comment(r"(?:\bStellungnahmen?|\bKommentare|\bBeteiligung|\bRückmeldungen)\s+bis:?\s*", day=True),
    comment(
        r"(?:\b(?:Konsultations|Stellungnahme|Anhörungs|Äußerungs)frist|\bEnde\s+der\s+Konsultation):?\s*(?:ist\s+der\s+)?",
        day=True,
    ),
    in_force(r"\b(?:[Gg]ültig|[Ii]n\s+Kraft|[Ww]irksam)\s+ab:\s*"),
    apply(r"(?:frist|schluss)(?:\s+ist)?\s?(?:der|:)?\s?", day=True),
    in_force(r"\bInkrafttreten:?\s*(?:am\s+)?"),
)
AFTER = (
    nothing(
        r"\b(?:statt|tagt|tagte|beschlossen|verkündet|veröffentlicht|unterzeichnet|erlassen|eingeleitet"
        r"|vorgestellt|besucht|bekannt\s?gegeben|stattfinden|getreten)\b"
    ),
    in_force(r"\bin\s+Kraft|\bwirksam|\bverbindlich|\banzuwenden|\banwendbar|\bAnwendung"),
    Cue(
        (
            r"\b(?:zu\s+\w{4,}en|erhoben|gesenkt|verboten|untersagt|fällig|genehmigungspflichtig|gilt|gelten"
            r"|dürfen|darf|müssen|muss|ist|sind|wird|werden|erhöht|sinkt|steigt)\b"
        ),
        "effective",
    ),
    apply(r"\b(?:müssen|muss|haben|hat)\b|\b\w{2,8}zu\w{3,}en\b|\bzu\s+\w{4,}en\b"),
)
BEFORE_CUES = (
    apply(r"\b(?:haben|müssen|muss)\s+$"),
    nothing(r"\b(?:beschlossen|verkündet|veröffentlicht|unterzeichnet|erlassen|tagt|Sitzung|findet|wurde)\b"),
    in_force(r"\b(?:gilt|gelten|wirksam|anzuwenden|anwendbar|Geltung|Anwendung)\b"),
)
BIS = (
    r"\b(?:bis(?:\s+(?:zum|spätestens|einschließlich|längstens|Ablauf|des|am|Ende|mindestens|dahin))*"
    r"|spätestens(?:\s+(?:am|bis|zum))*|vor\s+dem|endet\s+am|läuft\s+am|enden\s+am)\s*(?:(?:Mon|Diens"
    r"|Donners|Frei|Sams|Sonn)tag,?\s*(?:dem|den)?\s*|Mittwoch,?\s*(?:dem|den)?\s*)?$"
)
