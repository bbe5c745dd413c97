"""Who takes care of an alert beside what `Care` says of its document, and where a subscription began."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Column, UniqueConstraint
from sqlmodel import Field, SQLModel

from db.columns import BigKey
from db.tables.shorthand import key_column, ref, text_column, time, where


class Snooze(SQLModel, table=True):
    """An alert put aside until then; it comes back in its thread, unless somebody acknowledged it meanwhile."""

    __tablename__ = "snooze"
    __table_args__ = (where("ended_at IS NULL", "ix_snooze_running", "until"),)

    id: int | None = key_column()
    alert_id: int = ref("alert.id")
    author: str = text_column()
    created_at: datetime = time(nullable=False)
    until: datetime = time(nullable=False)
    ended_at: datetime | None = time()
    told_in: int | None = ref("alert.id", nullable=True)  # the alert it came back as


class Escalation(SQLModel, table=True):
    """What became of an alert that nobody acknowledged in time; once, by the table."""

    __tablename__ = "escalation"
    __table_args__ = (UniqueConstraint("alert_id"),)

    id: int | None = key_column()
    alert_id: int = ref("alert.id", index=False)
    decided_at: datetime = time(nullable=False)
    told_in: int | None = ref("alert.id", nullable=True)
    reason: str = text_column()  # why it was not told


class Beginning(SQLModel, table=True):
    """From where on a subscription hears the past and escalates; what came before stays as it was."""

    __tablename__ = "beginning"

    subscription: str = Field(primary_key=True)
    told_from: datetime | None = time()  # its past was told from then on
    escalates_after: int | None = Field(default=None, sa_column=Column(BigKey, nullable=True))  # number of an alert


class Canary(SQLModel, table=True):
    """A test that travels the way of every item. Its rows in the other tables go when it has arrived."""

    __tablename__ = "canary"

    id: int | None = key_column()
    started_at: datetime = time(nullable=False, index=True)
    document_id: int | None = ref("document.id", nullable=True)
    accepted_at: datetime | None = time()
