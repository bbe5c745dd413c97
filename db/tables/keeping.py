"""What makes an alert provable later, and what holds the deliveries back."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Column, LargeBinary
from sqlmodel import Field, SQLModel

from db.tables.shorthand import text_column, time


class KeptRules(SQLModel, table=True):
    """The concepts and rules of one version, as zlib-compressed JSON: revisions name the version that read them."""

    __tablename__ = "kept_rules"

    version: str = Field(primary_key=True)
    kept_at: datetime = time(nullable=False)
    body: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class SentMessage(SQLModel, table=True):
    """A message as a channel took it: zlib-compressed JSON, addressed by the sha256 of the plain JSON."""

    __tablename__ = "sent_message"

    sha256: str = Field(primary_key=True)
    body: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class Hold(SQLModel, table=True):
    """While it is there, deliveries wait for a person."""

    __tablename__ = "hold"

    name: str = Field(primary_key=True)
    since: datetime = time(nullable=False)
    reason: str = text_column()
