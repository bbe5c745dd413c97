from __future__ import annotations

import pytest

from crawlers.crawler import Crawler
from crawlers.errors import CrawlError, Refused, Unreachable
from crawlers.robots import Robots
from tests.crawlers.network import Names, open_crawler, source
from tests.hostile_server import HostileServer, head, whole


async def ask(crawler: Crawler, url: str, **fields: object) -> int:
    return (await crawler.fetch_for(source(url, **fields))(url)).status


def robots_read(server: HostileServer) -> int:
    return [seen.path for seen in server.requests].count("/robots.txt")


async def test_what_robots_txt_forbids_is_not_asked() -> None:
    async with HostileServer() as server, open_crawler(obey_robots=True) as crawler:
        server.answers["/robots.txt"] = whole(
            b"User-agent: *\nDisallow: /private\nAllow: /private/feed\n\nUser-agent: bad\nDisallow: /"
        )
        server.answers["/private/feed"] = whole(b"fine")
        with pytest.raises(Refused, match=r"robots\.txt of 127\.0\.0\.1 does not allow /private/x"):
            await ask(crawler, server.url("/private/x?y=1"))
        assert await ask(crawler, server.url("/feed")) == 200
        assert await ask(crawler, server.url("/private/feed")) == 200
    assert robots_read(server) == 1
    assert "/private/x" not in [seen.path for seen in server.requests]


async def test_rules_for_our_name_come_first() -> None:
    async with HostileServer() as server, open_crawler(obey_robots=True) as crawler:
        server.answers["/robots.txt"] = whole(b"User-agent: *\nAllow: /\n\nUser-agent: Policywatch\nDisallow: /feed")
        with pytest.raises(Refused):
            await ask(crawler, server.url("/feed"))


async def test_a_redirect_is_checked_too() -> None:
    async with HostileServer() as server, HostileServer() as other, open_crawler(obey_robots=True) as crawler:
        other.answers["/robots.txt"] = whole(b"User-agent: *\nDisallow: /")
        with pytest.raises(Refused, match="does not allow /feed"):
            await ask(crawler, server.url(f"/redirect?to={other.url('/feed')}"))
    assert [seen.path for seen in other.requests] == ["/robots.txt"]


@pytest.mark.parametrize("answer", [whole(b"gone", 404), whole(b"no", 403), whole(b"<html>home</html>"), whole(b""),
                                    whole(b"\xff\xfe\x00garbage\n" * 50_000)])  # fmt: skip
async def test_no_rules_allow_everything(answer: bytes) -> None:
    async with HostileServer() as server, open_crawler(obey_robots=True) as crawler:
        server.answers["/robots.txt"] = answer
        assert await ask(crawler, server.url("/feed")) == 200


@pytest.mark.parametrize("status", [500, 503, 429])
async def test_rules_that_cannot_be_read_close_the_host_for_a_while(status: int) -> None:
    async with HostileServer() as server, open_crawler(obey_robots=True) as crawler:
        server.answers["/robots.txt"] = whole(b"", status)
        for _ in range(2):
            with pytest.raises(Refused, match=f"answered {status}, so nothing may be fetched yet") as refused:
                await ask(crawler, server.url("/feed"))
            assert refused.value.retry_after == 600
    assert [seen.path for seen in server.requests] == ["/robots.txt"]


async def test_a_dead_host_is_unreachable_not_refused() -> None:
    async with open_crawler(Names({}), obey_robots=True) as crawler:
        with pytest.raises(Unreachable, match="does not resolve"):
            await ask(crawler, "http://nowhere.example/feed")


async def test_an_api_or_a_source_that_says_so_asks_no_robots_txt() -> None:
    async with HostileServer() as server, open_crawler(obey_robots=True) as crawler:
        server.answers["/robots.txt"] = whole(b"User-agent: *\nDisallow: /")
        assert await ask(crawler, server.url("/feed"), robots=False) == 200
        assert await ask(crawler, server.url("/feed"), kind="api", answer="json", rows="items") == 200
    assert robots_read(server) == 0


async def test_a_redirected_robots_txt_is_followed_but_never_inside() -> None:
    async with HostileServer() as server, open_crawler(obey_robots=True) as crawler:
        server.answers["/robots.txt"] = whole(b"", 301, Location="/elsewhere")
        server.answers["/elsewhere"] = whole(b"User-agent: *\nDisallow: /feed")
        with pytest.raises(Refused, match="does not allow"):
            await ask(crawler, server.url("/feed"))
    async with HostileServer() as server, open_crawler(obey_robots=True) as crawler:
        server.answers["/robots.txt"] = whole(b"", 301, Location="http://169.254.169.254/")
        with pytest.raises(CrawlError):
            await ask(crawler, server.url("/feed"))


async def test_an_endless_robots_txt_closes_the_host() -> None:
    async with HostileServer() as server, open_crawler(obey_robots=True) as crawler:
        server.answers["/robots.txt"] = head(Content_Length=10**9) + b"User-agent: *\n" * 200_000
        with pytest.raises(CrawlError, match=r"robots\.txt says it has"):
            await ask(crawler, server.url("/feed"))


async def test_the_last_known_rules_count_while_the_file_cannot_be_read() -> None:
    from yarl import URL

    from crawlers.transport import Answer

    now = [0.0]
    answers = [Answer(200, {}, b"User-agent: *\nDisallow: /a"), Answer(503, {}, b""), Answer(200, {}, b"")]
    asked: list[URL] = []

    async def get(url: URL) -> Answer:
        asked.append(url)
        return answers.pop(0)

    robots = Robots("policywatch", clock=lambda: now[0])
    with pytest.raises(Refused):
        await robots.check(URL("http://example.org/a"), get)
    now[0] = 86_401.0
    with pytest.raises(Refused, match="does not allow"):
        await robots.check(URL("http://example.org/a"), get)
    now[0] += 601.0
    assert await robots.check(URL("http://example.org/a"), get) == 0.0
    assert asked == [URL("http://example.org/robots.txt")] * 3
