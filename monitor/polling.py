"""Polls under way and what they brought: fetched by the one crawler, stored many at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine, RowMapping

import db.documents
import db.sources
from crawlers.crawler import Crawler
from crawlers.item import Known, Poll, Validators
from crawlers.poll import poll
from crawlers.source import Source
from db.engine import reading
from monitor.standing_in import StandIns
from monitor.storing import store_polls

AT_ONCE = 200  # polls under way
_TOGETHER = 0.25  # seconds that what was fetched waits for company: one commit for all
_BREAK = 60.0  # seconds until polls are asked for again when nothing can be stored


def known_documents(engine: Engine, source_id: str) -> Any:
    """crawlers.item.KnownDocuments of one source."""

    def known(keys: Iterable[str]) -> Mapping[str, Known]:
        with reading(engine) as connection:
            rows = db.documents.seen(connection, source_id, keys)
        return {row["key"]: Known(row["row_hash"], row["checked_at"], row["first_seen_at"]) for row in rows}

    return known


def validators_of(state: Mapping[str, Any]) -> Validators:
    names = ("etag", "last_modified", "body_hash", "cuts", "full_read_at")
    return Validators(**{name: state[name] for name in names})


@dataclass
class Polling:
    engine: Engine
    stand_ins: StandIns
    stored: asyncio.Event = field(default_factory=asyncio.Event)  # set when something new may stand in the tables
    under_way: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._fetched = asyncio.Queue[tuple[Source, Poll, asyncio.Future[None]]]()
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self, crawler: Crawler, source_ids: Iterable[str]) -> None:
        """Begins their polls, with one look at what is remembered of them all."""
        wanted = [one for one in source_ids if one not in self.under_way]
        for source_id, state in self._states(wanted).items():
            task = asyncio.create_task(self._poll(crawler, source_id, state))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def poll(self, crawler: Crawler, source_id: str) -> None:
        """Returns when what the source shows is stored. Who is under way or unknown is passed over."""
        if source_id not in self.under_way:
            for state in (await asyncio.to_thread(self._states, [source_id])).values():
                await self._poll(crawler, source_id, state)

    def _states(self, ids: Sequence[str]) -> dict[str, RowMapping]:
        if not ids:
            return {}
        with reading(self.engine) as connection:
            return db.sources.states(connection, ids)

    async def _poll(self, crawler: Crawler, source_id: str, state: RowMapping) -> None:
        source = self.stand_ins.polled(source_id)
        if source is None:
            return
        self.under_way.add(source_id)
        try:
            known, fetch = known_documents(self.engine, source_id), crawler.fetch_for(source)
            validators = validators_of(dict(state))
            found = await poll(source, fetch, validators=validators, known=known, now=datetime.now(UTC))
            stored: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._fetched.put_nowait((source, found, stored))
            await stored
        finally:
            self.under_way.discard(source_id)

    async def store_forever(self) -> None:
        while True:
            batch = [await self._fetched.get()]
            await asyncio.sleep(_TOGETHER)
            batch += self._rest()
            # cancelling must not part a batch from its transaction
            try:
                tell = await asyncio.shield(asyncio.to_thread(self._store, batch))
            except Exception as error:
                # nothing can be stored (a full disk): asking again at every tick would only press the publishers
                await asyncio.sleep(_BREAK)
                _settle(batch, error)
                raise
            _settle(batch)
            if tell:
                self.stored.set()

    async def finish(self) -> None:
        """Polls are dropped, they will be due again; what has been fetched is stored."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.to_thread(self._store, self._rest())

    def _rest(self) -> list[tuple[Source, Poll, asyncio.Future[None]]]:
        return [self._fetched.get_nowait() for _ in range(self._fetched.qsize())]

    def _store(self, batch: Iterable[tuple[Source, Poll, object]]) -> bool:
        return store_polls(self.engine, self.stand_ins, [(source, found) for source, found, _ in batch])


def _settle(batch: Iterable[tuple[Source, Poll, asyncio.Future[None]]], error: Exception | None = None) -> None:
    for *_, stored in batch:
        if not stored.done():
            if error is None:
                stored.set_result(None)
            else:
                stored.set_exception(error)
