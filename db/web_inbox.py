"""The inbox: one entry a story, at its newest match, newest first, narrowed as the reader wants."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Alias, ColumnElement, Connection, Dialect, and_, exists, func, select

from db.tables import Alert, Care, Document, Match, Reader, ReadMark
from db.tables.stories import StoryMember
from db.write import Row, chunks, table

_match, _document, _member = table(Match), table(Document), table(StoryMember)
_mark, _care, _alert, _reader = table(ReadMark), table(Care), table(Alert), table(Reader)

_GRAVER = {"low": ("low", "medium", "high"), "medium": ("medium", "high"), "high": ("high",)}
State = Literal["", "unread", "open", "acknowledged", "assigned", "mine"]


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What the reader wants to see; empty does not narrow. `severity` is the lowest."""

    origin: Literal["news", "all"] = "news"
    severity: Literal["", "low", "medium", "high"] = ""
    state: State = ""
    mineral: str = ""
    country: str = ""
    partner: str = ""  # a second country
    concept: str = ""
    label: str = ""
    rule: str = ""
    source: str = ""
    publisher: str = ""
    since: datetime | None = None  # published, or first seen when nobody knows
    until: datetime | None = None


def page(connection: Connection, narrowed: Narrowed, reader: str, *, before: int = 0, most: int) -> list[int]:
    """Ids of the matches that head an entry: the newest of its story that the reader wants to see."""
    query = _heads(connection.dialect, narrowed, reader, read_until(connection, reader))
    if before:
        query = query.where(_match.c.id < before)
    return list(connection.execute(query.order_by(_match.c.id.desc()).limit(most)).scalars())


def _heads(dialect: Dialect, narrowed: Narrowed, reader: str, read: int) -> Any:
    other, other_document, other_member = _match.alias(), _document.alias(), _member.alias()
    query = select(_match.c.id).join(_document, _document.c.id == _match.c.document_id)
    query = query.outerjoin(_member, _member.c.document_id == _match.c.document_id)
    wanted = _of_match(dialect, narrowed, other, by_origin=False)
    about = _of_document(narrowed, other_document)
    newer = select(1).where(other.c.document_id == _match.c.document_id, other.c.id > _match.c.id, *wanted)
    told = select(1).select_from(other_member).join(other, other.c.document_id == other_member.c.document_id)
    if about:
        told = told.join(other_document, other_document.c.id == other.c.document_id)
    told = told.where(other_member.c.story_id == _member.c.story_id, other.c.id > _match.c.id, *wanted, *about)
    query = query.where(*_of_match(dialect, narrowed, _match), *_of_document(narrowed, _document))
    return query.where(~exists(newer), ~exists(told), *_of_state(narrowed.state, reader, read))


def _of_match(dialect: Dialect, narrowed: Narrowed, match: Any, *, by_origin: bool = True) -> list[ColumnElement[bool]]:
    """`by_origin`: the index of origins may be used; for the few matches of a document it is the wrong one, and
    SQLite takes it when nobody has run ANALYZE."""
    origin = match.c.origin if by_origin else func.coalesce(match.c.origin, "")
    found = [origin == "news"] if narrowed.origin == "news" else [origin != "technical"]
    if narrowed.severity in ("medium", "high"):
        found.append(match.c.severity.in_(_GRAVER[narrowed.severity]))
    lists = (
        ("minerals", narrowed.mineral), ("countries", narrowed.country), ("countries", narrowed.partner),
        ("concepts", narrowed.concept), ("labels", narrowed.label),
    )  # fmt: skip
    found += [has(dialect, match.c[name], value) for name, value in lists if value]
    if narrowed.rule:
        found.append(match.c.rule_id == narrowed.rule)
    return found


def _of_document(narrowed: Narrowed, document: Any) -> list[ColumnElement[bool]]:
    when = func.coalesce(document.c.published, document.c.first_seen_at)
    asked = (
        (narrowed.source, document.c.source_id == narrowed.source),
        (narrowed.publisher, document.c.publisher == narrowed.publisher),
    )
    found = [condition for wanted, condition in asked if wanted]
    if narrowed.since:
        found.append(when >= narrowed.since)
    return found + ([when < narrowed.until] if narrowed.until else [])


def matching(connection: Connection, narrowed: Narrowed, documents: Sequence[int]) -> set[int]:
    """Those of the documents that the reader wants to see, whatever story they tell."""
    query = select(_match.c.document_id).join(_document, _document.c.id == _match.c.document_id).distinct()
    query = query.where(*_of_match(connection.dialect, narrowed, _match), *_of_document(narrowed, _document))
    return {
        row[0] for part in chunks(documents) for row in connection.execute(query.where(_match.c.document_id.in_(part)))
    }


