"""What a backfill leaves to the next poll: told there it is news, stored here it never would be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from crawlers.item import Item
from crawlers.source import Source

#: Publishers put things up a day or two after the date they write on them.
_LATE = timedelta(days=2)

Row = Mapping[Any, Any]


def parted(
    source: Source, state: Row | None, items: Sequence[Item], known: Mapping[str, Row]
) -> tuple[list[Item], list[Item]]:
    """(to be stored, left to the next poll). Of a source that nobody polls all is stored."""
    polled = state["last_healthy_at"] if state and state["enabled"] and state["baseline_at"] else None
    if polled is None:
        return list(items), []
    left = [item for item in items if _is_left(source, item, known.get(item.key), polled)]
    keys = {item.key for item in left}
    return [item for item in items if item.key not in keys], left


def _is_left(source: Source, item: Item, row: Row | None, polled: datetime) -> bool:
    if row is None:
        return item.published is not None and item.published >= polled - _LATE
    if not row["row_hash"] and source.detail:
        return False  # a page read at last completes its row, and is as much news as the row was
    if source.kind == "feed":
        return True  # a poll sees what changes in a feed, however old
    looked_at = source.detail.recheck_for if source.detail else _LATE
    return item.published is None or item.published >= polled - max(looked_at, _LATE)
