"""What becomes of the stored dates of a document when it is read again. Pure.

A date that moves stays one row, so that a calendar moves its entry and a reminder follows.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from monitor.facts import Dated

Row = dict[str, Any]


@dataclass(slots=True)
class Renewal:
    add: list[Row] = field(default_factory=list)
    update: dict[int, Row] = field(default_factory=dict)  # id of the stored date → what changes
    obsolete: list[int] = field(default_factory=list)  # stored dates whose reminders say a wrong day now


def renewed(
    document: Mapping[str, Any], stored: Sequence[Mapping[str, Any]], found: Sequence[Dated], at: datetime
) -> Renewal:
    """`document`: source_id, key, document_id and revision_id; `at`: when what is new became known."""
    made = Renewal()
    standing = [row for row in stored if row["withdrawn_at"] is None]
    rest = _kept(made, document, standing, found)
    gone = [row for row in standing if row["id"] not in made.update]
    rest = _moved(made, document, gone, rest, at)
    for row in gone:
        if row["id"] not in made.update:
            made.update[row["id"]] = {"withdrawn_at": at, "changed_at": at, "sequence": row["sequence"] + 1}
            made.obsolete.append(row["id"])
    rest = _revived(made, document, [row for row in stored if row["withdrawn_at"] is not None], rest, at)
    taken = {str(row["uid"]) for row in stored}
    for one in rest:
        uid = _uid(document, one, taken)
        taken.add(uid)
        made.add.append(_first_row(document, one, uid, at))
    return made


def _kept(
    made: Renewal, document: Mapping[str, Any], standing: Iterable[Mapping[str, Any]], found: Sequence[Dated]
) -> list[Dated]:
    """The same day of the same kind, wherever it stands now; returns what is left of `found`."""
    same, rest = _same(standing, found)
    made.update |= {row["id"]: _where(document, one) for row, one in same}
    return rest


def _same(
    rows: Iterable[Mapping[str, Any]], found: Sequence[Dated]
) -> tuple[list[tuple[Mapping[str, Any], Dated]], list[Dated]]:
    """Stored dates with what was found of them, and the rest of what was found."""
    known = {(row["kind"], row["day"]): row for row in rows}
    same = [(known[one.kind, one.day], one) for one in found if (one.kind, one.day) in known]
    return same, [one for one in found if (one.kind, one.day) not in known]


def _moved(
    made: Renewal, document: Mapping[str, Any], gone: Sequence[Mapping[str, Any]], found: Sequence[Dated], at: datetime
) -> list[Dated]:
    """In the order of the text, each date that is gone became the next new one of its kind."""
    waiting = sorted(gone, key=lambda row: (row["start"], row["id"]))
    rest = []
    for one in found:
        row = next((row for row in waiting if row["kind"] == one.kind), None)
        if row is None:
            rest.append(one)
            continue
        waiting.remove(row)
        made.update[row["id"]] = _where(document, one) | _change(row, one, at) | {"moved_from": row["day"]}
        made.obsolete.append(row["id"])
    return rest


def _revived(
    made: Renewal,
    document: Mapping[str, Any],
    withdrawn: Iterable[Mapping[str, Any]],
    found: Sequence[Dated],
    at: datetime,
) -> list[Dated]:
    same, rest = _same(withdrawn, found)
    for row, one in same:
        made.update[row["id"]] = _where(document, one) | _change(row, one, at) | {"withdrawn_at": None}
    return rest


def _change(row: Mapping[str, Any], one: Dated, at: datetime) -> Row:
    return {
        "day": one.day, "due": one.due, "not_after": one.not_after, "sequence": row["sequence"] + 1, "changed_at": at,
    }  # fmt: skip


def _where(document: Mapping[str, Any], one: Dated) -> Row:
    return {
        "origin": one.origin,
        "field": one.place.field,
        "start": one.place.start,
        "end": one.place.end,
        "quote": one.quote,
        "revision_id": document["revision_id"],
    }


def _first_row(document: Mapping[str, Any], one: Dated, uid: str, at: datetime) -> Row:
    return _where(document, one) | {
        "document_id": document["document_id"],
        "uid": uid,
        "kind": one.kind,
        "day": one.day,
        "due": one.due,
        "not_after": one.not_after,
        "moved_from": "",
        "sequence": 0,
        "changed_at": at,
        "withdrawn_at": None,
    }


def _uid(document: Mapping[str, Any], one: Dated, taken: set[str]) -> str:
    """The same in every store that read the document, so that a restored backup doubles no entry of a calendar."""
    number = 0
    while True:
        named = "\0".join((document["source_id"], document["key"], one.kind, one.day, str(number)))
        uid = f"{hashlib.sha256(named.encode()).hexdigest()[:32]}@policywatch"
        if uid not in taken:
            return uid
        number += 1
