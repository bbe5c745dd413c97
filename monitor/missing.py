"""What a publisher no longer shows: counted look by look, withdrawn after some that agree, back when it is seen again.

Only a list that is `complete` and was read whole says that a document is gone, and a page behind a row that answers 404
or 410. A failed, partial or shrunk reading says nothing, nor one that lacks much at once: that is a new layout.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

import db.withdrawals
from crawlers.item import Issue, Poll
from crawlers.source import Source

#: Looks in a row after which a document counts as withdrawn.
LOOKS = 3
#: A page may answer 404 while its site is being put in order.
_PAGE_PATIENCE = timedelta(days=1)
#: More of a list that is gone at once is no withdrawal.
_MOST, _MOST_SHARE = 3, 0.2

Row = Mapping[Any, Any]


def note_missing(connection: Connection, source: Source, poll: Poll) -> list[Issue]:
    """After a healthy poll whose keys are in order. Returns what is odd."""
    issues = []
    if poll.shown is not None:
        issues = _note_list(connection, source, poll.shown, set(poll.gone), poll.finished_at)
    elif poll.outcome == "unchanged":
        note_unchanged(connection, [source], poll.finished_at)
    if poll.gone:
        _note_pages(connection, source, poll.gone, poll.finished_at)
    return issues


def note_unchanged(connection: Connection, sources: Sequence[Source], now: datetime) -> None:
    """A complete list that is as it was still lacks what it lacked."""
    complete = [source.id for source in sources if source.complete and not source.detail]
    if complete:
        _miss(connection, db.withdrawals.missed(connection, complete), now)


def _note_list(
    connection: Connection, source: Source, shown: Collection[str], gone: set[str], now: datetime
) -> list[Issue]:
    rows = db.withdrawals.standing(connection, source.id)
    back = [row for row in rows if row["key"] in shown and row["key"] not in gone]
    again = [row["id"] for row in back if row["missed"] or row["withdrawn_at"]]
    db.withdrawals.found_again(connection, again, now)
    live = [row for row in rows if row["withdrawn_at"] is None]
    missing = [row for row in live if row["key"] not in shown]
    if len(missing) > max(_MOST, _MOST_SHARE * len(live)):
        detail = f"{len(missing)} of {len(live)} documents are no longer on the list: too many at once to be withdrawn"
        return [Issue("much-missing", detail, source.url)]
    _miss(connection, missing, now)
    return []


def _miss(connection: Connection, rows: Sequence[Row], now: datetime) -> None:
    db.withdrawals.miss(connection, [row["id"] for row in rows], now)
    gone = [row["id"] for row in rows if row["missed"] + 1 >= LOOKS]
    db.withdrawals.withdraw(connection, gone, "list", now)


def _note_pages(connection: Connection, source: Source, keys: Sequence[str], now: datetime) -> None:
    rows = [row for row in db.withdrawals.with_keys(connection, source.id, keys) if row["withdrawn_at"] is None]
    db.withdrawals.miss(connection, [row["id"] for row in rows], now)
    since = now - _PAGE_PATIENCE
    gone = [row["id"] for row in rows if row["missed"] + 1 >= LOOKS and row["missed_since"] <= since]
    db.withdrawals.withdraw(connection, gone, "page", now)
