"""NOTE: what the rules have read → its dates that bind and its official numbers, stored.

Documents without a match are read in their beginning only, for their own number: a series needs all of them. Nothing
here is news. The texts are read outside of the transaction that stores what was found.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, Protocol

from sqlalchemy import Connection, Engine, RowMapping

import db.facts
from db.engine import reading, writing
from monitor.facts import Facts, Numbered, facts_of, grammar_version
from monitor.facts_change import renewed

_log = logging.getLogger(__name__)
_BATCH = 100

_LATE = 1000  # matches that may be committed after a newer one


class _Waiting(Protocol):
    def __call__(self, connection: Connection, *, after: int, most: int) -> Sequence[RowMapping]: ...


@dataclass(slots=True)
class Noting:
    """One pass over what waits; remembers how far it came, so that what cannot be read holds up nobody."""

    engine: Engine
    matches_seen: int = 0  # the newest match that was there at the last look at what was read in part
    read_again: str = ""  # the grammar that has read all of the archive
    archive_after: int = 0  # how far it has come

    def pending(self, now: datetime, *, most: int | None = None) -> int:
        """Reads what is new, at most so many; returns how many documents were read."""
        return self._pass(db.facts.unnoted, now, most)[0]

    def archive(self, now: datetime, *, most: int) -> int:
        """Reads again what gained a match, or what an older grammar has read; about so many at a time."""
        read = self._gained(now, most)
        version = grammar_version()
        if read >= most or self.read_again == version:
            return read
        older = partial(db.facts.noted_by_other, version=version)
        again, self.archive_after = self._pass(older, now, most - read, self.archive_after)
        if not again:
            self.read_again, self.archive_after = version, 0
        return read + again

    def _gained(self, now: datetime, most: int) -> int:
        with reading(self.engine) as connection:
            newest = db.facts.newest_match(connection)
        if newest == self.matches_seen:
            return 0
        part = partial(db.facts.noted_in_part, after_match=max(0, self.matches_seen - _LATE))
        read, _ = self._pass(part, now, most)
        if read < most:
            self.matches_seen = newest
        return read

    def _pass(self, waiting: _Waiting, now: datetime, most: int | None, after: int = 0) -> tuple[int, int]:
        """How many were read, and the last of them."""
        read = 0
        while most is None or read < most:
            with reading(self.engine) as connection:
                rows = waiting(connection, after=after, most=_BATCH)
            if not rows:
                break
            found = [(row, _facts(row)) for row in rows]
            with writing(self.engine) as connection:
                _store(connection, found, now)
            read, after = read + len(rows), rows[-1]["document_id"]
        return read, after


def _facts(row: RowMapping) -> Facts | None:
    """None when the text could not be read: what is stored stays."""
    try:
        return facts_of(dict(row), whole=row["hit"])
    except Exception:  # noqa: BLE001  one text that breaks the grammar must not stop the others
        _log.exception("dates and numbers not read document=%s", row["document_id"])
        return None


def _store(connection: Connection, found: Sequence[tuple[RowMapping, Facts | None]], now: datetime) -> None:
    newest = db.facts.revisions(connection, [row["document_id"] for row, _ in found])
    current = [(row, facts) for row, facts in found if newest.get(row["document_id"]) == row["number"]]
    readable = [(row, facts) for row, facts in current if facts is not None]
    stored = db.facts.dates_of(connection, [row["document_id"] for row, _ in readable if row["hit"]])
    for row, facts in readable:
        if row["hit"]:
            _store_dates(connection, row, stored.get(row["document_id"], []), facts, now)
    numbers = [_number_row(row, one) for row, facts in readable for one in facts.numbers]
    db.facts.replace_numbers(connection, [row["document_id"] for row, _ in readable], numbers)
    marks = [(row["document_id"], row["number"], bool(row["hit"])) for row, _ in current]
    db.facts.mark_noted(connection, marks, grammar_version())


def _store_dates(
    connection: Connection, row: RowMapping, stored: Sequence[dict[str, Any]], facts: Facts, now: datetime
) -> None:
    """A day became known when its revision was seen; what a better grammar or a field of the source says later, now."""
    again = row["noted"] == row["number"] or (row["noted"] == 0 and row["noted_by"])
    at = now if again else row["seen_at"]
    change = renewed(dict(row), stored, facts.dates, at)
    db.facts.add_dates(connection, change.add)
    for date_id, values in change.update.items():
        db.facts.change_date(connection, date_id, values)
    db.facts.withdraw_reminders(connection, change.obsolete)


def _number_row(row: RowMapping, one: Numbered) -> dict[str, Any]:
    return {
        "document_id": row["document_id"],
        "revision_id": row["revision_id"],
        "relation": one.relation,
        "scheme": one.scheme,
        "authority": one.authority,
        "body": one.body,
        "year": one.year,
        "number": one.number,
        "acting": dict(one.acting) if one.acting else None,
        "field": one.place.field,
        "start": one.place.start,
        "end": one.place.end,
        "quote": one.quote,
    }
