"""Queries on the dates that bind and the official numbers of documents."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, and_, bindparam, exists, func, select, update

from db.tables import BindingDate, Delivery, Document, Match, OfficialNumber, Reminder, Revision
from db.write import Row, chunks, insert_new, table

_document, _revision, _match = table(Document), table(Revision), table(Match)
_date, _number = table(BindingDate), table(OfficialNumber)
_reminder, _delivery = table(Reminder), table(Delivery)

_hit = exists().where(_match.c.document_id == _document.c.id)

#: A document with what its facts are read from; `hit`: a rule found something in it.
_readable = select(
    _document.c.id.label("document_id"),
    _document.c.source_id,
    _document.c.key,
    _document.c.publisher,
    _document.c.country,
    _document.c.language,
    _document.c.published,
    _document.c.dates,
    _document.c.numbers,
    _document.c.noted,
    _document.c.noted_by,
    _document.c.attachments,
    _revision.c.id.label("revision_id"),
    _revision.c.number,
    _revision.c.title,
    _revision.c.text,
    _revision.c.seen_at,
    _hit.label("hit"),
).join(_revision, (_revision.c.document_id == _document.c.id) & (_revision.c.number == _document.c.revision))


#: Made once: composing a statement costs more than a small one takes to run.
_mark = (
    update(_document)
    .where(_document.c.id.in_(bindparam("documents", expanding=True)))
    .values(noted=bindparam("number"), noted_by=bindparam("noted_by"), noted_whole=bindparam("noted_whole"))
)


def unnoted(connection: Connection, *, after: int, most: int) -> list[RowMapping]:
    """Documents whose newest revision the rules have read and whose facts are not stored, by id."""
    waits = and_(_document.c.noted < _document.c.revision, _revision.c.matched_at.is_not(None))
    return _by_id(connection, waits, after, most)


def noted_by_other(connection: Connection, version: str, *, after: int, most: int) -> list[RowMapping]:
    """Documents whose facts another grammar has read, by id."""
    return _by_id(connection, and_(_document.c.noted_by != version, _document.c.noted > 0), after, most)


def noted_in_part(connection: Connection, *, after_match: int, after: int, most: int) -> list[RowMapping]:
    """Documents that had no match when they were read, and have one now."""
    gained = select(_match.c.document_id).where(_match.c.id > after_match)
    part = and_(_document.c.noted > 0, ~_document.c.noted_whole, _document.c.id.in_(gained))
    return _by_id(connection, part, after, most)


def newest_match(connection: Connection) -> int:
    return int(connection.execute(select(func.max(_match.c.id))).scalar() or 0)


def _by_id(connection: Connection, condition: ColumnElement[bool], after: int, most: int) -> list[RowMapping]:
    query = _readable.where(condition, _document.c.id > after).order_by(_document.c.id).limit(most)
    return list(connection.execute(query).mappings())


def revisions(connection: Connection, ids: Sequence[int]) -> dict[int, int]:
    """Number of the newest revision of each document."""
    rows = connection.execute(select(_document.c.id, _document.c.revision).where(_document.c.id.in_(ids)))
    return {row.id: row.revision for row in rows}


def mark_noted(connection: Connection, ids: Sequence[tuple[int, int, bool]], version: str) -> None:
    """(document, number of its revision, whether the whole was read)."""
    alike: dict[tuple[int, bool], list[int]] = {}
    for document_id, number, whole in ids:
        alike.setdefault((number, whole), []).append(document_id)
    for (number, whole), documents in alike.items():
        values = {"noted_by": version, "noted_whole": whole}
        for part in chunks(documents):
            connection.execute(_mark, {"documents": part, "number": number} | values)


def dates_of(connection: Connection, ids: Sequence[int]) -> dict[int, list[dict[str, Any]]]:
    """document → its dates, the withdrawn ones among them."""
    found: dict[int, list[dict[str, Any]]] = {}
    for part in chunks(ids):
        query = select(_date).where(_date.c.document_id.in_(part)).order_by(_date.c.due, _date.c.id)
        for row in connection.execute(query).mappings():
            found.setdefault(row["document_id"], []).append(dict(row))
    return found


def add_dates(connection: Connection, rows: Sequence[Row]) -> None:
    insert_new(connection, BindingDate, rows)


def change_date(connection: Connection, date_id: int, values: Row) -> None:
    connection.execute(update(_date).where(_date.c.id == date_id).values(values))


def withdraw_reminders(connection: Connection, dates: Collection[int]) -> None:
    """The days they would tell are no longer right: what waits is forgotten, what is ready to go out is dropped."""
    for part in chunks(list(dates)):
        mine = _reminder.c.binding_date_id.in_(part)
        alerts = select(_reminder.c.alert_id).where(mine, _reminder.c.alert_id.is_not(None))
        alone = select(_reminder.c.alert_id).where(~mine, _reminder.c.alert_id.in_(alerts))
        stale = _delivery.c.alert_id.in_(alerts) & _delivery.c.alert_id.not_in(alone)
        waits = stale & (_delivery.c.state == "pending") & (_delivery.c.attempts == 0)
        connection.execute(update(_delivery).where(waits).values(state="dropped"))
        connection.execute(_reminder.delete().where(mine, _reminder.c.alert_id.is_(None)))


def numbers_of(connection: Connection, ids: Sequence[int]) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = {}
    for part in chunks(ids):
        query = select(_number).where(_number.c.document_id.in_(part)).order_by(_number.c.id)
        for row in connection.execute(query).mappings():
            found.setdefault(row["document_id"], []).append(dict(row))
    return found


def replace_numbers(connection: Connection, ids: Sequence[int], rows: Sequence[Row]) -> None:
    """These and no others are the numbers of these documents."""
    for part in chunks(ids):
        connection.execute(_number.delete().where(_number.c.document_id.in_(part)))
    insert_new(connection, OfficialNumber, rows)


def _with_document(*columns: ColumnElement[Any]) -> Select[Any]:
    return select(
        *columns, _document.c.source_id, _document.c.key, _document.c.title, _document.c.url, _document.c.publisher,
        _document.c.published, _document.c.date_precision, _document.c.first_seen_at,
        _document.c.withdrawn_at.label("document_withdrawn_at"),
    )  # fmt: skip


def named(connection: Connection, scheme: str, year: str, number: str) -> list[dict[str, Any]]:
    """Every document that has to do with a number, by the day it was published."""
    query = _with_document(*_number.c).join(_document, _document.c.id == _number.c.document_id)
    mine = and_(_number.c.scheme == scheme, _number.c.year == year, _number.c.number == number)
    when = func.coalesce(_document.c.published, _document.c.first_seen_at)
    return [dict(row) for row in connection.execute(query.where(mine).order_by(when, _number.c.id)).mappings()]


def acted_on(connection: Connection, relations: Iterable[str], *, most: int) -> list[dict[str, Any]]:
    """The newest acts upon other numbers."""
    query = _with_document(*_number.c).join(_document, _document.c.id == _number.c.document_id)
    when = func.coalesce(_document.c.published, _document.c.first_seen_at)
    query = query.where(_number.c.relation.in_(list(relations))).order_by(when.desc(), _number.c.id.desc())
    return [dict(row) for row in connection.execute(query.limit(most)).mappings()]


def own_numbers(connection: Connection, schemes: Collection[str], since: datetime) -> list[dict[str, Any]]:
    """Numbers that documents published since then carry as their own."""
    when = func.coalesce(_document.c.published, _document.c.first_seen_at)
    columns = (_number.c.scheme, _number.c.authority, _number.c.body, _number.c.year, _number.c.number)
    query = select(*columns, when.label("published"), _document.c.id.label("document_id"))
    query = query.join(_document, _document.c.id == _number.c.document_id)
    query = query.where(_number.c.relation == "own", _number.c.scheme.in_(list(schemes)), when >= since)
    return [dict(row) for row in connection.execute(query).mappings()]


def coming(
    connection: Connection, since: date, until: date | None = None, *, withdrawn: bool = False
) -> list[dict[str, Any]]:
    """Dates in these days with their documents; `withdrawn`: also those taken back."""
    query = _with_document(*_date.c).join(_document, _document.c.id == _date.c.document_id).where(_date.c.due >= since)
    if until is not None:
        query = query.where(_date.c.due <= until)
    if not withdrawn:
        query = query.where(_date.c.withdrawn_at.is_(None), _document.c.withdrawn_at.is_(None))
    return [dict(row) for row in connection.execute(query.order_by(_date.c.due, _date.c.id)).mappings()]
