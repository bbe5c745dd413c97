"""Compiled conditions. Each finds its evidence on a page within a scope, or None when it does not hold."""

from __future__ import annotations

import fnmatch
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from rules.divide import Range
from rules.lexicon import Leaf
from rules.page import Evidence, Page, Window
from rules.schema import Unit

if TYPE_CHECKING:
    from rules.ruleset import CompiledRule

#: Evidence of one condition that is kept; more tells a reader nothing.
MOST_EVIDENCE = 60
_MOST_NEAR = 12

#: Patterns of which the text must hold one, or the condition cannot hold.
Clause = frozenset[int]


@dataclass(frozen=True, slots=True)
class Scope:
    """Where to look: places of the item, and with `near` one stretch of text."""

    places: tuple[str, ...] = ("text",)
    stretch: Range | None = None

    def ranges(self, page: Page) -> Window:
        whole = page.window(self.places)
        if self.stretch is None:
            return whole
        low, high = self.stretch
        return tuple((max(a, low), min(b, high)) for a, b in whole if a < high and low < b)


WHOLE = Scope()


class Node(Protocol):
    def find(self, page: Page, scope: Scope) -> list[Evidence] | None: ...

    def anchors(self, page: Page, scope: Scope) -> list[int] | None:
        """Where evidence could begin, for `near`; None when that is not known."""

    def clauses(self) -> list[Clause]: ...

    def inner(self) -> Sequence[Node]: ...


@dataclass(frozen=True, slots=True)
class Words:
    leaf: Leaf

    def find(self, page: Page, scope: Scope) -> list[Evidence] | None:
        if self.leaf.number not in page.live:
            return None
        evidence = page.evidence(self.leaf)
        if not evidence:
            return None
        if scope is WHOLE and evidence[-1][1] <= page.text_end and len(evidence) <= MOST_EVIDENCE:
            return evidence
        found: list[Evidence] = []
        for low, high in scope.ranges(page):
            for at in range(bisect_left(evidence, (low,)), len(evidence)):
                if evidence[at][0] >= high or len(found) >= MOST_EVIDENCE:
                    break
                if evidence[at][1] <= high:
                    found.append(evidence[at])
        return found or None

    def anchors(self, page: Page, scope: Scope) -> list[int] | None:
        evidence = page.evidence(self.leaf)
        ranges = scope.ranges(page)
        return [start for start, _, _ in evidence if any(low <= start < high for low, high in ranges)]

    def clauses(self) -> list[Clause]:
        return [self.leaf.patterns]

    def inner(self) -> Sequence[Node]:
        return ()


@dataclass(frozen=True, slots=True)
class Regex:
    written: str
    expression: Any

    def find(self, page: Page, scope: Scope) -> list[Evidence] | None:
        key = ("regex", self.written)
        if key not in page.memo:
            page.memo[key] = list(self._search(page))
        evidence: list[Evidence] = page.memo[key]
        inside = [one for one in evidence if any(low <= one[0] and one[1] <= high for low, high in scope.ranges(page))]
        return inside[:MOST_EVIDENCE] or None

    def _search(self, page: Page) -> Iterator[Evidence]:
        """In every field as written, so that capitals count and `^` is its beginning."""
        for _, low, high in page.fields:
            start, end = page.folded.start(low), page.folded.end(high)
            for count, found in enumerate(self.expression.finditer(page.whole[start:end])):
                if count >= 10 * MOST_EVIDENCE:
                    break
                yield page.folded_range(start + found.start(), start + found.end())

    def anchors(self, page: Page, scope: Scope) -> list[int] | None:
        return [start for start, _, _ in self.find(page, scope) or ()]

    def clauses(self) -> list[Clause]:
        return []

    def inner(self) -> Sequence[Node]:
        return ()


@dataclass(frozen=True, slots=True)
class Facet:
    """Of the item itself: its source, country or language."""

    name: str
    values: tuple[str, ...]

    def find(self, page: Page, scope: Scope) -> list[Evidence] | None:
        actual = page.language if self.name == "language" else getattr(page.candidate, self.name)
        return [] if any(fnmatch.fnmatchcase(actual.lower(), value.lower()) for value in self.values) else None

    def anchors(self, page: Page, scope: Scope) -> list[int] | None:
        return None

    def clauses(self) -> list[Clause]:
        return []

    def inner(self) -> Sequence[Node]:
        return ()


@dataclass(frozen=True, slots=True)
class Other:
    """The condition of another rule, on the whole item."""

    rules: tuple[CompiledRule, ...]

    def find(self, page: Page, scope: Scope) -> list[Evidence] | None:
        found = [evidence for rule in self.rules if (evidence := rule.evidence(page)) is not None]
        return [one for evidence in found for one in evidence] if found else None

    def anchors(self, page: Page, scope: Scope) -> list[int] | None:
        return None

    def clauses(self) -> list[Clause]:
        return one_of([rule.when for rule in self.rules])

    def inner(self) -> Sequence[Node]:
        return ()


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


def one_of(conditions: Sequence[Node]) -> list[Clause]:
    """What a text needs so that one of them can hold: the smallest clause of each, together."""
    smallest = [min(clauses, key=len) if (clauses := one.clauses()) else None for one in conditions]
    if not smallest or None in smallest:
        return []
    return [frozenset().union(*(clause for clause in smallest if clause is not None))]


def _together(conditions: Sequence[Node], page: Page, scope: Scope) -> list[int] | None:
    every = [condition.anchors(page, scope) for condition in conditions]
    if not every or None in every:
        return None
    return sorted({start for anchors in every for start in anchors or ()})
