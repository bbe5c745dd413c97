"""The entries of the inbox: a story with its gravest match, its words, and who takes care of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

import db.web_inbox
import db.web_people
from db.web_inbox import Narrowed
from monitor.highlight import Quote
from monitor.message import evidence, one_line
from monitor.subscription import SEVERITIES

Row = dict[str, Any]
PAGE = 25
_OTHERS = 4  # reports of a story that are named


@dataclass(frozen=True, slots=True)
class Entry:
    match_id: int
    document_id: int
    number: int
    severity: str
    title: str
    publisher: str
    source_id: str
    country: str
    language: str
    published: datetime | None
    date_precision: str
    seen_at: datetime
    matched_at: datetime
    origin: str
    url: str
    minerals: tuple[str, ...]
    countries: tuple[str, ...]
    labels: tuple[str, ...]
    rules: tuple[str, ...]
    concepts: tuple[str, ...]
    quotes: tuple[Quote, ...]
    unread: bool
    care: Row
    story: int | None
    others: tuple[Row, ...]  # newest reports of the story besides this one
    reports: int  # of the story, this one included


def inbox(
    connection: Connection, narrowed: Narrowed, reader: str, *, before: int = 0, most: int = PAGE
) -> tuple[list[Entry], int]:
    """Newest first, and the cursor of the next page, 0 when there is none."""
    heads = db.web_inbox.page(connection, narrowed, reader, before=before, most=most + 1)
    shown = heads[:most]
    documents = db.web_inbox.documents_of(connection, shown)
    found = entries_of(connection, shown, [documents[head] for head in shown], reader)
    return found, shown[-1] if len(heads) > most else 0


def entries_of(connection: Connection, heads: Sequence[int], documents: Sequence[int], reader: str) -> list[Entry]:
    """`heads`: the match of each document by which it is told."""
    rows = db.web_inbox.of_documents(connection, documents)
    stories = db.web_inbox.stories(connection, documents)
    members = db.web_inbox.members(connection, set(stories.values()), most=_OTHERS + 1) if stories else {}
    marks = db.web_inbox.marks(connection, reader, documents)
    until = db.web_inbox.read_until(connection, reader)
    care = db.web_people.care(connection, documents)
    found = []
    for head, document_id in zip(heads, documents, strict=True):
        story = stories.get(document_id)
        told = members.get(story, []) if story else []
        unread = head > max(until, marks.get(document_id, 0))
        found.append(_entry(rows[document_id], head, told, care.get(document_id, {}), story=story, unread=unread))
    return found


def _entry(rows: Sequence[Row], head: int, told: Sequence[Row], care: Row, *, story: int | None, unread: bool) -> Entry:
    row = rows[0]
    others = tuple(one for one in told if one["id"] != row["document_id"])[:_OTHERS]
    return Entry(
        match_id=head,
        document_id=row["document_id"],
        number=row["number"],
        severity=max((one["severity"] for one in rows), key=SEVERITIES.index),
        title=one_line(row["title"]) or row["url"],
        publisher=one_line(row["publisher"]),
        source_id=row["source_id"],
        country=row["country"],
        language=row["language"],
        published=row["published"],
        date_precision=row["date_precision"],
        seen_at=row["seen_at"],
        matched_at=max(one["matched_at"] for one in rows),
        origin=row["origin"],
        url=row["url"],
        minerals=_all(rows, "minerals"),
        countries=_all(rows, "countries"),
        labels=_all(rows, "labels"),
        rules=tuple(one["rule_id"] for one in rows),
        concepts=_all(rows, "concepts"),
        quotes=tuple(evidence(rows, most=2)),
        unread=unread,
        care=care,
        story=story,
        others=others,
        reports=told[0]["of"] if told else 1,
    )


def _all(rows: Sequence[Row], name: str) -> tuple[str, ...]:
    return tuple(sorted({value for row in rows for value in row[name]}))
