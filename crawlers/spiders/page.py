"""One page watched for change: the part that counts, without what changes by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from lxml import etree

from crawlers.aside import aside
from crawlers.decode import decode
from crawlers.errors import EmptyPage, PageError
from crawlers.expect import check_page, raise_if_wall
from crawlers.item import Issue, Item, KnownDocuments, Validators, Window
from crawlers.keys import canonical, short_hash
from crawlers.main_text import main_text
from crawlers.page import Fetch, Page, Reading
from crawlers.plain import line_of, parse_html, text_of, tidy
from crawlers.request import request_of
from crawlers.select import css, find, xpath
from crawlers.source import Source
from crawlers.spiders.attachments import attachments_of, with_texts
from crawlers.spiders.row import RowReader

FULL_READ = timedelta(days=1)
_TITLES = xpath("//meta[@property='og:title']/@content | //title | //h1")
_MARKUP = ("text/html", "application/xhtml+xml", "")


class PageSpider:
    def __init__(self, source: Source) -> None:
        self.source = source

    async def poll(
        self,
        fetch: Fetch,
        *,
        validators: Validators,
        known: KnownDocuments,
        now: datetime,
        window: Window | None = None,
    ) -> Reading:
        """A page has no past: a window reads it as it is now."""
        full = validators.full_read_at is None or now - validators.full_read_at >= FULL_READ
        page = await request_of(self.source).ask(fetch, None if full else validators)
        if page.status == 304:
            return Reading("unchanged", validators=validators, http_status=304, issues=list(page.issues))
        fresh = Validators(
            etag=page.headers.get("etag", ""),
            last_modified=page.headers.get("last-modified", ""),
            body_hash=page.hash,
            full_read_at=now if full else validators.full_read_at,
        )
        if fresh.body_hash == validators.body_hash:
            return Reading("unchanged", validators=fresh, http_status=page.status, issues=list(page.issues), rows=1)
        if page.truncated:
            raise PageError(f"{page.url} is cut off: half a page would look like a change")
        issues = list(page.issues)
        item = await self.read(page, fetch, now, issues)
        stored = known({item.key}).get(item.key)
        if stored and stored.row_hash == item.row_hash:
            return Reading("unchanged", [], issues, fresh, rows=1, http_status=page.status)
        return Reading("ok", [item], issues, fresh, rows=1, http_status=page.status)

    async def read(self, page: Page, fetch: Fetch, now: datetime, issues: list[Issue]) -> Item:
        key = canonical(self.source.url, drop_query=self.source.canonical == "drop-query")
        if page.media_type not in _MARKUP and not page.media_type.startswith("text/"):
            return await self._file(page, key, issues)
        decoded = decode(page.body, page.headers, tuple(self.source.languages))
        issues += decoded.issues
        check_page(self.source, page, decoded.text)
        is_plain = page.media_type not in _MARKUP
        tree = parse_html("" if is_plain else decoded.text)
        text = tidy(decoded.text) if is_plain else self._content(page, tree, decoded.text)
        reader = RowReader(self.source, page.url, now, issues)
        dated = reader.dated(self.source.fields.date, find(self.source.fields.date, tree), f"page {page.url}")
        item = Item(
            key=key,
            title=self._title(tree),
            url=page.url,
            text=text,
            published=dated.moment if dated else None,
            date_precision=dated.precision if dated else "unknown",
            row_hash=short_hash(text),
            raw=page.body,
            media_type=page.media_type,
            retrieval=page.retrieval,
        )
        return await self._with_files(item, tree, fetch, issues)

    def _content(self, page: Page, tree: etree._Element, text: str) -> str:
        for selector in self.source.page.ignore:
            for element in css(selector)(tree):
                _remove(element)
        if self.source.page.content is None:
            content = main_text(etree.tostring(tree, encoding="unicode", method="html"))
        else:
            parts = css(self.source.page.content)(tree)
            if not parts:
                raise_if_wall(page, text)
                raise PageError(f"{page.url} has no part that matches {self.source.page.content!r}")
            content = "\n".join(text_of(part) for part in parts)
        if not content:
            raise_if_wall(page, text)
            raise EmptyPage(f"{page.url} has no text where the page's content should stand")
        return content

    def _title(self, tree: etree._Element) -> str:
        if title := find(self.source.fields.title, tree):
            return title
        found = (" ".join(one.split()) if isinstance(one, str) else line_of(one) for one in _TITLES(tree))
        return next((title for title in found if title), self.source.name)

    async def _with_files(self, item: Item, tree: etree._Element, fetch: Fetch, issues: list[Issue]) -> Item:
        wanted = self.source.detail.attachments if self.source.detail else None
        if wanted is None:
            return item
        files = attachments_of(wanted, tree, item.url)
        listed = short_hash("\n".join([item.text, *(file.url for file in files)]))
        return await with_texts(replace(item, attachments=files, row_hash=listed), wanted, fetch, issues)

    async def _file(self, page: Page, key: str, issues: list[Issue]) -> Item:
        """A document at a fixed address, such as a list of materials as PDF."""
        from crawlers.extract import extract

        name = page.url.rpartition("/")[2]
        extraction = await aside(extract, name, page.body, page.media_type)
        issues += extraction.issues
        text = "\n\n".join(item.text for item in extraction.items)
        if not text:
            raise EmptyPage(f"{page.url} is {page.media_type} without readable text")
        title = self.source.name
        return Item(
            key,
            title,
            page.url,
            text,
            row_hash=short_hash(text),
            raw=page.body,
            media_type=page.media_type,
            retrieval=page.retrieval,
        )


def _remove(element: etree._Element) -> None:
    """Takes an element out and leaves the text behind it."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)
