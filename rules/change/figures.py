"""Dates, times and numbers of a text in one form each, whatever their notation."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from rules.change.figure_words import CJK_DIGITS, ERAS, KOREAN, MONTHS, SCALE, SIGN, UNITS, WORDS


@dataclass(frozen=True, slots=True)
class Figure:
    """`kind` is date, time, share, span (a duration), money, quantity or number; equal values mean the same."""

    kind: str
    value: str
    start: int
    end: int


def _tree(words: Iterable[str]) -> str:
    """An expression for these words that reads each letter once; the longest first."""
    by_first: dict[str, list[str]] = {}
    for word in words:
        by_first.setdefault(word[:1], []).append(word[1:])
    ends = "" in by_first
    parts = [re.escape(first) + _tree(rest) for first, rest in by_first.items() if first]
    joined = parts[0] if len(parts) == 1 and not ends else f"(?:{'|'.join(parts)})" if parts else ""
    return f"{joined}?" if ends and parts else joined


_MONTH = "(?P<{}>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_N = rf"(?:\d+|元|[{CJK_DIGITS}]+)"
_DATES = [
    re.compile(p, re.IGNORECASE)
    for p in (
        rf"(?P<era>令和|平成|昭和)\s*(?P<y>{_N})\s*年\s*(?P<m>{_N})\s*月(?:\s*(?P<d>{_N})\s*日)?",
        rf"(?<!\d)(?P<y>\d{{4}}|'?\d\d|"
        rf"[{CJK_DIGITS}]{{4}})\s*[年년]\s*(?P<m>{_N})\s*[月월](?:\s*(?P<d>{_N})\s*[日일号](?!제))?",
        r"(?<![\d.,])(?P<y>(?:19|20)\d\d|['’]\d\d)\s?[./-]\s?(?P<m>0?[1-9]|1[0-2])\s?[./-]\s?(?P<d>3[01]|"
        r"[12]\d|0?[1-9])(?![\d%])\.?",
        r"(?<![\d.,])(?P<d>3[01]|[12]\d|0?[1-9])\.\s?(?P<m>0?[1-9]|1[0-2])\.\s?(?P<y>(?:19|20)\d\d)(?!\d)",
        rf"(?<![\d.,])(?P<d>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th|"
        rf"\.)?\s+(?:day of\s+)?{_MONTH.format('m')},?\s*(?P<y>(?:19|20)\d\d)?(?!\d)",
        rf"\b{_MONTH.format('m')}\s+(?P<d>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d])(?:,?\s*(?P<y>(?:19|20)\d\d))?",
        rf"\b{_MONTH.format('m')}\s+(?P<y>(?:19|20)\d\d)",
        rf"(?P<m>\d{{1,2}}|[{CJK_DIGITS}]{{1,3}})\s*[月월]\s*(?P<d>\d{{1,2}}|[{CJK_DIGITS}]{{1,3}})\s*[日일号]",
        r"(?<![\d.,])(?P<m>0?[1-9]|1[0-2])\.\s?(?P<d>3[01]|[12]\d|0?[1-9])\.?\s?(?=\([월화수목금토일]\)|부터|"
        r"까지|~|시행)",
        r"(?<![\d.,])(?P<y>(?:19|20)\d\d)\s?\.\s?(?P<m>0?[1-9]|1[0-2])\.(?!\d)",
        r"(?<![\d.,])(?P<y>(?:19|20)\d\d)\s?[年년](?!간|度)",
    )
]
#: without one of these there is no date
_DATED = re.compile(
    rf"[年년月월]|\d\s?[./-]\s?\d|{_tree(MONTHS)}\.?\s+\d|\d(?:st|nd|rd|th|\.)?\s+(?:day of\s+)?{_tree(MONTHS)}",
    re.IGNORECASE,
)
_TIMES = re.compile(
    r"(?P<noon>오전|오후|午前|午後|上午|下午)?\s*(?<![\d:.])(?P<h>[012]?\d)(?::|"
    r"[時时시点](?!\s*간)\s?)(?P<min>[0-5]\d)?[分분]?(?::\d\d)?"
    r"\s*(?P<half>[ap]\.?\s?m\b\.?)?|"
    r"(?<![\d:.])(?P<h2>[012]?\d)(?::(?P<min2>[0-5]\d))?\s*(?P<half2>[ap]\.?\s?m\b\.?|uhr)",
    re.IGNORECASE,
)
_FRACTION = re.compile(
    rf"(?P<b>\d+|[{CJK_DIGITS}]+)\s?분의\s?(?P<a>\d+|[{CJK_DIGITS}]+)|(?P<b2>\d+|"
    rf"[{CJK_DIGITS}]+)分[のの之](?P<a2>\d+|[{CJK_DIGITS}]+)"
    r"|\b(?P<word>half|one[- ]half|one[- ]third|two[- ]thirds|one[- ]quarter|three[- ]quarters|a third|"
    r"a quarter|die hälfte|ein drittel|zwei drittel|ein viertel|drei viertel)\b|절반|半数|一半",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(
    r"[(（]\s*(?:[월화수목금토일月火水木金土日]|周[一二三四五六日]|星期[一二三四五六日天])(?:요일|曜日?)?\s*[)）]"
    r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s|\b(?:montag|dienstag|mittwoch|donnerstag|freitag|"
    r"samstag|sonntag),?\s(?:den\s)?",
    re.IGNORECASE,
)
_SCALES = "|".join(sorted(SCALE, key=len, reverse=True))
_UNIT = "|".join(
    re.escape(u) + (r"\b" if u[-1].isascii() and u[-1].isalpha() else "") for u in sorted(UNITS, key=len, reverse=True)
)

_WORD = _tree(WORDS)
_HAN = (
    rf"[{CJK_DIGITS}]+(?=\s?(?:万|億|亿|円|元|年|か|ヶ|カ|箇|个|個|月|日|天|時|社|件|名|人|回|次|種|种|类|項|吨|トン|割|倍|"
    r"周|週|小时|％|%|工作日))"
)
_NUMBER = re.compile(
    rf"(?P<sign>(?:US\s?)?\$|[€¥￦₩£]|\b(?:USD|EUR|KRW|JPY|CNY|RMB)\b)?\s?"
    rf"(?:百分之(?P<pct>\d+(?:\.\d+)?|[{CJK_DIGITS}]+)"
    rf"|(?P<n>(?<![\w.])\d{{1,3}}(?: \d{{3}})+(?![\d.,-])|(?<![\w.])\.?\d+(?:[.,]\d+)*|(?<![A-Za-z\d.])\d+(?:[.,]\d+)*"
    rf"|(?<![第{CJK_DIGITS}進统統唯单]){_HAN}|\b(?:{_WORD})\b"
    rf"|(?<![가-힣])(?:{'|'.join(KOREAN)})(?=\s?(?:개|가지|명|곳|차례|달|건|종|번|회)))"
    rf"(?:\s?(?P<scale>{_SCALES})(?![a-z])\.?"
    rf"(?P<more>(?<=[만천억조万萬千億亿兆])(?:\s?\d[\d,]*\s?(?:{_SCALES}))*(?:\s?\d[\d,]*)?)?)?)(?(sign)(?P<short>[mb](?![a-z\d]))?)"
    rf"(?:[ -]?(?P<unit>{_UNIT}))?",
    re.IGNORECASE,
)
_CN = {c: v for v, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}


def han(text: str) -> int:
    """The value of 百二十 or 二〇二六."""
    if not any(c in "十百千" for c in text):
        return int("".join(str(_CN[c]) for c in text))
    total, digit = 0, 1
    pending = False
    for char in text:
        if char in "十百千":
            total += digit * {"十": 10, "百": 100, "千": 1000}[char]
            digit, pending = 1, False
        else:
            digit, pending = _CN[char], char not in "零〇"
    return total + (digit if pending else 0)


def integer(text: str) -> int:
    return 1 if text == "元" else int(text.strip("'’")) if text.strip("'’").isdigit() else han(text)


def figures(text: str, language: str = "") -> list[Figure]:
    """In order, never overlapping."""
    taken = bytearray(len(text) + 1)
    found: list[Figure] = []
    for one in _all(text, language):
        if not any(taken[one.start : one.end]):
            taken[one.start : one.end] = b"\1" * (one.end - one.start)
            found.append(one)
    return sorted(found, key=lambda one: one.start)


def _all(text: str, language: str) -> Iterator[Figure]:
    for weekday in _WEEKDAY.finditer(text):
        yield Figure("weekday", "", *weekday.span())
    for form in _DATES if _DATED.search(text) else ():
        for found in form.finditer(text):
            yield from _date(found)
    for found in _FRACTION.finditer(text):
        if not found[0].startswith("百"):
            yield _fraction(found)
    for found in _TIMES.finditer(text):
        yield from _time(found)
    for found in _NUMBER.finditer(text):
        yield from _number(found, language)


def _date(found: re.Match[str]) -> Iterator[Figure]:
    part = {k: v for k, v in found.groupdict().items() if v}
    month = MONTHS.get(part["m"].lower()) or integer(part["m"]) if "m" in part else 0
    year = integer(part["y"]) if "y" in part else 0
    year = ERAS[part["era"]] + year if "era" in part else year + 2000 * (0 < year < 100)
    day = integer(part["d"]) if "d" in part else 0
    if month <= 12 and day <= 31:
        yield Figure("date", f"{year or '?'}-{month or '?'}-{day or '?'}", *found.span())


def _fraction(found: re.Match[str]) -> Figure:
    top, bottom = found["a"] or found["a2"], found["b"] or found["b2"]
    value = (
        f"{integer(top)}/{integer(bottom)}" if top and bottom else _PARTS.get(found[0].lower().replace("-", " "), "1/2")
    )
    return Figure("share", value, *found.span())


_PARTS = {
    "one third": "1/3", "a third": "1/3", "two thirds": "2/3",
    "one quarter": "1/4", "a quarter": "1/4", "three quarters": "3/4",
    "ein drittel": "1/3", "zwei drittel": "2/3", "ein viertel": "1/4", "drei viertel": "3/4",
}  # fmt: skip


def _time(found: re.Match[str]) -> Iterator[Figure]:
    part = {k.rstrip("2"): v for k, v in found.groupdict().items() if v}
    hour, half = int(part["h"]), (part.get("half") or part.get("noon") or "").lower()
    if (half[:1] == "p" or half in ("오후", "午後", "下午")) and hour < 12:
        hour += 12
    start = found.start() + len(found[0]) - len(found[0].lstrip())
    yield Figure("time", f"{hour}:{int(part.get('min', 0)):02}", start, found.start() + len(found[0].rstrip()))


def _number(found: re.Match[str], language: str) -> Iterator[Figure]:
    part = {k: v for k, v in found.groupdict().items() if v}
    try:
        value = _value(part, language)
    except (InvalidOperation, KeyError, ValueError):
        return
    kind, unit = UNITS.get(part.get("unit", "").lower(), ("number", ""))
    if "pct" in part:
        kind, unit = "share", "%"
    if "sign" in part:
        kind, unit = "money", SIGN[part["sign"].lower().replace(" ", "")]
    written = part.get("n", "")
    if written.lower() in WORDS and WORDS[written.lower()] == 1 and kind == "number" and "scale" not in part:
        return
    start = found.start() + len(found[0]) - len(found[0].lstrip())
    yield Figure(kind, f"{value.normalize():f}{unit}", start, found.start() + len(found[0].rstrip()))


def _value(part: dict[str, str], language: str) -> Decimal:
    value = _plain(part.get("pct") or part["n"], language)
    value *= SCALE.get(part.get("scale", "").lower(), 1) * {"m": 10**6, "b": 10**9}.get(
        part.get("short", "").lower(), 1
    )
    for digits, scale in re.findall(rf"(\d[\d,]*)\s?({_SCALES})?", part.get("more", ""), re.IGNORECASE):
        value += _plain(digits, "en") * SCALE.get(scale.lower(), 1)
    return value


def _plain(text: str, language: str) -> Decimal:
    low = text.lower()
    if low in WORDS:
        return Decimal(WORDS[low])
    if text in KOREAN:
        return Decimal(KOREAN[text])
    if text[0] in CJK_DIGITS:
        return Decimal(han(text))
    text = text.replace(" ", "")
    if language == "de":
        text = re.sub(r"\.(?=\d{3}(?!\d))", "", text).replace(",", ".")
    else:
        text = re.sub(r",(?=\d{3}(?!\d))", "", text).replace(",", ".")
    return Decimal(text) if text.count(".") < 2 else Decimal(text.replace(".", ""))
