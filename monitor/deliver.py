"""DELIVER: due deliveries → channels, one commit a delivery; retried for days, or given up with an incident."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from random import random
from typing import Any

from sqlalchemy import Engine, RowMapping

import db.alerts
import db.incidents
from db.engine import reading, writing
from monitor.channel import ChannelError, Message, send
from monitor.message import alert_message

_log = logging.getLogger(__name__)

#: Waits between attempts (Postfix and RFC 5321 4.5.4 give up after days, not after a number of tries).
_WAITS = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15), timedelta(hours=1))
_GIVE_UP = timedelta(days=3)
_CLAIM = timedelta(minutes=5)  # longer than any attempt; afterwards its sender counts as dead
_BATCH = 200

Clock = Callable[[], datetime]


def now_utc() -> datetime:
    return datetime.now(UTC)


def deliver_pending(
    engine: Engine, urls: Mapping[str, str], languages: Mapping[str, str], clock: Clock = now_utc
) -> int:
    """Attempts everything due, each channel in its own thread and order; returns the number sent.

    `urls`: channel → Apprise URL; `languages`: subscription → language of its messages.
    """
    with reading(engine) as connection:
        rows = db.alerts.due_deliveries(connection, clock(), most=_BATCH)
    lanes: dict[str, list[RowMapping]] = defaultdict(list)
    for row in rows:
        lanes[row["channel"]].append(row)
    if not lanes:
        return 0
    with ThreadPoolExecutor(max_workers=min(8, len(lanes)), thread_name_prefix="deliver") as pool:
        return sum(pool.map(lambda lane: _send_lane(engine, urls, languages, lane, clock), lanes.values()))


def _send_lane(
    engine: Engine, urls: Mapping[str, str], languages: Mapping[str, str], lane: list[RowMapping], clock: Clock
) -> int:
    sent = 0
    for row in lane:
        now = clock()
        with writing(engine) as connection:
            if not db.alerts.claim(connection, row, now, now + _CLAIM):
                continue
            message = alert_message(connection, row["alert_id"], languages)
        sent += _attempt(engine, urls.get(row["channel"]), row, message, clock)
    return sent


def _attempt(engine: Engine, url: str | None, row: RowMapping, message: Message, clock: Clock) -> bool:
    if url is None:
        reason = f"the channel {row['channel']!r} is no longer configured"
        _failed(engine, row, ChannelError(reason, retry=False), clock())
        return False
    try:
        send(url, message)
    except ChannelError as error:
        _failed(engine, row, error, clock())
        return False
    with writing(engine) as connection:
        values = {"state": "sent", "sent_at": clock(), "claimed_until": None, "error": ""}
        db.alerts.settle(connection, row["id"], values)
        db.incidents.close_incidents(connection, f"channel:{row['channel']}", ["dead"], clock())
    _log.info("delivery sent id=%s alert=%s channel=%s", row["id"], row["alert_id"], row["channel"])
    return True


def _failed(engine: Engine, row: RowMapping, error: ChannelError, now: datetime) -> None:
    first: datetime = row["first_attempt_at"] or now
    dead = not error.retry or now - first >= _GIVE_UP
    values: dict[str, Any] = {"claimed_until": None, "error": str(error)}
    values |= {"state": "dead"} if dead else {"state": "retry", "due_at": now + wait(row["attempts"], error)}
    with writing(engine) as connection:
        db.alerts.settle(connection, row["id"], values)
        if dead:
            detail = f"alert {row['alert_id']} could not be delivered: {error}"
            db.incidents.open_incident(connection, f"channel:{row['channel']}", "dead", detail, now)
    state = values["state"]
    _log.warning("delivery %s id=%s channel=%s reason=%s", state, row["id"], row["channel"], error)


def wait(attempts: int, error: ChannelError) -> timedelta:
    """How long after a failed attempt the next one comes; `attempts` were made before it."""
    usual = _WAITS[min(attempts, len(_WAITS) - 1)] * (1 + random() / 5)  # noqa: S311  spreads, guards nothing
    return max(usual, timedelta(seconds=error.retry_after or 0))
