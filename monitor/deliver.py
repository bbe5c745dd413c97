"""DELIVER: sends what is due, one recipient at a time, until each delivery is sent or given up with an incident.

What may have been accepted (a time-out after the text was sent, a kill in between) is `unknown`: by default it is sent
again with the same Message-ID, so that a mail program can tell the double.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import random
from time import monotonic, sleep
from typing import Any

from sqlalchemy import Connection, Engine, RowMapping

import db.deliveries
import db.incidents
import db.keeping
from db.engine import reading, writing
from monitor.channel import PACES, Message, scheme_of, send
from monitor.channel_error import ChannelError
from monitor.message import alert_message
from monitor.message_frame import Frame
from monitor.subscription import Subscription
from rules import Concept

_log = logging.getLogger(__name__)

#: Waits between attempts (Postfix and RFC 5321 4.5.4 give up after days, not after a number of tries).
_WAITS = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15), timedelta(hours=1))
#: Waits of a whole channel: one hiccup is soon over.
_CHANNEL_WAITS = (timedelta(seconds=5), timedelta(seconds=30), *_WAITS)
_GIVE_UP = timedelta(days=3)
_CLAIM = timedelta(minutes=5)  # longer than any attempt; afterwards its sender counts as dead
_BATCH = 100  # deliveries of one channel at a time
_TURN = 15.0  # seconds after which a slow channel lets the others look for new deliveries
_PATIENCE = 3  # failures of a whole channel in a row before the operators hear of it

Clock = Callable[[], datetime]


def now_utc() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Outbox:
    """What sending needs to know: the addresses of the channels, who subscribed, and what becomes of the unknown."""

    engine: Engine
    urls: Mapping[str, str]  # channel → Apprise URL
    subscriptions: Mapping[str, Subscription] = field(default_factory=dict)
    repeat_unknown: bool = True
    concepts: Mapping[str, Concept] = field(default_factory=dict)
    frame: Frame = field(default_factory=Frame)
    clock: Clock = now_utc


def deliver_pending(outbox: Outbox) -> int:
    """Attempts everything due, each channel in its own thread and order; returns the number sent."""
    now = outbox.clock()
    if not outbox.repeat_unknown:
        _hold_orphans(outbox.engine, now)
    with reading(outbox.engine) as connection:
        if db.keeping.held(connection):
            return 0
        rows = db.deliveries.due(connection, now, most=_BATCH, repeat_unknown=outbox.repeat_unknown)
    lanes: dict[str, list[RowMapping]] = defaultdict(list)
    for row in rows:
        lanes[row["channel"]].append(row)
    if not lanes:
        return 0
    with ThreadPoolExecutor(max_workers=min(8, len(lanes)), thread_name_prefix="deliver") as pool:
        return sum(pool.map(lambda lane: _send_lane(outbox, lane), lanes.values()))


def _hold_orphans(engine: Engine, now: datetime) -> None:
    with writing(engine) as connection:
        for row in db.deliveries.hold_orphans(connection, now):
            _open(connection, row, "unknown", "the daemon stopped in the middle of sending it", now)


def _send_lane(outbox: Outbox, lane: Sequence[RowMapping]) -> int:
    """Stops at the first sign that the channel itself is in trouble: that one attempt stands for all."""
    sent, began = 0, monotonic()
    url = outbox.urls.get(lane[0]["channel"])
    pace = PACES.get(scheme_of(url), 0.0) if url else 0.0
    for number, row in enumerate(lane):
        if number:
            sleep(pace)
        now = outbox.clock()
        with writing(outbox.engine) as connection:
            if not db.deliveries.claim(connection, row, now, now + _CLAIM):
                continue
        error = _attempt(outbox, url, row, now)
        sent += error is None
        if (error and error.whole) or monotonic() - began > _TURN:
            break
    return sent


def _message(outbox: Outbox, row: RowMapping, frame: Frame, now: datetime) -> Message:
    try:
        with reading(outbox.engine) as connection:
            return alert_message(connection, row["alert_id"], outbox.subscriptions, now, outbox.concepts, frame)
    except Exception as error:
        # one alert that cannot be written must not hold up all that wait behind it
        _log.exception("alert not written id=%s", row["alert_id"])
        raise ChannelError(f"the message could not be written: {error!r}", retry=False) from error


def _thread(engine: Engine, row: RowMapping, message: Message) -> str:
    """Where an answer goes in this channel; empty for what is no answer."""
    answered = message.headers.get("In-Reply-To", "")
    if not answered:
        return ""
    with reading(engine) as connection:
        return db.deliveries.thread_of(connection, row["channel"], answered)


def _note_templates(connection: Connection, frame: Frame, now: datetime) -> None:
    for name, reason in frame.problems.items():
        detail = f"{reason}; the template that comes with the program stands in, see `policywatch show-message`"
        db.incidents.open_incident(connection, f"template:{name}", "template", detail, now)
    for name in frame.used:
        db.incidents.close_incidents(connection, f"template:{name}", ["template"], now)


def _attempt(outbox: Outbox, url: str | None, row: RowMapping, now: datetime) -> ChannelError | None:
    try:
        if url is None:
            raise ChannelError(f"the channel {row['channel']!r} is no longer configured", retry=False)  # noqa: TRY301
        frame = outbox.frame.of(row["channel"])
        message = _message(outbox, row, frame, now)
        thread = send(url, message, _thread(outbox.engine, row, message))
    except ChannelError as error:
        _failed(outbox, row, error)
        return error
    with writing(outbox.engine) as connection:
        now = outbox.clock()
        values = {"state": "sent", "sent_at": now, "claimed_until": None, "error": ""}
        values |= {"thread": thread, "message": db.keeping.add_message(connection, message.kept())}
        db.deliveries.settle(connection, row["id"], values)
        db.deliveries.channel_works(connection, row["channel"])
        db.incidents.close_incidents(connection, f"channel:{row['channel']}", ["dead", "down", "unknown"], now)
        _note_templates(connection, frame, now)
    _log.info("delivery sent id=%s alert=%s channel=%s", row["id"], row["alert_id"], row["channel"])
    return None


def _failed(outbox: Outbox, row: RowMapping, error: ChannelError) -> None:
    now = outbox.clock()
    values: dict[str, Any] = {"claimed_until": None, "error": str(error)} | _next_state(outbox, row, error, now)
    with writing(outbox.engine) as connection:
        db.deliveries.settle(connection, row["id"], values)
        if error.whole:
            _note_trouble(connection, row, error, now)
        if values["state"] == "dead" or (values["state"] == "unknown" and not outbox.repeat_unknown):
            _open(connection, row, values["state"], str(error), now)
    _log.warning("delivery %s id=%s channel=%s reason=%s", values["state"], row["id"], row["channel"], error)


def _next_state(outbox: Outbox, row: RowMapping, error: ChannelError, now: datetime) -> dict[str, Any]:
    first: datetime = row["first_attempt_at"] or now
    if not error.retry or now - first >= _GIVE_UP:
        return {"state": "dead"}
    return {"state": "unknown" if error.unknown else "retry", "due_at": now + wait(row["attempts"], error)}


def _note_trouble(connection: Connection, row: RowMapping, error: ChannelError, now: datetime) -> None:
    failures = db.deliveries.channel_failures(connection, row["channel"])
    pause = _CHANNEL_WAITS[min(failures, len(_CHANNEL_WAITS) - 1)]
    until = now + (timedelta(seconds=error.retry_after) if error.retry_after else pause)
    failures = db.deliveries.channel_failed(connection, row["channel"], until, str(error))
    if failures >= _PATIENCE and not error.retry_after:
        _open(connection, row, "down", str(error), now)


def _open(connection: Connection, row: RowMapping, kind: str, reason: str, now: datetime) -> None:
    detail = f"alert {row['alert_id']} could not be delivered: {reason}; see `policywatch deliveries list`"
    db.incidents.open_incident(connection, f"channel:{row['channel']}", kind, detail, now)


def wait(attempts: int, error: ChannelError) -> timedelta:
    """How long after a failed attempt the next one comes; `attempts` were made before it."""
    usual = _WAITS[min(attempts, len(_WAITS) - 1)] * (1 + random() / 5)  # noqa: S311  spreads, guards nothing
    return max(usual, timedelta(seconds=error.retry_after or 0))
