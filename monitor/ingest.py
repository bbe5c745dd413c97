"""Stage 4: Item → Document + Revision, or nothing when unchanged; the run, its issues and the source's state beside it.

Everything a poll brought is stored in one transaction, validators included: a crash before it costs a repeated poll,
never an item.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from sqlalchemy import Connection, RowMapping

import db.incidents
import db.sources
from crawlers.item import Issue, Poll
from crawlers.source import Source
from monitor.content import clean, storable
from monitor.health import is_far_below, is_stale
from monitor.missing import note_missing, note_unchanged
from monitor.overtaken import is_overtaken, memory, only_new
from monitor.remember import state_row, tell_incidents, tell_reading
from monitor.schedule import next_due
from monitor.writer import Origin, Writer, store

Pair = tuple[Source, Poll]

#: A feed of fewer items may well turn over between two polls.
_GAP_ITEMS = 5


@dataclass(frozen=True, slots=True)
class Stored:
    """What the store made of one poll."""

    run_id: int
    new_documents: int = 0
    new_revisions: int = 0


@dataclass(frozen=True, slots=True)
class Polled:
    """A poll to be stored.

    `stands_in_for`: the sources in trouble in whose place this one is read. `stand_ins`: who may have been read in its.
    """

    source: Source
    poll: Poll
    stands_in_for: Collection[str] = ()
    stand_ins: Collection[str] = ()


def ingest(
    connection: Connection,
    source: Source,
    poll: Poll,
    *,
    backfill_id: int | None = None,
    stands_in_for: Collection[str] = (),
    stand_ins: Collection[str] = (),
) -> Stored:
    """Stores one poll. With a `backfill_id` nothing is news and the source's state stays untouched."""
    polled = Polled(source, poll, stands_in_for, stand_ins)
    return ingest_together(connection, [polled], backfill_id=backfill_id)[0]


def ingest_together(
    connection: Connection, polled: Sequence[Polled], *, backfill_id: int | None = None
) -> list[Stored]:
    """Stores polls of different sources: a statement for all of them costs little more than one for each."""
    ids = [one.source.id for one in polled]
    states = db.sources.states(connection, ids)
    troubled = db.incidents.open_among(connection, [f"source:{one}" for one in ids])
    late = {
        one.source.id for one in polled if backfill_id is None and is_overtaken(one.poll, states.get(one.source.id))
    }
    polled = [replace(one, poll=only_new(connection, one.poll)) if one.source.id in late else one for one in polled]
    run_ids = db.sources.begin_runs(connection, [_run_row(one.poll, backfill_id) for one in polled])
    writers = [
        _writer(connection, one, run_id, states.get(one.source.id), backfill_id)
        for one, run_id in zip(polled, run_ids, strict=True)
    ]
    counts = store(connection, writers)
    stored = [Stored(run_id, *count) for run_id, count in zip(run_ids, counts, strict=True)]
    brought = [(one.run_id, one.new_documents, one.new_revisions) for one in stored]
    db.sources.count_runs(connection, [one for one in brought if any(one[1:])])
    rows = [
        _after(connection, writer, states.get(writer.source.id), one, late=writer.source.id in late)
        for writer, one in zip(writers, stored, strict=True)
    ]
    if backfill_id is None:
        db.sources.update_states(connection, [row for row in rows if row])
        for writer in writers:
            if (state := states.get(writer.source.id)) and writer.source.id not in late:
                tell_incidents(connection, writer.source, state, writer.poll)
                known_trouble = f"source:{writer.source.id}" in troubled
                tell_reading(
                    connection, writer.source, state, writer.poll, rekeyed=bool(writer.held), troubled=known_trouble
                )
    return stored


def _writer(
    connection: Connection, one: Polled, run_id: int, state: RowMapping | None, backfill_id: int | None
) -> Writer:
    origin = _origin(one.source, state, backfill_id)
    if one.stands_in_for and origin == "baseline":
        origin = "news"  # but for what the trouble did not hide, see Writer._silent
    writer = Writer(connection, one.source, one.poll, run_id, origin)
    writer.stands_in_for, writer.stand_ins = one.stands_in_for, one.stand_ins
    writer.first = state is None or state["baseline_at"] is None
    return writer


def _after(
    connection: Connection, writer: Writer, state: RowMapping | None, stored: Stored, *, late: bool
) -> dict[str, Any] | None:
    """Stores what was odd and what is missing; the new memory of the source."""
    source, poll = writer.source, writer.poll
    is_news = writer.origin == "news" and not writer.held
    gap = _gap(source, state, poll, stored) if is_news else []
    issues = poll.issues + writer.issues + gap
    if is_news and not late and state is not None and _is_whole(source, state, poll):
        issues += note_missing(connection, source, poll)
    db.sources.add_issues(connection, stored.run_id, [clean(asdict(issue)) for issue in issues])
    if state is None:
        return None
    row = state_row(source, state, poll)
    if late:
        row = memory(row, state)
    if gap:
        row["next_due"] = poll.finished_at + (next_due(source, poll.finished_at, 0.0) - poll.finished_at) / 2
    return row


def ingest_unchanged(connection: Connection, polls: Sequence[Pair]) -> bool:
    """Stores many polls that brought nothing, in a few statements: the usual case must cost next to nothing.

    Returns whether there may be something to tell all the same.
    """
    before = {row.id: row for row in db.sources.before_quiet(connection, [source.id for source, _ in polls])}
    odd, same, other = list[Pair](), list[Pair](), list[Pair]()
    for source, poll in polls:
        row = before[source.id]
        if row.troubled or is_stale(source, row.newest_published, poll.finished_at):
            odd.append((source, poll))
        (same if poll.remembered and row.baseline_at and not poll.rows else other).append((source, poll))
    states = db.sources.states(connection, {source.id for source, _ in [*odd, *other]})
    db.sources.add_quiet_runs(connection, [_quiet_run_row(poll) for _, poll in polls])
    db.sources.stay_as_before(connection, [_quiet_row(*pair) for pair in same])
    db.sources.update_states(connection, [state_row(source, states[source.id], poll) for source, poll in other])
    if polls:
        note_unchanged(connection, [source for source, _ in polls], polls[-1][1].finished_at)
    for source, poll in odd:
        tell_incidents(connection, source, states[source.id], poll)
    return bool(odd) or any(source.complete for source, _ in polls)


def _quiet_row(source: Source, poll: Poll) -> dict[str, Any]:
    dice = random.random()  # noqa: S311  spreads polls, guards nothing
    return {
        "source": source.id,
        "due": next_due(source, poll.finished_at, dice, retry_after=poll.retry_after),
        "ended": poll.finished_at,
    }


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


def _quiet_run_row(poll: Poll) -> dict[str, Any]:
    names = ("source_id", "started_at", "finished_at", "http_status", "requests", "bytes_read", "rows")
    return {name: getattr(poll, name) for name in names}


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
