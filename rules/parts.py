"""How a candidate divides: fields, places, sentences; and the way back to each field as written."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import islice
from typing import Any

from rules.candidate import Candidate, Span
from rules.divide import Range, one_by_one, paragraphs, sentences
from rules.fold import GAPS, WALL, Folded
from rules.language import guess_language
from rules.shorthand import Unit

#: start, end, concept ("" for a phrase), in the folded text
Evidence = tuple[int, int, str]
Window = tuple[Range, ...]

_LEAD_SENTENCES, _LEAD_LENGTH = 2, 700
_INTRO_SENTENCES, _INTRO_LENGTH = 6, 2_500
#: The places that `head_end` covers.
HEAD = frozenset(("title", "lead"))
#: A sentence is looked for so near, and so often, before the whole text is divided.
_NEARBY, _OFTEN = 500, 6


def joined(candidate: Candidate) -> str:
    fields = [candidate.title, candidate.text, *candidate.attachments, candidate.section, candidate.publisher]
    return WALL.join(fields if WALL not in "".join(fields) else (field.replace(WALL, " ") for field in fields))


def head_end(folded: Folded) -> int:
    """The squeezed byte where title and lead end at the latest."""
    text = folded.text
    end = text.find(WALL) + 1 + _LEAD_LENGTH
    return len(text[:end].encode().translate(None, GAPS))


class Parts:
    """Everything is computed when a rule asks, once."""

    def __init__(self, candidate: Candidate, whole: str, folded: Folded) -> None:
        self.candidate = candidate
        self.whole = whole
        self.folded = folded
        self.text = folded.text
        self._units: dict[Unit, list[Range]] = {}
        self._asked = 0
        self.memo: dict[Any, Any] = {}

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
        head = list(islice(one_by_one(self.text[low : low + longest], low), count))
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
