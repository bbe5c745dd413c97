"""What an address asks for. What nobody knows is left out: an address that was typed wrong still shows something."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from typing import Annotated, Any, get_args

from fastapi import Path

from db.web_inbox import Narrowed, State

Id = Annotated[int, Path(ge=1, le=2**62)]  # larger numbers no database takes

SEOUL = timezone(timedelta(hours=9))  # see db.web_sources.day_of
#: Parameters that narrow the inbox.
NAMES = ("severity", "state", "mineral", "country", "partner", "concept", "label", "rule", "source", "publisher")
_LONGEST = 200
_MOST_DAYS = 36500


def wanted_of(params: Mapping[str, str], now: datetime) -> Narrowed:
    given: dict[str, Any] = {name: params.get(name, "")[:_LONGEST].replace("\x00", "") for name in NAMES}
    given["severity"] = given["severity"] if given["severity"] in ("low", "medium", "high") else ""
    given["state"] = given["state"] if given["state"] in get_args(State) else ""
    since, until = _week(params.get("week", ""))
    if days := number(params.get("days", ""), _MOST_DAYS):
        # whole days, so that an address means the same all day
        since = now.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=days)
    return Narrowed(origin="all" if params.get("show") == "all" else "news", since=since, until=until, **given)


def _week(monday: str) -> tuple[datetime | None, datetime | None]:
    try:
        since = datetime.strptime(monday, "%Y-%m-%d").replace(tzinfo=SEOUL)
        return since, since + timedelta(days=7)
    except (ValueError, OverflowError):
        return None, None


def number(text: str, most: int) -> int:
    """0 for what is none."""
    return min(int(text), most) if text.isascii() and text.isdigit() and len(text) < 20 else 0
