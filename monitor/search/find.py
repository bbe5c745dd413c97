"""Searching the archive: what holds for each document, in which order, which page, and how many of what."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from datetime import datetime
from fnmatch import fnmatchcase
from typing import TypeVar

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection

import db.search
from monitor.search.archive import Archive, Mask, open_archive
from monitor.search.cursor import Cursor
from monitor.search.fields import SEVERITIES
from monitor.search.nodes import All, Any, Days, Field, Node, Not, Query, Words
from monitor.search.opened import Moved
from monitor.search.pages import Array, Places
from monitor.search.results import FACETS, Facets, Page, Sort
from monitor.search.show import results

Scores = npt.NDArray[np.float64]
_Answer = TypeVar("_Answer")

_ATTEMPTS = 5
_TITLE = 5.0  # an occurrence in the title counts as so many more
_SATURATION, _LENGTH = 1.2, 0.75  # the usual ones of BM25
_HALF_LIFE = 365 * 86_400  # seconds; a document twice as relevant may be so much older


def find(connection: Connection, query: Query, *, sort: Sort = "relevance", most: int = 20, cursor: str = "") -> Page:
    """A page of what the query asks for. Raises CursorError."""
    after = Cursor.read(cursor, query, sort) if cursor else None
    return steady(connection, lambda archive: _page(archive, query, sort, most, after))


def facets(connection: Connection, query: Query) -> Facets:
    """By field: its values in what the query asks for, with how many documents have them; frequent ones first."""
    return steady(connection, lambda archive: _facets(archive, Found(archive).mask(query.node)))


def matching(connection: Connection, query: Query) -> list[int]:
    """All documents that the query asks for, by id."""
    return steady(connection, lambda archive: _ids(archive, Found(archive).mask(query.node)))


def _ids(archive: Archive, mask: Mask) -> list[int]:
    return sorted(archive.held.ids[mask & archive.held.live].tolist())


def steady(connection: Connection, answer: Callable[[Archive], _Answer]) -> _Answer:
    """Again, when segments are merged in the middle: PostgreSQL shows that even inside of a transaction."""
    for _ in range(_ATTEMPTS):
        try:
            return answer(open_archive(connection))
        except Moved:
            continue
    return answer(open_archive(connection))


def _page(archive: Archive, query: Query, sort: Sort, most: int, after: Cursor | None) -> Page:
    found = Found(archive)
    mask = found.mask(query.node) & archive.held.live
    total = int(mask.sum())
    weights = after.weights if after else found.weights(query, mask)
    numbers = np.flatnonzero(mask)
    numbers, keys = _first(numbers, found.keys(query, sort, weights, numbers), archive.held.ids, most + 1, after)
    shown = archive.held.ids[numbers[:most]].tolist()
    more = len(numbers) > most
    following = Cursor.write(query, sort, float(keys[most - 1]), shown[-1], weights) if more else ""
    return Page(total, results(archive.connection, shown, query.wanted), following)


def _first(numbers: Array, key: Scores, ids: Array, most: int, after: Cursor | None) -> tuple[Array, Scores]:
    """The first documents by key, then by id, both descending; with their keys."""
    id_ = ids[numbers]
    if after is not None:
        rest = (key < after.key) | ((key == after.key) & (id_ < after.document))
        numbers, key, id_ = numbers[rest], key[rest], id_[rest]
    if len(numbers) > most:
        least = np.partition(key, len(key) - most)[len(key) - most]
        near = key >= least
        numbers, key, id_ = numbers[near], key[near], id_[near]
    order = np.lexsort((-id_, -key))[:most]
    return numbers[order], key[order]


def _facets(archive: Archive, mask: Mask) -> Facets:
    mask = mask & archive.held.live
    counts = {name: archive.counted(name, mask) for name in FACETS if name not in ("year", "month")}
    found: Facets = {name: _frequent(one) for name, one in counts.items()}
    months, numbers = np.unique(
        archive.held.moments[mask].astype("datetime64[s]").astype("datetime64[M]"), return_counts=True
    )
    by_month = {str(month): int(number) for month, number in zip(months, numbers, strict=True)}
    years: dict[str, int] = {}
    for month, number in by_month.items():
        years[month[:-3]] = years.get(month[:-3], 0) + number
    return found | {name: sorted(one.items(), reverse=True) for name, one in (("year", years), ("month", by_month))}


def _frequent(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


class Found:
    """What holds for the documents of an archive; every text is looked up once."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self._texts: dict[str, tuple[Places, Places]] = {}

    def mask(self, node: Node) -> Mask:
        match node:
            case Words():
                whole, title = self._occurrences(node)
                return (title if node.title else whole) > 0
            case Not():
                return ~self.mask(node.node)
            case All():
                return self._reduced(np.logical_and, node.nodes, empty=True)
            case Any():
                return self._reduced(np.logical_or, node.nodes, empty=False)
            case Days():
                return self._days(node)
            case Field():
                return self._field(node)

    def _reduced(self, join: np.ufunc, nodes: tuple[Node, ...], *, empty: bool) -> Mask:
        found = np.full(len(self.archive), empty)
        for node in nodes:
            found = join(found, self.mask(node))
        return found

    def _occurrences(self, words: Words) -> tuple[Places, Places]:
        if words.text not in self._texts:
            self._texts[words.text] = self.archive.occurrences(words.text)
        return self._texts[words.text]

    def _days(self, node: Days) -> Mask:
        found = np.ones(len(self.archive), np.bool_)
        if node.since:
            found &= self.archive.held.moments >= _seconds(node.since)
        if node.before:
            found &= self.archive.held.moments < _seconds(node.before)
        return found

    def _field(self, node: Field) -> Mask:
        if node.name in ("has", "is"):
            return self._state(node)
        values = [value.casefold() for value in node.values]
        if node.name == "severity" and not node.exactly:
            least = min(map(SEVERITIES.index, values))
            values = list(SEVERITIES[least:])
        return self.archive.having(node.name, lambda known: _fits(known.casefold(), values))

    def _state(self, node: Field) -> Mask:
        found = self.archive.having(node.name, lambda known: known in node.values)
        for value, acknowledged in (("alert", False), ("acknowledged", True)):
            if value in node.values:
                told = db.search.told(self.archive.connection, acknowledged=acknowledged)
                found |= np.isin(self.archive.held.ids, np.array(told, np.int64))
        return found

    # --- order ---

    def weights(self, query: Query, mask: Mask) -> tuple[float, ...]:
        """Mean length of a document, then of each wanted text how much its rarity counts.

        A cursor keeps them, so that new documents change the order of no page behind it.
        """
        number, mean = self.archive.held.number, self.archive.held.mean
        rare = (int((self.mask(words) & self.archive.held.live).sum()) for words in query.wanted)
        return (mean, *(math.log(1 + (number - one + 0.5) / (one + 0.5)) for one in rare))

    def keys(self, query: Query, sort: Sort, weights: tuple[float, ...], numbers: Array) -> Scores:
        """By which these documents are ordered: their moment, or the logarithm of BM25 that fades with age."""
        moments = self.archive.held.moments[numbers].astype(np.float64)
        if sort == "date":
            return moments
        if not query.wanted:
            return moments / _HALF_LIFE
        score = np.full(len(moments), 1e-3)
        norm = _SATURATION * (1 - _LENGTH + _LENGTH * self.archive.held.sizes[numbers] / max(1.0, weights[0]))
        for words, rarity in zip(query.wanted, weights[1:], strict=True):
            whole, title = self._occurrences(words)
            often = whole[numbers] + _TITLE * title[numbers]
            score += rarity * often * (_SATURATION + 1) / (often + norm)
        return np.asarray(np.log2(score) + moments / _HALF_LIFE)


def _fits(known: str, values: list[str]) -> bool:
    return any(known == value or ("*" in value and fnmatchcase(known, value.replace("[", "[[]"))) for value in values)


def _seconds(moment: datetime) -> float:
    return moment.timestamp()
