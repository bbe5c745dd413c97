"""Compiled conditions that look for one thing: evidence on a page within a scope, or None when they do not hold."""

from __future__ import annotations

import fnmatch
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from rules.divide import Range
from rules.page import Page
from rules.parts import HEAD, Evidence, Window
from rules.term import Leaf

if TYPE_CHECKING:
    from rules.ruleset import CompiledRule

#: Evidence of one condition that is kept; more tells a reader nothing.
MOST_EVIDENCE = 60

#: Patterns of which the text must hold one, or the condition cannot hold; ~pattern: its head must hold it.
Clause = frozenset[int]
Places = tuple[str, ...]


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

    def possible(self, page: Page, places: Places) -> bool:
        """False when the finds of the scan alone rule it out; costs next to nothing."""

    def anchors(self, page: Page, scope: Scope) -> list[int] | None:
        """Where evidence could begin, for `near`; None when that is not known."""

    def clauses(self, places: Places = WHOLE.places) -> list[Clause]: ...

    def inner(self) -> Sequence[Node]: ...


@dataclass(frozen=True, slots=True)
class Words:
    leaf: Leaf

    def find(self, page: Page, scope: Scope) -> list[Evidence] | None:
        if self.leaf.number not in page.live or (scope is not WHOLE and not page.may_hold(self.leaf, scope.places)):
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

    def possible(self, page: Page, places: Places) -> bool:
        return page.may_hold(self.leaf, places)

    def anchors(self, page: Page, scope: Scope) -> list[int] | None:
        evidence = page.evidence(self.leaf)
        ranges = scope.ranges(page)
        return [start for start, _, _ in evidence if any(low <= start < high for low, high in ranges)]

    def clauses(self, places: Places = WHOLE.places) -> list[Clause]:
        return [frozenset(~one for one in self.leaf.patterns) if HEAD.issuperset(places) else self.leaf.patterns]

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

    def possible(self, page: Page, places: Places) -> bool:
        return True

    def anchors(self, page: Page, scope: Scope) -> list[int] | None:
        return [start for start, _, _ in self.find(page, scope) or ()]

    def clauses(self, places: Places = WHOLE.places) -> list[Clause]:
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

    def possible(self, page: Page, places: Places) -> bool:
        return True

    def anchors(self, page: Page, scope: Scope) -> list[int] | None:
        return None

    def clauses(self, places: Places = WHOLE.places) -> list[Clause]:
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

    def possible(self, page: Page, places: Places) -> bool:
        return True

    def anchors(self, page: Page, scope: Scope) -> list[int] | None:
        return None

    def clauses(self, places: Places = WHOLE.places) -> list[Clause]:
        return one_of([(rule.when, WHOLE.places) for rule in self.rules])

    def inner(self) -> Sequence[Node]:
        return ()


def one_of(conditions: Sequence[tuple[Node, Places]]) -> list[Clause]:
    """What a text needs so that one of them can hold in its places: the smallest clause of each, together."""
    smallest = [min(clauses, key=len) if (clauses := one.clauses(places)) else None for one, places in conditions]
    if not smallest or None in smallest:
        return []
    return [frozenset().union(*(clause for clause in smallest if clause is not None))]
