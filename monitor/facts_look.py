"""The dates and numbers of a document as `show` and `why` tell them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

import db.facts
import db.reminders
from monitor.number_names import label

Row = dict[str, Any]
_DATE = (
    "kind", "day", "not_after", "quote", "origin", "field", "start", "end", "moved_from", "sequence", "changed_at",
    "withdrawn_at",
)  # fmt: skip


def facts(connection: Connection, document_id: int) -> dict[str, list[Row]]:
    """`dates` and `numbers`, as of the newest revision that was read."""
    dates = db.facts.dates_of(connection, [document_id]).get(document_id, [])
    numbers = db.facts.numbers_of(connection, [document_id]).get(document_id, [])
    return {
        "dates": [{name: row[name] for name in _DATE} for row in dates],
        "numbers": [
            {name: row[name] for name in ("relation", "scheme", "authority", "year", "number", "quote", "acting")}
            | {"name": label(row)}
            for row in numbers
        ],
    }


def reminded_of(connection: Connection, alert_id: int) -> list[str]:
    """Why a reminder was sent, in words."""
    return [
        f"{row['lead']} days before {row['day']} ({row['kind']}): {row['quote'] or 'a field of the source'}"
        for row in db.reminders.of_alert(connection, alert_id)
    ]


def lines(found: Mapping[str, Sequence[Row]]) -> Iterator[str]:
    for row in found["dates"]:
        moved = f", was {row['moved_from']}" if row["moved_from"] else ""
        gone = ", taken back" if row["withdrawn_at"] else ""
        day = row["day"] or "day not known yet"
        yield f"{row['kind']} {day}{moved}{gone}: {' '.join(row['quote'].split()) or 'a field of the source'}"
    for row in found["numbers"]:
        by = f" (by {label(row['acting'])})" if row["acting"] else ""
        yield f"{row['relation']} {row['name']}{by}"
