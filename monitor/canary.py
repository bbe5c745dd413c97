"""CANARY: a test item that is ingested, matched, dispatched and delivered as every other, for its channel alone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine

import db.alerts
import db.canary
import db.incidents
from crawlers.item import Item, Poll
from crawlers.source import Source
from db.engine import reading, writing
from db.names import CANARY
from monitor.ingest import ingest
from monitor.subscription import Subscription

if TYPE_CHECKING:
    from monitor.config import CanaryTest

#: In whose name the channel hears of it.
ID = "policywatch-canary"
#: The folder of the rule that it is matched by.
RULES = Path(__file__).parent / "canary_rules"
_KEPT = timedelta(days=90)

Row = Mapping[Any, Any]


def canary_source() -> Source:
    return Source.model_validate(
        {
            "id": CANARY, "name": "Canary", "publisher": "Policywatch", "country": "ZZ", "languages": ["en"],
            "kind": "feed", "url": "http://127.0.0.1/", "timezone": "UTC", "every": "1h", "verified": True,
            "alert_existing": True,
        }
    )  # fmt: skip


def canary_subscription(canary: CanaryTest) -> Subscription:
    return Subscription(id=ID, channels=[canary.channel], sources=[CANARY], max_per_hour=0)


def tend(engine: Engine, canary: CanaryTest | None, now: datetime) -> None:
    """Looks after the one that flies, and lets the next one go when its time has come."""
    with reading(engine) as connection:
        flight = db.canary.newest(connection)
    if canary is None:
        if flight and flight["document_id"] is not None:
            with writing(engine) as connection:
                _end(connection, flight, None, now)
        return
    with writing(engine) as connection:
        if flight and flight["document_id"] is not None:
            _look(connection, canary, flight, now)
        if _is_due(canary, flight, now):
            if flight:
                db.canary.end(connection, flight["id"], flight["accepted_at"])
            _start(connection, now)
            db.canary.forget(connection, now - _KEPT)


def _is_due(canary: CanaryTest, flight: Row | None, now: datetime) -> bool:
    if flight is None or flight["started_at"] > now:  # the clock came back
        return True
    return bool(now - flight["started_at"] >= canary.every)


def _start(connection: Connection, now: datetime) -> None:
    mark = token_hex(8)
    item = Item(mark, f"Policywatch canary {mark}", text="A test of the whole way. Nothing needs to be done.")
    poll = Poll(CANARY, now, now, "ok", items=[item], rows=1)
    db.alerts.register_subscriptions(connection, {ID: now})
    stored = ingest(connection, canary_source(), poll)
    db.canary.start(connection, stored.run_id, now)


def _look(connection: Connection, canary: CanaryTest, flight: Row, now: datetime) -> None:
    sent = [row["sent_at"] for row in db.canary.deliveries(connection, flight["document_id"]) if row["sent_at"]]
    if sent:
        _end(connection, flight, sent[0], now)
    elif now - flight["started_at"] > canary.within:
        detail = f"let go {flight['started_at']:%Y-%m-%d %H:%M} UTC, not accepted by {canary.channel}: "
        detail += _where(connection, flight["document_id"])
        db.incidents.open_incident(connection, "canary", "late", detail, now)


def _end(connection: Connection, flight: Row, accepted_at: datetime | None, now: datetime) -> None:
    db.canary.end(connection, flight["id"], accepted_at)
    db.incidents.close_incidents(connection, "canary", ["late"], now)


def _where(connection: Connection, document_id: int) -> str:
    """How far it came."""
    for row in db.canary.deliveries(connection, document_id):
        error = f" ({row['error']})" if row["error"] else ""
        return f"its delivery is {row['state']}{error}"
    return "it was matched and not dispatched" if db.canary.is_matched(connection, document_id) else "no rule read it"


def last_flight(connection: Connection) -> dict[str, Any] | None:
    """For `status`; `seconds` from letting go to acceptance."""
    flight = db.canary.newest(connection)
    if flight is None:
        return None
    accepted = flight["accepted_at"]
    took = round((accepted - flight["started_at"]).total_seconds(), 1) if accepted else None
    return {"started_at": flight["started_at"], "accepted_at": accepted, "seconds": took}
