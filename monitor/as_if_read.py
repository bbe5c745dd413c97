"""The past as today's rules see it: what they found, and in memory what they would find where others have read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import groupby

from sqlalchemy import Connection

import db.matches
import db.past
import db.stories
from db.past import Past
from monitor.as_if import AsIf, Days, Passing, Row, simulated
from monitor.match import candidate, found_in, match_row
from monitor.remarkable import graver, rules_before, unremarkable
from monitor.stories_names import Finder
from monitor.subscription import Subscription, for_subscription, refusal, told
from rules import RuleSet

_BATCH = 500
_ZONES = timedelta(hours=15)  # no zone is further from UTC


def as_if(
    connection: Connection,
    subscriptions: Sequence[Subscription],
    rules: RuleSet,
    past: Past,
    days: Days | None = None,
    names: Callable[[], Finder] | None = None,
) -> list[AsIf]:
    """`days` in each subscription's zone. Reads whatever of the past other rules have matched again, in memory."""
    if days:
        past = replace(past, since=_midnight(days[0]) - _ZONES, until=_midnight(days[1]) + timedelta(days=1) + _ZONES)
    passing = sorted(candidates(connection, subscriptions, rules, past, names), key=_order)
    return [simulated(one, passing, days) for one in subscriptions]


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _order(one: Passing) -> tuple[datetime, bool, int]:
    """The publishers' own first, as in dispatch."""
    return one.moment, one.member is not None and not one.member["official"], one.row["revision_id"]


def candidates(
    connection: Connection,
    subscriptions: Sequence[Subscription],
    rules: RuleSet,
    past: Past,
    names: Callable[[], Finder] | None,
) -> Iterator[Passing]:
    after = 0
    while found := db.past.revisions(connection, past, rules.version, after=after, most=_BATCH):
        after = found[-1][0]
        matches: list[Row] = list(db.matches.of_revisions(connection, [id_ for id_, is_read in found if is_read]))
        matches += _matched_now(connection, rules, [id_ for id_, is_read in found if not is_read])
        members = db.stories.members(connection, sorted({row["document_id"] for row in matches}))
        for _, of_one in groupby(matches, key=lambda row: int(row["revision_id"])):
            rows = list(of_one)
            hears = _hears(subscriptions, rows)
            if any(hears.values()):
                member = members.get(rows[0]["document_id"])
                row = _slim(rows[0])
                yield Passing(_moment(rows[0]), row, member, hears, _no_news(connection, row, names))


def _matched_now(connection: Connection, rules: RuleSet, ids: Sequence[int]) -> Iterator[Row]:
    revisions = db.past.readable(connection, ids) if ids else []
    for row, hits in zip(revisions, found_in(rules, [candidate(row) for row in revisions]), strict=True):
        if not isinstance(hits, Exception):
            for hit in hits:
                yield {**row, **match_row(row, hit, row["seen_at"])}


def _hears(subscriptions: Sequence[Subscription], rows: Sequence[Row]) -> dict[str, list[Row]]:
    facts = [(row, told(row)) for row in rows]
    slim = ("rule_id", "document_id", "number")
    return {
        one.id: [
            {**{name: row[name] for name in slim}, "severity": for_subscription(one, fact).severity}
            for row, fact in facts
            if not refusal(one, fact)
        ]
        for one in subscriptions
    }


def _slim(row: Row) -> Row:
    """Years of texts need not be remembered: only a change is graded by its text."""
    names = ["revision_id", "document_id", "number", "source_id", "url", "title", "language"]
    return {name: row[name] for name in [*names, *(["text"] if row["number"] > 1 else [])]}


def _moment(row: Row) -> datetime:
    moment: datetime = row["seen_at"]
    return (row["published"] or moment) if row["number"] == 1 else moment


def _no_news(connection: Connection, row: Row, names: Callable[[], Finder] | None) -> Callable[[Sequence[Row]], str]:
    """Asked only of changed documents: why the change is none to who heard of the revision before."""
    if row["number"] == 1:
        return lambda _: ""
    return partial(_change, connection, row, names)


def _change(connection: Connection, row: Row, names: Callable[[], Finder] | None, hears: Sequence[Row]) -> str:
    before = rules_before(connection, row)
    return "" if graver(hears, before) else unremarkable(connection, row, names() if names else None)
