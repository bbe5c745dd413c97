"""Which sentence of a passage became which: the most similar belong together, others have gone or come."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from rules.change.words import cropped, key


class Segment(NamedTuple):
    """A line or sentence; equal keys mean that nothing changed; `item` of an entry of a list."""

    text: str
    key: str
    item: bool = False


Pairs = list[tuple[Segment, Segment]]
Paired = tuple[Pairs, list[Segment], list[Segment]]
#: pairs of a passage up to which each is measured against each
_SMALL = 10_000
_REACH = 20
#: about so many pairs of a long one
_MOST = 100_000


def same(old: Segment, new: Segment, language: str) -> bool:
    """Nothing but notation differs."""
    if old.key == new.key and old.key:
        return True
    a, b = cropped(old.text, new.text)
    return key(a, language) == key(b, language) != ""


def paired_segments(before: list[Segment], after: list[Segment]) -> Paired:
    if len(before) == len(after) == 1:
        alone = ratio(before[0].text, after[0].text) >= 0.3
        return ([(before[0], after[0])], [], []) if alone else ([], before, after)
    pairs: Pairs = []
    if len(before) * len(after) >= _SMALL:
        pairs, before, after = _at_sight(before, after)
    scores = sorted(_scores(before, after), reverse=True)
    left, right = dict.fromkeys(range(len(before))), dict.fromkeys(range(len(after)))
    for _, i, j in scores:
        if i in left and j in right:
            del left[i], right[j]
            pairs.append((before[i], after[j]))
    return pairs, [before[i] for i in left], [after[j] for j in right]


def _at_sight(before: list[Segment], after: list[Segment]) -> Paired:
    """Segments of a long passage whose letters, or most of whose beginning and end, are found once on each side."""
    pairs: Pairs = []
    for sight in (_letters, _beginning, _ending):
        there = _once(after, sight)
        found = [(one, there[what]) for what, one in _once(before, sight).items() if what in there]
        pairs += [(one, other) for one, other in found if ratio(one.text, other.text) >= 0.5]
        mine, theirs = {id(one) for one, _ in pairs}, {id(other) for _, other in pairs}
        before, after = [one for one in before if id(one) not in mine], [one for one in after if id(one) not in theirs]
    return pairs, before, after


def _once(found: list[Segment], sight: Callable[[Segment], str]) -> dict[str, Segment]:
    seen: dict[str, Segment] = {}
    twice: set[str] = set()
    for one in found:
        what = sight(one)
        if what in seen:
            twice.add(what)
        seen[what] = one
    return {what: one for what, one in seen.items() if what and what not in twice}


def _letters(one: Segment) -> str:
    return re.sub(r"\d+", "", one.key)


def _beginning(one: Segment) -> str:
    return _letters(one)[:24]


def _ending(one: Segment) -> str:
    return _letters(one)[-24:]


def _scores(before: list[Segment], after: list[Segment]) -> Iterator[tuple[float, int, int]]:
    """Of all pairs of a small passage; of a long one of those at about the same place."""
    small = len(before) * len(after) < _SMALL
    reach = max(len(before), len(after)) if small else max(1, min(_REACH, _MOST // len(before)))
    for i, one in enumerate(before):
        at = i * len(after) // len(before)
        for j in range(max(0, at - reach), min(len(after), at + reach + 1)):
            alike = ratio(one.text, after[j].text, 0.49) + 0.01 * (i == j)
            if alike >= 0.5:
                yield alike, i, j


def ratio(old: str, new: str, least: float = 0) -> float:
    """0 to 1; 0 below `least`."""
    from rapidfuzz.fuzz import ratio as alike

    return float(alike(old, new, score_cutoff=100 * least)) / 100
