"""How a column is written in short. Importing it first gives the metadata its naming convention."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, ForeignKey, Index, MetaData, Text, text
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


def where(condition: str, name: str, *columns: str, unique: bool = False) -> Index:
    clause = text(condition)
    return Index(name, *columns, unique=unique, sqlite_where=clause, postgresql_where=clause)


def key_column() -> Any:
    return Field(default=None, sa_column=Column(BigKey, primary_key=True, autoincrement=True))


def ref(target: str, *, nullable: bool = False, index: bool = True) -> Any:
    column: Column[int] = Column(BigKey, ForeignKey(target), nullable=nullable, index=index)
    return Field(default=None, sa_column=column)


def time(*, nullable: bool = True, index: bool = False) -> Any:
    return Field(default=None, sa_column=Column(UtcDateTime, nullable=nullable, index=index))


def text_column(default: str = "") -> Any:
    return Field(default=default, sa_column=Column(Text, nullable=False, server_default=default))


def json_column(default: Any) -> Any:
    return Field(default_factory=default, sa_column=Column(Json, nullable=False))
