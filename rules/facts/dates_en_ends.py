"""English sentences that end something: comments, suspensions, validity, applications; then those that begin it."""

from rules.facts.dates_en_terms import APPLY, COMMENT, ENDED, ENDING, SUSPEND
from rules.facts.dates_grammar import templates

ENDS_AND_STARTS = templates(
    ("comment_deadline", rf"{COMMENT}…«UW»"),
    ("comment_deadline", rf"«UW»(?:§)?,?\s[^;\ue000]{{0,60}}?{COMMENT}"),
    (
        "comment_deadline",
        (
            r"\bcomments?\b(?:\s+(?:date|deadline|closing\s+date))?(?:\s+(?:is|are"
            r"|will\s+be))?:?\s*(?:due)?\s*«D»"
        ),
    ),
    (
        "expiry",
        (
            r"\b(?:temporary|transition\w*|interim|flexibilit\w+|waivers?|exemptions?|schemes?|relief|arrangements?|measures?"
            r"|quotas?|derogations?|concessions?|phase|regime)\b[^;]{0,40}\bends?\b[^;]{0,24}«DU»"
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
        r"\b(?:entries|applications|submissions|nominations|bids|registrations?|bookings)\s+clos(?:e|es|ing)\b[^;]{0,30}«DU»"
        r"|\bclos(?:e|es|ing)\b[^;]{0,30}\b(?:applications|submissions|entries|bids)\b[^;]{0,30}«DU»",
    ),
    (
        "expiry",
        (
            r"\b(?:effective|in\s+effect|in\s+force|valid|extend(?:s|ed|ing)?|(?<!request an )extension)\b"
            r"(?:(?!deadline|submi|report|appl)[^;])*?«U»"
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
            r"\b(?:due|deadline(?:\s+for\s+[^;]{1,60}?)?(?:\s+is)?|due\s+date(?:\s+(?:for|of)\s+[^;]{1,60}?)?(?:\s+is)?"
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
    (
        "expiry",
        (
            r"\b(?:may|can)\s+(?:still\s+|continue\s+to\s+|only\s+)?be\s+(?!submitted|filed|lodged|made|sent|requested|claimed|registered"
            r"|addressed|returned|obtained|renewed|directed|paid|nominated|e-?mailed|found|required)\w+…\b(?:until|till|through)\b‥«U»"
        ),
    ),
    ("application_deadline", r"\b(?:please|if\s+you|you\s+(?:can|may|must|should|need))\b…\bby\b‥«U»"),
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
    ("expiry", r"\b(?:stays?|keeps?|kept|lasts?|runs)\b…«U»"),
    ("effective>expiry", r"«W»[^;]{0,60}\b(?:shall|will)\s+(?:apply|be\s+(?:levied|charged|applied|subject))"),
    ("expiry", r"\bmay\s+(?:still\s+|continue\s+to\s+)?be\s+(?:used|sold|placed|imported|marketed|accepted)\b…«U»"),
    ("application_deadline", r"\b(?:may|can|should|need)\b…«U»"),
    (
        "effective>expiry",
        (
            r"\b(?:appl(?:y|ies|ied|icable)|effective|in\s+(?:force|effect)|valid|open|available|quota|rates?"
            r"|dut(?:y|ies)|tariffs?|in\s+place|runs?|operat\w+|levied|imposed|charged)\b…«W»"
        ),
    ),
    (
        "effective",
        (
            r"\b(?:effective(?:\s+date)?|(?:take|takes|took|taking|with|into)\s+effect|enter(?:s|ed"
            r"|ing)?\s+into\s+(?:force|effect)|entry\s+into\s+force|com(?:e|es|ing)\s+into\s+(?:force|operation"
            r"|effect)|(?:starts?|begins?)\s+to\s+apply|first\s+appl(?:y|ies)|(?:have|has)\s+effect|(?:be|is"
            r"|are)\s+(?:introduced|implemented|imposed|rolled\s+out|brought\s+into\s+force|enforced|launched)"
            r"|becom(?:e|es|ing)\s+(?:law|effective|applicable|mandatory|binding|payable|enforceable|compulsory|operational)|kicks?\s+in"
            r"|takes?\s+(?:hold|over)|comes?\s+into\s+play|goes?\s+(?:up|down)|reinstated|activated"
            r"|go(?:es)?\s+(?:into\s+effect|live)|commence[sd]?|in\s+operation|operative)\b…«FD»"
        ),
    ),
    (
        "effective",
        (
            r"\bwill\s+be\s+(?:increased|raised|lowered|reduced|cut|halved|doubled|tripled|lifted|removed|abolished|scrapped|tightened"
            r"|eased|expanded|extended\s+to|replaced|introduced|restricted|banned|restored|reinstated|adjusted|set\s+at)\b[^;\ue000]{0,50}"
            r"\bon\s+«D»"
        ),
    ),
    ("effective", r"\b(?:appl(?:y|ies|icable|ied)|comply)\b…«F»|\b(?:will|shall)\s+apply\s+«D»"),
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
            r"\b(?:contracts?|goods|shipments?|products|entries|imports|exports|orders|licen[cs]es|vehicles|batteries|articles)"
            r"\s+(?:\w+\s+){0,3}?(?:concluded|signed|entered|imported|exported|shipped|placed|made|manufactured|filed|issued|dated"
            r"|loaded|arriving|departing)\s+(?:on\s+or\s+after\s+|from\s+|after\s+|as\s+of\s+)?«F»"
        ),
    ),
    (
        "effective",
        (
            r"\b(?:entered|imported|exported|withdrawn|shipped|manufactured|produced|placed\s+on\s+the\s+market"
            r"|filed|made)\b‥\bon\s+or\s+after\b‥«F»"
        ),
    ),
)
