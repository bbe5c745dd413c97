"""Dates that bind and official numbers of documents, and who is to be reminded of a date."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, Date, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from db.columns import Json
from db.tables.shorthand import key_column, ref, text_column, time, where


class BindingDate(SQLModel, table=True):
    """A day that a document binds to. The row stays the same when a newer revision moves the day or takes it back."""

    __tablename__ = "binding_date"
    __table_args__ = (where("withdrawn_at IS NULL", "ix_binding_date_due", "due"),)

    id: int | None = key_column()
    document_id: int = ref("document.id")
    uid: str = Field(unique=True)  # of its calendar entry
    kind: str
    day: str = ""  # YYYY-MM-DD, YYYY-MM, or empty: bound, but not known yet
    due: date | None = Field(default=None, sa_column=Column(Date, nullable=True))  # the day; of a month, its first
    not_after: str = ""  # where the day is not known yet
    origin: str = "text"  # or source: the publisher gives it as a field
    field: str = "body"  # title, attachment 1, …; empty when a field of the source says it
    start: int = 0
    end: int = 0
    quote: str = text_column()
    revision_id: int = ref("revision.id", index=False)  # that the quote stands in
    moved_from: str = ""  # the day before the last move
    sequence: int = 0  # how often it changed
    changed_at: datetime = time(nullable=False)  # when this day became known
    withdrawn_at: datetime | None = time()


class OfficialNumber(SQLModel, table=True):
    """An official number in a document and what the document has to do with it."""

    __tablename__ = "official_number"
    __table_args__ = (
        UniqueConstraint(
            "document_id", "relation", "scheme", "authority", "year", "number", name="uq_official_number_once"
        ),
        Index("ix_official_number_key", "scheme", "year", "number"),
        Index("ix_official_number_relation", "relation", "scheme", "year"),
    )

    id: int | None = key_column()
    document_id: int = ref("document.id", index=False)
    revision_id: int = ref("revision.id", index=False)
    relation: str  # own | about | amends | suspends | repeals | implements | corrects | cites
    scheme: str
    authority: str = ""  # as printed
    body: str = ""  # the authority under its one name; of joint issuers the first
    year: str = ""
    number: str
    acting: dict[str, Any] | None = Field(default=None, sa_column=Column(Json, nullable=True))  # who acts, if not it
    field: str = "body"  # or title
    start: int = 0
    end: int = 0
    quote: str = text_column()


class Reminder(SQLModel, table=True):
    """A subscription is reminded of a day once at each lead. Without an alert, it waits for the next digest."""

    __tablename__ = "reminder"
    __table_args__ = (
        UniqueConstraint("subscription", "binding_date_id", "due", "lead"),
        where("alert_id IS NULL", "ix_reminder_waiting", "subscription"),
    )

    id: int | None = key_column()
    subscription: str
    binding_date_id: int = ref("binding_date.id")
    due: date = Field(sa_column=Column(Date, nullable=False))
    lead: int  # days before
    created_at: datetime = time(nullable=False)
    alert_id: int | None = ref("alert.id", nullable=True)
