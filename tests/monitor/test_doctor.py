from __future__ import annotations

import json
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

import db.figures
import db.incidents
import db.sources
from crawlers.source import Source
from db.engine import open_database, writing
from db.migrate import migrate
from monitor import lease
from monitor.config import load_config
from monitor.doctor import Doctor, Finding
from monitor.ingest import ingest
from monitor.rulebook import Rulebook
from tests.conftest import database_of, environment_of
from tests.monitor.conftest import NOW, item, poll

POLICYWATCH = str(Path(sys.executable).with_name("policywatch"))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "policywatch.yml").write_text("sources: {only: [xx/press]}\n")
    return tmp_path


def found(home: Path, source: Source | None, now: datetime = NOW, *, names: bool = True) -> dict[str, Finding]:
    def resolve(host: str) -> object:
        if not names:
            raise OSError("no such name")
        return host

    conf = load_config(environment_of(home))
    sources = {source.id: source} if source else {}
    return {one.subject: one for one in Doctor(conf, sources, Rulebook([]), now, resolve).findings()}


@pytest.fixture
def stored(home: Path, source: Source) -> Engine:
    """A database in the home with one run that ended at NOW."""
    engine = open_database(database_of(home))
    migrate(engine)
    with writing(engine) as connection:
        db.sources.register(connection, [source.id], NOW)
        ingest(connection, source, poll(item("a", "First")))
    return engine


@pytest.mark.both_databases
def test_a_home_that_is_well(home: Path, source: Source, stored: Engine) -> None:
    lease.take(stored, lease.holder(), NOW)
    seen = found(home, source)
    assert seen["database"].state == "ok"
    assert seen["daemon"].says == f"{lease.holder()} leads"
    assert seen["names (DNS)"].state == "ok"
    assert {one.subject for one in seen.values() if one.state == "trouble"} == set()
    assert seen["operators"].do.startswith("name a channel")


def test_names_that_have_no_address(home: Path, source: Source) -> None:
    assert found(home, source, names=False)["names (DNS)"] == Finding(
        "names (DNS)", "trouble", "no address for 127.0.0.1", "look at /etc/resolv.conf and the network"
    )


def test_nothing_watched_is_trouble(home: Path) -> None:
    assert found(home, None)["sources"].state == "trouble"


def test_a_clock_that_went_back(home: Path, source: Source, stored: Engine) -> None:
    assert found(home, source, NOW - timedelta(days=1))["clock"].state == "trouble"


def test_a_leader_that_polls_nothing(home: Path, source: Source, stored: Engine) -> None:
    later = NOW + timedelta(hours=3)
    lease.take(stored, "elsewhere:1", later)
    assert found(home, source, later)["schedule"].says == "1 sources are due for more than 10 minutes"


@pytest.mark.sqlite_only("a damaged file")
def test_a_damaged_database_is_found_and_kept(home: Path, source: Source, stored: Engine) -> None:
    stored.dispose()
    path = home / "data" / "policywatch.db"
    body = path.read_bytes()
    path.write_bytes(body[:8192] + b"\xff" * 4096 + body[12288:])
    seen = found(home, source)["database"]
    assert seen.state == "trouble"
    assert "restore" in seen.do
    assert path.stat().st_size == len(body)


def test_a_folder_that_cannot_be_written(home: Path, source: Source) -> None:
    (home / "log").write_text("a file in its place")
    seen = found(home, source)["log folder"]
    assert seen.state == "trouble"
    assert "cannot be written" in seen.says


def test_open_incidents_and_what_is_not_delivered(home: Path, source: Source, stored: Engine) -> None:
    with writing(stored) as connection:
        db.incidents.open_incident(connection, "source:xx/press", "stale", "quiet", NOW)
    assert found(home, source)["incidents"].says == "open: 1 stale"


def test_the_command_prints_json_and_exits_by_what_it_found(home: Path) -> None:
    (home / "policywatch.yml").write_text("sources: {disable: ['*']}\n")  # nothing watched: no name is looked up
    done = subprocess.run(
        [POLICYWATCH, "doctor", "--json"],
        env=environment_of(home),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1, done.stderr
    assert {"subject": "sources", "state": "trouble"}.items() <= json.loads(done.stdout)[4].items()
    (home / "policywatch.yml").write_text("sorces: {}\n")
    done = subprocess.run([POLICYWATCH, "doctor"], env=environment_of(home), capture_output=True)
    assert done.returncode == 3
