"""A segment of the index: some documents, and where each gram stands in them.

Every document begins at a multiple of a block, so that a place tells its document by one look at a table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain

import numpy as np
import numpy.typing as npt

from monitor.search.grams import grams, ordered
from monitor.search.letters import letters
from monitor.search.pages import Array, Page, Places, Postings, encode

_BLOCK = 8  # bits
#: Fields of a document that narrow and are counted.
COLUMNS = (
    "source", "publisher", "country", "language", "severity", "label", "mineral", "concept", "rule", "has", "is",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """What the index is told of a document. Without texts, that it is gone."""

    document_id: int
    texts: Sequence[str]  # the title first
    moment: int
    fields: Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Column:
    """The values of one field: how many each document has, and which of the known ones."""

    known: Sequence[str]
    counts: Array
    values: Array

    @cached_property
    def owners(self) -> Places:
        """For each value the number of its document."""
        return np.repeat(np.arange(len(self.counts), dtype=np.int32), self.counts)


@dataclass(frozen=True)
class Documents:
    """Of one segment, in its order. `sizes`, `titles`: in letters; `moments`: seconds since 1970."""

    ids: Array
    sizes: Places
    titles: Places
    moments: Array

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def starts(self) -> Places:
        """Place of the first letter."""
        return (np.cumsum(self._blocks, dtype=np.int32) - self._blocks) << _BLOCK

    @property
    def _blocks(self) -> Places:
        return -(-self.sizes >> _BLOCK)

    @cached_property
    def _by_block(self) -> Places:
        return np.repeat(np.arange(len(self), dtype=np.int32), self._blocks)

    def of(self, places: Places) -> Places:
        """Numbers of the documents that stand at these places."""
        return np.asarray(self._by_block[places >> _BLOCK])


@dataclass(frozen=True, slots=True)
class Built:
    """A segment to be stored; `pages` can be read once."""

    documents: Documents
    columns: dict[str, Column]
    pages: Iterator[tuple[int, bytes]]


def build(entries: Sequence[Entry]) -> Built:
    text = letters([one for entry in entries for one in entry.texts])
    lengths = np.diff(np.flatnonzero(text == 0), prepend=-1)
    numbers = np.array([len(entry.texts) for entry in entries])
    firsts = np.cumsum(numbers) - numbers
    sums = np.concatenate(([0], np.cumsum(lengths)))
    documents = Documents(
        ids=np.array([entry.document_id for entry in entries], np.int64),
        sizes=(sums[firsts + numbers] - sums[firsts]).astype(np.int32),
        titles=np.where(numbers > 0, np.append(lengths, 1)[firsts] - 1, 0).astype(np.int32),
        moments=np.array([entry.moment for entry in entries], np.int64),
    )
    columns = {name: _column([entry.fields.get(name, ()) for entry in entries]) for name in COLUMNS}
    shift = np.repeat(documents.starts - sums[firsts], documents.sizes)
    return Built(documents, columns, encode(_postings(text, shift)))


def _postings(text: npt.NDArray[np.uint32], shift: Array) -> Postings:
    found = grams(text)
    order = ordered(text, found)
    found = found[order]
    starts = np.flatnonzero(np.diff(found, prepend=-1))
    return Postings(found[starts], starts, (order + shift[order]).astype(np.int32))


def _column(values: Sequence[Sequence[str]]) -> Column:
    known = sorted(set(chain.from_iterable(values)))
    places = {value: number for number, value in enumerate(known)}
    counts = np.array([len(one) for one in values], np.int64)
    return Column(known, counts, np.array([places[one] for each in values for one in each], np.int64))


# --- merging ---


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
    readers = [_Reader(one, shift) for one, shift in zip(sources, shifts, strict=True)]
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

    _PAGES = 8

    def __init__(self, source: Source, shift: Places) -> None:
        self.source, self.shift, self.pages = source, shift, iter(source.pages)
        self.whole = bool(source.stay.all())
        self.read: list[Postings] = []

    def fill(self) -> bool:
        while len(self.read) < self._PAGES and (body := next(self.pages, None)) is not None:
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
