"""BACKFILL: the past, from files or from sources over a window. Stored and matched, never news.

What was asked for is stored with its parts; a part is marked in the transaction that stores the last of it. Whatever
interrupts a backfill, the same request goes on with the parts that are not done.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Protocol, Self

from sqlalchemy import Connection, Engine

import db.backfills
import db.documents
import db.sources
from crawlers.item import Issue, Poll
from crawlers.source import Source
from db.engine import reading, writing
from monitor.backfill_young import parted
from monitor.ingest import Stored, ingest


class Progress(Protocol):
    """Told after everything that was stored or failed; `at` of the whole that is to be read, in its own unit."""

    def __call__(self, said: str, *, at: float, documents: int = 0) -> None: ...


@dataclass(slots=True)
class Outcome:
    """What became of the parts of one source; `parts`: those that were asked for."""

    source_id: str
    backfill_id: int
    parts: int = 0
    names: list[str] | None = None  # of the parts of a window
    failed: dict[str, str] = field(default_factory=dict)  # part → what is missing of it


@dataclass(slots=True)
class Ledger:
    """One request for one source: what of it is done, and the only way to store more of it."""

    engine: Engine
    source: Source
    backfill_id: int
    done: set[str]

    @classmethod
    def opened(cls, engine: Engine, source: Source, request: str, *, again: bool) -> Self:
        with writing(engine) as connection:
            backfill_id = db.backfills.begin(connection, request, utc_now())
            if again:
                db.backfills.forget_parts(connection, backfill_id)
            return cls(engine, source, backfill_id, db.backfills.done_parts(connection, backfill_id))

    def keep(self, poll: Poll, parts: Collection[str] = ()) -> Stored:
        """Stores a poll and marks the parts that end with it, in one transaction."""
        if poll.total is not None:
            poll.issues.append(Issue(db.backfills.STATED, str(poll.total), self.source.url))
        with writing(self.engine) as connection:
            self._leave_the_young(connection, poll)
            stored = ingest(connection, self.source, poll, backfill_id=self.backfill_id)
            db.backfills.finish_parts(connection, self.backfill_id, parts, stored.run_id, utc_now())
        self.done.update(parts)
        return stored

    def _leave_the_young(self, connection: Connection, poll: Poll) -> None:
        state = db.sources.states(connection, [self.source.id]).get(self.source.id)
        if state is None or not poll.items:
            return
        known = db.documents.known(connection, self.source.id, [item.key for item in poll.items])
        poll.items, left = parted(self.source, state, poll.items, known)
        if left:
            detail = f"{len(left)} items, such as {left[0].title[:60]!r}, are left to the next poll, which tells them"
            poll.issues.append(Issue("left-to-poll", detail, self.source.url))

    def finish(self) -> None:
        with writing(self.engine) as connection:
            db.backfills.finish(connection, self.backfill_id, utc_now())


def utc_now() -> datetime:
    return datetime.now(UTC)


def request_of(source: Source, **asked: object) -> str:
    return json.dumps({"source": source.id} | asked, sort_keys=True, ensure_ascii=False, default=str)


def imported_source() -> Source:
    """The source of files that belong to no source of the catalogue."""
    return Source.model_validate(
        {
            "id": "file/imported", "name": "Imported files", "publisher": "", "country": "ZZ", "languages": ["und"],
            "kind": "page", "url": "https://localhost/", "timezone": "UTC", "every": "1d", "verified": False,
            "reason": "files given to backfill", "expect": {"min_rows": 0, "fields": []},
        }
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Counted:
    """What was read of one source, against what the source says it has: over parts that say so, or None."""

    source_id: str
    parts: int
    done: int
    rows: int
    stated: int | None
    stated_of: int | None  # rows of the parts that state a total

    @property
    def differs(self) -> bool:
        return self.stated != self.stated_of


def counted(engine: Engine, outcomes: Iterable[Outcome]) -> list[Counted]:
    with reading(engine) as connection:
        return [_counted(one, db.backfills.parts_read(connection, one.backfill_id)) for one in outcomes]


def _counted(outcome: Outcome, read: dict[str, db.backfills.PartRead]) -> Counted:
    mine = read if outcome.names is None else {name: read[name] for name in outcome.names if name in read}
    runs = {one.run_id: one for one in mine.values()}.values()  # small parts share one
    stating = [one for one in runs if one.stated is not None]
    return Counted(
        outcome.source_id,
        outcome.parts,
        outcome.parts - len(outcome.failed),
        sum(one.rows for one in runs),
        sum(one.stated or 0 for one in stating) if stating else None,
        sum(one.rows for one in stating) if stating else None,
    )


def as_json(counts: Sequence[Counted]) -> dict[str, Any]:
    return {
        one.source_id: {"parts": one.parts, "done": one.done, "rows": one.rows, "stated": one.stated}
        | ({"missing": one.stated - (one.stated_of or 0)} if one.stated is not None else {})
        for one in counts
    }
