"""A measure: the documents that carry its official number, and what later ones did to it.

Nothing is linked beforehand: the numbers meet when they are asked for, in whatever order the documents came.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

import db.documents
import db.facts
from monitor.facts import numbers_in
from monitor.facts_bodies import agree, bodies
from monitor.look import NotThere
from monitor.number_names import label

ACTS = ("amends", "suspends", "repeals", "implements", "corrects")
_DEPTH = 5

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Number:
    scheme: str
    authority: str
    year: str
    number: str

    @property
    def name(self) -> str:
        return label(self.as_json())

    def is_same(self, other: Number) -> bool:
        mine, its = (self.scheme, self.year, self.number), (other.scheme, other.year, other.number)
        return mine == its and agree(self.authority, other.authority)

    def as_json(self) -> dict[str, str]:
        return {"scheme": self.scheme, "authority": self.authority, "year": self.year, "number": self.number}


@dataclass(slots=True)
class Act:
    """What was done to a measure, by which number if it has one, and the documents that say so."""

    relation: str
    by: Number | None
    said: list[Row]
    then: list[Act] = field(default_factory=list)  # what was done to it afterwards

    def as_json(self) -> dict[str, Any]:
        return {
            "relation": self.relation,
            "by": self.by.as_json() | {"name": self.by.name} if self.by else None,
            "documents": [_document(row) for row in self.said],
            "then": [one.as_json() for one in self.then],
        }


@dataclass(slots=True)
class Measure:
    number: Number
    documents: list[Row]  # that carry it as their own
    reports: list[Row]
    acts: list[Act]
    cited: list[Row]
    acts_on: list[Row]  # numbers that its documents amend, suspend, …

    def as_json(self) -> dict[str, Any]:
        return {
            **self.number.as_json(),
            "name": self.number.name,
            "documents": [_document(row) for row in self.documents],
            "reports": [_document(row) for row in self.reports],
            "acts": [one.as_json() for one in self.acts],
            "cited_by": [_document(row) for row in self.cited],
            "acts_on": [
                {"relation": row["relation"], "name": label(row), "quote": row["quote"]} for row in self.acts_on
            ],
        }


def _document(row: Row) -> dict[str, Any]:
    kept = ("document_id", "source_id", "title", "publisher", "url", "quote")
    return {name: row[name] for name in kept} | {"published": when(row)}


def when(row: Row) -> datetime:
    moment: datetime = row["published"] or row["first_seen_at"]
    return moment


def asked_for(connection: Connection, asked: str) -> list[Number]:
    """The numbers meant by a number as it is printed, the number of a document, or SOURCE:KEY. Raises NotThere."""
    if asked.isdigit():
        return _of_document(connection, asked, int(asked))
    if found := numbers_in(asked):
        return [Number(**one.named()) for one in found]
    source_id, _, key = asked.partition(":")
    row = db.documents.document_by_key(connection, source_id, key) if key else None
    if row is not None:
        return _of_document(connection, asked, row["id"])
    raise NotThere(
        f"{asked!r} is no official number as it would be printed (such as 商务部公告2025年第70号 or 90 FR 47201), "
        "and no document"
    )


def _of_document(connection: Connection, asked: str, document_id: int) -> list[Number]:
    """Its own number; of a document that has none, what it acts on, tells of, or at least names."""
    rows = db.facts.numbers_of(connection, [document_id]).get(document_id, [])
    for relations in (("own",), ACTS, ("about",), ("cites",)):
        if found := [_number(row) for row in rows if row["relation"] in relations]:
            return found
    raise NotThere(f"document {asked} has no official number, or there is no such document")


def _number(row: Row) -> Number:
    return Number(row["scheme"], row["authority"], row["year"], row["number"])


def measures(connection: Connection, number: Number) -> list[Measure]:
    """One; several where no authority is given and more than one has used the number."""
    rows = db.facts.named(connection, number.scheme, number.year, number.number)
    rows = [row for row in rows if agree(number.authority, row["authority"])]
    issuers = {} if number.authority else {row["body"]: row["authority"] for row in rows if row["body"]}
    if len(issuers) < 2:
        return [_measure(connection, _named_best(number, rows), rows)] if rows else []
    chosen = (Number(number.scheme, authority, number.year, number.number) for authority in issuers.values())
    return [
        _measure(connection, one, [row for row in rows if agree(one.authority, row["authority"])]) for one in chosen
    ]


def _named_best(number: Number, rows: Sequence[Row]) -> Number:
    """As its own document prints it."""
    best = next((row for row in rows if row["relation"] == "own"), None) or next(
        (row for row in rows if row["authority"]), rows[0]
    )
    return _number(best)


def _measure(connection: Connection, number: Number, rows: Sequence[Row]) -> Measure:
    own = [row for row in rows if row["relation"] == "own"]
    numbers = db.facts.numbers_of(connection, [row["document_id"] for row in own])
    acts_on = {
        (one["relation"], one["scheme"], one["year"], one["number"]): one
        for row in own
        for one in numbers.get(row["document_id"], [])
        if one["relation"] in ACTS
    }
    return Measure(
        number,
        own,
        [row for row in rows if row["relation"] == "about"],
        _acts(connection, rows, seen=[number], depth=_DEPTH),
        [row for row in rows if row["relation"] == "cites"],
        list(acts_on.values()),
    )


def _acts(connection: Connection, rows: Sequence[Row], *, seen: list[Number], depth: int) -> list[Act]:
    """In the order of time. Several documents that tell of the same act are one act."""
    acting = [row for row in rows if row["relation"] in ACTS]
    own = db.facts.numbers_of(connection, [row["document_id"] for row in acting])
    found: list[Act] = []
    for row in acting:
        by = _actor(row, own.get(row["document_id"], []))
        same = next((one for one in found if _is_same(one, row["relation"], by)), None)
        if same is None:
            found.append(Act(row["relation"], by, [row]))
        else:
            same.said.append(row)
    for act in found:
        if act.by is not None and depth and not any(act.by.is_same(one) for one in seen):
            later = db.facts.named(connection, act.by.scheme, act.by.year, act.by.number)
            later = [row for row in later if agree(act.by.authority, row["authority"])]
            act.then = _acts(connection, later, seen=[*seen, act.by], depth=depth - 1)
    return found


def _actor(row: Row, numbers: Iterable[Row]) -> Number | None:
    if row["acting"]:
        return Number(**row["acting"])
    own = [one for one in numbers if one["relation"] in ("own", "about")]
    serial = [one for one in own if one["scheme"] not in ("us-docket", "us-rin", "eu-procedure", "kr-bill")]
    return _number((serial or own)[0]) if own else None


def _is_same(act: Act, relation: str, by: Number | None) -> bool:
    return act.relation == relation and act.by is not None and by is not None and act.by.is_same(by)


def moved_last(connection: Connection, *, most: int) -> list[dict[str, Any]]:
    """The measures that something was done to, newest first."""
    found: dict[tuple[str, ...], dict[str, Any]] = {}
    for row in db.facts.acted_on(connection, ACTS, most=most * 10):
        key = (row["scheme"], row["year"], row["number"], next(iter(bodies(row["authority"])), ""))
        entry = found.setdefault(
            key,
            {**_number(row).as_json(), "name": label(row), "relation": row["relation"], **_document(row), "acts": 0},
        )
        entry["acts"] += 1
    return list(found.values())[:most]
