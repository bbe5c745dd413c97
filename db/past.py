"""Queries on what was published when, for reports on the past."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, and_, case, exists, func, or_, select

from db.tables import Document, Match, Revision, Run
from db.write import table

_document, _revision, _match, _run = table(Document), table(Revision), table(Match), table(Run)

#: When somebody would have heard of a revision: the first one when it was published, a changed one when it was seen.
_moment = case(
    (_revision.c.number == 1, func.coalesce(_document.c.published, _revision.c.seen_at)), else_=_revision.c.seen_at
)


@dataclass(frozen=True, slots=True)
class Past:
    """Which part of it: moments since (inclusive) and until (exclusive), sources, and what backfills stored; or all."""

    since: datetime | None = None
    until: datetime | None = None
    sources: Sequence[str] | None = None
    backfills: Sequence[int] | None = None

    def _is_inside(self) -> Any:
        return and_(
            _revision.c.origin != "technical",
            *([] if self.since is None else [_moment >= self.since]),
            *([] if self.until is None else [_moment < self.until]),
            *([] if self.sources is None else [_document.c.source_id.in_(self.sources)]),
            *([] if self.backfills is None else [_run.c.backfill_id.in_(self.backfills)]),
        )


def revisions(
    connection: Connection, past: Past, rules_version: str, *, after: int, most: int
) -> list[tuple[int, bool]]:
    """(revision, whether these rules have read it), by id: of those that they have read only what they hit."""
    is_read = _revision.c.rules_version == rules_version
    is_hit = exists(select(1).where(_match.c.revision_id == _revision.c.id))
    # what no rule is to read (a bulletin, whose articles are read) is matched by no version
    is_open = (_revision.c.rules_version != rules_version) & or_(
        _revision.c.rules_version != "", _revision.c.matched_at.is_(None)
    )
    query = (
        select(_revision.c.id, is_read)
        .join(_document, _document.c.id == _revision.c.document_id)
        .join(_run, _run.c.id == _revision.c.run_id)
        .where(past._is_inside(), or_(and_(is_read, is_hit), is_open), _revision.c.id > after)
    )
    return [(row[0], bool(row[1])) for row in connection.execute(query.order_by(_revision.c.id).limit(most))]


def readable(connection: Connection, ids: Sequence[int]) -> list[RowMapping]:
    """Revisions with what a rule may look at and what a message shows."""
    names = (
        "source_id", "key", "url", "publisher", "country", "language", "section", "attachments", "published",
        "date_precision", "first_seen_at",
    )  # fmt: skip
    query = select(
        _revision.c.id, _revision.c.id.label("revision_id"), _revision.c.document_id, _revision.c.number,
        _revision.c.origin, _revision.c.seen_at, _revision.c.title, _revision.c.text,
        *(_document.c[name] for name in names),
    ).join(_document, _document.c.id == _revision.c.document_id)  # fmt: skip
    return list(connection.execute(query.where(_revision.c.id.in_(ids)).order_by(_revision.c.id)).mappings())


def documents_of(connection: Connection, source_id: str, since: datetime, until: datetime) -> list[RowMapping]:
    """Documents published in between (until excluded) that are not withdrawn, with what an audit compares."""
    columns = (_document.c.key, _document.c.title, _document.c.url, _document.c.published, _document.c.content_hash)
    inside = (_document.c.source_id == source_id) & (_document.c.published >= since) & (_document.c.published < until)
    query = select(*columns, _document.c.parent_id, _document.c.withdrawn_at).where(inside)
    return list(connection.execute(query.order_by(_document.c.published, _document.c.id)).mappings())
