"""The summary table of an issue: its sections, titles and what it says of each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from crawlers.bulletins.layout import LONGEST_HEAD, SURE, Layout, Line, compact, likeness, without_box
from crawlers.bulletins.named import publisher
from crawlers.documents.wrapped import BULLET

_SHORT_LABEL = 7  # characters in one line of a section's name, which stands stacked in a narrow column
_LONGEST_LABEL = 24
_MOST_LINES = 4  # of a title
_MOST_ENTRIES = 100
_PAGE = re.compile(r"(?<=[)）])\s*\d{1,3}\s*$")
_BRACKET = re.compile(r"(?P<title>.{4,}?)\s*[(（](?P<by>[^()（）]{2,60})[)）]$")


@dataclass(slots=True)
class Entry:
    section: str
    lines: list[Line]
    details: list[Line] = field(default_factory=list)
    title: str = ""
    by: str = ""
    date: str = ""
    kind: str = ""  # of a clipping
    is_clipping: bool = False


@dataclass(frozen=True, slots=True)
class Summary:
    entries: list[Entry]
    start: int  # of the table; where there is none, all zero
    end: int  # the body begins here

    @property
    def articles(self) -> list[Entry]:
        return [entry for entry in self.entries if not entry.is_clipping]

    @property
    def clippings(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.is_clipping]


def read_summary(layout: Layout) -> Summary:
    header = re.compile(layout.grammar.summary.header)
    start = next((at for at, line in enumerate(layout.lines) if header.match(line.text)), None)
    if start is None:
        return Summary([], 0, 0)
    table = _Table(layout)
    end = table.read(start)
    return Summary([_named(layout, entry) for entry in table.entries], start, end)


def _named(layout: Layout, entry: Entry) -> Entry:
    text = _told(layout, entry)
    if found := re.match(layout.grammar.head, text):
        entry.title, entry.by, entry.date = found["title"].strip(), found["by"].strip(), found["date"]
    elif found := re.match(layout.grammar.summary.kind, text):
        entry.title, entry.kind, entry.is_clipping = found["name"].strip(), found["kind"].strip(), True
    elif (found := _BRACKET.match(text)) and publisher(layout.grammar, found["by"])[1]:
        entry.title, entry.by = found["title"].strip(), found["by"].strip()
    else:
        section = compact(layout.grammar.clippings.section)
        entry.title, entry.is_clipping = text, bool(section) and compact(entry.section) == section
    return entry


def _told(layout: Layout, entry: Entry) -> str:
    """Without its bullet, and the page that may stand at its end."""
    return _PAGE.sub("", re.sub(layout.grammar.summary.entry, "", layout.joined(entry.lines)))


class _Table:
    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.entries: list[Entry] = []
        self.section = ""
        self._label: list[Line] = []
        self._fresh = True  # nothing but labels since the last number or header
        summary = layout.grammar.summary
        self._header, self._entry = re.compile(summary.header), re.compile(summary.entry)
        self._detail, self._kind = re.compile(summary.detail), re.compile(summary.kind)

    def read(self, start: int) -> int:
        """Index of the first line behind the table."""
        lines = self.layout.lines
        for at in range(start, len(lines)):
            if (end := self._end(at)) is not None or len(self.entries) > _MOST_ENTRIES:
                self._close()
                return at if end is None else end
            self._take(lines[at])
        self._close()
        return len(lines)

    def _close(self) -> None:
        """What stood below an entry and was no label belongs to it."""
        if self.entries and not self._fresh:
            self.entries[-1].details += self._label
        self._label, self._fresh = [], True

    def _take(self, line: Line) -> None:
        if self._header.match(line.text) or line.is_number or self._is_title(line):
            self._close()
        elif self._entry.match(line.text):
            self._begin(line)
        elif self._detail.match(line.text) and self.entries:
            self._take_late_label()
            self.entries[-1].details.append(line)
        elif self.entries and self._is_open(self.entries[-1]):
            self.entries[-1].lines.append(line)
        else:
            self._label.append(line)

    def _begin(self, line: Line) -> None:
        label = self._label if self._fresh else list(self._label_at_end())
        if self.entries:
            self.entries[-1].details += self._label[: len(self._label) - len(label)]
        if name := "".join("".join(one.text.split()) for one in label)[:_LONGEST_LABEL]:
            self.section = name
        self.entries.append(Entry(self.section, [line]))
        self._label, self._fresh = [], False

    def _take_late_label(self) -> None:
        """A label in the middle of its cell comes behind the first title beside it."""
        label, entry = list(self._label_at_end()), self.entries[-1]
        if label and len(label) == len(self._label) and not entry.details:
            self.section = entry.section = "".join("".join(one.text.split()) for one in label)
            self._label = []

    def _label_at_end(self) -> Iterator[Line]:
        """The last short lines when together they are the name of a section; else they belong to the text above."""
        taken: list[Line] = []
        best: list[Line] = []
        for line in reversed(self._label[-4:]):
            if len(line.text.strip()) > _SHORT_LABEL:
                break
            taken.insert(0, line)
            if self._is_section("".join(one.text for one in taken)):
                best = list(taken)
        yield from best

    def _is_section(self, text: str) -> bool:
        grammar = self.layout.grammar
        return compact(text) in map(compact, grammar.sections) or bool(
            re.fullmatch(rf"\w{{2,10}}(?:{grammar.section_ending})", compact(text))
        )

    def _is_title(self, line: Line) -> bool:
        return bool(re.search(self.layout.grammar.title, line.text))

    def _is_open(self, entry: Entry) -> bool:
        text = _told(self.layout, entry)
        closed = re.match(self.layout.grammar.head, text) or (self._kind.match(text) and not self._half(text, entry))
        return not entry.details and not closed and len(entry.lines) < _MOST_LINES

    def _half(self, text: str, entry: Entry) -> bool:
        return self.layout.trusted and entry.lines[-1].text.endswith(" ")

    def _end(self, at: int) -> int | None:
        """Behind the last entry stands the head of an article that no bullet opened, or the clippings themselves."""
        lines = self.layout.lines
        if re.match(self.layout.grammar.clippings.header, lines[at].text):
            return at
        if not self.entries or self._is_open(self.entries[-1]):
            return None
        heads = [start for start in self._starts(at) if self._is_head(start, at)]
        return min(heads, key=lambda start: (not lines[start].first, -start), default=None)

    def _starts(self, at: int) -> Iterator[int]:
        """Where a head that ends here may begin: bullets open no head."""
        for start in range(at, max(at - _MOST_LINES, 0), -1):
            line = self.layout.lines[start]
            if len(line.text) > LONGEST_HEAD:
                return
            if not BULLET.match(without_box(line.text)):
                yield start
            if line.has_bullet or line.first:
                return

    def _is_head(self, start: int, at: int) -> bool:
        text = without_box(self.layout.joined(self.layout.lines[start : at + 1]))
        found = re.match(self.layout.grammar.head, text)
        if found and (start == at or self.layout.lines[start].first):
            return True
        title = found["title"] if found else text
        return any(likeness(title, _named(self.layout, entry).title) >= SURE for entry in self.entries)
