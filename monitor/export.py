"""Export: what a query finds as rows for other programs, some documents at a time."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from sqlalchemy import Connection

import db.search
from db.write import chunks
from monitor.export_formats import FORMATS, MissingLibrary
from monitor.look import document as look_at
from monitor.message import evidence
from monitor.search import Query
from monitor.search.entry import gravest, united
from monitor.search.find import matching

__all__ = ["DOCUMENTS", "MATCHES", "MissingLibrary", "export_document", "export_query"]

_TOGETHER = 500  # documents
Row = dict[str, Any]

#: column → kind: text, number, time or list
_OF_DOCUMENT = {
    "document": "number", "source": "text", "key": "text", "publisher": "text", "country": "text", "language": "text",
    "section": "text", "published": "time", "date_precision": "text", "first_seen_at": "time", "title": "text",
    "url": "text",
}  # fmt: skip
_OF_MATCHES = {"labels": "list", "minerals": "list", "concepts": "list", "countries": "list"}
DOCUMENTS = {**_OF_DOCUMENT, "revisions": "number", "severity": "text", "rules": "list", **_OF_MATCHES}
MATCHES = {
    "match": "number", "rule": "text", "severity": "text", **_OF_MATCHES, "quotes": "list", "matched_at": "time",
    **_OF_DOCUMENT,
}  # fmt: skip


def export_query(
    connection: Connection, query: Query, to: str, format_: str, rows: str, *, text: bool = False, bom: bool = False
) -> int:
    """The number of rows. Raises OSError, MissingLibrary."""
    columns = (DOCUMENTS if rows == "documents" else MATCHES) | ({"text": "text"} if text else {})
    made = _documents if rows == "documents" else _matches
    written = 0
    with _opened(to) as file, FORMATS[format_](file, columns, bom=bom) as writer:
        for ids in chunks(matching(connection, query), _TOGETHER):
            written += writer.write([{name: row[name] for name in columns} for row in made(connection, ids)])
    return written


def export_document(connection: Connection, reference: str, to: str) -> None:
    """One document with its revisions, changes, matches, articles and alerts. Raises NotThere."""
    found = look_at(connection, reference)
    with _opened(to) as file:
        file.write(json.dumps(found, ensure_ascii=False, indent=1, default=str).encode() + b"\n")


@contextmanager
def _opened(to: str) -> Iterator[IO[bytes]]:
    """A file appears whole or not at all."""
    if to == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    path = Path(to)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            yield file
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _documents(connection: Connection, ids: Sequence[int]) -> Iterator[Row]:
    matches = db.search.matches_of(connection, ids)
    for number, row in sorted(db.search.documents(connection, ids).items()):
        mine = matches.get(number, [])
        said = {name: united(mine, name) for name in _OF_MATCHES}
        rules = sorted({match["rule_id"] for match in mine})
        yield _plain(row) | said | {"revisions": row["revision"], "severity": gravest(mine), "rules": rules}


def _matches(connection: Connection, ids: Sequence[int]) -> Iterator[Row]:
    matches = db.search.matches_of(connection, ids, spans=True)
    for number, row in sorted(db.search.documents(connection, ids).items()):
        for match in matches.get(number, []):
            said = {name: match[name] for name in ("severity", "matched_at", *_OF_MATCHES)}
            said_in = [quote.text for quote in evidence([match | {"title": row["title"], "text": row["text"]}])]
            yield _plain(row) | said | {"match": match["id"], "rule": match["rule_id"], "quotes": said_in}


def _plain(row: Mapping[str, Any]) -> Row:
    return dict(row) | {"document": row["id"], "source": row["source_id"]}
