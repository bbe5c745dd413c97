"""When is a source due next? Pure: the caller passes the clock and the dice."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from cronsim import CronSim

from crawlers.source import Source

_LONGEST_BACKOFF = timedelta(hours=24)
_JITTER = 0.1  # of the interval, so that sources of one interval do not march in step


def next_due(
    source: Source, now: datetime, dice: float, *, failures: int = 0, retry_after: float | None = None
) -> datetime:
    """`dice` is a number in [0, 1). A missed time is caught up once: the next due time always lies after `now`."""
    due = _after(source, now, dice)
    if failures:
        due = max(due, now + _backoff(source, failures) * (1 + _JITTER * dice))
    if retry_after:
        due = max(due, now + timedelta(seconds=min(retry_after, _LONGEST_BACKOFF.total_seconds())))
    return due


def _after(source: Source, now: datetime, dice: float) -> datetime:
    if source.every is not None:
        return now + source.every * (1 - _JITTER / 2 + _JITTER * dice)
    # cronsim walks local wall time: a time that the clock skips or repeats in spring and autumn comes once
    return next(CronSim(source.cron or "", now.astimezone(ZoneInfo(source.timezone)))).astimezone(now.tzinfo)


def _backoff(source: Source, failures: int) -> timedelta:
    base = source.every or timedelta(minutes=5)
    doubled: timedelta = base * 2 ** min(failures - 1, 20)
    return min(doubled, max(_LONGEST_BACKOFF, base))
