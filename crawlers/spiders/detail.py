"""The pages behind rows: which of them to read, and what they add to the row."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import quote

from crawlers.decode import decode
from crawlers.errors import CrawlError, HttpError, PageError
from crawlers.expect import raise_if_wall
from crawlers.item import Attachment, Issue, Item, Known
from crawlers.main_text import main_text
from crawlers.page import Fetch, Page
from crawlers.plain import parse_html, plain, text_of
from crawlers.select import css, find
from crawlers.source import Detail, Source
from crawlers.spiders.attachments import attachments_of, with_texts
from crawlers.spiders.row import RowReader
from crawlers.spiders.stated import stated_dates, stated_numbers

#: Answers that say that a page is not there.
GONE = (404, 410)


class Details:
    """Completes the rows of one poll."""

    def __init__(self, source: Source, fetch: Fetch, now: datetime) -> None:
        self.source, self.fetch, self.now = source, fetch, now
        self.issues: list[Issue] = []
        self.checked: list[str] = []
        self.gone: list[str] = []
        self.failed = self.unread = 0  # unread: of those that failed, what may be there another time

    async def complete(self, items: Sequence[Item], stored: Mapping[str, Known]) -> list[Item]:
        """Those of the items that are new, changed, or due to be looked at again."""
        completed = [await self._one(item, stored.get(item.key)) for item in items]
        return [item for item in completed if item]

    async def _one(self, item: Item, known: Known | None) -> Item | None:
        is_news = known is None or known.row_hash != item.row_hash
        if self.source.detail is None:
            return item if is_news else None
        if not is_news and not self._is_due(self.source.detail, known):
            return None
        try:
            whole = await self.read(item, self.source.detail)
        except CrawlError as error:
            return self._failed(item, known, error)
        if known:
            self.checked.append(item.key)
        return whole

    def _is_due(self, detail: Detail, known: Known | None) -> bool:
        if known is None or self.now - known.first_seen_at > detail.recheck_for:
            return False
        return known.checked_at is None or self.now - known.checked_at >= detail.recheck

    def _failed(self, item: Item, known: Known | None, error: CrawlError) -> Item | None:
        """A new row is told at once, without its text; a known document keeps what it has."""
        self.failed += 1
        gone = isinstance(error, HttpError) and error.status in GONE
        self.unread += not gone
        if known and gone:
            self.gone.append(item.key)
        self.issues.append(Issue("detail-failed", f"{error.outcome}: {error}", item.url))
        return None if known else replace(item, row_hash="")

    async def read(self, item: Item, detail: Detail) -> Item:
        url = detail.url.replace("{key}", quote(item.key, safe="/:")) if detail.url else item.url
        if not url:
            self.issues.append(Issue("missing-link", f"{item.title[:60]!r} has no page to read", self.source.url))
            return item
        page = await self.fetch(url)
        if page.status != 200 or not page.body.strip():
            raise PageError(f"{url} answered {page.status} with an empty body")
        decoded = decode(page.body, page.headers, tuple(self.source.languages))
        self.issues += [*page.issues, *(replace(issue, url=page.url) for issue in decoded.issues)]
        whole = self.merged(item, detail, page, decoded.text)
        return await with_texts(whole, detail.attachments, self.fetch, self.issues)

    def merged(self, item: Item, detail: Detail, page: Page, text: str) -> Item:
        tree = _json(text, page.url) if detail.answer == "json" else parse_html(text)
        reader = RowReader(self.source, page.url, self.now, self.issues)
        fields = detail.fields
        date = find(fields.date, tree)
        dated = reader.dated(fields.date, date, f"page of {item.title[:60]!r}")
        body = _body(detail, tree, text)
        if not body:
            raise_if_wall(page, text)
            self.issues.append(Issue("detail-empty", f"no text found on the page of {item.title[:60]!r}", page.url))
        cited = find(fields.cited, tree)
        return replace(
            item,
            title=find(fields.title, tree) or item.title,
            url=item.url or page.url,
            text=body or item.text,
            published=dated.moment if dated else item.published,
            date_precision=dated.precision if dated else item.date_precision,
            publisher=find(fields.publisher, tree) or item.publisher,
            section=find(fields.section, tree) or item.section,
            country=find(fields.country, tree) or item.country,
            cited=(cited,) if cited else item.cited,
            dates=stated_dates(fields, self.source, tree, self.now, self.issues) or item.dates,
            numbers=stated_numbers(fields, tree) or item.numbers,
            attachments=self._attachments(detail, tree, page) or item.attachments,
            raw=page.body,
            media_type=page.media_type,
            retrieval=page.retrieval,
        )

    def _attachments(self, detail: Detail, tree: Any, page: Page) -> tuple[Attachment, ...]:
        if detail.attachments is None or detail.answer == "json":
            return ()
        return attachments_of(detail.attachments, tree, page.url)


def _json(text: str, url: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise PageError(f"{url} is no JSON: {error}") from error


def _body(detail: Detail, tree: Any, text: str) -> str:
    if stated := find(detail.fields.text, tree, lines=True):
        return plain(stated)
    if detail.answer == "json":
        return ""
    if detail.text is not None:
        parts = [text_of(element) for element in css(detail.text)(tree)]
        return "\n".join(part for number, part in enumerate(parts) if part and not _inside(part, parts[:number]))
    return main_text(text)


def _inside(part: str, before: Sequence[str]) -> bool:
    """A selector may match an element and one inside it."""
    return any(part in other for other in before)
