"""What a subscription still needs to hear of a story. Pure: decides from what it heard."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from monitor.subscription import SEVERITIES

Row = Mapping[Any, Any]


@dataclass(frozen=True, slots=True)
class Verdict:
    """`kind` of the alert, as in the table; empty: not told, because of `reason`."""

    kind: str
    reason: str = ""
    in_reply_to: str = ""


def verdict(rows: Sequence[Row], member: Row | None, heard: Sequence[Row], unremarkable: Callable[[], str]) -> Verdict:
    """`rows`: the matches of one revision that pass the subscription; `heard`: see db.stories.heard.

    `unremarkable` says why the change since the revision before is no news; it is asked only when that decides.
    """
    row, thread = rows[0], next((one["message_id"] for one in heard if one["message_id"]), "")
    own = [one for one in heard if one["document_id"] == row["document_id"]]
    changed = row["number"] > 1
    if not heard:
        return Verdict("changed" if changed else "new")
    if own or (changed and member is not None and row["number"] > member["number"]):
        reason = unremarkable()
        return Verdict("", reason) if reason else Verdict("changed", in_reply_to=thread)
    if _graver(rows, heard) or _official_at_last(member, heard):
        return Verdict("upgraded", in_reply_to=thread)
    return Verdict("", _told_by(heard, member))


def _graver(rows: Sequence[Row], heard: Sequence[Row]) -> bool:
    return max(map(_severity, rows)) > max(map(_severity, heard))


def _severity(row: Row) -> int:
    return SEVERITIES.index(row["severity"])


def _official_at_last(member: Row | None, heard: Sequence[Row]) -> bool:
    """Others have reported it; this is the publisher's own text."""
    return bool(member and member["official"]) and not any(one["official"] for one in heard)


def _told_by(heard: Sequence[Row], member: Row | None) -> str:
    first = heard[0]
    where = f"told in alert {first['alert']}" if first["alert"] else "which waits for the next digest or summary"
    because = f": {member['reason']} (score {member['score']:.2f})" if member and member["reason"] else ""
    return f"same story as document {first['document_id']}, {where}{because}"
