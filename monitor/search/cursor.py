"""Where the next page begins: behind this key and document, in an order that new documents do not change."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from dataclasses import dataclass

from monitor.search.nodes import Query
from monitor.search.results import CursorError, Sort


@dataclass(frozen=True, slots=True)
class Cursor:
    key: float
    document: int
    weights: tuple[float, ...]

    @classmethod
    def read(cls, written: str, query: Query, sort: Sort) -> Cursor:
        try:
            search, key, document, weights = json.loads(base64.urlsafe_b64decode(written))
            found = cls(float(key), int(document), tuple(map(float, weights)))
        except (binascii.Error, ValueError, TypeError, OverflowError, RecursionError) as error:
            raise CursorError("this cursor cannot be read: take the one that the page before gave") from error
        if search != _search(query, sort) or len(found.weights) != 1 + len(query.wanted):
            raise CursorError("this cursor is of another search: begin again without it")
        return found

    @classmethod
    def write(cls, query: Query, sort: Sort, key: float, document: int, weights: tuple[float, ...]) -> str:
        said = json.dumps([_search(query, sort), key, document, weights], separators=(",", ":"))
        return base64.urlsafe_b64encode(said.encode()).decode()


def _search(query: Query, sort: Sort) -> str:
    return hashlib.sha256(f"{sort} {query.text}".encode()).hexdigest()[:8]
