"""The dates that bind and the official numbers that a source gives as fields of a row or page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from crawlers.dates import parse_date
from crawlers.item import Issue
from crawlers.select import find
from crawlers.source import Fields, Source

Dates = tuple[tuple[str, str], ...]

_LENGTH = {"month": 7}  # of YYYY-MM


def stated_dates(fields: Fields, source: Source, row: Any, now: datetime, issues: list[Issue]) -> Dates:
    """(kind, YYYY-MM-DD or YYYY-MM), days in the zone of the source."""
    return tuple(_dates(fields, source, row, now, issues))


def _dates(fields: Fields, source: Source, row: Any, now: datetime, issues: list[Issue]) -> Iterator[tuple[str, str]]:
    for kind, field in fields.dates.items():
        if not (written := find(field, row)):
            continue
        dated = parse_date(written, field.formats, source.timezone, now)
        if dated is None:
            formats = ", ".join(field.formats)
            issues.append(Issue("date-unread", f"{kind}: {written[:80]!r} fits none of {formats}", source.url))
        else:
            day = dated.moment.astimezone(ZoneInfo(source.timezone)).date().isoformat()
            yield kind, day[: _LENGTH.get(dated.precision, 10)]


def stated_numbers(fields: Fields, row: Any) -> tuple[str, ...]:
    """As they are printed."""
    return tuple(number for field in fields.numbers if (number := find(field, row)))
