"""Scrapy without a reactor, opened once and kept in the caller's asyncio loop.

A Scrapy crawler for each poll costs 3 to 6 ms; a request given to the engine of one that stays open a tenth of that.
Robots.txt, turns, redirects and limits are not Scrapy's business here: they also hold for what does not pass it.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from typing import Any

import scrapy
from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.core.engine import ExecutionEngine
from scrapy.crawler import AsyncCrawlerRunner
from scrapy.http import Response
from scrapy.logformatter import LogFormatter
from scrapy.settings.default_settings import DOWNLOADER_MIDDLEWARES_BASE, EXTENSIONS_BASE, SPIDER_MIDDLEWARES_BASE

from crawlers.errors import CrawlError
from crawlers.transport import Answer, Hop, Transport


class Silent(LogFormatter):
    """One log line per poll is the daemon's; Scrapy's own would show secrets in addresses."""

    def crawled(self, request: scrapy.Request, response: Response, spider: scrapy.Spider) -> None:  # type: ignore[override]
        return None


class TransportDownload(BaseDownloadHandler):
    """Scrapy's way to our connections."""

    lazy = True

    def __init__(self, crawler: scrapy.crawler.Crawler) -> None:
        super().__init__(crawler)
        self._transport: Transport = vars(crawler.spider)["transport"]

    async def download_request(self, request: scrapy.Request) -> Response:
        answer = request.meta["answer"] = await self._transport.answer(request.meta["hop"])
        return Response(request.url, answer.status, answer.headers, answer.body)


class ResidentSpider(scrapy.Spider):
    """Starts nothing and never ends: requests are given to the engine."""

    name = "policywatch"
    transport: Transport
    opened: asyncio.Event

    async def start(self) -> AsyncIterator[Any]:
        self.opened.set()
        await asyncio.Event().wait()
        yield None


_SETTINGS: dict[str, Any] = {
    "TWISTED_REACTOR_ENABLED": False,
    # both open a port that runs Python
    "TELNETCONSOLE_ENABLED": False,
    "REMOTE_CONTROL_ENABLED": False,
    "DOWNLOAD_HANDLERS": {
        "http": TransportDownload, "https": TransportDownload, "data": None, "file": None, "ftp": None, "s3": None,
    },
    "EXTENSIONS": dict.fromkeys(EXTENSIONS_BASE),
    "DOWNLOADER_MIDDLEWARES": dict.fromkeys(DOWNLOADER_MIDDLEWARES_BASE),
    "SPIDER_MIDDLEWARES": dict.fromkeys(SPIDER_MIDDLEWARES_BASE),
    "STATS_CLASS": "scrapy.statscollectors.DummyStatsCollector",
    "DUPEFILTER_CLASS": "scrapy.dupefilters.BaseDupeFilter",  # the default swallows the second poll of an address
    "LOG_FORMATTER": Silent,
    # turns are given out before (crawlers.polite), so Scrapy's one slot holds nothing back
    "CONCURRENT_REQUESTS": 0,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 1_000_000,
    "DOWNLOAD_DELAY": 0,
}  # fmt: skip


class Resident:
    """Sends through Scrapy's engine, and builds a new one when the last has ended, whatever ended it."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self._building = asyncio.Lock()
        self._engine: ExecutionEngine | None = None
        self._run: asyncio.Task[None] | None = None

    async def send(self, hop: Hop) -> Answer:
        request = scrapy.Request(str(hop.url), method=hop.method, meta={"hop": hop, "download_slot": "all"})
        engine = await self.engine()
        try:
            await engine.download_async(request)
        except CrawlError:
            raise
        except Exception:
            if self._lives(engine):
                raise
            await (await self.engine()).download_async(request)  # it ended under our hands
        answer: Answer = request.meta["answer"]
        return answer

    @staticmethod
    def _lives(engine: ExecutionEngine | None) -> bool:
        return engine is not None and engine.running and engine.spider is not None

    async def engine(self) -> ExecutionEngine:
        async with self._building:
            if self._engine is None or not self._lives(self._engine):
                self._engine = await self._build()
            return self._engine

    async def _build(self) -> ExecutionEngine:
        logging.getLogger("scrapy").setLevel(logging.WARNING)
        runner = AsyncCrawlerRunner(_SETTINGS)
        crawler = runner.create_crawler(ResidentSpider)
        opened = asyncio.Event()
        self._run = runner.crawl(crawler, transport=self._transport, opened=opened)
        waiting = asyncio.ensure_future(opened.wait())
        await asyncio.wait([waiting, self._run], return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        if self._run.done():
            await self._run  # raises why it could not start
            raise RuntimeError("Scrapy ended before it began")
        crawler.engine.pause()  # nothing is ever scheduled
        return crawler.engine

    async def close(self) -> None:
        if self._engine is not None and self._run is not None:
            await self._engine.crawler.stop_async()
            await asyncio.wait([self._run])
