"""The lines of an issue without its furniture, and where its pages begin."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from crawlers.bulletins.grammar import Grammar
from crawlers.documents.wrapped import BULLET, joined, spaces_tell, without_radicals

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

    def joined(self, lines: Sequence[Line]) -> str:
        return joined([line.text for line in lines], trusted=self.trusted)


def compact(text: str) -> str:
    """What two spellings of one title share."""
    return re.sub(r"[\W_]+", "", text).casefold()


def layout(grammar: Grammar, text: str) -> Layout:
    raw = [line for line in re.split(r"\r\n|\r|\n|(?=\f)", without_radicals(text)) if line.strip() or "\f" in line]
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
    return Layout(grammar, lines, spaces_tell([line.text for line in lines]))


def _opens_page(line: str) -> bool:
    """Text saved from a reader keeps of a page break one space at the start of a line."""
    return line[0] == " " and line[1:2].strip() != "" and not BULLET.match(line)
