"""What may go of each class of rows, and how it goes: a batch at a time, by its key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    LargeBinary,
    Select,
    Table,
    and_,
    delete,
    exists,
    func,
    literal,
    or_,
    select,
    update,
)
from sqlmodel import SQLModel

from db.tables import (
    Alert,
    Care,
    Delivery,
    Document,
    Incident,
    Issue,
    KeptRules,
    Match,
    Revision,
    Run,
    SentMessage,
    Snapshot,
)
from db.write import table

_alert, _care, _delivery, _document = table(Alert), table(Care), table(Delivery), table(Document)
_incident, _issue, _rules, _match = table(Incident), table(Issue), table(KeptRules), table(Match)
_revision, _run, _message, _snapshot = table(Revision), table(Run), table(SentMessage), table(Snapshot)

_DONE = ("sent", "dropped", "dead")


@dataclass(frozen=True, slots=True)
class Prunable:
    """`expired`: (key, bytes) of what is older than a moment. `drop` takes keys."""

    key: Column[Any]
    expired: Callable[[datetime], Select[Any]]
    drop: Callable[[Connection, Sequence[Any]], None]

    def count(self, connection: Connection, before: datetime) -> tuple[int, int]:
        """Rows and bytes."""
        found = self.expired(before).subquery()
        row = connection.execute(select(func.count(), func.coalesce(func.sum(found.c.bytes), 0)).select_from(found))
        rows, size = row.one()
        return int(rows), int(size)

    def batch(self, connection: Connection, before: datetime, after: Any, most: int) -> list[Any]:
        """Keys beyond `after`, in order; None: from the beginning."""
        query = self.expired(before).order_by(self.key).limit(most)
        if after is not None:
            query = query.where(self.key > after)
        return [row[0] for row in connection.execute(query)]

    def still(self, connection: Connection, before: datetime, keys: Sequence[Any]) -> list[Any]:
        """Which of them may still go: in the meantime a rule may have matched, or somebody may have pointed to it."""
        return [row[0] for row in connection.execute(self.expired(before).where(self.key.in_(keys)))]


def _size(of: Table) -> ColumnElement[int]:
    """Roughly, of a row without its indexes."""
    words = [one for one in of.columns if isinstance(one.type, LargeBinary) or one.type.python_type is str]
    total: ColumnElement[int] = literal(8 * len(of.columns))
    for one in words:
        total = total + func.coalesce(func.length(one), 0)
    return total.label("bytes")


def unreferenced(of: Table) -> ColumnElement[bool]:
    """Nothing in the database refers to the row; tables that come later are seen too."""
    return and_(
        *(
            ~exists().where(key.parent == of.c.id)
            for other in SQLModel.metadata.tables.values()
            for key in other.foreign_keys
            if key.column.table is of
        )
    )


def _wanted() -> ColumnElement[bool]:
    """A document that matched, whose article matched, that was told or that somebody takes care of."""
    article = _document.alias()
    return or_(
        exists().where(_match.c.document_id == _document.c.id),
        exists().where(article.c.parent_id == _document.c.id, _match.c.document_id == article.c.id),
        exists().where(_alert.c.document_id == _document.c.id),
        exists().where(_care.c.document_id == _document.c.id),
    )


def _delete(key: Column[Any]) -> Callable[[Connection, Sequence[Any]], None]:
    def drop(connection: Connection, keys: Sequence[Any]) -> None:
        connection.execute(delete(key.table).where(key.in_(keys)))

    return drop


def _simple(of: Table, key: Column[Any], too_old: Callable[[datetime], ColumnElement[bool]]) -> Prunable:
    return Prunable(key, lambda before: select(key, _size(of)).where(too_old(before)), _delete(key))


def _old_issue(before: datetime) -> ColumnElement[bool]:
    return _issue.c.run_id.in_(select(_run.c.id).where(_run.c.started_at < before))


def _bytes_of(needed: Callable[[datetime], ColumnElement[bool]]) -> Prunable:
    """Snapshots that no revision needs any more."""

    def expired(before: datetime) -> Select[Any]:
        reader = exists().where(
            _revision.c.snapshot == _snapshot.c.sha256, _document.c.id == _revision.c.document_id, needed(before)
        )
        size = func.length(_snapshot.c.body).label("bytes")
        return select(_snapshot.c.sha256, size).where(_snapshot.c.retrieved_at < before, ~reader)

    return Prunable(_snapshot.c.sha256, expired, _delete(_snapshot.c.sha256))


def _read_texts(before: datetime) -> Select[Any]:
    """Documents that no rule matched, whose revisions are all old, read by rules and not emptied yet."""
    mine = _revision.c.document_id == _document.c.id
    size = select(func.sum(func.length(_revision.c.text))).where(mine).scalar_subquery()
    waits = exists().where(mine, or_(_revision.c.seen_at >= before, _revision.c.matched_at.is_(None)))
    query = select(_document.c.id, size.label("bytes")).where(_document.c.first_seen_at < before)
    return query.where(exists().where(mine, _revision.c.text != ""), ~waits, ~_wanted())


def _empty(connection: Connection, ids: Sequence[int]) -> None:
    connection.execute(update(_revision).where(_revision.c.document_id.in_(ids)).values(text=""))
    rows = connection.execute(select(_document.c.id, _document.c.attachments).where(_document.c.id.in_(ids)))
    for row in rows.all():
        files = [file | {"text": ""} for file in row.attachments]
        if files != row.attachments:
            connection.execute(update(_document).where(_document.c.id == row.id).values(attachments=files))


def _old_message(before: datetime) -> ColumnElement[bool]:
    young = func.coalesce(_delivery.c.sent_at, _delivery.c.due_at) >= before
    return _message.c.sha256.not_in(select(_delivery.c.message).where(young))


def _old_rules(before: datetime) -> ColumnElement[bool]:
    return and_(_rules.c.kept_at < before, _rules.c.version.not_in(select(_revision.c.rules_version).distinct()))


CLASSES: dict[str, Prunable] = {
    "issues": _simple(_issue, _issue.c.id, _old_issue),
    "runs": _simple(_run, _run.c.id, lambda before: and_(_run.c.started_at < before, unreferenced(_run))),
    "incidents": _simple(
        _incident, _incident.c.id, lambda before: and_(_incident.c.closed_at < before, unreferenced(_incident))
    ),
    "unmatched_snapshots": _bytes_of(
        lambda before: or_(_revision.c.seen_at >= before, _revision.c.matched_at.is_(None), _wanted())
    ),
    "unmatched_texts": Prunable(_document.c.id, _read_texts, _empty),
    "snapshots": _bytes_of(lambda before: _revision.c.number == _document.c.revision),
    "messages": _simple(_message, _message.c.sha256, _old_message),
    "deliveries": _simple(
        _delivery,
        _delivery.c.id,
        lambda before: and_(
            _delivery.c.state.in_(_DONE), func.coalesce(_delivery.c.sent_at, _delivery.c.due_at) < before
        ),
    ),
    "rules": _simple(_rules, _rules.c.version, _old_rules),
}
