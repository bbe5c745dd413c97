"""Pages of the index: grams and the places where they stand, as few bytes as decode fast.

The distance from one place to the next is written in units of 8, 16 or 32 bits, whichever is shortest for the gram; the
highest unit says that so much passes without a place. A page holds three rows of units, one for each width.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.int64]

_WIDTHS: tuple[type[np.unsignedinteger], ...] = (np.uint8, np.uint16, np.uint32)
_MOST = (255, 65_535, 2**32 - 1)
_PAGE = 24_000  # bytes
_HEAD = 13  # bytes a gram: itself, its width, its number of units


@dataclass(frozen=True, slots=True)
class Postings:
    """`places` of `grams[i]` are those from `starts[i]` to the next start; both ascend."""

    grams: Array
    starts: Array
    places: Array

    def __len__(self) -> int:
        return len(self.grams)

    @property
    def counts(self) -> Array:
        return np.diff(self.starts, append=len(self.places))


def encode(postings: Postings) -> Iterator[tuple[int, bytes]]:
    """First gram and body of each page."""
    if not len(postings):
        return
    steps = np.diff(postings.places, prepend=0)
    steps[postings.starts] = postings.places[postings.starts]
    costs = np.stack([
        width.itemsize * np.add.reduceat(1 + steps // most, postings.starts)
        for width, most in ((np.dtype(kind), most) for kind, most in zip(_WIDTHS, _MOST, strict=True))
    ])  # fmt: skip
    width = np.argmin(costs, axis=0)
    page = np.cumsum(costs.min(axis=0) + _HEAD) // _PAGE
    edges = [*np.flatnonzero(np.diff(page, prepend=-1)).tolist(), len(postings)]
    bounds = [*postings.starts.tolist(), len(steps)]
    for low, high in pairwise(edges):
        counts = postings.counts[low:high]
        inside = steps[bounds[low] : bounds[high]]
        yield int(postings.grams[low]), _page(postings.grams[low:high], counts, width[low:high], inside)


def _page(grams: Array, counts: Array, width: Array, steps: Array) -> bytes:
    each = np.repeat(width, counts)
    units = np.zeros(len(grams), np.uint32)
    rows: list[bytes] = []
    for number, (kind, most) in enumerate(zip(_WIDTHS, _MOST, strict=True)):
        mine = steps[each == number]
        long = 1 + mine // most
        ends = np.cumsum(long)
        row = np.full(ends[-1] if len(ends) else 0, most, kind)
        row[ends - 1] = mine % most
        rows.append(row.tobytes())
        grams_here = width == number
        if grams_here.any():
            firsts = np.cumsum(counts[grams_here]) - counts[grams_here]
            units[grams_here] = np.add.reduceat(long, firsts)
    sizes = np.array([len(grams), *(len(row) for row in rows[:2])], np.uint32).tobytes()
    return b"".join([sizes, grams.astype(np.int64).tobytes(), units.tobytes(), width.astype(np.uint8).tobytes(), *rows])


@dataclass(frozen=True, slots=True)
class Page:
    grams: Array
    units: Array
    width: Array
    rows: tuple[npt.NDArray[np.unsignedinteger], ...]

    @classmethod
    def read(cls, body: bytes) -> Page:
        number, small, middle = np.frombuffer(body, np.uint32, 3).tolist()
        at = 12
        grams = np.frombuffer(body, np.int64, number, at)
        units = np.frombuffer(body, np.uint32, number, at + 8 * number).astype(np.int64)
        width = np.frombuffer(body, np.uint8, number, at + 12 * number).astype(np.int64)
        at += _HEAD * number
        edges = (at, at + small, at + small + middle, len(body))
        rows = tuple(
            np.frombuffer(body, kind, (edges[i + 1] - edges[i]) // np.dtype(kind).itemsize, edges[i])
            for i, kind in enumerate(_WIDTHS)
        )
        return cls(grams, units, width, rows)

    def between(self, low: int, high: int) -> Postings:
        """Of the grams from `low` to `high`."""
        first, last = np.searchsorted(self.grams, (low, high + 1)).tolist()
        return self._postings(first, last)

    def all(self) -> Postings:
        return self._postings(0, len(self.grams))

    def _postings(self, first: int, last: int) -> Postings:
        grams, width, units = self.grams[first:last], self.width[first:last], self.units[first:last]
        found: list[Array] = []
        counts = np.zeros(len(grams), np.int64)
        for number, most in enumerate(_MOST):
            mine = width == number
            if mine.any():
                before = int(self.units[:first][self.width[:first] == number].sum())
                row = self.rows[number][before : before + int(units[mine].sum())]
                places, counts[mine] = _decoded(row, units[mine], most)
                found.append(places)
        starts = np.cumsum(counts) - counts
        if len(found) == 1:
            return Postings(grams, starts, found[0])
        return Postings(grams, starts, _interleaved(found, width, counts, starts))


def _decoded(row: npt.NDArray[np.unsignedinteger], units: Array, most: int) -> tuple[Array, Array]:
    """Places of all grams of one width, and how many each has."""
    total = np.cumsum(row, dtype=np.int64)
    ends = np.cumsum(units)
    passed = np.concatenate(([0], total[ends[:-1] - 1])) if len(ends) else ends
    stands = row != most
    number = np.concatenate(([0], np.cumsum(stands)))
    counts = number[ends] - number[ends - units]
    places = total[stands]
    if len(units) > 1:
        places -= np.repeat(passed, counts)
    return places, counts


def _interleaved(found: list[Array], width: Array, counts: Array, starts: Array) -> Array:
    """Places of grams of several widths in the order of the grams."""
    places = np.empty(int(counts.sum()), np.int64)
    each = np.repeat(width, counts)
    for number, here in zip(np.unique(width).tolist(), found, strict=True):
        places[each == number] = here
    return places
