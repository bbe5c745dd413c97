"""Grams: what the index is made of. Three letters where all are narrow (Latin, digits, signs), else two.

The gram at a place is told by the letters that stand there, so a text is found wherever grams that cover it stand
where they must: exactly, without looking at the texts.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from monitor.search.letters import GAP, NARROW, STOP, Letters, kinds

Grams = npt.NDArray[np.int64]
Places = npt.NDArray[np.int64]

_BITS = 21  # of a code point


@dataclass(frozen=True, slots=True)
class Part:
    """At `offset` of the text stands one of the grams from `low` to `high`."""

    offset: int
    low: int
    high: int


def grams(text: Letters) -> Grams:
    """One for every letter of the text, walls too."""
    return _packed(text, text.astype(np.int64), _BITS)


def ordered(text: Letters, found: Grams) -> Places:
    """Places of all letters but walls: by gram, then by place."""
    dense, bits = _dense(text)
    room = len(text).bit_length()
    if 3 * bits + room > 63:
        order = np.argsort(found, kind="stable")
        return np.asarray(order[text[order] != 0])
    # one number for gram and place sorts seven times as fast as an order of grams does
    both = (_packed(text, dense, bits) << room) | np.arange(len(text))
    both = both[text != 0]
    both.sort()
    return np.asarray(both & ((1 << room) - 1))


def _dense(text: Letters) -> tuple[Grams, int]:
    """Letters numbered in their order, and the bits that the numbers take."""
    there = np.zeros(0x110000, np.bool_)
    there[text] = True
    there[0] = True
    numbers = np.cumsum(there) - 1
    return numbers[text], int(numbers[-1]).bit_length()


def _packed(text: Letters, values: Grams, bits: int) -> Grams:
    nothing = np.zeros(2, np.int64)
    kind = np.concatenate((kinds()[text], nothing + STOP))
    first, second, third = values, np.append(values[1:], 0), np.append(values[2:], nothing)[: len(values)]
    narrow = (kind == NARROW) | (kind == GAP)
    three = narrow[:-2] & narrow[1:-1] & narrow[2:]
    return (first << 2 * bits) | (second << bits) | np.where(three, third, 0)


def cover(text: Letters) -> list[Part]:
    """Grams that together say every letter of the text; the fewest."""
    found: list[Part] = []
    kind = kinds()[text]
    narrow = ((kind == NARROW) | (kind == GAP)).tolist()
    said = 0
    while said < len(text):
        starts = range(max(0, said - 2), said + 1)
        # of those that reach farthest, a closed one before an open one, which means many grams
        reach, closed, back = max(
            (start + _length(narrow, start), not _open(narrow, start), -start) for start in starts
        )
        found.append(_part(text, -back, reach + back, open_=not closed))
        said = reach
    return found


def _length(narrow: list[bool], start: int) -> int:
    three = narrow[start : start + 3]
    return 3 if len(three) == 3 and all(three) else min(2, len(three))


def _open(narrow: list[bool], start: int) -> bool:
    """Whether the letters behind the text have a say in its last gram."""
    rest = narrow[start : start + 3]
    return len(rest) == 1 or (len(rest) == 2 and all(rest))


def _part(text: Letters, start: int, length: int, *, open_: bool) -> Part:
    low = 0
    for place in range(3):
        low = low << _BITS | (int(text[start + place]) if place < length else 0)
    free = (3 - length) * _BITS if open_ else 0
    return Part(start, low, low | ((1 << free) - 1))
