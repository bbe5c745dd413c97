"""The migrations make the very tables that the code describes, on both databases."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlmodel import SQLModel

import db.tables
from db.engine import DatabaseError, open_database
from db.migrate import HEAD, current, fits, migrate
from tests.conftest import database_of

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


#: What a migration may do within a generation, while older programs work on the same tables.
_ADDS = {"add_column", "create_table", "create_index", "create_foreign_key", "f", "get_bind", "execute"}
_TAKES = re.compile(r"\b(drop|rename|alter\s+column|alter\s+type|set\s+not\s+null)\b", re.IGNORECASE)
MIGRATIONS = Path(db.tables.__file__).parents[1] / "migrations" / "versions"


def takes_away(source: str) -> list[str]:
    """What of this migration an older program might not survive."""
    upgrade = next(one for one in ast.parse(source).body if getattr(one, "name", "") == "upgrade")
    calls = [one for one in ast.walk(upgrade) if isinstance(one, ast.Call)]
    done = [one.func.attr for one in calls if isinstance(one.func, ast.Attribute) and _is_op(one.func.value)]
    found = [name for name in done if name not in _ADDS]
    found += [ast.unparse(one) for one in calls if _is_needed_column(one)]
    texts = [one.value for one in ast.walk(upgrade) if isinstance(one, ast.Constant) and isinstance(one.value, str)]
    return found + [one for one in texts if _TAKES.search(one)]


def _is_op(value: ast.expr) -> bool:
    return isinstance(value, ast.Name) and value.id in ("op", "batch_op")


def _is_needed_column(call: ast.Call) -> bool:
    """A new column that an older program, which does not know it, could not leave out."""
    if not (isinstance(call.func, ast.Attribute) and call.func.attr == "add_column"):
        return False
    given = {one.arg: ast.unparse(one.value) for column in call.args for one in getattr(column, "keywords", [])}
    return given.get("nullable") == "False" and "server_default" not in given


def test_migrations_of_a_generation_only_add() -> None:
    later = [one for one in sorted(MIGRATIONS.glob("[0-9]*.py")) if one.name[:4] > "0005" and one.name[1:4] != "000"]
    assert later
    assert {one.name: found for one in later if (found := takes_away(one.read_text(encoding="utf-8")))} == {}


@pytest.mark.parametrize(
    "step",
    [
        'op.drop_column("document", "title")',
        'op.alter_column("document", "title", new_column_name="name")',
        'op.add_column("document", sa.Column("kind", sa.Text(), nullable=False))',
        'op.execute("ALTER TABLE document RENAME COLUMN title TO name")',
    ],
)
def test_a_step_that_older_programs_do_not_survive_is_seen(step: str) -> None:
    harmless = 'op.add_column("document", sa.Column("kind", sa.Text(), server_default="", nullable=False))'
    assert takes_away(f"def upgrade():\n    {harmless}\n    {step}\n") != []
    assert takes_away(f"def upgrade():\n    {harmless}\n") == []


def test_a_newer_database_is_worked_with_until_the_next_generation(tmp_path: Path) -> None:
    assert [fits(one) for one in (None, "0001", HEAD, "0999", "1000")] == [False, False, True, True, False]
    engine = open_database(database_of(tmp_path))
    migrate(engine)
    for version in ("0999", "1000"):
        with engine.begin() as connection:
            connection.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{version}'")
        if version == "0999":
            migrate(engine)
        else:
            with pytest.raises(DatabaseError, match="install a newer one"):
                migrate(engine)
        assert current(engine) == version
    engine.dispose()
