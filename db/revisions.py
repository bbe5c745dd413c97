"""Queries on one revision of a document: a page that changes often has very many, and long ones."""

from __future__ import annotations

from sqlalchemy import Connection, RowMapping, select

from db.tables import Match, Revision
from db.write import table

_match, _revision = table(Match), table(Revision)


def numbered(connection: Connection, document_id: int, number: int) -> RowMapping | None:
    query = select(_revision).where(_revision.c.document_id == document_id, _revision.c.number == number)
    return connection.execute(query).mappings().first()


def hits(connection: Connection, document_id: int, number: int) -> list[RowMapping]:
    """Which rules hit it, and how hard."""
    query = select(_match.c.rule_id, _match.c.severity).join(_revision, _revision.c.id == _match.c.revision_id)
    mine = (_revision.c.document_id == document_id) & (_revision.c.number == number)
    return list(connection.execute(query.where(mine)).mappings())


def newest_unmatched(connection: Connection) -> int | None:
    """The id of the newest revision that no rule has read."""
    query = select(_revision.c.id).where(_revision.c.matched_at.is_(None)).order_by(_revision.c.id.desc()).limit(1)
    return connection.execute(query).scalar()
