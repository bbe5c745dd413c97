"""Queries on deliveries and the state of channels."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, or_, select, update

from db.tables import Alert, ChannelState, Delivery
from db.write import Row, chunks, insert_new, table

_alert, _delivery, _channel = table(Alert), table(Delivery), table(ChannelState)

#: Nothing more will happen to these by itself.
SETTLED = ("sent", "dead", "dropped")


def due(connection: Connection, now: datetime, *, most: int, repeat_unknown: bool = True) -> list[RowMapping]:
    """Deliveries to attempt now, oldest first, at most so many a channel: a full channel keeps no other waiting.

    Among them those whose sender died with the claim. A channel that asked us to wait has none.
    """
    found: list[RowMapping] = []
    ready = _ready(now, repeat_unknown)
    waits = select(_channel.c.name).where(_channel.c.not_before > now)
    channels = select(_delivery.c.channel).where(ready, _delivery.c.channel.not_in(waits)).distinct()
    for channel in connection.execute(channels).scalars().all():
        query = select(_delivery).where(ready, _delivery.c.channel == channel)
        found += connection.execute(query.order_by(_delivery.c.due_at, _delivery.c.id).limit(most)).mappings()
    return found


def _ready(now: datetime, repeat_unknown: bool) -> ColumnElement[bool]:
    states = ["pending", "retry", *(["unknown"] if repeat_unknown else [])]
    waiting = and_(_delivery.c.state.in_(states), _delivery.c.due_at <= now)
    return or_(waiting, _orphaned(now)) if repeat_unknown else waiting


def _orphaned(now: datetime) -> ColumnElement[bool]:
    return and_(_delivery.c.state == "sending", _delivery.c.claimed_until <= now)


def hold_orphans(connection: Connection, now: datetime) -> list[RowMapping]:
    """Nobody knows whether these went out, and they are not to be repeated: a person decides."""
    rows = list(connection.execute(select(_delivery).where(_orphaned(now))).mappings())
    values = {"state": "unknown", "claimed_until": None, "error": "stopped in the middle of sending"}
    connection.execute(update(_delivery).where(_orphaned(now)).values(values))
    return rows


def claim(connection: Connection, delivery: RowMapping, now: datetime, until: datetime) -> bool:
    """Takes a delivery for sending; False when somebody else was faster."""
    same = (
        (_delivery.c.id == delivery["id"])
        & (_delivery.c.state == delivery["state"])
        & (_delivery.c.attempts == delivery["attempts"])
    )
    values = {
        "state": "sending",
        "attempts": delivery["attempts"] + 1,
        "claimed_until": until,
        "first_attempt_at": delivery["first_attempt_at"] or now,
    }
    return connection.execute(update(_delivery).where(same).values(values)).rowcount == 1


def settle(connection: Connection, delivery_id: int, values: Row) -> None:
    connection.execute(update(_delivery).where(_delivery.c.id == delivery_id).values(values))


def channel_failed(connection: Connection, name: str, not_before: datetime, error: str) -> int:
    """The channel as a whole is in trouble; returns how often in a row."""
    insert_new(connection, ChannelState, [{"name": name, "failures": 0, "error": ""}])
    values = {"not_before": not_before, "failures": _channel.c.failures + 1, "error": error}
    connection.execute(update(_channel).where(_channel.c.name == name).values(values))
    return channel_failures(connection, name)


def channel_works(connection: Connection, name: str) -> bool:
    """Forgets its failures; whether there were any."""
    failing = (_channel.c.name == name) & ((_channel.c.failures > 0) | _channel.c.not_before.is_not(None))
    values = {"not_before": None, "failures": 0, "error": ""}
    return connection.execute(update(_channel).where(failing).values(values)).rowcount > 0


def channel_failures(connection: Connection, name: str) -> int:
    return int(connection.execute(select(_channel.c.failures).where(_channel.c.name == name)).scalar() or 0)


def thread_of(connection: Connection, channel: str, message_id: str) -> str:
    """Where answers to a message go in this channel; empty when it never went there, or there are no threads."""
    query = select(_delivery.c.thread).join(_alert, _alert.c.id == _delivery.c.alert_id)
    answered = (_alert.c.message_id == message_id) & (_delivery.c.channel == channel) & (_delivery.c.thread != "")
    return str(connection.execute(query.where(answered).order_by(_delivery.c.id).limit(1)).scalar() or "")


def listed(
    connection: Connection, *, states: Sequence[str] = (), channel: str = "", most: int = 50
) -> list[dict[str, Any]]:
    """With the alert they belong to; newest first."""
    columns = [_alert.c.subscription, _alert.c.kind, _alert.c.severity, _alert.c.created_at]
    query = select(_delivery, *columns).join(_alert, _alert.c.id == _delivery.c.alert_id)
    if states:
        query = query.where(_delivery.c.state.in_(list(states)))
    if channel:
        query = query.where(_delivery.c.channel == channel)
    return [dict(row) for row in connection.execute(query.order_by(_delivery.c.id.desc()).limit(most)).mappings()]


def with_ids(connection: Connection, ids: Collection[int]) -> list[dict[str, Any]]:
    rows = connection.execute(select(_delivery).where(_delivery.c.id.in_(list(ids)))).mappings()
    return [dict(row) for row in rows]


def retry(connection: Connection, ids: Sequence[int], now: datetime) -> int:
    """Begins anew, with the full time to succeed; the channel need not wait any longer. What is under way stays."""
    changed = 0
    values = {"state": "pending", "due_at": now, "attempts": 0, "first_attempt_at": None, "error": ""}
    for part in chunks(ids):
        mine = _delivery.c.id.in_(part)
        changed += connection.execute(
            update(_delivery).where(mine, _delivery.c.state.not_in(["sent", "sending"])).values(values)
        ).rowcount
        channels = select(_delivery.c.channel).where(mine)
        connection.execute(update(_channel).where(_channel.c.name.in_(channels)).values(not_before=None))
    return changed


def drop(connection: Connection, ids: Sequence[int]) -> int:
    """Never to be sent, by a person's decision; the row stays as the proof of it."""
    changed = 0
    for part in chunks(ids):
        mine = _delivery.c.id.in_(part) & _delivery.c.state.not_in([*SETTLED[:1], "sending", "dropped"])
        changed += connection.execute(update(_delivery).where(mine).values(state="dropped")).rowcount
    return changed
