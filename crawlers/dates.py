"""Date strings → moments, by strict formats in the zone of the source. What fits no format is None, never a guess."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from crawlers.item import DatePrecision
from crawlers.month_names import MONTHS
from crawlers.zone_names import offset_of

#: A publication that says it is from further ahead than this is suspect.
FUTURE = timedelta(hours=48)
#: A day without a year may be a little ahead: tomorrow's press release.
_AHEAD = timedelta(days=7)

_ENGLISH = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "R": 2018, "H": 1988, "S": 1925}
_WORD = re.compile(r"[^\W\d_]{3,}\.?")
_HALF = {"오전": "AM", "오후": "PM", "午前": "AM", "午後": "PM", "上午": "AM", "下午": "PM", "a.m.": "AM", "p.m.": "PM"}
_TIME_DIRECTIVES = ("%H", "%I", "%T", "%X", "%c")
_DAY_DIRECTIVES = ("%d", "%e", "%j", "%x", "%D", "%F", "%c")


@dataclass(frozen=True, slots=True)
class Dated:
    moment: datetime  # aware UTC; a plain day is its midnight in the source's zone
    precision: DatePrecision


def parse_date(text: str, formats: Sequence[str], zone: str, now: datetime) -> Dated | None:
    """The first format that fits. `now` completes dates that lack a year."""
    for cleaned in _spellings(text):
        for format_ in formats:
            named = _NAMED.get(format_)
            try:
                dated = named(cleaned, _zone(zone)) if named else _by_strptime(cleaned, format_, _zone(zone), now)
            except (ValueError, OverflowError):
                continue
            if dated:
                return dated
    return None


def _spellings(text: str) -> list[str]:
    """As it stands, and without the brackets and the dot around it: `[2026-10-03]`, `(2026-09-30)`, `2026.03.16.`"""
    plain = " ".join(unicodedata.normalize("NFKC", text[:200]).split())
    bare = plain.strip("[]()〔〕【】<>|:- ").removesuffix(".").strip() if plain[:1] not in "-+" else plain
    return [plain] if bare == plain else [plain, bare]


@lru_cache(maxsize=256)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def _dated(local: datetime, precision: DatePrecision, zone: tzinfo) -> Dated:
    return Dated((local if local.tzinfo else local.replace(tzinfo=zone)).astimezone(UTC), precision)


def _by_strptime(text: str, format_: str, zone: tzinfo, now: datetime) -> Dated | None:
    text = _in_english(text, format_)
    precision = _precision(format_)
    if not any(directive in format_ for directive in ("%Y", "%y", "%G", "%c", "%x", "%D", "%F")):
        return _yearless(text, format_, precision, zone, now)
    return _dated(_strptime(text, format_), precision, zone)


@lru_cache(maxsize=1024)
def _strptime(text: str, format_: str) -> datetime:
    try:
        return datetime.strptime(text, format_)  # noqa: DTZ007  the zone is added by the caller
    except ValueError:
        tight = format_.replace(" ", "")
        if (tight == format_ and " " not in text) or re.search(r"%-?[A-Za-z]%", tight):
            raise
        return datetime.strptime(text.replace(" ", ""), tight)  # noqa: DTZ007


def _yearless(text: str, format_: str, precision: DatePrecision, zone: tzinfo, now: datetime) -> Dated | None:
    """The last such day that is not in the future."""
    year = now.astimezone(zone).year
    for candidate in (year + 1, year, year - 1, year - 2, year - 3, year - 4):  # 29 February comes every four years
        try:
            dated = _dated(_strptime(f"{candidate} {text}", f"%Y {format_}"), precision, zone)
        except ValueError:
            continue
        if dated.moment <= now + _AHEAD:
            return dated
    return None


@lru_cache(maxsize=1024)
def _precision(format_: str) -> DatePrecision:
    if any(directive in format_ for directive in _TIME_DIRECTIVES):
        return "time"
    return "day" if any(directive in format_ for directive in _DAY_DIRECTIVES) else "month"


def _in_english(text: str, format_: str) -> str:
    """Month names and halves of the day as strptime knows them."""
    if "%p" in format_:
        for name, half in _HALF.items():
            text = text.replace(name, half)
    if "%B" not in format_ and "%b" not in format_:
        return text
    full = "%B" in format_

    def english(found: re.Match[str]) -> str:
        number = MONTHS.get(found[0].rstrip(".").lower())
        if not number:
            return found[0]
        return datetime(2000, number, 1, tzinfo=UTC).strftime("%B") if full else _ENGLISH[number - 1]

    return _WORD.sub(english, text)


_ISO = re.compile(
    r"(\d{4})-?(\d\d)(?:-?(\d\d)(?:[T ]\s*(\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d+)?)?\s*(Z|[+-]\d\d:?\d\d|[+-]\d\d)?)?)?",
    re.IGNORECASE,
)


def iso(text: str, zone: tzinfo) -> Dated | None:
    """ISO 8601 as W3CDTF: `2026-08`, `2026-08-19`, `2026-08-19T10:00+09:00`, with a blank for the T."""
    found = _ISO.fullmatch(text)
    if not found:
        return None
    year, month, day, hour, minute, second, offset = found.groups()
    if day is None and "-" not in text:
        return None  # 202608 may be anything
    zone = _offset(offset) if offset else zone
    local = datetime(int(year), int(month), int(day or 1), int(hour or 0), int(minute or 0), tzinfo=zone)
    local += timedelta(seconds=_second(second))
    return _dated(local, "time" if hour else "day" if day else "month", zone)


def _second(text: str | None) -> int:
    """A leap second is the one before it."""
    second = int(text or 0)
    if second > 60:
        raise ValueError(f"{second} is no second")
    return min(second, 59)


def _offset(text: str) -> timezone:
    if text in "Zz":
        return timezone.utc  # noqa: UP017  a fixed offset like the others
    digits = text[1:].replace(":", "").ljust(4, "0")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    if offset > timedelta(hours=14) or int(digits[2:]) > 59:
        raise ValueError(f"{text} is no offset from UTC")
    return timezone(-offset if text[0] == "-" else offset)


_RFC822 = re.compile(
    r"(?:[^\W\d]{2,10}\.?,?\s*)?(\d{1,2})(?:st|nd|rd|th)?[\s-]+([^\W\d]{3,10})\.?,?[\s-]+(\d{4}|\d\d)"
    r"(?:,?\s+(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?\s*(?:(?:GMT|UTC?)?([+-]\d\d:?\d\d)|([A-Za-z]{1,5}))?(?:\s*\(\w+\))?",
    re.IGNORECASE,
)


def rfc822(text: str, zone: tzinfo) -> Dated | None:
    """`Wed, 19 Aug 2026 15:00:00 +0900`, also with a zone's name, a year of two digits, without day name or time."""
    found = _RFC822.fullmatch(text)
    if not found or not (month := MONTHS.get(found[2].lower())):
        return None
    year = int(found[3]) if len(found[3]) == 4 else _full_year(int(found[3]))
    hour, minute = int(found[4] or 0), int(found[5] or 0)
    extra_day = timedelta(days=1) if hour == 24 and minute == 0 else timedelta(0)
    local = datetime(year, month, int(found[1]), hour % 24 if extra_day else hour, minute, _second(found[6]))  # noqa: DTZ001
    local += extra_day
    zone = _offset(found[7]) if found[7] else offset_of(found[8], local, zone) if found[8] else zone
    return _dated(local, "time" if found[4] else "day", zone)


