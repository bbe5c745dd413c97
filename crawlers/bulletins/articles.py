"""The articles in the body of an issue: heads, checked with the summary's titles, and what stands below each."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from crawlers.bulletins.layout import LONGEST_HEAD, SURE, Layout, Line, compact, likeness, without_box
from crawlers.bulletins.summary import Entry, Summary
from crawlers.documents.wrapped import BULLET

_MOST_LINES = 4  # of a head
_ALIKE = 78  # of 100
_CLOSED = re.compile(r"[)）\]】]\s*$")
_NOTE_CLOSED = re.compile(r"[)）\]>]\s*$|20\d\d\.\s?\d{1,2}\.(?:\s?\d{1,2}\.?)?\s*$")
_PARTS = re.compile(r"\s*(?:;|；|\s/\s)\s*(?=\S)")


@dataclass(slots=True)
class Article:
    title: str
    by: str
    date: str
    section: str
    lines: list[Line] = field(default_factory=list)
    cited: tuple[str, ...] = ()
    entry: Entry | None = None  # of the summary
    in_body: bool = True


@dataclass(frozen=True, slots=True)
class _Head:
    start: int
    end: int
    title: str
    by: str
    date: str
    entry: Entry | None


def read_articles(layout: Layout, summary: Summary, end: int) -> list[Article]:
    """In the order of the body; what only the summary tells stands last."""
    body = _Body(layout, summary, end)
    articles = [*body.articles()]
    told = [article.entry for article in articles]
    missing = [entry for entry in summary.articles if entry.by and entry not in told]
    alone = [
        Article(one.title, one.by, one.date, one.section, one.details, entry=one, in_body=False) for one in missing
    ]
    return articles + alone


class _Body:
    def __init__(self, layout: Layout, summary: Summary, end: int) -> None:
        self.layout = layout
        self.summary = summary
        self.end = end
        self._sections = {compact(name): name for name in layout.grammar.sections}
        self._sections |= {compact(entry.section): entry.section for entry in summary.entries if entry.section}

    def articles(self) -> list[Article]:
        heads, found = self._heads(), []
        section, at = "", self.summary.end
        starts = [*(head.start for head in heads), self.end]
        for head, stop in zip(heads, starts[1:], strict=True):
            section = self._section_between(at, head.start) or section
            own = head.entry.section if head.entry and head.entry.section else section
            article = Article(head.title, head.by, head.date, own, entry=head.entry)
            article.lines, article.cited = self._below(head.end, stop)
            found.append(article)
            at = head.end
        return found

    def _section_between(self, start: int, end: int) -> str:
        lines = self.layout.lines[start:end]
        return next((self._sections[compact(line.text)] for line in reversed(lines) if self._is_section(line)), "")

    def _is_section(self, line: Line) -> bool:
        return compact(line.text) in self._sections

    def _below(self, start: int, end: int) -> tuple[list[Line], tuple[str, ...]]:
        lines = [line for line in self.layout.lines[start:end] if not self._is_section(line)]
        lines = [line for at, line in enumerate(lines) if not (line.is_number and self._at_edge(lines, at))]
        return lines, self._cited(lines)

    def _at_edge(self, lines: list[Line], at: int) -> bool:
        """A bare number at the top or the foot of a page is its number."""
        return lines[at].first or at + 1 == len(lines) or lines[at + 1].first

    def _cited(self, lines: list[Line]) -> tuple[str, ...]:
        """The notes at the end come last; those below a table count when they are dated."""
        notes = [self._note(lines, at) for at, line in enumerate(lines) if self._is_original(line)]
        dated = [note for note in notes[:-1] if re.search(r"20\d\d", note)] + notes[-1:]
        return tuple(dict.fromkeys(part for note in dated for part in _PARTS.split(note) if part))

    def _note(self, lines: list[Line], start: int) -> str:
        note = self.layout.joined(lines[start : self._note_end(lines, start)])
        text = re.sub(self.layout.grammar.original, "", note).strip()
        unopened = len(re.findall("[(（]", text)) < len(re.findall("[)）]", text))
        return text[:-1].strip() if text.endswith((")", "）")) and unopened else text.rstrip("]>")

    def _is_original(self, line: Line) -> bool:
        return bool(re.match(self.layout.grammar.original, line.text))

    def _note_end(self, lines: list[Line], start: int) -> int:
        text = ""
        for at in range(start, min(start + 8, len(lines))):
            text += lines[at].text
            if _NOTE_CLOSED.search(text) and len(re.findall("[(（]", text)) <= len(re.findall("[)）]", text)):
                return at + 1
        return min(start + 2, len(lines))

    def _heads(self) -> list[_Head]:
        heads: list[_Head] = []
        left = list(self.summary.articles)
        boundary, strong = self.summary.end, True
        at = self.summary.end
        while at < self.end:
            line = self.layout.lines[at]
            if line.first:
                boundary, strong = at, strong and boundary == at
            if self._is_section(line):
                boundary, strong = at + 1, True
            elif self._is_original(line):
                at = self._note_end(self.layout.lines, at) - 1
                boundary, strong = at + 1, True
            elif head := self._head(at, boundary, left, strong=strong):
                heads.append(head)
                boundary, strong = at + 1, False
                if head.entry:
                    left.remove(head.entry)
            at += 1
        return heads

    def _head(self, at: int, boundary: int, left: list[Entry], *, strong: bool) -> _Head | None:
        lines = self.layout.lines
        starts = [start for start in range(max(boundary, at - _MOST_LINES + 1), at + 1) if self._may_open(start, at)]
        if not _CLOSED.search(lines[at].text):
            return self._bare(starts, at, left)
        tries = [head for start in starts if (head := self._parsed(start, at))]
        ranked = [(likeness(head.title, entry.title), head, entry) for head in tries for entry in left]
        score, head, entry = max(ranked, key=lambda one: one[0], default=(0.0, None, None))
        if head and score >= _ALIKE:
            return replace(head, entry=entry)
        opens = (
            tries and tries[0].start == boundary and (strong or (not self.summary.articles and lines[boundary].first))
        )
        return tries[0] if opens else self._bare(starts, at, left)

    def _may_open(self, start: int, at: int) -> bool:
        first, *others = self.layout.lines[start : at + 1]
        if len(first.text) > LONGEST_HEAD or any(len(line.text) > LONGEST_HEAD for line in others):
            return False
        return not BULLET.match(without_box(first.text)) and not any(line.has_bullet for line in others)

    def _parsed(self, start: int, at: int) -> _Head | None:
        found = re.match(self.layout.grammar.head, self._text(start, at))
        return _Head(start, at + 1, found["title"].strip(), found["by"].strip(), found["date"], None) if found else None

    def _bare(self, starts: list[int], at: int, left: list[Entry]) -> _Head | None:
        """A head whose brackets are only in the summary."""
        ranked = [(likeness(self._text(start, at), entry.title), start, entry) for start in starts for entry in left]
        score, start, entry = max(ranked, key=lambda one: one[0], default=(0.0, 0, None))
        if entry is None or score < SURE:
            return None
        return _Head(start, at + 1, self._text(start, at), entry.by, entry.date, entry)

    def _text(self, start: int, at: int) -> str:
        return without_box(self.layout.joined(self.layout.lines[start : at + 1]))
