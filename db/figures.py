"""Counts for metrics and health, each by an index or over a short table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, RowMapping, func, or_, select

from db.names import CANARY
from db.tables import Alert, Delivery, Document, Incident, Match, Revision, Run, SourceState
from db.write import table

_source, _run, _document, _revision = table(SourceState), table(Run), table(Document), table(Revision)
_match, _alert, _delivery, _incident = table(Match), table(Alert), table(Delivery), table(Incident)

#: Neither sent nor dropped.
_NOT_DONE = ("pending", "sending", "retry", "unknown", "dead")


def runs_after(connection: Connection, run_id: int, *, most: int) -> Sequence[RowMapping]:
    """Runs stored since that one, in order."""
    columns = [_run.c[name] for name in ("id", "source_id", "outcome", "started_at", "finished_at", "bytes_read",
                                         "new_documents", "new_revisions")]  # fmt: skip
    asked = select(*columns).where(_run.c.id > run_id, _run.c.source_id != CANARY).order_by(_run.c.id).limit(most)
    return connection.execute(asked).mappings().all()


def newest_run(connection: Connection) -> int:
    return connection.execute(select(func.max(_run.c.id))).scalar() or 0


def matches_after(connection: Connection, match_id: int, *, most: int) -> Sequence[RowMapping]:
    asked = select(_match.c.id, _match.c.rule_id, _match.c.severity).where(_match.c.id > match_id)
    asked = asked.join(_document, _document.c.id == _match.c.document_id).where(_document.c.source_id != CANARY)
    return connection.execute(asked.order_by(_match.c.id).limit(most)).mappings().all()


def newest_match(connection: Connection) -> int:
    return connection.execute(select(func.max(_match.c.id))).scalar() or 0


def sent_since(connection: Connection, moment: datetime, *, most: int) -> Sequence[RowMapping]:
    """Deliveries accepted after `moment`, with the times of what they told; digests and incidents have no document."""
    columns = (_delivery.c.id, _delivery.c.channel, _delivery.c.sent_at, _alert.c.kind, _document.c.source_id,
               _document.c.published, _document.c.date_precision, _revision.c.seen_at)  # fmt: skip
    asked = (
        select(*columns)
        .join(_alert, _alert.c.id == _delivery.c.alert_id)
        .outerjoin(_revision, _revision.c.id == _alert.c.revision_id)
        .outerjoin(_document, _document.c.id == _alert.c.document_id)
        .where(_delivery.c.sent_at > moment, or_(_document.c.id.is_(None), _document.c.source_id != CANARY))
    )
    return connection.execute(asked.order_by(_delivery.c.sent_at).limit(most)).mappings().all()


def waiting(connection: Connection) -> dict[str, int]:
    """Stage → rows that wait for it."""
    unmatched = select(func.count()).where(_revision.c.matched_at.is_(None))
    undispatched = select(func.count()).where(_match.c.dispatched_at.is_(None))
    stages = {"match": unmatched, "dispatch": undispatched}
    return {stage: connection.execute(asked).scalar_one() for stage, asked in stages.items()}


def deliveries_not_done(connection: Connection) -> dict[tuple[str, str], int]:
    """(state, channel) → how many."""
    asked = select(_delivery.c.state, _delivery.c.channel, func.count()).where(_delivery.c.state.in_(_NOT_DONE))
    rows = connection.execute(asked.group_by(_delivery.c.state, _delivery.c.channel))
    return {(state, channel): number for state, channel, number in rows}


def oldest_due(connection: Connection, now: datetime) -> datetime | None:
    """Since when the delivery waits that has waited longest."""
    due = (_delivery.c.state.in_(("pending", "retry", "unknown")), _delivery.c.due_at <= now)
    found: datetime | None = connection.execute(select(func.min(_delivery.c.due_at)).where(*due)).scalar()
    return found


def open_incidents(connection: Connection) -> dict[str, int]:
    """Kind → how many are open."""
    asked = select(_incident.c.kind, func.count()).where(_incident.c.closed_at.is_(None)).group_by(_incident.c.kind)
    return {row[0]: row[1] for row in connection.execute(asked)}


def watched(connection: Connection) -> Sequence[RowMapping]:
    """The watched sources: how each is, and when it is due."""
    columns = [_source.c[name] for name in ("id", "failures", "last_healthy_at", "newest_published", "next_due")]
    return connection.execute(select(*columns).where(_source.c.enabled)).mappings().all()


def newest_run_at(connection: Connection) -> datetime | None:
    """When the run stored last ended, by the clock of then."""
    asked = select(_run.c.finished_at).order_by(_run.c.id.desc()).limit(1)
    found: datetime | None = connection.execute(asked).scalar()
    return found
