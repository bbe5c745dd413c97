"""What to say when nothing was found: which word or value is to blame, and what may have been meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import Connection

import db.search
from monitor.search.archive import Archive
from monitor.search.find import Found, steady
from monitor.search.nodes import All, Any, Field, Node, Not, Query, Words
from monitor.search.segment import COLUMNS

_SPACES = 12  # places in a word where a space is tried


def advice(connection: Connection, query: Query) -> list[str]:
    """For a query that finds nothing. One sentence each."""
    if not steady(connection, lambda archive: archive.held.number):
        waiting = db.search.waiting(connection)
        return [f"nothing is indexed yet, {waiting} documents wait" if waiting else "nothing is stored yet"]
    found = steady(connection, lambda archive: list(_blamed(archive, query)))
    alike = "each part is found, but not all of them together: leave one out, or put OR between them"
    return found or [alike]


def _blamed(archive: Archive, query: Query) -> Iterator[str]:
    found = Found(archive)
    for words in query.wanted:
        if not (found.mask(words) & archive.held.live).any():
            where = "no title holds" if words.title else "no document holds"
            spaced = next(
                (one for one in _otherwise_spaced(words) if (found.mask(one) & archive.held.live).any()), None
            )
            yield f"{where} {words.text!r}" + (f", but there is {spaced.text!r}" if spaced else "")
    for field in _fields(query.node):
        if field.name in COLUMNS and not (found.mask(field) & archive.held.live).any():
            known = list(archive.counted(field.name, archive.held.live))
            yield f"no document has {field.name}:{','.join(field.values)}{_instead(field.values[0], known)}"


def _otherwise_spaced(words: Words) -> list[Words]:
    """공급망안정화 is written 공급망 안정화 too."""
    text = words.text
    if " " in text:
        return [replace(words, text=text.replace(" ", ""))]
    inside = [at for at in range(1, len(text)) if all("가" <= letter <= "힣" for letter in text[at - 1 : at + 1])]
    return [replace(words, text=f"{text[:at]} {text[at:]}") for at in inside[:_SPACES]]


def _instead(value: str, known: list[str]) -> str:
    if near := difflib.get_close_matches(value, known, n=1, cutoff=0.5):
        return f", did you mean {near[0]}?"
    shown = ", ".join(sorted(known)[:8])
    return f"; there is {shown}{' and more' if len(known) > 8 else ''}" if known else ""


def _fields(node: Node) -> Iterator[Field]:
    match node:
        case Field():
            yield node
        case All(nodes) | Any(nodes):
            for part in nodes:
                yield from _fields(part)
        case Not():
            return
