"""Documents that a changed rule is tried on."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, RowMapping, func, select

from db.tables import Document, Revision
from db.write import table

_document, _revision = table(Document), table(Revision)
_newest = _revision.c.number == _document.c.revision


def readable_since(connection: Connection, since: datetime, *, before: int, most: int) -> list[RowMapping]:
    """Newest revisions of documents first seen or published since then, the newest first, below id `before`."""
    columns = (
        _revision.c.id, _revision.c.document_id, _revision.c.number, _revision.c.title, _revision.c.text,
        _revision.c.rules_version, _document.c.source_id, _document.c.publisher, _document.c.country,
        _document.c.language, _document.c.section, _document.c.attachments, _document.c.published,
        _document.c.date_precision,
    )  # fmt: skip
    query = select(*columns).join(_document, _document.c.id == _revision.c.document_id)
    query = query.where(_newest, _document.c.first_seen_at >= since, _revision.c.id < before)
    return list(connection.execute(query.order_by(_revision.c.id.desc()).limit(most)).mappings())


def count_since(connection: Connection, since: datetime) -> int:
    query = select(func.count()).select_from(_document).where(_document.c.first_seen_at >= since)
    return int(connection.execute(query).scalar_one())
