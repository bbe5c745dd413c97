"""Silence is proven: is this answer what the source promises?"""

from __future__ import annotations

from collections.abc import Sequence

from crawlers.errors import Blocked, EmptyPage, PageError
from crawlers.item import Issue, Item
from crawlers.page import Page
from crawlers.source import Source

#: Words of the walls that answer 200, seen at Cloudflare, AWS WAF, Imperva, GACC and 관세청; looked for in short pages.
_WALLS = (
    "just a moment...", "cf-challenge", "challenge-platform", "captcha", "aws-waf-token", "_incapsula_",
    "request unsuccessful", "access denied", "ddos protection", "verify you are human", "시스템안내", "비정상적인 접근",
)  # fmt: skip
_WALL_BYTES = 60_000


def check_page(source: Source, page: Page, text: str) -> None:
    """Raises Blocked or PageError when the decoded answer cannot be what the source promises."""
    if page.status == 202 or not page.body.strip():
        raise PageError(f"{page.url} answered {page.status} with an empty body")
    if source.expect.sentinel and source.expect.sentinel not in text:
        raise_if_wall(page, text)
        raise PageError(f"{page.url} lacks the text {source.expect.sentinel!r} that every right answer contains")
    if len(page.body) < source.expect.min_bytes:
        raise_if_wall(page, text)
        raise PageError(f"{page.url} has only {len(page.body)} bytes, at least {source.expect.min_bytes} are expected")


def check_rows(source: Source, page: Page, text: str, rows: int) -> None:
    """Raises Blocked or EmptyPage when the first page of a poll shows fewer rows than a healthy one."""
    if rows < source.expect.min_rows:
        raise_if_wall(page, text)
        raise EmptyPage(f"{page.url} shows {rows} rows, at least {source.expect.min_rows} are expected")


def check_items(source: Source, items: Sequence[Item]) -> list[Issue]:
    """Issues for items that lack a field the source promises."""
    if not (items and source.expect.fields):
        return []
    has = {
        "title": lambda item: item.title,
        "link": lambda item: item.url,
        "date": lambda item: item.published,
        "text": lambda item: item.text,
    }
    return [
        Issue("missing-" + name, f"item {item.key!r} ({item.title[:60]!r}) has no {name}", item.url)
        for item in items
        for name in source.expect.fields
        if not has[name](item)
    ]


def raise_if_wall(page: Page, text: str) -> None:
    if len(page.body) <= _WALL_BYTES:
        low = text.lower()
        for wall in _WALLS:
            if wall in low:
                raise Blocked(f"{page.url} answered {page.status} with a wall for robots ({wall!r})")
