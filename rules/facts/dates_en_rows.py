"""English sentences around a date, most telling first: those that bind nothing, that reach back, that move a day."""

from rules.facts.dates_en_ends import ENDS_AND_STARTS
from rules.facts.dates_en_nothing import NOTHING
from rules.facts.dates_en_terms import SUSPEND
from rules.facts.dates_grammar import templates

FIRST = (
    *NOTHING,
    *templates(
        ("", r"\b(?:target|goal|aim|objective|milestone|plans?\s+to|planned\s+(?:for|by|to))\b[^;]{0,60}«U»"),
        ("", r"\b(?:could|might)\s+(?:start|begin|take|come|be|enter|apply|end|expire)\b[^;]{0,60}«X»"),
        (
            "",
            r"\b(?:would|will|(?:scheduled|set|slated|due|on\s+track)\s+to)\s+(?:reach|rise|grow|produce|cover|double|triple|deliver|supply|commission|mine|refine)\b[^;]{0,60}«U»",
        ),
        ("", r"\bif\b[^;]{0,80}«X»[^;]{0,60}\b(?:may|might|could)\b"),
        (
            "",
            (
                r"\bevery\s+year[^;]{0,30}«X»|\bannually[^;]{0,30}«X»|«X»\s+(?:of\s+)?each\s+(?:\w+\s+)?(?:year"
                r"|calendar|quarter)|«X»\s+(?:every|annually)"
            ),
        ),
        ("expiry", r"\bno\s+longer\s+be\s+\w+\s+after\s+«FU»"),
        (
            "",
            (
                r"\b(?:the|its|their|that|this|our)\s+«D»,?\s+(?:notices?|rules?|orders?|actions?|memorandum|announcements?"
                r"|proclamations?|determinations?|letters?|decisions?|FRN|NPRM|proposals?|meetings?|agreements?|statements?|deal|ruling"
                r"|judgment|regulations?|package|controls|restrictions|measures|tariffs|duties|sanctions|curbs|summit|talks)\b"
            ),
        ),
        ("", r"\b(?:term|mandate|tenure)s?\s+(?:of|as)\b[^;]{0,60}«X»"),
        (
            "retroactive_from",
            r"\b(?:back-?dated|applied\s+back|applies\s+back|reach\w*\s+back|relate\w*\s+back)\s+to\s+«X»",
        ),
        ("suspension_until", r"\bnot\s+be\s+\w+\s+before\s+«U»"),
        ("", r"\bcovering\s+(?:the\s+)?(?:\w+\s+)?period\s+(?:\w+\s+)?«UD»"),
        ("", r"\b(?:expect|await|anticipat)\w*\s+(?:a|an|the)\s+\w+\s+by\s+«U»"),
        ("", r"\b(?:since|beyond)\s+«X»"),
        ("", r"\b(?:days?|weeks?|months?|years?)\s+(?:after|from|following|of|before|prior\s+to)\s+«X»"),
        ("comment_deadline", r"\b(?:docket|record)\b[^;]{0,40}\b(?:clos\w+|open)\b…«UD»"),
        (
            "deadline",
            r"\b(?:window|portal|round|invitation|filing\s+period|submission\s+period|survey)\b[^;]{0,40}\bclos(?:es?|ing)\b…«UD»",
        ),
        (
            "",
            (
                r"(?<!\bbe )\b(?:issued|granted|signed|concluded|entered\s+into|adopted|made|placed|purchased"
                r"|shipped|submitted|filed)\s+(?:on\s+or\s+)?before\s+«U»"
            ),
        ),
        ("effective", r"^\W*(?:from|starting|beginning|with\s+effect\s+from)\s+(?:on\s+)?«F»[^;]{0,80}\b(?:is|are)\b"),
        (
            "effective",
            (
                r"\b(?:effective|compliance|applicability|implementation|application|start|commencement)\s+dates?\s+(?:for|of)\s"
                r"[^;]{1,60}?\s(?:is|will\s+be|remains)\s+(?:now\s+)?«D»"
            ),
        ),
        ("expiry", r"\bruns?\s+out\b‥«UD»"),
        ("effective", rf"{SUSPEND}…\b(?:beginning|starting|commencing|effective|from)\b‥«F»"),
        ("suspension_until", r"\bgrace\s+period\b…«U»"),
        (
            "comment_deadline",
            r"\b(?:objections?|comments?|representations)\b[^;]{0,40}\b(?:must|shall|should)\s+be\s+\w+\b…«U»",
        ),
        (
            "application_deadline",
            (
                r"\b(?:must|(?:have|has|need)\s+to|shall)\s+be\s+(?:renewed|returned|registered|surrendered|declared"
                r"|lodged|notified)\b…«U»"
            ),
        ),
        ("application_deadline", r"\bsign\s+up\b…«U»"),
        (
            "expiry",
            r"(?<!may )(?<!can )(?<!must )(?<!should )(?<!to )\bappl(?:y|ies)\s+(?:until\s+|through\s+|up\s+to\s+)?«U»",
        ),
        (
            "comment_deadline",
            (
                r"«U»[^;\ue000]{0,12}\bto\s+(?:give|provide|share|submit|send|express|make|offer)\b[^;\ue000]{0,20}"
                r"\b(?:views|comments|feedback|evidence|input|observations|opinions)\b"
            ),
        ),
        ("application_deadline", r"\b(?:use\s+up|draw\s+down|exhaust|have\s+until|has\s+until)\b…«U»"),
        ("retroactive_from", r"\bretroactive(?:ly)?\s+to\s+«U»|\b(?:deemed|retroactiv\w*|retrospectiv\w*)\b…«FD»"),
        ("retroactive_from", r"\bcritical\s+circumstances\b…«F»"),
        (
            "effective",
            (
                r"\b(?:effective|application|applicability|compliance|commencement"
                r"|implementation)\s+dates?\b[^;]{0,160}?\b(?:delay\w*|postpon\w*|defer\w*|mov\w+|chang\w+"
                r"|extend\w*)\b[^;]{0,90}?«UFD»"
            ),
        ),
        (
            "effective",
            (
                r"\b(?:delay\w*|postpon\w*|defer\w*|mov\w+|chang\w+|extend\w*)\b[^;]{0,30}\b(?:effective|application"
                r"|applicability|commencement)\s+dates?\b[^;]{0,160}?«UD»"
            ),
        ),
    ),
    *ENDS_AND_STARTS,
)
