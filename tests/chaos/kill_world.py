"""Publishers, one mail server and daemons or workers that are killed at any moment: what must hold at the end."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import random
import signal
import sys
from collections import defaultdict
from collections.abc import AsyncIterator, Iterable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

from aiohttp import web
from sqlalchemy import Engine, text

from db.engine import open_database, writing
from tests.chaos.nursery import Child, Nursery, nursery
from tests.chaos.post import Post, Sent
from tests.source_file import write_source

Process = asyncio.subprocess.Process
Told = tuple[str, str]  # subscriber, title

_CONFIGURATION = """\
host_delay: {delay}
observe: {{listen: "off"}}
web: {{listen: "off"}}
networks: {{allow: [127.0.0.0/8]}}
sources: {{only: ["chaos/*"]}}
channels: {channels}
subscriptions: {subscriptions}
"""
#: Each has a channel and a subscription of its own, which never collapses alerts into a summary.
SUBSCRIBERS = ("desk", "lab")


@dataclass
class KillWorld:
    """`published` grows; notice N stands in the feed of publisher N % publishers, each on a host of its own."""

    home: Path
    database: str = ""  # default: SQLite in the home
    publishers: int = 1
    delay: float = 0.0  # seconds between two requests to a host
    published: int = 0
    post: Post = field(default_factory=Post)
    asked: dict[int, list[float]] = field(default_factory=lambda: defaultdict(list))  # publisher → times
    asks: asyncio.Event = field(default_factory=asyncio.Event)  # set by every request

    def alerts(self, mails: Iterable[Sent]) -> dict[Told, set[str]]:
        """The Message-IDs of what was told to whom."""
        told: dict[Told, set[str]] = defaultdict(set)
        for sent in mails:
            title = self.post.tried[sent].partition("] ")[2].partition(" — ")[0]
            if "Export control" in title:
                told[sent[0].partition("@")[0], title].add(sent[1])
        return told

    def feed(self, publisher: int) -> str:
        mine = [number for number in range(1, self.published + 1) if number % self.publishers == publisher]
        items = "".join(
            f"<item><title>Export control on gallium, notice {number}</title><guid>n{number}</guid>"
            f"<link>http://127.0.0.1/n{number}</link>"
            f"<description>China tightens export controls on gallium, batch {number}.</description></item>"
            for number in reversed(mine[-60:])
        )
        quiet = "<item><title>Bridge opened</title><guid>q</guid></item>"
        return f'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>{items}{quiet}</channel></rss>'

    async def _answer(self, request: web.Request) -> web.Response:
        publisher = int(request.url.raw_host.rpartition(".")[2]) - 1  # type: ignore[union-attr]
        self.asked[publisher].append(monotonic())
        self.asks.set()
        return web.Response(text=self.feed(publisher), content_type="application/rss+xml")

    @contextlib.asynccontextmanager
    async def serve(self, **more: str) -> AsyncIterator[None]:
        application = web.Application()
        application.router.add_get("/feed", self._answer)
        runner = web.AppRunner(application)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        port = runner.addresses[0][1]
        for number in range(1, self.publishers):
            await web.TCPSite(runner, f"127.0.0.{number + 1}", port).start()
        self.environment = os.environ | {"POLICYWATCH_HOME": str(self.home)} | more
        if self.database:
            self.environment["POLICYWATCH_DATABASE"] = self.database
        async with self.post.serve() as url:
            self._write(port, url)
            try:
                yield
            finally:
                await runner.cleanup()

    def _write(self, port: int, url: str) -> None:
        for number in range(self.publishers):
            write_source(self.home, f"chaos/feed{number}", f"http://127.0.0.{number + 1}:{port}/feed", 1)
        channels = {name: {"url": url.replace("NAME", name)} for name in SUBSCRIBERS}
        subscriptions = [{"id": name, "channels": [name], "max_per_hour": 0} for name in SUBSCRIBERS]
        configuration = _CONFIGURATION.format(
            delay=self.delay, channels=json.dumps(channels), subscriptions=json.dumps(subscriptions)
        )
        (self.home / "policywatch.yml").write_text(configuration, encoding="utf-8")

    async def start(self, command: str = "run") -> Process:
        with (self.home / "terminal.txt").open("ab") as output:
            return await asyncio.create_subprocess_exec(
                sys.executable, "-m", "monitor.cli", command, env=self.environment, stdout=output, stderr=output
            )

    def forks(self, command: str = "run") -> AbstractAsyncContextManager[Nursery]:
        """What starts daemons that have imported everything."""
        output = str(self.home / "terminal.txt")
        return nursery("tests.chaos.aimed", command, output, environment=self.environment)

    async def up(self, started: int) -> None:
        """Waits until so many have said their first words."""
        for _ in range(600):
            if (self.home / "terminal.txt").read_text(encoding="utf-8").count("Ctrl-C stops.") >= started:
                break
            await asyncio.sleep(0.1)
        await asyncio.sleep(1)

    async def stop(self, process: Process | Child, how: signal.Signals) -> int:
        process.send_signal(how)
        return await asyncio.wait_for(process.wait(), 40)

    async def wait_for(self, number: int, seconds: float) -> bool:
        """Whether so many different alerts have arrived at everybody in time."""
        for _ in range(int(seconds * 20)):
            if len(self.alerts(self.post.received)) >= number * len(SUBSCRIBERS):
                return True
            await asyncio.sleep(0.05)
        return False

    async def baseline(self) -> None:
        """Waits until each feed has been read once: only what comes later is news."""
        for _ in range(600):
            await asyncio.sleep(0.1)
            with contextlib.suppress(Exception):  # no database or no table yet
                if self.count("source WHERE baseline_at IS NOT NULL") == self.publishers:
                    return
        raise AssertionError(self.said())

    def engine(self) -> Engine:
        return open_database(self.database or f"sqlite:///{self.home / 'data' / 'policywatch.db'}")

    def count(self, what: str) -> int:
        engine = self.engine()
        try:
            with engine.connect() as connection:
                return int(connection.execute(text(f"SELECT count(*) FROM {what}")).scalar_one())
        finally:
            engine.dispose()

    def said(self) -> str:
        return (self.home / "terminal.txt").read_text(encoding="utf-8")[-3000:]

    def publish(self, dice: random.Random) -> None:
        self.published += dice.randint(1, 3)

    def time_passes(self) -> None:
        """What waits for its next attempt has waited long enough."""
        engine = self.engine()
        with writing(engine) as connection:
            connection.execute(text("UPDATE delivery SET due_at = '2000-01-01' WHERE state IN ('retry', 'unknown')"))
            connection.execute(text("UPDATE channel SET not_before = NULL"))
        engine.dispose()

    def twice(self) -> int:
        """Mails beyond the first of each alert."""
        return self.post.received.total() - len(self.post.received)

    def check(self, kills: int) -> None:
        """Everything came; nothing came twice but what was under way at a kill, one a channel, or was not answered."""
        arrived = self.alerts(self.post.received)
        titles = {f"Export control on gallium, notice {number}" for number in range(1, self.published + 1)}
        assert set(arrived) == {(name, title) for name in SUBSCRIBERS for title in titles}, self.said()
        assert all(len(ids) == 1 for ids in arrived.values()), "a repeated alert must keep its Message-ID"
        assert self.twice() <= kills * len(SUBSCRIBERS) + self.post.hung_up.total(), "more came twice than may"
        assert self.count("delivery WHERE state != 'sent'") == 0
        assert self.count("document") == self.published + self.publishers
        self._check_sqlite()

    def _check_sqlite(self) -> None:
        if not self.database:
            engine = self.engine()
            with engine.connect() as connection:
                assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
            engine.dispose()
