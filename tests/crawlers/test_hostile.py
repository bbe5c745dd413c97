"""Whatever a server does, one request is bounded in time and memory and tells what happened."""

from __future__ import annotations

import asyncio
import resource
import time

import pytest

from crawlers.errors import CrawlError, PageError, Refused, TimedOut, TooLarge, Unreachable
from crawlers.page import Page
from tests.crawlers.network import open_crawler, source
from tests.hostile_server import RSS, HostileServer, bomb, whole


async def get(server: HostileServer, path: str, **fields: object) -> Page:
    async with open_crawler() as crawler:
        one = source(server.url(path), **fields)
        return await crawler.fetch_for(one)(one.url)


async def test_slow_servers_are_left_at_the_deadline() -> None:
    async with HostileServer() as server, open_crawler() as crawler:
        paths = ["/silent", "/slow-loris", "/drip"]
        sources = [source(server.url(path), timeout="1s", kind=kind) for path in paths for kind in ("feed", "page")]
        started = time.monotonic()
        told = await asyncio.gather(*(crawler.fetch_for(one)(one.url) for one in sources), return_exceptions=True)
        took = time.monotonic() - started
    assert [type(error) for error in told] == [TimedOut] * 6
    assert "was not answered whole within 1 s" in str(told[0])
    assert took < 2.5


@pytest.mark.parametrize(
    ("path", "error", "says"),
    [
        ("/endless", TooLarge, "has more than 10485760 bytes"),
        ("/one-big-title", TooLarge, "says it has 12"),
        ("/claims-a-terabyte", TooLarge, "says it has 1000000000000 bytes, more than 10485760"),
        ("/endless-headers", Unreachable, "answers no proper HTTP"),
        ("/long-header", Unreachable, "answers no proper HTTP"),
        ("/garbage", Unreachable, "answers no proper HTTP"),
        ("/bad-length", Unreachable, "answers no proper HTTP"),
        ("/long-body", Unreachable, "answers no proper HTTP"),
        ("/hang-up", Unreachable, "ended the connection"),
        ("/bomb?as=gzip", TooLarge, "unpacks to more than 10485760 bytes"),
        ("/bomb?as=deflate", TooLarge, "unpacks to more than"),
        ("/bomb?as=br", TooLarge, "unpacks to more than"),
        ("/bomb?as=zstd", TooLarge, "unpacks to more than"),
        ("/onion", TooLarge, "packed 1000 times over"),
        ("/broken-gzip", PageError, "cannot be unpacked"),
        ("/loop", PageError, "redirects more than 5 times, last to .*; it may insist on cookies"),
    ],
)
@pytest.mark.parametrize("kind", ["feed", "page"])  # one without, one with Scrapy
async def test_misdeeds_are_told(path: str, error: type[CrawlError], says: str, kind: str) -> None:
    if path.startswith("/bomb"):
        bomb(path.partition("=")[2])
    async with HostileServer() as server:
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        with pytest.raises(error, match=says) as raised:
            await get(server, path, timeout="10s", kind=kind)
        assert type(raised.value) is error
        assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 120_000  # kB


@pytest.mark.parametrize("kind", ["gzip", "deflate", "raw-deflate", "br", "zstd"])
async def test_packed_bodies_are_unpacked(kind: str) -> None:
    async with HostileServer() as server:
        assert (await get(server, f"/packed?as={kind}")).body == RSS


@pytest.mark.parametrize(
    ("path", "whole_body"),
    [("/short-body", RSS), ("/cut-chunks", RSS), ("/reset", b"half"), ("/cut-gzip", None)],
)
async def test_a_cut_body_is_kept_and_marked(path: str, whole_body: bytes | None) -> None:
    async with HostileServer() as server:
        page = await get(server, path)
    assert page.truncated
    assert page.issues[0].code == "truncated"
    assert page.body.startswith(whole_body if whole_body is not None else RSS[:40])


async def test_a_body_that_only_says_it_is_packed_is_taken_as_it_is() -> None:
    async with HostileServer() as server:
        page = await get(server, "/says-gzip")
    assert (page.body, page.issues) == (RSS, ())


async def test_meta_refresh_is_not_followed_and_cookies_are_not_kept() -> None:
    async with HostileServer() as server, open_crawler() as crawler:
        fetch = crawler.fetch_for(source(server.url("/meta-refresh")))
        page = await fetch(server.url("/meta-refresh"))
        assert b"http-equiv" in page.body
        with pytest.raises(PageError):
            await fetch(server.url("/loop"))
        await fetch(server.url("/feed"))
    assert [seen.path for seen in server.requests].count("/feed") == 1
    assert not any("cookie" in seen.headers for seen in server.requests)


async def test_a_korean_file_name_in_a_header_is_read() -> None:
    async with HostileServer() as server:
        page = await get(server, "/korean-name")
    assert page.headers["content-disposition"] == 'attachment; filename="보도자료.hwpx"'


async def test_a_limit_of_the_source_counts() -> None:
    async with HostileServer() as server:
        server.answers["/big"] = whole(b"x" * 5000)
        assert len((await get(server, "/big", expect={"max_bytes": 5000})).body) == 5000
        with pytest.raises(TooLarge):
            await get(server, "/big", expect={"max_bytes": 4999})


async def test_nobody_there() -> None:
    async with HostileServer() as server:
        gone = server.url("/feed")
    async with open_crawler() as crawler:
        fetch = crawler.fetch_for(source("http://example.org/"))
        with pytest.raises(Unreachable, match=r"127.0.0.1:\d+ takes no connection: .*refused"):
            await fetch(gone)
        with pytest.raises(Unreachable, match=r"the name nowhere\.example does not resolve"):
            await fetch("http://nowhere.example/")


async def test_bad_servers_hold_up_no_good_one() -> None:
    bad = ["/silent", "/drip", "/slow-loris", "/endless-headers", "/reset", "/loop"] * 15
    async with HostileServer() as server, HostileServer() as good, open_crawler(per_host=200) as crawler:

        async def ask(url: str) -> Page | None:
            try:
                return await crawler.fetch_for(source(url, timeout="6s"))(url)
            except CrawlError:
                return None

        rest = asyncio.gather(*(ask(server.url(path)) for path in bad))
        started = time.monotonic()
        pages = await asyncio.gather(*(ask(good.url("/feed")) for _ in range(100)))
        took = time.monotonic() - started
        await rest
    assert all(page is not None and page.body == RSS for page in pages)
    assert took < 5  # the bad ones take their six seconds


async def test_a_secret_stays_with_its_host() -> None:
    async with HostileServer() as server, HostileServer() as other, open_crawler() as crawler:
        fetch = crawler.fetch_for(source("http://example.org/", ask={"secret_query": {"serviceKey": "KEY"}}))
        to = f"{other.url('/feed')}%3FserviceKey%3Ds3cret"
        with pytest.raises(Refused, match="would take our secret along") as refused:
            await fetch(server.url(f"/redirect?serviceKey=s3cret&to={to}"))
        assert "s3cret" not in str(refused.value)
        headers = {"Authorization": "Bearer s3cret", "X-Key": "s3cret"}
        page = await fetch(server.url(f"/redirect?serviceKey=s3cret&to={other.url('/feed')}"), headers=headers)
        assert page.body == RSS
        assert other.connections == 1
        assert not any("s3cret" in str(seen) for seen in other.requests)
        with pytest.raises(CrawlError) as failed:
            await fetch(server.url("/nothing?serviceKey=s3cret"))
        assert "serviceKey=***" in str(failed.value)
