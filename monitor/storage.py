"""What the store takes and how fast it grows, for `status`."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

import db.keeping
import db.storage
from db.engine import reading
from monitor.prune import expired
from monitor.retention import Keep

_WEEK = 7  # days that growth is taken from


def figures(engine: Engine, keep: Keep, now: datetime) -> dict[str, Any]:
    """Bytes, rows, and bytes a day. What is free on the disk of a server only the server knows."""
    with reading(engine) as connection:
        counts, raw = db.storage.rows(connection), db.storage.raw(connection)
        size, free = db.storage.database_bytes(connection)
        index = db.storage.index_bytes(connection)
        fresh = db.storage.documents_since(connection, now - timedelta(days=_WEEK))
    goes = expired(engine, keep, now)
    return {
        **counts,
        **{name: number for name, (number, _) in raw.items()},
        **{f"{name.removesuffix('s')}_bytes": number for name, (_, number) in raw.items()},
        "index_bytes": index,
        "database_bytes": size,
        "free_in_database_bytes": free,
        "free_on_disk_bytes": _free_on_disk(engine),
        "documents_a_day": round(fresh / _WEEK, 1),
        # what a document takes with all that belongs to it, times the new ones
        "growth_bytes_a_day": round(size * fresh / counts["documents"] / _WEEK) if counts["documents"] else 0,
        "prune_would_free": {one.name: {"rows": one.rows, "bytes": one.bytes} for one in goes if one.rows},
    }


def held(engine: Engine) -> dict[str, Any] | None:
    """Since when and why nothing is sent, and how much waits; None when nothing is held."""
    with reading(engine) as connection:
        row = db.keeping.held(connection)
        if row is None:
            return None
        return {"since": row["since"], "reason": row["reason"], "waiting": db.keeping.waiting(connection)}


def _free_on_disk(engine: Engine) -> int | None:
    if engine.dialect.name != "sqlite":
        return None
    return shutil.disk_usage(Path(engine.url.database or "").parent).free


def said(told: dict[str, Any]) -> str:
    """One line for people."""
    size = {name: _size(told[f"{name}_bytes"]) for name in ("database", "snapshot", "index")}
    parts = [
        f"{size['database']} database with {size['snapshot']} of {told['snapshots']:,} snapshots"
        f" and {size['index']} of index",
        f"{told['documents_a_day']:g} new documents and about {_size(told['growth_bytes_a_day'])} a day",
    ]
    if told["free_on_disk_bytes"] is not None:
        parts.append(f"{_size(told['free_on_disk_bytes'])} free on the disk")
    if goes := told["prune_would_free"]:
        rows, of = sum(one["rows"] for one in goes.values()), sum(one["bytes"] for one in goes.values())
        parts.append(f"{rows:,} rows of {_size(of)} have been kept long enough")
    return f"Storage: {'; '.join(parts)}."


def _size(number: int) -> str:
    for unit, of in (("GB", 10**9), ("MB", 10**6)):
        if number >= of:
            return f"{number / of:.1f} {unit}"
    return f"{number / 1000:.0f} kB"
