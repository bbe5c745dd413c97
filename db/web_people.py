"""What people did on the page: what they read, what they take care of, which views they keep; and tokens."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, select, update

from db.tables import Alert, Care, Match, Reader, ReadMark, SavedView, Token
from db.write import Row, chunks, insert_new, insert_returning_id, table

_match, _mark, _care, _reader = table(Match), table(ReadMark), table(Care), table(Reader)
_view, _token, _alert = table(SavedView), table(Token), table(Alert)


def mark_read(connection: Connection, reader: str, documents: Sequence[int], now: datetime) -> None:
    """Read as they are now; a later match makes them unread again."""
    for part in chunks(documents):
        newest = select(_match.c.document_id, _match.c.id).where(_match.c.document_id.in_(part)).order_by(_match.c.id)
        seen = {row.document_id: row.id for row in connection.execute(newest)}
        rows = [{"reader": reader, "document_id": key, "match_id": id_, "read_at": now} for key, id_ in seen.items()]
        mine = (_mark.c.reader == reader) & _mark.c.document_id.in_(part)
        connection.execute(delete(_mark).where(mine))
        insert_new(connection, ReadMark, rows)


def mark_unread(connection: Connection, reader: str, document_id: int) -> None:
    mine = (_mark.c.reader == reader) & (_mark.c.document_id == document_id)
    connection.execute(delete(_mark).where(mine))


def mark_all_read(connection: Connection, reader: str, until: int) -> None:
    """Every match up to `until`; what was marked one by one before is no longer needed."""
    insert_new(connection, Reader, [{"name": reader, "read_until": 0}])
    connection.execute(update(_reader).where(_reader.c.name == reader).values(read_until=until))
    connection.execute(delete(_mark).where(_mark.c.reader == reader, _mark.c.match_id <= until))


def care(connection: Connection, documents: Sequence[int]) -> dict[int, Row]:
    """document → who takes care; an alert that was acknowledged elsewhere counts too."""
    ids = list(documents)
    told = (_alert.c.document_id, _alert.c.acknowledged_at, _alert.c.acknowledged_by)
    query = select(*told).where(_alert.c.document_id.in_(ids), _alert.c.acknowledged_at.is_not(None))
    blank = {"assigned_to": "", "assigned_by": "", "assigned_at": None}
    found = {row["document_id"]: blank | dict(row) for row in connection.execute(query).mappings()}
    for row in connection.execute(select(_care).where(_care.c.document_id.in_(ids))).mappings():
        alert = found.get(row["document_id"], {})
        by_alert = {} if row["acknowledged_at"] else {n: v for n, v in alert.items() if n.startswith("acknowledged")}
        found[row["document_id"]] = dict(row) | by_alert
    return found


def acknowledge(connection: Connection, document_id: int, author: str, now: datetime) -> bool:
    """With all its alerts; False when somebody did already."""
    _cared_for(connection, document_id)
    values = {"acknowledged_at": now, "acknowledged_by": author}
    alerts = (_alert.c.document_id == document_id) & _alert.c.acknowledged_at.is_(None)
    connection.execute(update(_alert).where(alerts).values(values))
    mine = (_care.c.document_id == document_id) & _care.c.acknowledged_at.is_(None)
    return connection.execute(update(_care).where(mine).values(values)).rowcount == 1


def assign(connection: Connection, document_id: int, to: str, author: str, now: datetime) -> None:
    """Empty `to`: nobody's any more."""
    _cared_for(connection, document_id)
    values = {"assigned_to": to, "assigned_by": author, "assigned_at": now}
    connection.execute(update(_care).where(_care.c.document_id == document_id).values(values))


def _cared_for(connection: Connection, document_id: int) -> None:
    insert_new(connection, Care, [Care(document_id=document_id).model_dump(exclude={"id"})])


def assignees(connection: Connection) -> list[str]:
    """Everybody who was ever given something, for the list to choose from."""
    query = select(_care.c.assigned_to).where(_care.c.assigned_to != "").distinct().order_by(_care.c.assigned_to)
    return list(connection.execute(query).scalars())


def views(connection: Connection, owner: str) -> list[Row]:
    query = select(_view).where(_view.c.owner == owner).order_by(_view.c.name)
    return [dict(row) for row in connection.execute(query).mappings()]


def save_view(connection: Connection, row: Row) -> None:
    """A view of that name is replaced."""
    same = (_view.c.owner == row["owner"]) & (_view.c.name == row["name"])
    connection.execute(delete(_view).where(same))
    insert_new(connection, SavedView, [row])


def drop_view(connection: Connection, owner: str, view_id: int) -> bool:
    mine = (_view.c.owner == owner) & (_view.c.id == view_id)
    return connection.execute(delete(_view).where(mine)).rowcount == 1


def add_token(connection: Connection, row: Row) -> int:
    added = insert_returning_id(connection, Token, row)
    assert added is not None  # noqa: S101  256 random bits do not come twice
    return added


def token(connection: Connection, now: datetime, *, sha256: str = "", id_: int = 0) -> Row | None:
    """One that still lets somebody in."""
    which = _token.c.sha256 == sha256 if sha256 else _token.c.id == id_
    valid = _token.c.revoked_at.is_(None) & (_token.c.expires_at.is_(None) | (_token.c.expires_at > now))
    row = connection.execute(select(_token).where(which, valid)).mappings().first()
    return dict(row) if row else None


def tokens(connection: Connection) -> list[Row]:
    return [dict(row) for row in connection.execute(select(_token).order_by(_token.c.id)).mappings()]


def token_used(connection: Connection, token_id: int, now: datetime) -> None:
    connection.execute(update(_token).where(_token.c.id == token_id).values(last_used_at=now))


def revoke_token(connection: Connection, token_id: int, now: datetime) -> bool:
    mine = (_token.c.id == token_id) & _token.c.revoked_at.is_(None)
    return connection.execute(update(_token).where(mine).values(revoked_at=now)).rowcount == 1
