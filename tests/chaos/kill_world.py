"""One publisher, one mail server and a daemon that is killed at any moment: what must hold at the end."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

from aiohttp import web
from aiosmtpd.smtp import SMTP

_CONFIGURATION = """\
host_delay: 0.0
networks: {{allow: [127.0.0.0/8]}}
sources: {{only: ["chaos/*"]}}
channels:
  desk: {{url: "mailto://127.0.0.1:{smtp}?from=watch@example.org&to=desk@example.org&mode=insecure"}}
subscriptions: [{{id: desk, channels: [desk]}}]
"""
_SOURCE = """\
id: chaos/feed
name: Feed
publisher: Ministry
country: XX
languages: [en]
kind: feed
url: http://127.0.0.1:{port}/feed
timezone: UTC
every: 1s
verified: true
"""


@dataclass
class KillWorld:
    """`published` grows by `publish()`; `received` counts the mails by title."""

    home: Path
    published: int = 0
    received: Counter[str] = field(default_factory=Counter)
    ids: dict[str, set[str]] = field(default_factory=dict)  # title → Message-IDs

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        mail = message_from_bytes(envelope.content, policy=policy.default)
        title = str(mail["Subject"]).partition("] ")[2].partition(" — ")[0]
        if "Export control" in title:
            self.received[title] += 1
            self.ids.setdefault(title, set()).add(str(mail["Message-ID"]))
        return "250 OK"

    def feed(self) -> str:
        items = "".join(
            f"<item><title>Export control on gallium, notice {number}</title><guid>n{number}</guid>"
            f"<link>http://127.0.0.1/n{number}</link>"
            "<description>China tightens export controls on gallium.</description></item>"
            for number in range(self.published, max(0, self.published - 60), -1)
        )
        quiet = "<item><title>Bridge opened</title><guid>q</guid></item>"
        return f'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>{items}{quiet}</channel></rss>'

    async def _answer(self, request: web.Request) -> web.Response:
        return web.Response(text=self.feed(), content_type="application/rss+xml")

    @contextlib.asynccontextmanager
    async def serve(self, **more: str) -> AsyncIterator[None]:
        application = web.Application()
        application.router.add_get("/feed", self._answer)
        runner = web.AppRunner(application)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        smtp = await asyncio.get_running_loop().create_server(lambda: SMTP(self), "127.0.0.1", 0)
        (self.home / "sources" / "chaos").mkdir(parents=True)
        source = _SOURCE.format(port=runner.addresses[0][1])
        (self.home / "sources" / "chaos" / "feed.yml").write_text(source, encoding="utf-8")
        port = smtp.sockets[0].getsockname()[1]
        (self.home / "policywatch.yml").write_text(_CONFIGURATION.format(smtp=port), encoding="utf-8")
        self.environment = os.environ | {"POLICYWATCH_HOME": str(self.home)} | more
        try:
            yield
        finally:
            smtp.close()
            await runner.cleanup()

    async def start(self) -> asyncio.subprocess.Process:
        output = (self.home / "terminal.txt").open("ab")
        with output:
            return await asyncio.create_subprocess_exec(
                sys.executable, "-m", "monitor.cli", "run", env=self.environment, stdout=output, stderr=output
            )

    async def stop(self, process: asyncio.subprocess.Process, how: signal.Signals) -> int:
        process.send_signal(how)
        return await asyncio.wait_for(process.wait(), 30)

    async def wait_for(self, number: int, seconds: float) -> bool:
        """Whether so many different alerts have arrived in time."""
        for _ in range(int(seconds * 10)):
            if len(self.received) >= number:
                return True
            await asyncio.sleep(0.1)
        return False
