"""What a source's state and incidents become after a poll."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import datetime, timedelta
from statistics import median
from typing import Any

from sqlalchemy import Connection, RowMapping

import db.incidents
import db.sources
from crawlers.errors import HEALTHY
from crawlers.item import Poll
from crawlers.source import Source
from monitor.content import storable
from monitor.health import (
    FAILURE_KINDS,
    HOST_KINDS,
    READING_KINDS,
    failure_kind,
    is_far_below,
    is_stale,
    poor_decoding,
)
from monitor.oversight import group_subjects
from monitor.schedule import next_due

#: The last readings tell what is usual; the first may have read many pages.
_READINGS, _FEWEST_READINGS = 40, 3
_GETS_USUAL = timedelta(days=7)  # then the source is smaller, and no longer in trouble


def state_row(source: Source, state: RowMapping | Mapping[str, Any], poll: Poll) -> dict[str, Any]:
    """The new memory of a source after a poll."""
    healthy, now = poll.outcome in HEALTHY, poll.finished_at
    failures = 0 if healthy else state["failures"] + 1
    dates = [item.published for item in poll.items if item.published] + [state["newest_published"]]
    newest = max((moment for moment in dates if moment and moment <= now + timedelta(days=2)), default=None)
    dice = random.random()  # noqa: S311  spreads polls, guards nothing
    row = {
        "source": source.id,
        "next_due": next_due(source, now, dice, failures=failures, retry_after=poll.retry_after),
        "last_run_at": now,
        "last_healthy_at": now if healthy else state["last_healthy_at"],
        "last_outcome": poll.outcome,
        "last_error": storable(poll.error),
        "failures": failures,
        "rows": poll.rows if _counts(source, state, poll) else state["rows"],
        "newest_published": newest,
        "baseline_at": state["baseline_at"] or (now if healthy else None),
    }
    names = ("etag", "last_modified", "body_hash", "cuts", "full_read_at")
    return row | {name: getattr(poll.validators, name) if healthy else state[name] for name in names}


def _counts(source: Source, state: RowMapping | Mapping[str, Any], poll: Poll) -> bool:
    """Are its rows what is usual from now on? A list that has shrunk is measured by what it was."""
    whole = poll.outcome in HEALTHY and poll.rows > 0
    return whole and (source.window is not None or not is_far_below(poll.rows, state["rows"]))


def tell_reading(
    connection: Connection, source: Source, state: RowMapping, poll: Poll, *, rekeyed: bool, troubled: bool = True
) -> None:
    """What a whole reading shows although the source answers. Its run is stored already.

    `troubled`: whether there may be an incident of the source to close.
    """
    if poll.outcome != "ok" or not poll.rows:
        return
    subject, now = f"source:{source.id}", poll.finished_at
    found = {"shrunk": _shrunk(connection, source, state, poll), "decoding-poor": poor_decoding(source, poll)}
    for kind, detail in found.items():
        if detail:
            db.incidents.open_incident(connection, subject, kind, storable(detail), now)
    still = {kind for kind, detail in found.items() if detail} | ({"keys-changed"} if rekeyed else set())
    if troubled:
        db.incidents.close_incidents(connection, subject, READING_KINDS - still, now)


def _shrunk(connection: Connection, source: Source, state: RowMapping, poll: Poll) -> str:
    if source.window or not is_far_below(poll.rows, state["rows"]):
        return ""
    opened = db.incidents.opened_at(connection, f"source:{source.id}", "shrunk")
    if opened:
        shrunk = poll.finished_at - opened <= _GETS_USUAL
    else:
        earlier = db.sources.rows_read(connection, source.id, most=_READINGS)[1:]
        shrunk = len(earlier) >= _FEWEST_READINGS and is_far_below(poll.rows, median(earlier))
    if shrunk:
        return f"{poll.rows} rows, where {state['rows']} are usual"
    db.sources.update_states(connection, [{"source": source.id, "rows": poll.rows}])
    return ""


def tell_incidents(connection: Connection, source: Source, state: RowMapping, poll: Poll) -> None:
    subject, now = f"source:{source.id}", poll.finished_at
    if poll.outcome in HEALTHY:
        if state["failures"]:
            db.incidents.close_incidents(connection, subject, FAILURE_KINDS, now)
        if source.expect.max_age:
            _tell_staleness(connection, source, state_row(source, state, poll)["newest_published"], now)
    elif kind := failure_kind(poll.outcome, state["failures"] + 1):
        if kind in HOST_KINDS and db.incidents.any_open(connection, group_subjects(source)):
            return  # one incident per cause: the host or our own network has been told already
        db.incidents.open_incident(connection, subject, kind, storable(poll.error), now)


def _tell_staleness(connection: Connection, source: Source, newest: datetime | None, now: datetime) -> None:
    subject = f"source:{source.id}"
    if newest and is_stale(source, newest, now):
        detail = f"the newest item is of {newest:%Y-%m-%d %H:%M} UTC, although the source answers"
        db.incidents.open_incident(connection, subject, "stale", detail, now)
    else:
        db.incidents.close_incidents(connection, subject, ["stale"], now)
