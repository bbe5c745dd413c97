"""What a search answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Sort = Literal["relevance", "date"]

#: Fields that `facets` counts by. Each value narrows by `narrowed(text, field, value)`.
FACETS = ("source", "publisher", "country", "language", "severity", "mineral", "year", "month")


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    hit: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """A document with what its matches say; `severity` is the gravest, empty without a match."""

    document_id: int
    source_id: str
    publisher: str
    country: str
    language: str
    published: datetime | None
    date_precision: str
    first_seen_at: datetime
    title: str
    url: str
    severity: str
    labels: tuple[str, ...]
    minerals: tuple[str, ...]
    rules: tuple[str, ...]
    marked_title: tuple[Piece, ...]
    snippet: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """`total` is exact; `next_cursor` is empty on the last page."""

    total: int
    results: tuple[Result, ...]
    next_cursor: str = ""


class CursorError(ValueError):
    """The cursor is of no search, or of another one."""


Facets = dict[str, list[tuple[str, int]]]
