"""The stage that keeps the index in step: documents of the queue become a segment, segments of one size become one.

What waits is written by triggers in the transaction that stores it, and leaves the queue in the transaction that stores
its segment: a kill in between repeats work and loses none.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import Any

import numpy as np
from sqlalchemy import Connection, Engine

import db.incidents
import db.search
from db.engine import reading, writing
from monitor import lease
from monitor.search.entry import entries
from monitor.search.letters import VERSION
from monitor.search.merging import Source, merge
from monitor.search.opened import column, documents
from monitor.search.segment import COLUMNS, Built, Entry, build

_log = logging.getLogger(__name__)

_LEASE = "search"
_TOGETHER = 1_000  # documents of a segment
_LETTERS = 1_000_000  # of a new segment, so that memory stays small
_FAN, _RUSH = 6, 24  # so many segments of one size become one, and while much waits: each letter is moved less often
_SMALL, _LARGE = 5_000, 200_000_000  # letters: up to there all are of one size; from there on they stay as they are
_AT_ONCE = 200  # pages stored in one transaction

Clock = Callable[[], datetime]


class _LeaseLost(Exception):  # noqa: N818  it is what happened
    """Somebody else indexes now."""


def utc_now() -> datetime:
    return datetime.now(UTC)


def index_pending(engine: Engine, clock: Clock = utc_now, *, most: int | None = None) -> int:
    """Indexes what waits, about `most` documents; returns how many. None while somebody else does it."""
    if not _due(engine):
        return 0
    me = lease.holder()
    if lease.take(engine, me, clock(), _LEASE) != me:
        return 0
    try:
        return _Indexer(engine, clock, me).run(most)
    finally:
        lease.drop(engine, me, _LEASE)


def _due(engine: Engine) -> bool:
    with reading(engine) as connection:
        return bool(db.search.queued(connection, most=1)) or _stale(connection)


def _stale(connection: Connection) -> bool:
    return any(not row["ready"] or row["version"] != VERSION for row in db.search.listed(connection))


@dataclass
class _Indexer:
    engine: Engine
    clock: Clock
    me: str
    done: int = 0

    def run(self, most: int | None) -> int:
        try:
            self._clear()
            while (most is None or self.done < most) and self._batch():
                while self._merge(_RUSH if self._more_waits() else _FAN):
                    pass
        except _LeaseLost:
            _log.warning("index: another process goes on with it")
        return self.done

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """Renews the lease in the same transaction: who has lost it writes nothing."""
        with writing(self.engine) as connection:
            if not db.incidents.renew_lease(connection, _LEASE, self.me, self.clock() + lease.LENGTH):
                raise _LeaseLost
            yield connection

    def _clear(self) -> None:
        """Away with what a kill left half written, and with the index of an older program."""
        with reading(self.engine) as connection:
            if not _stale(connection):
                return
        with self._writing() as connection:
            rows = db.search.listed(connection)
            if any(row["version"] != VERSION for row in rows):
                db.search.drop_segments(connection, [row["id"] for row in rows])
                db.search.queue_all(connection)
            elif half := [row["id"] for row in rows if not row["ready"]]:
                db.search.drop_segments(connection, half)

    def _batch(self) -> bool:
        with reading(self.engine) as connection:
            waiting = db.search.queued(connection, most=2 * _TOGETHER)
            ids = list(dict.fromkeys(document for _, document in waiting))[:_TOGETHER]
            some = _some(entries(connection, ids))
        if not some:
            return False
        built = build(some)
        pages = list(built.pages)
        there = {one.document_id for one in some}
        with self._writing() as connection:
            number = db.search.add_segment(connection, *_rows(built))
            db.search.add_pages(connection, number, pages)
            db.search.set_ready(connection, number)
            db.search.unqueue(connection, [number for number, document in waiting if document in there])
        self.done += len(some)
        return True

    def _more_waits(self) -> bool:
        with reading(self.engine) as connection:
            return bool(db.search.queued(connection, most=1))

    def _merge(self, least: int) -> bool:
        """Joins segments of one size, bit by bit: nobody waits long for the write lock."""
        with reading(self.engine) as connection:
            rows = db.search.listed(connection)
            ids = _alike([(row["id"], row["letters"]) for row in rows], least)
            if not ids:
                return False
            sources = _sources(connection, [row["id"] for row in rows], ids)
        built = merge([source.with_pages(self._pages(number)) for number, source in zip(ids, sources, strict=True)])
        with self._writing() as connection:
            merged = db.search.add_segment(connection, *_rows(built))
        while some := list(islice(built.pages, _AT_ONCE)):
            with self._writing() as connection:
                db.search.add_pages(connection, merged, some)
        with self._writing() as connection:
            db.search.set_ready(connection, merged)
            db.search.drop_segments(connection, ids)
        return True

    def _pages(self, segment: int) -> Iterator[bytes]:
        with reading(self.engine) as connection:
            ids = [page for _, page in db.search.directory(connection, segment)]
        for start in range(0, len(ids), 20):
            with reading(self.engine) as connection:
                found = db.search.pages(connection, ids[start : start + 20])
            yield from (found[one] for one in ids[start : start + 20])


def _some(found: Iterable[Entry]) -> list[Entry]:
    """As many as fit into one segment, at least one."""
    some: list[Entry] = []
    letters = 0
    for one in found:
        letters += sum(map(len, one.texts))
        if some and letters > _LETTERS:
            break
        some.append(one)
    return some


def _rows(built: Built) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Rows of a segment and its columns."""
    held = built.documents
    row = {
        "version": VERSION,
        "documents": len(held),
        "letters": int(held.sizes.sum(dtype=np.int64)),
        "ids": held.ids.astype(np.int64).tobytes(),
        "sizes": held.sizes.astype(np.int32).tobytes(),
        "titles": held.titles.astype(np.int32).tobytes(),
        "moments": held.moments.astype(np.int64).tobytes(),
    }
    columns = [
        {
            "name": name,
            "known": list(one.known),
            "counts": one.counts.astype(np.uint16).tobytes(),
            "values": one.values.astype(np.uint32).tobytes(),
        }
        for name, one in built.columns.items()
    ]
    return row, columns


def _alike(segments: Sequence[tuple[int, int]], least: int) -> list[int]:
    """The smallest segments of one size, when there are enough of them. `segments`: (id, letters)."""
    sizes: dict[int, list[int]] = defaultdict(list)
    for number, letters in segments:
        size = 0
        while letters >= _SMALL * _FAN**size:
            size += 1
        if letters < _LARGE:
            sizes[size].append(number)
    return next((ids for _, ids in sorted(sizes.items()) if len(ids) >= least), [])


def _sources(connection: Connection, present: Sequence[int], ids: Sequence[int]) -> list[Source]:
    """Of a document its newest entry stays; that it is gone must be known while an older segment tells of it."""
    held = {number: documents(connection, number) for number in present}
    elsewhere = np.concatenate([np.zeros(0, np.int64), *(held[one].ids for one in present if one not in ids)])
    found = []
    for number in ids:
        newer = np.concatenate([np.zeros(0, np.int64), *(held[one].ids for one in present if one > number)])
        mine = held[number]
        stay = ~np.isin(mine.ids, newer) & ((mine.sizes > 0) | np.isin(mine.ids, elsewhere))
        columns = {name: column(connection, number, name) for name in COLUMNS}
        found.append(Source(mine, stay, columns))
    return found
