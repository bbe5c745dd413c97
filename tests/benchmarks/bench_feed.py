"""CPU of one poll of a feed, without the network: `python -m tests.benchmarks.bench_feed [polls]`.

Phases as in the numbers we are measured by: everything new, unchanged bytes, a moved date, one new entry; 35 entries of
about a kilobyte. feedparser alone on the same bytes stands beside them.
"""

from __future__ import annotations

import asyncio
import io
import statistics
import sys
import time
from collections.abc import Awaitable, Callable, Iterable
from datetime import UTC, datetime

import feedparser

from crawlers.item import Poll, Validators
from crawlers.page import Page
from crawlers.poll import poll
from crawlers.source import Source

ENTRIES = 35
NOW = datetime(2026, 8, 20, tzinfo=UTC)
SOURCE = Source.model_validate(
    {
        "id": "bench/feed",
        "name": "Feed",
        "publisher": "Publisher",
        "country": "KR",
        "languages": ["en"],
        "kind": "feed",
        "url": "https://publisher.example/rss",
        "timezone": "Asia/Seoul",
        "every": "1h",
        "verified": True,
    }
)


def entry(number: int) -> str:
    text = "The ministry sets out how stocks of the metal are to be kept. " * 9
    parts = {
        "title": f"Notice {number} on stocks &amp; trade",
        "link": f"https://publisher.example/n/{number}?utm_source=rss",
        "guid": f"notice-{number}",
        "pubDate": f"Wed, 19 Aug 2026 15:{number % 60:02}:00 +0900",
        "description": f"<![CDATA[<p>{text}</p><p>Second paragraph {number}.</p>]]>",
        "category": "Trade",
    }
    return "<item>" + "".join(f"<{name}>{value}</{name}>" for name, value in parts.items()) + "</item>\n"


def feed(numbers: Iterable[int], second: int = 0) -> bytes:
    head = f"<title>Notices</title><lastBuildDate>Wed, 19 Aug 2026 15:00:{second % 60:02} +0900</lastBuildDate>"
    items = "".join(map(entry, numbers))
    return f'<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel>{head}{items}</channel></rss>'.encode()


async def one_poll(body: bytes, validators: Validators) -> Poll:
    async def fetch(url: str, **_: object) -> Page:
        return Page(url, 200, {"content-type": "application/rss+xml"}, body)

    return await poll(SOURCE, fetch, validators=validators, known=lambda keys: {}, now=NOW)


async def milliseconds(polls: Iterable[Callable[[], Awaitable[object]]]) -> float:
    times = []
    for run in polls:
        started = time.process_time()
        await run()
        times.append(time.process_time() - started)
    return statistics.median(times) * 1000


async def measure(count: int) -> dict[str, float]:
    known = feed(range(ENTRIES))
    validators = (await one_poll(known, Validators())).validators
    phases: dict[str, list[tuple[bytes, Validators]]] = {
        "new": [(feed(range(n, n + ENTRIES)), Validators()) for n in range(count)],
        "same": [(known, validators)] * count,
        "date": [(feed(range(ENTRIES), n + 1), validators) for n in range(count)],
        "one": [(feed([1000 + n, *range(ENTRIES - 1)]), validators) for n in range(count)],
    }
    told = {}
    for name, runs in phases.items():
        told[name] = await milliseconds([lambda run=run: one_poll(*run) for run in runs])
    started = time.process_time()
    for _ in range(5):
        feedparser.parse(io.BytesIO(known))
    told["feedparser"] = (time.process_time() - started) / 5 * 1000
    return told


def main() -> None:
    told = asyncio.run(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 200))
    for name, value in told.items():
        print(f"{name:>10} {value:7.3f} ms")


if __name__ == "__main__":
    main()