def has(dialect: Dialect, column: Any, value: str) -> ColumnElement[bool]:
    """Whether a JSON list of ids holds one; ids have no quotes, so that SQLite need not parse each list."""
    if dialect.name == "postgresql":
        return func.jsonb_exists(column, value)
    return func.instr(column, f'"{value}"') > 0


def _of_state(state: State, reader: str, read: int) -> list[ColumnElement[bool]]:
    if state == "unread":
        seen = exists().where(
            _mark.c.reader == reader, _mark.c.document_id == _match.c.document_id, _mark.c.match_id >= _match.c.id
        )
        return [_match.c.id > read, ~seen]
    care = select(_care.c.document_id).where(_care.c.acknowledged_at.is_not(None))
    alert = select(_alert.c.document_id).where(_alert.c.acknowledged_at.is_not(None), _alert.c.document_id.is_not(None))
    if state == "acknowledged":
        return [_match.c.document_id.in_(care.union(alert))]
    if state == "open":
        return [_match.c.document_id.not_in(care.union(alert))]
    if state in ("assigned", "mine"):
        whose = _care.c.assigned_to == reader if state == "mine" else _care.c.assigned_to != ""
        return [_match.c.document_id.in_(select(_care.c.document_id).where(whose))]
    return []


def read_until(connection: Connection, reader: str) -> int:
    return int(connection.execute(select(_reader.c.read_until).where(_reader.c.name == reader)).scalar() or 0)


def newest_match(connection: Connection) -> int:
    return int(connection.execute(select(func.max(_match.c.id))).scalar() or 0)


def newest_of(connection: Connection, document_id: int) -> int:
    """Its newest match; 0 when it has none."""
    mine = _match.c.document_id == document_id
    return int(connection.execute(select(func.max(_match.c.id)).where(mine)).scalar() or 0)


def stories(connection: Connection, documents: Sequence[int]) -> dict[int, int]:
    """document → story."""
    query = select(_member.c.document_id, _member.c.story_id)
    return {
        row.document_id: row.story_id
        for part in chunks(documents)
        for row in connection.execute(query.where(_member.c.document_id.in_(part)))
    }


def members(connection: Connection, stories: Iterable[int], *, most: int) -> dict[int, list[Row]]:
    """story → its documents that matched, newest first; together with `of`, how many there are."""
    rank = func.row_number().over(partition_by=_member.c.story_id, order_by=_member.c.document_id.desc())
    of = func.count().over(partition_by=_member.c.story_id)
    columns = (_document.c.id, _document.c.title, _document.c.publisher, _document.c.published)
    more = (_document.c.date_precision, _document.c.source_id, _member.c.story_id, _member.c.reason, _member.c.same_as)
    ranked = select(*columns, *more, rank.label("rank"), of.label("of"))
    ranked = ranked.join(_document, _document.c.id == _member.c.document_id)
    inner: Alias | Any = ranked.where(_member.c.story_id.in_(list(stories))).subquery()
    found: dict[int, list[Row]] = {}
    query = select(inner).where(inner.c.rank <= most).order_by(inner.c.rank)
    for row in connection.execute(query).mappings():
        found.setdefault(row["story_id"], []).append(dict(row))
    return found


def marks(connection: Connection, reader: str, documents: Sequence[int]) -> dict[int, int]:
    """document → the newest match that the reader has seen of it."""
    query = select(_mark.c.document_id, _mark.c.match_id)
    mine = and_(_mark.c.reader == reader, _mark.c.document_id.in_(list(documents)))
    return {row.document_id: row.match_id for row in connection.execute(query.where(mine))}


def of_documents(connection: Connection, documents: Sequence[int]) -> dict[int, list[Row]]:
    """document → the matches of its newest matched revision, with its text."""
    from db.matches import of_documents as rows_of

    found: dict[int, list[Row]] = {}
    for row in rows_of(connection, documents):
        found.setdefault(row["document_id"], []).append(row)
    newest = {id_: max(row["number"] for row in rows) for id_, rows in found.items()}
    return {id_: [row for row in rows if row["number"] == newest[id_]] for id_, rows in found.items()}


def documents_of(connection: Connection, matches: Sequence[int]) -> dict[int, int]:
    """match → document."""
    query = select(_match.c.id, _match.c.document_id).where(_match.c.id.in_(list(matches)))
    return {row.id: row.document_id for row in connection.execute(query)}
