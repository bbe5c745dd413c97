"""English: Federal Register, Official Journal, statutory instruments, press releases."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from rules.facts.dates_calendar import later
from rules.facts.dates_grammar import Cue, Grammar, Period, Written, apply, back, comment, in_force, lapse, nothing, template, templates

_NAMES = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
MONTHS = {name: at for at, name in enumerate(_NAMES, 1)} | {name[:3]: at for at, name in enumerate(_NAMES, 1)} | {"sept": 9}
_M = r"(?P<m>January|February|March|April|May|June|July|August|September|October|November|December|Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
_D = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"
_Y = r"(?P<y>(?:19|20)\d\d)"
_W = r"(?P<w>next|this|last|the same)"
FORMS = tuple(
    re.compile(text, re.IGNORECASE)
    for text in (
        rf"\b{_M}\s+{_D},?\s+{_Y}\b",
        rf"\b{_D}(?:\s+day)?(?:\s+of)?\s+{_M},?\s+{_Y}\b",
        rf"\b{_Y}-(?P<m>\d\d)-(?P<d>\d\d)\b",
        rf"(?<![\d/])(?P<m>1[0-2]|0?[1-9])/(?P<d>3[01]|[12]\d|0?[1-9])/{_Y}\b",
        rf"(?<![\d.])(?P<d>3[01]|[12]\d|0?[1-9])\.(?P<m>1[0-2]|0?[1-9])\.{_Y}\b",
        rf"\b{_D}(?=\s?(?:to|-|and|through)\s?\d{{1,2}}(?:st|nd|rd|th)?\s+{_M})".replace("(?P<m>", "(?:"),
        rf"\b(?:(?P<last>end of|last day of)\s+)?{_M},?\s+{_Y}\b",
        rf"(?<=\d-){_D},?\s+{_Y}\b(?!-)",
        rf"\b{_M}\s+{_D}\b(?!,?\s*(?:19|20)\d\d)(?!\s?(?:percent|%|\d|million|countries))",
        rf"\b{_D}\s+(?:of\s+)?{_M}\b(?!,?\s*(?:19|20)\d\d)",
    )
)
_COUNT = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12, "fourteen": 14,
    "fifteen": 15, "eighteen": 18, "twenty": 20, "twenty-one": 21, "thirty": 30, "forty-five": 45, "sixty": 60, "ninety": 90, "a": 1, "an": 1,
    "first": 1, "second": 2, "third": 3, "fifth": 5, "seventh": 7, "tenth": 10, "fifteenth": 15, "twentieth": 20, "thirtieth": 30,
}  # fmt: skip
_N = rf"(?P<n>\d{{1,3}}|{'|'.join(sorted(_COUNT, key=len, reverse=True))})(?:\s?\(\d{{1,3}}\))?"
_UNIT = r"(?:additional\s+|calendar\s+|further\s+)?(?P<u>day|week|month|year)s?"
_ISSUE = (
    r"(?:the\s+|its\s+|this\s+)?(?:date\s+|day\s+|that\s+|time\s+)?(?:of\s+|on which\s+)?(?:the\s+|its\s+|this\s+)?"
    r"(?:official\s+)?(?:publication|promulgation|issuance|publishing|(?:rule|notice|order|regulation|act|law) is (?:published|enacted|made)|enactment|signing|signature|announcement)"
)
_AFTER_ISSUE = re.compile(rf"\b(?:the\s+)?{_N}[\s-]+{_UNIT}\s+(?:after|from|following|of)\s+{_ISSUE}", re.IGNORECASE)
_BEFORE_ISSUE = re.compile(rf"\b(?:the\s+date\s+(?:that\s+is\s+)?)?{_N}\s+{_UNIT}\s+(?:before|prior to)\s+{_ISSUE}", re.IGNORECASE)
_NTH_DAY = re.compile(rf"\b(?:the\s+)?(?:(?P<n>{'|'.join(_COUNT)}|\d{{1,2}}(?:st|nd|rd|th))\s+)?day\s+(?:after|following)\s+{_ISSUE}", re.IGNORECASE)
_AT_ISSUE = re.compile(
    rf"\b(?:immediately(?:\s+(?:upon|on|after)\s+{_ISSUE})?|(?:up)?on\s+(?:the\s+)?(?:date|day)\s+of\s+(?:its\s+|the\s+|this\s+)?(?:{_ISSUE}|(?:this|the)\s+(?:notice|order))|(?:up)?on\s+{_ISSUE}|(?:with|has|have|takes?)\s+immediate\s+effect|as\s+of\s+(?:today|{_ISSUE})|(?<!from )today)",
    re.IGNORECASE,
)
_NEAR_EFFECT = re.compile(r"effect|force|appl(?:y|ies|icable)", re.IGNORECASE)
_PERIOD = re.compile(
    rf"\bfor\s+(?:a\s+|an\s+)?(?:(?:further|additional|initial|maximum|total|another)\s+)?(?:period\s+of\s+)?{_N}[\s-]+{_UNIT}(?:\s+period)?(?P<next>,?\s+(?:beginning|starting|commencing|from|as\s+of|effective))?",
    re.IGNORECASE,
)
_AFTER_START = re.compile(
    rf"\b{_N}\s+{_UNIT}\s+(?:after|from|following)\s+(?:the\s+|its\s+|that\s+|this\s+)?(?:date\s+of\s+)?(?:its\s+|the\s+)?(?:entry into force|effective date|entering into force|coming into force|application|that date|such date|commencement)(?:\s+of\s+this\s+\w+)?",
    re.IGNORECASE,
)
_NULL = re.compile(
    r"\b(?:on\s+)?(?:such|a|the)\s+(?:day|date)s?(?:\s+or\s+(?:day|date)s)?\s+(?:as|to be|that|which)\b[^;]{0,60}?(?:appoint|fix|by order|by regulations|by proclamation|proclaim|by decree)\w*"
    r"|\b(?:up)?on\s+(?:royal\s+)?assent\b|\bon\s+the\s+day\s+(?:on\s+which\s+)?(?:this|the)\s+act\s+(?:is\s+passed|receives)",
    re.IGNORECASE,
)


def _count(text: str) -> int:
    return _COUNT.get(text.lower()) or int(re.sub(r"\D", "", text) or 1)


def relatives(text: str, published: date | None) -> Iterator[Written]:
    for found in _NULL.finditer(text):
        yield Written(*found.span(), role="from", computed=True, means="effective")
    for found in _AFTER_START.finditer(text):
        yield Written(*found.span(), computed=True, period=Period("start", _count(found["n"]), found["u"].lower()))
    if published is not None:
        yield from _from_issue(text, published)
    for found in _PERIOD.finditer(text):
        anchor = "next" if found["next"] else "start"
        end = found.start("next") if found["next"] else found.end()
        yield Written(found.start(), end, role="until", computed=True, period=Period(anchor, _count(found["n"]), found["u"].lower()))


def _from_issue(text: str, published: date) -> Iterator[Written]:
    for found in _AFTER_ISSUE.finditer(text):
        yield Written(*found.span(), computed=True, value=later(published, _count(found["n"]), found["u"].lower()))
    for found in _BEFORE_ISSUE.finditer(text):
        yield Written(*found.span(), role="from", computed=True, value=later(published, -_count(found["n"]), found["u"].lower()))
    for found in _NTH_DAY.finditer(text):
        yield Written(*found.span(), role="from", computed=True, value=published + timedelta(days=_count(found["n"] or "one")))
    for found in _AT_ISSUE.finditer(text):
        if _NEAR_EFFECT.search(text[max(0, found.start() - 60) : found.end() + 40]):
            means = "effective" if "immediate effect" in found.group().lower() else ""
            yield Written(*found.span(), role="from", computed=True, value=published, means=means)


_ZONE = r"\(?(?:(?:u\.?s\.?\s+)?eastern|central|pacific|mountain|local|brussels|london|korea)?\s*(?:standard|daylight)?\s*(?:time|[A-Z]{2,4}T?)?\)?"
_HOUR = rf"(?:(?:at\s+)?(?:\d{{1,2}}(?:[:.]\d\d)?\s*(?:a\.?m\.?|p\.?m\.?|noon|midnight|hours)?|noon|midnight|close of business|cob)\s*{_ZONE}[,\s]*(?:on\s+)?)?"
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s*)?(?:the\s+)?(?:date\s+(?:that\s+is\s+)?)?"
_TO = rf":?\s*(?:on\s+)?{_HOUR}{_WEEKDAY}$"
_END = (
    r"\b(?:by|before|until|till|through|thru|within|(?:no|not)\s+later\s+than|on\s+or\s+before|prior\s+to|(?:end|clos|expir)(?:s|es|e|ing|ed)?(?:\s+(?:on|at))?|due(?:\s+(?:on|by|date))?"
    r"|deadline(?:\s+(?:of|is|for\s+\w+\s+is))?:?|latest|up\s+to(?:\s+and\s+including)?|for(?:\s+a\s+period\s+of)?|closing\s+date(?:\s+is)?:?|\bto)"
)
_START = r"\b(?:from|on\s+(?:or|and)\s+after|beginning(?:\s+(?:on|with))?|starting(?:\s+(?:on|from))?|commencing(?:\s+on)?|as\s+(?:of|from)|with\s+effect\s+(?:from|on)|effective(?:\s+(?:on|from|as\s+of))?|applicable(?:\s+(?:on|from|as\s+of))?|since|after)"

_COMMENT = (
    r"\b(?:comments?|commenters?|written\s+submissions?|submissions?\s+(?:on|are\s+invited|from\s+(?:interested|the\s+public)|concerning|regarding)|views|feedback|objections?|rebuttals?|responses?"
    r"|consultations?|call\s+for\s+evidence|representations|public\s+input|request(?:s|ing)?\s+(?:for\s+)?(?:a\s+|an\s+)?(?:public\s+)?(?:hearing|to\s+(?:appear|testify|participate|speak|present|be\s+heard))|have\s+your\s+say|testimony|written\s+statements|(?:case|rebuttal|hearing)\s+briefs?|briefs)\b"
)
_APPLY = (
    r"\b(?:appl(?:y|ying|ications?|icants?)|regist(?:er|ering|rations?)|proposals?|bids?|tenders?|nominat\w+|petitions?|requests?|notif(?:y|ications?)|reports?|reporting|returns?|declar(?:e|ations?)|fil(?:e|ed|ing|ings)"
    r"|submi(?:t|tted|ssions?|tting)|pay(?:ments?|able)?|concept\s+papers?|letters?\s+of\s+intent|expressions?\s+of\s+interest|claims?|enrol\w*|compl(?:ete|y|iance)|obtain|surrender|use\s+up|draw\s+down|entry\s+of\s+appearance"
    r"|received|deadlines?|due|transpos\w+|bring\s+into\s+force|phase\s+out|elect|certif(?:y|ications?)|provide|quota\s+shares?|hold(?:ers?)?|must|shall|have\s+until)\b"
)
_SUSPEND = r"\b(?:suspen(?:d|ds|ded|ding|sion)|paus(?:e|es|ed|ing)|stay(?:s|ed|ing)|defer(?:s|red|ring)?|postpon(?:e|es|ed|ing|ement)|held\s+in\s+abeyance|waiv(?:e|es|ed|er)|(?:put|placed|kept|remains?)\s+on\s+hold|not\s+(?:be\s+)?(?:appl(?:y|ied)|enforced?|collect(?:ed)?))\b"
_ENDING = (
    r"\b(?:expir\w+|valid(?:ity)?|in\s+(?:force|effect)|remain\w*|sunset\w*|terminat\w+|ceas\w+|laps\w+|extend(?:s|ed|ing)?|extension|exclusions?|exempt\w*|authori[sz]\w+|continu\w+|renew(?:s|ed|al)?|prolong\w*|appl(?:y|ies|ied)|effective|available|permitted|allowed|licen[cs]es?)\b"
)
_ENDED = r"\b(?:repeal(?:s|ed)|revok(?:e|es|ed)|withdrawn(?!\s+from\s+warehouse)|abolished|rescind(?:s|ed)|cease[sd]?\s+to\s+(?:be\s+valid|have\s+effect|apply)|expir(?:e|es|ed|y|ation)(?:\s+date)?|laps(?:e|es)|terminat(?:e|es|ed)|sunsets?|no\s+longer\s+(?:appl(?:y|ies)|valid))\b"
_OWN = (
    r"\b(?:commission|commerce|department|secretary|minister|council|committee|ustr|representative|administration|agency|government|board|office|authority|president|we|it|epa|parliament|ministry|bureau)\b[^;]{0,50}?\b(?:shall|will|must|intends?\s+to|is\s+to|expects?\s+to|plans?\s+to|aims?\s+to|is\s+required\s+to|hopes?\s+to|now\s+intends\s+to)\s+(?:also\s+|then\s+)?"
    r"(?:issue|publish|adopt|review|report|determine|make|complete|present|submit|announce|assess|decide|transmit|finali[sz]e|consider|evaluate|carry\s+out|conclude|propose|double|triple|reach|launch|establish|release|deliver|reduce)\b"
)
FIRST = templates(
    ("", r"\b(?:last\s+(?:updated?|modified|reviewed)|updated|posted|filed|embargo\w*|published\s+on|page\s+updated)(?:\s+(?:on|at))?[:\s]*«X»"),
    ("", r"(?<!as )(?<!date )(?<!deadline )(?<!dates )(?<!closing )\b(?:of|dated:?|signed(?:\s+on)?|done\s+(?:at|in)\s+\w+,?(?:\s+on)?)\s+«D»(?!\s*(?:deadline|effective))"),
    ("", r"\b(?:period\s+of\s+(?:investigation|review)|investigation\s+period|review\s+period|fiscal\s+year|reporting\s+period|project|programme|program|contract|budget|grant|term)\b[^;]{0,50}«W»"),
    ("", r"«W»[^;]{0,40}\b(?:period\s+of\s+(?:investigation|review)|rose|fell|increased|decreased|totall?ed)\b"),
    ("", r"\b(?:rose|fell|increased|decreased|totall?ed|grew|imports\s+of|exports\s+of)\b[^;]{0,60}«W»"),
    ("", r"\b(?:decision|ruling|determination)\b[^;]{0,60}\b(?:due|expected)\b[^;]{0,20}(?:«U»|«D»)"),
    ("", r"\b(?:fiscal|financial|calendar|crop|marketing)\s+year\b[^;]{0,40}«X»|\b(?:year|quarter|months?)\s+(?:ended|ending|to)\s+«X»"),
    ("", r"\bwill\s+be\s+(?:published|announced|issued|released|completed|finali[sz]ed|presented)\b[^;]{0,30}«U»"),
    ("", r"\b(?:final|preliminary)\s+(?:determinations?|results)\b[^;]{0,60}«U»|\bOMB\s+(?:Control|Approval)\b…«X»"),
    ("", r"\breports?\b[^;]{0,40}\bto\s+(?:the\s+)?(?:U\.?S\.?\s+)?(?:Congress|President|Committees?|(?:European\s+)?Parliament|Council|Senate)\b…«U»"),
    ("", r"\b(?:commission's|agency's|department's|secretary's)\s+(?:views|determination|report|decision)\b…«U»"),
    ("", r"\b(?:will|shall|must|intends?\s+to|expects?\s+to)\s+(?:make|issue|publish|submit|reach|announce|complete)\s+(?:its|a|the|an)\s+(?:\w+\s+){0,3}(?:determinations?|report|decision|findings?|results|review)\b…«U»"),
    ("", r"\b(?:deadline|time\s+limit|target\s+date|due\s+date)\s+(?:for|of)\s+(?:issuing|making|completing|completion|the\s+(?:final|preliminary|completion|competition))\b…(?:«U»|«D»)"),
    ("", r"\b(?:postpon|reschedul|cancel)\w*\b[^;]{0,140}\b(?:meetings?|summit|hearings?|conference|session|event|workshop|webinar)\b…«X»"),
    ("", r"\b(?:meetings?|summit|hearings?|conference|session|event|workshop|webinar)\b[^;]{0,140}\b(?:postpon|reschedul|cancel)\w*…«X»"),
    ("", r"\b(?:for|during|over|covering)\s+the\s+(?:\w+\s+)?period\s+(?:of\s+|from\s+)?«W»(?!\s+(?:shall|will|is|are))"),
    ("", r"\b(?:which|that|who)\s+(?:was|were|had|terminated|expired|entered|took|ended|began)\b[^;,]{0,60}«D»"),
    ("expiry", r"\b(?:which|that|is|are|was|were|be|remains?)\s+(?:currently\s+)?(?:authori[sz]ed|valid|effective|in\s+effect|in\s+force)\s+(?:through|until)\s*«U»"),
    ("", rf"{_OWN}…«[UD]»".replace("«[UD]»", "(?:«U»|«D»)")),
    ("", r"\b(?:meet(?:s|ings?)?|hearings?|webinars?|workshops?|conference|briefing|seminar|visit(?:s|ed)?|summit)\b(?!\s+requests?)[^;,]{0,60}«[DW]»".replace("«[DW]»", "(?:«D»|«W»)")),
    ("", r"\b(?:target|goal|aim|objective|milestone|plan(?:s|ned)?)\b[^;]{0,60}«U»"),
    ("", r"\bif\b[^;]{0,80}«X»[^;]{0,60}\b(?:may|might|could)\b"),
    ("", r"\bevery\s+year[^;]{0,30}«X»|\bannually[^;]{0,30}«X»|«X»\s+(?:of\s+)?each\s+(?:\w+\s+)?(?:year|calendar|quarter)|«X»\s+(?:every|annually)"),
    ("", r"\b(?:since|beyond)\s+«X»"),
    ("effective", rf"{_SUSPEND}…\b(?:beginning|starting|commencing|effective|from)\b‥«F»"),
    ("expiry", r"\bappl(?:y|ies)\s+(?:until\s+|through\s+|up\s+to\s+)?«U»"),
    ("application_deadline", r"\b(?:use\s+up|draw\s+down|exhaust|have\s+until|has\s+until)\b…«U»"),
    ("retroactive_from", r"\bretroactive(?:ly)?\s+to\s+«U»|\b(?:deemed|retroactiv\w*|retrospectiv\w*)\b…«[FD]»".replace("«[FD]»", "(?:«F»|«D»)")),
    ("retroactive_from", r"«F»…\b(?:retroactiv\w*|retrospectiv\w*)"),
    ("retroactive_from", r"\bcritical\s+circumstances\b…«F»"),
    ("effective", r"\b(?:effective|application|applicability|compliance|commencement|implementation)\s+dates?\b[^;]{0,160}?\b(?:delay\w*|postpon\w*|defer\w*|mov\w+|chang\w+|extend\w*)\b[^;]{0,90}?(?:«U»|«F»|«D»)"),
    ("effective", r"\b(?:delay\w*|postpon\w*|defer\w*|mov\w+|chang\w+|extend\w*)\b[^;]{0,30}\b(?:effective|application|applicability|commencement)\s+dates?\b[^;]{0,160}?(?:«U»|«D»)"),
    ("comment_deadline", rf"{_COMMENT}…(?:«U»|«W»)"),
    ("comment_deadline", rf"(?:«U»|«W»),?\s[^;\ue000]{{0,60}}?{_COMMENT}"),
    ("comment_deadline", r"\bcomments?\b(?:\s+(?:date|deadline|closing\s+date))?(?:\s+(?:is|are|will\s+be))?:?\s*(?:due)?\s*«D»"),
    ("effective>suspension_until", rf"{_SUSPEND}…«W»"),
    ("effective>suspension_until", rf"«W»…{_SUSPEND}"),
    ("suspension_until", rf"{_SUSPEND}…«U»"),
    ("suspension_until", rf"«U»…\b(?:is|are|remain|be)\s+(?:suspended|paused|stayed|deferred|postponed)"),
    ("expiry", r"\b(?:general\s+licen[cs]e|wind(?:ing)?[\s-]+down|transactions)\b…\b(?:through|until|expires?)\b‥«U»"),
    ("expiry", rf"{_ENDED}‥«X»"),
    ("expiry", r"«U»[^;]{0,30}\b(?:will|shall)\s+(?:lapse|expire|cease|be\s+cancelled)"),
    ("application_deadline", r"\bclos(?:e|es|ing)\b[^;]{0,30}\b(?:applications|submissions|entries|bids)\b[^;]{0,30}(?:«D»|«U»)"),
    ("expiry", r"\b(?:effective|in\s+effect|in\s+force|valid|extend(?:s|ed|ing)?|extension)\b(?:(?!deadline|submi|report|appl)[^;])*?«U»"),
    ("application_deadline", r"(?:\b(?:may|can|must|should)\s+apply\b|\bapply\s+(?:for|online|between)\b)…(?:«U»|«W»)"),
    ("application_deadline", r"\b(?:applications?|proposals?|registrations?|nominations?|bids|requests?|petitions?|enrolment|submissions?|window|call)\b…(?:«U»|«W»)"),
    ("application_deadline", r"\b(?:due|deadline(?:\s+for\s+[^;]{1,60}?)?(?:\s+is)?|due\s+date(?:\s+is)?|closing\s+date(?:\s+for\s+[^;]{1,60}?)?(?:\s+is)?)[:\s]*(?:«U»|«D»)".replace("(?:«U»|«D»)", "(?:«D»)")),
    ("deadline", r"\bdeadline\b…«U»"),
    ("expiry", rf"(?:\b(?:exclusions?|exempt\w*|authori[sz]\w+|remain\w*|continu\w+|sunset\w*|ceas\w+|laps\w+|prolong\w*)\b)(?:(?!\b(?:must|shall\s+(?:file|submit|report|register|apply))\b)[^;])*?«U»"),
    ("expiry", r"\b(?:impos\w+|lev(?:y|ied|ies)|appl\w+|surcharge|dut(?:y|ies)|effect\w*|force|valid|extend\w*|remain\w*|prohibit\w*|ban(?:s|ned)?|licen[cs]\w*|measures?|quota)\b…«P»"),
    ("application_deadline", rf"{_APPLY}…«U»"),
    ("application_deadline", r"«U»,?\s(?:all\s+|each\s+|any\s+)?(?:\w+\s+){0,3}?(?:importers?|exporters?|applicants?|companies|operators|manufacturers?|producers?|holders?|firms|parties|businesses|persons?|traders|suppliers|undertakings|economic\s+operators)\s(?:must|shall|should|may|are\s+required|have\s+to|need)"),
    ("expiry", rf"{_ENDING}…«U»"),
    ("expiry", r"\b(?:will|shall|set\s+to|due\s+to|scheduled\s+to)\s+(?:end|expire|lapse|terminate|cease)\b‥«U»|\bends\s+(?:on\s+)?«U»"),
    ("expiry", r"\bmay\s+(?:still\s+|continue\s+to\s+)?be\s+(?:used|sold|placed|imported|marketed|accepted)\b…«U»"),
    ("application_deadline", r"\b(?:may|can|should|need)\b…«U»"),
    ("effective>expiry", r"\b(?:appl(?:y|ies|ied|icable)|effective|in\s+(?:force|effect)|valid|open|available|quota|rates?|dut(?:y|ies)|tariffs?)\b…«W»"),
    ("effective", r"\b(?:effective(?:\s+date)?|(?:take|takes|took|taking|with|into)\s+effect|enter(?:s|ed|ing)?\s+into\s+(?:force|effect)|entry\s+into\s+force|com(?:e|es|ing)\s+into\s+(?:force|operation|effect)|becom(?:e|es|ing)\s+(?:effective|applicable|mandatory)|commence[sd]?|in\s+operation|operative)\b…(?:«F»|«D»)"),
    ("effective", r"\bappl(?:y|ies|icable|ied)\b…«F»"),
    ("effective", r"\b(?:will|shall|is\s+to|are\s+to)\s+(?:begin|start|commence)\s+(?!its|the\s+review|hearings?|talks|consult)[^;]{0,60}«D»"),
    ("effective", r"\b(?:will|shall|must|is|are|to)\b[^;]{0,40}\b(?:impos|requir|prohibit|ban|restrict|control|levi|charge|limit|rais|increas|lower|reduc|cut|introduc|need|obtain|subject|end|replac|phas)\w*…«F»"),
    ("effective", r"\bapplicable(?:\s+date)?:?(?:\s+on)?\s*«D»"),
    ("effective", r"\b(?:entered|imported|exported|withdrawn|shipped|manufactured|produced|placed\s+on\s+the\s+market|filed|made)\b‥\bon\s+or\s+after\b‥«F»"),
)
LABELS = (
    in_force(r"\b(?:effective|applicability|commencement|implementation|application|compliance|start)\s+dates?(?:\s+is)?:?\s*"),
    lapse(r"\b(?:expiration|expiry|termination|sunset|end)\s+date(?:\s+is)?:?\s*"),
    comment(r"\bcomments?\s+(?:\w+\s+){0,2}(?:date|deadline|period)(?:\s+(?:is|ends|closes))?:?\s*", day=True),
    apply(r"\b(?:application|submission|registration|filing)\s+(?:deadline|due\s+date|closing\s+date)(?:\s+is)?:?\s*", day=True),
)
_PUBLISH = r"published|said|told|reported|stated|confirmed|unveiled|agreed|voted|approved|announced|issued|initiated|received|signed|adopted|met|meets?|hold|held|holds|filed|determined|launched|convened|visited|instituted|requested|released|hosted|opened|took\s+place|notice\s+of|concluded|reached|found|invited"
AFTER = (
    nothing(rf"\b(?:{_PUBLISH})\b"),
    in_force(r"\b(?:takes?|took|taking)\s+effect|\b(?:enters?|comes?|entered|came)\s+into\s+(?:force|effect|operation)|\bbecomes?\s+(?:effective|mandatory|applicable)"),
    Cue(r"\b(?:must|shall|will|may\s+(?:only|no\s+longer)|(?:is|are)\s+(?:required|prohibited|subject|banned|restricted|set|raised|lowered|increased|reduced|allowed)|requires?)\b", "effective"),
)
BEFORE_CUES = (nothing(rf"\b(?:{_PUBLISH})\b"), back(r"\bretroactively"))
GRAMMAR = Grammar(
    forms=FORMS,
    months=MONTHS,
    starts=template(r"\s*(?:onwards?|or\s+(?:later|after)|and\s+(?:later|after))\b"),
    ends=template(r",?\s*(?:at\s+the\s+latest|deadline|or\s+(?:earlier|sooner|before))\b"),
    starts_before=template(rf"(?:{_START}){_TO}"),
    ends_before=template(rf"(?:{_END}){_TO}"),
    joins=template(rf"^(?!.*(?:published|issued|dated|signed|adopted)(?:\s+on|\s+in)?\s+§)(?:.*)(?:between\s+(?:the\s+)?§,?\s+and|§,?\s+(?:to|through|until|till|up\s+to)|§\s?-)\s*{_HOUR}{_WEEKDAY}$"),
    cut=template(r"(?<=[\w)\"'\]%\ue000\ue001])(?<!\.[A-Za-z])(?<!\bNo)(?<!\bNos)(?<!\bPub)(?<!\bReg)(?<!\bArt)(?<!\bFed)(?<!\bInc)[.!?][\"')]?\s+(?=[A-Z\"(\[\ue000])|\n\s*\n|;\s(?!\s*and\s+\()"),
    first=FIRST,
    labels=LABELS,
    after=AFTER,
    before=BEFORE_CUES,
    relatives=relatives,
    enacts=template(r"\b(?:shall|will|takes?\s+effect|enters?\s+into\s+force|is\s+effective|are\s+effective|effective|applicable|comes?\s+into|expires?)\b"),
    past=template(r"\b(?:entered\s+into\s+force|took\s+effect|were\s+effective|was\s+effective|came\s+into|became|has\s+been|have\s+been|expired|was|were)\b"),
    gives_way=template(
        r"\b(?:original(?:ly)?|previous(?:ly)?|initial(?:ly)?|prior|former(?:ly)?)\b[^;\ue000]{0,60}?«[DUF]»".replace("«[DUF]»", "(?:«D»|«U»|«F»)")
        + r"|\b(?:was|were|had\s+been)\s+(?:scheduled|due|set|originally)\b[^;\ue000]{0,40}?(?:«D»|«U»)"
        + r"|\b(?:extend|postpon|delay|defer|mov|chang|push)\w*\b[^;]{0,120}\bfrom\b[^;\ue000]{0,30}(?:«W»|«F»,?\s(?:to|until)\s)"
    ),
    extends=re.compile(r"\b(?:extend|extension|reopen|postpon)", re.IGNORECASE),
    topics=re.compile(rf"(?P<comment>{_COMMENT})|(?P<apply>\b(?:appl(?:y|ications?)|registrations?|proposals?|reports?|submission)\b)", re.IGNORECASE),
    before_first=True,
)
