"""Publications, their revisions and the bytes they were read from."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Column, Index, LargeBinary, UniqueConstraint
from sqlmodel import Field, SQLModel

from db.tables.shorthand import json_column, key_column, ref, text_column, time, where


class Document(SQLModel, table=True):
    """A publication we know."""

    __tablename__ = "document"
    __table_args__ = (
        UniqueConstraint("source_id", "key"),
        Index("ix_document_source_id_published", "source_id", "published"),
        Index("ix_document_published_source_id", "published", "source_id"),
        where("noted < revision", "ix_document_unnoted", "id"),
        where("missed > 0", "ix_document_missed", "source_id"),
    )

    id: int | None = key_column()
    source_id: str
    key: str = text_column()
    url: str = text_column()
    title: str = text_column()  # of the newest revision
    publisher: str = text_column()
    country: str = ""
    language: str = ""
    section: str = text_column()
    published: datetime | None = time()
    date_precision: str = "unknown"
    cited: list[str] = json_column(list)
    attachments: list[dict[str, str]] = json_column(list)
    parent_id: int | None = ref("document.id", nullable=True)
    first_seen_at: datetime = time(nullable=False, index=True)
    checked_at: datetime | None = time()  # when its detail page was last read
    row_hash: str = ""
    revision: int = 1  # number of the newest revision
    content_hash: str = ""  # of the newest revision
    dates: list[list[str]] = json_column(list)  # [kind, day] that the source gives as fields
    numbers: list[str] = json_column(list)  # official numbers that the source gives as fields, as printed
    noted: int = 0  # number of the revision whose dates and numbers are stored
    noted_by: str = ""  # version of the grammar that read them
    noted_whole: bool = False  # the whole text was read, as of all that match; of others the beginning
    missed: int = 0  # looks in a row at which its publisher no longer showed it
    missed_since: datetime | None = time()
    withdrawn_at: datetime | None = time()


class Revision(SQLModel, table=True):
    """The content of a document at one time. Waits for the match stage while `matched_at` is empty."""

    __tablename__ = "revision"
    __table_args__ = (
        UniqueConstraint("document_id", "number"),
        where("matched_at IS NULL", "ix_revision_unmatched", "id"),
    )

    id: int | None = key_column()
    document_id: int = ref("document.id", index=False)
    number: int
    origin: str  # news | baseline | backfill | technical
    seen_at: datetime = time(nullable=False)
    title: str = text_column()
    text: str = text_column()
    content_hash: str
    hash_version: int
    snapshot: str = Field(default="", index=True)  # sha256 of the bytes it was read from
    run_id: int = ref("run.id")
    matched_at: datetime | None = time()
    rules_version: str = ""


class Snapshot(SQLModel, table=True):
    """The raw bytes a revision was read from, zlib-compressed, addressed by the sha256 of the plain bytes."""

    __tablename__ = "snapshot"

    sha256: str = Field(primary_key=True)
    media_type: str = ""
    url: str = text_column()
    retrieved_at: datetime = time(nullable=False)
    answered_by: str = text_column()  # address of the answer it came in, after redirects
    http_status: int | None = None
    headers: dict[str, str] = json_column(dict)  # of that answer, those that say what came and when
    body: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
