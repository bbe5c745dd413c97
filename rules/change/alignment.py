"""Which lines of two long texts belong to each other: lines that stand once on each side first, then the gaps."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

#: (tag, i1, i2, j1, j2) as difflib has them
Opcode = tuple[str, int, int, int, int]
#: pairs of a gap up to which difflib looks into it
_SMALL = 40_000


def opcodes(old: Sequence[str], new: Sequence[str]) -> list[Opcode]:
    """As `SequenceMatcher.get_opcodes`, near-linear for texts whose lines mostly stand once."""
    found: list[Opcode] = []
    a = b = 0
    for i, j, size in [*_equal(old, new), (len(old), len(new), 0)]:
        if a < i or b < j:
            found.append(("replace" if a < i and b < j else "delete" if a < i else "insert", a, i, b, j))
        if size:
            found.append(("equal", i, i + size, j, j + size))
        a, b = i + size, j + size
    return found


def _equal(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Runs of equal lines, (old, new, size), next to each other joined."""
    last = (0, 0, 0)
    for i, j, size in _matches(old, new):
        if (i, j) == (last[0] + last[2], last[1] + last[2]):
            last = (last[0], last[1], last[2] + size)
        else:
            if last[2]:
                yield last
            last = (i, j, size)
    if last[2]:
        yield last


def _matches(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    a = b = 0
    for i, j in [*_anchors(old, new), (len(old), len(new))]:
        for x, y, size in _in_gap(old[a:i], new[b:j]):
            yield a + x, b + y, size
        if i < len(old):
            yield i, j, 1
        a, b = i + 1, j + 1


def _in_gap(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    if not old or not new:
        return
    start = next((at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    if start:
        yield 0, 0, start
    if (len(old) - start) * (len(new) - start) <= _SMALL:
        for i, j, size in SequenceMatcher(None, old[start:], new[start:], autojunk=False).get_matching_blocks():
            if size:
                yield start + i, start + j, size


def _anchors(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Lines that stand once on each side, the longest row of them in the order of both."""
    once = {line for line, times in Counter(new).items() if times == 1}
    there = {line: at for at, line in enumerate(new) if line in once}
    pairs = [(i, there[line]) for line, i in _places(old).items() if line in there]
    ends: list[int] = []  # the least place in `new` that a row of each length ends with
    rows: list[int] = []
    before: list[int] = [-1] * len(pairs)
    for at, (_, j) in enumerate(pairs):
        length = bisect_left(ends, j)
        before[at] = rows[length - 1] if length else -1
        ends[length : length + 1] = [j]
        rows[length : length + 1] = [at]
    found, at = [], rows[-1] if rows else -1
    while at >= 0:
        found.append(pairs[at])
        at = before[at]
    return found[::-1]


def _places(old: Sequence[str]) -> dict[str, int]:
    once = Counter(old)
    return {line: at for at, line in enumerate(old) if once[line] == 1}
