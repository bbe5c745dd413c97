"""Who and when, as pages print it below a title: `랩냥(LabNyang) 2025. 4. 22. 20:00`, `By Jane Doe | March 5, 2026`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from crawlers.dates import feed_date
from crawlers.item import DatePrecision

_NUMERIC = (
    r"(?P<year>20\d\d)\s*[.\-/년年]\s*(?P<month>\d{1,2})\s*[.\-/월月]\s*(?P<day>\d{1,2})\s*[.일日]?(?:\s*[(（]\S[)）])?"
)
_TIME = (
    r"(?:\s*(?P<half>오전|오후|午前|午後|[AaPp]\.?[Mm]\.?)?\s*"
    r"(?P<hour>\d{1,2})[:시時](?P<minute>\d\d)[분分]?(?::\d\d)?)?"
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_ENGLISH = rf"(?P<english>{_MONTH}\s+\d{{1,2}}[.,]?\s+20\d\d|\d{{1,2}}\s+{_MONTH}\s+20\d\d)"
_LABEL = (
    r"(?:등록일?|작성일?|게시일?|입력|승인|배포일?|발행일?|보도일?|일시|날짜|公開日|更新日|発行日|发布时间|日期"
    r"|Published|Posted|Updated|Date)(?:시|자)?\s*(?:on\s)?[:：]?\s*"
)
_BETWEEN = r"[\s|·•・/,\-–—]*"
_LINE = re.compile(
    rf"(?:(?P<by>\S.{{0,40}}?){_BETWEEN})??(?:{_LABEL})?(?:{_NUMERIC}{_TIME}|{_ENGLISH}){_BETWEEN}(?P<after>\S.{{0,30}})?",
    re.IGNORECASE,
)
_CLOSING = re.compile(rf"[(（\[]\s*(?P<by>[^()（）,\[\]]{{2,40}}?)\s*,\s*{_NUMERIC}\s*[)）\]]")
_AUTHOR = re.compile(r"^(?:by|글|작성자|글쓴이|기자|著者|作者|来源|출처)(?:\s*[:：]\s*|\s+)", re.IGNORECASE)
_NO_NAME = re.compile(r"[|·•:：]?|.*(?:조회|댓글|추천|공감|URL|복사|수정|views?|comments?|read).*", re.IGNORECASE)
_LONGEST = 120
_ZONES = {"ko": "Asia/Seoul", "ja": "Asia/Tokyo", "zh": "Asia/Shanghai"}


@dataclass(frozen=True, slots=True)
class Byline:
    by: str
    published: datetime
    precision: DatePrecision


def zone_of(language: str) -> str:
    return _ZONES.get(language, "UTC")


def byline(line: str, language: str) -> Byline | None:
    """Of a line that says nothing else."""
    line = line.strip()
    return _made(_LINE.fullmatch(line), language) if len(line) < _LONGEST and line[:1] not in "([（〔【" else None


def closing(line: str, language: str) -> Byline | None:
    """`(산업통상부, 2026.3.10)` below a repeated release."""
    return _made(_CLOSING.fullmatch(line.strip()), language)


def _made(found: re.Match[str] | None, language: str) -> Byline | None:
    if not found:
        return None
    said = found.groupdict()
    if english := said.get("english"):
        day_of = _english(english)
        return Byline(_name(said), day_of, "day") if day_of else None
    hour, minute = int(said.get("hour") or 0), int(said.get("minute") or 0)
    if half := (said.get("half") or "").upper().replace(".", ""):
        hour = hour % 12 + (12 if half in ("오후", "午後", "PM") else 0)
    try:
        day = int(said["year"]), int(said["month"]), int(said["day"])
        local = datetime(*day, hour, minute, tzinfo=ZoneInfo(zone_of(language)))
    except ValueError:
        return None
    return Byline(_name(said), local.astimezone(UTC), "time" if said.get("hour") else "day")


def _english(text: str) -> datetime | None:
    words = re.sub(r"[.,]", " ", text).split()
    month = next(word for word in words if word[0].isalpha())
    day = next(word for word in words if word.isdecimal() and len(word) < 3)
    dated = feed_date(f"{month[:3]} {day}, {words[-1]}", "UTC", datetime.now(UTC))
    return dated.moment if dated else None


def _name(said: dict[str, str | None]) -> str:
    for part in ("by", "after"):
        name = _AUTHOR.sub("", (said.get(part) or "").strip()).strip()
        if name and not _NO_NAME.fullmatch(name):
            return name
    return ""
