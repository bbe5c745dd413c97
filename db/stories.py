"""Queries on stories: who tells the same, and who heard of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, bindparam, delete, func, select, union_all, update

from db.tables import Alert, AlertMatch, Document, Match, Revision, StoryAnchor, StoryLink, StoryMember, Withheld
from db.write import Row, chunks, insert_new, table

_member, _anchor, _link, _withheld = table(StoryMember), table(StoryAnchor), table(StoryLink), table(Withheld)
_match, _revision, _document = table(Match), table(Revision), table(Document)
_alert, _told = table(Alert), table(AlertMatch)

#: Anchors asked for in one statement; a fixed number, so that it is prepared once.
ASKED = 32


#: Made once: it is asked for at every look, and composing it costs more than asking.
_unstoried = select(_match.c.id).where(_match.c.storied_at.is_(None)).order_by(_match.c.id).limit(bindparam("most"))
_urgent, _silent = (
    _unstoried.where(_match.c.dispatched_at.is_(None)),
    _unstoried.where(_match.c.dispatched_at.is_not(None)),
)


def unstoried(connection: Connection, *, urgent: bool, most: int) -> list[RowMapping]:
    """Matches whose documents wait to be compared, oldest first: those that wait to be told, or those that do not."""
    ids = list(connection.execute(_urgent if urgent else _silent, {"most": most}).scalars())
    if not ids:
        return []
    return list(connection.execute(_readable().where(_match.c.id.in_(ids)).order_by(_match.c.id)).mappings())


def _readable() -> Select[Any]:
    columns = [getattr(_document.c, name) for name in ("source_id", "url", "publisher", "language", "published")]
    return (
        select(
            _match.c.id, _match.c.document_id, _match.c.dispatched_at, _revision.c.number, _revision.c.title,
            func.substr(_revision.c.text, 1, 2000).label("text"), _revision.c.origin, *columns, _document.c.cited,
            _document.c.first_seen_at, _member.c.story_id,
        )
        .join(_revision, _revision.c.id == _match.c.revision_id)
        .join(_document, _document.c.id == _match.c.document_id)
        .outerjoin(_member, _member.c.document_id == _match.c.document_id)
    )  # fmt: skip


def mark_storied(connection: Connection, ids: Sequence[int], now: datetime) -> None:
    for part in chunks(ids):
        connection.execute(update(_match).where(_match.c.id.in_(part)).values(storied_at=now))


def add_members(connection: Connection, rows: Sequence[Row]) -> None:
    insert_new(connection, StoryMember, rows)


def add_anchors(connection: Connection, document_id: int, day: int, anchors: Collection[int]) -> None:
    insert_new(connection, StoryAnchor, [{"anchor": one, "day": day, "document_id": document_id} for one in anchors])


def add_links(connection: Connection, rows: Sequence[Row]) -> None:
    insert_new(connection, StoryLink, rows)


def forget_anchors(connection: Connection, before: int, *, part: int, of: int) -> int:
    """Of days that no new document is compared with any more; of the numbers an anchor may be, one of so many parts."""
    size = 2**64 // of
    first = -(2**63) + part * size
    mine = _anchor.c.anchor.between(first, first + size - 1)
    return connection.execute(delete(_anchor).where(mine, _anchor.c.day < before)).rowcount


def _posting(number: int) -> Any:
    days = _anchor.c.day.between(bindparam("first"), bindparam("last"))
    query = select(_anchor.c.anchor, _anchor.c.document_id).where(_anchor.c.anchor == bindparam(f"a{number}"), days)
    newest = query.order_by(_anchor.c.day.desc()).limit(bindparam("most")).subquery(f"p{number}")
    return select(newest.c.anchor, newest.c.document_id)


_POSTINGS = union_all(*(_posting(number) for number in range(ASKED)))


def postings(
    connection: Connection, anchors: Sequence[int], first: int, last: int, *, most: int
) -> dict[int, list[int]]:
    """anchor → documents that have it, of the newest days in between, at most so many of each."""
    found: dict[int, list[int]] = {}
    for part in chunks(anchors, ASKED):
        asked = [*part, *[part[0]] * (ASKED - len(part))]
        values = {f"a{number}": one for number, one in enumerate(asked)}
        for anchor, document_id in connection.execute(_POSTINGS, values | {"first": first, "last": last, "most": most}):
            found.setdefault(anchor, []).append(document_id)
    return {anchor: list(dict.fromkeys(ids)) for anchor, ids in found.items()}


def at_addresses(connection: Connection, addresses: Collection[str], *, most: int) -> list[RowMapping]:
    query = select(_member.c.document_id, _member.c.address).where(_member.c.address.in_(list(addresses)))
    return list(connection.execute(query.limit(most)).mappings()) if addresses else []


def comparable(connection: Connection, ids: Sequence[int]) -> list[RowMapping]:
    """Members with what a comparison reads, as they were when they joined."""
    query = (
        select(
            _member, _revision.c.title, func.substr(_revision.c.text, 1, 2000).label("text"), _document.c.source_id,
            _document.c.publisher, _document.c.language, _document.c.published, _document.c.first_seen_at,
            _document.c.url, _document.c.cited,
        )
        .join(_document, _document.c.id == _member.c.document_id)
        .join(
            _revision,
            (_revision.c.document_id == _member.c.document_id) & (_revision.c.number == _member.c.number),
        )
    )  # fmt: skip
    return [
        row
        for part in chunks(ids)
        for row in connection.execute(query.where(_member.c.document_id.in_(part))).mappings()
    ]


def signatures(connection: Connection, ids: Sequence[int]) -> list[RowMapping]:
    columns = (_member.c.document_id, _member.c.simhash, _member.c.anchors, _member.c.day)
    return [
        row
        for part in chunks(ids)
        for row in connection.execute(select(*columns).where(_member.c.document_id.in_(part))).mappings()
    ]


def members(connection: Connection, ids: Sequence[int]) -> dict[int, RowMapping]:
    """document → how it takes part in its story."""
    columns = (
        _member.c.document_id, _member.c.story_id, _member.c.number, _member.c.official, _member.c.same_as,
        _member.c.score, _member.c.reason,
    )  # fmt: skip
    return {
        row["document_id"]: row
        for part in chunks(ids)
        for row in connection.execute(select(*columns).where(_member.c.document_id.in_(part))).mappings()
    }


def tellers(connection: Connection, story_id: int) -> list[dict[str, Any]]:
    """The documents of a story, the first to tell it first."""
    query = (
        select(
            _member.c.document_id, _member.c.official, _member.c.same_as, _member.c.score, _member.c.reason,
            _member.c.joined_at, _document.c.title, _document.c.publisher, _document.c.source_id, _document.c.url,
            _document.c.published, _document.c.date_precision,
        )
        .join(_document, _document.c.id == _member.c.document_id)
        .where(_member.c.story_id == story_id)
        .order_by(_member.c.joined_at, _member.c.document_id)
    )  # fmt: skip
    return [dict(row) for row in connection.execute(query).mappings()]


def related(connection: Connection, document_id: int) -> list[dict[str, Any]]:
    """Documents about another stage of the same matter, the most alike first."""
    found = []
    for mine, other in ((_link.c.document_id, _link.c.other_id), (_link.c.other_id, _link.c.document_id)):
        query = select(
            other.label("document_id"), _link.c.score, _link.c.reason, _document.c.title, _document.c.publisher
        ).join(_document, _document.c.id == other)
        found += [dict(row) for row in connection.execute(query.where(mine == document_id)).mappings()]
    return sorted(found, key=lambda row: (-row["score"], row["document_id"]))


def heard(connection: Connection, subscription: str, document_id: int, story_id: int | None) -> list[RowMapping]:
    """What a subscription was told, or waits to be told, of a document and of the others that tell its story."""
    documents = {document_id}
    if story_id is not None:
        story = select(_member.c.document_id).where(_member.c.story_id == story_id)
        documents.update(connection.execute(story).scalars())
    # by the matches: asked in one, SQLite reads all that the subscription ever heard
    matches = [
        one
        for part in chunks(sorted(documents))
        for one in connection.execute(select(_match.c.id).where(_match.c.document_id.in_(part))).scalars()
    ]
    found = [row for part in chunks(matches) for row in connection.execute(_told_of(subscription, part)).mappings()]
    return sorted(found, key=lambda row: int(row["told"]))


def _told_of(subscription: str, matches: Sequence[int]) -> Select[Any]:
    return (
        select(
            _match.c.document_id, _match.c.severity, _revision.c.number, _member.c.official, _alert.c.id.label("alert"),
            _alert.c.message_id, _told.c.id.label("told"),
        )
        .join(_revision, _revision.c.id == _match.c.revision_id)
        .join(_told, (_told.c.match_id == _match.c.id) & (_told.c.subscription == subscription))
        .outerjoin(_alert, _alert.c.id == _told.c.alert_id)
        .outerjoin(_member, _member.c.document_id == _match.c.document_id)
        .where(_told.c.match_id.in_(matches))
    )  # fmt: skip


def withhold(connection: Connection, subscription: str, ids: Sequence[int], reason: str, now: datetime) -> None:
    blank = {"subscription": subscription, "reason": reason, "withheld_at": now}
    insert_new(connection, Withheld, [blank | {"match_id": one} for one in ids])


def fates(connection: Connection, document_id: int) -> Mapping[tuple[str, int], str]:
    """(subscription, match) → what became of it: told in an alert, waiting for one, or why it was withheld."""
    mine = _match.c.document_id == document_id
    told = select(_told.c.subscription, _told.c.match_id, _told.c.alert_id).join(
        _match, _match.c.id == _told.c.match_id
    )
    kept = select(_withheld.c.subscription, _withheld.c.match_id, _withheld.c.reason)
    kept = kept.join(_match, _match.c.id == _withheld.c.match_id)
    found = {(row[0], row[1]): str(row[2]) for row in connection.execute(kept.where(mine))}
    for subscription, match_id, alert_id in connection.execute(told.where(mine)):
        found[subscription, match_id] = (
            f"told in alert {alert_id}" if alert_id else "waits for the next digest or summary"
        )
    return found
