"""Is a changed document news to somebody who heard of it already? Corrected spelling and moved furniture are not."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection

import db.revisions
from monitor.stories_names import Finder
from monitor.subscription import SEVERITIES

if TYPE_CHECKING:
    from rules.change import Change

_log = logging.getLogger(__name__)
_LONGEST = 60_000  # characters of a changed part that are graded; a longer change is news
_NEARBY = 2  # unchanged lines that stay for context

Row = Mapping[Any, Any]


def rules_before(connection: Connection, row: Row) -> dict[str, Row]:
    """rule → its match with the revision before."""
    return {one["rule_id"]: one for one in db.revisions.hits(connection, row["document_id"], row["number"] - 1)}


def graver(rows: Sequence[Row], before: Mapping[str, Row]) -> bool:
    """Whether a rule hits that did not hit before, or hits harder now."""
    return any(
        one["rule_id"] not in before
        or SEVERITIES.index(one["severity"]) > SEVERITIES.index(before[one["rule_id"]]["severity"])
        for one in rows
    )


def unremarkable(connection: Connection, row: Row, names: Finder | None = None) -> str:
    """Why the change since the revision before is no news; empty when it is. `names` knows nickel from 니켈."""
    old = db.revisions.numbered(connection, row["document_id"], row["number"] - 1)
    change = change_between(old, row, row["language"], names) if old else None
    if old is None or change is None or change.label == "material":
        return ""
    return f"the change since revision {old['number']} is graded {change.label}"


def change_between(old: Row, new: Row, language: str, names: Finder | None = None) -> Change | None:
    """None when it cannot be graded, which is told like a material one: silence would be worse."""
    from rules.change import grade

    first, second = differing(*(f"{one['title']}\n{one['text']}" for one in (old, new)))
    if len(first) + len(second) > _LONGEST:
        return None
    try:
        return grade(first, second, language, names=names)
    except Exception:  # noqa: BLE001  whatever a text does to the grading, its change is told
        _log.exception("change not graded document=%s revision=%s", new.get("document_id"), new.get("number"))
        return None


def differing(old: str, new: str) -> tuple[str, str]:
    """Both without the lines that they begin and end with alike."""
    before, after = old.splitlines(), new.splitlines()
    most = min(len(before), len(after))
    start = next((at for at in range(most) if before[at] != after[at]), most)
    end = next((at for at in range(most - start) if before[-1 - at] != after[-1 - at]), most - start)
    start, end = max(0, start - _NEARBY), max(0, end - _NEARBY)
    return "\n".join(before[start : len(before) - end]), "\n".join(after[start : len(after) - end])
