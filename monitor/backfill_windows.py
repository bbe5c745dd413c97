"""Sources asked for their past, span by span: the sources of one host in turn, those of others beside them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from sqlalchemy import Engine

from crawlers.crawler import Crawler
from crawlers.item import Item, Known, KnownDocuments, Poll, Validators, Window
from crawlers.poll import poll
from crawlers.source import Source
from monitor.backfill import Ledger, Outcome, Progress, request_of, utc_now
from monitor.backfill_aside import Aside
from monitor.backfill_matching import Matching
from monitor.polling import known_documents
from rules import RuleSet

#: The days of one part; a kill costs at most the list pages of one.
_DAYS = 31
_SOURCES = 32  # under way at once; their hosts are asked at their own pace
_GIVEN_UP = 3  # parts in a row that fail before the rest of a source is left for another time
_LONGEST_WAIT = 300.0  # seconds that a host's "not now" is sat out
_STORED = 200  # items in one transaction

Days = tuple[date, date]


def spans(source: Source, days: Days) -> list[Window]:
    """Newest first. Counted from the first day, so that a later last day leaves the older ones as they were.

    The whole window at once when the source cannot be asked for days.
    """
    since, until = days
    if source.window is None:
        return [Window(since, until)]
    step = timedelta(days=min(source.window.days, _DAYS))
    firsts = []
    while since <= until:
        firsts.append(since)
        since += step
    return [Window(first, min(first + step - timedelta(days=1), until)) for first in reversed(firsts)]


def name_of(window: Window) -> str:
    return f"{window.since}..{window.until}"


@dataclass
class Backfill:
    """All sources of one call. Storing is done by one at a time, beside the loop."""

    engine: Engine
    crawler: Crawler
    rules: RuleSet
    progress: Progress
    again: bool = False
    _storing: asyncio.Lock = field(default_factory=asyncio.Lock)
    _read: int = 0

    async def run(
        self, sources: Iterable[Source], days_of: Callable[[Source], Days], asked: Mapping[str, object]
    ) -> list[Outcome]:
        with closing(Aside(self.rules)) as aside:
            self._matching = Matching(self.engine, aside)
            places = asyncio.Semaphore(_SOURCES)
            async with asyncio.TaskGroup() as group:
                tasks = [group.create_task(self._one(one, days_of(one), asked, places)) for one in sources]
            await self._stored(lambda: self._matching.finish(utc_now()))
        return [task.result() for task in tasks]

    async def _one(self, source: Source, days: Days, asked: Mapping[str, object], places: asyncio.Semaphore) -> Outcome:
        async with places:
            request = request_of(source, **asked)
            ledger = Ledger.opened(self.engine, source, request, again=self.again)
            windows = spans(source, days)
            outcome = Outcome(source.id, ledger.backfill_id, len(windows), [name_of(one) for one in windows])
            reading = _Reading(self, ledger, outcome)
            await reading.read(windows)
            if not outcome.failed:
                ledger.finish()
            return outcome

    async def _stored(self, store: Callable[[], object]) -> None:
        async with self._storing:
            # cancelling must not part a part from its transaction
            await asyncio.shield(asyncio.to_thread(store))

    async def kept(self, ledger: Ledger, answer: Poll, parts: Sequence[str] = ()) -> None:
        def store() -> None:
            ledger.keep(answer, parts)
            self._matching.feed(utc_now())

        await self._stored(store)

    def told(self, said: str, *, parts: int = 0, documents: int = 0) -> None:
        self._read += parts
        self.progress(said, at=self._read, documents=documents)


@dataclass
class _Reading:
    """One source."""

    backfill: Backfill
    ledger: Ledger
    outcome: Outcome

    async def read(self, windows: Sequence[Window]) -> None:
        failed = 0
        for window in windows:
            name = name_of(window)
            if name in self.ledger.done:
                self.backfill.told(f"{self.ledger.source.id} {name}: done before", parts=1)
                continue
            if failed >= _GIVEN_UP:
                error = f"not asked: {_GIVEN_UP} parts in a row have failed"
            else:
                error = await self._part(window)
            failed = failed + 1 if error else 0
            if error:
                self.outcome.failed[name] = error
            self.backfill.told(f"{self.ledger.source.id} {name}: {error or 'read'}", parts=1)

    async def _part(self, window: Window) -> str:
        """What is missing of it; empty when nothing is."""
        source = self.ledger.source
        answer = await self._asked(window)
        if answer.retry_after is not None and answer.retry_after <= _LONGEST_WAIT:
            await asyncio.sleep(answer.retry_after)
            answer = await self._asked(window)
        missing = lacking(answer)
        for some in _batches(answer.items):
            await self._keep(some)
        answer.items = []
        await self.backfill.kept(self.ledger, answer, () if missing else (name_of(window),))
        self.backfill.told(f"{source.id} {name_of(window)}: {answer.rows} rows")
        return missing

    async def _asked(self, window: Window) -> Poll:
        source, now = self.ledger.source, utc_now()
        answer = await poll(
            source,
            self.backfill.crawler.fetch_for(source),
            validators=Validators(),
            known=self._known(),
            now=now,
            window=replace(window, keep=self._keep),
        )
        if answer.outcome == "empty":  # a month in which nothing was published is no fault
            answer.outcome, answer.error = "ok", ""
        return answer

    def _known(self) -> KnownDocuments:
        known: KnownDocuments = known_documents(self.backfill.engine, self.ledger.source.id)
        return read_again(known) if self.backfill.again else known

    async def _keep(self, items: Sequence[Item]) -> None:
        now = utc_now()
        answer = Poll(self.ledger.source.id, now, now, "ok", items=list(items))
        await self.backfill.kept(self.ledger, answer)
        self.backfill.told(f"{self.ledger.source.id}: {items[-1].title[:40]}" if items else "", documents=len(items))


def _batches(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    for at in range(0, len(items), _STORED):
        yield items[at : at + _STORED]


def lacking(answer: Poll) -> str:
    """What a poll of the past left out; empty when it was whole."""
    if answer.error:
        return answer.error
    if answer.outcome == "partial":
        odd = [issue.detail for issue in answer.issues if issue.code in ("page-failed", "pages-left", "truncated")]
        return odd[0] if odd else "the list was read in part only"
    if answer.unread:
        return f"{answer.unread} pages behind rows could not be read"
    return ""


def read_again(known: KnownDocuments) -> KnownDocuments:
    """As if every page were due to be looked at again."""

    def due(keys: Iterable[str]) -> Mapping[str, Known]:
        now = utc_now()
        return {key: Known(one.row_hash, None, now) for key, one in known(keys).items()}

    return due
