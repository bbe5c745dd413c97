"""The demo's world, read once for all tests of the page; each test may change a copy of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from monitor.rulebook import Rulebook
from tests.conftest import database_on
from tests.monitor.web.world import configuration, copied, read_demo, served, site


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    return Rulebook([])


@pytest.fixture(scope="session")
def server(request: pytest.FixtureRequest) -> str:
    """Where the databases of the homes are; empty: SQLite files in the homes."""
    if request.config.getoption("database") == "sqlite":
        return ""
    return str(request.getfixturevalue("postgresql_server"))


@pytest.fixture(scope="session")
def demo_home(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, rulebook: Rulebook, server: str
) -> Iterator[Path]:
    home = tmp_path_factory.mktemp("demo")
    with ExitStack() as stack:
        database = ""
        if server:
            database = stack.enter_context(database_on(server, request.getfixturevalue("migrated_postgresql")))
        read_demo(home, rulebook, database)
        yield home


@pytest.fixture
def home(demo_home: Path, tmp_path: Path, server: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy that a test may change."""
    with copied(demo_home, tmp_path / "home", server) as home:
        if server:
            monkeypatch.setenv("POLICYWATCH_DATABASE", configuration(home).database)
        yield home


@pytest.fixture
def address(home: Path, rulebook: Rulebook) -> Iterator[str]:
    with served(site(home, rulebook)) as where:
        yield where
