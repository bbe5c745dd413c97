"""Grams: what the index is made of. Three letters where all are narrow (Latin, digits, signs), else two.

The gram at a place is told by the letters that stand there, so a text is found wherever grams that cover it stand
where they must: exactly, without looking at the texts.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from monitor.search.letters import GAP, NARROW, Letters, kinds

Grams = npt.NDArray[np.int64]
Places = npt.NDArray[np.int64]

_BITS = 21  # of a code point


@dataclass(frozen=True, slots=True)
class Part:
    """At `offset` of the text stands one of the grams from `low` to `high`."""

    offset: int
    low: int
    high: int


def postings(text: Letters, places: Places) -> tuple[Grams, Places, Places]:
    """Grams in their order, at which number the places of each begin, and `places` of all letters but walls.

    `places`: where each letter stands, ascending.
    """
    known, numbers = _dense(text)
    bits, room = int(len(known) - 1).bit_length(), int(places[-1]).bit_length() if len(places) else 0
    if 3 * bits + room > 63:
        return _postings_of_many_letters(text, places)
    # one number for gram and place sorts seven times as fast as an order of grams does
    both = _packed(text, numbers, bits)
    both <<= room
    both |= places
    both.sort()
    both = both[np.count_nonzero(text == 0) :]  # walls come first
    found = both >> room
    starts = _starts(found)
    first, second, third = (known[found[starts] >> shift & ((1 << bits) - 1)] for shift in (2 * bits, bits, 0))
    both &= (1 << room) - 1
    return (first << 2 * _BITS) | (second << _BITS) | third, starts, both


def _postings_of_many_letters(text: Letters, places: Places) -> tuple[Grams, Places, Places]:
    found = _packed(text, text.astype(np.int64), _BITS)
    order = np.argsort(found, kind="stable")
    order = order[text[order] != 0]
    found = found[order]
    starts = _starts(found)
    return found[starts], starts, places[order]


def _starts(found: Grams) -> Places:
    return np.flatnonzero(np.concatenate((np.ones(min(len(found), 1), np.bool_), found[1:] != found[:-1])))


def _dense(text: Letters) -> tuple[Grams, Grams]:
    """The letters that there are, in order, the wall first; and for each letter of the text its number among them."""
    there = np.zeros(int(text.max(initial=0)) + 1, np.bool_)
    there[text] = True
    there[0] = True
    known = np.flatnonzero(there)
    numbers = np.zeros(len(there), np.int64)
    numbers[known] = np.arange(len(known))
    return known, numbers[text]


def _packed(text: Letters, values: Grams, bits: int) -> Grams:
    """The gram at each place, walls too."""
    kind = kinds()[text]
    narrow = (kind == NARROW) | (kind == GAP)
    found = values << 2 * bits
    found[:-1] |= values[1:] << bits
    found[:-2] |= values[2:] * (narrow[:-2] & narrow[1:-1] & narrow[2:])
    return found


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
