"""Looking at an address for `sources add` and `sources repair`: its answer, the feeds it declares, what is inferred."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

from crawlers.crawler import Crawler
from crawlers.decode import decode
from crawlers.errors import CrawlError
from crawlers.infer import Inferred, infer
from crawlers.infer.answer import infer_feed
from crawlers.infer.paging import feed_links
from crawlers.infer.sheet import Sheet
from crawlers.keys import canonical, web_address
from crawlers.page import Page
from crawlers.source import Source
from monitor.config import Config

_MOST_FEEDS = 4
_LIBRARY = re.compile(r"(?i)jquery|bootstrap|swiper|slick|vendor|polyfill|modernizr|analytics|gtag|\.min\.js")
_SAME_NEWS = 0.3  # share of the list that a feed must hold to stand for it


class NothingFound(Exception):  # noqa: N818  an answer, not a fault
    """The address answers, but nothing on it looks like a list of publications."""


@dataclass(frozen=True, slots=True)
class Seen:
    inferred: Inferred
    page: Page  # what it was inferred from
    said: tuple[str, ...] = ()  # what was decided, for the person


def local_file(address: str) -> Path | None:
    """The file that an address names: `file:///…` or a path that exists."""
    if address.startswith("file://"):
        return Path(unquote(urlsplit(address).path))
    path = Path(address).expanduser()
    return path if "://" not in address and path.is_file() else None


def from_file(path: Path, as_url: str) -> Page:
    return Page(as_url, 200, {}, path.read_bytes())


def asker(url: str, *, kind: str = "page") -> Source:
    """A source that is only there to fetch one address."""
    fields = {
        "id": "new/source", "name": url, "publisher": url, "country": "UN", "languages": ["en"], "kind": kind,
        "url": url, "timezone": "UTC", "every": "1h", "verified": True,
    }  # fmt: skip
    return Source.model_validate(fields)


async def look(address: str, conf: Config, now: datetime, *, as_url: str = "", prefer: str = "") -> Seen:
    """`prefer` is "feed" or "list". Raises CrawlError, NothingFound and OSError."""
    if path := local_file(address):
        page = from_file(path, as_url)
        return _chosen(await infer(page, now), [], page, prefer)
    async with Crawler(conf.crawler_settings()) as crawler:
        fetch = crawler.fetch_for(asker(address))
        page = await fetch(address)
        if as_url:
            page = replace(page, url=as_url)
        found = await infer(page, now, as_url or address)
        if found is not None and found.hides_addresses:
            found = await infer(page, now, as_url or address, await _scripts(crawler, page))
        is_page = found is None or found.definition["kind"] == "listing"
        feeds = await _feeds(crawler, page, now) if is_page and prefer != "list" else []
    return _chosen(found, feeds, page, prefer)


async def _scripts(crawler: Crawler, page: Page) -> str:
    """The scripts of the same site that the page loads: one of them knows where its links go."""
    sheet = Sheet(decode(page.body, page.headers).text, page.url)
    urls = [web_address(one.get("src") or "", sheet.base) for one in sheet.tree.iter("script")]
    wanted = [url for url in urls if url and not _LIBRARY.search(url)]
    found = []
    for url in _same_site(dict.fromkeys(wanted), page.url):
        with suppress(CrawlError):
            found.append(decode((await crawler.fetch_for(asker(url))(url)).body).text)
    return "\n".join(found)


async def _feeds(crawler: Crawler, page: Page, now: datetime) -> list[Seen]:
    """The feeds of the same site that the page declares and that answer."""
    sheet, found = Sheet(decode(page.body, page.headers).text, page.url), []
    for url in _same_site(dict.fromkeys(feed_links(sheet)), page.url):
        try:
            answer = await crawler.fetch_for(asker(url, kind="feed"))(url)
        except CrawlError:
            continue
        if inferred := await infer_feed(answer, now, url):
            found.append(Seen(inferred, answer))
    return found


def _same_site(urls: Sequence[str] | dict[str, None], url: str) -> list[str]:
    def site(address: str) -> str:
        parts = urlsplit(address)
        host = parts.hostname or ""
        last = host.rsplit(".", 3)
        return (
            parts.netloc
            if host.replace(".", "").isdigit()
            else ".".join(last[-3:] if len(last[-1]) == 2 else last[-2:])
        )

    return [one for one in urls if site(one) == site(url)][:_MOST_FEEDS]


def _chosen(found: Inferred | None, feeds: Sequence[Seen], page: Page, prefer: str) -> Seen:
    """The feed that holds what the list shows, else the list; a feed of other news does not stand for it."""
    if found and found.definition["kind"] != "listing":
        return Seen(found, page)
    best = max(feeds, key=lambda seen: _shared(found, seen.inferred), default=None)
    if best and (found is None or prefer == "feed" or _shared(found, best.inferred) >= _SAME_NEWS):
        return Seen(
            best.inferred,
            best.page,
            (f"the page declares a feed with the same news: {best.inferred.definition['url']}",),
        )
    if found is None:
        raise NothingFound(
            f"nothing on {page.url} looks like a list of publications: no feed, no rows with titles and links. "
            "Its rows may be filled in by a script: look for the address that the script asks, and add that"
        )
    told = f"the page declares {len(feeds)} feed(s), but with other news" if best else ""
    return Seen(found, page, (told,) if told else ())


def _shared(found: Inferred | None, feed: Inferred) -> float:
    """Share of the smaller of the two that stands in both."""
    if found is None:
        return 0.0
    titles = {"".join(row.title.split()).casefold() for row in feed.rows}
    links = {canonical(row.url) for row in feed.rows if row.url}
    both = sum(
        "".join(row.title.split()).casefold() in titles or (bool(row.url) and canonical(row.url) in links)
        for row in found.rows
    )
    return both / max(min(len(found.rows), len(feed.rows)), 1)
