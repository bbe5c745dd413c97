"""Sitemaps: addresses with dates, of news sitemaps also with titles; indexes are followed to their newest parts."""

from __future__ import annotations

import gzip
import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

from lxml import etree

from crawlers.answers import parse_xml
from crawlers.dates import feed_date
from crawlers.decode import decode
from crawlers.errors import CrawlError, PageError, TooLarge
from crawlers.expect import check_page, check_rows, raise_if_wall
from crawlers.item import Issue, Item, KnownDocuments, Validators, Window
from crawlers.keys import web_address
from crawlers.page import Fetch, Page, Reading
from crawlers.request import request_of
from crawlers.source import DateFrom, FieldFrom, Source
from crawlers.spiders.detail import Details
from crawlers.spiders.row import RowReader, in_window

FULL_READ = timedelta(days=1)
#: Addresses taken of one sitemap, newest first: some list every page of twenty years.
_MOST_ROWS = 1000
#: Pages read at the first poll; the older addresses are known from then on, and read when they change.
_MOST_FIRST_DETAILS = 50
_MOST_PARTS = 5
#: Addresses of a window that are read and handed over together.
_KEPT = 20
_DATE = "news/publication_date | lastmod[not(../news/publication_date)]"
_PAGE_TITLE = FieldFrom(xpath="(//meta[@property='og:title']/@content | //h1)[1]")


class SitemapSpider:
    def __init__(self, source: Source) -> None:
        fields, detail = source.fields, source.detail
        defaults = {
            "link": fields.link or FieldFrom(xpath="loc"),
            "title": fields.title or FieldFrom(xpath="news/title"),
            "date": fields.date or DateFrom(xpath=_DATE, formats=["iso"]),
        }
        if detail and not detail.fields.title:
            titled = detail.fields.model_copy(update={"title": _PAGE_TITLE})
            detail = detail.model_copy(update={"fields": titled})
        self.source = source.model_copy(update={"fields": fields.model_copy(update=defaults), "detail": detail})

    async def poll(
        self,
        fetch: Fetch,
        *,
        validators: Validators,
        known: KnownDocuments,
        now: datetime,
        window: Window | None = None,
    ) -> Reading:
        full = window is not None or validators.full_read_at is None or now - validators.full_read_at >= FULL_READ
        first = await request_of(self.source, window=window).ask(fetch, None if full else validators)
        if first.status == 304:
            return Reading("unchanged", http_status=304, validators=validators)
        reading = Reading(
            "ok", http_status=first.status, validators=self._validators(first, now if full else validators.full_read_at)
        )
        if not full and validators.body_hash == reading.validators.body_hash != "":
            return Reading("unchanged", http_status=first.status, validators=validators)
        since = _since(validators, now, window, ZoneInfo(self.source.timezone))
        rows = await self._rows(first, fetch, since, now, reading, past=window is not None)
        items = self._items(rows, first.url, now, reading.issues, window)
        if window is None:
            check_rows(self.source, first, "", len(rows))
        details = Details(self.source, fetch, now)
        if window:
            reading.items = await self._past(details, items, known, window)
        else:
            reading.items = await self._completed(details, items, known, is_first=validators.full_read_at is None)
        reading.issues += details.issues
        reading.checked, reading.gone, reading.rows = details.checked, details.gone, len(rows)
        reading.unread = details.unread
        return reading

    def _validators(self, page: Page, full_read_at: datetime | None) -> Validators:
        """An index says nothing of its parts, and a detail page that failed wants another try: those are read anew."""
        if b"<sitemapindex" in page.body[:5000] or self.source.detail or page.truncated:
            return Validators(full_read_at=full_read_at)
        return Validators(
            etag=page.headers.get("etag", ""),
            last_modified=page.headers.get("last-modified", ""),
            body_hash=page.hash,
            full_read_at=full_read_at,
        )

    async def _rows(
        self, page: Page, fetch: Fetch, since: datetime | None, now: datetime, reading: Reading, *, past: bool
    ) -> list[etree._Element]:
        root = self._root(page, reading.issues)
        if root.tag == "urlset":
            return list(root.findall("url"))
        if root.tag != "sitemapindex":
            raise PageError(f"{page.url} is no sitemap: its root is {root.tag!r}")
        rows: list[etree._Element] = []
        parts = _newest_parts(root, self.source.timezone, since, now)
        for part in parts if past else parts[:_MOST_PARTS]:
            try:
                rows += self._root(await fetch(web_address(part, page.url)), reading.issues).findall("url")
            except CrawlError as error:
                reading.outcome = "partial"
                reading.issues.append(Issue("page-failed", f"part of the sitemap: {error}", part))
        return rows

    def _root(self, page: Page, issues: list[Issue]) -> etree._Element:
        page = replace(page, body=_unzipped(page, self.source.expect.max_bytes))
        decoded = decode(page.body, page.headers)
        issues += [*page.issues, *decoded.issues]
        check_page(self.source, page, decoded.text)
        try:
            return parse_xml(decoded.text, page.url)
        except PageError:
            raise_if_wall(page, decoded.text)
            raise

    def _items(
        self, rows: Sequence[etree._Element], base: str, now: datetime, issues: list[Issue], window: Window | None
    ) -> list[Item]:
        reader, zone = RowReader(self.source, base, now, issues), ZoneInfo(self.source.timezone)
        items = {item.key: item for row in rows if (item := reader.item(row))}.values()
        newest = sorted(items, key=lambda item: item.published.timestamp() if item.published else 0.0, reverse=True)
        named = (item if item.title != item.key else replace(item, title=_from_address(item.url)) for item in newest)
        return [item for item in named if in_window(item.published, window, zone)][: None if window else _MOST_ROWS]

    async def _past(self, details: Details, items: Sequence[Item], known: KnownDocuments, window: Window) -> list[Item]:
        """All addresses of a window with their pages, handed over by the way."""
        read: list[Item] = []
        for at in range(0, len(items), _KEPT):
            some = items[at : at + _KEPT]
            read += await details.complete(some, known({item.key for item in some}))
            if window.keep:
                await window.keep(read)
                read = []
        return read

    async def _completed(
        self, details: Details, items: Sequence[Item], known: KnownDocuments, *, is_first: bool
    ) -> list[Item]:
        stored = known({item.key for item in items}) if items else {}
        if not is_first or self.source.detail is None:
            return await details.complete(items, stored)
        read = await details.complete(items[:_MOST_FIRST_DETAILS], stored)
        return read + [item for item in items[_MOST_FIRST_DETAILS:] if item.key not in stored]


