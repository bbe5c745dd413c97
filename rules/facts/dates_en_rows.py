"""English sentences around a date, most telling first: those that bind nothing, that reach back, that move a day."""

from rules.facts.dates_en_ends import ENDS_AND_STARTS
from rules.facts.dates_en_terms import OWN, SUSPEND
from rules.facts.dates_grammar import templates

FIRST = (
    *templates(
        ("effective", r"\b(?:beginning|starting)\s+with\s+(?:\w+\s+){1,4}dated\s+«D»"),
        ("retroactive_from", r"«F»…\b(?:retroactiv\w*|retrospectiv\w*)"),
        (
            "",
            (
                r"\b(?:last\s+(?:updated?|modified|reviewed)|updated|posted|filed|embargo\w*|published\s+on"
                r"|page\s+updated)(?:\s+(?:on|at))?[:\s]*«X»"
            ),
        ),
        (
            "",
            (
                r"(?<!as )(?<!date )(?<!deadline )(?<!dates )(?<!closing )(?<!end )\b(?:of|dated:?|signed(?:\s+on)?"
                r"|done\s+(?:at|in)\s+\w+,?(?:\s+on)?)\s+«D»(?!\s*(?:deadline|effective))"
            ),
        ),
        (
            "",
            (
                r"\b(?:mission|course|campaign|tour|period\s+of\s+(?:investigation|review)|investigation\s+period|review\s+period|fiscal\s+year"
                r"|reporting\s+period|project|programme|program|contract|budget|grant|term)\b[^;]{0,50}«W»"
            ),
        ),
        ("", r"«W»[^;]{0,40}\b(?:period\s+of\s+(?:investigation|review)|rose|fell|increased|decreased|totall?ed)\b"),
        ("", r"\b(?:rose|fell|increased|decreased|totall?ed|grew|imports\s+of|exports\s+of)\b[^;]{0,60}«W»"),
        ("", r"\b(?:decision|ruling|determination)\b[^;]{0,60}\b(?:due|expected)\b[^;]{0,20}«UD»"),
        (
            "",
            (
                r"\b(?:fiscal|financial|calendar|crop|marketing)\s+year\b(?:(?!\b(?:due|by|later|before)\b)[^;]){0,40}«X»|\b(?:year|quarter"
                r"|months?)\s+(?:ended|ending|to)\s+«X»"
            ),
        ),
        (
            "effective",
            (
                r"\b(?:scheme|regime|system|programme|obligation|requirement|ban|levy|quota|measure|tariff|dut(?:y"
                r"|ie))s?\b(?:(?!\bcould|\bmight|\bwould)[^;\ue000]){0,30}\s(?:starts?|begins?|commences?)\s+(?:on\s+)?«FD»"
            ),
        ),
        (
            "",
            (
                r"\b(?:commission|council|secretary|agency|committee|department|minister"
                r"|commerce)\b[^;]{0,20}\bshall,?\s+by\s+«U»"
            ),
        ),
        (
            "",
            r"\b(?:contract|lease|project(?!\s+(?:outlines|proposals|ideas|applications))|loan|grant|charter|mandate)\b[^;]{0,40}«U»",
        ),
        ("", r"\bbe\s+(?:finished|completed|built|operational|ready|commissioned|concluded)\b[^;]{0,30}«U»"),
        ("", r"\bshall\s+be\s+(?:concluded|completed|terminated|adopted|reviewed)\b…«U»"),
        (
            "",
            (
                r"\bwill\s+be\s+(?:published|announced|issued|released|completed|finali[sz]ed|presented|evaluated|assessed|reviewed"
                r"|selected|awarded|notified|informed|interviewed|decided|considered|examined)\b[^;]{0,40}«UW»"
            ),
        ),
        (
            "",
            r"\b(?:grants?|awards?|winners?|results?|decisions?|successful\s+applicants)\s+(?:will\s+be\s+)?\w+ed\s+by\s+«U»",
        ),
        (
            "effective",
            (
                r"\b(?:delay|postpon|defer|mov)\w*\b[^;]{0,40}«UFD»,?\s+the\s+(?:effective|application|applicability|compliance"
                r"|implementation)\s+dates?"
            ),
        ),
        (
            "",
            r"\b(?:final|preliminary)\s+(?:determinations?|results)\b[^;]{0,60}«U»|\bOMB\s+(?:Control|Approval)\b…«X»",
        ),
        (
            "",
            (
                r"\breports?\b[^;]{0,40}\bto\s+(?:the\s+)?(?:U\.?S\.?\s+)?(?:Congress|President|Committees?"
                r"|(?:European\s+)?Parliament|Council|Senate)\b…«U»"
            ),
        ),
        ("", r"\b(?:commission's|agency's|department's|secretary's)\s+(?:views|determination|report|decision)\b…«U»"),
        (
            "",
            (
                r"\b(?:will|shall|must|intends?\s+to|expects?\s+to)\s+(?:make|issue|publish|submit|reach|announce"
                r"|complete)\s+(?:its|a|the|an)\s+(?:\w+\s+){0,3}(?:determinations?|report|decision|findings?"
                r"|results|review)\b…«U»"
            ),
        ),
        (
            "",
            (
                r"\b(?:deadline|time\s+limit|target\s+date|due\s+date)\s+(?:for|of)\s+(?:issuing|making|completing"
                r"|completion|(?:the\s+|\w+'s\s+)(?:final|preliminary|completion|competition))\b…«UD»"
            ),
        ),
        (
            "",
            (
                r"\b(?:postpon|reschedul|cancel)\w*\b[^;]{0,140}\b(?:meetings?|summit|hearings?|conference|session"
                r"|event|workshop|webinar)\b…«X»"
            ),
        ),
        (
            "",
            (
                r"\b(?:meetings?|summit|hearings?|conference|session|event|workshop"
                r"|webinar)\b[^;]{0,140}\b(?:postpon|reschedul|cancel)\w*…«X»"
            ),
        ),
        (
            "",
            (
                r"\b(?:for|during|over|covering)\s+the\s+(?:\w+\s+)?period\s+(?:of\s+|from\s+)?«W»(?!\s+(?:shall"
                r"|will|is|are))"
            ),
        ),
        ("", r"\b(?:which|that|who)\s+(?:was|were|had|terminated|expired|entered|took|ended|began)\b[^;,]{0,60}«D»"),
        (
            "expiry",
            (
                r"\b(?:which|that|is|are|was|were|be|remains?)\s+(?:currently\s+)?(?:authori[sz]ed|valid|effective"
                r"|in\s+effect|in\s+force)\s+(?:through|until)\s*«U»"
            ),
        ),
        ("", rf"{OWN}…«UD»"),
        (
            "",
            (
                r"^\W*(?:by|before|not?\s+later\s+than)\s+«U»,?\s(?:the\s+)?(?:\w+\s){0,2}(?:commission|council|secretary|minister"
                r"|committee|commerce|department|agency|government|board|authority|president|parliament|ministry)\s"
                r"(?:shall|will|must|is\s+to|intends|plans|expects)"
            ),
        ),
        ("", r"\b(?:is|are)\s+expected\s+to\s+(?!apply|enter|take|comply|submit|register|file|come|expire|end)…«U»"),
        (
            "",
            (
                r"\b(?:meet(?:s|ings?)?|hearings?|webinars?|workshops?|conference|briefing|seminar|visit(?:s|ed)?"
                r"|summit)\b(?!\s+requests?)[^;,]{0,60}«DW»"
            ),
        ),
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
        ("retroactive_from", r"\bback-?dated\s+to\s+«X»"),
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
