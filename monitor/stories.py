"""STORIES: documents with matches that nobody has compared yet → the story each of them tells.

The same act, posted under another path or by another publisher, is one story; dispatch tells it once to each who hears
of it. When in doubt a document begins a story of its own: it is told once too often, never once too few.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine

import db.stories
from crawlers.source import Source
from db.engine import reading, writing
from monitor.stories_find import WINDOW, Alike, alike
from monitor.stories_names import Finder
from monitor.stories_subject import Reports, Subject, address_of, cites, day_of, subject_of

_log = logging.getLogger(__name__)

_BATCH = 100
_TOGETHER = 10  # comparisons in one transaction: others want to write too
_FORGOTTEN = 64  # parts in which the anchors are looked through
_RELATED = 5  # links that are kept of one document
_REPORTERS = frozenset({"media", "market-news", "think-tank", "research", "blog"})  # tags of sources

Row = Mapping[Any, Any]
#: Whether a source is the publisher's own voice.
IsOfficial = Callable[[str], bool]


def official_by(sources: Mapping[str, Source]) -> IsOfficial:
    """What is tagged `government` acts, what is tagged `media` or the like reports; without such a tag it acts."""

    def is_official(source_id: str) -> bool:
        source = sources.get(source_id)
        tags = set(source.tags) if source else set()
        return "government" in tags or not (tags & _REPORTERS)

    return is_official


def stories_pending(
    engine: Engine, is_official: IsOfficial, now: datetime, names: Callable[[], Finder] | None = None
) -> int:
    """Compares what waits to be told; returns the number of documents. `names` is asked for when there is anything."""
    done, reports = 0, Reports()
    while rows := _waiting(engine, urgent=True):
        done += _join(engine, rows, is_official, _named(reports, names), now)
    return done


def compare_silent(
    engine: Engine, is_official: IsOfficial, now: datetime, names: Callable[[], Finder] | None = None
) -> int:
    """Compares some of what nobody is told (baselines, backfills); 0: nothing is left."""
    rows = _waiting(engine, urgent=False)
    if rows:
        _join(engine, rows, is_official, _named(Reports(), names), now)
    return len(rows)


def _waiting(engine: Engine, *, urgent: bool) -> Sequence[Row]:
    with reading(engine) as connection:
        return db.stories.unstoried(connection, urgent=urgent, most=_BATCH)


def _named(reports: Reports, names: Callable[[], Finder] | None) -> Reports:
    if reports.names is None and names is not None:
        reports.names = names()
    return reports


def _join(engine: Engine, rows: Sequence[Row], is_official: IsOfficial, reports: Reports, now: datetime) -> int:
    firsts = {row["document_id"]: row for row in reversed(rows) if row["story_id"] is None}
    old = [row for row in firsts.values() if _is_past(row, now)]
    todo = sorted((row for row in firsts.values() if not _is_past(row, now)), key=lambda row: int(row["id"]))
    with writing(engine) as connection:
        db.stories.add_members(connection, [_alone(row, is_official, now) for row in old])
        waits = {row["document_id"] for row in todo}
        db.stories.mark_storied(connection, [row["id"] for row in rows if row["document_id"] not in waits], now)
    for start in range(0, len(todo), _TOGETHER):
        part = todo[start : start + _TOGETHER]
        with writing(engine) as connection:
            for row in part:
                _tell_apart(connection, row, is_official, reports, now)
            mine = {row["document_id"] for row in part}
            db.stories.mark_storied(connection, [row["id"] for row in rows if row["document_id"] in mine], now)
    return len(firsts)


def _is_past(row: Row, now: datetime) -> bool:
    """Told or no news, and older than any report that may still come."""
    return row["dispatched_at"] is not None and day_of(row).toordinal() < now.toordinal() - WINDOW


def _alone(row: Row, is_official: IsOfficial, now: datetime) -> dict[str, Any]:
    return {
        "document_id": row["document_id"],
        "story_id": row["document_id"],
        "number": row["number"],
        "official": is_official(row["source_id"]),
        "day": day_of(row).toordinal(),
        "address": address_of(row["url"]),
        "simhash": 0,
        "anchors": [],
        "same_as": None,
        "score": 0.0,
        "reason": "",
        "joined_at": now,
    }


def _tell_apart(connection: Connection, row: Row, is_official: IsOfficial, reports: Reports, now: datetime) -> None:
    member = _alone(row, is_official, now)
    try:
        subject = reports.keep(subject_of(row, reports.names))
        found = alike(connection, subject, reports)
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        # a text that cannot be compared is told by itself: silence would be worse
        _log.exception("not compared document=%s", row["document_id"])
        db.stories.add_members(connection, [member | {"reason": f"could not be compared: {error!r}"}])
        return
    member |= {"simhash": _signed(subject.signature.simhash), "anchors": list(subject.signature.anchors)}
    if joined := chosen(found):
        member |= {"story_id": joined.story_id, "same_as": joined.document_id}
        member |= {"score": joined.found.score, "reason": joined.reason[:500]}
        _log.info("same story document=%s as=%s score=%s", row["document_id"], joined.document_id, joined.found.score)
    db.stories.add_members(connection, [member])
    anchors = {*subject.anchors, *(cites(one) for one in subject.cited)}
    db.stories.add_anchors(connection, subject.document_id, subject.day, anchors)
    db.stories.add_links(connection, _links(subject, found, joined))


def chosen(found: Sequence[Alike]) -> Alike | None:
    """The document whose story is told again: the most alike, unless a third of its story tells something else."""
    for one in found:
        story = [other.is_same for other in found if other.story_id == one.story_id]
        if one.is_same and 3 * sum(story) >= 2 * len(story):
            return one
    return None


def _links(subject: Subject, found: Sequence[Alike], joined: Alike | None) -> list[dict[str, Any]]:
    others = [one for one in found if one.found.label != "different" and one.story_id != (joined and joined.story_id)]
    return [
        {
            "document_id": subject.document_id,
            "other_id": one.document_id,
            "score": one.found.score,
            "reason": one.reason[:500],
        }
        for one in others[:_RELATED]
    ]


def _signed(simhash: int) -> int:
    return simhash - 2**64 if simhash >= 2**63 else simhash


def forget_old_stories(engine: Engine, now: datetime) -> None:
    """What no new document is compared with any more is not looked up any more."""
    for part in range(_FORGOTTEN):
        with writing(engine) as connection:
            db.stories.forget_anchors(connection, now.toordinal() - 2 * WINDOW, part=part, of=_FORGOTTEN)
