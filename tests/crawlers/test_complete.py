"""What a complete list shows is said key by key, and only when it was read to its end."""

from __future__ import annotations

from datetime import timedelta

from crawlers.errors import HttpError, PageError, TimedOut
from tests.crawlers.site import NOW, Desk, Site, source
from tests.crawlers.test_feed_spider import URL as FEED
from tests.crawlers.test_feed_spider import feed, item
from tests.crawlers.test_listing import DETAIL, VIEW, page, paged, rows


async def test_all_pages_of_a_complete_list_are_read_although_they_are_known() -> None:
    desk = paged(complete=True)
    desk.site.answers |= {page(1): rows(1, 2), page(2): rows(3, 4), page(3): HttpError(404, page(3))}
    assert (await desk.poll()).shown == {"1", "2", "3", "4"}
    desk.site.answers[page(1)] = rows(2)
    assert (await desk.poll()).shown == {"2", "3", "4"}


async def test_a_list_that_ends_in_a_failure_says_nothing() -> None:
    for failure in (TimedOut("too slow"), PageError("no rows")):
        desk = paged(complete=True)
        desk.site.answers |= {page(1): rows(1, 2), page(2): failure}
        assert (await desk.poll()).shown is None


async def test_a_list_that_is_not_complete_says_nothing() -> None:
    desk = paged()
    desk.site.answers |= {page(1): rows(1, 2), page(2): HttpError(404, page(2))}
    assert (await desk.poll()).shown is None


async def test_a_complete_feed_is_read_whole_at_each_change() -> None:
    desk = Desk(source("feed", FEED, complete=True), Site({FEED: feed(item("1"), item("2"), item("3"))}))
    assert (await desk.poll()).shown == {"1", "2", "3"}
    desk.site.answers[FEED] = feed(item("1"), item("3"))
    told = await desk.poll()
    assert (told.outcome, told.shown) == ("ok", {"1", "3"})
    desk.site.answers[FEED] = feed(item("1"), item("3"))[:-30]
    assert (await desk.poll()).shown is None


async def test_a_known_page_that_is_not_there_is_said() -> None:
    fields = {"rows": "ul.list > li", "key": {"param": "id"}, "detail": DETAIL}
    board, view = "https://ministry.example/board", VIEW.replace("view.do", "v")
    desk = Desk(source("listing", board, **fields), Site({board: rows(1, 2)}))
    desk.site.answers |= {f"{view}{number}": "<div class=cont>Text</div>" for number in (1, 2)}
    assert (await desk.poll()).gone == []
    desk.site.answers[f"{view}2"] = HttpError(410, f"{view}2")
    desk.now = NOW + timedelta(days=2)
    assert (await desk.poll()).gone == ["2"]
