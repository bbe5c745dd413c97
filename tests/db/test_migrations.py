"""The migrations make the very tables that the code describes, on both databases."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlmodel import SQLModel

import db.tables  # noqa: F401  fills the metadata
from db.engine import open_database
from db.migrate import HEAD, current, migrate

#: What an index over expressions or a full-text table is made of, Alembic does not compare.
_BY_HAND = ("search",)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_the_tables_are_what_the_migrations_make(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    address = f"sqlite:///{tmp_path / 'one.db'}" if kind == "sqlite" else request.getfixturevalue("postgresql_database")
    engine = open_database(address)
    migrate(engine)
    assert current(engine) == HEAD
    with engine.connect() as connection:
        found = compare_metadata(MigrationContext.configure(connection), SQLModel.metadata)
    engine.dispose()
    assert [one for one in found if not _by_hand(one)] == []


def _by_hand(difference: object) -> bool:
    table = getattr(difference[1], "name", "") if isinstance(difference, tuple) else ""
    return str(table).startswith(_BY_HAND)
