"""Days as official texts write them: eras, Han numerals, full width, and sums of days and months."""

import calendar
import re
from datetime import date, timedelta

# One character becomes one character, so that offsets into the folded text are offsets into the original.
_FOLD = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {
    "\u3000": " ",
    "\u00a0": " ",
    **dict.fromkeys("〜∼～", "~"),
    **dict.fromkeys("‘’´`", "'"),
    **dict.fromkeys("‐‑–—−―", "-"),
}
_FOLDED = re.compile(f"[{''.join(_FOLD)}]")
_HAN_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "○": 0,
    "元": 1,
    "兩": 2,
    "两": 2,
}
_HAN_UNITS = {"十": 10, "百": 100, "千": 1000, "廿": 20, "卅": 30}
ERAS = {
    "明治": 1867,
    "大正": 1911,
    "昭和": 1925,
    "平成": 1988,
    "令和": 2018,
    "M": 1867,
    "T": 1911,
    "S": 1925,
    "H": 1988,
    "R": 2018,
}
HAN = "〇零○一二三四五六七八九十百千元廿卅两"


def fold(text: str) -> str:
    """Few letters of a text are folded: to translate all takes ten times as long."""
    if text.isascii():
        return text.replace("`", "'")
    for char in sorted(set(_FOLDED.findall(text))):  # in their order: ｀ becomes `, which is folded itself
        text = text.replace(char, _FOLD[char])
    return text


def number(text: str) -> int:
    """27, ２７, 二十七, 二七 → 27."""
    text = fold(text).strip()
    if text.isdigit():
        return int(text)
    if not any(char in _HAN_UNITS for char in text):
        return int("".join(str(_HAN_DIGITS[char]) for char in text))
    return _sum_of_units(text)


def _sum_of_units(text: str) -> int:
    total, digit = 0, 0
    for char in text:
        if char in _HAN_DIGITS:
            digit = digit * 10 + _HAN_DIGITS[char]
        elif char in "廿卅":
            total += _HAN_UNITS[char]
        else:
            total, digit = total + max(digit, 1) * _HAN_UNITS[char], 0
    return total + digit


def full_year(year: int, published: date | None = None) -> int:
    """'27 → 2027; a two-digit year far ahead of the publication belongs to the last century."""
    if year >= 100:
        return year
    return 1900 + year if 2000 + year > (published.year if published else 2030) + 30 else 2000 + year


def era_year(era: str, year: int) -> int:
    return ERAS[era] + year


def real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def add_months(day: date, months: int) -> date:
    """The same day of the later month, or its last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def last_day(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def later(day: date, count: int, unit: str) -> date:
    """`unit` is day, week, month or year."""
    try:
        if unit in {"day", "week"}:
            return day + timedelta(days=count * (7 if unit == "week" else 1))
        return add_months(day, count * (12 if unit == "year" else 1))
    except (ValueError, OverflowError):
        return date.max
