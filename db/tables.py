"""The tables. The database is the queue: every stage takes rows in one state and moves it in the same transaction.

The unique constraints make every stage repeatable. db/README.md draws the tables and their states.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Column, ForeignKey, Index, LargeBinary, MetaData, Text, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from db.columns import BigKey, Json, UtcDateTime

SQLModel.metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _where(condition: str, name: str, *columns: str, unique: bool = False) -> Index:
    where = text(condition)
    return Index(name, *columns, unique=unique, sqlite_where=where, postgresql_where=where)


def _key() -> Any:
    return Field(default=None, sa_column=Column(BigKey, primary_key=True, autoincrement=True))


def _ref(target: str, *, nullable: bool = False, index: bool = True) -> Any:
    column: Column[int] = Column(BigKey, ForeignKey(target), nullable=nullable, index=index)
    return Field(default=None, sa_column=column)


def _time(*, nullable: bool = True, index: bool = False) -> Any:
    return Field(default=None, sa_column=Column(UtcDateTime, nullable=nullable, index=index))


def _text(default: str = "") -> Any:
    return Field(default=default, sa_column=Column(Text, nullable=False, server_default=default))


def _json(default: Any) -> Any:
    return Field(default_factory=default, sa_column=Column(Json, nullable=False))


class SourceState(SQLModel, table=True):
    """What we remember of a source between two polls; the source itself is its YAML file."""

    __tablename__ = "source"

    id: str = Field(primary_key=True)
    enabled: bool = True
    next_due: datetime = _time(nullable=False, index=True)
    last_run_at: datetime | None = _time()
    last_healthy_at: datetime | None = _time()
    last_outcome: str = ""
    last_error: str = _text()
    failures: int = 0  # in a row
    rows: int = 0  # shown by the last healthy whole read
    newest_published: datetime | None = _time()
    baseline_at: datetime | None = _time()  # end of the first healthy poll; before it nothing is news
    etag: str = _text()
    last_modified: str = _text()
    body_hash: str = ""
    cuts: bytes = Field(default=b"", sa_column=Column(LargeBinary, nullable=False))
    full_read_at: datetime | None = _time()


class Run(SQLModel, table=True):
    """One poll of one source, or one part of a backfill."""

    __tablename__ = "run"
    __table_args__ = (Index("ix_run_source_id_started_at", "source_id", "started_at"),)

    id: int | None = _key()
    source_id: str
    backfill_id: int | None = _ref("backfill.id", nullable=True)
    started_at: datetime = _time(nullable=False)
    finished_at: datetime = _time(nullable=False)
    outcome: str
    http_status: int | None = None
    requests: int = 0
    bytes_read: int = Field(default=0, sa_column=Column(BigKey, nullable=False))
    rows: int = 0
    new_documents: int = 0
    new_revisions: int = 0
    error: str = _text()


class Issue(SQLModel, table=True):
    """Something odd met during a run that did not stop it."""

    __tablename__ = "issue"

    id: int | None = _key()
    run_id: int = _ref("run.id")
    code: str
    detail: str = _text()
    url: str = _text()


class Document(SQLModel, table=True):
    """A publication we know."""

    __tablename__ = "document"
    __table_args__ = (
        UniqueConstraint("source_id", "key"),
        Index("ix_document_source_id_published", "source_id", "published"),
    )

    id: int | None = _key()
    source_id: str
    key: str = _text()
    url: str = _text()
    title: str = _text()  # of the newest revision
    publisher: str = _text()
    country: str = ""
    language: str = ""
    section: str = _text()
    published: datetime | None = _time()
    date_precision: str = "unknown"
    cited: list[str] = _json(list)
    attachments: list[dict[str, str]] = _json(list)
    parent_id: int | None = _ref("document.id", nullable=True)
    first_seen_at: datetime = _time(nullable=False, index=True)
    checked_at: datetime | None = _time()  # when its detail page was last read
    row_hash: str = ""
    revision: int = 1  # number of the newest revision
    content_hash: str = ""  # of the newest revision


class Revision(SQLModel, table=True):
    """The content of a document at one time. Waits for the match stage while `matched_at` is empty."""

    __tablename__ = "revision"
    __table_args__ = (
        UniqueConstraint("document_id", "number"),
        _where("matched_at IS NULL", "ix_revision_unmatched", "id"),
    )

    id: int | None = _key()
    document_id: int = _ref("document.id", index=False)
    number: int
    origin: str  # news | baseline | backfill | technical
    seen_at: datetime = _time(nullable=False)
    title: str = _text()
    text: str = _text()
    content_hash: str
    hash_version: int
    snapshot: str = ""  # sha256 of the bytes it was read from
    run_id: int = _ref("run.id")
    matched_at: datetime | None = _time()
    rules_version: str = ""


class Snapshot(SQLModel, table=True):
    """The raw bytes a revision was read from, zlib-compressed, addressed by the sha256 of the plain bytes."""

    __tablename__ = "snapshot"

    sha256: str = Field(primary_key=True)
    media_type: str = ""
    url: str = _text()
    retrieved_at: datetime = _time(nullable=False)
    body: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class Match(SQLModel, table=True):
    """This rule hit this revision. Waits for the dispatch stage while `dispatched_at` is empty."""

    __tablename__ = "match"
    __table_args__ = (
        UniqueConstraint("revision_id", "rule_id"),
        _where("dispatched_at IS NULL", "ix_match_undispatched", "id"),
    )

    id: int | None = _key()
    revision_id: int = _ref("revision.id", index=False)
    document_id: int = _ref("document.id")
    rule_id: str
    severity: str
    labels: list[str] = _json(list)
    concepts: list[str] = _json(list)
    minerals: list[str] = _json(list)
    countries: list[str] = _json(list)
    spans: list[list[Any]] = _json(list)  # [field, start, end, concept], offsets into the revision
    matched_at: datetime = _time(nullable=False, index=True)
    dispatched_at: datetime | None = _time()


class SubscriptionState(SQLModel, table=True):
    """What we remember of a subscription; the subscription itself stands in policywatch.yml."""

    __tablename__ = "subscription"

    id: str = Field(primary_key=True)
    since: datetime = _time(nullable=False)  # it hears of nothing seen before
    digest_until: datetime | None = _time()  # end of the window of its last digest


class Alert(SQLModel, table=True):
    """One message for one subscription: about one document, one incident, or all that waited for one period."""

    __tablename__ = "alert"
    __table_args__ = (
        UniqueConstraint("subscription", "revision_id"),
        UniqueConstraint("subscription", "incident_id", "kind"),
        Index("uq_alert_period", "subscription", "period", unique=True),
    )

    id: int | None = _key()
    subscription: str
    kind: str  # new | changed | opened | closed | digest | summary
    created_at: datetime = _time(nullable=False, index=True)
    document_id: int | None = _ref("document.id", nullable=True)
    revision_id: int | None = _ref("revision.id", nullable=True)
    incident_id: int | None = _ref("incident.id", nullable=True)
    severity: str = ""
    message_id: str = ""
    in_reply_to: str = ""
    period: str | None = None  # of a digest or summary: its kind and the end of its window
    acknowledged_at: datetime | None = _time()
    acknowledged_by: str = _text()


class AlertMatch(SQLModel, table=True):
    """Which matches an alert tells of; a subscription hears of a match once. Without an alert, it waits for one."""

    __tablename__ = "alert_match"
    __table_args__ = (
        UniqueConstraint("subscription", "match_id"),
        _where("alert_id IS NULL", "ix_alert_match_waiting", "subscription"),
    )

    id: int | None = _key()
    alert_id: int | None = _ref("alert.id", nullable=True)
    subscription: str
    match_id: int = _ref("match.id")


class Delivery(SQLModel, table=True):
    """One alert to one channel: pending → sending → sent, or retry, unknown (maybe accepted), dead."""

    __tablename__ = "delivery"
    __table_args__ = (UniqueConstraint("alert_id", "channel"), Index("ix_delivery_state_due_at", "state", "due_at"))

    id: int | None = _key()
    alert_id: int = _ref("alert.id", index=False)
    channel: str
    state: str = "pending"
    due_at: datetime = _time(nullable=False)
    attempts: int = 0
    first_attempt_at: datetime | None = _time()
    claimed_until: datetime | None = _time()
    sent_at: datetime | None = _time()
    error: str = _text()


class ChannelState(SQLModel, table=True):
    """What we remember of a channel; its address stands in policywatch.yml."""

    __tablename__ = "channel"

    name: str = Field(primary_key=True)
    not_before: datetime | None = _time()  # it asked us to wait, or it is down
    failures: int = 0  # in a row, of the channel as a whole
    error: str = _text()


class Silence(SQLModel, table=True):
    """What nobody wants to hear of until then, by whom and why."""

    __tablename__ = "silence"

    id: int | None = _key()
    matcher: dict[str, list[str]] = _json(dict)  # field of Told → values, all fields must agree
    author: str = _text()
    reason: str = _text()
    created_at: datetime = _time(nullable=False)
    until: datetime = _time(nullable=False)


class Incident(SQLModel, table=True):
    """A source, a channel or a file in trouble: opened once, announced once, closed with a recovery notice."""

    __tablename__ = "incident"
    __table_args__ = (_where("closed_at IS NULL", "uq_incident_open", "subject", "kind", unique=True),)

    id: int | None = _key()
    subject: str  # source:<id> or channel:<name>
    kind: str
    detail: str = _text()
    opened_at: datetime = _time(nullable=False)
    closed_at: datetime | None = _time()
    opening_announced_at: datetime | None = _time()
    closing_announced_at: datetime | None = _time()


class Backfill(SQLModel, table=True):
    """A run over the past, identified by what it was asked for, so that asking again goes on where it stopped."""

    __tablename__ = "backfill"

    id: int | None = _key()
    request: str = Field(sa_column=Column(Text, nullable=False, unique=True))
    started_at: datetime = _time(nullable=False)
    finished_at: datetime | None = _time()


class BackfillPart(SQLModel, table=True):
    """One file or one span of days of a backfill, done or not."""

    __tablename__ = "backfill_part"
    __table_args__ = (UniqueConstraint("backfill_id", "part"),)

    id: int | None = _key()
    backfill_id: int = _ref("backfill.id", index=False)
    part: str = _text()
    done_at: datetime | None = _time()
    run_id: int | None = _ref("run.id", nullable=True)


class Lease(SQLModel, table=True):
    """Who may run the daemon on this database."""

    __tablename__ = "lease"

    name: str = Field(primary_key=True)
    holder: str
    until: datetime = _time(nullable=False)