def _since(validators: Validators, now: datetime, window: Window | None, zone: ZoneInfo) -> datetime | None:
    if window:
        return datetime(window.since.year, window.since.month, window.since.day, tzinfo=zone)
    return validators.full_read_at - timedelta(days=2) if validators.full_read_at else None


def _newest_parts(root: etree._Element, zone: str, since: datetime | None, now: datetime) -> list[str]:
    """The parts that changed since then; without dates, the last ones: sitemaps grow at their end."""
    dated, undated = [], []
    for part in root.findall("sitemap"):
        link, changed = (part.findtext("loc") or "").strip(), feed_date(part.findtext("lastmod") or "", zone, now)
        if changed is None:
            undated.append(link)
        elif since is None or changed.moment >= since:
            dated.append((changed.moment, link))
    newest = [link for _, link in sorted(dated, reverse=True)]
    return newest + undated[::-1]


def _unzipped(page: Page, most: int) -> bytes:
    if page.body[:2] != b"\x1f\x8b":
        return page.body
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(page.body)) as stream:
            body = stream.read(most + 1)
    except (OSError, EOFError) as error:
        raise PageError(f"{page.url} cannot be unpacked: {error}") from error
    if len(body) > most:
        raise TooLarge(f"{page.url} unpacks to more than {most} bytes")
    return body


def _from_address(url: str) -> str:
    """A title for an address that has none: the words of its last part."""
    parts = [part for part in unquote(urlsplit(url).path).split("/") if part]
    if not parts:
        return url
    return (parts[-1].rpartition(".")[0] or parts[-1]).replace("-", " ").replace("_", " ")
