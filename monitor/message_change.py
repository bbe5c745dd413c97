"""What changed between two revisions, as a message shows it: the facts by name, then the words, both bounded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection

import db.documents
from monitor.remarkable import change_between, differing

if TYPE_CHECKING:
    from rules.change import Change, Piece

_FACTS = 8
_WORDS = 1500  # characters of changed words
_TWO = ("removed", "added")
_LETTERS = 2  # unchanged letters between two changes that are shown as one
_CONTEXT = 40  # characters of unchanged words on each side
_MARKS = {"removed": ("[-", "-]"), "added": ("{+", "+}"), "moved": ("{~", "~}"), "same": ("", "")}

Row = Mapping[Any, Any]


@dataclass(frozen=True, slots=True)
class Shown:
    """`facts`: (kind, old, new); `pieces`: (same | removed | added | moved, words)."""

    number: int  # of the revision before
    facts: tuple[tuple[str, str, str], ...] = ()
    more_facts: int = 0
    pieces: tuple[tuple[str, str], ...] = ()
    more_pieces: int = 0

    @property
    def text(self) -> str:
        return "".join(f"{_MARKS[kind][0]}{words}{_MARKS[kind][1]}" for kind, words in self.pieces).strip()


def shown_change(connection: Connection, document_id: int, number: int, language: str) -> Shown | None:
    """None for the first revision, and when the one before is no longer kept."""
    texts = {one["number"]: one for one in db.documents.revisions(connection, document_id)}
    old, new = texts.get(number - 1), texts.get(number)
    return shown(old, new, language) if old and new else None


def shown(old: Row, new: Row, language: str) -> Shown:
    texts = (old["title"], old["text"], new["title"], new["text"])
    facts, found = _compared(*texts, language)
    pieces = _joined(found)
    bounded = list(_bounded(pieces))
    changed = sum(one.kind != "same" for one in pieces)
    return Shown(
        old["number"],
        tuple((one.type, one.old, one.new) for one in facts[:_FACTS]),
        max(0, len(facts) - _FACTS),
        tuple(bounded),
        changed - sum(kind != "same" for kind, _ in bounded),
    )


@lru_cache(16)
def _compared(
    old_title: str, old: str, new_title: str, new: str, language: str
) -> tuple[Sequence[Any], Sequence[Piece]]:
    """Kept for the other channels of the same alert: comparing costs more than sending."""
    rows = ({"title": old_title, "text": old}, {"title": new_title, "text": new})
    change: Change | None = change_between(*rows, language)
    if change is not None:
        return change.facts, change.pieces
    from rules.change import pieces

    return (), pieces(*differing(f"{old_title}\n{old}", f"{new_title}\n{new}"))


def _bounded(pieces: Sequence[Piece]) -> Iterator[tuple[str, str]]:
    left, last = _WORDS, len(pieces) - 1
    for at, piece in enumerate(pieces):
        if left <= 0:
            return
        if piece.kind == "same":
            yield "same", _short(piece.text, first=at == 0, last=at == last)
        else:
            words = piece.text if len(piece.text) <= left else f"{piece.text[:left]}…"
            left -= len(words)
            yield piece.kind, words


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    """Changes with hardly a letter between them are one: a new date, not three new numbers."""
    near = [one for at in range(len(pieces)) for one in _as_change(pieces, at)]
    runs = groupby(near, lambda one: one.kind in _TWO)
    return [one for changed, run in runs for one in (_one_change(list(run)) if changed else run)]


def _as_change(pieces: Sequence[Piece], at: int) -> list[Piece]:
    piece = pieces[at]
    beside = [one.kind for one in (*pieces[max(0, at - 1) : at], *pieces[at + 1 : at + 2])]
    both = {one.kind for one in pieces[max(0, at - 2) : at + 3]} >= set(_TWO)
    between = both and len(beside) == 2 and set(beside) <= set(_TWO)
    if piece.kind == "same" and between and len(piece.text.strip()) <= _LETTERS and "\n" not in piece.text:
        return [piece._replace(kind=kind) for kind in _TWO]
    return [piece]


def _one_change(run: Sequence[Piece]) -> list[Piece]:
    """What was taken out, then what was put in."""
    texts = {kind: "".join(one.text for one in run if one.kind == kind) for kind in _TWO}
    return [run[0]._replace(kind=kind, text=text) for kind, text in texts.items() if text.strip()] or list(run)


def _short(text: str, *, first: bool, last: bool) -> str:
    head, tail = "" if first else text[:_CONTEXT], "" if last else text[-_CONTEXT:]
    return text if len(text) <= 2 * _CONTEXT + 3 else f"{head} … {tail}"
