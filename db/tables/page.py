"""What people did on the page: read, took care, kept a view; and who may come in."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Column, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from db.columns import BigKey
from db.tables.shorthand import key_column, ref, text_column, time


class Reader(SQLModel, table=True):
    """How far somebody has read: every match up to `read_until`, and what `ReadMark` adds."""

    __tablename__ = "reader"

    name: str = Field(primary_key=True)
    read_until: int = Field(default=0, sa_column=Column(BigKey, nullable=False))


class ReadMark(SQLModel, table=True):
    """Somebody has read a document, as far as its match `match_id`; a later match makes it unread again."""

    __tablename__ = "read_mark"
    __table_args__ = (UniqueConstraint("reader", "document_id"),)

    id: int | None = key_column()
    reader: str
    document_id: int = ref("document.id")
    match_id: int = Field(sa_column=Column(BigKey, nullable=False))
    read_at: datetime = time(nullable=False)


class Care(SQLModel, table=True):
    """Who takes care of a document; for all readers alike."""

    __tablename__ = "care"
    __table_args__ = (UniqueConstraint("document_id"),)

    id: int | None = key_column()
    document_id: int = ref("document.id", index=False)
    acknowledged_at: datetime | None = time()
    acknowledged_by: str = text_column()
    assigned_to: str = text_column()
    assigned_by: str = text_column()
    assigned_at: datetime | None = time()


class SavedView(SQLModel, table=True):
    """An address of the page that somebody kept under a name."""

    __tablename__ = "saved_view"
    __table_args__ = (UniqueConstraint("owner", "name"),)

    id: int | None = key_column()
    owner: str
    name: str
    path: str = text_column()  # /inbox, /search or /trends
    query: str = text_column()
    created_at: datetime = time(nullable=False)


class Token(SQLModel, table=True):
    """Lets somebody in. Only the SHA-256 of it is kept: it has 256 random bits, so nothing slower is needed."""

    __tablename__ = "token"

    id: int | None = key_column()
    name: str
    role: str  # reader | analyst | operator
    sha256: str = Field(sa_column=Column(Text, nullable=False, unique=True))
    created_at: datetime = time(nullable=False)
    expires_at: datetime | None = time()
    revoked_at: datetime | None = time()
    last_used_at: datetime | None = time()
