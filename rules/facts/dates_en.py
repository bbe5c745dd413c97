"""English: Federal Register, Official Journal, statutory instruments, press releases."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from rules.facts.dates_calendar import later
from rules.facts.dates_counts import either, english
from rules.facts.dates_en_rows import FIRST
from rules.facts.dates_en_terms import COMMENT, END, HOUR, START, TO, WEEKDAY
from rules.facts.dates_en_words import AFTER, BEFORE_CUES, LABELS
from rules.facts.dates_grammar import Grammar, Period, Written, template

_NAMES = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
MONTHS = (
    {name: at for at, name in enumerate(_NAMES, 1)} | {name[:3]: at for at, name in enumerate(_NAMES, 1)} | {"sept": 9}
)
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan\.?"
    r"|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
)
_M = rf"(?P<m>{_MONTH})"
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
        r"(?<![\d/])(?P<m>1[0-2]|0?[1-9])/(?P<d>3[01]|[12]\d|0?[1-9])/(?P<y>[12]\d)(?![\d/])",
        rf"(?<![\d.])(?P<d>3[01]|[12]\d|0?[1-9])\.(?P<m>1[0-2]|0?[1-9])\.{_Y}\b",
        rf"\b{_D}(?=\s?(?:to|-|and|through)\s?\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH})",
        rf"\b(?:(?P<last>end of|last day of)\s+)?{_M},?\s+{_Y}\b",
        rf"(?<=\d-){_D},?\s+{_Y}\b(?!-)",
        rf"\b{_M}\s+{_D}\b(?!,?\s*(?:19|20)\d\d)(?!\s?(?:percent|%|\d|million|countries))",
        rf"\b{_D}\s+(?:of\s+)?{_M}\b(?!,?\s*(?:19|20)\d\d)",
    )
)
_COUNT = english()
_N = rf"(?P<n>\d{{1,3}}|{either(_COUNT)})(?:\s?\(\d{{1,3}}\))?"
_UNIT = r"(?:additional\s+|calendar\s+|further\s+)?(?P<u>day|week|month|year)s?"
_ISSUE = (
    r"(?:the\s+|its\s+|this\s+)?(?:date\s+|day\s+|that\s+|time\s+)?(?:of\s+|on which\s+)?(?:the\s+|its\s+|this\s+)?"
    r"(?:official\s+)?(?:(?:this|the)\s+(?:notice|order|rule|proclamation|decision|regulation|announcement)\b|today\b|publication|promulgation|issuance|publishing|(?:rule|notice|order|regulation"
    r"|act|law) is (?:published|enacted|made)|enactment|signing|signature|announcement)"
)
_AFTER_ISSUE = re.compile(rf"\b(?:the\s+)?{_N}[\s-]+{_UNIT}\s+(?:after|from|following|of)\s+{_ISSUE}", re.IGNORECASE)
_BEFORE_ISSUE = re.compile(
    rf"\b(?:the\s+date\s+(?:that\s+is\s+)?)?{_N}\s+{_UNIT}\s+(?:before|prior to)\s+{_ISSUE}", re.IGNORECASE
)
_NTH_DAY = re.compile(
    (
        rf"\b(?:the\s+)?(?:(?P<n>{either(_COUNT)}|\d{{1,2}}(?:st|nd|rd|th))\s+)?(?:day|date)\s+(?:after"
        rf"|following)\s+{_ISSUE}"
    ),
    re.IGNORECASE,
)
_AT_ISSUE = re.compile(
    (
        rf"\b(?:immediately(?:\s+(?:upon|on|after)\s+{_ISSUE})?|(?:up)?on\s+(?:the\s+)?(?:date"
        rf"|day)\s+of\s+(?:its\s+|the\s+|this\s+)?(?:{_ISSUE}|(?:this|the)\s+(?:notice|order))"
        rf"|(?:up)?on\s+{_ISSUE}|(?:with|has|have|takes?)\s+immediate\s+effect|as\s+of\s+(?:today|{_ISSUE})"
        rf"|(?<!published )(?<!issued )(?<!announced )today)"
    ),
    re.IGNORECASE,
)
_NEAR_EFFECT = re.compile(r"effect|force|appl(?:y|ies|icable)|suspend|waiv|prohibit|impos", re.IGNORECASE)
_PERIOD = re.compile(
    (
        rf"\bfor\s+(?:a\s+|an\s+)?(?:(?:further|additional|initial|maximum|total"
        rf"|another)\s+)?(?:period\s+of\s+)?{_N}[\s-]+{_UNIT}(?:\s+period)?(?P<next>,?\s+(?:beginning"
        rf"|starting|commencing|from|as\s+of|effective))?"
    ),
    re.IGNORECASE,
)
_AFTER_START = re.compile(
    (
        rf"\b{_N}\s+{_UNIT}\s+(?:after|from|following)\s+(?:the\s+|its\s+|that\s+"
        rf"|this\s+)?(?:date\s+of\s+)?(?:its\s+|the\s+)?(?:entry into force|effective date"
        rf"|entering into force|coming into force|application|that date|such date"
        rf"|commencement)(?:\s+of\s+this\s+\w+)?"
    ),
    re.IGNORECASE,
)
_FOR = re.compile(r"\bfor\s(?:(?:a|the|another)\s)?(?:(?:further|additional)\s)?(?:period\sof\s)?$", re.IGNORECASE)
_AFTER_DATE = re.compile(
    rf"(?<!\bfor )\b(?P<o>within\s+|not?\s+later\s+than\s+|up\s+to\s+)?{_N}[\s-]+{_UNIT}\s+(?:after|from|following|of)"
    rf"\s+(?=\d{{1,2}}\s|{_MONTH}\s\d)",
    re.IGNORECASE,
)
_NULL = re.compile(
    r"\b(?:on\s+)?(?:such|a|the)\s+(?:day|date)s?(?:\s+or\s+(?:day|date)s)?\s+(?:as|to be|that"
    r"|which)\b[^;]{0,60}?(?:appoint|fix|by order|by regulations|by proclamation|proclaim|by decree|notify)\w*"
    r"|\b(?:up)?on\s+(?:royal\s+)?assent\b|\bon\s+the\s+day\s+(?:on\s+which\s+)?(?:this"
    r"|the)\s+act\s+(?:is\s+passed|receives)",
    re.IGNORECASE,
)


def _count(text: str) -> int:
    return _COUNT.get(text.lower()) or int(re.sub(r"\D", "", text) or 1)


def relatives(text: str, published: date | None) -> Iterator[Written]:
    for found in _NULL.finditer(text):
        yield Written(*found.span(), role="from", computed=True, means="effective")
    for found in _AFTER_DATE.finditer(text):
        role = "until" if found["o"] else "from"
        yield Written(
            *found.span(), role=role, computed=True, period=Period("next", _count(found["n"]), found["u"].lower())
        )
    for found in _AFTER_START.finditer(text):
        yield Written(*found.span(), computed=True, period=Period("start", _count(found["n"]), found["u"].lower()))
    if published is not None:
        yield from _from_issue(text, published)
    for found in _PERIOD.finditer(text):
        anchor = "next" if found["next"] else "start"
        end = found.start("next") if found["next"] else found.end()
        yield Written(
            found.start(),
            end,
            role="until",
            computed=True,
            period=Period(anchor, _count(found["n"]), found["u"].lower()),
        )


def _from_issue(text: str, published: date) -> Iterator[Written]:
    for found in _AFTER_ISSUE.finditer(text):
        role = "until" if _FOR.search(text, max(0, found.start() - 40), found.start()) else ""
        yield Written(
            *found.span(), role=role, computed=True, value=later(published, _count(found["n"]), found["u"].lower())
        )
    for found in _BEFORE_ISSUE.finditer(text):
        yield Written(
            *found.span(), role="from", computed=True, value=later(published, -_count(found["n"]), found["u"].lower())
        )
    for found in _NTH_DAY.finditer(text):
        yield Written(
            *found.span(), role="from", computed=True, value=published + timedelta(days=_count(found["n"] or "one"))
        )
    for found in _AT_ISSUE.finditer(text):
        if _NEAR_EFFECT.search(text[max(0, found.start() - 60) : found.end() + 40]):
            means = "effective" if "immediate effect" in found.group().lower() else ""
            yield Written(*found.span(), role="from", computed=True, value=published, means=means)


GRAMMAR = Grammar(
    forms=FORMS,
    months=MONTHS,
    starts=template(r"\s*(?:onwards?|or\s+(?:later|after)|and\s+(?:later|after))\b"),
    ends=template(r",?\s*(?:at\s+the\s+latest|deadline|or\s+(?:earlier|sooner|before))\b"),
    starts_before=template(rf"(?:{START}){TO}"),
    ends_before=template(
        rf"(?:{END})(?:\s+the\s+(?:last\s+day|end|close|deadline)\s+(?:of|for)\s+[^,;\ue000]{{1,40}},)?{TO}"
    ),
    joins=template(
        rf"^(?!.*(?:published|issued|dated|signed|adopted)(?:\s+on"
        rf"|\s+in)?\s+§)(?:.*)(?:between\s+(?:the\s+)?§,?\s+and|§,?\s+(?:to|through|until|till|up\s+to)"
        rf"|§\s?-)\s*{HOUR}{WEEKDAY}$"
    ),
    cut=template(
        r"(?<=[\w)\"'\]%\ue000\ue001])(?<!\.[A-Za-z])(?<!\bNo)(?<!\bNos)(?<!\bPub)(?<!\bReg)(?<!\bArt)(?<!\b"
        r"Fed)(?<!\bInc)[.!?][\"')]?\s+(?=[A-Z\"(\[\ue000])|\n\s*\n|;\s(?!\s*and\s+\()"
    ),
    first=FIRST,
    labels=LABELS,
    after=AFTER,
    before=BEFORE_CUES,
    relatives=relatives,
    enacts=template(
        r"\b(?:shall|will|takes?\s+effect|enters?\s+into\s+force|is\s+effective|are\s+effective|effective"
        r"|applicable|comes?\s+into|expires?)\b"
    ),
    past=template(
        r"\b(?:entered\s+into\s+force|took\s+effect|were\s+effective|was\s+effective|came\s+into|became"
        r"|has\s+been|have\s+been|expired|was|were)\b"
    ),
    gives_way=template(
        (
            r"\b(?:original|previous|initial(?!\s+comments)|prior|former)(?:ly)?\s+(?:(?!are\b|is\b)\w+\s+){0,3}?(?:deadline|dates?|due|scheduled|set|period|planned"
            r"|expir\w+|closing)\b[^;\ue000]{0,50}?«DUFW»"
            r"|\b(?:was|were|had\s+been)\s+(?:scheduled|due|set|originally|to\s+(?:take|come|enter|begin|apply|end|expire|close))\b"
            r"[^;\ue000]{0,40}?«DUW»"
        )
        + (
            r"|\b(?:extend|postpon|delay|defer|mov|chang|push)\w*\b[^;]{0,120}\bfrom\b[^;\ue000]{0,30}(?:«W»"
            r"|«F»,?\s(?:to|until)\s)"
        )
    ),
    extends=re.compile(r"\b(?:extend|extension|reopen|postpon)", re.IGNORECASE),
    gone_before=re.compile(
        r"\b(?:since|(?:took|taken)\s+effect|(?:entered|came)\s+into\s+(?:force|effect)|in\s+force\s+since|began|started|announced|issued"
        r"|published|adopted|signed|imposed|introduced)(?:\s+(?:on|in|from))?\s+$",
        re.IGNORECASE,
    ),
    due=template(r"\b(?:by|before|not?\s+later\s+than|prior\s+to|due|deadline|within)\b[^;\ue000]{0,30}«U»"),
    measures=re.compile(
        r"licen[cs]|permit|dut(?:y|ies)|tariff|\bban|quota|\brates?\b|requirement|exempt|exclu|certificate|\brules?\b|measure"
        r"|\border\b|regulation|restriction|\bcontrols?\b|prohibition|waiver|surcharge|levy|subsid|refund|rebate|relief|safeguard|sanction|authori[sz]",
        re.IGNORECASE,
    ),
    happens=template(
        r"\b(?:meet\w*|hearings?|visit\w*|conference|summit|forum|talks|negotiat\w+|investigat\w+|survey|project|construction"
        r"|term|production|shipments?|exports?\s+(?:rose|fell)|prices?|exhibition|workshop|webinar|tour|period|imports\s+of"
        r"|(?:year|quarter|season)\s+(?:beginning|starting|commencing)|review|trial|could|might|may\s+(?:be|come|take|start)|if|pilot|mission|course|season|serve[sd]?|serving|open(?:s|ing)?)\b"
    ),
    topics=re.compile(
        (
            rf"(?P<comment>{COMMENT})|(?P<apply>\b(?:appl(?:y|ications?)|registrations?|proposals?|reports?"
            rf"|submission)\b)"
        ),
        re.IGNORECASE,
    ),
    before_first=True,
    year_last=True,
)
