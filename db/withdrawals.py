"""Queries on documents that their publishers no longer show."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from sqlalchemy import Connection, RowMapping, func, select, update

from db.tables import Alert, AlertMatch, Document, Match, Withdrawal
from db.write import chunks, insert_new, table

_document, _withdrawal = table(Document), table(Withdrawal)
_match, _told, _alert = table(Match), table(AlertMatch), table(Alert)


def standing(connection: Connection, source_id: str) -> list[RowMapping]:
    """Every document of a source but the articles of bulletins, with how often it was missed."""
    columns = (_document.c.id, _document.c.key, _document.c.missed, _document.c.missed_since, _document.c.withdrawn_at)
    mine = (_document.c.source_id == source_id) & _document.c.parent_id.is_(None)
    return list(connection.execute(select(*columns).where(mine)).mappings())


def missed(connection: Connection, source_ids: Collection[str]) -> list[RowMapping]:
    """Documents that were missed at the last look and are not withdrawn yet."""
    columns = (_document.c.id, _document.c.key, _document.c.source_id, _document.c.missed, _document.c.missed_since)
    waiting = (_document.c.missed > 0) & _document.c.withdrawn_at.is_(None)
    return [
        row
        for part in chunks(sorted(source_ids))
        for row in connection.execute(select(*columns).where(waiting, _document.c.source_id.in_(part))).mappings()
    ]


def with_keys(connection: Connection, source_id: str, keys: Iterable[str]) -> list[RowMapping]:
    """Documents with these keys, with how often they were missed."""
    columns = (_document.c.id, _document.c.key, _document.c.missed, _document.c.missed_since, _document.c.withdrawn_at)
    return [
        row
        for part in chunks(sorted(keys))
        for row in connection.execute(
            select(*columns).where(_document.c.source_id == source_id, _document.c.key.in_(part))
        ).mappings()
    ]


def miss(connection: Connection, ids: Sequence[int], now: datetime) -> None:
    for part in chunks(ids):
        mine = _document.c.id.in_(part)
        connection.execute(update(_document).where(mine).values(missed=_document.c.missed + 1))
        first = mine & _document.c.missed_since.is_(None)
        connection.execute(update(_document).where(first).values(missed_since=now))


def withdraw(connection: Connection, ids: Sequence[int], reason: str, now: datetime) -> None:
    for part in chunks(ids):
        connection.execute(update(_document).where(_document.c.id.in_(part)).values(withdrawn_at=now))
    rows = [{"document_id": one, "reason": reason, "withdrawn_at": now} for one in ids]
    insert_new(connection, Withdrawal, rows)


def found_again(connection: Connection, ids: Sequence[int], now: datetime) -> None:
    """What was missed is there; what was withdrawn has returned."""
    for part in chunks(ids):
        values = {"missed": 0, "missed_since": None, "withdrawn_at": None}
        connection.execute(update(_document).where(_document.c.id.in_(part)).values(values))
        gone = _withdrawal.c.document_id.in_(part) & _withdrawal.c.returned_at.is_(None)
        connection.execute(update(_withdrawal).where(gone).values(returned_at=now))


#: Made once: it is asked for at every look, and composing it costs more than asking.
_untold = (
    select(_withdrawal, _document.c.source_id, _document.c.key, _document.c.title)
    .join(_document, _document.c.id == _withdrawal.c.document_id)
    .where(
        _withdrawal.c.told_at.is_(None)
        | (_withdrawal.c.returned_at.is_not(None) & _withdrawal.c.return_told_at.is_(None))
    )
    .order_by(_withdrawal.c.id)
)


def untold(connection: Connection) -> list[RowMapping]:
    """Withdrawals and returns that wait for dispatch, oldest first."""
    return list(connection.execute(_untold).mappings())


def mark_told(connection: Connection, withdrawal_id: int, columns: Sequence[str], now: datetime) -> None:
    values = dict.fromkeys(columns, now)
    connection.execute(update(_withdrawal).where(_withdrawal.c.id == withdrawal_id).values(values))


def ordinal(connection: Connection, document_id: int, withdrawal_id: int) -> int:
    """The how manieth withdrawal of its document it is: the same in a restored backup, where ids may be others."""
    mine = (_withdrawal.c.document_id == document_id) & (_withdrawal.c.id <= withdrawal_id)
    return int(connection.execute(select(func.count()).where(mine)).scalar_one())


def tell_late(connection: Connection, match_ids: Sequence[int]) -> None:
    """What is told only now and is withdrawn already: its withdrawal waits again, for those who hear of it now."""
    for part in chunks(match_ids):
        documents = select(_match.c.document_id).where(_match.c.id.in_(part))
        gone = _withdrawal.c.document_id.in_(documents) & _withdrawal.c.returned_at.is_(None)
        connection.execute(update(_withdrawal).where(gone).values(told_at=None))


def who_heard(connection: Connection, document_id: int) -> dict[str, RowMapping]:
    """subscription → message and severity of the first alert that told it of the document."""
    query = (
        select(_told.c.subscription, _alert.c.message_id, _alert.c.severity)
        .join(_match, _match.c.id == _told.c.match_id)
        .join(_alert, _alert.c.id == _told.c.alert_id)
        .where(_match.c.document_id == document_id)
        .order_by(_alert.c.id)
    )
    found: dict[str, RowMapping] = {}
    for row in connection.execute(query).mappings():
        found.setdefault(row["subscription"], row)
    return found


def of_document(connection: Connection, document_id: int) -> list[dict[str, object]]:
    query = select(_withdrawal).where(_withdrawal.c.document_id == document_id).order_by(_withdrawal.c.id)
    return [dict(row) for row in connection.execute(query).mappings()]
