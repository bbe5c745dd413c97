"""Stage 4: Item → Document + Revision, or nothing when unchanged; the run, its issues and the source's state beside it.

Everything a poll brought is stored in one transaction, validators included: a crash before it costs a repeated poll,
never an item.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection, RowMapping

import db.sources
from crawlers.item import Issue, Poll
from crawlers.source import Source
from monitor.content import storable
from monitor.health import is_far_below
from monitor.missing import note_missing, note_unchanged
from monitor.remember import state_row, tell_incidents, tell_reading
from monitor.schedule import next_due
from monitor.writer import Origin, Writer, clean

#: A feed of fewer items may well turn over between two polls.
_GAP_ITEMS = 5


@dataclass(frozen=True, slots=True)
class Stored:
    """What the store made of one poll."""

    run_id: int
    new_documents: int = 0
    new_revisions: int = 0


def ingest(
    connection: Connection,
    source: Source,
    poll: Poll,
    *,
    backfill_id: int | None = None,
    stands_in_for: Collection[str] = (),
    stand_ins: Collection[str] = (),
) -> Stored:
    """Stores one poll. With a `backfill_id` nothing is news and the source's state stays untouched.

    `stands_in_for`: the sources in trouble in whose place this one is read. `stand_ins`: who may have been read in its.
    """
    states = db.sources.states(connection, [source.id])
    state = states.get(source.id)
    run_id = db.sources.add_run(connection, _run_row(poll, backfill_id))
    origin = _origin(source, state, backfill_id)
    if stands_in_for and origin == "baseline":
        origin = "news"  # but for what the trouble did not hide, see Writer._silent
    writer = Writer(connection, source, poll, run_id, origin)
    writer.stands_in_for, writer.stand_ins = stands_in_for, stand_ins
    writer.first = state is None or state["baseline_at"] is None
    stored = Stored(run_id, *writer.store())
    issues = poll.issues + writer.issues
    gap = _gap(source, state, poll, stored) if origin == "news" and not writer.held else []
    issues += gap
    if origin == "news" and state is not None and not writer.held and _is_whole(source, state, poll):
        issues += note_missing(connection, source, poll)
    db.sources.add_issues(connection, run_id, [clean(asdict(issue)) for issue in issues])
    if stored.new_documents or stored.new_revisions:
        db.sources.count_run(connection, run_id, new_documents=stored.new_documents, new_revisions=stored.new_revisions)
    if backfill_id is None and state is not None:
        db.sources.update_states(connection, [state_row(source, state, poll)])
        if gap:
            half = (next_due(source, poll.finished_at, 0.0) - poll.finished_at) / 2
            db.sources.put_off(connection, source.id, poll.finished_at + half)
        tell_incidents(connection, source, state, poll)
        tell_reading(connection, source, state, poll, rekeyed=bool(writer.held))
    return stored


def ingest_unchanged(connection: Connection, polls: Sequence[tuple[Source, Poll]]) -> None:
    """Stores many polls that brought nothing, in two statements: the usual case must cost next to nothing."""
    states = db.sources.states(connection, [source.id for source, _ in polls])
    db.sources.add_runs(connection, [_run_row(poll, None) for _, poll in polls])
    rows = [state_row(source, states[source.id], poll) for source, poll in polls]
    db.sources.update_states(connection, rows)
    if polls:
        note_unchanged(connection, [source for source, _ in polls], polls[-1][1].finished_at)
    for source, poll in polls:
        state = states[source.id]
        if state["failures"] or source.expect.max_age:
            tell_incidents(connection, source, state, poll)


def is_unchanged(poll: Poll) -> bool:
    return poll.outcome == "unchanged" and not (poll.items or poll.issues or poll.checked)


def _origin(source: Source, state: RowMapping | None, backfill_id: int | None) -> Origin:
    if backfill_id is not None:
        return "backfill"
    first = state is None or state["baseline_at"] is None
    return "baseline" if first and not source.alert_existing else "news"


def _is_whole(source: Source, state: RowMapping, poll: Poll) -> bool:
    """Does its silence about a document say anything?"""
    return poll.outcome in ("ok", "unchanged") and not is_far_below(poll.rows or state["rows"], state["rows"])


def _gap(source: Source, state: RowMapping | None, poll: Poll, stored: Stored) -> list[Issue]:
    """Nothing of a feed was known: more may have come and gone between two polls than it holds."""
    known_source = state is not None and state["rows"] > 0
    if source.kind != "feed" or not known_source or not stored.new_documents >= poll.rows >= _GAP_ITEMS:
        return []
    detail = f"none of the {poll.rows} items was known: some may be lost, see `policywatch audit`; read again sooner"
    return [Issue("possible-gap", detail, source.url)]


def _run_row(poll: Poll, backfill_id: int | None) -> dict[str, Any]:
    return {
        "source_id": poll.source_id,
        "backfill_id": backfill_id,
        "started_at": poll.started_at,
        "finished_at": poll.finished_at,
        "outcome": poll.outcome,
        "http_status": poll.http_status,
        "requests": poll.requests,
        "bytes_read": poll.bytes_read,
        "rows": poll.rows,
        "new_documents": 0,
        "new_revisions": 0,
        "error": storable(poll.error),
    }
