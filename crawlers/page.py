"""What the crawler hands to a spider, and what a spider hands back."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol

from crawlers.item import Issue, Item, KnownDocuments, Retrieval, Validators, Window
from crawlers.source import Source

_KEPT_HEADERS = ("content-disposition", "content-language", "content-type", "date", "etag", "last-modified")
_LONGEST_HEADER = 500


@dataclass(frozen=True, slots=True)
class Page:
    """One answer: status 2xx with a body, or 304. Everything else has been raised as a CrawlError.

    `headers` have lower-case names; `body` is unpacked but not decoded (crawlers.decode does that).
    `issues` tell what the transport noticed: `truncated`, `host-changed`, `certificate-unverified`.
    """

    url: str  # after redirects
    status: int
    headers: Mapping[str, str]
    body: bytes
    issues: tuple[Issue, ...] = ()

    @property
    def media_type(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def retrieval(self) -> Retrieval:
        kept = {name: self.headers[name][:_LONGEST_HEADER] for name in _KEPT_HEADERS if name in self.headers}
        return Retrieval(self.url, self.status, kept)

    @property
    def hash(self) -> str:
        """Of the bytes."""
        return hashlib.blake2b(self.body, digest_size=16).hexdigest()

    @property
    def truncated(self) -> bool:
        return any(issue.code == "truncated" for issue in self.issues)


class Fetch(Protocol):
    """Politely gets one address for one source. Raises CrawlError. `validators` make the request conditional."""

    async def __call__(
        self,
        url: str,
        *,
        method: str = "GET",
        headers: Mapping[str, str] | None = None,
        body: bytes = b"",
        validators: Validators | None = None,
    ) -> Page: ...


@dataclass(slots=True)
class Reading:
    """What a spider read in one poll; a failed poll raises CrawlError instead."""

    outcome: Literal["ok", "unchanged", "partial"]
    items: list[Item] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    validators: Validators = field(default_factory=Validators)
    checked: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    shown: frozenset[str] | None = None
    rows: int = 0
    total: int | None = None
    unread: int = 0
    http_status: int | None = None


class Spider(Protocol):
    """The class that reads one kind of source."""

    def __init__(self, source: Source) -> None: ...

    async def poll(
        self,
        fetch: Fetch,
        *,
        validators: Validators,
        known: KnownDocuments,
        now: datetime,
        window: Window | None = None,
    ) -> Reading:
        """Reads the newest items, or those of `window`. `now` is aware UTC. Raises CrawlError."""
