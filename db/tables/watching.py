"""What is watched, how its reading went, and who does it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Column, Index, LargeBinary, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from db.columns import BigKey
from db.tables.shorthand import key_column, ref, text_column, time, where


class SourceState(SQLModel, table=True):
    """What we remember of a source between two polls; the source itself is its YAML file."""

    __tablename__ = "source"

    id: str = Field(primary_key=True)
    enabled: bool = True
    next_due: datetime = time(nullable=False, index=True)
    last_run_at: datetime | None = time()
    last_healthy_at: datetime | None = time()
    last_outcome: str = ""
    last_error: str = text_column()
    failures: int = 0  # in a row
    rows: int = 0  # shown by the last healthy whole read
    newest_published: datetime | None = time()
    baseline_at: datetime | None = time()  # end of the first healthy poll; before it nothing is news
    etag: str = text_column()
    last_modified: str = text_column()
    body_hash: str = ""
    cuts: bytes = Field(default=b"", sa_column=Column(LargeBinary, nullable=False))
    full_read_at: datetime | None = time()


class Run(SQLModel, table=True):
    """One poll of one source, or one part of a backfill."""

    __tablename__ = "run"
    __table_args__ = (Index("ix_run_source_id_started_at", "source_id", "started_at"),)

    id: int | None = key_column()
    source_id: str
    backfill_id: int | None = ref("backfill.id", nullable=True)
    started_at: datetime = time(nullable=False)
    finished_at: datetime = time(nullable=False)
    outcome: str
    http_status: int | None = None
    requests: int = 0
    bytes_read: int = Field(default=0, sa_column=Column(BigKey, nullable=False))
    rows: int = 0
    new_documents: int = 0
    new_revisions: int = 0
    error: str = text_column()


class Issue(SQLModel, table=True):
    """Something odd met during a run that did not stop it."""

    __tablename__ = "issue"

    id: int | None = key_column()
    run_id: int = ref("run.id")
    code: str
    detail: str = text_column()
    url: str = text_column()


class Incident(SQLModel, table=True):
    """A source, a channel or a file in trouble: opened once, announced once, closed with a recovery notice."""

    __tablename__ = "incident"
    __table_args__ = (where("closed_at IS NULL", "uq_incident_open", "subject", "kind", unique=True),)

    id: int | None = key_column()
    subject: str  # source:<id> or channel:<name>
    kind: str
    detail: str = text_column()
    opened_at: datetime = time(nullable=False)
    closed_at: datetime | None = time()
    opening_announced_at: datetime | None = time()
    closing_announced_at: datetime | None = time()


class Backfill(SQLModel, table=True):
    """A run over the past, identified by what it was asked for, so that asking again goes on where it stopped."""

    __tablename__ = "backfill"

    id: int | None = key_column()
    request: str = Field(sa_column=Column(Text, nullable=False, unique=True))
    started_at: datetime = time(nullable=False)
    finished_at: datetime | None = time()


class BackfillPart(SQLModel, table=True):
    """One file or one span of days of a backfill, done or not."""

    __tablename__ = "backfill_part"
    __table_args__ = (UniqueConstraint("backfill_id", "part"),)

    id: int | None = key_column()
    backfill_id: int = ref("backfill.id", index=False)
    part: str = text_column()
    done_at: datetime | None = time()
    run_id: int | None = ref("run.id", nullable=True)


class Lease(SQLModel, table=True):
    """Who may run the daemon on this database."""

    __tablename__ = "lease"

    name: str = Field(primary_key=True)
    holder: str
    until: datetime = time(nullable=False)
