"""Wrapped lines → paragraphs, for text that was taken out of a laid-out page.

The text of a Korean page breaks lines inside words: a line that ends in a space ends a word, one without goes on in
the middle of it. Where no line ends in a space (many PDFs), the space was dropped and every line ends a word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from crawlers.documents.broken_words import Words

BULLET = re.compile(
    r"\s*(?:[-–—∙•‧・▪◦‣○●□■◇◆❍❏※▲▶►☞▘✓➊-➓①-⑳ㅇ\uf000-\uf8ff]|·(?=\s)|\*{1,3}(?=[\s(▲])|o(?=\s)|\d{1,2}\)\s|[(（\[]?(?:참고|출처|자료|원문)\s*[:：])"
)
_RADICALS = re.compile("[\u2e80-\u2fdf\uf900-\ufaff]")
_PIECES = re.compile("[\u1161-\u1175]")
_WORD_GOES_ON = re.compile(r"[\uac00-\ud7a3\u3040-\u30ff\u3400-\u9fffㆍ·∙~/(\[「『‘“’”」』)\]%*]")
_FULL = 0.9  # of the usual width: a line that goes on in the next one
_WIDEST = 170  # half-width characters; longer lines come from no page but are whole paragraphs
_NEARLY_FULL = 0.75
_TRUSTED = 0.1  # share of lines that end in a space, from which on the missing ones mean something


def without_radicals(text: str) -> str:
    """Kangxi radicals and compatibility ideographs (PDF fonts map to them) → the characters they look like.

    Syllables that stand in pieces (text saved on macOS) are put together.
    """
    text = unicodedata.normalize("NFC", text) if _PIECES.search(text) else text
    return _RADICALS.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)


def width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text.strip())


def spaces_tell(lines: Sequence[str]) -> bool:
    """Of the lines that fill the page, for only those go on in the next."""
    usual = _most([width(line) for line in lines])
    full = [line for line in lines if width(line) >= max(_NEARLY_FULL * usual, 20)]
    return sum(line.endswith((" ", "\u00a0")) for line in full) >= _TRUSTED * max(len(full), 1) and bool(full)


def joined(lines: Sequence[str], *, trusted: bool, words: Words | None = None) -> str:
    text = ""
    for line in lines:
        text += _gap(text, line.lstrip(), words, trusted=trusted) + line.lstrip() if text else line.lstrip()
    return " ".join(text.split())


def _gap(before: str, after: str, words: Words | None, *, trusted: bool) -> str:
    if not after or before.endswith((" ", "\u00a0", "·", "ㆍ")):
        return ""
    if not trusted:
        return "" if words and words.goes_on(before[-40:], after[:40]) else " "
    if before[-1] in ",:;":
        return " "
    inside = _WORD_GOES_ON.match(before[-1]) or _WORD_GOES_ON.match(after[0])
    return "" if inside else " "


@dataclass(slots=True)
class _Widths:
    """The usual width of a full line: notes are set smaller than the text, tables narrower."""

    usual: dict[str, float]

    @classmethod
    def of(cls, lines: Sequence[str]) -> _Widths:
        kinds: dict[str, list[int]] = {}
        for line, kind in zip(lines, _kinds(lines), strict=True):
            kinds.setdefault(kind, []).append(width(line))
        least = _most(list(map(width, lines))) * 0.6  # a caption and a few cells have no usual width of their own
        return cls({kind: max(_most(widths), least) for kind, widths in kinds.items()})

    def is_full(self, line: str, kind: str) -> bool:
        return width(line) >= _FULL * self.usual[kind]


def _most(widths: list[int]) -> float:
    return sorted(widths)[int(len(widths) * 0.8)] if widths else 0


def _kinds(lines: Sequence[str]) -> list[str]:
    kinds, kind = [], ""
    for line in lines:
        if BULLET.match(line):
            kind = line.strip()[0]
            kind = "※" if kind == "*" else kind
        kinds.append(kind)
    return kinds


def paragraphs(lines: Sequence[str], *, trusted: bool, words: Words | None = None) -> str:
    """Text with one paragraph a line. Blank lines say nothing: such sources have them between wrapped lines too."""
    lines = [line for line in lines if line.strip()]
    widths, groups, kinds = _Widths.of(lines), list[list[str]](), _kinds(lines)
    for at, line in enumerate(lines):
        goes_on = at > 0 and not BULLET.match(line) and _goes_on(lines[at - 1], kinds[at - 1], widths, trusted=trusted)
        if goes_on:
            groups[-1].append(line)
        else:
            groups.append([line])
    return "\n".join(joined(group, trusted=trusted, words=words) for group in groups)


def _goes_on(line: str, kind: str, widths: _Widths, *, trusted: bool) -> bool:
    if trusted and line.endswith((" ", "\u00a0")):
        return True
    if width(line) > _WIDEST:
        return False
    return widths.is_full(line, kind) and not line.rstrip().endswith((".", ".)", "▗"))
