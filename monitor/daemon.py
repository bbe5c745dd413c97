"""The daemon: one asyncio loop that polls what is due, stores what came, and tells who needs to know."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy import Engine

import db.alerts
import db.facts
import db.matches
import db.sources
from crawlers.crawler import Crawler
from crawlers.source import Source
from db.engine import DatabaseError, reading, writing
from db.soundness import is_damage, told
from monitor import lease
from monitor.attention_watch import AttentionWatch
from monitor.canary import canary_subscription
from monitor.config import Config
from monitor.deliver import Outbox, deliver_pending
from monitor.dispatch import dispatch_pending
from monitor.facts_watch import FactsWatch
from monitor.match import match_pending
from monitor.memory import settle
from monitor.message_frame import frame_of
from monitor.observe.pulse import Pulse
from monitor.polling import Polling
from monitor.rule_watch import RuleWatch
from monitor.rulebook import Rulebook
from monitor.schedule import next_due
from monitor.search.watch import IndexWatch
from monitor.standing_in import StandIns
from monitor.stories_watch import StoriesWatch
from monitor.sweeps import Sweeps

_log = logging.getLogger(__name__)

_TICK = 0.25  # seconds between two looks at what is due
_SWEEP = 60.0  # seconds after which every stage looks again for what a crash left behind
_RETRIES = 5.0  # seconds between two looks at deliveries that wait for their next attempt
_RENEW = 10.0  # seconds; a third of the lease


Loop = Callable[[], Coroutine[Any, Any, None]]


class LeaseLost(Exception):  # noqa: N818  it is what happened, no fault of the code
    """Another daemon leads this database now."""


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass
class Daemon:
    config: Config
    engine: Engine
    sources: Mapping[str, Source]
    rulebook: Rulebook
    catalogue: Mapping[str, Source] = field(default_factory=dict)  # what may stand in: not watched, not switched off
    pulse: Pulse = field(default_factory=Pulse)
    polled: asyncio.Event = field(default_factory=asyncio.Event)  # something has been polled and stored

    def __post_init__(self) -> None:
        narrow = any(one.sources or one.publishers for one in self.config.settings.subscriptions)
        self._stand_ins = StandIns(self.sources, self.catalogue, tell_twice=narrow)
        self.rule_watch = RuleWatch(self.engine, self.rulebook)
        attention = AttentionWatch(self.engine, self.config).turns()
        self._sweeps = Sweeps(self.engine, self.sources, self._stand_ins, self.config.settings.keep, attention)
        self._stories = StoriesWatch(self.engine, {**self.catalogue, **self.sources}, self.rulebook)

    async def run(self, stop: asyncio.Event) -> None:
        """Until `stop` is set. Finishes what is being stored and sent. Raises LeaseLost."""
        self._stop, self._alerted = stop, asyncio.Event()
        self._polling = Polling(self.engine, self._stand_ins)
        self._me = lease.holder()
        await self._lead()
        self.pulse.leading = True
        try:
            await asyncio.to_thread(self._prepare)
            settle()
            async with Crawler(self.config.crawler_settings()) as self._crawler:
                await self._work()
        finally:
            await asyncio.to_thread(lease.drop, self.engine, self._me)

    async def _lead(self) -> None:
        told = ""
        while (leader := await asyncio.to_thread(lease.take, self.engine, self._me, utc_now())) != self._me:
            if leader != told:
                _log.warning("waiting: another daemon (%s) leads this database", leader)
                told = leader
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(1):
                    await self._stop.wait()
            if self._stop.is_set():
                raise LeaseLost(f"stopped while waiting for {leader}")

    def _prepare(self) -> None:
        now = utc_now()
        with writing(self.engine) as connection:
            self._stand_ins.take_over(connection, now)
            limits = {source.id: next_due(source, now, 1.0) for source in self.sources.values()}
            db.sources.clamp_due(connection, limits)
            db.alerts.register_subscriptions(connection, {one.id: now for one in self.config.settings.subscriptions})
            db.alerts.release_orphans(connection, now)

    async def _work(self) -> None:
        scheduler = AsyncIOScheduler(timezone="UTC")
        # misfire_grace_time: a late tick must run all the same (the default of 1 s drops it)
        scheduler.add_job(
            self._tick, "interval", seconds=_TICK, misfire_grace_time=None, coalesce=True, max_instances=1
        )
        scheduler.start()
        loops = [asyncio.create_task(self._keep_going(loop)) for loop in self._loops()]
        stopping = asyncio.create_task(self._stop.wait())
        try:
            done, _ = await asyncio.wait([*loops, stopping], return_when=asyncio.FIRST_COMPLETED)
            for task in done - {stopping}:
                task.result()  # a loop ends only by a lost lease
        finally:
            scheduler.shutdown(wait=False)
            stopping.cancel()
            await self._finish(loops)

    def _loops(self) -> list[Loop]:
        return [
            self._polling.store_forever,
            self._alert,
            self._deliver,
            self._keep_lease,
            self.rule_watch.forever,
            self._sweeps.forever,
            self._stories.forever,
            IndexWatch(self.engine).forever,
            FactsWatch(self.engine, self.config.settings.subscriptions).forever,
        ]

    async def _keep_going(self, loop: Loop) -> None:
        """A full disk or a locked database passes: one failing loop ends neither the others nor the daemon."""
        while True:
            try:
                await loop()
            except (LeaseLost, DatabaseError):
                raise
            except Exception as error:  # whatever it is, it is logged and tried again
                if is_damage(getattr(error, "orig", None)):  # but for a broken file, which gets worse by writing
                    raise DatabaseError(told(error)) from error
                _log.exception("failed loop=%s, goes on in %s s", loop.__qualname__, _RETRIES)
                await asyncio.sleep(_RETRIES)

    async def _finish(self, loops: list[asyncio.Task[None]]) -> None:
        """What has been fetched is stored and alerted."""
        for task in loops:
            task.cancel()
        await asyncio.gather(*loops, return_exceptions=True)
        await self._polling.finish()
        await asyncio.to_thread(self._match_and_dispatch)

    async def _tick(self) -> None:
        self.pulse.beat("tick")
        self._polling.start_due(self._crawler, utc_now())

    async def _alert(self) -> None:
        while True:
            await asyncio.shield(asyncio.to_thread(self._match_and_dispatch))
            self.pulse.beat("match")
            self._alerted.set()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_SWEEP):  # wait_for of Python 3.11 loses a stop that comes with the event
                    await self._polling.stored.wait()
                    self.polled.set()
            self._polling.stored.clear()

    def _match_and_dispatch(self) -> None:
        settings, now = self.config.settings, utc_now()
        with reading(self.engine) as connection:
            newest = db.facts.newest_match(connection)
        if match_pending(self.engine, self.rulebook.current, now):
            self._tell_matches(newest)
        self._stories.compare(now)
        hearing = [*settings.subscriptions, *([canary_subscription(settings.canary)] if settings.canary else [])]
        dispatch_pending(self.engine, hearing, settings.operators, now, self._stories.names)

    def _tell_matches(self, after: int) -> None:
        with reading(self.engine) as connection:
            rows = db.matches.newest(connection, most=200, after=after)
        for row in reversed(rows):
            if row["origin"] == "news":
                _log.info(
                    "match severity=%s rule=%s source=%s document=%s title=%r",
                    row["severity"], row["rule_id"], row["source_id"], row["document_id"], row["title"][:120],
                )  # fmt: skip

    async def _deliver(self) -> None:
        settings = self.config.settings
        subscriptions = {one.id: one for one in settings.subscriptions}
        repeat = settings.unknown_deliveries == "repeat"
        frame = frame_of(self.config)
        while True:
            concepts = self.rulebook.current.concepts
            outbox = Outbox(self.engine, self.config.channel_urls, subscriptions, repeat, concepts, frame=frame)
            await asyncio.shield(asyncio.to_thread(deliver_pending, outbox))
            self.pulse.beat("deliver")
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(_RETRIES):
                    await self._alerted.wait()
            self._alerted.clear()

    async def _keep_lease(self) -> None:
        while True:
            self.pulse.beat("lease")
            await asyncio.sleep(_RENEW)
            if not await asyncio.to_thread(lease.renew, self.engine, self._me, utc_now()):
                raise LeaseLost("another daemon took the lease: this one was asleep or cut off for too long")
