"""Publishers in a dict: what a spider asks for is answered from memory, with the errors of the real fetch."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from crawlers.errors import CrawlError, HttpError
from crawlers.item import Issue, Item, Known, Poll, Validators, Window
from crawlers.keys import apart
from crawlers.page import Page
from crawlers.poll import poll
from crawlers.source import Source

FIXTURES = Path(__file__).parents[1] / "fixtures" / "spiders"
NOW = datetime(2026, 8, 20, 3, 0, tzinfo=UTC)


def saved(name: str) -> bytes:
    return (FIXTURES / name).read_bytes()


def source(kind: str = "feed", url: str = "https://ministry.example/list", **fields: Any) -> Source:
    given: dict[str, Any] = {
        "id": "test/one",
        "name": "One",
        "publisher": "Ministry of Examples",
        "country": "KR",
        "languages": ["ko"],
        "kind": kind,
        "url": url,
        "timezone": "Asia/Seoul",
        "every": "1h",
        "verified": True,
    }
    return Source.model_validate(given | fields)


@dataclass
class Site:
    """`asked` lists the requests; an answer may be bytes, a Page or an error to raise."""

    answers: dict[str, bytes | str | Page | CrawlError] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    headers: list[Mapping[str, str]] = field(default_factory=list)
    etags: dict[str, str] = field(default_factory=dict)

    async def __call__(
        self,
        url: str,
        *,
        method: str = "GET",
        headers: Mapping[str, str] | None = None,
        body: bytes = b"",
        validators: Validators | None = None,
    ) -> Page:
        self.asked.append(url)
        self.bodies.append(body)
        self.headers.append(headers or {})
        answer = self.answers.get(url)
        if answer is None:
            raise HttpError(404, url)
        if isinstance(answer, CrawlError):
            raise answer
        if isinstance(answer, Page):
            return answer
        etag = self.etags.get(url, "")
        if validators and etag and validators.etag == etag:
            return Page(url, 304, {}, b"")
        content = answer.encode() if isinstance(answer, str) else answer
        return Page(url, 200, {"content-type": "text/html", "etag": etag}, content)


@dataclass
class Desk:
    """Polls one source again and again, and remembers as the store does."""

    source: Source
    site: Site
    validators: Validators = field(default_factory=Validators)
    documents: dict[str, Known] = field(default_factory=dict)
    now: datetime = NOW

    async def poll(self, window: Window | None = None) -> Poll:
        told = await poll(
            self.source, self.site, validators=self.validators, known=self._known, now=self.now, window=window
        )
        if told.outcome in ("ok", "unchanged", "partial"):
            self._remember(told)
        return told

    def _known(self, keys: Iterable[str]) -> Mapping[str, Known]:
        return {key: self.documents[key] for key in keys if key in self.documents}

    def _remember(self, told: Poll) -> None:
        self.validators = told.validators
        for item in told.items:
            held = self.documents.get(item.key)
            key = apart(item.key, item.row_hash, held.row_hash) if held and self.source.kind == "feed" else item.key
            first = self.documents[key].first_seen_at if key in self.documents else self.now
            self.documents[key] = Known(item.row_hash, self.now, first)


def cut(url: str, body: bytes) -> Page:
    """An answer of which the transport noticed that it is not whole."""
    return Page(url, 200, {}, body, (Issue("truncated", "the connection ended early", url),))


def keys(items: Iterable[Item]) -> list[str]:
    return [item.key for item in items]


def codes(told: Poll) -> set[str]:
    return {issue.code for issue in told.issues}
