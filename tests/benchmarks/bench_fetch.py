"""CPU and memory of one unchanged poll through the crawler: `python tests/benchmarks/bench_fetch.py [--polls N]`.

The server runs in a process of its own. Rounds of the ways to ask are interleaved; medians are printed.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import multiprocessing
import resource
import ssl
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from ipaddress import ip_network
from multiprocessing.connection import Connection
from pathlib import Path

import aiohttp

from crawlers.crawler import Crawler, CrawlerSettings
from crawlers.item import Validators
from crawlers.page import Fetch
from crawlers.source import Source
from tests.authority import Authority

_ETAG = '"one"'
_AT_ONCE = 8
_UNCHANGED = f"HTTP/1.1 304 Not Modified\r\nETag: {_ETAG}\r\n\r\n".encode()
_CLOSING = f"HTTP/1.1 304 Not Modified\r\nETag: {_ETAG}\r\nConnection: close\r\n\r\n".encode()

Poll = Callable[[], Awaitable[object]]


class _Unchanged(asyncio.Protocol):
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        assert isinstance(self._transport, asyncio.WriteTransport)
        closing = data.startswith(b"GET /close")
        self._transport.write(_CLOSING if closing else _UNCHANGED)
        if closing:
            self._transport.close()


def _serve(ports: Connection, tls: ssl.SSLContext | None, pem: str) -> None:
    async def serve() -> None:
        context = None
        if pem:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(pem)
        server = await asyncio.get_running_loop().create_server(_Unchanged, "127.0.0.1", 0, ssl=context)
        ports.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(serve())


def start_server(pem: str = "") -> tuple[multiprocessing.Process, int]:
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_serve, args=(theirs, None, pem), daemon=True)
    process.start()  # type: ignore[attr-defined]
    return process, ours.recv()  # type: ignore[return-value]


async def cost(poll: Poll, polls: int) -> float:
    """CPU milliseconds for each of `polls` polls, some at once."""
    left = iter(range(polls))

    async def work() -> None:
        for _ in left:
            await poll()

    started = time.process_time()
    await asyncio.gather(*(work() for _ in range(_AT_ONCE)))
    return (time.process_time() - started) * 1000 / polls


def ways(crawler: Crawler, bare: aiohttp.ClientSession, base: str, path: str) -> dict[str, Poll]:
    url = base + path
    validators = Validators(etag=_ETAG)

    def through(fetch: Fetch) -> Poll:
        return lambda: fetch(url, validators=validators)

    async def alone() -> None:
        async with bare.get(url, headers={"If-None-Match": _ETAG}) as response:
            await response.read()

    return {
        "crawler, listing": through(crawler.fetch_for(_source(url, "listing"))),
        "crawler, feed": through(crawler.fetch_for(_source(url, "feed"))),
        "aiohttp alone": alone,
    }


def _source(url: str, kind: str) -> Source:
    return Source.model_validate({
        "id": f"bench/{kind}", "name": "Bench", "publisher": "Bench", "country": "KR", "languages": ["ko"],
        "kind": kind, "rows": "li", "url": url, "timezone": "UTC", "every": "15m", "verified": True,
    })  # fmt: skip


async def compare(base: str, path: str, polls: int, rounds: int, authorities: str = "") -> dict[str, float]:
    settings = CrawlerSettings(
        (ip_network("127.0.0.0/8"),), delay=0.0, per_host=_AT_ONCE, obey_robots=False, authorities=authorities
    )
    tls = ssl.create_default_context(cafile=authorities) if authorities else True
    async with Crawler(settings) as crawler, aiohttp.ClientSession(connector=aiohttp.TCPConnector(ssl=tls)) as bare:
        asked = ways(crawler, bare, base, path)
        spent: dict[str, list[float]] = {way: [] for way in asked}
        for poll in asked.values():
            await cost(poll, 50)
        for _ in range(rounds):
            for way, poll in asked.items():
                spent[way].append(await cost(poll, polls))
    return {way: statistics.median(times) for way, times in spent.items()}


async def memory(base: str, polls: int) -> list[float]:
    """Resident megabytes after each fifth of `polls` polls."""
    settings = CrawlerSettings((ip_network("127.0.0.0/8"),), delay=0.0, per_host=_AT_ONCE, obey_robots=False)
    seen = []
    async with Crawler(settings) as crawler:
        fetches = [crawler.fetch_for(_source(base, kind)) for kind in ("feed", "listing")]
        for _ in range(5):
            for fetch in fetches:
                await cost(lambda fetch=fetch: fetch(base + "/feed", validators=Validators(etag=_ETAG)), polls // 10)  # type: ignore[misc]
            gc.collect()
            seen.append(_resident())
    return seen


def _resident() -> float:
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * resource.getpagesize() / 2**20


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--polls", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--memory-polls", type=int, default=20_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        authority = Authority(Path(folder))
        authority.server("127.0.0.1")
        pem = next(str(path) for path in Path(folder).iterdir() if path != authority.pem)
        plain, port = start_server()
        secure, secure_port = start_server(pem)
        bases = [("kept connection", f"http://127.0.0.1:{port}", "/feed", ""),
                 ("new connection", f"http://127.0.0.1:{port}", "/close", ""),
                 ("new TLS connection", f"https://127.0.0.1:{secure_port}", "/close", str(authority.pem))]  # fmt: skip
        for name, base, path, authorities in bases:
            told = asyncio.run(compare(base, path, asked.polls, asked.rounds, authorities))
            print(f"{name:20}", "  ".join(f"{way} {ms:.3f} ms" for way, ms in told.items()))
        if asked.memory_polls:
            seen = asyncio.run(memory(f"http://127.0.0.1:{port}", asked.memory_polls))
            print(f"memory over {asked.memory_polls} polls", " ".join(f"{mb:.1f}" for mb in seen), "MB")
        plain.terminate()
        secure.terminate()


if __name__ == "__main__":
    main()
