"""The table of clippings: kind, name, text and source stand in columns that the text flow has mixed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain

from rapidfuzz import fuzz

from crawlers.bulletins.layout import Layout, Line, compact
from crawlers.bulletins.summary import Entry
from crawlers.documents.wrapped import width

_MOST_LINES = 6  # of kind and name together
_ALIKE = 65  # of 100
_ENTRY = re.compile(r"\s*(?:[∙•‧・⦁●\uf000-\uf8ff]|·(?=\s))")
_LONGEST_KIND = 16  # half-width characters
_LONGEST_SOURCE = 3  # lines


@dataclass(slots=True)
class Clipping:
    title: str
    kind: str
    lines: list[Line] = field(default_factory=list)
    source: str = ""
    date: str = ""
    entry: Entry | None = None


def start_of_clippings(layout: Layout, after: int) -> int:
    """Their header, else the name of their section on a line of the body."""
    header, section = re.compile(layout.grammar.clippings.header), compact(layout.grammar.clippings.section)
    lines = list(enumerate(layout.lines))
    headed = (at for at, line in lines if header.match(line.text))
    named = (at for at, line in lines[after:] if section and compact(line.text) == section)
    return next(chain(headed, named), len(layout.lines))


def read_clippings(layout: Layout, start: int, told: Sequence[Entry]) -> list[Clipping]:
    header = re.compile(layout.grammar.clippings.header)
    lines = [line for line in layout.lines[start:] if not header.match(line.text) and not line.is_number]
    lines = [line for line in lines if compact(line.text) != compact(layout.grammar.clippings.section)]
    if not lines:
        return [Clipping(one.title, one.kind, one.details, entry=one) for one in told]
    table = _Table(layout, lines, list(told))
    found = table.clippings()
    seen = [clipping.entry for clipping in found]
    return found + [Clipping(one.title, one.kind, one.details, entry=one) for one in told if one not in seen]


class _Table:
    def __init__(self, layout: Layout, lines: list[Line], told: list[Entry]) -> None:
        self.layout = layout
        self.told = told
        self.lines: list[Line] = []
        self.sources: dict[int, tuple[str, str]] = {}  # before which line of the text the source stood
        self._take_sources(lines)

    def _take_sources(self, lines: list[Line]) -> None:
        """Sources end in `(12.05)`, in lines of their own or in one; a page break puts them into the text."""
        pattern = re.compile(self.layout.grammar.clippings.source)
        for line in lines:
            found = pattern.match(line.text)
            if found and width(line.text) <= self.layout.grammar.clippings.widest and not line.has_bullet:
                name = found["name"].strip() or self._name_above()
                self.sources[len(self.lines)] = (name, found["date"])
            else:
                self.lines.append(line)

    def _name_above(self) -> str:
        """Short lines without a word of Hangul, or the one line above."""
        taken: list[Line] = []
        while self.lines and len(taken) < _LONGEST_SOURCE and self._may_name(self.lines[-1], taken):
            taken.insert(0, self.lines.pop())
        return re.sub(r"(?<=\w) (?=[a-z]{1,4}$)", "", " ".join(line.text.strip() for line in taken))  # Techxplor / e

    def _may_name(self, line: Line, taken: list[Line]) -> bool:
        if line.has_bullet or width(line.text) > _LONGEST_KIND:
            return False
        return not re.search("[가-힣]", line.text) or (not taken and not line.text.endswith(" "))

    def clippings(self) -> list[Clipping]:
        found: list[Clipping] = []
        kind, stop = "", 0
        for at, line in enumerate(self.lines):
            if not _ENTRY.match(line.text) or not (named := self._named(stop, at)):
                continue
            first, clipping = named
            if found:
                self._finish(found[-1], stop, first)
            kind = clipping.kind = clipping.kind or kind
            found.append(clipping)
            stop = at
        if found:
            self._finish(found[-1], stop, len(self.lines))
        return found

    def _finish(self, clipping: Clipping, start: int, end: int) -> None:
        clipping.lines = self.lines[start:end]
        inside = [self.sources[at] for at in range(start + 1, end + 1) if at in self.sources]
        clipping.source, clipping.date = inside[0] if inside else ("", "")

    def _named(self, after: int, at: int) -> tuple[int, Clipping] | None:
        """The lines above a text that are its kind and name, and where they begin; None: it goes on within its own."""
        low = at
        while low > after and at - low < _MOST_LINES and self._in_column(self.lines[low - 1]):
            low -= 1
            if low in self.sources:  # the source of the clipping above
                break
        if low == at:
            return None
        return self._as_told(low, at) or self._alone(low, at)

    def _in_column(self, line: Line) -> bool:
        widest = self.layout.grammar.clippings.widest * (1 if self.layout.wrapped else 4)
        return not line.has_bullet and width(line.text) <= widest

    def _as_told(self, low: int, at: int) -> tuple[int, Clipping] | None:
        """By the summary's names, in their order."""
        tries = [
            (_likeness(clipping.title, entry) - 3 * skipped, -start, clipping, entry)
            for start in range(low, at)
            for clipping in self._readings(self.lines[start:at])
            for skipped, entry in enumerate(self.told[:3])
        ]
        score, start, clipping, entry = max(tries, key=lambda one: one[:2], default=(0, 0, None, None))
        if clipping is None or entry is None or score < _ALIKE:
            return None
        self.told = self.told[self.told.index(entry) + 1 :]
        start = self._whole_name(low, -start, at)
        kind, name = self._kind_and_name(self.lines[start:at], clipping)
        name = entry.title if compact(name) == compact(entry.title) else name  # without the breaks of a narrow column
        return start, Clipping(name, kind or entry.kind, entry=entry)

    def _whole_name(self, low: int, start: int, at: int) -> int:
        """The name may say more than the summary does: all lines behind the clipping above are it."""
        if low in self.sources and at - low > 1:
            return low
        while start > low and self.layout.trusted and self.lines[start - 1].text.endswith(" "):
            start -= 1
        return start - 1 if start > low and self._is_kind(self.lines[start - 1]) else start

    def _kind_and_name(self, lines: list[Line], told: Clipping) -> tuple[str, str]:
        if len(lines) == 1:
            return told.kind, told.title
        kinds = lines[:1] if self._is_kind(lines[0]) else []
        return "".join(line.text.strip() for line in kinds), self.layout.joined(lines[len(kinds) :])

    def _is_kind(self, line: Line) -> bool:
        """One word in the narrowest column, which no space follows."""
        text = line.text.strip()
        return width(text) <= _LONGEST_KIND and " " not in text and not line.text.endswith(" ")

    def _readings(self, lines: list[Line]) -> list[Clipping]:
        whole = self.layout.joined(lines)
        readings = [Clipping(whole, "")]
        if len(lines) > 1 and width(lines[0].text) <= _LONGEST_KIND:
            readings.append(Clipping(self.layout.joined(lines[1:]), lines[0].text.strip()))
        if len(lines) == 1 and " " in whole:
            kind, name = whole.split(" ", 1)
            readings.append(Clipping(name, kind))
        return readings

    def _alone(self, low: int, at: int) -> tuple[int, Clipping]:
        lines = self.lines[low:at]
        kinds = lines[:1] if len(lines) > 1 and self._is_kind(lines[0]) else []
        kind = "".join(line.text.strip() for line in kinds)
        return low, Clipping(self.layout.joined(lines[len(kinds) :]), kind)


def _likeness(title: str, entry: Entry) -> float:
    one, other = compact(title), compact(entry.title)
    return max(fuzz.ratio(one, other), 0.9 * fuzz.partial_ratio(one, other) if min(len(one), len(other)) > 4 else 0)
