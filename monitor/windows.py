"""When a subscription is told: windows of digests and quiet hours, in its own zone. Pure: the clock is handed in."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

if TYPE_CHECKING:
    from monitor.subscription import Subscription


def cron_of(subscription: Subscription) -> str:
    """The digest as a cron expression; empty when every alert goes out by itself."""
    hour, minute = subscription.at.split(":")
    days = {"": "", "daily": "* * *", "weekly": "* * 1"}.get(subscription.digest)
    if days is None:
        return subscription.digest
    return f"{int(minute)} {int(hour)} {days}" if days else ""


def window_end(subscription: Subscription, after: datetime, now: datetime) -> datetime | None:
    """The last end of a window in (after, now]; what was missed is caught up in one.

    A clock that jumped ahead and came back leaves `after` in the future; then the window of `now` counts, and the
    name of the window (`period`) keeps it from being told twice.
    """
    from cronsim import CronSim

    local = now.astimezone(ZoneInfo(subscription.zone)) + timedelta(minutes=1)  # CronSim looks strictly before
    end = next(CronSim(cron_of(subscription), local, reverse=True)).astimezone(UTC)
    if after > now:
        return end if now - end < timedelta(minutes=2) else None
    return end if after < end <= now else None


def period(subscription: Subscription, end: datetime) -> str:
    """The name of a window. Local time: the hour that autumn repeats is one window."""
    return f"digest {end.astimezone(ZoneInfo(subscription.zone)):%Y-%m-%d %H:%M}"


def told_at(subscription: Subscription, now: datetime) -> datetime:
    """`now`, or the end of the quiet hours that `now` lies in. They delay, they never drop."""
    if not subscription.quiet:
        return now
    start, end = (time.fromisoformat(part) for part in subscription.quiet.split("-"))
    zone = ZoneInfo(subscription.zone)
    local = now.astimezone(zone)
    clock = local.time()
    quiet = start <= clock < end if start < end else clock >= start or clock < end
    if not quiet:
        return now
    day = local.date() + timedelta(days=1 if clock >= end else 0)
    return datetime.combine(day, end, zone).astimezone(UTC)


def digest_problem(text: str) -> str:
    """What is wrong with the `digest` of a subscription; empty when it can be understood."""
    from cronsim import CronSim, CronSimError

    if text in ("", "daily", "weekly"):
        return ""
    try:
        next(CronSim(text, datetime(2026, 1, 1, tzinfo=UTC)))
    except (CronSimError, StopIteration):
        return f"{text!r} is neither daily nor weekly nor a cron expression such as '0 7 * * 1-5'"
    return ""


def quiet_problem(text: str) -> str:
    """What is wrong with the `quiet` of a subscription."""
    clock = r"([01]\d|2[0-3]):[0-5]\d"
    found = re.fullmatch(rf"({clock})-({clock})", text)
    return "" if not text or (found and found[1] != found[3]) else f"{text!r} are no hours; write them as 22:00-07:00"


def zone_problem(text: str) -> str:
    """What is wrong with the `zone` of a subscription."""
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return f"{text!r} is no time zone; write one such as Asia/Seoul"
    return ""
