"""Text as the index reads it: letters in one spelling, gaps as one space, none between Han or kana.

Letters are numpy arrays of code points; 0 is a wall that no query reaches across.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
import numpy.typing as npt

from rules.fold import GAPS, UNSEEN, WALL, fold

Letters = npt.NDArray[np.uint32]

#: Grows with every change of what is folded or how it is cut: older segments are then built anew.
VERSION = 1

NARROW, GAP, UNWRITTEN, HAN, HANGUL, STOP = range(6)
_HAN = ((0x2E80, 0x2FDF), (0x3005, 0x3007), (0x3040, 0x30FF), (0x31F0, 0x31FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF),
        (0xF900, 0xFAFF), (0x20000, 0x323AF))  # fmt: skip
_HANGUL = ((0x1100, 0x11FF), (0x3130, 0x318F), (0xA960, 0xA97F), (0xAC00, 0xD7FF))


@cache
def kinds() -> npt.NDArray[np.uint8]:
    """Kind by code point."""
    found = np.zeros(0x110000, np.uint8)
    found[[gap for gap in GAPS if gap != ord(UNSEEN)]] = GAP
    for ranges, kind in ((_HAN, HAN), (_HANGUL, HANGUL)):
        for first, last in ranges:
            found[first : last + 1] = kind
    found[ord(UNSEEN)], found[0] = UNWRITTEN, STOP
    return found


def letters(texts: Sequence[str]) -> Letters:
    """All texts in one, a wall behind each."""
    written = points(WALL.join([*(fold(text.replace(WALL, " ")).text for text in texts), ""]))
    return plain(written[squeeze(written)])


def plain(found: Letters) -> Letters:
    """Every gap as a space."""
    return np.where(kinds()[found] == GAP, np.uint32(32), found)


def points(text: str) -> Letters:
    return np.frombuffer(text.encode("utf-32-le"), np.uint32)


def squeeze(written: Letters) -> npt.NDArray[np.int64]:
    """Places of the letters that stay; of a gap, the first, but none at the edge of a text or between Han or kana."""
    kind = kinds()[written]
    unwritten = kind == UNWRITTEN
    if unwritten.any():
        places = np.flatnonzero(~unwritten)
        return np.asarray(places[_without_gaps(kind[places])])
    return _without_gaps(kind)


def _without_gaps(kind: npt.NDArray[np.uint8]) -> npt.NDArray[np.int64]:
    around = np.full(len(kind) + 2, STOP, np.uint8)
    around[1:-1] = kind
    gap = around == GAP
    edges = np.flatnonzero(gap[1:] != gap[:-1])
    starts, ends = edges[::2], edges[1::2]
    before, behind = around[starts], around[ends + 1]
    needless = (before == STOP) | (behind == STOP) | ((before == HAN) & (behind == HAN))
    stay = ~gap[1:-1]
    stay[starts[~needless]] = True
    return np.flatnonzero(stay)
