from __future__ import annotations

from dataclasses import replace

import pytest

from crawlers.errors import PageError
from crawlers.item import Item
from crawlers.reread import reread
from crawlers.source import Source
from tests.crawlers.site import NOW, Desk, Site, saved, source
from tests.crawlers.test_listing import BOARD, DETAIL, URL, VIEW, XML

ENTRY = "<item><title>Gallium</title><link>/1</link><guid>/1</guid>{more}</item>"
FEED = f"<rss version='2.0'><channel>{ENTRY}</channel></rss>"


async def first(asked: Source, answers: dict[str, bytes | str]) -> Item:
    return (await Desk(asked, Site({**answers})).poll()).items[0]


async def test_what_is_read_again_with_the_same_parser_is_the_same() -> None:
    board = {VIEW + number: saved("board-detail.html") for number in ("8249", "8248", "8247")}
    listing = source("listing", URL, **BOARD, detail=DETAIL)
    page = source("page", URL, page={"content": "div.cont"})
    api = source("api", URL, **XML)
    feed = source("feed", URL)
    for asked, item in (
        (listing, await first(listing, {URL: saved("board.html"), **board})),
        (page, await first(page, {URL: saved("board-detail.html")})),
        (api, await first(api, {URL: saved("news.xml")})),
        (feed, await first(feed, {URL: FEED.format(more="<description>Text</description>")})),
    ):
        assert item.raw
        assert item.text
        assert await reread(asked, replace(item, text="as an older parser read it"), NOW) == (item, [])


async def test_a_better_selector_reads_more_of_the_same_snapshot() -> None:
    listing = source("listing", URL, **BOARD, detail=DETAIL | {"text": "div.view"})
    item = Item("8249", "T", VIEW + "8249", raw=saved("board-detail.html"), media_type="text/html")
    fresh, _ = await reread(listing, item, NOW)
    assert "담당 부서" in fresh.text


async def test_rows_of_lists_are_not_kept() -> None:
    listing = source("listing", URL, **BOARD)
    item = await first(listing, {URL: saved("board.html")})
    assert not item.raw
    with pytest.raises(PageError, match="nothing to read again"):
        await reread(listing, item, NOW)
