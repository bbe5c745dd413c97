"""Days as they are written on the command line."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.opened import USAGE, refuse

if TYPE_CHECKING:
    from datetime import date

    from crawlers.source import Source

Since = Annotated[str, typer.Option("--since", help="First day, YYYY-MM-DD.")]
Until = Annotated[str, typer.Option("--until", help="Last day, YYYY-MM-DD; default: today.")]
Days = tuple["date", "date"]


def days_between(since: str, until: str, today: Callable[[], date] | None = None) -> Days:
    from datetime import UTC, datetime

    first = day_in(since)
    now = today() if today else datetime.now(UTC).date()
    last = min(day_in(until), now) if until else now
    if first > (day_in(until) if until else last):
        refuse(f"--since {first} lies after --until {until or last}", USAGE)
    return first, max(first, last)


def days_of(source: Source, since: str, until: str) -> Days:
    """Until today as it is where the source is."""
    from datetime import datetime
    from zoneinfo import ZoneInfo

    return days_between(since, until, lambda: datetime.now(ZoneInfo(source.timezone)).date())


def day_in(text: str) -> date:
    from datetime import date

    try:
        return date.fromisoformat(text)
    except ValueError:
        refuse(f"{text!r} is no day; write YYYY-MM-DD", USAGE)
        raise
