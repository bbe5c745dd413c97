"""The dates that bind in the days to come, as a subscription hears of them: each story tells a date once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

import db.facts
import db.matches
import db.silences
import db.stories
from monitor.silence import silenced
from monitor.subscription import SEVERITIES, Subscription, Told, as_of, for_subscription, refusal, told
from monitor.words import WORDS, Words

#: Days ahead that a digest shows; more when somebody wants to be reminded earlier.
AHEAD = 30

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Coming:
    """A date as a message shows it."""

    document_id: int
    when: str  # in 7 days
    day: str
    kind: str
    title: str
    publisher: str
    url: str
    quote: str
    remarks: str


def heard_dates(
    connection: Connection,
    subscription: Subscription,
    since: date,
    until: date | None,
    now: datetime,
    *,
    withdrawn: bool = False,
) -> list[Row]:
    """In the order of the days; of a story the document of the body that is responsible, else the first.

    `withdrawn`: also those taken back.
    """
    (subscription,) = as_of([subscription], now)
    rows = db.facts.coming(connection, since, until, withdrawn=withdrawn)
    hearing = Hearing(connection, now)
    return once(connection, [row for row in rows if hearing.severity(subscription, row["document_id"])])


class Hearing:
    """Who hears of which document, at one time. What is asked of the store is asked once for all subscriptions."""

    def __init__(self, connection: Connection, now: datetime) -> None:
        self.connection, self.now = connection, now
        self._silences = db.silences.listed(connection, now)
        self._matches: dict[int, list[Told]] = {}

    def severity(self, subscription: Subscription, document_id: int) -> str:
        """The gravest that the subscription hears of the document; empty when it does not hear of it."""
        fitting = [
            for_subscription(subscription, match).severity
            for match in self._of(document_id)
            if not refusal(subscription, match) and not silenced(self._silences, subscription.id, match, self.now)
        ]
        return max(fitting, key=SEVERITIES.index, default="")

    def _of(self, document_id: int) -> list[Told]:
        if document_id not in self._matches:
            rows = db.matches.of_document(self.connection, document_id)
            newest = max((row["number"] for row in rows), default=0)
            self._matches[document_id] = [told(row) for row in rows if row["number"] == newest]
        return self._matches[document_id]


def once(connection: Connection, rows: Sequence[Row]) -> list[Row]:
    """Of the documents that tell the same story each kind and day once."""
    members = db.stories.members(connection, sorted({row["document_id"] for row in rows}))
    official = {document_id for document_id, member in members.items() if member["official"]}
    chosen: dict[tuple[object, ...], Row] = {}
    for row in sorted(rows, key=lambda row: (row["document_id"] not in official, row["document_id"])):
        chosen.setdefault((story_of(members, row["document_id"]), row["kind"], row["day"]), row)
    return [row for row in rows if chosen[story_of(members, row["document_id"]), row["kind"], row["day"]] is row]


def story_of(members: Any, document_id: int) -> tuple[str, int]:
    member = members.get(document_id)
    return ("story", member["story_id"]) if member else ("document", document_id)


def shown(row: Row, subscription: Subscription, now: datetime) -> Coming:
    from monitor.message import one_line, web_address

    words = WORDS[subscription.language]
    remarks = [words.moved.format(day=row["moved_from"])] if row["moved_from"] else []
    if len(row["day"]) == 7:
        remarks.append(words.month_only)
    if row["withdrawn_at"] is not None:
        remarks.append(words.taken_back)
    return Coming(
        row["document_id"],
        how_near(row["due"], now.astimezone(ZoneInfo(subscription.zone)).date(), words),
        row["day"],
        words.date_kinds.get(row["kind"], row["kind"]),
        one_line(row["title"]) or row["url"],
        one_line(row["publisher"]),
        web_address(row["url"]),
        one_line(row["quote"]),
        ", ".join(remarks),
    )


def how_near(due: date, today: date, words: Words) -> str:
    days = (due - today).days
    return words.near[min(max(days, 0), 2)].format(days=days)


def coming_of_digest(connection: Connection, subscription: Subscription, now: datetime) -> tuple[int, list[Coming]]:
    """How many days ahead, and what binds in them."""
    ahead = max([AHEAD, *subscription.remind])
    today = now.astimezone(ZoneInfo(subscription.zone)).date()
    rows = heard_dates(connection, subscription, today, today + timedelta(days=ahead), now)
    return ahead, [shown(row, subscription, now) for row in rows]
