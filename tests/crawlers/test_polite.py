from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise

import pytest

from crawlers.errors import Blocked, CrawlError, HttpError, Refused
from crawlers.polite import Hosts
from crawlers.status import check_status, retry_after
from crawlers.transport import Answer
from tests.crawlers.network import Names, open_crawler, source
from tests.hostile_server import HostileServer, whole


async def test_a_host_is_asked_by_so_many_at_once_over_all_its_sources() -> None:
    hosts, busy, most = Hosts(concurrency=2, delay=0.0, total=100), 0, 0

    async def ask(host: str) -> None:
        nonlocal busy, most
        async with hosts.turn(host):
            busy += 1
            most = max(most, busy)
            await asyncio.sleep(0.005)
            busy -= 1

    await asyncio.gather(*(ask("example.org") for _ in range(20)))
    assert most == 2
    await asyncio.gather(*(ask(f"{number}.example.org") for number in range(50)))
    assert most == 50


async def test_requests_to_a_host_are_spaced() -> None:
    hosts, at = Hosts(concurrency=5, delay=0.05, total=100), []

    async def ask(delay: float | None) -> None:
        async with hosts.turn("example.org", delay):
            at.append(time.monotonic())

    await asyncio.gather(*(ask(None) for _ in range(5)))
    gaps = [later - earlier for earlier, later in pairwise(at)]
    assert min(gaps) > 0.045
    at.clear()
    await asyncio.gather(*(ask(0.1) for _ in range(3)))
    assert at[-1] - at[-2] > 0.09


async def test_sources_on_one_host_share_its_delay_and_crawl_delay() -> None:
    async with HostileServer() as server:
        server.answers["/robots.txt"] = whole(b"User-agent: *\nCrawl-delay: 0.2")
        names = Names({"one.example": ["127.0.0.1"]})
        async with open_crawler(names, obey_robots=True, delay=0.05) as crawler:
            started = time.monotonic()
            urls = [server.url("/feed", "one.example")] * 3
            await asyncio.gather(*(crawler.fetch_for(source(url, id=f"t/{n}"))(url) for n, url in enumerate(urls)))
            assert time.monotonic() - started > 0.4


async def test_cancelled_waiters_give_their_turn_back() -> None:
    hosts = Hosts(concurrency=1, delay=0.0, total=1)
    async with hosts.turn("example.org"):
        waiter = asyncio.create_task(hosts.turn("example.org").__aenter__())
        await asyncio.sleep(0)
        waiter.cancel()
    async with asyncio.timeout(1):
        async with hosts.turn("example.org"):
            pass


async def test_a_host_that_sends_us_away_is_left_alone() -> None:
    async with HostileServer() as server, open_crawler() as crawler:
        fetch = crawler.fetch_for(source(server.url("/busy")))
        server.answers["/busy"] = whole(b"", 429, Retry_After=120)
        with pytest.raises(HttpError, match="answered 429") as busy:
            await fetch(server.url("/busy"))
        assert (busy.value.status, busy.value.retry_after) == (429, 120)
        with pytest.raises(Refused, match=r"127\.0\.0\.1 asked us to stay away for another 1\d\d s") as refused:
            await crawler.fetch_for(source(server.url("/feed"), id="test/two"))(server.url("/feed"))
        assert 110 < (refused.value.retry_after or 0) <= 120
    assert len(server.requests) == 1


async def test_a_short_absence_is_sat_out() -> None:
    async with HostileServer() as server, open_crawler() as crawler:
        fetch = crawler.fetch_for(source(server.url("/busy")))
        server.answers["/busy"] = whole(b"", 503, Retry_After=1)
        with pytest.raises(HttpError):
            await fetch(server.url("/busy"))
        started = time.monotonic()
        assert (await fetch(server.url("/feed"))).status == 200
        assert time.monotonic() - started > 0.9


NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("30", 30.0),
        ("0", 0.0),
        ("99999999999", 86_400.0),
        (format_datetime(NOW + timedelta(minutes=5), usegmt=True), 300.0),
        (format_datetime(NOW - timedelta(minutes=5), usegmt=True), 0.0),
        ("Mon, 04 May 2026 12:01:00", 60.0),
        ("soon", None),
        ("-5", None),
        ("٣", None),
        ("Mon, 99 May 2026 99:99:99 GMT", None),
        ("", None),
    ],
)
def test_retry_after(value: str, seconds: float | None) -> None:
    headers = {"retry-after": value, "date": format_datetime(NOW, usegmt=True)}
    assert retry_after(Answer(503, headers, b"")) == seconds


@pytest.mark.parametrize(
    ("status", "headers", "error"),
    [
        (403, {}, Blocked),
        (403, {"cf-mitigated": "challenge"}, Blocked),
        (503, {"cf-mitigated": "challenge"}, Blocked),
        (202, {"x-amzn-waf-action": "challenge"}, Blocked),
        (451, {}, Blocked),
        (429, {}, HttpError),
        (503, {}, HttpError),
        (401, {}, HttpError),
        (404, {}, HttpError),
        (410, {}, HttpError),
        (500, {}, HttpError),
        (304, {}, HttpError),
        (300, {}, HttpError),
    ],
)
def test_what_a_status_means(status: int, headers: dict[str, str], error: type[CrawlError]) -> None:
    with pytest.raises(error) as raised:
        check_status(Answer(status, headers | {"retry-after": "7"}, b""), "http://example.org/", conditional=False)
    assert type(raised.value) is error
    if status > 304 or headers:
        assert raised.value.retry_after in (7, None)


def test_a_304_is_fine_when_asked_for() -> None:
    check_status(Answer(304, {}, b""), "http://example.org/", conditional=True)
    check_status(Answer(200, {}, b"x"), "http://example.org/", conditional=False)


class Turns:
    """crawlers.polite.SharedTurns of one process, which keeps the loop busy while it hands out the first `busy` ones."""

    def __init__(self, busy: int) -> None:
        self.busy, self.taken = busy, 0

    async def reserve(self, host: str, delay: float) -> tuple[float, float]:
        self.taken += 1
        if self.taken <= self.busy:
            asyncio.get_running_loop().call_later(0.01, time.sleep, 0.15)
        return 0.02, 0.0

    async def stay_away(self, host: str, seconds: float) -> None: ...


@pytest.mark.parametrize(("busy", "taken"), [(0, 1), (1, 2), (9, 3)])
async def test_who_comes_late_takes_another_turn(busy: int, taken: int) -> None:
    turns = Turns(busy)
    async with Hosts(concurrency=1, delay=0.0, total=9, shared=turns).turn("example.org", delay=0.5):
        assert turns.taken == taken
