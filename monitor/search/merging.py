"""Several segments become one: grams of a range from all of them, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from monitor.search.pages import Page, Places, Postings, encode
from monitor.search.segment import COLUMNS, Built, Column, Documents

_PAGES = 48  # read together, of all sources


@dataclass(frozen=True, slots=True)
class Source:
    """A segment to merge: which of its documents stay, its columns and its pages in order."""

    documents: Documents
    stay: npt.NDArray[np.bool_]
    columns: Mapping[str, Column]
    pages: Iterable[bytes] = ()

    def with_pages(self, pages: Iterable[bytes]) -> Source:
        return replace(self, pages=pages)


def merge(sources: Sequence[Source]) -> Built:
    """One segment in the place of several, older ones first."""
    documents = Documents(*(
        np.concatenate([getattr(one.documents, name)[one.stay] for one in sources])
        for name in ("ids", "sizes", "titles", "moments")
    ))  # fmt: skip
    columns = {name: _joined([(one.columns[name], one.stay) for one in sources]) for name in COLUMNS}
    return Built(documents, columns, _merged_pages(sources, documents))


def _joined(columns: Sequence[tuple[Column, npt.NDArray[np.bool_]]]) -> Column:
    known = sorted({value for column, _ in columns for value in column.known})
    places = {value: number for number, value in enumerate(known)}
    counts, values = [], []
    for column, stay in columns:
        there = np.array([places[value] for value in column.known], np.int64)
        counts.append(column.counts[stay])
        values.append(there[column.values[np.repeat(stay, column.counts)]])
    return Column(known, np.concatenate(counts), np.concatenate(values))


def _merged_pages(sources: Sequence[Source], documents: Documents) -> Iterator[tuple[int, bytes]]:
    waiting: Postings | None = None  # what fills no page yet
    for together in _rounds(sources, documents):
        pages = list(encode(together if waiting is None else _side_by_side([waiting, together])))
        yield from pages[:-1]
        waiting = Page.read(pages[-1][1]).all() if pages else None
    if waiting is not None:
        yield from encode(waiting)


def _rounds(sources: Sequence[Source], documents: Documents) -> Iterator[Postings]:
    """Postings of all sources, a range of grams at a time."""
    shifts = _shifts(sources, documents)
    pages = max(1, _PAGES // len(sources))
    readers = [_Reader(one, shift, pages) for one, shift in zip(sources, shifts, strict=True)]
    while limits := [reader.limit for reader in readers if reader.fill()]:
        yield _together([reader.take(min(limits)) for reader in readers])


def _shifts(sources: Sequence[Source], documents: Documents) -> list[Places]:
    """By how much the letters of each document move."""
    found, at = [], 0
    for one in sources:
        shift = np.zeros(len(one.documents), np.int32)
        number = int(one.stay.sum())
        shift[one.stay] = documents.starts[at : at + number] - one.documents.starts[one.stay]
        found.append(shift)
        at += number
    return found


class _Reader:
    """Reads the pages of a source, some at a time."""

    def __init__(self, source: Source, shift: Places, together: int) -> None:
        self.source, self.shift, self.pages, self.together = source, shift, iter(source.pages), together
        self.whole = bool(source.stay.all())
        self.read: list[Postings] = []

    def fill(self) -> bool:
        while len(self.read) < self.together and (body := next(self.pages, None)) is not None:
            moved = self._moved(Page.read(body).all())
            self.read += [moved] if len(moved) else []
        return bool(self.read)

    @property
    def limit(self) -> int:
        return int(self.read[-1].grams[-1])

    def _moved(self, found: Postings) -> Postings:
        number = self.source.documents.of(found.places)
        places = found.places + self.shift[number]
        if self.whole:
            return Postings(found.grams, found.starts, places)
        stay = self.source.stay[number]
        counts = np.add.reduceat(stay, found.starts, dtype=np.int64)
        starts = np.cumsum(counts) - counts
        return Postings(found.grams[counts > 0], starts[counts > 0], places[stay])

    def take(self, limit: int) -> Postings:
        """What is read up to this gram; the rest stays."""
        whole = _side_by_side(self.read)
        cut = int(np.searchsorted(whole.grams, limit, side="right"))
        if cut == len(whole):
            self.read = []
            return whole
        edge = int(whole.starts[cut])
        self.read = [Postings(whole.grams[cut:], whole.starts[cut:] - edge, whole.places[edge:])]
        return Postings(whole.grams[:cut], whole.starts[:cut], whole.places[:edge])


def _side_by_side(parts: Sequence[Postings]) -> Postings:
    """Postings of ranges of grams that follow one another."""
    if len(parts) == 1:
        return parts[0]
    if not parts:
        return Postings(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.int32))
    edges = np.cumsum([0, *(len(part.places) for part in parts[:-1])])
    return Postings(
        np.concatenate([part.grams for part in parts]),
        np.concatenate([part.starts + edge for part, edge in zip(parts, edges, strict=True)]),
        np.concatenate([part.places for part in parts]),
    )


def _together(parts: Sequence[Postings]) -> Postings:
    """Postings of the same range of grams: a gram's places in one part come before those in the next."""
    known = np.unique(np.concatenate([part.grams for part in parts]))
    counts = np.zeros((len(parts), len(known)), np.int64)
    where = [np.searchsorted(known, part.grams) for part in parts]
    for number, part in enumerate(parts):
        counts[number, where[number]] = part.counts
    flat = counts.T.ravel()
    begin = (np.cumsum(flat) - flat).reshape(len(known), len(parts))
    places = np.empty(int(flat.sum()), np.int32)
    for number, part in enumerate(parts):
        move = begin[where[number], number] - part.starts
        places[np.arange(len(part.places)) + np.repeat(move, part.counts)] = part.places
    return Postings(known, begin[:, 0] if len(parts) else np.zeros(0, np.int64), places)
