"""Queries on sources, runs and issues."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, RowMapping, Update, bindparam, func, literal, literal_column, select, update

from db.tables import Incident, Issue, Run, SourceState
from db.write import Row, chunks, insert_new, table

_source, _run, _issue, _incident = table(SourceState), table(Run), table(Issue), table(Incident)

#: Made once: composing a statement costs more than a small one takes to run.
_states = select(_source).where(_source.c.id.in_(bindparam("ids", expanding=True)))
_begun = _run.insert().returning(_run.c.id, sort_by_parameter_order=True)
_counted = (
    update(_run)
    .where(_run.c.id == bindparam("run"))
    .values(new_documents=bindparam("documents"), new_revisions=bindparam("revisions"))
)
_due = (
    select(_source.c.id)
    .where(_source.c.enabled, _source.c.next_due <= bindparam("now"))
    .order_by(_source.c.next_due)
    .limit(bindparam("most"))
)
_remembered = select(
    _source.c.id, _source.c.etag, _source.c.last_modified, _source.c.body_hash, _source.c.cuts, _source.c.full_read_at
).where(_source.c.id.in_(bindparam("ids", expanding=True)))
_in_trouble = select(literal(1)).where(
    _incident.c.subject == literal_column("'source:'") + _source.c.id, _incident.c.closed_at.is_(None)
)
_before_quiet = select(
    _source.c.id, _source.c.newest_published, _source.c.baseline_at, _in_trouble.exists().label("troubled")
).where(_source.c.id.in_(bindparam("ids", expanding=True)))
_as_before = (
    update(_source)
    .where(_source.c.id == bindparam("source"))
    .values(
        next_due=bindparam("due"), last_run_at=bindparam("ended"), last_healthy_at=bindparam("ended"),
        last_outcome="unchanged", last_error="", failures=0,
    )
)  # fmt: skip
_quiet_run = _run.insert().values(outcome="unchanged", new_documents=0, new_revisions=0, error="")


def register(connection: Connection, ids: Iterable[str], now: datetime) -> None:
    """Exactly these sources are enabled; a new one is due at once, one that returns keeps its memory."""
    wanted = list(ids)
    connection.execute(update(_source).where(_source.c.enabled).values(enabled=False))
    insert_new(connection, SourceState, [_blank(source_id, now) for source_id in wanted])
    for part in chunks(wanted):
        connection.execute(update(_source).where(_source.c.id.in_(part)).values(enabled=True))


def _blank(source_id: str, now: datetime) -> Row:
    return SourceState(id=source_id, next_due=now).model_dump()


def enabled(connection: Connection) -> set[str]:
    return set(connection.execute(select(_source.c.id).where(_source.c.enabled)).scalars())


def begin_anew(connection: Connection, source_id: str, now: datetime) -> None:
    """Due at once, and its next healthy poll counts as the first."""
    statement = update(_source).where(_source.c.id == source_id)
    connection.execute(statement.values(next_due=now, failures=0, baseline_at=None))


def clamp_due(connection: Connection, limits: Mapping[str, datetime]) -> None:
    """No source waits longer than its interval from now, whatever the clock did while we were away."""
    statement = (
        update(_source)
        .where(_source.c.id == bindparam("source"), _source.c.next_due > bindparam("limit"), _source.c.failures == 0)
        .values(next_due=bindparam("limit"))
    )
    if limits:
        rows = [{"source": source_id, "limit": limit} for source_id, limit in limits.items()]
        connection.execute(statement, rows)


def due(connection: Connection, now: datetime, *, most: int) -> list[str]:
    return list(connection.execute(_due, {"now": now, "most": most}).scalars())


def remembered(connection: Connection, ids: Iterable[str]) -> list[Any]:
    """id, etag, last_modified, body_hash, cuts and full_read_at: what the next poll of each begins with."""
    return [row for part in chunks(list(ids)) for row in connection.execute(_remembered, {"ids": part})]


def before_quiet(connection: Connection, ids: Iterable[str]) -> list[Any]:
    """id, newest_published, baseline_at and whether an incident is open: what a poll without news may have to tell."""
    return [row for part in chunks(list(ids)) for row in connection.execute(_before_quiet, {"ids": part})]


def states(connection: Connection, ids: Iterable[str]) -> dict[str, RowMapping]:
    found: dict[str, RowMapping] = {}
    for part in chunks(list(ids)):
        for row in connection.execute(_states, {"ids": part}).mappings():
            found[row["id"]] = row
    return found


def update_states(connection: Connection, rows: Sequence[Row]) -> None:
    """Each row has `source` and the same new column values."""
    if rows:
        names = tuple(name for name in rows[0] if name != "source")
        renamed = [{"source": row["source"]} | {"new_" + name: row[name] for name in names} for row in rows]
        connection.execute(_update_of(names), renamed)


@cache
def _update_of(names: tuple[str, ...]) -> Update:
    values: dict[str, Any] = {name: bindparam("new_" + name) for name in names}
    return update(_source).where(_source.c.id == bindparam("source")).values(values)


def put_off(connection: Connection, source_id: str, until: datetime) -> None:
    connection.execute(update(_source).where(_source.c.id == source_id).values(next_due=until))


def add_quiet_runs(connection: Connection, rows: Sequence[Row]) -> None:
    """Of polls that brought nothing; without outcome, error and numbers of what is new."""
    if rows:
        connection.execute(_quiet_run, list(rows))


def stay_as_before(connection: Connection, rows: Sequence[Row]) -> None:
    """Healthy polls that brought nothing, not even other validators: `source`, `due` and `ended` of each."""
    if rows:
        connection.execute(_as_before, list(rows))


def begin_runs(connection: Connection, rows: Sequence[Row]) -> list[int]:
    """Their ids, in the same order."""
    return list(connection.execute(_begun, list(rows)).scalars())


def count_runs(connection: Connection, counts: Sequence[tuple[int, int, int]]) -> None:
    """Of each run its new documents and revisions."""
    if counts:
        connection.execute(_counted, [dict(zip(("run", "documents", "revisions"), one, strict=True)) for one in counts])


def rows_read(connection: Connection, source_id: str, *, most: int) -> list[int]:
    """How many rows the newest polls that read the source whole have found, newest first."""
    whole = (_run.c.source_id == source_id) & (_run.c.outcome == "ok") & (_run.c.rows > 0)
    query = select(_run.c.rows).where(whole, _run.c.backfill_id.is_(None))
    return list(connection.execute(query.order_by(_run.c.started_at.desc(), _run.c.id.desc()).limit(most)).scalars())


def add_issues(connection: Connection, run_id: int, issues: Iterable[Row]) -> None:
    rows = [{"run_id": run_id} | issue for issue in issues]
    if rows:
        connection.execute(_issue.insert(), rows)


def overview(connection: Connection) -> list[dict[str, Any]]:
    """Every known source with its last run and the number of its documents."""
    from db.tables import Document

    document = table(Document)
    counts: dict[str, int] = {
        row.source_id: row.documents
        for row in connection.execute(
            select(document.c.source_id, func.count().label("documents")).group_by(document.c.source_id)
        )
    }
    rows = connection.execute(select(_source).order_by(_source.c.id)).mappings()
    return [dict(row) | {"documents": counts.get(row["id"], 0)} for row in rows]


def last_issues(connection: Connection, source_id: str) -> list[dict[str, Any]]:
    """The issues of the newest run of a source that had any, newest run first."""
    newest = select(func.max(_issue.c.run_id)).join(_run, _run.c.id == _issue.c.run_id)
    run_id = connection.execute(newest.where(_run.c.source_id == source_id)).scalar()
    rows = connection.execute(select(_issue).where(_issue.c.run_id == run_id).order_by(_issue.c.id)).mappings()
    return [dict(row) for row in rows]
