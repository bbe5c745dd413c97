"""The lines of an issue without its furniture, and where its pages begin."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from crawlers.bulletins.grammar import Grammar
from crawlers.documents.broken_words import Words
from crawlers.documents.wrapped import BULLET, joined, paragraphs, spaces_tell

#: Of 100: a title is surely the one of the summary, even without the words in brackets.
SURE = 92
LONGEST_HEAD = 400  # characters
_PAGE_NUMBER = re.compile(r"\s*\d{1,3}\s*")


@dataclass(frozen=True, slots=True)
class Line:
    text: str  # with the space it ends in, if any
    first: bool = False  # of its page

    @property
    def is_number(self) -> bool:
        return bool(_PAGE_NUMBER.fullmatch(self.text))

    @property
    def has_bullet(self) -> bool:
        return bool(BULLET.match(self.text))


@dataclass(frozen=True, slots=True)
class Layout:
    grammar: Grammar
    lines: list[Line]
    trusted: bool  # a line's last character says whether its last word ends there
    wrapped: bool  # lines are those of a page; else cells and paragraphs

    words: Words

    def joined(self, lines: Sequence[Line]) -> str:
        return joined([line.text for line in lines], trusted=self.trusted, words=self.words)

    def paragraphs(self, lines: Sequence[Line]) -> str:
        return paragraphs([line.text for line in lines], trusted=self.trusted, words=self.words)


def without_box(text: str) -> str:
    """A title without the box that some issues set before it."""
    return re.sub(r"^\s*[□■▣❏◈]\s*", "", text)


def compact(text: str) -> str:
    """What two spellings of one title share."""
    return re.sub(r"[\W_]+", "", text).casefold()


def likeness(title: str, other: str) -> float:
    """Of 100; spaces and marks do not count."""
    return fuzz.ratio(compact(title), compact(other))


_BAR = " | "
_IN_CELL = re.compile(r"\s+(?=[∙•‧・⦁]\s|[-–]\s(?!\d)|※\s)")


def cells_apart(grammar: Grammar, text: str) -> str:
    """Rows of cells between bars, as HWPX and DOCX give them, in the lines that a page shows."""
    headers = [re.compile(grammar.summary.header), re.compile(grammar.clippings.header)]
    lines = []
    for line in text.split("\n"):
        spaced = line.replace(_BAR, " ")
        if _BAR not in line or any(header.match(spaced) for header in headers):
            lines.append(spaced)
        else:
            lines += [part for cell in line.split(_BAR) for part in _IN_CELL.split(cell)]
    return "\n".join(lines)


def layout(grammar: Grammar, text: str) -> Layout:
    apart = cells_apart(grammar, text)
    raw = re.split(r"\r\n|\r|\n|(?=\f)", apart)
    raw = [line for line in raw if line.strip() or "\f" in line]
    furniture = [re.compile(pattern) for pattern in grammar.furniture]
    lines: list[Line] = []
    first = True
    for line in raw:
        first = first or line.startswith("\f") or _opens_page(line)
        line = line.lstrip("\f")
        if any(pattern.match(line) for pattern in furniture):
            first = True
        elif line.strip():
            lines.append(Line(line, first))
            first = False
    texts = [line.text for line in lines]
    trusted = spaces_tell(texts)
    return Layout(grammar, lines, trusted, apart == text, Words() if trusted else Words.of(texts))


def _opens_page(line: str) -> bool:
    """Text saved from a reader keeps of a page break one space at the start of a line."""
    return line[0] == " " and line[1:2].strip() != "" and not BULLET.match(line)
