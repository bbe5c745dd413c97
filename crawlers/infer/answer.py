"""Whatever an address answers → a source: feed, sitemap, API or list page."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import datetime
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

from crawlers.decode import decode
from crawlers.errors import PageError
from crawlers.feed import FeedBody, FeedReading
from crawlers.infer.api import api_of
from crawlers.infer.listing import Inferred, InferredRow, infer_list
from crawlers.infer.origin import origin_of
from crawlers.infer.reading import expectation, shown_date
from crawlers.infer.replay import replay
from crawlers.infer.sheet import Sheet
from crawlers.item import Item, Poll
from crawlers.page import Page
from crawlers.source import Source

_FEED = re.compile(r"<(?:\w+:)?(?:rss|rdf|feed|channel)\b", re.IGNORECASE)
#: Characters of text in a typical entry; feeds with less need the pages behind their entries.
_LITTLE_TEXT = 60


async def infer(page: Page, now: datetime, url: str = "", scripts: str = "") -> Inferred | None:
    """`url` is what to ask next time, when the page was reached by a redirect. None: nothing repeats there."""
    url = url or page.url
    text = decode(page.body, page.headers).text
    start = text.lstrip("\ufeff \t\r\n")[:600].lower()
    if start[:1] in ("{", "["):
        definition = _json_feed(page, url) or api_of(text, url, now)
        return await _replayed(definition, page, now)
    if "<urlset" in start or "<sitemapindex" in start:
        return await _replayed(_bare(Sheet("", url), [], "sitemap"), page, now)
    if _FEED.search(text, 0, 4000) and (feed := feed_of(page, url)):
        return await _replayed(feed, page, now)
    if start.startswith("<?xml") and "<html" not in start:
        return await _replayed(api_of(text, url, now), page, now)
    found = infer_list(text, page.url, now, scripts=scripts)
    return replace(found, definition={**found.definition, "url": url}) if found else None


def _json_feed(page: Page, url: str) -> dict[str, Any] | None:
    try:
        whole = json.loads(decode(page.body, page.headers).text)
    except (ValueError, RecursionError):
        return None
    return feed_of(page, url) if isinstance(whole, dict) and "jsonfeed" in str(whole.get("version")) else None


def feed_of(page: Page, url: str) -> dict[str, Any] | None:
    """The definition of a source when the page is a feed with entries."""
    try:
        reading = FeedBody(page.body, page.headers, page.url).read()
    except PageError:
        return None
    titles = [entry.title_text for entry in reading.entries]
    return _titled(_bare(Sheet("", url), titles, "feed"), reading)


def _titled(definition: dict[str, Any], reading: FeedReading) -> dict[str, Any]:
    if reading.title:
        definition["name"] = reading.title[:120]
        definition["publisher"] = reading.title.split(" - ")[0].split("|")[0].strip()[:80] or definition["publisher"]
    return definition


def _bare(sheet: Sheet, titles: list[str], kind: str) -> dict[str, Any]:
    origin = origin_of(sheet, titles)
    return {
        "id": origin.id,
        "name": origin.name,
        "publisher": origin.publisher,
        "country": origin.country,
        "languages": origin.languages,
        "kind": kind,
        "url": sheet.url,
        "timezone": origin.zone,
        "every": "1h",
        "verified": True,
    }


async def _replayed(definition: dict[str, Any] | None, page: Page, now: datetime) -> Inferred | None:
    """The rows as the spider of the kind reads them."""
    if definition is None:
        return None
    told = await replay(Source.model_validate({**definition, "expect": {"min_rows": 0}}), page, now)
    if not told.items and (definition["kind"] != "feed" or told.error):
        return None
    every, expect = expectation(told.items, now)
    definition = {**definition, "every": every, "expect": expect}
    if definition["kind"] == "feed" and told.items and median(len(item.text) for item in told.items) < _LITTLE_TEXT:
        definition["detail"] = {}
    return Inferred(definition, rows_of(told, definition["timezone"]), tuple(told.issues), float(len(told.items)))


def rows_of(told: Poll, zone: str) -> tuple[InferredRow, ...]:
    return tuple(_row(item, ZoneInfo(zone)) for item in told.items)


def _row(item: Item, zone: ZoneInfo) -> InferredRow:
    return InferredRow(item.title, item.url, item.key, shown_date(item, zone))


async def infer_feed(page: Page, now: datetime, url: str = "") -> Inferred | None:
    """None when the answer is no feed."""
    return await _replayed(feed_of(page, url or page.url), page, now)
