"""What has been kept long enough goes, few rows a transaction, so that the daemon can write in between."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic, sleep

from sqlalchemy import Engine

import db.snapshots
from crawlers.source import Source
from db.engine import reading, writing
from db.pruning import CLASSES
from monitor.retention import Keep

_log = logging.getLogger(__name__)
_BATCH = 500
_BREATH = 0.02  # seconds between two transactions
_PAGES = 2_000  # of the file, given back at a time
_INCREMENTAL = 2  # value of auto_vacuum


@dataclass(frozen=True, slots=True)
class Goes:
    """What goes of a class, or went."""

    name: str
    before: datetime
    rows: int
    bytes: int = 0


def expired(engine: Engine, keep: Keep, now: datetime) -> list[Goes]:
    """What would go now."""
    with reading(engine) as connection:
        return [Goes(name, before, *CLASSES[name].count(connection, before)) for name, before in keep.limits(now)]


def prune(
    engine: Engine, keep: Keep, sources: Mapping[str, Source], now: datetime, *, seconds: float = float("inf")
) -> tuple[list[Goes], bool]:
    """What went, and whether that was all; after so many seconds the rest is left for the next time."""
    end = monotonic() + seconds
    gone = [Goes("snapshots of sources", now, prune_snapshots(engine, sources, now))]
    for name, before in keep.limits(now):
        gone.append(Goes(name, before, _drop(engine, name, before, end)))
    done = monotonic() < end
    _give_back(engine, end)
    for one in gone:
        if one.rows:
            _log.info("pruned class=%s rows=%s", one.name.replace(" ", "-"), one.rows)
    return gone, done


def _drop(engine: Engine, name: str, before: datetime, end: float) -> int:
    prunable, dropped, after = CLASSES[name], 0, None
    while monotonic() < end:
        with reading(engine) as connection:  # looking for them may read all the archive: nobody waits for it
            keys = prunable.batch(connection, before, after, _BATCH)
        if not keys:
            break
        with writing(engine) as connection:
            gone = prunable.still(connection, before, keys)
            prunable.drop(connection, gone)
        dropped, after = dropped + len(gone), keys[-1]
        sleep(_BREATH)
    return dropped


def prune_snapshots(engine: Engine, sources: Mapping[str, Source], now: datetime) -> int:
    """Drops the raw answers of past revisions that their sources keep no longer."""
    pruned = 0
    for source in sources.values():
        if source.keep_snapshots is not None:
            with writing(engine) as connection:
                pruned += db.snapshots.prune(connection, source.id, now - source.keep_snapshots)
    return pruned


def _give_back(engine: Engine, end: float) -> None:
    """Free pages of an SQLite file to the disk, where the file was made so that it can."""
    if engine.dialect.name != "sqlite":
        return  # PostgreSQL's own vacuum sees to it
    with _driver(engine) as connection:
        if connection.execute("PRAGMA auto_vacuum").fetchone() != (_INCREMENTAL,):
            return
        while connection.execute("PRAGMA freelist_count").fetchone() != (0,) and monotonic() < end:
            # a script, because `execute` takes one step of it, which is one page
            connection.executescript(f"PRAGMA incremental_vacuum({_PAGES})")
            sleep(_BREATH)


@contextmanager
def _driver(engine: Engine) -> Iterator[sqlite3.Connection]:
    """SQLite's own connection: these words are not for transactions."""
    connection = engine.raw_connection()
    try:
        yield connection.driver_connection  # type: ignore[misc]
    finally:
        connection.close()


def vacuum(engine: Engine) -> None:
    """An SQLite file written anew, so that pruning gives its pages back from now on. Nobody may write meanwhile."""
    with _driver(engine) as connection:
        connection.execute(f"PRAGMA auto_vacuum={_INCREMENTAL}")
        connection.execute("VACUUM")


class DailyPrune:
    """Asked more often, it prunes once a day, and goes on at the next time when there was more than fits a turn."""

    def __init__(self, engine: Engine, keep: Keep, sources: Mapping[str, Source], seconds: float = 20.0) -> None:
        self._engine, self._keep, self._sources, self._seconds = engine, keep, sources, seconds
        self._finished: datetime | None = None

    def __call__(self, now: datetime) -> None:
        if self._finished and now - self._finished < timedelta(days=1):
            return
        _, done = prune(self._engine, self._keep, self._sources, now, seconds=self._seconds)
        if done:
            self._finished = now
