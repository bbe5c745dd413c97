"""European Union, United Kingdom, WTO and United Nations."""

import re
from collections.abc import Iterator

from rules.facts.dates_calendar import full_year
from rules.facts.form import Form
from rules.facts.numbers_scheme import OfficialNumber, serial

_KINDS = (
    ("eu-directive", re.compile(r"directives?\b|richtlinien?\b|지침|指令|-?richtlinie\b", re.IGNORECASE)),
    (
        "eu-decision",
        re.compile(r"decisions?\b|beschl(?:uss|üsse|usses)\b|entscheidung(?:en)?\b|결정|決定|决定", re.IGNORECASE),
    ),
    (
        "eu-regulation",
        re.compile(r"regulations?\b|verordnung(?:en)?\b|규정|규칙|規則|規定|条例|法规|法規", re.IGNORECASE),
    ),
)
_ANY_KIND = (
    r"(?:[Dd]irectives?|[Rr]ichtlinien?|지침|指令|[Dd]ecisions?|[Bb]eschl(?:uss|üsse|usses)|결정|決定"
    r"|决定|[Rr]egulations?|[Vv]erordnung(?:en)?|규정|규칙|規則|条例|法规)"
)
_BODY = r"(?:EU|EC|EEC|EG|EWG|CFSP|GASP|EU,\s?Euratom|Euratom|EGKS|ECSC|JHA|JI)"
_NO = r"(?:Nos?\.?|Nr\.?|n[°º]\.?|第)"
_MODERN = Form(rf"\(\s?{_BODY}\s?\)\s?(?P<no>{_NO})?\s?(?P<a>\d{{1,4}})/(?P<b>\d{{2,4}}|\d{{1,4}})(?![\d/])")
_OLD = Form(rf"(?P<no>{_NO})?\s?(?<![\d/])(?P<a>\d{{2,4}})/(?P<b>\d{{1,4}})/{_BODY}(?![A-Za-z])")
_BARE = Form(rf"{_ANY_KIND}\s?(?:EU\s)?(?P<no>{_NO})?\s?(?P<a>\d{{1,4}})/(?P<b>\d{{1,4}})(?![\d/])")
_HAN = Form(
    r"第?\s?(?P<a>\d{2,4})/(?P<b>\d{1,4})\s?号?(?:\s?欧盟)?(?P<t>委员会)?(?:授权|实施)?(?P<k>条例|法规"
    r"|指令|决定|規則|決定)"
)
_NEXT = re.compile(r"\s?(?:,|,?\s?and|und|및|、|和)\s(?P<a>(?:19|20)\d\d)/(?P<b>\d{1,4})(?![\d/]|\()")
_CELEX = Form(
    r"(?<![\w])(?P<p>CELEX\s?(?:No\.?|number|:|-)?\s?:?\s?)?(?P<n>[0-9CE](?:19"
    r"|20)\d\d[A-Z]{1,2}\d{4}(?:R\(\d\d\))?)(?![\w])"
)
_COM = Form(r"\b(?P<k>COM|SWD)\s?[(/]\s?(?P<y>(?:19|20)\d\d)\s?[)/]\s?(?P<n>\d{1,4})\b")
_OJ = (
    Form(
        r"\b(?:OJ|ABl\.?|官报|官報)\s?(?:EU\s|EG\s|of the EU\s)?(?P<s>[LC]),\s?(?:C/)?(?P<y>(?:19"
        r"|20)\d\d)/(?P<n>\d{1,5})"
    ),
    Form(
        r"\b(?:OJ|ABl\.?|官报|官報)\s?(?:EU\s|EG\s|der\s(?:EU|EG)\s)?(?:No\.?\s"
        r"|Nr\.?\s)?(?P<s>[LC])\s?(?P<n>\d{1,4})(?:\s?[A-Z]{1,2})?\s?(?:,|vom"
        r"|of)?\s?(?:of\s)?\d{1,2}[.\s]\s?(?:\d{1,2}|[A-Za-zä]+)[.\s]\s?(?P<y>(?:19|20)\d\d)"
    ),
)
_PROCEDURE = Form(r"\b(?P<y>(?:19|20)\d\d)/(?P<n>\d{4}[A-Z]?)\s?\((?P<t>COD|NLE|CNS|APP|BUD|INI|RSP|DEA|AVC|SYN|INL)\)")
_SI = Form(
    r"\b(?:S\.\s?I\.|SI|Statutory\s+Instruments?)\s?(?:No\.?\s?)?(?P<y>(?:19|20)\d\d)(?:/"
    r"|\s?,?\s?No\.?\s?)(?P<n>\d{1,5})\b"
)
_SI_NEXT = re.compile(r"\s?(?:,|and|, and)\s(?P<y>(?:19|20)\d\d)/(?P<n>\d{1,5})\b")
_WTO = Form(r"(?<![\w/])(?P<n>(?:G|WT|S|IP|TN|GATS|WTO|JOB)/(?!RES)[A-Z]{1,8}\d{0,4}(?:/[A-Z0-9.]+)+)")
_UN = (
    Form(r"S/RES/(?P<n>\d{3,4})\s?(?:\((?P<y>\d{4})\))?"),
    Form(
        r"(?:[Rr]esolutions?|Resolution(?:en)?|결의안?|決議"
        r"|决议)\s?(?:No\.?\s?)?[제第]?\s?(?P<n>\d{3,4})\s?(?:호|号)?\s?\(\s?(?P<y>\d{4})\s?년?年?\s?\)"
    ),
    Form(
        r"(?:안보리|유엔|安保理|安理会|国連|联合国)[^.。]{0,14}?(?:결의안?|決議"
        r"|决议)\s?[제第]?\s?(?P<n>\d{3,4})\s?[호号](?P<y>(?!))?"
    ),
    Form(r"(?:安理会|联合国)?第\s?(?P<n>\d{3,4})\s?(?:\(\s?(?P<y>\d{4})\s?年?\s?\))?\s?号(?:决议|決議)"),
)


