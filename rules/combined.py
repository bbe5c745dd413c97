"""Compiled conditions made of conditions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rules.conditions import Clause, Node, Scope, Words, one_of
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

    def anchors(self, page: Page, scope: Scope) -> list[int] | None:
        return self.condition.anchors(page, self._narrowed(scope))

    def clauses(self) -> list[Clause]:
        return self.condition.clauses()

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

    def anchors(self, page: Page, scope: Scope) -> list[int] | None:
        known = [anchors for one in self.all if (anchors := one.anchors(page, scope)) is not None]
        if known:
            return min(known, key=len)
        return _together(self.any, page, scope)

    def clauses(self) -> list[Clause]:
        needed = [clause for condition in self.all for clause in condition.clauses()]
        return needed + one_of(self.any)

    def inner(self) -> Sequence[Node]:
        return (*self.all, *self.any, *self.none)


@dataclass(frozen=True, slots=True)
class AtLeast:
    count: int
    of: tuple[Node, ...]

    def find(self, page: Page, scope: Scope) -> list[Evidence] | None:
        held = [evidence for condition in self.of if (evidence := condition.find(page, scope)) is not None]
        return [one for evidence in held for one in evidence] if len(held) >= self.count else None

    def anchors(self, page: Page, scope: Scope) -> list[int] | None:
        return _together(self.of, page, scope)

    def clauses(self) -> list[Clause]:
        return one_of(self.of)

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

    def anchors(self, page: Page, scope: Scope) -> list[int] | None:
        return self.condition.anchors(page, scope)

    def clauses(self) -> list[Clause]:
        return self.condition.clauses()

    def inner(self) -> Sequence[Node]:
        return (self.condition,)


@dataclass(frozen=True, slots=True)
class Weighed:
    condition: Node
    points: tuple[tuple[str, float], ...]
    times: int

    def score(self, page: Page, scope: Scope) -> tuple[float, list[Evidence]]:
        """The first place with points where the condition holds decides."""
        if isinstance(self.condition, Words) and self.condition.leaf.number not in page.live:
            return 0.0, []
        for place, points in self.points:
            inside = scope if place == "text" else Scope((place,), scope.stretch)
            evidence = self.condition.find(page, inside)
            if evidence is not None:
                return points * min(self.times, max(1, len(evidence))), evidence
        return 0.0, []

    @property
    def positive(self) -> bool:
        return any(points > 0 for _, points in self.points)


@dataclass(frozen=True, slots=True)
class Score:
    least: float
    of: tuple[Weighed, ...]

    def find(self, page: Page, scope: Scope) -> list[Evidence] | None:
        total, found = 0.0, []
        for weighed in self.of:
            points, evidence = weighed.score(page, scope)
            total += points
            if points > 0:
                found += evidence
        return found if total >= self.least else None

    def anchors(self, page: Page, scope: Scope) -> list[int] | None:
        return None

    def clauses(self) -> list[Clause]:
        return one_of([weighed.condition for weighed in self.of if weighed.positive]) if self.least > 0 else []

    def inner(self) -> Sequence[Node]:
        return tuple(weighed.condition for weighed in self.of)


def _together(conditions: Sequence[Node], page: Page, scope: Scope) -> list[int] | None:
    every = [condition.anchors(page, scope) for condition in conditions]
    if not every or None in every:
        return None
    return sorted({start for anchors in every for start in anchors or ()})
