"""A publisher who answers from the folder of saved pages of a source, and what a reader of them should say."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from crawlers.errors import HttpError
from crawlers.item import Item, Poll, Validators, Window
from crawlers.page import Page
from crawlers.poll import poll
from crawlers.source import Source

FIXTURES = Path(__file__).parents[1] / "fixtures"
_TYPES = {
    ".html": "text/html",
    ".xml": "application/xml",
    ".json": "application/json",
    ".txt": "text/plain",
    ".pdf": "application/pdf",
}


@dataclass
class SavedAnswers:
    """The first request gets `list.*`; others the file whose pattern their address holds, else `detail.*`."""

    folder: Path
    asked: list[tuple[str, str, bytes, Mapping[str, str]]] = field(default_factory=list)

    @property
    def expected(self) -> dict[str, Any]:
        return dict(json.loads((self.folder / "expected.json").read_text()))

    async def __call__(
        self,
        url: str,
        *,
        method: str = "GET",
        headers: Mapping[str, str] | None = None,
        body: bytes = b"",
        validators: Validators | None = None,
    ) -> Page:
        self.asked.append((method, url, body, headers or {}))
        path = self._file("list") if len(self.asked) == 1 else self._other(url)
        if path is None:
            raise HttpError(404, url)
        return Page(url, 200, {"content-type": _TYPES[path.suffix]}, path.read_bytes())

    def _other(self, url: str) -> Path | None:
        files: dict[str, str] = self.expected.get("others", {})
        named = next((name for part, name in files.items() if part in url), None)
        return self.folder / named if named else self._file("detail")

    def _file(self, stem: str) -> Path | None:
        return next((path for path in sorted(self.folder.glob(f"{stem}.*"))), None)


def folder_of(source: Source) -> Path:
    return FIXTURES / source.id.replace("/", "-")


async def replay(source: Source, answers: SavedAnswers, window: Window | None = None) -> Poll:
    now = datetime.fromisoformat(answers.expected["now"]).astimezone(UTC)
    return await poll(source, answers, validators=Validators(), known=lambda keys: {}, now=now, window=window)


def as_row(item: Item, wanted: Mapping[str, Any]) -> dict[str, Any]:
    """What the expectation `wanted` says of an item, said by the item."""
    whole: dict[str, Any] = {
        "key": item.key,
        "title": item.title,
        "url": item.url,
        "date": item.published.strftime("%Y-%m-%dT%H:%M:%SZ") if item.published else "",
        "precision": item.date_precision,
        "text": item.text,
        "publisher": item.publisher,
        "section": item.section,
        "country": item.country,
        "parent": item.parent,
        "cited": list(item.cited),
        "dates": [list(pair) for pair in item.dates],
        "numbers": list(item.numbers),
        "attachments": [[one.name, one.url] for one in item.attachments],
    }
    return {name: whole[name] for name in wanted}
