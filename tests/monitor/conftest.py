"""A store, a source and a small set of rules; everything real, in a temporary folder."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

import rules
from crawlers.item import Item, Poll, Validators
from crawlers.source import Source
from db.engine import open_database
from db.migrate import migrate
from rules import Concept, Rule, RuleSet
from tests.chromium import browser as browser
from tests.conftest import database_on

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path, home_database: str) -> Iterator[Engine]:
    """A migrated, empty database of either kind; with `--database postgresql` the test's own for both."""
    with contextlib.ExitStack() as stack:
        if request.param == "sqlite" and not home_database:
            shutil.copy(request.getfixturevalue("migrated"), tmp_path / "policywatch.db")
            address = f"sqlite:///{tmp_path / 'policywatch.db'}"
        elif not (address := home_database):
            server, like = request.getfixturevalue("postgresql_server"), request.getfixturevalue("migrated_postgresql")
            address = stack.enter_context(database_on(server, like))
        engine = open_database(address)
        yield engine
        engine.dispose()


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite file to copy: migrating takes longer than most tests."""
    path = tmp_path_factory.mktemp("migrated") / "policywatch.db"
    engine = open_database(f"sqlite:///{path}")
    migrate(engine)
    engine.dispose()
    return path


@pytest.fixture
def another(request: pytest.FixtureRequest, migrated: Path, home_database: str) -> Iterator[Callable[[], Engine]]:
    """Opens another migrated, empty database each time it is called."""
    with contextlib.ExitStack() as stack:

        def opened() -> Engine:
            if home_database:
                server, like = (request.getfixturevalue(one) for one in ("postgresql_server", "migrated_postgresql"))
                engine = open_database(stack.enter_context(database_on(server, like)))
            else:
                path = request.getfixturevalue("tmp_path_factory").mktemp("another") / "policywatch.db"
                engine = open_database(f"sqlite:///{shutil.copy(migrated, path)}")
            stack.callback(engine.dispose)
            return engine

        yield opened


@pytest.fixture
def store(
    request: pytest.FixtureRequest, tmp_path: Path, home_database: str, another: Callable[[], Engine]
) -> Iterator[Engine]:
    """A migrated, empty database, for what no kind of database decides; beside `engine`, another than that."""
    own = home_database and "engine" not in request.fixturenames
    engine = open_database(home_database) if own else another()
    yield engine
    engine.dispose()


@pytest.fixture
def source() -> Source:
    return make_source()


def make_source(**changed: object) -> Source:
    plain = {
        "id": "xx/press", "name": "Press", "publisher": "Ministry of Ore", "country": "XX", "languages": ["en"],
        "kind": "feed", "url": "http://127.0.0.1/feed", "timezone": "UTC", "every": "10m", "verified": True,
    }  # fmt: skip
    return Source.model_validate(plain | changed)


def item(key: str, title: str, text: str = "", **more: object) -> Item:
    return Item(key=key, title=title, url=f"http://127.0.0.1/{key}", text=text, published=NOW, **more)  # type: ignore[arg-type]


def poll(*items: Item, at: datetime = NOW, outcome: str = "ok", error: str = "") -> Poll:
    end = at + timedelta(seconds=1)
    validators = Validators(etag=f'"{at:%H%M%S}"')
    return Poll(
        "xx/press",
        at,
        end,
        outcome,
        items=list(items),
        rows=len(items),
        error=error,
        validators=validators,  # type: ignore[arg-type]
    )


@pytest.fixture(scope="session")
def ruleset() -> RuleSet:
    concepts = [
        {"id": "gallium", "kind": "mineral", "mineral": "gallium", "names": {"en": ["gallium"], "ko": ["갈륨"]},
         "examples": {"match": ["gallium metal", "갈륨 금속"]}},
        {"id": "export-control", "kind": "measure", "names": {"en": ["export control"], "ko": ["수출통제"]},
         "examples": {"match": ["an export control", "수출통제 시행"]}},
    ]  # fmt: skip
    written = [
        {"id": "gallium-control", "title": {"en": "Control of gallium"}, "severity": "high", "labels": ["supply_chain"],
         "when": {"all": [{"concept": "gallium"}, {"concept": "export-control"}]},
         "examples": {"match": ["Export control on gallium"], "no_match": ["A gallium lamp"]}},
        {"id": "gallium-news", "title": {"en": "Gallium"}, "severity": "low", "labels": ["rare_metal"],
         "when": {"concept": "gallium"}, "examples": {"match": ["Gallium found"], "no_match": ["Copper found"]}},
    ]  # fmt: skip
    return rules.compile(
        [Concept.model_validate(one) for one in concepts], [Rule.model_validate(one) for one in written]
    )
