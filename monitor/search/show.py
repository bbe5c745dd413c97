"""Results as people see them: titles with what was found, and the best place of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

import db.search
from monitor.highlight import merged
from monitor.search.entry import gravest, texts, united
from monitor.search.letters import letters, plain, points, squeeze
from monitor.search.nodes import Words
from monitor.search.results import Piece, Result
from rules.fold import WALL, fold

_BEFORE, _SHOWN, _WIDE = 60, 240, 150  # characters; of wide ones fewer fill as many lines
_LONGEST = 200_000  # characters of a text that are looked through for the best place
_MANY = 40  # places of one text that are looked at

_GAPS = re.compile(r"\s+")

Span = tuple[int, int]


def results(connection: Connection, ids: Sequence[int], wanted: Sequence[Words]) -> tuple[Result, ...]:
    """In the order of the ids; a document that has gone meanwhile is left out."""
    rows = db.search.documents(connection, ids)
    matches = db.search.matches_of(connection, ids)
    asked = [(folded(words.text), words.title) for words in wanted]
    return tuple(_result(rows[one], matches.get(one, []), asked) for one in ids if one in rows)


def _result(row: Mapping[str, Any], matches: Sequence[Mapping[str, Any]], asked: Sequence[tuple[str, bool]]) -> Result:
    return Result(
        document_id=row["id"],
        source_id=row["source_id"],
        publisher=row["publisher"],
        country=row["country"],
        language=row["language"],
        published=row["published"],
        date_precision=row["date_precision"],
        first_seen_at=row["first_seen_at"],
        title=row["title"],
        url=row["url"],
        severity=gravest(matches),
        labels=tuple(united(matches, "labels")),
        minerals=tuple(united(matches, "minerals")),
        rules=tuple(sorted({match["rule_id"] for match in matches})),
        marked_title=_marked(row["title"], [text for text, _ in asked]),
        snippet=snippet(texts(row)[1:], [text for text, title in asked if not title]),
    )


def folded(text: str) -> str:
    """A text as the index reads it."""
    return "".join(map(chr, letters([text])[:-1].tolist()))


class _Located:
    """A text as the index reads it, and the way back."""

    def __init__(self, text: str) -> None:
        self.fold = fold(text.replace(WALL, " "))
        written = points(self.fold.text)
        self.stay = squeeze(written)
        self.text = plain(written[self.stay]).tobytes().decode("utf-32-le")

    def spans(self, asked: str) -> Iterator[Span]:
        at = self.text.find(asked)
        for _ in range(_MANY):
            if at < 0:
                return
            end = int(self.stay[at + len(asked) - 1]) + 1
            yield self.fold.start(int(self.stay[at])), self.fold.end(end)
            at = self.text.find(asked, at + len(asked))


def snippet(read: Sequence[str], asked: Sequence[str]) -> tuple[Piece, ...]:
    """Of the first text that holds something asked for, the place with the most of it; else how the text begins."""
    for text in read:
        located = _Located(text[:_LONGEST])
        found = sorted((start, end, number) for number, one in enumerate(asked) for start, end in located.spans(one))
        if found:
            return _around(text, found)
    return _cut(next((text for text in read if text.strip()), ""), 0, [])


def _around(text: str, found: list[tuple[int, int, int]]) -> tuple[Piece, ...]:
    """The window with the most different texts, then the most places; the first of its like."""
    best, begin, last = (0, 0), 0, 0
    for number, (start, _, _) in enumerate(found):
        while last < len(found) and found[last][1] <= start + _WIDE - _BEFORE:
            last += 1
        worth = (len({one[2] for one in found[number:last]}), last - number)
        if worth > best:
            best, begin = worth, start
    return _cut(text, max(0, begin - _BEFORE), [(start, end) for start, end, _ in found])


def _cut(text: str, start: int, places: Sequence[Span]) -> tuple[Piece, ...]:
    """One line; not in the middle of a word where a gap is near."""
    gap = text.find(" ", start, start + 20) if start else -1
    start = gap + 1 if gap >= 0 and not any(left <= gap < right for left, right in places) else start
    shown = text[start : start + _SHOWN]
    end = start + (len(shown) if sum(map(str.isascii, shown)) * 2 > len(shown) else min(len(shown), _WIDE))
    inside = [(max(left, start), min(right, end)) for left, right in places if left < end and right > start]
    pieces = _pieces(text[start:end], [(left - start, right - start) for left, right in inside])
    lead, rest = Piece("… "), Piece(" …")
    return (*([lead] if start else []), *pieces, *([rest] if end < len(text) else []))


def _marked(text: str, asked: Sequence[str]) -> tuple[Piece, ...]:
    located = _Located(text)
    return _pieces(text, [place for one in asked for place in located.spans(one)])


def _pieces(text: str, places: Sequence[Span]) -> tuple[Piece, ...]:
    found: list[Piece] = []
    here = 0
    for left, right in merged(places):
        found += [Piece(_line(text[here:left])), Piece(_line(text[left:right]), hit=True)]
        here = right
    return tuple(piece for piece in (*found, Piece(_line(text[here:]))) if piece.text)


def _line(text: str) -> str:
    return _GAPS.sub(" ", text)
