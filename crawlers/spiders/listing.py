"""Lists and APIs: rows page by page, the pages behind them, windows of the past."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from math import inf
from zoneinfo import ZoneInfo

from crawlers.answers import Answer, answer_of
from crawlers.aside import aside
from crawlers.decode import decode
from crawlers.errors import CrawlError, EmptyPage, HttpError, PageError
from crawlers.expect import check_page, check_rows
from crawlers.item import Issue, Item, Known, KnownDocuments, Validators, Window
from crawlers.page import Fetch, Page, Reading
from crawlers.request import has_pages, request_of, windows
from crawlers.row_hash import rows_hash
from crawlers.source import Source
from crawlers.spiders.detail import GONE, Details
from crawlers.spiders.row import RowReader, in_window

FULL_READ = timedelta(days=1)
#: Pages read to catch up after a pause; what is older needs a backfill. A site that renames all is not read whole.
_CATCH_UP = 10
#: Days a source with windows is asked for at most after a pause.
_CATCH_UP_DAYS = 31
#: Items of a window that are handed over together; those with pages behind them are dearer, and go list page by page.
KEPT = 100
#: Larger pages are parsed in a thread, so that the loop goes on.
_LARGE = 400_000


class ListingSpider:
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
        pages = ListPages(self, fetch, validators, known, now, window)
        return await pages.read()

    async def complete(self, details: Details, items: Sequence[Item], stored: Mapping[str, Known]) -> list[Item]:
        """What becomes of the rows; a bulletin series reads files here."""
        return await details.complete(items, stored)


class ListPages:
    def __init__(
        self,
        spider: ListingSpider,
        fetch: Fetch,
        validators: Validators,
        known: KnownDocuments,
        now: datetime,
        window: Window | None,
    ) -> None:
        self.spider, self.source = spider, spider.source
        self.fetch, self.old, self.known, self.now, self.window = fetch, validators, known, now, window
        self.zone = ZoneInfo(self.source.timezone)
        self.details = Details(self.source, fetch, now)
        self.reading = Reading("ok", validators=validators)
        self.seen: set[str] = set()
        self.lacks_rows = False
        self.body_hash, self.rows_hash, self.full = "", b"", True
        self.first: Page | None = None

    async def read(self) -> Reading:
        if self.window is None and await self._is_unchanged():
            return self.reading
        for number, asked in enumerate(windows(self.source, self._wanted(), self.now)):
            if not await self._read_window(asked, first=number == 0):
                break
        reading = self.reading
        reading.issues += self.details.issues
        reading.checked, reading.gone, reading.unread = self.details.checked, self.details.gone, self.details.unread
        if self.source.complete and self.window is None and reading.outcome == "ok" and not self.lacks_rows:
            reading.shown = frozenset(self.seen)
        if self.window is None and reading.outcome == "ok":
            reading.validators = self._fresh(self.now)
        return reading

    async def _is_unchanged(self) -> bool:
        """The first page asked for on condition: the same bytes hold the same rows."""
        if self.source.window or not self.old.full_read_at:
            return False
        limit = min(FULL_READ, self.source.detail.recheck) if self.source.detail else FULL_READ
        full = self.full = self.now - self.old.full_read_at >= limit
        page = self.first = await request_of(self.source).ask(self.fetch, None if full else self.old)
        self.reading.http_status = page.status
        if page.status != 304:
            self.body_hash = page.hash
            if full or self.body_hash != self.old.body_hash or page.truncated:
                return False
            self.reading.validators = self._fresh(self.old.full_read_at)
        self.reading.outcome = "unchanged"
        self.reading.issues += page.issues
        return True

    def _fresh(self, full_read_at: datetime) -> Validators:
        if self.first is None or self.details.failed or not self.body_hash:
            return Validators(full_read_at=full_read_at)
        headers = self.first.headers
        return Validators(
            etag=headers.get("etag", ""),
            last_modified=headers.get("last-modified", ""),
            body_hash=self.body_hash,
            cuts=self.rows_hash or self.old.cuts,
            full_read_at=full_read_at,
        )

    def _has_same_rows(self, answer: Answer) -> bool:
        """Other bytes around the rows of the last poll."""
        last, self.rows_hash = self.old.full_read_at, rows_hash(self.source, answer)
        if self.full or last is None or answer.page.truncated or self.rows_hash != (self.old.cuts or None):
            return False
        self.reading.outcome, self.reading.rows = "unchanged", len(answer.rows)
        # the hash of the bytes stays, so that what moves at every poll is not written at every poll
        self.reading.validators = replace(self._fresh(last), body_hash=self.old.body_hash)
        return True

    def _wanted(self) -> Window | None:
        """The days to ask for: those of the backfill, else since the last good poll."""
        if self.window or not self.source.window or not self.old.full_read_at:
            return self.window
        today, last = self.now.astimezone(self.zone).date(), self.old.full_read_at.astimezone(self.zone).date()
        usual = today - timedelta(days=self.source.window.poll_days)
        return Window(max(min(usual, last), today - timedelta(days=_CATCH_UP_DAYS)), today)

    async def _read_window(self, asked: Window | None, *, first: bool) -> bool:
        """False when nothing older should be asked for."""
        before, total, end = self.reading.rows, None, "cut"
        for number in range(self.source.paging.most if has_pages(self.source) else 1):
            seen, is_first = self.reading.rows, first and number == 0
            try:
                answer = await self._answer(number, asked, is_first=is_first)
            except CrawlError as error:
                if is_first:
                    raise
                end = "end" if self._ended(error, number) else "failed"
                break
            if is_first and self._has_same_rows(answer):
                return False
            total = answer.total if total is None else total
            goes_on = await self._read_page(answer, number)
            if self.reading.rows == seen or self.reading.rows - before >= (answer.total or inf):
                if number and not answer.rows:
                    self._audit(answer, self.reading.rows - before)
                end = "end"
                break
            if not goes_on:
                end = "older"
                break
        if self.window is not None:
            self._close(end, total)
        return end != "failed"

    def _close(self, end: str, total: int | None) -> None:
        """Was all read that there is of the window, and how much does the source say that is?"""
        if end == "cut" and has_pages(self.source):
            self.reading.outcome = "partial"
            detail = (
                f"{self.source.paging.most} pages are read, and the list goes on: raise paging.most or ask for less"
            )
            self.reading.issues.append(Issue("pages-left", detail, self.source.url))
        elif total is not None and (end == "end" or (self.source.window and end != "failed")):
            # else a list says how many rows it has in all, and not how many are of these days
            self.reading.total = (self.reading.total or 0) + total

    def _ended(self, error: CrawlError, number: int) -> bool:
        """Some lists end with an empty or missing page; any other failure leaves the poll partial."""
        if number and (isinstance(error, PageError) or (isinstance(error, HttpError) and error.status in GONE)):
            self.lacks_rows = isinstance(error, PageError) and not isinstance(error, EmptyPage)
            return True
        self.reading.outcome = "partial"
        self.reading.issues.append(Issue("page-failed", f"page {number + 1}: {error}", self.source.url))
        return False

    async def _answer(self, number: int, asked: Window | None, *, is_first: bool) -> Answer:
        page = self.first if is_first and self.first else await request_of(self.source, number, asked).ask(self.fetch)
        decoded = decode(page.body, page.headers, tuple(self.source.languages))
        check_page(self.source, page, decoded.text)
        if len(page.body) > _LARGE:
            answer = await aside(answer_of, self.source, page, decoded.text)
        else:
            answer = answer_of(self.source, page, decoded.text)
        if is_first:
            self.first, self.body_hash = page, "" if page.truncated else page.hash
            self.reading.http_status = page.status
            self.reading.issues += decoded.issues
        self.reading.issues += page.issues
        if page.truncated:
            self.reading.outcome = "partial"
        return answer

    async def _read_page(self, answer: Answer, number: int) -> bool:
        """Whether the next page is wanted."""
        reader = RowReader(self.source, answer.base, self.now, self.reading.issues)
        reader.retrieval = answer.page.retrieval
        items = {item.key: item for row in reversed(answer.rows) if (item := reader.item(row))}
        fresh = [item for key, item in reversed(items.items()) if key not in self.seen]
        if not self.seen and self.window is None:
            check_rows(self.source, answer.page, answer.text, len(fresh))
        self.reading.rows += len(fresh)
        self.seen.update(item.key for item in fresh)
        wanted = [item for item in fresh if item.published is None or in_window(item.published, self.window, self.zone)]
        stored = self.known({item.key for item in wanted}) if wanted else {}
        found = await self.spider.complete(self.details, wanted, stored)
        self.reading.items += [item for item in found if self._belongs(item)]
        if self.window and self.window.keep and len(self.reading.items) >= (1 if self.source.detail else KEPT):
            await self.window.keep(self.reading.items)
            self.reading.items = []
        if not fresh:
            return False
        return self._goes_back(fresh) if self.window else self._catches_up(number, stored)

    def _belongs(self, item: Item) -> bool:
        undated = item.published is None and self.source.window is not None
        return undated or bool(item.parent) or in_window(item.published, self.window, self.zone)

    def _goes_back(self, fresh: Sequence[Item]) -> bool:
        """Lists stand newest first; pinned rows are old, so that only the newest of a page counts."""
        dates = [item.published.astimezone(self.zone).date() for item in fresh if item.published]
        return self.window is None or not dates or max(dates) >= self.window.since

    def _catches_up(self, number: int, stored: Mapping[str, Known]) -> bool:
        if number + 1 < self.source.paging.pages or (self.source.complete and has_pages(self.source)):
            return True
        if stored or self.old.full_read_at is None or not has_pages(self.source):
            return False
        if number + 1 < self.source.paging.pages + _CATCH_UP:
            return True
        detail = f"{number + 1} pages show nothing known: what is older needs a backfill"
        self.reading.issues.append(Issue("gap", detail, self.source.url))
        return False

    def _audit(self, answer: Answer, rows: int) -> None:
        if answer.total is not None and rows < answer.total:
            self.lacks_rows = True
            detail = f"the source counts {answer.total} rows, {rows} were found"
            self.reading.issues.append(Issue("rows-missing", detail, self.source.url))
