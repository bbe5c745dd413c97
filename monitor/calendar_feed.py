"""The dates that bind as iCalendar (RFC 5545), of all that matched or of what one subscription hears of."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Connection

import db.facts
from monitor.coming_dates import heard_dates, once
from monitor.message import one_line, web_address
from monitor.subscription import Subscription
from monitor.words import WORDS, Words
from rules.facts.ical import Day, calendar

#: A feed shows what has just passed, and tells for so long of what was taken back.
_BEFORE, _TAKEN_BACK = timedelta(days=30), timedelta(days=90)


def calendar_of(
    connection: Connection,
    subscription: Subscription | None = None,
    *,
    since: date | None = None,
    until: date | None = None,
    now: datetime | None = None,
    only: Callable[[Sequence[int]], set[int]] | None = None,
) -> str:
    """`subscription` None: every date of every document that matched. `since` defaults to 30 days ago.

    `only` chooses among the documents.
    """
    now = now or datetime.now(UTC)
    first = since or now.date() - _BEFORE
    rows = dates_of(connection, subscription, first, until, now)
    if only is not None:
        chosen = only([row["document_id"] for row in rows])
        rows = [row for row in rows if row["document_id"] in chosen]
    words = WORDS[subscription.language if subscription else "en"]
    name = (subscription.name or subscription.id) if subscription else "Policywatch"
    days = [_day(row, words, subscription) for row in rows]
    return calendar(name, days, subscription.language if subscription else "en")


def dates_of(
    connection: Connection, subscription: Subscription | None, since: date, until: date | None, now: datetime
) -> list[dict[str, Any]]:
    """Standing dates and those just taken back, in the order of the days."""
    if subscription is None:
        rows = once(connection, db.facts.coming(connection, since, until, withdrawn=True))
    else:
        rows = heard_dates(connection, subscription, since, until, now, withdrawn=True)
    return [row for row in rows if (gone := taken_back(row)) is None or now - gone < _TAKEN_BACK]


def taken_back(row: Mapping[str, Any]) -> datetime | None:
    """When the date, or the whole document, was."""
    moment: datetime | None = row["withdrawn_at"] or row["document_withdrawn_at"]
    return moment


def _day(row: Mapping[str, Any], words: Words, subscription: Subscription | None) -> Day:
    gone = taken_back(row)
    changed = max(moment for moment in (row["changed_at"], gone) if moment)
    return Day(
        uid=row["uid"],
        day=row["due"],
        title=_title(row, words, taken_back=gone is not None),
        changed=changed,
        text="\n".join(_lines(row, words)),
        link=web_address(row["url"]),
        reminders=tuple(sorted(set(subscription.remind), reverse=True)) if subscription else (),
        remind_at=time.fromisoformat(subscription.at) if subscription else time(),
        # a document that is withdrawn whole leaves its dates as they are: the entry changes once more
        sequence=row["sequence"] + (row["document_withdrawn_at"] is not None and row["withdrawn_at"] is None),
        cancelled=gone is not None,
    )


def _title(row: Mapping[str, Any], words: Words, *, taken_back: bool) -> str:
    kind = words.date_kinds.get(row["kind"], row["kind"])
    mark = f"[{words.taken_back}] " if taken_back else ""
    return f"{mark}{kind}: {one_line(row['title']) or row['url']}"


def _lines(row: Mapping[str, Any], words: Words) -> Sequence[str]:
    month = f"{row['day']}: {words.month_only}" if len(row["day"]) == 7 else ""
    moved = words.moved.format(day=row["moved_from"]) if row["moved_from"] else ""
    quote = f"“{' '.join(row['quote'].split())}”" if row["quote"] else ""
    return [line for line in (quote, one_line(row["publisher"]), month, moved, web_address(row["url"])) if line]
