"""Sources as the page shows them: how often they publish, their last runs, their incidents."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Dialect, Integer, String, cast, func, select

from db.tables import Document, Incident, Issue, Run
from db.write import Row, table

_document, _run, _issue, _incident = table(Document), table(Run), table(Issue), table(Incident)


def day_of(dialect: Dialect, moment: ColumnElement[Any]) -> ColumnElement[str]:
    """The day of a moment in Seoul as YYYY-MM-DD: there the midnight of every publisher is still its own day."""
    if dialect.name == "postgresql":
        return func.to_char(func.timezone("Asia/Seoul", moment), "YYYY-MM-DD", type_=String)
    return func.date(cast(moment, String), "+9 hours", type_=String)


def week_of(dialect: Dialect, moment: ColumnElement[Any]) -> ColumnElement[int]:
    """The week of a moment in Seoul, as a number; `monday` says its first day."""
    if dialect.name == "postgresql":
        return cast(func.floor((func.extract("epoch", moment) + _SHIFT) / _WEEK), Integer)
    return (func.unixepoch(cast(moment, String), type_=Integer) + _SHIFT) // _WEEK


_WEEK, _SHIFT = 7 * 86_400, 9 * 3_600 - 4 * 86_400  # the first Monday of the epoch was its fifth day


def monday(week: int) -> date:
    return date(1970, 1, 5) + timedelta(weeks=int(week))


def published_by_week(connection: Connection, since: datetime, source_id: str = "") -> dict[str, dict[date, int]]:
    """source → Monday → documents published in that week."""
    week = week_of(connection.dialect, _document.c.published).label("week")
    query = select(_document.c.source_id, week, func.count().label("documents")).where(_document.c.published >= since)
    if source_id:
        query = query.where(_document.c.source_id == source_id)
    found: dict[str, dict[date, int]] = {}
    for row in connection.execute(query.group_by(_document.c.source_id, week)):
        found.setdefault(row.source_id, {})[monday(row.week)] = row.documents
    return found


def runs(connection: Connection, source_id: str, *, most: int) -> list[Row]:
    """Newest first, those of backfills among them, each with its issues."""
    query = select(_run).where(_run.c.source_id == source_id)
    rows = connection.execute(query.order_by(_run.c.started_at.desc(), _run.c.id.desc()).limit(most)).mappings()
    found = [dict(row) | {"issues": []} for row in rows]
    by_id = {row["id"]: row for row in found}
    issues = select(_issue).where(_issue.c.run_id.in_(list(by_id))).order_by(_issue.c.id).limit(most * 20)
    for issue in connection.execute(issues).mappings():
        by_id[issue["run_id"]]["issues"].append(dict(issue))
    return found


def incidents(connection: Connection, subjects: Sequence[str] = (), *, before: int = 0, most: int) -> list[Row]:
    """Newest first, the closed ones too."""
    query = select(_incident).order_by(_incident.c.id.desc()).limit(most)
    if subjects:
        query = query.where(_incident.c.subject.in_(list(subjects)))
    if before:
        query = query.where(_incident.c.id < before)
    return [dict(row) for row in connection.execute(query).mappings()]
