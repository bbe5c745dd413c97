"""Is a changed document news to somebody who heard of it already? Corrected spelling and moved furniture are not."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

import db.documents
import db.matches
from monitor.subscription import SEVERITIES

_log = logging.getLogger(__name__)
_LONGEST = 20_000  # characters of a changed part that are graded; a longer change is news
_NEARBY = 2  # unchanged lines that stay for context


def unremarkable(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> str:
    """Why the revision of these matches is no news after the one before it; empty when it is."""
    row = rows[0]
    if row["number"] == 1:
        return ""
    before = {one["rule_id"]: one for one in db.matches.of_document(connection, row["document_id"])
              if one["number"] == row["number"] - 1}  # fmt: skip
    if any(_graver(one, before.get(one["rule_id"])) for one in rows):
        return ""
    texts = {one["number"]: one for one in db.documents.revisions(connection, row["document_id"])}
    old = texts.get(row["number"] - 1)
    return _graded(old, row) if old else ""


def _graver(row: Mapping[str, Any], before: Mapping[str, Any] | None) -> bool:
    """A rule that did not hit before, or hits harder now."""
    return before is None or SEVERITIES.index(row["severity"]) > SEVERITIES.index(before["severity"])


def _graded(old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    from rules.change import grade

    first, second = differing(*(f"{one['title']}\n{one['text']}" for one in (old, new)))
    if len(first) + len(second) > _LONGEST:
        return ""
    try:
        label = grade(first, second, new["language"]).label
    except Exception:  # noqa: BLE001  a change that cannot be graded is told: silence would be worse
        _log.exception("change not graded document=%s revision=%s", new["document_id"], new["number"])
        return ""
    return "" if label == "material" else f"the change since revision {old['number']} is graded {label}"


def differing(old: str, new: str) -> tuple[str, str]:
    """Both without the lines that they begin and end with alike."""
    before, after = old.splitlines(), new.splitlines()
    most = min(len(before), len(after))
    start = next((at for at in range(most) if before[at] != after[at]), most)
    end = next((at for at in range(most - start) if before[-1 - at] != after[-1 - at]), most - start)
    start, end = max(0, start - _NEARBY), max(0, end - _NEARBY)
    return "\n".join(before[start : len(before) - end]), "\n".join(after[start : len(after) - end])
