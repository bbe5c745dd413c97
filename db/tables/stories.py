"""Which documents tell the same story, what was withheld from whom because of it, and what publishers withdrew."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Column, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from db.columns import BigKey
from db.tables.shorthand import json_column, key_column, ref, text_column, time, where


def _own_key(target: str) -> Column[int]:
    from sqlalchemy import ForeignKey

    return Column(BigKey, ForeignKey(target), primary_key=True, autoincrement=False)


class StoryMember(SQLModel, table=True):
    """A document with matches, and the story it tells; a story is called by the first document that told it."""

    __tablename__ = "story_member"
    __table_args__ = (Index("ix_story_member_address", "address"), Index("ix_story_member_story_id", "story_id"))

    document_id: int = Field(sa_column=_own_key("document.id"))
    story_id: int = Field(sa_column=Column(BigKey, nullable=False))
    number: int  # of the revision it was compared by
    official: bool  # its publisher acts; others report
    day: int  # proleptic ordinal of the day it was published, else first seen
    address: str = text_column()  # its address without what makes no other page of it
    simhash: int = Field(sa_column=Column(BigInteger, nullable=False))  # 64 bit, signed
    anchors: list[str] = json_column(list)
    same_as: int | None = ref("document.id", nullable=True, index=False)  # the member it was found to be the same as
    score: float = 0.0
    reason: str = text_column()
    joined_at: datetime = time(nullable=False)


class StoryAnchor(SQLModel, table=True):
    """Hash of what a document names or of a band of its simhash → the documents that have it, by day."""

    __tablename__ = "story_anchor"
    __table_args__ = {"sqlite_with_rowid": False}

    anchor: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    day: int = Field(primary_key=True)
    document_id: int = Field(sa_column=_own_key("document.id"))


class StoryLink(SQLModel, table=True):
    """Another stage of one matter: shown together, each told by itself."""

    __tablename__ = "story_link"
    __table_args__ = (Index("ix_story_link_other_id", "other_id"),)

    document_id: int = Field(sa_column=_own_key("document.id"))
    other_id: int = Field(sa_column=_own_key("document.id"))
    score: float
    reason: str = text_column()


class Withheld(SQLModel, table=True):
    """A match that passed a subscription and was not told, because the subscription knows it already."""

    __tablename__ = "withheld"
    __table_args__ = (UniqueConstraint("subscription", "match_id"),)

    id: int | None = key_column()
    subscription: str
    match_id: int = ref("match.id")
    reason: str = text_column()
    withheld_at: datetime = time(nullable=False)


class Withdrawal(SQLModel, table=True):
    """A publisher took a document away, and perhaps put it back. Waits for dispatch until both are told."""

    __tablename__ = "withdrawal"
    __table_args__ = (
        where("told_at IS NULL OR (returned_at IS NOT NULL AND return_told_at IS NULL)", "ix_withdrawal_untold", "id"),
    )

    id: int | None = key_column()
    document_id: int = ref("document.id")
    reason: str = text_column()  # list: it stands no longer on it; page: it answers that it is not there
    withdrawn_at: datetime = time(nullable=False)
    told_at: datetime | None = time()
    returned_at: datetime | None = time()
    return_told_at: datetime | None = time()
