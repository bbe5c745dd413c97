"""A segment of the index: some documents, and where each gram stands in them.

Every document begins at a multiple of a block, so that a place tells its document by one look at a table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

import numpy as np

from monitor.search.grams import postings
from monitor.search.letters import letters
from monitor.search.pages import Array, Places, Postings, encode

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
    places = np.arange(len(text)) + np.repeat(documents.starts - sums[firsts], documents.sizes)
    found, starts, stand = postings(text, places)
    return Built(documents, columns, encode(Postings(found, starts, stand.astype(np.int32))))


def _column(values: Sequence[Sequence[str]]) -> Column:
    known = sorted(set(chain.from_iterable(values)))
    places = {value: number for number, value in enumerate(known)}
    counts = np.array([len(one) for one in values], np.int64)
    return Column(known, counts, np.array([places[one] for each in values for one in each], np.int64))
