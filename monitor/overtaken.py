"""A poll that another one overtook: its worker was asleep, and stores an old page after another stored a newer one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection

import db.documents
from crawlers.item import Issue, Poll

#: The clocks of workers differ a little; one that is much behind the last run was put back, and nobody was asleep.
_LEAST, _MOST = timedelta(seconds=10), timedelta(hours=1)
_OF_THIS_POLL = ("source", "next_due")  # the rest of the memory is what the newer poll left

Row = Mapping[Any, Any]


def is_overtaken(poll: Poll, state: Row | None) -> bool:
    """Whether it began before the last stored poll of its source ended."""
    last = state["last_run_at"] if state else None
    return last is not None and _LEAST < last - poll.started_at < _MOST


def only_new(connection: Connection, poll: Poll) -> Poll:
    """Without what it says of known documents, which may be old; what nobody knew is kept."""
    known = db.documents.known(connection, poll.source_id, [item.key for item in poll.items])
    detail = "another poll of the source began later and was stored before: what is known stays as that one read it"
    return replace(
        poll,
        items=[item for item in poll.items if item.key not in known],
        issues=[*poll.issues, Issue("overtaken", detail)],
        checked=[],
        shown=None,
        gone=[],
    )


def memory(row: Row, state: Row) -> dict[str, Any]:
    """Of the source: with the newer poll's validators, so that the next one reads again what this one left out."""
    return {name: value if name in _OF_THIS_POLL else state[name] for name, value in row.items()}
