"""Pages of the index: grams and the places where they stand, as few bytes as decode fast.

The distance from one place to the next is written in units of one, two or three bytes, whichever is shortest for the
gram; the highest unit says that so much passes without a place. A page holds a row of units for each width.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.int64]
#: Letters of a segment are less than 2^31.
Places = npt.NDArray[np.int32]
_Units = npt.NDArray[np.uint32]

_WIDTHS = (1, 2, 3)  # bytes
_MOST = (255, 65_535, 2**24 - 1)
_PAGE = 24_000  # bytes
_HEAD = 13  # bytes a gram: itself, its width, its number of units


@dataclass(frozen=True, slots=True)
class Postings:
    """`places` of `grams[i]` are those from `starts[i]` to the next start; both ascend."""

    grams: Array
    starts: Array
    places: Places

    def __len__(self) -> int:
        return len(self.grams)

    @property
    def counts(self) -> Array:
        return np.diff(self.starts, append=len(self.places))


def encode(postings: Postings) -> Iterator[tuple[int, bytes]]:
    """First gram and body of each page."""
    if not len(postings):
        return
    steps = np.diff(postings.places, prepend=np.int32(0)).astype(np.uint32)
    steps[postings.starts] = postings.places[postings.starts]
    costs = np.stack([
        width * (postings.counts + _passed(steps, postings.starts, most))
        for width, most in zip(_WIDTHS, _MOST, strict=True)
    ])  # fmt: skip
    width = np.argmin(costs, axis=0)
    page = np.cumsum(costs.min(axis=0) + _HEAD) // _PAGE
    edges = [*np.flatnonzero(np.diff(page, prepend=-1)).tolist(), len(postings)]
    bounds = [*postings.starts.tolist(), len(steps)]
    for low, high in pairwise(edges):
        counts = postings.counts[low:high]
        inside = steps[bounds[low] : bounds[high]]
        yield int(postings.grams[low]), _page(postings.grams[low:high], counts, width[low:high], inside)


def _passed(steps: _Units, starts: Array, most: int) -> Array | int:
    """How many units say only that much passes, by gram."""
    long = steps // np.uint32(most)
    return np.add.reduceat(long, starts, dtype=np.int64) if long.any() else 0


def _page(grams: Array, counts: Array, width: Array, steps: _Units) -> bytes:
    each = np.repeat(width, counts)
    units = np.zeros(len(grams), np.uint32)
    rows: list[bytes] = []
    for number, most in enumerate(_MOST):
        mine = steps[each == number]
        long = 1 + mine // np.uint32(most)
        ends = np.cumsum(long, dtype=np.int64)
        row = np.full(ends[-1] if len(ends) else 0, most, np.uint32)
        row[ends - 1] = mine % np.uint32(most)
        rows.append(_narrowed(row, _WIDTHS[number]))
        here = width == number
        if here.any():
            units[here] = np.add.reduceat(long, np.cumsum(counts[here]) - counts[here])
    sizes = np.array([len(grams), *map(len, rows[:2])], np.uint32).tobytes()
    return b"".join([sizes, grams.tobytes(), units.tobytes(), width.astype(np.uint8).tobytes(), *rows])


def _narrowed(row: _Units, width: int) -> bytes:
    return row.astype("<u4").view(np.uint8).reshape(-1, 4)[:, :width].tobytes()


def _widened(row: bytes | memoryview, width: int) -> npt.NDArray[np.unsignedinteger]:
    if width < 3:
        return np.frombuffer(row, f"<u{width}")
    found = np.zeros((len(row) // 3, 4), np.uint8)
    found[:, :3] = np.frombuffer(row, np.uint8).reshape(-1, 3)
    return found.view("<u4").ravel()


@dataclass(frozen=True, slots=True)
class Page:
    grams: Array
    units: Array
    width: Array
    rows: tuple[memoryview, ...]

    @classmethod
    def read(cls, body: bytes) -> Page:
        number, small, middle = np.frombuffer(body, np.uint32, 3).tolist()
        at = 12
        grams = np.frombuffer(body, np.int64, number, at)
        units = np.frombuffer(body, np.uint32, number, at + 8 * number).astype(np.int64)
        width = np.frombuffer(body, np.uint8, number, at + 12 * number).astype(np.int64)
        at += _HEAD * number
        edges = (at, at + small, at + small + middle, len(body))
        return cls(grams, units, width, tuple(memoryview(body)[low:high] for low, high in pairwise(edges)))

    def between(self, low: int, high: int) -> Places:
        """Places of the grams from `low` to `high`; in order for one gram."""
        first, last = np.searchsorted(self.grams, (low, high + 1)).tolist()
        found = [places for _, places, _ in self._rows(first, last)]
        return found[0] if len(found) == 1 else np.concatenate([np.zeros(0, np.int32), *found])

    def all(self) -> Postings:
        counts = np.zeros(len(self.grams), np.int64)
        found: list[Places] = []
        for number, places, numbers in self._rows(0, len(self.grams)):
            counts[self.width == number] = numbers
            found.append(places)
        starts = np.cumsum(counts) - counts
        return Postings(self.grams, starts, _interleaved(found, self.width, counts))

    def _rows(self, first: int, last: int) -> Iterator[tuple[int, Places, Array]]:
        """For each width that there is: its number, places, and how many each gram has."""
        width, units = self.width[first:last], self.units[first:last]
        for number in np.unique(width).tolist():
            mine, bytes_ = width == number, _WIDTHS[number]
            before = bytes_ * int(self.units[:first][self.width[:first] == number].sum())
            row = self.rows[number][before : before + bytes_ * int(units[mine].sum())]
            yield number, *_decoded(_widened(row, bytes_), units[mine], _MOST[number])


def _decoded(row: npt.NDArray[np.unsignedinteger], units: Array, most: int) -> tuple[Places, Array]:
    """Places of all grams of one width, and how many each has."""
    total = np.cumsum(row, dtype=np.uint32)  # may pass 2^32 where several grams follow one another: so does `passed`
    stands = row != most
    places = total if stands.all() else total[stands]
    if len(units) == 1:
        return places.view(np.int32), np.array([len(places)])
    ends = np.cumsum(units)
    number = np.concatenate(([0], np.cumsum(stands)))
    counts = number[ends] - number[ends - units]
    passed = np.concatenate((np.zeros(1, np.uint32), total[ends[:-1] - 1]))
    return (places - np.repeat(passed, counts)).view(np.int32), counts


def _interleaved(found: list[Places], width: Array, counts: Array) -> Places:
    """Places of grams of several widths, or of none, in the order of the grams."""
    places = np.empty(int(counts.sum()), np.int32)
    each = np.repeat(width, counts)
    for number, here in zip(np.unique(width).tolist(), found, strict=True):
        places[each == number] = here
    return places
