"""Documents that a list is known to have shown: they tell the list from everything else on a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from crawlers.keys import canonical


class Row(Protocol):
    @property
    def title(self) -> str: ...
    @property
    def url(self) -> str: ...
    @property
    def key(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Remembered:
    keys: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()

    @classmethod
    def of(cls, documents: Iterable[tuple[str, str, str]]) -> Remembered:
        """From key, title and address of each."""
        listed = list(documents)
        return cls(
            frozenset(key for key, _, _ in listed),
            frozenset(_folded(title) for _, title, _ in listed),
            frozenset(canonical(url) for _, _, url in listed if url),
        )

    def knows(self, row: Row) -> bool:
        return (
            row.key in self.keys
            or _folded(row.title) in self.titles
            or bool(row.url and canonical(row.url) in self.links)
        )


@dataclass(frozen=True, slots=True)
class Recognised:
    found: int
    same_keys: int


def recognised(rows: Iterable[Row], known: Remembered) -> Recognised:
    found = [row for row in rows if known.knows(row)]
    return Recognised(len(found), sum(row.key in known.keys for row in found))


def _folded(title: str) -> str:
    return "".join(title.split()).casefold()
