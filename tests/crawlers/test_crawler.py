from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from pathlib import Path

import pytest
from scrapy.exceptions import CloseSpider

from crawlers.errors import CrawlError, HttpError, PageError, Refused, TimedOut, Unreachable
from crawlers.item import Validators
from tests.authority import Authority
from tests.crawlers.network import Names, open_crawler, source
from tests.hostile_server import RSS, HostileServer, whole


async def test_a_page_is_fetched_with_our_name_and_its_languages() -> None:
    async with HostileServer() as server, open_crawler(contact="mailto:desk@example.org") as crawler:
        page = await crawler.fetch_for(source(server.url("/feed"), languages=["ko", "en"]))(server.url("/feed"))
    assert (page.status, page.body, page.url, page.issues) == (200, RSS, server.url("/feed"), ())
    assert (page.media_type, page.headers["etag"]) == ("application/rss+xml", '"one"')
    seen = server.requests[0].headers
    assert seen["user-agent"].startswith("Policywatch/")
    assert seen["user-agent"].endswith("(+mailto:desk@example.org)")
    assert seen["accept-language"] == "ko, en, en;q=0.5"
    assert not {"cookie", "referer"} & seen.keys()


async def test_headers_of_the_source_come_first() -> None:
    async with HostileServer() as server, open_crawler() as crawler:
        fetch = crawler.fetch_for(source(server.url("/feed")))
        await fetch(server.url("/feed"), headers={"user-agent": "Mozilla/5.0", "X-Asked-By": "us"})
    seen = server.requests[0].headers
    assert (seen["user-agent"], seen["x-asked-by"]) == ("Mozilla/5.0", "us")


async def test_conditional_requests() -> None:
    async with HostileServer() as server, open_crawler() as crawler:
        fetch = crawler.fetch_for(source(server.url("/feed")))
        page = await fetch(server.url("/feed"), validators=Validators(etag='"one"', last_modified="Mon, 04 May 2026"))
        assert (page.status, page.body) == (304, b"")
        assert server.requests[0].headers["if-modified-since"] == "Mon, 04 May 2026"
        server.answers["/feed"] = whole(b"", 304)
        with pytest.raises(HttpError, match="answered 304"):
            await fetch(server.url("/feed"))
        with pytest.raises(HttpError, match="answered 304"):
            await fetch(server.url("/feed"), validators=Validators(etag="bad\r\nX-Header: 1", last_modified="갈륨"))
        assert "if-none-match" not in server.requests[-1].headers


async def test_validators_follow_a_redirect() -> None:
    async with HostileServer() as server, HostileServer() as other, open_crawler() as crawler:
        url = server.url(f"/redirect?to={other.url('/feed')}")
        page = await crawler.fetch_for(source(url))(url, validators=Validators(etag='"one"'))
    assert page.status == 304


@pytest.mark.parametrize(("status", "method"), [(301, "GET"), (302, "GET"), (303, "GET"), (307, "POST"), (308, "POST")])
async def test_a_form_is_sent_and_redirected(status: int, method: str) -> None:
    async with HostileServer() as server, open_crawler() as crawler:
        server.answers["/list"] = whole(b"rows")
        url = server.url(f"/redirect?to=/list&status={status}")
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        page = await crawler.fetch_for(source(url))(url, method="POST", headers=form, body=b"page=1")
    first, last = server.requests
    assert (page.body, first.method, first.body) == (b"rows", "POST", b"page=1")
    assert (last.method, last.body) == (method, b"page=1" if method == "POST" else b"")
    assert ("content-type" in last.headers) == (method == "POST")


async def test_a_form_is_not_sent_to_another_host() -> None:
    async with HostileServer() as server, HostileServer() as other, open_crawler() as crawler:
        url = server.url(f"/redirect?status=307&to={other.url('/feed')}")
        with pytest.raises(Refused, match="wants our form sent on"):
            await crawler.fetch_for(source(url))(url, method="POST", body=b"secret")
    assert other.connections == 0


async def test_a_change_of_host_is_an_issue() -> None:
    names = Names({"www.old.example": ["127.0.0.1"], "old.example": ["127.0.0.1"], "parked.example": ["127.0.0.1"]})
    async with HostileServer() as server, open_crawler(names) as crawler:
        url = server.url(f"/redirect?status=301&to={server.url('/feed', 'parked.example')}", "old.example")
        page = await crawler.fetch_for(source(url))(url)
        assert [issue.code for issue in page.issues] == ["host-changed"]
        assert page.url == server.url("/feed", "parked.example")
        url = server.url(f"/redirect?to={server.url('/feed', 'www.old.example')}", "old.example")
        assert (await crawler.fetch_for(source(url))(url)).issues == ()


async def test_a_redirect_without_a_place_to_go() -> None:
    async with HostileServer() as server, open_crawler() as crawler:
        server.answers["/lost"] = whole(b"", 302)
        with pytest.raises(PageError, match="answered 302 without a Location"):
            await crawler.fetch_for(source(server.url("/lost")))(server.url("/lost"))


