"""One candidate under the rules: what was scanned, where it divides, and which names really stand in it.

Everything beyond the scan is computed when a rule asks, once.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from rules.boundary import bounded, gaps_fit, script
from rules.candidate import Candidate, Span
from rules.divide import Range, paragraphs, sentences
from rules.fold import GAP_CHARACTERS, WALL, Folded, locator
from rules.language import guess_language
from rules.lexicon import Beside, Leaf, Term
from rules.schema import Unit

if TYPE_CHECKING:
    from rules.ruleset import RuleSet

#: start, end, concept ("" for a phrase), in the folded text
Evidence = tuple[int, int, str]
Window = tuple[Range, ...]
#: minerals, countries, measures
Facts = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]

#: A text with more occurrences than this is hostile or a dictionary; each name keeps its first ones.
MOST_OCCURRENCES = 60_000
_FEWEST_KEPT = 4
_LEAD_SENTENCES, _LEAD_LENGTH = 2, 700
_INTRO_SENTENCES, _INTRO_LENGTH = 6, 2_500
#: A sentence is looked for so near, and so often, before the whole text is divided.
_NEARBY, _OFTEN = 500, 6


def joined(candidate: Candidate) -> str:
    fields = [candidate.title, candidate.text, *candidate.attachments, candidate.section, candidate.publisher]
    return WALL.join(fields if WALL not in "".join(fields) else (field.replace(WALL, " ") for field in fields))


class Page:
    def __init__(
        self, rules: RuleSet, candidate: Candidate, whole: str, folded: Folded, found: Iterable[tuple[int, int, int]]
    ) -> None:
        self.rules = rules
        self.candidate = candidate
        self.whole = whole
        self.folded = folded
        self.text = folded.text
        self._terms, self._plains = rules.lexicon.terms, rules.plains
        self._starts: dict[int, list[int]] = defaultdict(list)
        for pattern, start, _ in found:
            self._starts[pattern].append(start)
        self.present = frozenset(self._starts)
        leaves_with = rules.leaves_with
        #: Leaves of which some pattern was found; most conditions ask for others.
        self.live = {leaf for pattern in self._starts for leaf in leaves_with[pattern]}
        self._most = max(_FEWEST_KEPT, MOST_OCCURRENCES // (len(self._starts) or 1))
        self._located: dict[int, list[Range]] = {}
        self._occurrences: dict[int, list[Range]] = {}
        self._evidence: dict[int, list[Evidence]] = {}
        self._units: dict[Unit, list[Range]] = {}
        self._asked = 0
        self.held: dict[str, list[Evidence] | None] = {}
        self.facts: dict[frozenset[str], Facts] = {}
        self.memo: dict[Any, Any] = {}

    # --- where names stand ---

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
            if term.musts and not _spaces_kept(inner, term.spelled):
                return "written as one word"
        if term.code:
            if not _code_stands(text, start, end):
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

    # --- how it divides ---

    @cached_property
    def fields(self) -> list[tuple[str, int, int]]:
        """Name, start and end of every field in the folded text."""
        names = ["title", "body"]
        names += ["attachment", *(f"attachment:{number + 2}" for number in range(len(self.candidate.attachments)))][
            : len(self.candidate.attachments)
        ]
        names += ["section", "publisher"]
        at, fields = 0, []
        for name in names:
            end = self.text.find(WALL, at)
            end = len(self.text) if end < 0 else end
            fields.append((name, at, end))
            at = end + 1
        return fields

    @cached_property
    def _ends(self) -> list[int]:
        return [end for _, _, end in self.fields]

    @cached_property
    def text_end(self) -> int:
        """Title, body and attachments end here; section and publisher follow."""
        return self.fields[-3][2]

    def window(self, places: Sequence[str]) -> Window:
        """The parts of the text that places name, in order."""
        known = self.memo.get(places)
        if known is None:
            ranges = {part for place in places for part in self._place(place)}
            known = self.memo[places] = tuple(sorted(part for part in ranges if part[0] < part[1]))
        return known

    def _place(self, place: str) -> list[Range]:
        if place == "lead":
            return [self._field("title"), self._first_sentences(_LEAD_SENTENCES, _LEAD_LENGTH)]
        if place == "intro":
            return [self._field("title"), self._first_sentences(_INTRO_SENTENCES, _INTRO_LENGTH)]
        wanted = {"text": ("title", "body", "attachment"), "all": (), "attachments": ("attachment",)}.get(
            place, (place,)
        )
        return [(low, high) for name, low, high in self.fields if not wanted or name.partition(":")[0] in wanted]

    def _field(self, wanted: str) -> Range:
        return next((low, high) for name, low, high in self.fields if name == wanted)

    def _first_sentences(self, count: int, longest: int) -> Range:
        low, high = self._field("body")
        head = [part for part in sentences(self.text[low : low + longest], low) if part[0] < part[1]][:count]
        return (low, min(high, head[-1][1])) if head else (low, low)

    def units(self, unit: Unit) -> list[Range]:
        known = self._units.get(unit)
        if known is None:
            known = self._units[unit] = self._divide(unit)
        return known

    def _divide(self, unit: Unit) -> list[Range]:
        if unit == "document":
            return [(0, len(self.text))]
        if unit in ("lead", "intro", "title"):
            return list(self.window((unit,)))
        divide = sentences if unit == "sentence" else paragraphs
        title, *rest = self.fields
        return [title[1:], *(part for _, low, high in rest for part in divide(self.text[low:high], low))]

    def around(self, unit: Unit | int, start: int, end: int) -> Range:
        """The sentence, paragraph … that holds a place; nothing when the place is not in one."""
        if isinstance(unit, int):
            return self._same_field(start, max(0, start - unit), end + unit)
        if unit in ("lead", "intro"):
            parts = self.units(unit)
            inside = any(low <= start < high for low, high in parts)
            return (parts[0][0], parts[-1][1]) if inside else (start, start)
        if unit == "sentence" and (near := self._sentence(start)):
            return near
        parts = self.units(unit)
        at = bisect_right(parts, (start, len(self.text) + 1)) - 1
        return parts[at] if at >= 0 and start < parts[at][1] else (start, start)

    def _sentence(self, at: int) -> Range | None:
        """The sentence around a place, found near it: most texts are asked only once or twice."""
        self._asked += 1
        if self._asked > _OFTEN or "sentence" in self._units:
            return None
        name, low, high = self.fields[bisect_left(self._ends, at)]
        if name == "title":
            return low, high
        start, end = max(low, at - _NEARBY), min(high, at + _NEARBY)
        parts = sentences(self.text[start:end], start)
        index = bisect_right(parts, (at, end + 1)) - 1
        if index < 0:
            return None
        whole = (index > 0 or start == low) and (index < len(parts) - 1 or end == high)
        return parts[index] if whole else None

    def _same_field(self, at: int, low: int, high: int) -> Range:
        _, field_low, field_high = self.fields[bisect_left(self._ends, at)]
        return max(low, field_low), min(high, field_high)

    @cached_property
    def language(self) -> str:
        """As the source says, else as the letters and small words look."""
        said = self.candidate.language[:2].lower()
        return said if said and said not in ("mu", "un") else guess_language(self.text)

    # --- to and from the text as written ---

    def folded_range(self, start: int, end: int) -> Evidence:
        origin = self.folded.origin
        if origin is not None:
            start, end = bisect_left(origin, start), bisect_left(origin, end)
        return start, end, ""

    def spans(self, evidence: Iterable[Evidence]) -> list[Span]:
        return [self.span(start, end, concept) for start, end, concept in evidence]

    def span(self, start: int, end: int, concept: str) -> Span:
        name, low, _ = self.fields[bisect_left(self._ends, start)]
        folded = self.folded
        if folded.origin is None:
            return Span(name, start - low, end - low, concept)
        at = folded.start(low)
        return Span(name, folded.start(start) - at, folded.end(end) - at, concept)


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


def _spaces_kept(inner: str, spelled: str) -> bool:
    """Between Latin words a space of the name is some gap in the text; a hyphen may be missing."""
    at = 0
    for letter in spelled:
        if letter in GAP_CHARACTERS:
            gap = at < len(inner) and inner[at] in GAP_CHARACTERS
            if letter == " " and not gap and script(inner[at - 1]) == "L" == script(inner[at]):
                return False
        while at < len(inner) and inner[at] in GAP_CHARACTERS:
            at += 1
        at += letter not in GAP_CHARACTERS
    return True


def _code_stands(text: str, start: int, end: int) -> bool:
    """An HS or CAS number is not the inside of a longer one, but HS headings go on after a dot."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return not (before.isalnum() or before in ".," or after.isalnum())
