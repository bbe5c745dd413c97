"""What the index is told of a document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection

import db.search
from monitor.search.fields import SEVERITIES
from monitor.search.segment import Entry

#: Of a match: field → column.
MATCH_LISTS = {"label": "labels", "mineral": "minerals", "concept": "concepts"}

_TOKYO = timedelta(hours=9)


def entries(connection: Connection, ids: Sequence[int]) -> list[Entry]:
    """Of these documents, whether they are still there or not."""
    rows = db.search.documents(connection, ids)
    matches = db.search.matches_of(connection, ids)
    bulletins = db.search.bulletins(connection, ids)
    return [
        _entry(rows[one], matches.get(one, []), bulletin=one in bulletins) if one in rows else Entry(one, (), 0, {})
        for one in ids
    ]


def _entry(row: Mapping[str, Any], matches: Sequence[Mapping[str, Any]], *, bulletin: bool) -> Entry:
    fields: dict[str, Sequence[str]] = {
        "source": [row["source_id"]],
        "rule": sorted({match["rule_id"] for match in matches}),
        "has": _has(row, matches),
        "is": [name for name, holds in (("article", row["parent_id"]), ("bulletin", bulletin)) if holds],
        "severity": [gravest(matches)] if matches else [],
    }
    fields |= {name: [row[name]] if row[name] else [] for name in ("publisher", "country", "language")}
    fields |= {name: united(matches, column) for name, column in MATCH_LISTS.items()}
    moment = when(row["published"], row["date_precision"], row["first_seen_at"])
    return Entry(row["id"], texts(row), int(moment.timestamp()), fields)


def texts(row: Mapping[str, Any]) -> tuple[str, ...]:
    """What is searched: title, text, attachments."""
    return (row["title"], row["text"], *(one["text"] for one in row["attachments"] if one.get("text")))


def gravest(matches: Sequence[Mapping[str, Any]]) -> str:
    return max((match["severity"] for match in matches), key=SEVERITIES.index, default="")


def united(matches: Sequence[Mapping[str, Any]], column: str) -> list[str]:
    return sorted({value for match in matches for value in match[column]})


def _has(row: Mapping[str, Any], matches: Sequence[object]) -> list[str]:
    holds = {"match": matches, "attachment": row["attachments"], "revisions": row["revision"] > 1}
    return [name for name, one in holds.items() if one]


def when(published: datetime | None, precision: str, seen: datetime) -> datetime:
    """By what a document is dated. A plain date is midnight of the publisher's zone, maybe the day before in UTC."""
    if published is None:
        return seen
    if precision == "time":
        return published
    day = published if published.hour < 12 else published + _TOKYO
    return day.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
