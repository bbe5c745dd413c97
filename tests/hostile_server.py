"""A server on loopback that does to its visitors what the web does, one misdeed per path.

async with HostileServer() as server:
    page = await fetch(server.url("/bomb?as=gzip"))
    assert server.requests[-1].path == "/bomb"
"""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from collections.abc import Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

from tests.misdeeds import MISDEEDS, RSS, Seen, bomb, head, whole

__all__ = ["RSS", "HostileServer", "Seen", "bomb", "head", "whole"]


@dataclass
class HostileServer:
    """`answers` are raw answers by path and come before the misdeeds; `requests` and `connections` are what it saw."""

    tls: ssl.SSLContext | None = None
    answers: dict[str, bytes] = field(default_factory=dict)
    requests: list[Seen] = field(default_factory=list)
    connections: int = 0
    port: int = 0  # 0: any free one
    hosts: Sequence[str] = ("127.0.0.1",)
    open_now: int = 0
    most_open: int = 0

    async def __aenter__(self) -> Self:
        self._tasks: set[asyncio.Task[None]] = set()
        self._server = await asyncio.start_server(self._visit, self.hosts, self.port, ssl=self.tls)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"{'https' if self.tls else 'http'}://{host}:{self.port}{path}"

    async def _visit(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        self.connections += 1
        try:
            with contextlib.suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
                while (seen := await _read(reader)) is not None and await self._serve(seen, writer):
                    pass
        finally:
            writer.close()

    async def _serve(self, seen: Seen, writer: asyncio.StreamWriter) -> bool:
        self.requests.append(seen)
        self.open_now += 1
        self.most_open = max(self.most_open, self.open_now)
        try:
            if (raw := self.answers.get(seen.path)) is not None:
                writer.write(raw)
                await writer.drain()
                return True
            if seen.path in MISDEEDS:
                await MISDEEDS[seen.path](seen, writer)
                return False
            writer.write(whole(b"no such page", 404))
            await writer.drain()
            return True
        finally:
            self.open_now -= 1


async def _read(reader: asyncio.StreamReader) -> Seen | None:
    raw = await reader.readuntil(b"\r\n\r\n")
    first, *lines = raw.decode("latin-1").strip().split("\r\n")
    method, target, _ = first.split(" ", 2)
    headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    body = await reader.readexactly(int(headers.get("content-length", 0)))
    return Seen(method, target, headers, body)
