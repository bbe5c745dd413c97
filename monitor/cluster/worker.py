"""policywatch worker: one of many. Every worker polls; the one that holds the lease also leads.

To lead is to ask for what is due, to match, dispatch and deliver, as the single daemon does. When the leader dies
another one leads within the length of the lease; polls go on meanwhile.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

import db.host_turns
import db.revisions
import db.sources
import db.workers
from crawlers.crawler import Crawler
from db.engine import reading, writing
from monitor import lease
from monitor.cluster.queue import open_queue
from monitor.cluster.turns import DatabaseTurns
from monitor.daemon import Daemon, LeaseLost, Loop, utc_now
from monitor.oversight import host_of
from monitor.polling import AT_ONCE, Polling

_log = logging.getLogger("monitor.cluster")

_MOST = 1000  # polls asked for at one tick; so many may wait
_RELEASE = 1.0  # seconds between two looks for dead workers
_FORGET = 600.0  # and between two looks for what is long past
_STAND_INS = 60.0


@dataclass
class Worker(Daemon):
    at_once: int = AT_ONCE
    _newest_seen: int | None = None

    async def run(self, stop: asyncio.Event) -> None:
        """Until `stop` is set; polls under way end, and what they brought is stored."""
        self._stop, self._alerted, self._me = stop, asyncio.Event(), lease.holder()
        self._polling = Polling(self.engine, self._stand_ins)
        beat = partial(self.pulse.beat, "take")
        await asyncio.to_thread(self._stand_ins.look_again, self.engine, utc_now())
        turns = DatabaseTurns(self.engine)
        async with (
            Crawler(self.config.crawler_settings(), turns=turns) as self._crawler,
            open_queue(self.config.database, self._poll_one, name=self._me, beat=beat) as self._queue,
        ):
            self.pulse.works = True
            await self._work_until_stopped()

    async def _poll_one(self, source_id: str) -> None:
        await self._polling.poll(self._crawler, source_id)

    async def _work_until_stopped(self) -> None:
        storing = asyncio.create_task(self._keep_going(self._polling.store_forever))
        taking = asyncio.create_task(self._keep_going(lambda: self._queue.work(self.at_once)))
        others = [asyncio.create_task(self._keep_going(loop)) for loop in (self._see_who_stands_in, self._lead_forever)]
        await self._stop.wait()
        await _ended(*others)
        await _ended(taking)  # lets the polls under way end, and what they bring is stored
        await _ended(storing)
        await self._polling.finish()

    async def _see_who_stands_in(self) -> None:
        while True:
            await asyncio.sleep(_STAND_INS)
            await asyncio.to_thread(self._stand_ins.look_again, self.engine, utc_now())

    async def _lead_forever(self) -> None:
        while True:
            await self._lead()
            self.pulse.leading = True
            _log.info("leads holder=%s", self._me)
            try:
                await asyncio.to_thread(self._prepare)
                await self._work()
            except LeaseLost as error:
                _log.warning("leads no longer: %s", error)
            finally:
                self.pulse.leading = False
                self.pulse.rest()
                await asyncio.to_thread(lease.drop, self.engine, self._me)

    def _loops(self) -> list[Loop]:
        storing = self._polling.store_forever  # runs whether this worker leads or not
        return [*(loop for loop in super()._loops() if loop != storing), self._release_dead, self._forget_past]

    async def _finish(self, loops: list[asyncio.Task[None]]) -> None:
        await _ended(*loops)
        await asyncio.to_thread(self._match_and_dispatch)

    async def _tick(self) -> None:
        """Asks the workers for what is due."""
        self.pulse.beat("tick")
        waiting = await self._queue.waiting()
        if (free := _MOST - len(waiting)) <= 0:
            return
        ids, news = await asyncio.to_thread(self._look, free + len(waiting))
        due = {one: self._stand_ins.polled(one) for one in ids if one not in waiting}
        await self._queue.ask_for({one: host_of(source) for one, source in due.items() if source})
        if news:
            self._polling.stored.set()  # in the loop: its Event is not for other threads

    def _look(self, most: int) -> tuple[list[str], bool]:
        with reading(self.engine) as connection:
            ids = db.sources.due(connection, utc_now(), most=most)
        return ids, self._is_news()

    def _is_news(self) -> bool:
        """What other workers stored is matched at once; what breaks a rule and stays unmatched, once a sweep."""
        with reading(self.engine) as connection:
            newest = db.revisions.newest_unmatched(connection)
        seen, self._newest_seen = self._newest_seen, newest
        return newest not in (None, seen)

    async def _release_dead(self) -> None:
        while True:
            await asyncio.sleep(_RELEASE)
            if released := await asyncio.to_thread(self._release):
                _log.warning("polls of dead workers asked for again number=%s", released)

    def _release(self) -> int:
        with writing(self.engine) as connection:
            return db.workers.release(connection)

    async def _forget_past(self) -> None:
        while True:
            await asyncio.to_thread(self._forget)
            await asyncio.sleep(_FORGET)

    def _forget(self) -> None:
        with writing(self.engine) as connection:
            db.host_turns.forget(connection, utc_now() - timedelta(days=1))
            db.workers.forget_failed(connection)


async def _ended(*tasks: asyncio.Task[Any]) -> None:
    for task in tasks:
        task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await asyncio.gather(*tasks, return_exceptions=True)
