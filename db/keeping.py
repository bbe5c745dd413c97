"""Queries on what makes an alert provable, and on the hold of deliveries."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from zlib import compress, decompress

from sqlalchemy import Connection, RowMapping, delete, func, select

from db.tables import Delivery, Hold, KeptRules, SentMessage, Snapshot
from db.write import insert_new, table

_rules, _message, _hold = table(KeptRules), table(SentMessage), table(Hold)
_snapshot, _delivery = table(Snapshot), table(Delivery)

_DELIVERIES = "deliveries"
_WAITING = ("pending", "retry", "unknown", "sending")


def has_rules(connection: Connection, version: str) -> bool:
    return connection.execute(select(_rules.c.version).where(_rules.c.version == version)).first() is not None


def add_rules(connection: Connection, version: str, written: bytes, now: datetime) -> None:
    insert_new(connection, KeptRules, [{"version": version, "kept_at": now, "body": compress(written, 9)}])


def rules_of(connection: Connection, version: str) -> bytes | None:
    """As they were given to `add_rules`; None when that version was never kept, or has been pruned."""
    body = connection.execute(select(_rules.c.body).where(_rules.c.version == version)).scalar()
    return decompress(body) if body is not None else None


def rule_versions(connection: Connection, *, most: int) -> list[str]:
    """Newest first."""
    query = select(_rules.c.version).order_by(_rules.c.kept_at.desc(), _rules.c.version).limit(most)
    return list(connection.execute(query).scalars())


def add_message(connection: Connection, message: Mapping[str, Any]) -> str:
    """The sha256 that names it."""
    plain = json.dumps(message, ensure_ascii=False, sort_keys=True).encode()
    digest = hashlib.sha256(plain).hexdigest()
    insert_new(connection, SentMessage, [{"sha256": digest, "body": compress(plain, 6)}])
    return digest


def messages(connection: Connection, digests: Collection[str]) -> dict[str, bytes]:
    """sha256 → plain JSON, of those that are kept."""
    rows = connection.execute(select(_message).where(_message.c.sha256.in_(sorted(digests))))
    return {row.sha256: decompress(row.body) for row in rows}


def snapshot(connection: Connection, sha256: str) -> RowMapping | None:
    return connection.execute(select(_snapshot).where(_snapshot.c.sha256 == sha256)).mappings().first()


def hold(connection: Connection, reason: str, now: datetime) -> None:
    """From now on nothing is sent until `release`; an older hold stays as it is."""
    insert_new(connection, Hold, [{"name": _DELIVERIES, "since": now, "reason": reason}])


def held(connection: Connection) -> RowMapping | None:
    return connection.execute(select(_hold).where(_hold.c.name == _DELIVERIES)).mappings().first()


def release(connection: Connection) -> int:
    """Ends the hold; how many deliveries waited for it."""
    connection.execute(delete(_hold).where(_hold.c.name == _DELIVERIES))
    return waiting(connection)


def waiting(connection: Connection) -> int:
    query = select(func.count()).select_from(_delivery).where(_delivery.c.state.in_(_WAITING))
    return int(connection.execute(query).scalar_one())
