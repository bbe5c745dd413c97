"""The index of the archive, and what waits to be indexed."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, LargeBinary, UniqueConstraint
from sqlmodel import Field, SQLModel

from db.columns import BigKey
from db.tables.shorthand import json_column, key_column, ref


def _bytes() -> Column[bytes]:
    return Column(LargeBinary, nullable=False)


class SearchQueued(SQLModel, table=True):
    """A document whose entry in the index is missing or old. Written by triggers, so that no writer can forget it."""

    __tablename__ = "search_queue"

    id: int | None = key_column()
    document_id: int = Field(sa_column=Column(BigKey, nullable=False))  # may be gone: then the index forgets it


class SearchSegment(SQLModel, table=True):
    """Documents indexed together, never changed; a document counts in its newest segment. Arrays as bytes."""

    __tablename__ = "search_segment"
    __table_args__ = {"sqlite_autoincrement": True}  # an id is never used again: readers remember segments by it

    id: int | None = key_column()
    ready: bool = False  # a merge writes its pages bit by bit
    version: int  # of the way texts are folded and cut
    documents: int
    letters: int = Field(sa_column=Column(BigInteger, nullable=False))
    ids: bytes = Field(sa_column=_bytes())
    sizes: bytes = Field(sa_column=_bytes())  # characters of title and texts; 0: the document is gone
    titles: bytes = Field(sa_column=_bytes())  # characters of the title
    moments: bytes = Field(sa_column=_bytes())  # seconds since 1970: published, or else first seen


class SearchPage(SQLModel, table=True):
    """Where the grams of a range stand in the texts of a segment."""

    __tablename__ = "search_page"
    __table_args__ = (UniqueConstraint("segment_id", "first"), {"sqlite_autoincrement": True})

    id: int | None = key_column()
    segment_id: int = ref("search_segment.id", index=False)
    first: int = Field(sa_column=Column(BigInteger, nullable=False))  # gram
    body: bytes = Field(sa_column=_bytes())


class SearchColumn(SQLModel, table=True):
    """A field of the documents of a segment: how many values each has, and which."""

    __tablename__ = "search_column"

    segment_id: int = Field(sa_column=Column(BigKey, ForeignKey("search_segment.id"), primary_key=True))
    name: str = Field(primary_key=True)
    known: list[str] = json_column(list)  # the different values
    counts: bytes = Field(sa_column=_bytes())
    values: bytes = Field(sa_column=_bytes())  # places in `known`, document by document
