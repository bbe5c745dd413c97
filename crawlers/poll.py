"""One poll of one source: runs the spider of its kind and turns whatever happens into a Poll."""

from __future__ import annotations

import traceback
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from time import monotonic

from crawlers.errors import CrawlError, HttpError
from crawlers.expect import check_items
from crawlers.item import Issue, KnownDocuments, Poll, Validators, Window
from crawlers.page import Fetch, Page
from crawlers.source import Source
from crawlers.spiders import spider_for

#: Issues of one kind that a poll tells one by one; the rest is counted.
_TOLD_EACH = 5


async def poll(
    source: Source,
    fetch: Fetch,
    *,
    validators: Validators,
    known: KnownDocuments,
    now: datetime,
    window: Window | None = None,
) -> Poll:
    """Raises nothing but CancelledError. A failed poll keeps the old validators."""
    counted, started = _Counted(fetch), monotonic()
    told = Poll(source.id, now, now, "crashed", validators=validators)
    try:
        reading = await spider_for(source).poll(counted, validators=validators, known=known, now=now, window=window)
    except CrawlError as error:
        told.outcome, told.error, told.retry_after = error.outcome, str(error), error.retry_after
        told.http_status = error.status if isinstance(error, HttpError) else counted.status
    except Exception as error:  # noqa: BLE001  one broken source must not end the others; the run says what it was
        told.error, told.http_status = _crash(error), counted.status
    else:
        told.outcome, told.items, told.validators = reading.outcome, reading.items, reading.validators
        told.issues = _few([*reading.issues, *check_items(source, reading.items)])
        told.checked, told.rows = reading.checked, reading.rows
        told.gone, told.shown = reading.gone, reading.shown
        told.total, told.unread = reading.total, reading.unread
        told.http_status = reading.http_status or counted.status
    told.remembered = told.validators == validators
    told.requests, told.bytes_read = counted.requests, counted.bytes_read
    told.finished_at = now + timedelta(seconds=monotonic() - started)
    return told


class _Counted:
    """A Fetch that counts."""

    def __init__(self, fetch: Fetch) -> None:
        self._fetch = fetch
        self.requests = self.bytes_read = 0
        self.status: int | None = None

    async def __call__(
        self,
        url: str,
        *,
        method: str = "GET",
        headers: Mapping[str, str] | None = None,
        body: bytes = b"",
        validators: Validators | None = None,
    ) -> Page:
        self.requests += 1
        page = await self._fetch(url, method=method, headers=headers, body=body, validators=validators)
        self.bytes_read += len(page.body)
        self.status = page.status
        return page


def _crash(error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "crawlers" in frame.filename] or frames
    where = f"{ours[-1].filename.rpartition('/')[2]}:{ours[-1].lineno}"
    return f"{type(error).__name__} at {where}: {error}"


def _few(issues: Sequence[Issue]) -> list[Issue]:
    """A feed of 100 undated entries has one problem, not 100."""
    if not issues:
        return []
    total, told, kept = Counter(issue.code for issue in issues), Counter[str](), []
    for issue in dict.fromkeys(issues):
        told[issue.code] += 1
        if told[issue.code] <= _TOLD_EACH:
            kept.append(issue)
    more = [(code, count) for code, count in total.items() if count > _TOLD_EACH]
    return kept + [Issue(code, f"and {count - _TOLD_EACH} more of the same") for code, count in more]
