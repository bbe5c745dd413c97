"""Feeds. A body that did not change costs a hash; an entry that did not change costs a hash; the rest is parsed."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

from crawlers.aside import aside
from crawlers.dates import FUTURE, Dated, feed_date
from crawlers.errors import CrawlError, HttpError, PageError
from crawlers.expect import check_page, check_rows, raise_if_wall
from crawlers.feed import FeedBody, FeedReading
from crawlers.feed_entry import FeedEntry
from crawlers.item import Attachment, Issue, Item, KnownDocuments, Retrieval, Validators, Window
from crawlers.keys import apart, canonical, feed_key, short_hash, web_address
from crawlers.page import Fetch, Page, Reading
from crawlers.request import has_pages, request_of
from crawlers.select import shaped
from crawlers.source import FieldFrom, Source
from crawlers.spiders.detail import GONE, Details
from crawlers.spiders.row import in_window

#: Server validators lie: once in this time the whole body is asked for.
FULL_READ = timedelta(days=1)
#: Larger bodies are read in a thread, so that the loop goes on.
_LARGE = 200_000
_LONGEST_HEAD = 20_000
_MOVING = re.compile(rb"<(lastBuildDate|pubDate|updated|modified|dc:date)>[^<]*</\1>")
_NO_DOCUMENT = ("image/", "audio/", "video/")


class FeedSpider:
    def __init__(self, source: Source) -> None:
        self.source = source
        self._languages = tuple(source.languages)

    async def poll(
        self,
        fetch: Fetch,
        *,
        validators: Validators,
        known: KnownDocuments,
        now: datetime,
        window: Window | None = None,
    ) -> Reading:
        if window:
            return await self._past(fetch, validators, known, now, window)
        full = validators.full_read_at is None or now - validators.full_read_at >= FULL_READ
        page = await request_of(self.source).ask(fetch, None if full else validators)
        if page.status == 304:
            return Reading("unchanged", validators=validators, http_status=304, issues=list(page.issues))
        fresh = self._validators(page, validators, now if full else validators.full_read_at)
        if fresh.body_hash == validators.body_hash:
            return Reading("unchanged", validators=fresh, http_status=page.status, issues=list(page.issues))
        return await self._changed(page, fetch, validators, fresh, known, now)

    def _validators(self, page: Page, old: Validators, full_read_at: datetime | None) -> Validators:
        return Validators(
            etag=page.headers.get("etag", ""),
            last_modified=page.headers.get("last-modified", ""),
            body_hash=hashlib.sha256(_steady(page.body)).hexdigest()[:32],
            cuts=old.cuts,
            full_read_at=full_read_at,
        )

    async def _changed(
        self, page: Page, fetch: Fetch, old: Validators, fresh: Validators, known: KnownDocuments, now: datetime
    ) -> Reading:
        # to know what a complete feed no longer shows, all that it shows is read
        cuts = b"" if self.source.complete else old.cuts
        feed = await self._read(page, frozenset(cuts[at : at + 8] for at in range(0, len(cuts), 8)))
        issues = [*page.issues, *feed.issues]
        items = self.items(page, feed.entries, known, now, issues)
        shown = self._shown(items, issues)
        fresh, gone = replace(fresh, cuts=feed.cuts), list[str]()
        if self.source.detail and items:
            details = Details(self.source, fetch, now)
            items = await details.complete(items, known({item.key for item in items}))
            issues += details.issues
            gone = details.gone
            if details.failed:  # the next poll reads everything once more, so that what failed gets its chance
                fresh = replace(fresh, cuts=b"", body_hash="", etag="", last_modified="")
        if page.truncated or not feed.complete:
            issues.append(Issue("cut-off", f"the feed ends in the middle after {feed.rows} entries", page.url))
            return Reading("partial", items, issues, old, rows=feed.rows, http_status=page.status)
        reading = Reading("ok", items, issues, fresh, rows=feed.rows, http_status=page.status, shown=shown, gone=gone)
        if not items and not issues and shown is None:  # only a date of the feed itself moved
            reading.outcome = "unchanged"
        return reading

    def _shown(self, items: list[Item], issues: list[Issue]) -> frozenset[str] | None:
        whole = self.source.complete and all(issue.code != "no-key" for issue in issues)
        return frozenset(item.key for item in items) if whole else None

    async def _read(self, page: Page, seen: frozenset[bytes]) -> FeedReading:
        body = FeedBody(page.body, page.headers, page.url, self._languages)
        try:
            large = len(page.body) > _LARGE
            feed = None if large else body.read_fast(seen)
            if feed is None:
                feed = await aside(body.read, seen)
        except PageError as error:
            raise_if_wall(page, body.text)
            raise type(error)(f"{page.url}: {error}") from error
        check_page(self.source, page, body.text)
        if page.truncated and not feed.rows:
            raise PageError(f"{page.url} is cut off before its first entry")
        check_rows(self.source, page, body.text, feed.rows)
        return feed

    async def _past(
        self, fetch: Fetch, validators: Validators, known: KnownDocuments, now: datetime, window: Window
    ) -> Reading:
        """Pages of a feed that has some (WordPress: `?paged={page}`), until they end or are older than the window."""
        reading, seen, details = Reading("ok", validators=validators), set[str](), Details(self.source, fetch, now)
        zone = ZoneInfo(self.source.timezone)
        for number in range(self.source.paging.most if has_pages(self.source) else 1):
            try:
                page = await request_of(self.source, number, window).ask(fetch)
                feed = await self._read(page, frozenset())
            except PageError:
                if number == 0:
                    raise
                break
            except CrawlError as error:
                if number == 0:
                    raise
                if not (isinstance(error, HttpError) and error.status in GONE):  # WordPress ends its pages with a 404
                    reading.outcome = "partial"
                    reading.issues.append(Issue("page-failed", f"page {number + 1}: {error}", self.source.url))
                break
            reading.http_status, reading.rows = page.status, reading.rows + feed.rows
            items = self.items(page, feed.entries, known, now, reading.issues)
            fresh = [item for item in items if item.key not in seen]
            seen.update(item.key for item in fresh)
            wanted = [item for item in fresh if in_window(item.published, window, zone)]
            if self.source.detail and wanted:
                wanted = await details.complete(wanted, known({item.key for item in wanted}))
            reading.items += wanted
            dates = [item.published.astimezone(zone).date() for item in fresh if item.published]
            if not fresh or (dates and max(dates) < window.since):
                break
        reading.issues += details.issues
        reading.checked, reading.gone, reading.unread = details.checked, details.gone, details.unread
        return reading

    def items(
        self, page: Page, entries: Iterable[FeedEntry], known: KnownDocuments, now: datetime, issues: list[Issue]
    ) -> list[Item]:
        retrieval = page.retrieval
        items = [item for entry in entries if (item := self._item(page, entry, now, issues, retrieval))]
        # an id that stands here once is told apart by the store, which looks anyway; keys that we go by are told here
        once = len({item.key for item in items}) == len(items)
        return items if once and not (self.source.detail or self.source.complete) else _told_apart(items, known)

    def _item(
        self, page: Page, entry: FeedEntry, now: datetime, issues: list[Issue], retrieval: Retrieval
    ) -> Item | None:
        fields = self.source.fields
        link = web_address(_given(fields.link, entry, entry.link), urljoin(page.url, entry.base))
        if self.source.only and not re.search(self.source.only, link):
            return None
        title = _given(fields.title, entry, entry.title_text)
        date = entry.published or entry.updated
        key = _given(fields.key, entry, "") or feed_key(entry.id, link, title, date, self.source)
        if not key:
            issues.append(Issue("no-key", "an entry without id, link, title and date", page.url))
            return None
        dated = self._date(entry, date, key, now, issues)
        text = _given(fields.text, entry, entry.text)
        if not title:
            issues.append(
                Issue("missing-title", f"entry {key!r} has no title; the beginning of its text stands for it", link)
            )
            title = text.partition("\n")[0][:120] or key
        return Item(
            key=key,
            title=title,
            url=link,
            text=text,
            published=dated.moment if dated else None,
            date_precision=dated.precision if dated else "unknown",
            publisher=_given(fields.publisher, entry, ""),
            country=_given(fields.country, entry, ""),
            section=_given(fields.section, entry, ", ".join(entry.categories)),
            attachments=self._attachments(entry, page),
            row_hash=short_hash(canonical(link) if link else "")[:8] + short_hash(title)[:8],
            raw=entry.raw,
            media_type="application/json" if entry.raw[:1] == b"{" else "application/xml" if entry.raw else "",
            retrieval=retrieval if entry.raw else None,
        )

    def _date(self, entry: FeedEntry, date: str, key: str, now: datetime, issues: list[Issue]) -> Dated | None:
        fields = self.source.fields
        date = _given(fields.date, entry, date)
        if not date:
            return None
        dated = feed_date(date, self.source.timezone, now, fields.date.formats if fields.date else ())
        if dated is None:
            issues.append(
                Issue("date-unread", f"entry {key!r}: {date[:80]!r} is no date in a known format", entry.link)
            )
        elif dated.moment > now + FUTURE:
            issues.append(Issue("date-in-future", f"entry {key!r} says it is of {date[:80]}", entry.link))
        return dated

    def _attachments(self, entry: FeedEntry, page: Page) -> tuple[Attachment, ...]:
        links = [web_address(url, page.url) for url, kind in entry.enclosures if not kind.startswith(_NO_DOCUMENT)]
        return tuple(Attachment(link, link.rpartition("/")[2]) for link in dict.fromkeys(links) if link)


def _given(field: FieldFrom | None, entry: FeedEntry, default: str) -> str:
    """What the source's YAML says of a field, else what the entry says."""
    if field is None:
        return default
    return field.value if field.value is not None else shaped(field, entry.part(field.path or "title"))


def _told_apart(items: list[Item], known: KnownDocuments) -> list[Item]:
    taken = {key: document.row_hash for key, document in known({item.key for item in items}).items()}
    told: dict[str, Item] = {}
    for item in items:
        key = apart(item.key, item.row_hash, taken.setdefault(item.key, item.row_hash))
        told.setdefault(key, item if key == item.key else replace(item, key=key))
    return list(told.values())


def _steady(body: bytes) -> bytes:
    """Without the dates of the feed itself, which move although nothing else does."""
    first = body.find(b"<item")
    first = body.find(b"<entry") if first < 0 else first
    if not 0 < first < _LONGEST_HEAD:
        return body
    return _MOVING.sub(b"", body[:first]) + body[first:]
