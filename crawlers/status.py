"""What an answer's status means for a poll."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from crawlers.errors import Blocked, HttpError
from crawlers.transport import Answer

_LONGEST = 86_400.0  # a host cannot send us away for more than a day
_CLOSED = {403: "it does not let us in", 451: "closed to us for legal reasons"}
_SIGNS = {"cf-mitigated": ("challenge",), "x-amzn-waf-action": ("challenge", "captcha"), "x-datadome": ("protected",)}


def check_status(answer: Answer, url: str, *, conditional: bool) -> None:
    """Raises Blocked or HttpError unless this is a 2xx, or a 304 that we asked for."""
    wait = retry_after(answer)
    if sign := _wall(answer):
        raise Blocked(f"{url} answered {answer.status} with a wall for robots ({sign})", retry_after=wait)
    if answer.status in _CLOSED:
        raise Blocked(f"{url} answered {answer.status}: {_CLOSED[answer.status]}", retry_after=wait)
    if not (200 <= answer.status < 300 or (answer.status == 304 and conditional)):
        raise HttpError(answer.status, url, retry_after=wait)


def retry_after(answer: Answer) -> float | None:
    """Seconds the publisher asks us to stay away, at most a day."""
    value = answer.headers.get("retry-after", "").strip()
    if answer.status < 300 or not value:
        return None
    if value.isascii() and value.isdigit():
        return min(float(value[:9]), _LONGEST)
    until, now = _date(value), _date(answer.headers.get("date", "")) or datetime.now(UTC)
    return None if until is None else min(max((until - now).total_seconds(), 0.0), _LONGEST)


def _date(value: str) -> datetime | None:
    try:
        date = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return date if date.tzinfo else date.replace(tzinfo=UTC)


def _wall(answer: Answer) -> str:
    for name, values in _SIGNS.items():
        if answer.headers.get(name, "").lower() in values:
            return f"{name}: {answer.headers[name]}"
    return ""
