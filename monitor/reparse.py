"""Snapshots read again with today's parser: what differs becomes a technical revision, which is never news."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zlib import decompress

from sqlalchemy import Engine, RowMapping

import db.documents
from crawlers.errors import CrawlError
from crawlers.item import Attachment, Item, Retrieval
from crawlers.reread import reread
from crawlers.source import Source
from db.engine import reading, writing
from monitor.content import HASH_VERSION, content_hash, storable

_BATCH = 100


@dataclass
class Reparsed:
    read: int = 0
    changed: int = 0
    failed: dict[str, str] = field(default_factory=dict)  # key → why


async def reparse(engine: Engine, source: Source, now: datetime, progress: Callable[[int], None]) -> Reparsed:
    told, after = Reparsed(), 0
    while True:
        with reading(engine) as connection:
            rows = db.documents.snapshots(connection, source.id, after=after, most=_BATCH)
        if not rows:
            return told
        for row in rows:
            await _one(engine, source, row, now, told)
        after, told.read = rows[-1]["id"], told.read + len(rows)
        progress(len(rows))


async def _one(engine: Engine, source: Source, row: RowMapping, now: datetime, told: Reparsed) -> None:
    try:
        fresh, _ = await reread(source, _stored(row), now)
    except CrawlError as error:
        told.failed[row["key"]] = str(error)
        return
    title, text = storable(fresh.title), storable(fresh.text)
    digest = content_hash(title, text)
    if digest in (
        row["content_hash"],
        content_hash(row["title"], row["text"]),
    ):  # the stored one may be of an older kind
        return
    told.changed += 1
    with writing(engine) as connection:
        revisions = db.documents.revisions(connection, row["id"])
        kept = {name: revisions[-1][name] for name in ("document_id", "snapshot", "run_id")}
        number = revisions[-1]["number"] + 1
        revision: dict[str, Any] = kept | {
            "number": number, "origin": "technical", "seen_at": now, "title": title, "text": text,
            "content_hash": digest, "hash_version": HASH_VERSION, "matched_at": None, "rules_version": "",
        }  # fmt: skip
        db.documents.add_revisions(connection, [revision])
        changed = {"title": title, "content_hash": digest, "revision": number}
        db.documents.update_document(connection, row["id"], changed)


def _stored(row: RowMapping) -> Item:
    return Item(
        key=row["key"],
        title=row["title"],
        url=row["url"],
        text=row["text"],
        published=row["published"],
        date_precision=row["date_precision"],
        publisher=row["publisher"],
        section=row["section"],
        attachments=tuple(Attachment(**one) for one in row["attachments"]),
        row_hash=row["row_hash"],
        raw=decompress(row["body"]),
        media_type=row["media_type"],
        retrieval=retrieval(row),
    )


def retrieval(snapshot: RowMapping | Mapping[str, Any]) -> Retrieval | None:
    """None for a snapshot of before retrievals were kept, or from a file."""
    if not snapshot["answered_by"]:
        return None
    return Retrieval(snapshot["answered_by"], snapshot["http_status"] or 200, snapshot["headers"])
