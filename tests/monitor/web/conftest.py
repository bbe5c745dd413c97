"""The demo's world, read once for all tests of the page; each test may change a copy of it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from monitor.rulebook import Rulebook
from tests.monitor.web.world import read_demo, served, site


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    return Rulebook([])


@pytest.fixture(scope="session")
def demo_home(tmp_path_factory: pytest.TempPathFactory, rulebook: Rulebook) -> Path:
    home = tmp_path_factory.mktemp("demo")
    read_demo(home, rulebook)
    return home


@pytest.fixture
def home(demo_home: Path, tmp_path: Path) -> Path:
    """A copy that a test may change."""
    return Path(shutil.copytree(demo_home, tmp_path / "home"))


@pytest.fixture
def address(home: Path, rulebook: Rulebook) -> Iterator[str]:
    with served(site(home, rulebook)) as where:
        yield where
