"""Polls under way and what they brought: fetched by the one crawler, stored many at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine

import db.documents
import db.sources
from crawlers.crawler import Crawler
from crawlers.item import Known, Poll, Validators
from crawlers.poll import poll
from crawlers.source import Source
from db.engine import reading
from monitor.ingest import is_unchanged
from monitor.standing_in import StandIns
from monitor.storing import store_polls

AT_ONCE = 200  # polls under way
_TOGETHER = 0.25  # seconds that what was fetched waits for company: one commit for all
_PATIENCE = 4  # such times, while all of it brought nothing
_BREAK = 60.0  # seconds until polls are asked for again when nothing can be stored


def known_documents(engine: Engine, source_id: str) -> Any:
    """crawlers.item.KnownDocuments of one source."""

    def known(keys: Iterable[str]) -> Mapping[str, Known]:
        with reading(engine) as connection:
            rows = db.documents.seen(connection, source_id, keys)
        return {row["key"]: Known(row["row_hash"], row["checked_at"], row["first_seen_at"]) for row in rows}

    return known


def validators_of(state: Any) -> Validators:
    """`state`: a row of db.sources.remembered."""
    return Validators(state.etag, state.last_modified, state.body_hash, state.cuts, state.full_read_at)


@dataclass(frozen=True, slots=True)
class Fetched:
    """A poll that waits to be stored; `stored` is set for who waits for that."""

    source: Source
    poll: Poll
    stored: asyncio.Future[None] | None

    @property
    def is_patient(self) -> bool:
        return self.stored is None and is_unchanged(self.poll)


@dataclass
class Polling:
    engine: Engine
    stand_ins: StandIns
    stored: asyncio.Event = field(default_factory=asyncio.Event)  # set when something new may stand in the tables
    under_way: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._fetched = asyncio.Queue[Fetched]()
        self._quiet = 0  # polls under way that brought nothing and wait to be stored
        self._tasks: set[asyncio.Task[None]] = set()

    def start_due(self, crawler: Crawler, now: datetime) -> None:
        """Begins the polls that are due, as far as there is room, with one look at what is remembered of them all."""
        free = AT_ONCE - len(self.under_way) + self._quiet
        if free <= 0:
            return
        with reading(self.engine) as connection:
            due = db.sources.due(connection, now, most=free + len(self.under_way))
            asked = {one: self.stand_ins.polled(one) for one in due if one not in self.under_way}
            sources = {one: source for one, source in asked.items() if source}
            states = db.sources.remembered(connection, list(sources)[:free])
        for state in states:
            self.under_way.add(state.id)
            task = asyncio.create_task(self._poll(crawler, sources[state.id], state))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def poll(self, crawler: Crawler, source_id: str) -> None:
        """Returns when what the source shows is stored. Who is under way or unknown is passed over."""
        source = self.stand_ins.polled(source_id)
        if source_id in self.under_way or source is None:
            return
        self.under_way.add(source_id)
        try:
            states = await asyncio.to_thread(self._remembered, source_id)
        except BaseException:
            self.under_way.discard(source_id)
            raise
        if not states:
            self.under_way.discard(source_id)
        for state in states:
            stored: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            await self._poll(crawler, source, state, stored)
            await stored

    def _remembered(self, source_id: str) -> Sequence[Any]:
        with reading(self.engine) as connection:
            return db.sources.remembered(connection, [source_id])

    async def _poll(
        self, crawler: Crawler, source: Source, state: Any, stored: asyncio.Future[None] | None = None
    ) -> None:
        """The source stays under way until what it showed is stored."""
        try:
            known, fetch = known_documents(self.engine, source.id), crawler.fetch_for(source)
            found = await poll(source, fetch, validators=validators_of(state), known=known, now=datetime.now(UTC))
        except BaseException:
            self.under_way.discard(source.id)
            raise
        self._quiet += is_unchanged(found)
        self._fetched.put_nowait(Fetched(source, found, stored))

    async def store_forever(self) -> None:
        while True:
            batch = await self._batch()
            # cancelling must not part a batch from its transaction
            try:
                tell = await asyncio.shield(asyncio.to_thread(self._store, batch))
            except Exception as error:
                # nothing can be stored (a full disk): asking again at every tick would only press the publishers
                await asyncio.sleep(_BREAK)
                self._settle(batch, error)
                raise
            self._settle(batch)
            if tell:
                self.stored.set()

    async def _batch(self) -> list[Fetched]:
        """News is stored at once; what brought nothing waits a little longer for company."""
        batch = [await self._fetched.get()]
        try:
            for _ in range(_PATIENCE):
                await asyncio.sleep(_TOGETHER)
                batch += self._rest()
                if not all(one.is_patient for one in batch):
                    break
        except asyncio.CancelledError:
            for one in batch:  # `finish` stores it
                self._fetched.put_nowait(one)
            raise
        return batch

    async def finish(self) -> None:
        """Polls are dropped, they will be due again; what has been fetched is stored."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.to_thread(self._store, self._rest())

    def _rest(self) -> list[Fetched]:
        return [self._fetched.get_nowait() for _ in range(self._fetched.qsize())]

    def _store(self, batch: Iterable[Fetched]) -> bool:
        return store_polls(self.engine, self.stand_ins, [(one.source, one.poll) for one in batch])

    def _settle(self, batch: Iterable[Fetched], error: Exception | None = None) -> None:
        for one in batch:
            self.under_way.discard(one.source.id)
            self._quiet -= is_unchanged(one.poll)
            if one.stored is None or one.stored.done():
                continue
            if error is None:
                one.stored.set_result(None)
            else:
                one.stored.set_exception(error)
