"""Sentences and paragraphs of a folded text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.fold import DOT

Range = tuple[int, int]

_BULLET = rf"(?:[{DOT}*○●□■◦▲△▶▷◇◆※①-⑳]|\(?\d{{1,2}}[.)]\s|[가-하]\.\s)"
_BREAK = re.compile(
    r"[。！？]+[」』”’\"')]*"  # ideographic full stops end a sentence wherever they stand
    r"|[.!?]+[\"'”’)\]]*(?=\s)"
    rf"|\n[ \t]*(?=\n|[ \t]*{_BULLET})"
)
#: Full stops that end no sentence: "u.s.", "no. 5", "co., ltd.", "7. 13.", initials.
_ABBREVIATION = re.compile(
    r"(?:\b(?:[a-z]|no|nos|co|ltd|inc|corp|mr|mrs|ms|dr|st|art|arts|vol|pp|fig|approx|vs|etc|bzw|nr|abs|bsp|ca|min|prof|sec|dept|gov|"
    r"jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec)|\d)$"
)
_NEXT_SMALL = re.compile(r"\s+[a-z0-9(]")


def sentences(text: str, at: int = 0) -> list[Range]:
    """Ranges that cover the text, moved by `at`."""
    return list(one_by_one(text, at))


def one_by_one(text: str, at: int = 0) -> Iterator[Range]:
    """The same, found as they are asked for: the first two cost little."""
    start = 0
    for found in _BREAK.finditer(text):
        if text[found.start()] == "." and _goes_on(text, found.start(), found.end()):
            continue
        if found.end() > start:
            yield start + at, found.end() + at
            start = found.end()
    if start < len(text):
        yield start + at, len(text) + at


def _goes_on(text: str, stop: int, end: int) -> bool:
    if end - stop > 1:
        return False
    before = text[max(0, stop - 12) : stop]
    if _ABBREVIATION.search(before) is None:
        return False
    # a number ends a sentence unless another number, a small word or a bracket follows: "7. 13.(mon)"
    return not before[-1].isdigit() or re.match(r"\s+[\d(]", text[end : end + 8]) is not None


_BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")


def paragraphs(text: str, at: int = 0) -> list[Range]:
    """Between blank lines; every line when there are none."""
    separator = _BLANK_LINE if _BLANK_LINE.search(text) else re.compile(r"\n+")
    parts, start = [], 0
    for found in separator.finditer(text):
        if found.start() > start:
            parts.append((start + at, found.start() + at))
        start = found.end()
    if start < len(text):
        parts.append((start + at, len(text) + at))
    return parts
