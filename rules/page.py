"""One candidate under the rules: what was scanned, where it divides, and which names really stand in it.

Everything beyond the scan is computed when a rule asks, once.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cached_property
from math import inf
from typing import TYPE_CHECKING

from rules.boundary import bounded, code_stands, gaps_fit, spaces_kept
from rules.candidate import Candidate
from rules.divide import Range
from rules.fold import GAP_CHARACTERS, GAPS, Folded, locator
from rules.parts import Evidence, Parts
from rules.term import Beside, Leaf, Term

if TYPE_CHECKING:
    from rules.ruleset import RuleSet

#: minerals, countries, measures
Facts = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]

#: A text with more occurrences than this is hostile or a dictionary; each name keeps its first ones.
MOST_OCCURRENCES = 60_000
_FEWEST_KEPT = 4
_BEGINNINGS = frozenset(("title", "lead", "intro"))


class Page(Parts):
    def __init__(
        self, rules: RuleSet, candidate: Candidate, whole: str, folded: Folded, found: Iterable[tuple[int, int, int]]
    ) -> None:
        super().__init__(candidate, whole, folded)
        self.rules = rules
        self._terms, self._plains = rules.lexicon.terms, rules.plains
        self._starts: dict[int, list[int]] = defaultdict(list)
        for pattern, start, _ in found:
            self._starts[pattern].append(start)
        self.present = frozenset(self._starts)
        leaves_with, sizes = rules.leaves_with, rules.sizes
        #: Leaves of which some pattern was found, and the squeezed byte where its first find ends: finds come in the
        #: order of their ends, so that the last one written here is the first. Most conditions ask for other leaves,
        #: and most of the rest only for the beginning of the text.
        self.live = {
            leaf: starts[0] + sizes[pattern]
            for pattern, starts in reversed(self._starts.items())
            for leaf in leaves_with[pattern]
        }
        self._reach: dict[tuple[str, ...], float] = {}
        self._most = max(_FEWEST_KEPT, MOST_OCCURRENCES // (len(self._starts) or 1))
        self._located: dict[int, list[Range]] = {}
        self._occurrences: dict[int, list[Range]] = {}
        self._evidence: dict[int, list[Evidence]] = {}
        self.held: dict[str, list[Evidence] | None] = {}
        self.facts: dict[frozenset[str], Facts] = {}

    # --- where names stand ---

    def may_hold(self, leaf: Leaf, places: tuple[str, ...]) -> bool:
        """False when no find of the leaf ends before these places do; costs next to nothing."""
        first = self.live.get(leaf.number)
        if first is None:
            return False
        known = self._reach.get(places)
        return first <= (self._reach_of(places) if known is None else known)

    def _reach_of(self, places: tuple[str, ...]) -> float:
        """The squeezed byte where places at the beginning of the text end; no bound for others."""
        known = inf
        if _BEGINNINGS.issuperset(places):
            end = max((high for _, high in self.window(places)), default=0)
            known = len(self.text[:end].encode().translate(None, GAPS))
        self._reach[places] = known
        return known

    @cached_property
    def _character(self) -> Callable[[int], int]:
        return locator(self.folded)

    def located(self, pattern: int) -> list[Range]:
        """Every place of the pattern, gaps inside it or not, in the folded text."""
        known = self._located.get(pattern)
        if known is None:
            plain, text, character = self._plains[pattern], self.text, self._character
            size = len(plain)
            known = self._located[pattern] = []
            for squeezed in self._starts.get(pattern, ())[: self._most]:
                start = character(squeezed)
                end = start + size
                known.append((start, end if text.startswith(plain, start) else self._end(start, size)))
        return known

    def _end(self, start: int, letters: int) -> int:
        """Where so many letters end, gaps not counted."""
        text = self.text
        end = start
        while letters:
            letters -= text[end] not in GAP_CHARACTERS
            end += 1
        return end

    def occurrences(self, number: int) -> list[Range]:
        known = self._occurrences.get(number)
        if known is None:
            term = self._terms[number]
            places = self._located.get(term.pattern) or self.located(term.pattern)
            if term.free:
                size = len(term.plain)
                known = [place for place in places if place[1] - place[0] == size or self.misfit(term, *place) is None]
            else:
                known = [place for place in places if self.misfit(term, *place) is None]
            self._occurrences[number] = known
        return known

    def misfit(self, term: Term, start: int, end: int) -> str | None:
        """Why the scan's find is not this name; None when it is."""
        wrong = self._form(term, start, end)
        if wrong is None and term.voiders:
            wrong = self._voided(term, start, end)
        if wrong is None and term.refuses is not None:
            beside = self._beside(term.refuses, start, end)
            wrong = f"refused beside “{beside}”" if beside else None
        if wrong is None and term.needs is not None and not self._beside(term.needs, start, end):
            return "needs other words beside it"
        return wrong

    def _form(self, term: Term, start: int, end: int) -> str | None:
        text = self.text
        inner = text[start:end]
        if inner != term.spelled and (inner != term.plain or term.musts):
            if term.code or not gaps_fit(inner, term.plain, term.joints):
                return "broken by a gap"
            if term.musts and not spaces_kept(inner, term.spelled):
                return "written as one word"
        if term.code:
            if not code_stands(text, start, end):
                return "part of a longer number"
        elif not bounded(text, start, end, term.boundary, term.language):
            return "inside a longer word"
        if term.exact is not None and self._as_written(start, end) != term.exact:
            return "in other capitals"
        if term.bound is not None and self.language not in (term.bound, ""):
            return f"counts in texts in {term.bound} only"
        return None

    def _as_written(self, start: int, end: int) -> str:
        written = self.whole[self.folded.start(start) : self.folded.end(end)]
        if not written.isascii():
            written = unicodedata.normalize("NFKC", written)
        return "".join(letter for letter in written if letter not in GAP_CHARACTERS)

    def _voided(self, term: Term, start: int, end: int) -> str | None:
        for number in term.voiders:
            longer = self._terms[number]
            if longer.pattern not in self._starts:
                continue
            places = self.located(longer.pattern)
            # places are in order; the one that covers this begins at most its own length (and gaps) earlier
            at = bisect_right(places, (start, end + len(longer.plain) * 3))
            for low, high in reversed(places[max(0, at - 8) : at]):
                if low <= start and end <= high and (low, high) != (start, end) and not self._form(longer, low, high):
                    return f"part of “{longer.name}”"
        return None

    def _beside(self, beside: Beside, start: int, end: int) -> str | None:
        low, high = self.around(beside.within, start, end)
        for number in beside.terms:
            for place in _between(self.occurrences(number), low, high):
                if place[1] <= start or place[0] >= end:
                    return self._terms[number].name
        for concept in beside.concepts:
            for place in _between(self.certain(concept), low, high):
                if place[1] <= start or place[0] >= end:
                    return concept
        return None

    def certain(self, concept: str) -> list[Range]:
        """Occurrences that need no context themselves: what contexts may rest upon."""
        known = self.memo.get(("certain", concept))
        if known is None:
            lexicon = self.rules.lexicon
            numbers = [
                number for number in lexicon.by_concept[concept] if lexicon.terms[number].pattern in self._starts
            ]
            places = {
                place for number in numbers if lexicon.terms[number].certain for place in self.occurrences(number)
            }
            known = self.memo[("certain", concept)] = sorted(places)
        return known

    def evidence(self, leaf: Leaf) -> list[Evidence]:
        known = self._evidence.get(leaf.number)
        if known is None:
            known, several = [], -1
            occurrences = self._occurrences
            for pattern in self.present & leaf.patterns if leaf.number in self.live else ():
                for number, label in leaf.terms[pattern]:
                    places = occurrences[number] if number in occurrences else self.occurrences(number)
                    known += [(start, end, label) for start, end in places]
                    several += 1
            if several > 0:
                known = _longest(known)
            self._evidence[leaf.number] = known
        return known


def _longest(found: list[Evidence]) -> list[Evidence]:
    """In order, without what lies inside a longer find of the same concept."""
    reached: dict[str, int] = {}
    kept = []
    for one in sorted(set(found), key=_start_then_longest):
        if one[1] > reached.get(one[2], -1):
            reached[one[2]] = one[1]
            kept.append(one)
    return kept


def _start_then_longest(one: Evidence) -> tuple[int, int, str]:
    return one[0], -one[1], one[2]


def _between(places: list[Range], low: int, high: int) -> list[Range]:
    if not places:
        return places
    return places[bisect_left(places, (low,)) : bisect_left(places, (high,))]
