"""The whole index as one search sees it: every document once, in the order of the segments."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection, Engine

import db.search
from monitor.search.grams import Part, cover
from monitor.search.letters import VERSION, letters
from monitor.search.opened import Moved, Opened
from monitor.search.pages import Array, Page, Places

Mask = npt.NDArray[np.bool_]

#: What is remembered between two searches: texts, and counts of a text in a document, eight bytes each.
_TEXTS, _REMEMBERED = 16, 1_000_000


@dataclass(frozen=True)
class Together:
    """The documents of several segments, one segment behind the other. `live`: neither gone nor told anew later."""

    segments: tuple[Opened, ...]
    live: Mask
    ids: Array
    moments: Array
    sizes: Places
    _remembered: dict[str, tuple[Places, Places]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def starts(self) -> list[int]:
        return list(accumulate((len(one.documents) for one in self.segments), initial=0))

    @cached_property
    def number(self) -> int:
        """Of live documents."""
        return int(self.live.sum())

    @cached_property
    def mean(self) -> float:
        """Letters of a document."""
        return float(self.sizes[self.live].sum(dtype=np.int64)) / max(1, self.number)

    def remembered(self, text: str, look: Callable[[], tuple[Places, Places]]) -> tuple[Places, Places]:
        """What was looked for just before: its next page and its facets are asked for soon."""
        found = self._remembered.pop(text, None) or look()
        self._remembered[text] = found
        room = min(_TEXTS, 1 + _REMEMBERED // (1 + len(self)))
        for oldest in list(self._remembered)[:-room]:
            self._remembered.pop(oldest, None)
        return found


#: What was read of a database before; segments never change.
_known: WeakKeyDictionary[Engine, Together] = WeakKeyDictionary()


def open_archive(connection: Connection) -> Archive:
    """Raises Moved when segments are merged in this moment."""
    known = _known.get(connection.engine) or _together([])
    ids = [row["id"] for row in db.search.listed(connection) if row["ready"] and row["version"] == VERSION]
    if ids != [one.id for one in known.segments]:
        before = {one.id: one for one in known.segments}
        known = _together([before.get(one) or Opened(connection, one) for one in ids])
        _known[connection.engine] = known
    return Archive(connection, known)


def _together(segments: Sequence[Opened]) -> Together:
    live: list[Mask] = [one.documents.sizes > 0 for one in segments]
    for number, one in enumerate(segments):
        for newer in segments[number + 1 :]:
            live[number][one.told_anew(newer)] = False
    held = [one.documents for one in segments]
    return Together(
        segments=tuple(segments),
        live=np.concatenate([np.zeros(0, np.bool_), *live]),
        ids=np.concatenate([np.zeros(0, np.int64), *(one.ids for one in held)]),
        moments=np.concatenate([np.zeros(0, np.int64), *(one.moments for one in held)]),
        sizes=np.concatenate([np.zeros(0, np.int32), *(one.sizes for one in held)]),
    )


class Archive:
    def __init__(self, connection: Connection, held: Together) -> None:
        self.connection, self.held = connection, held
        self.segments, self.starts = held.segments, held.starts
        self._pages: dict[int, Page] = {}

    def __len__(self) -> int:
        return len(self.held)

    def having(self, name: str, holds: Callable[[str], bool] = lambda _: True) -> Mask:
        """Documents with a value in this field for which something holds."""
        found = np.zeros(len(self), np.bool_)
        for start, segment in zip(self.starts, self.segments, strict=False):
            held = segment.column(self.connection, name)
            wanted = np.array([holds(value) for value in held.known], np.bool_)
            found[start + held.owners[wanted[held.values]]] = True
        return found

    def counted(self, name: str, among: Mask) -> dict[str, int]:
        """How many of these documents have each value of a field."""
        found: dict[str, int] = {}
        for start, segment in zip(self.starts, self.segments, strict=False):
            held = segment.column(self.connection, name)
            mine = held.values[among[start + held.owners]]
            for value, number in zip(held.known, np.bincount(mine, minlength=len(held.known)).tolist(), strict=True):
                if number:
                    found[value] = found.get(value, 0) + number
        return found

    # --- texts ---

    def occurrences(self, text: str) -> tuple[Places, Places]:
        """How often a text stands in each document, and how often in its title."""
        return self.held.remembered(text, lambda: self._occurrences(text))

    def _occurrences(self, text: str) -> tuple[Places, Places]:
        parts = cover(letters([text])[:-1])
        self._read(parts)
        whole, title = np.zeros(len(self), np.int32), np.zeros(len(self), np.int32)
        for start, segment in zip(self.starts, self.segments, strict=False):
            places = self._places(segment, parts)
            if len(places):
                held = segment.documents
                number = held.of(places)
                inside = places - held.starts[number] < held.titles[number]
                here = slice(start, start + len(held))
                whole[here] = np.bincount(number, minlength=len(held))
                if inside.any():
                    title[here] = np.bincount(number[inside], minlength=len(held))
        return whole, title

    def _read(self, parts: Iterable[Part]) -> None:
        """All pages that are needed, in one question."""
        wanted = {page for part in parts for one in self.segments for page in one.between(part.low, part.high)}
        missing = sorted(wanted - self._pages.keys())
        found = db.search.pages(self.connection, missing)
        if len(found) < len(missing):
            raise Moved(missing)
        self._pages |= {number: Page.read(body) for number, body in found.items()}

    def _places(self, segment: Opened, parts: Sequence[Part]) -> Places:
        """Where the text begins: where all of its parts stand, each at its offset."""
        rows = sorted((self._part(segment, part) for part in parts), key=len)
        found = rows[0]
        for row in rows[1:]:
            if not len(found):
                break
            found = _common(found, row)
        return found

    def _part(self, segment: Opened, part: Part) -> Places:
        pages = segment.between(part.low, part.high)
        found = [self._pages[page].between(part.low, part.high) for page in pages]
        places = np.concatenate([np.zeros(0, np.int32), *found]) - np.int32(part.offset)
        return places if part.low == part.high else np.sort(places)


def _common(few: Places, many: Places) -> Places:
    """What two rows of ascending places share."""
    if len(few) * 8 > len(many):
        both = np.concatenate((few, many))
        both.sort(kind="stable")  # merges what is in order already
        return both[np.flatnonzero(both[1:] == both[:-1])]
    at = np.minimum(np.searchsorted(many, few), len(many) - 1)
    return np.asarray(few[many[at] == few])
