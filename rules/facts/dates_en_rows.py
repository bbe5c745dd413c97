"""English sentences around a date, most telling first."""

from rules.facts.dates_en_terms import APPLY, COMMENT, ENDED, ENDING, OWN, SUSPEND
from rules.facts.dates_grammar import templates

FIRST = templates(
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
            r"(?<!as )(?<!date )(?<!deadline )(?<!dates )(?<!closing )\b(?:of|dated:?|signed(?:\s+on)?"
            r"|done\s+(?:at|in)\s+\w+,?(?:\s+on)?)\s+«D»(?!\s*(?:deadline|effective))"
        ),
    ),
    (
        "",
        (
            r"\b(?:period\s+of\s+(?:investigation|review)|investigation\s+period|review\s+period|fiscal\s+year"
            r"|reporting\s+period|project|programme|program|contract|budget|grant|term)\b[^;]{0,50}«W»"
        ),
    ),
    ("", r"«W»[^;]{0,40}\b(?:period\s+of\s+(?:investigation|review)|rose|fell|increased|decreased|totall?ed)\b"),
    ("", r"\b(?:rose|fell|increased|decreased|totall?ed|grew|imports\s+of|exports\s+of)\b[^;]{0,60}«W»"),
    ("", r"\b(?:decision|ruling|determination)\b[^;]{0,60}\b(?:due|expected)\b[^;]{0,20}«UD»"),
    (
        "",
        (
            r"\b(?:fiscal|financial|calendar|crop|marketing)\s+year\b[^;]{0,40}«X»|\b(?:year|quarter"
            r"|months?)\s+(?:ended|ending|to)\s+«X»"
        ),
    ),
    (
        "effective",
        (
            r"\b(?:scheme|regime|system|programme|obligation|requirement|ban|levy|quota|measure|tariff|dut(?:y"
            r"|ie))s?\s+(?:starts?|begins?|commences?)\s+(?:on\s+)?«FD»"
        ),
    ),
    ("", r"\bshall\s+be\s+(?:concluded|completed|terminated|adopted|reviewed)\b…«U»"),
    ("", r"\bwill\s+be\s+(?:published|announced|issued|released|completed|finali[sz]ed|presented)\b[^;]{0,30}«U»"),
    ("", r"\b(?:final|preliminary)\s+(?:determinations?|results)\b[^;]{0,60}«U»|\bOMB\s+(?:Control|Approval)\b…«X»"),
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
            r"|completion|the\s+(?:final|preliminary|completion|competition))\b…«UD»"
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
            r"\b(?:meet(?:s|ings?)?|hearings?|webinars?|workshops?|conference|briefing|seminar|visit(?:s|ed)?"
            r"|summit)\b(?!\s+requests?)[^;,]{0,60}«DW»"
        ),
    ),
    ("", r"\b(?:target|goal|aim|objective|milestone|plan(?:s|ned)?)\b[^;]{0,60}«U»"),
    ("", r"\bif\b[^;]{0,80}«X»[^;]{0,60}\b(?:may|might|could)\b"),
    (
        "",
        (
            r"\bevery\s+year[^;]{0,30}«X»|\bannually[^;]{0,30}«X»|«X»\s+(?:of\s+)?each\s+(?:\w+\s+)?(?:year"
            r"|calendar|quarter)|«X»\s+(?:every|annually)"
        ),
    ),
    ("", r"\b(?:since|beyond)\s+«X»"),
    (
        "",
        (
            r"(?<!\bbe )\b(?:issued|granted|signed|concluded|entered\s+into|adopted|made|placed|purchased"
            r"|shipped|submitted|filed)\s+(?:on\s+or\s+)?before\s+«U»"
        ),
    ),
    ("effective", r"^\W*(?:from|starting|beginning|with\s+effect\s+from)\s+(?:on\s+)?«F»[^;]{0,80}\b(?:is|are)\b"),
    ("expiry", r"\bruns?\s+out\b‥«UD»"),
    ("effective", rf"{SUSPEND}…\b(?:beginning|starting|commencing|effective|from)\b‥«F»"),
    ("expiry", r"\bappl(?:y|ies)\s+(?:until\s+|through\s+|up\s+to\s+)?«U»"),
    ("application_deadline", r"\b(?:use\s+up|draw\s+down|exhaust|have\s+until|has\s+until)\b…«U»"),
    ("retroactive_from", r"\bretroactive(?:ly)?\s+to\s+«U»|\b(?:deemed|retroactiv\w*|retrospectiv\w*)\b…«FD»"),
    ("retroactive_from", r"«F»…\b(?:retroactiv\w*|retrospectiv\w*)"),
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
    ("comment_deadline", rf"{COMMENT}…«UW»"),
    ("comment_deadline", rf"«UW»,?\s[^;\ue000]{{0,60}}?{COMMENT}"),
    (
        "comment_deadline",
        (
            r"\bcomments?\b(?:\s+(?:date|deadline|closing\s+date))?(?:\s+(?:is|are"
            r"|will\s+be))?:?\s*(?:due)?\s*«D»"
        ),
    ),
    ("effective>suspension_until", rf"{SUSPEND}…«W»"),
    ("effective>suspension_until", rf"«W»…{SUSPEND}"),
    ("suspension_until", rf"{SUSPEND}…«U»"),
    ("suspension_until", r"«U»…\b(?:is|are|remain|be)\s+(?:suspended|paused|stayed|deferred|postponed)"),
    (
        "expiry",
        (
            r"\b(?:general\s+licen[cs]e|wind(?:ing)?[\s-]+down|transactions)\b…\b(?:through|until"
            r"|expires?)\b‥«U»"
        ),
    ),
    ("expiry", rf"{ENDED}‥«X»"),
    ("expiry", r"«U»[^;]{0,30}\b(?:will|shall)\s+(?:lapse|expire|cease|be\s+cancelled)"),
    (
        "application_deadline",
        r"\bclos(?:e|es|ing)\b[^;]{0,30}\b(?:applications|submissions|entries|bids)\b[^;]{0,30}«DU»",
    ),
    (
        "expiry",
        (
            r"\b(?:effective|in\s+effect|in\s+force|valid|extend(?:s|ed|ing)?|extension)\b(?:(?!deadline|submi"
            r"|report|appl)[^;])*?«U»"
        ),
    ),
    ("application_deadline", r"(?:\b(?:may|can|must|should)\s+apply\b|\bapply\s+(?:for|online|between)\b)…«UW»"),
    (
        "application_deadline",
        (
            r"\b(?:applications?|proposals?|registrations?|nominations?|bids|requests?|petitions?|enrolment"
            r"|submissions?|window|call)\b…«UW»"
        ),
    ),
    (
        "application_deadline",
        (
            r"\b(?:due|deadline(?:\s+for\s+[^;]{1,60}?)?(?:\s+is)?|due\s+date(?:\s+is)?"
            r"|closing\s+date(?:\s+for\s+[^;]{1,60}?)?(?:\s+is)?)[:\s]*«UD»"
        ),
    ),
    ("deadline", r"\bdeadline\b…«U»"),
    (
        "expiry",
        (
            r"(?:\b(?:exclusions?|exempt\w*|authori[sz]\w+|remain\w*|continu\w+|sunset\w*|ceas\w+|laps\w+"
            r"|prolong\w*)\b)(?:(?!\b(?:must|shall\s+(?:file|submit|report|register|apply))\b)[^;])*?«U»"
        ),
    ),
    (
        "expiry",
        (
            r"\b(?:impos\w+|lev(?:y|ied|ies)|appl\w+|surcharge|dut(?:y|ies)|effect\w*|force|valid|extend\w*"
            r"|remain\w*|prohibit\w*|ban(?:s|ned)?|licen[cs]\w*|measures?|quota)\b…«P»"
        ),
    ),
    ("application_deadline", rf"{APPLY}…«U»"),
    (
        "application_deadline",
        (
            r"«U»,?\s(?:all\s+|each\s+|any\s+)?(?:\w+\s+){0,3}?(?:importers?|exporters?|applicants?|companies"
            r"|operators|manufacturers?|producers?|holders?|firms|parties|businesses|persons?|traders|suppliers"
            r"|undertakings|economic\s+operators)\s(?:must|shall|should|may|are\s+required|have\s+to|need)"
        ),
    ),
    ("expiry", rf"{ENDING}…«U»"),
    (
        "expiry",
        (
            r"\b(?:will|shall|set\s+to|due\s+to|scheduled\s+to)\s+(?:end|expire|lapse|terminate|cease)\b‥«U»"
            r"|\bends\s+(?:on\s+)?«U»"
        ),
    ),
    ("expiry", r"\bmay\s+(?:still\s+|continue\s+to\s+)?be\s+(?:used|sold|placed|imported|marketed|accepted)\b…«U»"),
    ("application_deadline", r"\b(?:may|can|should|need)\b…«U»"),
    (
        "effective>expiry",
        (
            r"\b(?:appl(?:y|ies|ied|icable)|effective|in\s+(?:force|effect)|valid|open|available|quota|rates?"
            r"|dut(?:y|ies)|tariffs?)\b…«W»"
        ),
    ),
    (
        "effective",
        (
            r"\b(?:effective(?:\s+date)?|(?:take|takes|took|taking|with|into)\s+effect|enter(?:s|ed"
            r"|ing)?\s+into\s+(?:force|effect)|entry\s+into\s+force|com(?:e|es|ing)\s+into\s+(?:force|operation"
            r"|effect)|becom(?:e|es|ing)\s+(?:effective|applicable|mandatory)|kicks?\s+in"
            r"|go(?:es)?\s+(?:into\s+effect|live)|commence[sd]?|in\s+operation|operative)\b…«FD»"
        ),
    ),
    ("effective", r"\b(?:appl(?:y|ies|icable|ied)|comply)\b…«F»"),
    (
        "effective",
        (
            r"\b(?:will|shall|is\s+to|are\s+to)\s+(?:begin|start|commence)\s+(?!its|the\s+review|hearings?|talks"
            r"|consult)[^;]{0,60}«D»"
        ),
    ),
    (
        "effective",
        (
            r"\b(?:will|shall|must|is|are|to)\b[^;]{0,40}\b(?:impos|requir|prohibit|ban|restrict|control|levi"
            r"|charge|limit|rais|increas|lower|reduc|cut|introduc|need|obtain|subject|end|replac|phas)\w*…«F»"
        ),
    ),
    ("effective", r"\bapplicable(?:\s+date)?:?(?:\s+on)?\s*«D»"),
    (
        "effective",
        (
            r"\b(?:entered|imported|exported|withdrawn|shipped|manufactured|produced|placed\s+on\s+the\s+market"
            r"|filed|made)\b‥\bon\s+or\s+after\b‥«F»"
        ),
    ),
)
