"""What a reader needs beside the quotation: dates that bind, official numbers, and what foreign words mean."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

import db.matches
from monitor.concept_names import THINGS, called, gist, is_foreign
from rules import Concept

_log = logging.getLogger(__name__)
_LONGEST = 30_000  # characters that are read for dates and numbers
_MOST = 6

Pairs = list[tuple[str, str]]


def dates_that_bind(row: Mapping[str, Any], kinds: Mapping[str, str]) -> Pairs:
    """(day and kind, the sentence that says so)."""
    from monitor.facts import dates_in

    try:
        found = list(dates_in(row, row["stated_dates"]))
    except Exception:  # noqa: BLE001  an alert without its dates is better than no alert
        _log.exception("dates not read document=%s", row["document_id"])
        return []
    return [
        (f"{one.day} {kinds.get(one.kind, one.kind)}", " ".join(one.quote.split())[:200]) for one in found if one.day
    ][:_MOST]


def published_day(moment: datetime | None) -> date | None:
    """A plain date is midnight of the publisher's zone, which may be the day before in UTC."""
    return moment.astimezone(ZoneInfo("Asia/Seoul")).date() if moment else None


def numbers_of(row: Mapping[str, Any]) -> list[str]:
    """As they are printed, each once; first what the source gives as a field."""
    from rules.facts import official_numbers

    text = f"{row['title']}\n{row['text']}"[:_LONGEST]
    try:
        found, _ = official_numbers(text, row["language"])
    except Exception:  # noqa: BLE001  an alert without its numbers is better than no alert
        _log.exception("numbers not read document=%s", row["document_id"])
        return []
    printed = [*row["stated_numbers"], *(text[one.start : one.end] for one in found)]
    return list(dict.fromkeys(" ".join(one.split())[:80] for one in printed))[:_MOST]


def gist_of(
    connection: Connection, document_id: int, title: str, concepts: Mapping[str, Concept], language: str
) -> str:
    """What a foreign title names, as the reader calls it; empty for a title in the reader's language."""
    rows = db.matches.of_document(connection, document_id)
    newest = [row for row in rows if row["number"] == rows[-1]["number"]]
    return gist(newest, concepts, language) if newest and is_foreign(title, rows[-1]["language"], language) else ""


def glossary(rows: Sequence[Mapping[str, Any]], concepts: Mapping[str, Concept], language: str) -> Pairs:
    """(word as it stands in the text, what our concept is called in the reader's language), for foreign words."""
    made: dict[str, str] = {}
    for row in rows:
        texts = {"title": row["title"], "body": row["text"]}
        for field, start, end, concept in row["spans"]:
            word = texts.get(field, "")[start:end].strip()
            meant = _meant(concepts.get(concept or ""), word, language)
            if word and meant:
                made.setdefault(word, meant)
    return list(made.items())[:_MOST]


def _meant(concept: Concept | None, word: str, language: str) -> str:
    """Empty when the word is the reader's own, or when no name in the reader's language is known."""
    if concept is None or concept.kind not in THINGS or (language == "en" and word.isascii()):
        return ""
    own = called(concept, language)
    known = {own.casefold(), *(name.name.casefold() for name in concept.names.get(language, ()))}
    return "" if not own or word.casefold() in known else own