async def test_certificates_are_checked(tmp_path: Path) -> None:
    authority = Authority(tmp_path)
    names = Names({name: ["127.0.0.1"] for name in ("good.example", "bad.example", "small.example")})
    async with (
        HostileServer(authority.server("good.example")) as good,
        HostileServer(authority.server("bad.example", days=-1)) as expired,
        HostileServer(authority.server("bad.example", self_signed=True)) as alone,
        HostileServer(authority.server("small.example", key="small")) as small,
        open_crawler(names, authorities=str(authority.pem)) as crawler,
    ):

        async def get(url: str, **fields: object) -> tuple[bytes, list[str]]:
            page = await crawler.fetch_for(source(url, **fields))(url)
            return page.body, [issue.code for issue in page.issues]

        assert await get(good.url("/feed", "good.example")) == (RSS, [])
        with pytest.raises(Unreachable, match=r"of bad\.example:\d+ is not trusted: certificate has expired"):
            await get(expired.url("/feed", "bad.example"))
        with pytest.raises(Unreachable, match="is not trusted: Hostname mismatch"):
            await get(good.url("/feed", "bad.example"))
        with pytest.raises(Unreachable, match="is not trusted: self-signed certificate"):
            await get(alone.url("/feed", "bad.example"))
        with pytest.raises(Unreachable, match="key too weak"):
            await get(small.url("/feed", "small.example"))
        assert await get(small.url("/feed", "small.example"), tls="legacy") == (RSS, [])
        with pytest.raises(Unreachable, match="is not trusted"):
            await get(expired.url("/feed", "bad.example"), tls="legacy")
        assert await get(alone.url("/feed", "bad.example"), tls="unverified") == (RSS, ["certificate-unverified"])
        with pytest.raises(Unreachable):  # plain HTTP on a TLS port
            await get(good.url("/feed", "good.example").replace("https", "http"))


async def test_a_crawler_whose_scrapy_ended_builds_a_new_one() -> None:
    async with HostileServer() as server, open_crawler() as crawler:
        server.answers["/feed"] = whole(b"fine")
        fetch = crawler.fetch_for(source(server.url("/feed")))
        assert (await fetch(server.url("/feed"))).body == b"fine"
        first = await crawler.resident().engine()
        await first.crawler.stop_async()
        assert (await fetch(server.url("/feed"))).body == b"fine"
        second = await crawler.resident().engine()
        assert second is not first
        await second.close_spider_async(reason=CloseSpider("tired").reason)
        pages = await asyncio.gather(*(fetch(server.url("/feed")) for _ in range(10)))
        assert {page.body for page in pages} == {b"fine"}
    assert server.connections <= 11


async def test_connections_are_kept_and_none_is_leaked() -> None:
    def open_files() -> int:
        return len(list(Path("/proc/self/fd").iterdir()))

    async with HostileServer() as server:
        server.answers["/feed"] = whole(b"fine")
        before = open_files()
        async with open_crawler() as crawler:
            fetch = crawler.fetch_for(source(server.url("/feed"), timeout="1s"))
            for _ in range(50):
                await fetch(server.url("/feed"))
            assert server.connections == 1
            for path in ["/reset", "/endless", "/loop", "/garbage", "/hang-up", "/cut-chunks"] * 5:
                with suppress(CrawlError):
                    await fetch(server.url(path))
            await asyncio.sleep(0.05)
            assert open_files() - before < 12  # the loop's own, and one connection at each end
        await asyncio.sleep(0.05)
        assert open_files() - before <= 1


async def test_a_cancelled_fetch_is_gone() -> None:
    async with HostileServer() as server, open_crawler(per_host=1) as crawler:
        fetch = crawler.fetch_for(source(server.url("/silent"), timeout="30s"))
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(fetch(server.url("/silent")), 0.1)
        assert (await fetch(server.url("/feed"))).status == 200


async def test_closing_ends_what_is_under_way() -> None:
    async with HostileServer() as server:
        async with open_crawler() as crawler:
            slow = asyncio.create_task(crawler.fetch_for(source(server.url("/silent")))(server.url("/silent")))
            await asyncio.sleep(0.1)
        async with asyncio.timeout(1):
            with pytest.raises((Unreachable, TimedOut)):
                await slow


async def test_two_crawlers_and_no_port_of_scrapy() -> None:
    def listening() -> list[str]:
        lines = Path("/proc/self/net/tcp").read_text("ascii").splitlines()
        own = {str(fd.readlink()) for fd in Path("/proc/self/fd").iterdir() if fd.is_symlink()}
        return [line for line in lines if " 0A " in line and f"socket:[{line.split()[9]}]" in own]

    before = listening()
    async with open_crawler(), open_crawler():
        assert listening() == before


async def test_logs_tell_no_secret(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    async with HostileServer() as server, open_crawler() as crawler:
        fetch = crawler.fetch_for(source("http://example.org/", ask={"secret_query": {"key": "KEY"}}))
        await fetch(server.url("/feed?key=s3cret"))
        for path in ("/hang-up", "/nothing", "/garbage"):
            with pytest.raises(CrawlError) as failed:
                await fetch(server.url(f"{path}?key=s3cret"))
            assert "s3cret" not in str(failed.value)
    assert "s3cret" not in caplog.text
