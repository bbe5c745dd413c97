"""What rules found, who is told of it, and how the telling goes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from db.tables.shorthand import json_column, key_column, ref, text_column, time, where


class Match(SQLModel, table=True):
    """This rule hit this revision. Waits for the dispatch stage while `dispatched_at` is empty."""

    __tablename__ = "match"
    __table_args__ = (
        UniqueConstraint("revision_id", "rule_id"),
        where("dispatched_at IS NULL", "ix_match_undispatched", "id"),
        where("storied_at IS NULL", "ix_match_unstoried", "id"),
        Index("ix_match_origin_id", "origin", "id"),
        Index("ix_match_rule_id_matched_at", "rule_id", "matched_at", "origin"),
    )

    id: int | None = key_column()
    revision_id: int = ref("revision.id", index=False)
    document_id: int = ref("document.id")
    origin: str = Field(default="news", sa_column_kwargs={"server_default": "news"})  # of the revision, to list by
    rule_id: str
    severity: str
    labels: list[str] = json_column(list)
    concepts: list[str] = json_column(list)
    minerals: list[str] = json_column(list)
    countries: list[str] = json_column(list)
    spans: list[list[Any]] = json_column(list)  # [field, start, end, concept], offsets into the revision
    matched_at: datetime = time(nullable=False, index=True)
    storied_at: datetime | None = time()  # when its document was compared with others
    dispatched_at: datetime | None = time()


class SubscriptionState(SQLModel, table=True):
    """What we remember of a subscription; the subscription itself stands in policywatch.yml."""

    __tablename__ = "subscription"

    id: str = Field(primary_key=True)
    since: datetime = time(nullable=False)  # it hears of nothing seen before
    digest_until: datetime | None = time()  # end of the window of its last digest


class Alert(SQLModel, table=True):
    """One message for one subscription: about one document, one incident, or all that waited for one period."""

    __tablename__ = "alert"
    __table_args__ = (
        UniqueConstraint("subscription", "revision_id"),
        UniqueConstraint("subscription", "incident_id", "kind"),
        Index("uq_alert_period", "subscription", "period", unique=True),
    )

    id: int | None = key_column()
    subscription: str
    kind: str  # new | changed | upgraded | withdrawn | returned | opened | closed | digest | summary
    created_at: datetime = time(nullable=False, index=True)
    document_id: int | None = ref("document.id", nullable=True)
    revision_id: int | None = ref("revision.id", nullable=True)
    incident_id: int | None = ref("incident.id", nullable=True)
    severity: str = ""
    message_id: str = Field(default="", index=True)
    in_reply_to: str = ""
    period: str | None = None  # of a digest or summary: its kind and the end of its window
    acknowledged_at: datetime | None = time()
    acknowledged_by: str = text_column()


class AlertMatch(SQLModel, table=True):
    """Which matches an alert tells of; a subscription hears of a match once. Without an alert, it waits for one."""

    __tablename__ = "alert_match"
    __table_args__ = (
        UniqueConstraint("subscription", "match_id"),
        where("alert_id IS NULL", "ix_alert_match_waiting", "subscription"),
    )

    id: int | None = key_column()
    alert_id: int | None = ref("alert.id", nullable=True)
    subscription: str
    match_id: int = ref("match.id")


class Delivery(SQLModel, table=True):
    """One alert to one channel: pending → sending → sent, or retry, unknown (maybe accepted), dead."""

    __tablename__ = "delivery"
    __table_args__ = (UniqueConstraint("alert_id", "channel"), Index("ix_delivery_state_due_at", "state", "due_at"))

    id: int | None = key_column()
    alert_id: int = ref("alert.id", index=False)
    channel: str
    state: str = "pending"
    due_at: datetime = time(nullable=False)
    attempts: int = 0
    first_attempt_at: datetime | None = time()
    claimed_until: datetime | None = time()
    sent_at: datetime | None = time(index=True)
    error: str = text_column()
    message: str = ""  # sha256 of what the channel took
    thread: str = Field(default="", sa_column_kwargs={"server_default": ""})  # where answers go


class ChannelState(SQLModel, table=True):
    """What we remember of a channel; its address stands in policywatch.yml."""

    __tablename__ = "channel"

    name: str = Field(primary_key=True)
    not_before: datetime | None = time()  # it asked us to wait, or it is down
    failures: int = 0  # in a row, of the channel as a whole
    error: str = text_column()


class Silence(SQLModel, table=True):
    """What nobody wants to hear of until then, by whom and why."""

    __tablename__ = "silence"

    id: int | None = key_column()
    matcher: dict[str, list[str]] = json_column(dict)  # field of Told → values, all fields must agree
    author: str = text_column()
    reason: str = text_column()
    created_at: datetime = time(nullable=False)
    until: datetime = time(nullable=False)
