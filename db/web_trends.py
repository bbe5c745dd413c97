"""What moves: matched documents by mineral, pair of countries and kind of measure, by the week they were published."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any, Literal, NamedTuple

from sqlalchemy import ColumnElement, Connection, Dialect, String, and_, cast, func, or_, select, true

from db.tables import Document, Match
from db.web_sources import day_of, monday, week_of
from db.write import Row, table

_match, _document = table(Match), table(Document)
_when = func.coalesce(_document.c.published, _document.c.first_seen_at)
By = Literal["mineral", "countries", "measure"]


class Count(NamedTuple):
    value: str  # of pairs the two with a space between
    week: date  # its Monday
    documents: int


def counts(connection: Connection, by: By, since: datetime, concepts: Collection[str] = ()) -> list[Count]:
    """`concepts`: those that name a kind of measure."""
    week = week_of(connection.dialect, _when).label("week")
    if by == "countries":
        left, right = (_each(connection.dialect, _match.c.countries, name) for name in ("one", "other"))
        value = (left.c.value + " " + right.c.value).label("name")
        joined = _matched().join(left, true()).join(right, left.c.value < right.c.value)
    else:
        each = _each(connection.dialect, _match.c.minerals if by == "mineral" else _match.c.concepts, "one")
        value = each.c.value.label("name")
        joined = _matched().join(each, each.c.value.in_(list(concepts)) if by == "measure" else true())
    query = select(value, week, func.count(_match.c.document_id.distinct()).label("documents")).select_from(joined)
    query = query.where(in_window(since), _match.c.origin != "technical").group_by(value, week)
    return [Count(row[0], monday(row[1]), row[2]) for row in connection.execute(query)]


def _matched() -> Any:
    return _match.join(_document, _document.c.id == _match.c.document_id)


def _each(dialect: Dialect, column: Any, name: str) -> Any:
    """The members of a JSON list as rows."""
    if dialect.name == "postgresql":
        return func.jsonb_array_elements_text(column).table_valued("value", name=name).lateral()
    return func.json_each(column).table_valued("value", name=name)


def in_window(since: datetime) -> ColumnElement[bool]:
    """Published since then; without a date, first seen since then. Each half has its index."""
    unknown = and_(_document.c.published.is_(None), _document.c.first_seen_at >= since)
    return or_(_document.c.published >= since, unknown)


def first_mentions(connection: Connection, *, after: int = 0) -> dict[tuple[str, str], tuple[str, int]]:
    """(mineral, country) → day and document that named both first, of the matches behind `after`."""
    mineral = _each(connection.dialect, _match.c.minerals, "one")
    country = _each(connection.dialect, _match.c.countries, "other")
    first = func.min(_stamped(connection.dialect)).label("first")
    joined = _matched().join(mineral, true()).join(country, true())
    query = select(mineral.c.value, country.c.value, first).select_from(joined)
    query = query.where(_match.c.origin != "technical", _match.c.id > after).group_by(mineral.c.value, country.c.value)
    return {(row[0], row[1]): (row[2][:10], int(row[2][10:])) for row in connection.execute(query)}


def titles(connection: Connection, documents: Collection[int]) -> dict[int, Row]:
    query = select(_document.c.id, _document.c.title, _document.c.publisher)
    rows = connection.execute(query.where(_document.c.id.in_(list(documents)))).mappings()
    return {row["id"]: dict(row) for row in rows}


def _stamped(dialect: Dialect) -> ColumnElement[str]:
    """Day and document in one word that sorts by both, so that one aggregate finds the first document of a group."""
    number = cast(_document.c.id, String)
    padded = (
        func.lpad(number, 19, "0", type_=String)
        if dialect.name == "postgresql"
        else func.substr("0" * 19 + number, -19, type_=String)
    )
    return day_of(dialect, _when) + padded


def hits_of_rules(connection: Connection, since: datetime) -> dict[str, Row]:
    """rule → matches ever and since then, and when it last hit."""
    recent = func.count().filter(_match.c.matched_at >= since)
    columns = (func.count().label("ever"), recent.label("recent"), func.max(_match.c.matched_at).label("last"))
    query = select(_match.c.rule_id, *columns).where(_match.c.origin != "technical").group_by(_match.c.rule_id)
    return {row["rule_id"]: dict(row) for row in connection.execute(query).mappings()}
