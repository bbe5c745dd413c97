"""What the index is told of a document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection

import db.search
from db.write import chunks
from monitor.search.fields import SEVERITIES
from monitor.search.segment import Entry

#: Of a match: field → column.
MATCH_LISTS = {"label": "labels", "mineral": "minerals", "concept": "concepts"}

_READ = 50  # documents read together; some are long
_TOKYO = timedelta(hours=9)


def entries(connection: Connection, ids: Sequence[int]) -> Iterator[Entry]:
    """Of these documents, whether they are still there or not; read bit by bit, as they are asked for."""
    matches = db.search.matches_of(connection, ids)
    bulletins = db.search.bulletins(connection, ids)
    for part in chunks(ids, _READ):
        rows = db.search.documents(connection, part)
        for one in part:
            row = rows.get(one)
            yield Entry(one, (), 0, {}) if row is None else _entry(row, matches.get(one, []), bulletin=one in bulletins)


def _entry(row: Mapping[str, Any], matches: Sequence[Mapping[str, Any]], *, bulletin: bool) -> Entry:
    fields: dict[str, Sequence[str]] = {
        "source": [row["source_id"]],
        "has": _has(row, matches),
        "is": [name for name, holds in (("article", row["parent_id"]), ("bulletin", bulletin)) if holds],
    }
    fields |= {name: [row[name]] for name in ("publisher", "country", "language") if row[name]}
    if matches:
        fields |= {name: united(matches, column) for name, column in MATCH_LISTS.items()}
        fields |= {"rule": sorted({match["rule_id"] for match in matches}), "severity": [gravest(matches)]}
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
