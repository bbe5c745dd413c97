"""A snapshot read again with today's parser: what the document would be had we read it so from the beginning."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from crawlers.answers import parse_xml
from crawlers.aside import aside
from crawlers.decode import decode
from crawlers.errors import PageError
from crawlers.extract import extract
from crawlers.feed import FeedBody
from crawlers.item import Issue, Item, Known, Retrieval, Validators
from crawlers.page import Page
from crawlers.source import Source
from crawlers.spiders.detail import Details
from crawlers.spiders.feed import FeedSpider
from crawlers.spiders.page import PageSpider
from crawlers.spiders.row import RowReader


async def reread(source: Source, item: Item, now: datetime) -> tuple[Item, list[Issue]]:
    """`item` holds what is stored: key, title, url, date, and as `raw` the snapshot. Raises PageError.

    What today's source cannot read from the snapshot alone stays as it is stored: the row of a list is not in it.
    """
    answer = item.retrieval or Retrieval(item.url or source.url, 200, {"content-type": item.media_type})
    page = Page(answer.url, answer.status, answer.headers, item.raw)
    issues: list[Issue] = []
    if source.kind == "page":
        fresh = await PageSpider(source).read(page, _no_fetch, now, issues)
    elif source.kind == "bulletin" and (text := await _bulletin_text(item)):
        fresh = replace(item, text=text)
    elif source.detail is not None and item.media_type not in ("application/xml", "application/pdf"):
        details = Details(source, _no_fetch, now)
        fresh = details.merged(item, source.detail, page, _text(page, source))
        issues = details.issues
    elif source.kind == "feed":
        entries = FeedBody(item.raw, {}, page.url, tuple(source.languages)).read().entries
        fresh = next(iter(FeedSpider(source).items(page, entries, _none_known, now, issues)), item)
    else:
        fresh = _row(source, item, page, now, issues)
    kept = replace(fresh, key=item.key, row_hash=item.row_hash, raw=item.raw, media_type=item.media_type)
    kept = replace(kept, retrieval=item.retrieval)  # of the answer, not of the snapshot
    return replace(kept, attachments=fresh.attachments or item.attachments), issues


def _row(source: Source, item: Item, page: Page, now: datetime, issues: list[Issue]) -> Item:
    reader = RowReader(source, source.url, now, issues)
    if source.answer == "json":
        return reader.item(json.loads(item.raw)) or item
    if source.answer == "xml":
        return reader.item(parse_xml(_text(page, source), page.url)) or item
    raise PageError(f"{item.key} of {source.id} was read from a list, which is not kept: nothing to read again")


async def _bulletin_text(item: Item) -> str:
    """Of the file of an issue; empty when the snapshot is the page that led to it."""
    extraction = await aside(extract, item.url.rpartition("/")[2], item.raw, item.media_type)
    return extraction.items[0].text if extraction.kinds[:1] == ["bulletin"] else ""


def _text(page: Page, source: Source) -> str:
    return decode(page.body, page.headers, tuple(source.languages)).text


def _none_known(_: Iterable[str]) -> Mapping[str, Known]:
    return {}


async def _no_fetch(
    url: str,
    *,
    method: str = "GET",
    headers: Mapping[str, str] | None = None,
    body: bytes = b"",
    validators: Validators | None = None,
) -> Page:
    raise PageError(f"{url} is not asked for: only the snapshot is read")
