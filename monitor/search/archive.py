"""The whole index as one search sees it: every document once, in the order of the segments."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection, Engine

import db.search
from monitor.search.grams import Part, cover
from monitor.search.letters import VERSION, letters
from monitor.search.opened import Moved, Opened
from monitor.search.pages import Array, Page
from monitor.search.segment import Column

Mask = npt.NDArray[np.bool_]


@dataclass(slots=True)
class _Known:
    """What was read of a database before; segments never change."""

    segments: dict[int, Opened] = field(default_factory=dict)
    together: tuple[int, ...] = ()
    live: Mask = field(default_factory=lambda: np.zeros(0, np.bool_))


_known: WeakKeyDictionary[Engine, _Known] = WeakKeyDictionary()


def open_archive(connection: Connection) -> Archive:
    """Raises Moved when segments are merged in this moment."""
    known = _known.setdefault(connection.engine, _Known())
    ids = tuple(row["id"] for row in db.search.listed(connection) if row["ready"] and row["version"] == VERSION)
    segments = [known.segments.get(one) or Opened(connection, one) for one in ids]
    known.segments = {one.id: one for one in segments}
    if known.together == ids:
        return Archive(connection, segments, known.live)
    live = _live(segments)
    known.live, known.together = live, ids
    return Archive(connection, segments, live)


def _live(segments: Sequence[Opened]) -> Mask:
    """What is neither gone nor told anew by a newer segment."""
    found = []
    for number, one in enumerate(segments):
        live = one.documents.sizes > 0
        for newer in segments[number + 1 :]:
            live[one.told_anew(newer)] = False
        found.append(live)
    return np.concatenate([np.zeros(0, np.bool_), *found])


class Archive:
    def __init__(self, connection: Connection, segments: Sequence[Opened], live: Mask) -> None:
        self.connection, self.segments, self.live = connection, segments, live
        self.starts = np.cumsum([0, *(len(one.documents) for one in segments)]).tolist()
        self._pages: dict[int, Page] = {}

    def __len__(self) -> int:
        return int(self.starts[-1])

    @cached_property
    def ids(self) -> Array:
        return self._joined(lambda one: one.documents.ids)

    @cached_property
    def moments(self) -> Array:
        return self._joined(lambda one: one.documents.moments)

    @cached_property
    def sizes(self) -> Array:
        return self._joined(lambda one: one.documents.sizes)

    def _joined(self, part: Callable[[Opened], Array]) -> Array:
        return np.concatenate([np.zeros(0, np.int64), *map(part, self.segments)])

    def having(self, name: str, holds: Callable[[str], bool] = lambda _: True) -> Mask:
        """Documents with a value in this field for which something holds."""
        found = np.zeros(len(self), np.bool_)
        for start, segment in zip(self.starts, self.segments, strict=False):
            held = segment.column(self.connection, name)
            wanted = np.array([holds(value) for value in held.known], np.bool_)
            found[start + _owners(held)[wanted[held.values]]] = True
        return found

    def counted(self, name: str, among: Mask) -> dict[str, int]:
        """How many of these documents have each value of a field."""
        found: dict[str, int] = {}
        for start, segment in zip(self.starts, self.segments, strict=False):
            held = segment.column(self.connection, name)
            mine = held.values[among[start + _owners(held)]]
            for value, number in zip(held.known, np.bincount(mine, minlength=len(held.known)).tolist(), strict=True):
                if number:
                    found[value] = found.get(value, 0) + number
        return found

    # --- texts ---

    def occurrences(self, text: str) -> tuple[Array, Array]:
        """How often a text stands in each document, and how often in its title."""
        parts = cover(letters([text])[:-1])
        self._read(parts)
        whole, title = np.zeros(len(self), np.int64), np.zeros(len(self), np.int64)
        for start, segment in zip(self.starts, self.segments, strict=False):
            places = self._places(segment, parts)
            if len(places):
                held = segment.documents
                number = held.of(places)
                inside = places - held.starts[number] < held.titles[number]
                whole[start : start + len(held)] = np.bincount(number, minlength=len(held))
                title[start : start + len(held)] = np.bincount(number[inside], minlength=len(held))
        return whole, title

    def _read(self, parts: Iterable[Part]) -> None:
        """All pages that are needed, in one question."""
        wanted = {page for part in parts for one in self.segments for page in one.between(part.low, part.high)}
        missing = sorted(wanted - self._pages.keys())
        found = db.search.pages(self.connection, missing)
        if len(found) < len(missing):
            raise Moved(missing)
        self._pages |= {number: Page.read(body) for number, body in found.items()}

    def _places(self, segment: Opened, parts: Sequence[Part]) -> Array:
        """Where the text begins: where all of its parts stand, each at its offset."""
        rows = sorted((self._part(segment, part) for part in parts), key=len)
        found = rows[0]
        for row in rows[1:]:
            if not len(found):
                break
            found = _common(found, row)
        return found

    def _part(self, segment: Opened, part: Part) -> Array:
        pages = segment.between(part.low, part.high)
        found = [self._pages[page].between(part.low, part.high).places for page in pages]
        places = np.concatenate([np.zeros(0, np.int64), *found]) - part.offset
        return places if part.low == part.high else np.sort(places)


def _owners(column: Column) -> Array:
    """For each value of a column the number of its document."""
    return np.repeat(np.arange(len(column.counts)), column.counts)


def _common(few: Array, many: Array) -> Array:
    """What two rows of ascending places share."""
    if len(few) * 16 > len(many):
        both = np.concatenate((few, many))
        both.sort()
        return np.asarray(both[1:][both[1:] == both[:-1]])
    at = np.minimum(np.searchsorted(many, few), len(many) - 1)
    return np.asarray(few[many[at] == few])