def find(text: str) -> Iterator[OfficialNumber]:
    yield from _union(text)
    yield from _acts(text)
    yield from _kingdom(text)
    yield from _world(text)


def _acts(text: str) -> Iterator[OfficialNumber]:
    for pattern, default in ((_MODERN, "eu-regulation"), (_OLD, "eu-directive"), (_HAN, "eu-regulation"), (_BARE, "")):
        for found in pattern.finditer(text):
            scheme = _kind(text, found, default)
            read = _year_and_number(found, old=pattern is _OLD)
            if scheme and read:
                yield OfficialNumber(scheme, "EU", *read, *found.span())
                yield from _following(text, found.end(), scheme)


def _kind(text: str, found: re.Match[str], default: str) -> str:
    printed = found.groupdict().get("k") or text[max(0, found.start() - 48) : found.end()]
    last = [(match.end(), scheme) for scheme, pattern in _KINDS for match in pattern.finditer(printed)]
    return max(last)[1] if last else default


def _year_and_number(found: re.Match[str], *, old: bool) -> tuple[str, str] | None:
    first, second = found["a"], found["b"]
    numbered = bool(found.groupdict().get("no")) and found["no"] != "第"
    if _is_year(first) and not numbered:
        return first, serial(second)
    if _is_year(second):
        return second, serial(first)
    if numbered and len(second) == 2:
        return str(full_year(int(second))), serial(first)
    if old and len(first) == 2 and not numbered:
        return str(full_year(int(first))), serial(second)
    return (str(full_year(int(second))), serial(first)) if len(second) == 2 and len(first) > 2 else None


def _is_year(text: str) -> bool:
    return len(text) == 4 and 1950 <= int(text) <= 2099


def _following(text: str, end: int, scheme: str) -> Iterator[OfficialNumber]:
    """Regulation (EU) 2025/1, 2025/2 and 2025/3."""
    while found := _NEXT.match(text, end):
        yield OfficialNumber(scheme, "EU", found["a"], serial(found["b"]), found.start("a"), found.end())
        end = found.end()


def _union(text: str) -> Iterator[OfficialNumber]:
    for found in _CELEX.finditer(text):
        yield OfficialNumber("eu-celex", "", "", found["n"], *found.span())
    for found in _COM.finditer(text):
        yield OfficialNumber(f"eu-{found['k'].lower()}", found["k"], found["y"], serial(found["n"]), *found.span())
    for pattern in _OJ:
        for found in pattern.finditer(text):
            yield OfficialNumber("eu-oj", found["s"], found["y"], serial(found["n"]), *found.span())
    for found in _PROCEDURE.finditer(text):
        yield OfficialNumber("eu-procedure", found["t"], found["y"], serial(found["n"]), *found.span())


def _kingdom(text: str) -> Iterator[OfficialNumber]:
    for found in _SI.finditer(text):
        yield OfficialNumber("uk-si", "UK", found["y"], serial(found["n"]), *found.span())
        end = found.end()
        while more := _SI_NEXT.match(text, end):
            yield OfficialNumber("uk-si", "UK", more["y"], serial(more["n"]), more.start("y"), more.end())
            end = more.end()


_UN_NEXT = re.compile(
    r"\s?(?:,|、|;|and|및|와|과|和|及び|und|, and)\s?[제第]?(?P<n>\d{3,4})\s?[호号]?\s?\(\s?(?P<y>(?:19"
    r"|20)\d\d)\s?년?年?\s?\)"
)


def _more_resolutions(text: str, end: int) -> Iterator[OfficialNumber]:
    while found := _UN_NEXT.match(text, end):
        yield OfficialNumber("un-res", "UNSC", found["y"], serial(found["n"]), found.start("n"), found.end())
        end = found.end()


def _world(text: str) -> Iterator[OfficialNumber]:
    for found in _WTO.finditer(text):
        yield OfficialNumber(
            "wto-doc", "WTO", "", found["n"].rstrip("."), found.start(), found.start() + len(found["n"].rstrip("."))
        )
    for pattern in _UN:
        for found in pattern.finditer(text):
            yield from _more_resolutions(text, found.end())
            yield OfficialNumber("un-res", "UNSC", found["y"] or "", serial(found["n"]), *found.span())
