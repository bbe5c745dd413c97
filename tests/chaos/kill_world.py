"""Publishers, one mail server and daemons or workers that are killed at any moment: what must hold at the end."""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import signal
import sys
from collections import Counter, defaultdict
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from pathlib import Path
from time import monotonic
from typing import Any

from aiohttp import web
from aiosmtpd.smtp import SMTP
from sqlalchemy import Engine, text

from db.engine import open_database

Process = asyncio.subprocess.Process

_CONFIGURATION = """\
host_delay: {delay}
observe: {{listen: "off"}}
networks: {{allow: [127.0.0.0/8]}}
sources: {{only: ["chaos/*"]}}
channels:
  desk: {{url: "mailto://127.0.0.1:{smtp}?from=watch@example.org&to=desk@example.org&mode=insecure"}}
subscriptions: [{{id: desk, channels: [desk]}}]
"""
_SOURCE = """\
id: chaos/feed{number}
name: Feed {number}
publisher: Ministry
country: XX
languages: [en]
kind: feed
url: http://{host}:{port}/feed
timezone: UTC
every: 1s
verified: true
"""


@dataclass
class KillWorld:
    """`published` grows; notice N stands in the feed of publisher N % publishers, each on a host of its own."""

    home: Path
    database: str = ""  # default: SQLite in the home
    publishers: int = 1
    delay: float = 0.0  # seconds between two requests to a host
    published: int = 0
    received: Counter[str] = field(default_factory=Counter)  # title → mails
    ids: dict[str, set[str]] = field(default_factory=dict)  # title → Message-IDs
    asked: dict[int, list[float]] = field(default_factory=lambda: defaultdict(list))  # publisher → times

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        mail = message_from_bytes(envelope.content, policy=policy.default)
        title = str(mail["Subject"]).partition("] ")[2].partition(" — ")[0]
        if "Export control" in title:
            self.received[title] += 1
            self.ids.setdefault(title, set()).add(str(mail["Message-ID"]))
        return "250 OK"

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
        smtp = await asyncio.get_running_loop().create_server(lambda: SMTP(self), "127.0.0.1", 0)
        self._write(port, smtp.sockets[0].getsockname()[1])
        self.environment = os.environ | {"POLICYWATCH_HOME": str(self.home)} | more
        if self.database:
            self.environment["POLICYWATCH_DATABASE"] = self.database
        try:
            yield
        finally:
            smtp.close()
            await runner.cleanup()

    def _write(self, port: int, smtp: int) -> None:
        folder = self.home / "sources" / "chaos"
        folder.mkdir(parents=True)
        for number in range(self.publishers):
            written = _SOURCE.format(number=number, host=f"127.0.0.{number + 1}", port=port)
            (folder / f"feed{number}.yml").write_text(written, encoding="utf-8")
        configuration = _CONFIGURATION.format(smtp=smtp, delay=self.delay)
        (self.home / "policywatch.yml").write_text(configuration, encoding="utf-8")

    async def start(self, command: str = "run") -> Process:
        output = (self.home / "terminal.txt").open("ab")
        with output:
            return await asyncio.create_subprocess_exec(
                sys.executable, "-m", "monitor.cli", command, env=self.environment, stdout=output, stderr=output
            )

    async def up(self, started: int) -> None:
        """Waits until so many have said their first words."""
        for _ in range(600):
            if (self.home / "terminal.txt").read_text(encoding="utf-8").count("Ctrl-C stops.") >= started:
                break
            await asyncio.sleep(0.1)
        await asyncio.sleep(1)

    async def stop(self, process: Process, how: signal.Signals) -> int:
        process.send_signal(how)
        return await asyncio.wait_for(process.wait(), 40)

    async def wait_for(self, number: int, seconds: float) -> bool:
        """Whether so many different alerts have arrived in time."""
        for _ in range(int(seconds * 20)):
            if len(self.received) >= number:
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

    def check(self, kills: int) -> None:
        """Everything came; nothing came twice but what was in flight at a kill, and that under the same Message-ID."""
        again = {title: number for title, number in self.received.items() if number > 1}
        assert len(self.received) == self.published, self.said()
        assert sum(again.values()) - len(again) <= kills, f"more came twice than there were kills: {again}"
        assert all(len(ids) == 1 for ids in self.ids.values()), "a repeated alert must keep its Message-ID"
        assert self.count("delivery WHERE state != 'sent'") == 0
        assert self.count("document") == self.published + self.publishers
        self._check_sqlite()

    def _check_sqlite(self) -> None:
        if not self.database:
            engine = self.engine()
            with engine.connect() as connection:
                assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
            engine.dispose()
