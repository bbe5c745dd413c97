"""Bulletin series: each row leads to a file that holds several articles."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from crawlers.aside import aside
from crawlers.errors import CrawlError
from crawlers.item import Attachment, Issue, Item, Known
from crawlers.page import Page
from crawlers.spiders.attachments import file_name
from crawlers.spiders.detail import Details
from crawlers.spiders.listing import ListingSpider


class BulletinSpider(ListingSpider):
    async def complete(self, details: Details, items: Sequence[Item], stored: Mapping[str, Known]) -> list[Item]:
        found = await details.complete(items, stored)
        return [one for item in found for one in await self._opened(details, item, stored.get(item.key))]

    async def _opened(self, details: Details, row: Item, known: Known | None) -> list[Item]:
        """The bulletin and its articles; a row whose file cannot be had yet is told alone and tried again."""
        file = self._file(row)
        if file is None:
            detail = f"no attachment of {row.title[:60]!r} fits {self.source.bulletin.attachment!r}"
            details.issues.append(Issue("bulletin-missing", detail, row.url))
            return [row]
        try:
            page = await details.fetch(file.url)
            return await self._articles(details, row, file, page)
        except CrawlError as error:
            details.failed += 1
            details.issues.append(Issue("bulletin-failed", f"{error.outcome}: {error}", file.url))
            return [] if known else [replace(row, row_hash="")]

    def _file(self, row: Item) -> Attachment | None:
        """The attachment that fits, else the row's own link when that is the file."""
        files = [*row.attachments, Attachment(row.url)]
        pattern = re.compile(self.source.bulletin.attachment)
        return next((file for file in files if pattern.search(file.name) or pattern.search(file.url)), None)

    async def _articles(self, details: Details, row: Item, file: Attachment, page: Page) -> list[Item]:
        from crawlers.extract import extract  # heavy, and only few sources read files

        extraction = await aside(extract, file_name(file, page), page.body, page.media_type)
        details.issues += [*page.issues, *(replace(issue, url=file.url) for issue in extraction.issues)]
        whole = next((item for item in extraction.items if not item.parent), None)
        if whole is None:
            details.issues.append(Issue("bulletin-unread", f"nothing to read in {file.name or file.url}", file.url))
            return [row]
        bulletin = replace(
            row,
            text=whole.text or row.text,
            published=row.published or whole.published,
            date_precision=row.date_precision if row.published else whole.date_precision,
            raw=page.body,
            media_type=page.media_type,
            retrieval=page.retrieval,
        )
        return [bulletin, *(_article(item, bulletin) for item in extraction.items if item is not whole)]


def _article(item: Item, bulletin: Item) -> Item:
    return replace(
        item,
        key=f"{bulletin.key}#{item.key.rpartition('#')[2]}",
        parent=bulletin.key,
        url=item.url or bulletin.url,
        published=item.published or bulletin.published,
        date_precision=item.date_precision if item.published else bulletin.date_precision,
        row_hash=bulletin.row_hash,
    )
