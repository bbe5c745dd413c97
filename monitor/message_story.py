"""Who else tells what an alert is about, and what came before it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

import db.stories

_MOST = 4


@dataclass(frozen=True, slots=True)
class Story:
    """Lines of (publisher, title); `is_official`: the publisher's own text of what others reported before."""

    others: tuple[tuple[str, str], ...] = ()
    related: tuple[tuple[str, str], ...] = ()
    is_official: bool = False


def story_of(connection: Connection, document_id: int) -> Story:
    member = db.stories.members(connection, [document_id]).get(document_id)
    if member is None:
        return Story()
    tellers = db.stories.tellers(connection, member["story_id"])
    others = [one for one in tellers if one["document_id"] != document_id]
    return Story(
        tuple(map(_line, others[:_MOST])),
        tuple(map(_line, db.stories.related(connection, document_id)[:_MOST])),
        bool(member["official"]) and bool(others) and not others[0]["official"],
    )


def _line(row: Mapping[str, Any]) -> tuple[str, str]:
    return " ".join(row["publisher"].split())[:60], " ".join(row["title"].split())[:120]
