"""What the ordinary spider reads with a definition when the source answers with a page that was saved."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from crawlers.item import Poll, Validators
from crawlers.page import Page
from crawlers.poll import poll
from crawlers.source import Source


class Saved:
    """A Fetch that answers everything with one page."""

    def __init__(self, page: Page) -> None:
        self._page = page

    async def __call__(
        self,
        url: str,
        *,
        method: str = "GET",
        headers: Mapping[str, str] | None = None,
        body: bytes = b"",
        validators: Validators | None = None,
    ) -> Page:
        return self._page


async def replay(source: Source, page: Page, now: datetime) -> Poll:
    """The rows alone: pages behind them are not read."""
    alone = source.model_copy(update={"detail": None, "window": None})
    return await poll(alone, Saved(page), validators=Validators(), known=lambda _: {}, now=now)
