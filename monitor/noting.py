"""NOTE: what the rules have read → its dates that bind and its official numbers, stored.

Documents without a match are read in their beginning only, for their own number: a series needs all of them. Nothing
here is news. The texts are read outside of the transaction that stores what was found.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, RowMapping

import db.facts
from db.engine import reading, writing
from monitor.facts import Facts, Numbered, facts_of, grammar_version
from monitor.facts_change import renewed

_log = logging.getLogger(__name__)
_BATCH = 50

_Waiting = Callable[[Connection, int], Sequence[RowMapping]]


@dataclass(slots=True)
class Noting:
    """One pass over what waits; remembers how far it came, so that what cannot be read holds up nobody."""

    engine: Engine
    matches_seen: int = 0  # the newest match that was there at the last look at what was read in part
    read_again: str = ""  # the grammar that has read all of the archive

    def pending(self, now: datetime, *, most: int | None = None) -> int:
        """Reads what is new, at most so many; returns how many documents were read."""
        return self._pass(lambda connection, after: db.facts.unnoted(connection, after=after, most=_BATCH), now, most)

    def archive(self, now: datetime, *, most: int) -> int:
        """Reads again what gained a match, or what an older grammar has read; at most so many at a time."""
        read = self._gained(now, most)
        version = grammar_version()
        if read >= most or self.read_again == version:
            return read
        again = self._pass(
            lambda connection, after: db.facts.noted_by_other(connection, version, after=after, most=_BATCH),
            now,
            most - read,
        )
        if not again:
            self.read_again = version
        return read + again

    def _gained(self, now: datetime, most: int) -> int:
        with reading(self.engine) as connection:
            newest = db.facts.newest_match(connection)
        if newest == self.matches_seen:
            return 0
        since = self.matches_seen
        read = self._pass(
            lambda connection, after: db.facts.noted_in_part(connection, after_match=since, after=after, most=_BATCH),
            now,
            most,
        )
        if read < most:
            self.matches_seen = max(0, newest - _BATCH)  # some that were stored before may be committed after
        return read

    def _pass(self, waiting: _Waiting, now: datetime, most: int | None) -> int:
        read = after = 0
        while most is None or read < most:
            with reading(self.engine) as connection:
                rows = waiting(connection, after)
            if not rows:
                break
            found = [(row, _facts(row)) for row in rows]
            with writing(self.engine) as connection:
                _store(connection, found, now)
            read, after = read + len(rows), rows[-1]["document_id"]
        return read


def note_all(engine: Engine, now: datetime) -> int:
    """Everything that waits, for a command that shows facts where no daemon runs."""
    return Noting(engine).pending(now)


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
