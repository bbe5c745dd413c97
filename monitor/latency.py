"""How long it takes from a publication to somebody's hand, by source and by part of the way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from math import ceil
from typing import Any

from sqlalchemy import Connection

import db.latency

#: part → (from, to). `found` counts the publisher's own hour, `sent` also quiet hours and tries that failed.
PARTS: Mapping[str, tuple[str, str]] = {
    "found": ("published", "seen_at"),
    "matched": ("seen_at", "matched_at"),
    "told": ("matched_at", "told_at"),
    "sent": ("told_at", "accepted_at"),
    "ours": ("seen_at", "accepted_at"),
    "whole": ("published", "accepted_at"),
}
_MOST = 50_000  # deliveries that are looked at

Row = Mapping[str, Any]
Times = dict[str, dict[str, float]]


def latency(connection: Connection, now: datetime, days: float) -> dict[str, Any]:
    """Seconds, by source and of all: `{source: {part: {count, p50, p95}}}`."""
    rows = db.latency.accepted(connection, now - timedelta(days=days), most=_MOST)
    by_source: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_source[row["source_id"]].append(row)
    return {
        "days": days,
        "all": times(rows),
        "sources": {name: times(of_one) for name, of_one in sorted(by_source.items())},
    }


def times(rows: Iterable[Row]) -> Times:
    """Of the parts that can be said of any."""
    kept, found = list(rows), dict[str, dict[str, float]]()
    for part, (start, end) in PARTS.items():
        seconds = sorted(
            max(0.0, (row[end] - row[start]).total_seconds())  # a publisher's clock, or ours, may be ahead
            for row in kept
            if row[start] is not None and row[end] is not None
        )
        if seconds:
            found[part] = {"count": len(seconds), "p50": quantile(seconds, 0.5), "p95": quantile(seconds, 0.95)}
    return found


def quantile(ordered: list[float], share: float) -> float:
    """The nearest rank: a time that was really taken."""
    return round(ordered[max(0, ceil(share * len(ordered)) - 1)], 3)


def said(found: Times) -> str:
    """One line for people; empty when nothing was sent."""
    shown = {"found": "found after", "ours": "from seen to accepted", "whole": "from published to accepted"}
    parts = [
        f"{words} {spoken(found[part]['p50'])} (p95 {spoken(found[part]['p95'])})"
        for part, words in shown.items()
        if part in found
    ]
    return f"Latency: {', '.join(parts)}." if parts else ""


def spoken(seconds: float) -> str:
    for unit, size in (("d", 86_400), ("h", 3600), ("min", 60)):
        if seconds >= 2 * size:
            return f"{seconds / size:.0f} {unit}"
    return f"{seconds:.1f} s"