def _full_year(short: int) -> int:
    return short + (1900 if short >= 70 else 2000)


def _epoch(text: str, zone: tzinfo) -> Dated | None:
    return Dated(datetime.fromtimestamp(int(text), UTC), "time") if re.fullmatch(r"\d{9,10}", text) else None


def _epoch_ms(text: str, zone: tzinfo) -> Dated | None:
    return Dated(datetime.fromtimestamp(int(text) / 1000, UTC), "time") if re.fullmatch(r"\d{12,13}", text) else None


_ERA = re.compile(
    r"\D*?(?:(令和|平成|昭和|大正|R|H|S)\s*(元|\d{1,2})|(\d{4}))\s*[年.]\s*"  # 令和8年
    r"(?:(?:\d{1,2}月分?\s*)?(?=\d{1,2}月)|)"  # the 8月分 of a heading before the 8月19日 of its row
    r"(\d{1,2})(?:月|\.)\s*(?:(\d{1,2})日?)?\s*(?:\(?.曜?日?\)?)?\s*(?:(\d{1,2})[時:](\d{1,2})分?)?\D*"
)


def era(text: str, zone: tzinfo) -> Dated | None:
    """`令和8年8月19日`, `令和元年5月`, `R8.8.19`, `令和8年8月分8月19日`; years of our era are taken as well."""
    found = _ERA.fullmatch(text)
    if not found:
        return None
    name, era_year, year, month, day, hour, minute = found.groups()
    number = int(year) if year else _ERAS[name] + (1 if era_year == "元" else int(era_year))
    local = datetime(number, int(month), int(day or 1), int(hour or 0), int(minute or 0))  # noqa: DTZ001
    return _dated(local, "time" if hour else "day" if day else "month", zone)


_NAMED: dict[str, Callable[[str, tzinfo], Dated | None]] = {
    "iso": iso,
    "rfc822": rfc822,
    "epoch": _epoch,
    "epoch-ms": _epoch_ms,
    "era": era,
}

#: Dates of feeds, most frequent first. Two-digit years with dots or dashes stay out: which part is the year?
_FEED_FORMATS = (
    "rfc822", "iso", "%Y.%m.%d", "%Y.%m.%d %H:%M", "%Y.%m.%d %H:%M:%S", "%Y. %m. %d. %p %I:%M", "%Y/%m/%d",
    "%Y/%m/%d %H:%M", "%Y/%m/%d %H:%M:%S", "%Y년 %m월 %d일", "%Y년 %m월 %d일 %H:%M", "%Y年%m月%d日",
    "%Y年%m月%d日 %H:%M", "era", "%a, %m/%d/%Y - %H:%M", "%A, %B %d, %Y - %H:%M", "%B %d, %Y", "%b %d, %Y",
    "%B %d, %Y %H:%M", "%B %d, %Y %I:%M %p", "%a %b %d %H:%M:%S %Y", "%a %b %d %H:%M:%S %z %Y", "%a, %B %d, %Y",
    "%A, %B %d, %Y", "%A, %d %B %Y", "%Y-%m-%d %I:%M %p", "epoch", "epoch-ms",
)  # fmt: skip


def feed_date(text: str, zone: str, now: datetime, formats: Sequence[str] = ()) -> Dated | None:
    """The date of a feed entry: by the source's own formats first."""
    return parse_date(text, [*formats, *_FEED_FORMATS], zone, now)
