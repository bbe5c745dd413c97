"""Everything about one document that its page and the API show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

import db.alerts
import db.documents
import db.facts
import db.matches
import db.stories
from monitor.highlight import merged
from monitor.look import NotThere
from monitor.measures import Measure, asked_for, measures
from monitor.number_names import label
from rules.change import Change, Piece, grade

Row = Mapping[str, Any]
SHOWN = 30_000  # characters of a text on the page; the whole is one click away
_COMPARED = 60_000  # characters of two revisions that are compared word by word
_CONTEXT = 160  # characters of what stayed the same, on each side of a change


@dataclass(frozen=True, slots=True)
class Comparison:
    old: int
    new: int
    change: Change


@dataclass(frozen=True, slots=True)
class Dossier:
    document: Row
    revisions: Sequence[Row]
    shown: Row  # the revision whose text is shown
    matches: Sequence[Row]  # of the shown revision
    comparison: Comparison | None
    dates: Sequence[Row]
    numbers: Sequence[str]
    measures: Sequence[Measure]
    story: Sequence[Row]
    related: Sequence[Row]
    articles: Sequence[Row]
    parent: Row | None
    alerts: Sequence[Row]  # each with its deliveries


def dossier(connection: Connection, document_id: int, *, old: int = 0, new: int = 0, compare: bool = True) -> Dossier:
    """`new`: the revision to show, `old` the one to compare it with; 0: the newest and the one before. NotThere."""
    document = db.documents.document(connection, document_id)
    if document is None:
        raise NotThere(f"there is no document {document_id}")
    revisions = db.documents.revisions(connection, document_id)
    by_number = {one["number"]: one for one in revisions}
    shown = by_number.get(new) or revisions[-1]
    before = by_number.get(old) or by_number.get(shown["number"] - 1) if compare else None
    matches = [one for one in db.matches.of_document(connection, document_id) if one["number"] == shown["number"]]
    numbers = db.facts.numbers_of(connection, [document_id]).get(document_id, [])
    return Dossier(
        document=document,
        revisions=revisions,
        shown=shown,
        matches=matches,
        comparison=_compared(before, shown, document["language"]) if before and before is not shown else None,
        dates=db.facts.dates_of(connection, [document_id]).get(document_id, []),
        numbers=list(dict.fromkeys(label(one) for one in numbers if one["relation"] in ("own", "about"))),
        measures=_measures(connection, document_id) if numbers else [],
        story=_story(connection, document_id),
        related=db.stories.related(connection, document_id),
        articles=db.documents.articles(connection, document_id),
        parent=db.documents.document(connection, document["parent_id"]) if document["parent_id"] else None,
        alerts=_alerts(connection, document_id),
    )


def _compared(old: Row, new: Row, language: str) -> Comparison:
    before, after = (f"{one['title']}\n{one['text']}"[:_COMPARED] for one in (old, new))
    return Comparison(old["number"], new["number"], grade(before, after, language))


def _measures(connection: Connection, document_id: int) -> list[Measure]:
    try:
        numbers = asked_for(connection, str(document_id))[:2]
    except NotThere:
        return []
    found = [one for number in numbers for one in measures(connection, number)]
    return [one for one in found if len({row["document_id"] for row in (*one.documents, *one.reports)}) > 1 or one.acts]


def _story(connection: Connection, document_id: int) -> list[Row]:
    member = db.stories.members(connection, [document_id]).get(document_id)
    told = db.stories.tellers(connection, member["story_id"]) if member else []
    return [row for row in told if row["document_id"] != document_id]


def _alerts(connection: Connection, document_id: int) -> list[Row]:
    return [
        row | {"deliveries": db.alerts.deliveries_of(connection, row["id"])}
        for row in db.alerts.alerts_of_document(connection, document_id)
    ]


def highlighted(text: str, matches: Sequence[Row], field: str, most: int = 0) -> list[str]:
    """The text as pieces; every second one, from the second on, is a matched word."""
    spans = merged((start, end) for row in matches for place, start, end, _ in row["spans"] if place == field)
    pieces, here, limit = [], 0, most or len(text)
    for start, end in spans:
        if end > limit:
            break
        pieces += [text[here:start], text[start:end]]
        here = end
    return [*pieces, text[here:limit]]


def shortened(pieces: Sequence[Piece]) -> list[tuple[str, str]]:
    """(kind, text) of a word diff; of what stayed the same only what stands beside a change."""
    last = len(pieces) - 1
    found = []
    for at, one in enumerate(pieces):
        text = one.text
        if one.kind == "same" and len(text) > 2 * _CONTEXT + 20:
            head = "" if at == 0 else text[:_CONTEXT]
            tail = "" if at == last else text[-_CONTEXT:]
            text = f"{head} […] {tail}"
        found.append((one.kind, text))
    return found
