"""DISPATCH: matches nobody has been told of × subscriptions → alerts with one pending delivery a channel."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Engine, RowMapping

import db.alerts
import db.digests
import db.incidents
import db.matches
import db.silences
import db.stories
from db.engine import reading, writing
from db.write import take_turns
from monitor.alert_row import alert_row
from monitor.digest import collects, release_pending
from monitor.grouping import release_groups
from monitor.message_id import message_id
from monitor.remarkable import graver, rules_before, unremarkable
from monitor.silence import silenced
from monitor.stories_heard import Verdict, verdict
from monitor.stories_names import Finder
from monitor.subscription import Subscription, Told, as_of, refusal, told
from monitor.windows import told_at
from monitor.withdrawals import announce_withdrawals

#: The subscription in whose name operators hear of incidents.
OPERATORS = "operators"

_log = logging.getLogger(__name__)
_BATCH = 100  # revisions a transaction


@dataclass(frozen=True)
class Found:
    """The matches of one revision, and how its document takes part in a story."""

    connection: Connection
    rows: Sequence[RowMapping]
    member: RowMapping | None
    grade: str = ""  # why its change is no news; empty when it is

    @cached_property
    def told(self) -> Mapping[int, Told]:
        return {row["id"]: told(row) for row in self.rows}

    @cached_property
    def before(self) -> Mapping[str, Mapping[Any, Any]]:
        return rules_before(self.connection, self.rows[0])

    def no_news(self, hears: Sequence[RowMapping]) -> str:
        """Why these matches are none to somebody who heard of the revision before; empty when they are."""
        return "" if graver(hears, self.before) else self.grade


def dispatch_pending(
    engine: Engine,
    subscriptions: Sequence[Subscription],
    operators: Sequence[str],
    now: datetime,
    names: Callable[[], Finder] | None = None,
) -> int:
    """Alerts everything that waits; returns the number of new alerts. `names` grades changes."""
    subscriptions = as_of(subscriptions, now)
    alerts = _dispatch(engine, subscriptions, operators, now, names) if _waiting(engine) else 0
    alerts += announce_withdrawals(engine, subscriptions, now)
    alerts += release_groups(engine, subscriptions, now)
    return alerts + release_pending(engine, subscriptions, now)


def _dispatch(
    engine: Engine,
    subscriptions: Sequence[Subscription],
    operators: Sequence[str],
    now: datetime,
    names: Callable[[], Finder] | None,
) -> int:
    alerts = 0
    while True:
        grades = _grades(engine, names)
        with writing(engine) as connection:
            take_turns(connection, "telling")
            since = db.alerts.register_subscriptions(connection, {one.id: now for one in subscriptions})
            waiting = db.matches.undispatched(connection, most=_BATCH)
            rows = [row for row in waiting if row["number"] == 1 or row["revision_id"] in grades]
            for found in _by_revision(connection, rows, grades):
                alerts += _alert(connection, subscriptions, since, found, now)
            db.matches.mark_dispatched(connection, [row["id"] for row in rows], now)
            if not waiting:
                return alerts + _announce_incidents(connection, operators, now)


def _grades(engine: Engine, names: Callable[[], Finder] | None) -> dict[int, str]:
    """revision → why its change is no news. Not in the transaction: grading takes long, and there is one writer."""
    with reading(engine) as connection:
        rows = db.matches.undispatched(connection, most=_BATCH)
        changed = {row["revision_id"]: row for row in rows if row["number"] > 1}
        finder = names() if names and changed else None
        return {one: unremarkable(connection, row, finder) for one, row in changed.items()}


def _by_revision(connection: Connection, rows: Sequence[RowMapping], grades: Mapping[int, str]) -> Iterable[Found]:
    """The publishers' own first: who hears of a story at once from several hears it from its source."""
    members = db.stories.members(connection, sorted({row["document_id"] for row in rows}))
    ordered = sorted(rows, key=lambda row: (not _official(members, row), row["revision_id"], row["id"]))
    for _, matches in groupby(ordered, key=lambda row: int(row["revision_id"])):
        of_one = list(matches)
        yield Found(connection, of_one, members.get(of_one[0]["document_id"]), grades.get(of_one[0]["revision_id"], ""))


def _official(members: Mapping[int, RowMapping], row: RowMapping) -> bool:
    member = members.get(row["document_id"])
    return member is None or bool(member["official"])


def _waiting(engine: Engine) -> bool:
    with reading(engine) as connection:
        return bool(db.matches.undispatched(connection, most=1) or db.incidents.unannounced(connection))


def _alert(
    connection: Connection,
    subscriptions: Iterable[Subscription],
    since: Mapping[str, datetime],
    found: Found,
    now: datetime,
) -> int:
    """Alerts about the matches of one revision; returns how many subscriptions hear of it."""
    alerts = 0
    silences = db.silences.listed(connection, now)
    for subscription in subscriptions:
        hears = [
            row
            for row in found.rows
            if not refusal(subscription, found.told[row["id"]])
            and row["seen_at"] >= since[subscription.id]
            and not silenced(silences, subscription.id, found.told[row["id"]], now)
        ]
        if hears:
            alerts += _tell(connection, subscription, found, hears, now)
    return alerts


def _tell(
    connection: Connection, subscription: Subscription, found: Found, hears: Sequence[RowMapping], now: datetime
) -> bool:
    """Whether an alert was written; what is collected or withheld is not one."""
    ids = [one["id"] for one in hears]
    said = _verdict(connection, subscription, found, hears)
    if not said.kind:
        _log.info("not told subscription=%s document=%s: %s", subscription.id, hears[0]["document_id"], said.reason)
        db.stories.withhold(connection, subscription.id, ids, said.reason, now)
        return False
    if collects(connection, subscription, now):
        db.digests.collect(connection, subscription.id, ids)
        return False
    row = alert_row(subscription, hears, said, now)
    due = told_at(subscription, now)
    return db.alerts.add_alert(connection, row, ids, subscription.channels, due) is not None


def _verdict(connection: Connection, subscription: Subscription, found: Found, hears: Sequence[RowMapping]) -> Verdict:
    story = found.member["story_id"] if found.member else None
    heard = db.stories.heard(connection, subscription.id, hears[0]["document_id"], story)
    return verdict(hears, found.member, heard, lambda: found.no_news(hears))


def _announce_incidents(connection: Connection, operators: Sequence[str], now: datetime) -> int:
    alerts = 0
    for incident in db.incidents.unannounced(connection):
        closing = incident["closed_at"] is not None
        row = {
            "subscription": OPERATORS,
            "kind": "closed" if closing else "opened",
            "created_at": now,
            "incident_id": incident["id"],
            "severity": "",
            "message_id": message_id(OPERATORS, incident["id"], incident["opened_at"], closing),
            "in_reply_to": message_id(OPERATORS, incident["id"], incident["opened_at"], False) if closing else "",
        }
        if operators:
            alerts += db.alerts.add_alert(connection, row, [], operators) is not None
        column = "closing_announced_at" if closing else "opening_announced_at"
        db.incidents.mark_announced(connection, incident["id"], column, now)
    return alerts
