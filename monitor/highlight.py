"""Which words matched, in their sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_SENTENCE_END = re.compile(r"(?<=[.!?。！？])\s+|\n+|(?<=[。！？])")
_LONGEST = 400  # characters of a quotation


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence as pieces; every second piece, from the second on, is a matched word."""

    pieces: tuple[str, ...]

    @property
    def text(self) -> str:
        return "".join(self.pieces)

    def marked(self, left: str, right: str) -> str:
        return "".join(f"{left}{piece}{right}" if number % 2 else piece for number, piece in enumerate(self.pieces))


def quotes(text: str, spans: Iterable[tuple[int, int]], *, most: int = 3) -> list[Quote]:
    """The first sentences that hold spans. `spans` are (start, end) in `text`."""
    ordered = merged(spans)
    found: list[Quote] = []
    for start, end in _sentences(text):
        inside = [(left, min(right, end)) for left, right in ordered if start <= left < end]
        if inside:
            found.append(_quote(text, start, end, inside))
        if len(found) == most:
            break
    return found


def merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Sorted and without overlaps."""
    result: list[tuple[int, int]] = []
    for start, end in sorted(set(spans)):
        if result and start < result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result


def _sentences(text: str) -> Iterable[tuple[int, int]]:
    start = 0
    for end in _SENTENCE_END.finditer(text):
        yield start, end.start()
        start = end.end()
    yield start, len(text)


def _quote(text: str, start: int, end: int, spans: Sequence[tuple[int, int]]) -> Quote:
    if end - start > _LONGEST:
        start = max(start, spans[0][0] - _LONGEST // 2)
        end = min(end, start + _LONGEST)
        spans = [(left, min(right, end)) for left, right in spans if left < end]
    pieces, here = [], start
    for left, right in spans:
        pieces += [text[here:left], text[left:right]]
        here = right
    return Quote((*pieces, text[here:end]))
