"""How dates are written on pages: patterns, and the strict formats of crawlers/dates.py that read them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import pairwise

from crawlers.dates import parse_date
from crawlers.month_names import MONTHS

_MONTH = rf"(?:{'|'.join(sorted({name[:3] for name in MONTHS}))})[^\W\d_]{{0,9}}\.?"
_AHEAD = r"(?=[^\W\d_]{3,12}\.?\s+\d)"  # cheap to try at every word
_TIME = r"(?:[\sT]\s*\d{1,2}:\d\d(?::\d\d)?)?"
_Y, _M, _D = r"(?:19|20)\d\d", r"(?:1[0-2]|0?[1-9])", r"(?:3[01]|[12]\d|0?[1-9])"
_TH = r"(?:st|nd|rd|th|er|\.|º)?"
_ERA = r"(?:令和|平成|昭和|[RHS])\s?(?:元|\d{1,2})"
_END = r"(?!\d)"
_BEGIN = r"(?<!\d)(?<!\d\.)"


@dataclass(frozen=True, slots=True)
class Shape:
    """`pattern` has one group for the whole date or, with a `template`, one group for each part."""

    name: str
    pattern: str
    formats: tuple[str, ...]
    template: str = ""
    full: bool = True  # day, month and year
    worth: float = 1.0

    @property
    def regex(self) -> re.Pattern[str]:
        return _compiled(self.pattern)

    def text_of(self, found: re.Match[str]) -> str:
        if not self.template:
            return found[1]
        return re.sub(r"\{(\d?)\}", lambda place: found[int(place[1] or 1)] or "", self.template)


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _timed(format_: str) -> tuple[str, ...]:
    return (format_, f"{format_} %H:%M", f"{format_} %H:%M:%S")


def _i(pattern: str) -> str:
    return "(?i)" + pattern


#: Most telling first. A page uses one of them; the first that fits all its dates is taken.
SHAPES = (
    Shape("iso", rf"({_Y}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)", ("iso",)),
    Shape("y-m-d", rf"{_BEGIN}({_Y}-{_M}-{_D}{_TIME}){_END}", _timed("%Y-%m-%d")),
    Shape("y.m.d", rf"{_BEGIN}({_Y}\.\s?{_M}\.\s?{_D}{_TIME}){_END}", _timed("%Y.%m.%d")),
    Shape("y/m/d", rf"{_BEGIN}({_Y}/{_M}/{_D}{_TIME}){_END}", _timed("%Y/%m/%d")),
    Shape("cjk", rf"([12]\d\d\d年\s?\d{{1,2}}月\s?\d{{1,2}}日{_TIME})", _timed("%Y年%m月%d日")),
    Shape("ko", rf"([12]\d\d\d년\s?\d{{1,2}}월\s?\d{{1,2}}일{_TIME})", _timed("%Y년 %m월 %d일")),
    Shape("era", rf"({_ERA}(?:年\s?\d{{1,2}}月\s?\d{{1,2}}日|\.\d{{1,2}}\.\d{{1,2}}))", ("era",)),
    Shape("d-month-y", _i(rf"{_BEGIN}({_D}){_TH}[\s-]+(?:de\s+|of\s+)?({_MONTH}),?[\s-]+(?:de\s+)?({_Y}){_END}"),
          ("%d %b %Y",), "{} {2} {3}"),
    Shape("month-d-y", _i(rf"\b{_AHEAD}({_MONTH})\s+({_D}){_TH},?\s+({_Y}){_END}"), ("%d %b %Y",), "{2} {} {3}"),
    Shape("d.m.y", rf"{_BEGIN}({_D}\.\s?{_M}\.\s?{_Y}{_TIME}){_END}", _timed("%d.%m.%Y")),
    Shape("d/m/y", rf"{_BEGIN}({_D}/{_M}/{_Y}{_TIME}){_END}", _timed("%d/%m/%Y")),
    Shape("m/d/y", rf"{_BEGIN}({_M}/{_D}/{_Y}{_TIME}){_END}", _timed("%m/%d/%Y")),
    Shape("d-m-y", rf"{_BEGIN}({_D}-{_M}-{_Y}{_TIME}){_END}", _timed("%d-%m-%Y")),
    Shape("yy.m.d", rf"{_BEGIN}['’]?(\d\d\.\s?{_M}\.\s?{_D}){_END}", ("%y.%m.%d",), worth=0.9),
    Shape("yy/m/d", rf"{_BEGIN}['’]?(\d\d/{_M}/{_D}){_END}", ("%y/%m/%d",), worth=0.9),
    Shape("yy-m-d", rf"{_BEGIN}['’]?(\d\d-{_M}-{_D}){_END}", ("%y-%m-%d",), worth=0.9),
    Shape("d.m.yy", rf"{_BEGIN}({_D}\.\s?{_M}\.\s?\d\d){_END}", ("%d.%m.%y",), worth=0.9),
    Shape("d/m/yy", rf"{_BEGIN}({_D}/{_M}/\d\d){_END}", ("%d/%m/%y",), worth=0.9),
    Shape("m/d/yy", rf"{_BEGIN}({_M}/{_D}/\d\d){_END}", ("%m/%d/%y",), worth=0.9),
    Shape("month-d", _i(rf"\b{_AHEAD}({_MONTH})\s+({_D}){_TH}{_END}"), ("%d %b",), "{2} {}", full=False, worth=0.6),
    Shape("d-month", _i(rf"{_BEGIN}({_D}){_TH}\s+({_MONTH})(?![^\W\d_])"), ("%d %b",), "{} {2}", full=False, worth=0.6),
    Shape("cjk-m-d", r"(?<!\d)(\d{1,2}月\s?\d{1,2}日)", ("%m月%d日",), full=False, worth=0.6),
    Shape("ko-m-d", r"(?<!\d)(\d{1,2}월\s?\d{1,2}일)", ("%m월 %d일",), full=False, worth=0.6),
    Shape("yyyymmdd", r"(?<!\d)(20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?!\d)", ("%Y%m%d",), worth=0.5),
    Shape("m-d", rf"^\W*({_M}-{_D})\W*$", ("%m-%d",), full=False, worth=0.4),
    Shape("m.d", rf"^\W*({_M}\.{_D})\.?\W*$", ("%m.%d",), full=False, worth=0.4),
    Shape("m/d", rf"^\W*({_M}/{_D})\W*$", ("%m/%d",), full=False, worth=0.4),
    Shape("month-y", _i(rf"\b{_AHEAD}({_MONTH})\s+({_Y}){_END}"), ("%b %Y",), "{} {2}", full=False, worth=0.3),
    Shape("cjk-y-m", r"([12]\d\d\d年\s?\d{1,2}月)(?!\s?\d)", ("%Y年%m月",), full=False, worth=0.3),
    Shape("y-m", rf"^\W*({_Y}-{_M})\W*$", ("%Y-%m",), full=False, worth=0.3),
    Shape("y.m", rf"^\W*({_Y}\.\s?{_M})\.?\W*$", ("%Y.%m",), full=False, worth=0.3),
)  # fmt: skip

#: Patterns for people, tried in place of the exact ones.
_SHORT = {
    "y-m-d": (r"(\d{4}-\d\d-\d\d)", r"(\d{4}-\d\d-\d\d \d\d:\d\d)", r"(\d{4}-\d{1,2}-\d{1,2})"),
    "y.m.d": (r"(\d{4}\.\d\d\.\d\d)", r"(\d{4}\.\s?\d{1,2}\.\s?\d{1,2})"),
    "y/m/d": (r"(\d{4}/\d{1,2}/\d{1,2})",),
    "cjk": (r"(\d{4}年\d{1,2}月\d{1,2}日)",),
    "ko": (r"(\d{4}년 ?\d{1,2}월 ?\d{1,2}일)",),
    "d-month-y": (
        r"(\d{1,2})\S* ([^\W\d]{3,})\.? (\d{4})",
        r"(\d{1,2})\S* (?:de )?([^\W\d]{3,}) (?:de )?(\d{4})",
        r"(\d{1,2})-([A-Za-z]{3})-(\d{4})",
        r"(\d{1,2})\D{0,3}[\s-]+(?:de |of )?([^\W\d_]{3,12})\.?,?[\s-]+(?:de )?(\d{4})",
    ),
    "month-d-y": (r"([A-Z][a-z]+)\.? (\d{1,2}), (\d{4})", r"([^\W\d_]{3,12})\.?\s+(\d{1,2})\D{0,3},?\s+(\d{4})"),
    "month-d": (r"([^\W\d_]{3,12})\.? (\d{1,2})",),
    "d-month": (r"(\d{1,2})\D{0,3} ([^\W\d_]{3,12})",),
    "month-y": (r"([^\W\d_]{3,12})\.? (\d{4})",),
    "d.m.y": (r"(\d{1,2}\.\d{1,2}\.\d{4})",),
    "d/m/y": (r"(\d{1,2}/\d{1,2}/\d{4})",),
    "m/d/y": (r"(\d{1,2}/\d{1,2}/\d{4})",),
}  # fmt: skip

#: Shapes that read the same digits two ways, in the order of countries that write the day first.
_DAY_FIRST = {"d/m/y": "m/d/y", "d/m/yy": "m/d/yy"}
_YEAR_FIRST = {"yy.m.d": "d.m.yy", "yy/m/d": "d/m/yy"}
_MONTH_FIRST_COUNTRIES = frozenset(("US", "PH", "KR", "JP", "CN", "TW"))
_YEAR_FIRST_COUNTRIES = frozenset(("KR", "JP", "CN", "TW", "HU", "LT", "SE", "CA", "ZA"))

_ANY = re.compile(
    rf"{_Y}\s?[-./年년]\s?\d{{1,2}}\s?[-./月월]\s?\d{{1,2}}|(?:令和|平成)\s?(?:元|\d+)年|\d{{1,2}}[./-]\d{{1,2}}[./-]{_Y}"
    rf"|(?<!\d)\d\d[./-]\d\d[./-]\d\d(?!\d)|\d{{1,2}}(?:st|nd|rd|th|er|\.)?[\s-]+(?:de\s+)?{_MONTH},?[\s-]+(?:de\s+)?{_Y}"
    rf"|{_Y}[-./]\d\d\s?\d\d(?!\d)|(?<!\d)\d{{1,2}}\s?{_Y}[-./]\d\d(?!\d)"
    rf"|\b{_AHEAD}{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+{_Y}|\d{{1,2}}[月월]\s?\d{{1,2}}[日일]",
    re.IGNORECASE,
)


def has_date(text: str) -> bool:
    return bool(_ANY.search(text, 0, 4000))


@dataclass(frozen=True, slots=True)
class Reading:
    """What a shape makes of the texts of a column: a moment for each text it fits."""

    shape: Shape
    moments: tuple[datetime | None, ...]
    bare: bool  # the formats read each text as it stands, without the pattern

    @property
    def share(self) -> float:
        return sum(moment is not None for moment in self.moments) / max(len(self.moments), 1)


def readings(texts: Sequence[str], zone: str, now: datetime, country: str) -> list[Reading]:
    """Every shape that fits some of the texts, best first."""
    found = [reading for shape in SHAPES if (reading := _read(shape, texts, zone, now))]
    latest = now + timedelta(days=400)
    found = [one for one in found if all(m is None or m <= latest for m in one.moments)]
    return sorted(found, key=lambda one: -_worth(one, found, country))


def _worth(reading: Reading, others: Sequence[Reading], country: str) -> float:
    name, worth = reading.shape.name, reading.share * (0.5 + reading.shape.worth / 2)
    present = {one.shape.name for one in others if one.share >= reading.share}
    for first, second in (*_DAY_FIRST.items(), *_YEAR_FIRST.items()):
        if {first, second} <= present and name in (first, second):
            usual = country in _MONTH_FIRST_COUNTRIES if first in _DAY_FIRST else country not in _YEAR_FIRST_COUNTRIES
            worth *= 1.0 if (name == second) == usual else 0.95
    return worth * (0.7 + 0.3 * _order(reading.moments))


def _order(moments: Sequence[datetime | None]) -> float:
    """Share of neighbours that stand newest first or oldest first, whichever is more."""
    days = [moment for moment in moments if moment]
    steps = list(pairwise(days))
    if not steps:
        return 1.0
    falling = sum(one >= next_ for one, next_ in steps)
    return max(falling, sum(one <= next_ for one, next_ in steps)) / len(steps)


def _read(shape: Shape, texts: Sequence[str], zone: str, now: datetime) -> Reading | None:
    moments, bare = [], not shape.template
    for text in texts:
        found = shape.regex.search(text)
        dated = parse_date(shape.text_of(found), shape.formats, zone, now) if found else None
        moments.append(dated.moment if dated else None)
        if bare and dated:
            whole = parse_date(text, shape.formats, zone, now)
            bare = whole is not None and whole.moment == dated.moment
    if not any(moments):
        return None
    return _shortened(Reading(shape, tuple(moments), bare), texts, zone, now)


def _shortened(reading: Reading, texts: Sequence[str], zone: str, now: datetime) -> Reading:
    """The same reading with a pattern that people can read, when it finds the same dates."""
    if reading.bare:
        return reading
    for short in _SHORT.get(reading.shape.name, ()):
        shape = replace(reading.shape, pattern=short)
        found = [shape.regex.search(text) for text in texts]
        dated = [parse_date(shape.text_of(one), shape.formats, zone, now) if one else None for one in found]
        if tuple(one.moment if one else None for one in dated) == reading.moments:
            return replace(reading, shape=shape)
    return reading


def used_formats(reading: Reading, texts: Sequence[str], zone: str, now: datetime) -> list[str]:
    """Those of the formats of a shape that read these texts."""
    used = set()
    for text in texts:
        if found := reading.shape.regex.search(text):
            stands = reading.shape.text_of(found)
            used |= {one for one in reading.shape.formats if parse_date(stands, [one], zone, now)}
    return [one for one in reading.shape.formats if one in used] or list(reading.shape.formats[:1])
