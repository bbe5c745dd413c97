"""Compiled conditions made of conditions."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from rules.conditions import WHOLE, Clause, Node, Places, Scope, one_of
from rules.divide import Range
from rules.page import Page
from rules.parts import Evidence
from rules.shorthand import Unit

_MOST_NEAR = 12


@dataclass(frozen=True, slots=True)
class Inside:
    places: tuple[str, ...]
    condition: Node

    def _narrowed(self, scope: Scope) -> Scope:
        return Scope(self.places, scope.stretch)

    def find(self, page: Page, scope: Scope) -> list[Evidence] | None:
        return self.condition.find(page, self._narrowed(scope))

    def possible(self, page: Page, places: Places) -> bool:
        return self.condition.possible(page, self.places)

    def anchors(self, page: Page, scope: Scope) -> list[int] | None:
        return self.condition.anchors(page, self._narrowed(scope))

    def clauses(self, places: Places = WHOLE.places) -> list[Clause]:
        return self.condition.clauses(self.places)

    def inner(self) -> Sequence[Node]:
        return (self.condition,)


@dataclass(frozen=True, slots=True)
class Logic:
    all: tuple[Node, ...] = ()
    any: tuple[Node, ...] = ()
    none: tuple[Node, ...] = ()

    def find(self, page: Page, scope: Scope) -> list[Evidence] | None:
        found: list[Evidence] = []
        for condition in self.all:
            evidence = condition.find(page, scope)
            if evidence is None:
                return None
            found += evidence
        if self.any:
            held = [evidence for condition in self.any if (evidence := condition.find(page, scope)) is not None]
            if not held:
                return None
            found += [one for evidence in held for one in evidence]
        if any(condition.find(page, scope) is not None for condition in self.none):
            return None
        return found

    def possible(self, page: Page, places: Places) -> bool:
        if not all(one.possible(page, places) for one in self.all):
            return False
        return not self.any or any(one.possible(page, places) for one in self.any)

    def anchors(self, page: Page, scope: Scope) -> list[int] | None:
        known = [anchors for one in self.all if (anchors := one.anchors(page, scope)) is not None]
        if known:
            return min(known, key=len)
        return _together(self.any, page, scope)

    def clauses(self, places: Places = WHOLE.places) -> list[Clause]:
        needed = [clause for condition in self.all for clause in condition.clauses(places)]
        return needed + one_of([(one, places) for one in self.any])

    def inner(self) -> Sequence[Node]:
        return (*self.all, *self.any, *self.none)


@dataclass(frozen=True, slots=True)
class AtLeast:
    count: int
    of: tuple[Node, ...]

    def find(self, page: Page, scope: Scope) -> list[Evidence] | None:
        held = [evidence for condition in self.of if (evidence := condition.find(page, scope)) is not None]
        return [one for evidence in held for one in evidence] if len(held) >= self.count else None

    def possible(self, page: Page, places: Places) -> bool:
        return sum(one.possible(page, places) for one in self.of) >= self.count

    def anchors(self, page: Page, scope: Scope) -> list[int] | None:
        return _together(self.of, page, scope)

    def clauses(self, places: Places = WHOLE.places) -> list[Clause]:
        return one_of([(one, places) for one in self.of])

    def inner(self) -> Sequence[Node]:
        return self.of


@dataclass(frozen=True, slots=True)
class Near:
    """`condition` within one unit of text, or within so many characters of an anchor."""

    unit: Unit | int
    condition: Node

    def find(self, page: Page, scope: Scope) -> list[Evidence] | None:
        found: dict[Evidence, None] = {}
        held = 0
        for stretch in self.stretches(page, scope):
            evidence = self.condition.find(page, Scope(scope.places, stretch))
            if evidence is not None:
                found.update(dict.fromkeys(evidence))
                held += 1
                if held >= _MOST_NEAR:
                    break
        return list(found) if held else None

    def stretches(self, page: Page, scope: Scope) -> Iterator[Range]:
        anchors = self.condition.anchors(page, scope)
        if anchors is None:
            yield from page.units("sentence" if isinstance(self.unit, int) else self.unit)
            return
        last = None
        for anchor in anchors:
            stretch = page.around(self.unit, anchor, anchor)
            if scope.stretch is not None:
                stretch = max(stretch[0], scope.stretch[0]), min(stretch[1], scope.stretch[1])
            if stretch[0] < stretch[1] and stretch != last:
                last = stretch
                yield stretch

    def possible(self, page: Page, places: Places) -> bool:
        return self.condition.possible(page, places)

    def anchors(self, page: Page, scope: Scope) -> list[int] | None:
        return self.condition.anchors(page, scope)

    def clauses(self, places: Places = WHOLE.places) -> list[Clause]:
        return self.condition.clauses(places)

    def inner(self) -> Sequence[Node]:
        return (self.condition,)


@dataclass(frozen=True, slots=True)
class Weighed:
    condition: Node
    points: tuple[tuple[str, float], ...]
    times: int
    #: The most points first; no place stands for that of the scope.
    _best: tuple[tuple[Places, float], ...] = field(init=False)

    def __post_init__(self) -> None:
        best = sorted(((points * self.times, place) for place, points in self.points if points > 0), reverse=True)
        named = tuple((() if place == "text" else (place,), points) for points, place in best)
        object.__setattr__(self, "_best", named)

    def score(self, page: Page, scope: Scope) -> tuple[float, list[Evidence]]:
        """The first place with points where the condition holds decides."""
        for place, points in self.points:
            inside = scope if place == "text" else Scope((place,), scope.stretch)
            if not self.condition.possible(page, inside.places):
                continue
            evidence = self.condition.find(page, inside)
            if evidence is not None:
                return points * min(self.times, max(1, len(evidence))), evidence
        return 0.0, []

    def most(self, page: Page, places: Places) -> float:
        """More than these points it cannot give."""
        for place, points in self._best:
            if self.condition.possible(page, place or places):
                return points
        return 0.0

    def places(self, outer: Places) -> Places:
        """Where it can give points."""
        return tuple(dict.fromkeys(one for place, _ in self._best for one in (place or outer)))

    @property
    def limit(self) -> float:
        return self._best[0][1] if self._best else 0.0


@dataclass(frozen=True, slots=True)
class Score:
    least: float
    of: tuple[Weighed, ...]

    def find(self, page: Page, scope: Scope) -> list[Evidence] | None:
        most = [weighed.most(page, scope.places) for weighed in self.of]
        left, total, found = sum(most), 0.0, []
        for weighed, could in zip(self.of, most, strict=True):
            if total + left < self.least:
                return None
            points, evidence = weighed.score(page, scope)
            left -= could
            total += points
            if points > 0:
                found += evidence
        return found if total >= self.least else None

    def possible(self, page: Page, places: Places) -> bool:
        return sum(weighed.most(page, places) for weighed in self.of) >= self.least

    def anchors(self, page: Page, scope: Scope) -> list[int] | None:
        return None

    def clauses(self, places: Places = WHOLE.places) -> list[Clause]:
        """The conditions of few points cannot reach the score by themselves: one of the others must hold."""
        if self.least <= 0:
            return []
        positive = sorted((weighed for weighed in self.of if weighed.limit > 0), key=lambda one: one.limit)
        spare = list(accumulate(weighed.limit for weighed in positive))
        needed = positive[bisect_left(spare, self.least) :]
        return one_of([(weighed.condition, weighed.places(places)) for weighed in needed])

    def inner(self) -> Sequence[Node]:
        return tuple(weighed.condition for weighed in self.of)


def _together(conditions: Sequence[Node], page: Page, scope: Scope) -> list[int] | None:
    every = [condition.anchors(page, scope) for condition in conditions]
    if not every or None in every:
        return None
    return sorted({start for anchors in every for start in anchors or ()})
