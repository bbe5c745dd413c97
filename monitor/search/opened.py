"""Segments as a reader has them open. They never change, so what was read of them once is kept."""

from __future__ import annotations

import numpy as np
from sqlalchemy import Connection

import db.search
from monitor.search.pages import Array
from monitor.search.segment import Column, Documents


class Moved(LookupError):  # noqa: N818  it is what happened
    """A segment was merged into another one meanwhile: look again."""


def documents(connection: Connection, segment_id: int) -> Documents:
    row = db.search.segment(connection, segment_id)
    if row is None:
        raise Moved(segment_id)
    return Documents(
        np.frombuffer(row["ids"], np.int64),
        np.frombuffer(row["sizes"], np.int32),
        np.frombuffer(row["titles"], np.int32),
        np.frombuffer(row["moments"], np.int64),
    )


def column(connection: Connection, segment_id: int, name: str) -> Column:
    row = db.search.columns(connection, segment_id, [name]).get(name)
    if row is None:
        raise Moved(segment_id)
    counts, values = np.frombuffer(row["counts"], np.uint16), np.frombuffer(row["values"], np.uint32)
    return Column(row["known"], counts.astype(np.int64), values.astype(np.int64))


class Opened:
    def __init__(self, connection: Connection, segment_id: int) -> None:
        self.id = segment_id
        self.documents = documents(connection, segment_id)
        directory = db.search.directory(connection, segment_id)
        self.firsts = np.array([first for first, _ in directory], np.int64)
        self.pages = [page for _, page in directory]
        self._by_id = np.argsort(self.documents.ids)
        self._told_anew: dict[int, Array] = {}
        self._columns: dict[str, Column] = {}

    def told_anew(self, newer: Opened) -> Array:
        """Numbers of the documents that a newer segment tells of too: they count there."""
        if not len(self.documents):
            return self.documents.ids
        if newer.id not in self._told_anew:
            ids = self.documents.ids[self._by_id]
            at = np.minimum(np.searchsorted(ids, newer.documents.ids), len(ids) - 1)
            self._told_anew[newer.id] = self._by_id[at[ids[at] == newer.documents.ids]]
        return self._told_anew[newer.id]

    def between(self, low: int, high: int) -> list[int]:
        """The pages that hold grams from `low` to `high`."""
        first, last = np.searchsorted(self.firsts, (low, high), side="right").tolist()
        return self.pages[max(0, first - 1) : last]

    def column(self, connection: Connection, name: str) -> Column:
        if name not in self._columns:
            self._columns[name] = column(connection, self.id, name)
        return self._columns[name]
