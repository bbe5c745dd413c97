"""Faults 1 to 4, 7, 13, 28, 41, 42: a crash at every joint of the chain, and everything is told once."""

from __future__ import annotations

import asyncio
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest
from sqlalchemy import Engine, text

import db.alerts
import db.documents
import db.sources
from crawlers.source import Source
from db.engine import open_database, reading, writing
from db.migrate import HEAD, current, migrate
from monitor import lease
from monitor.dispatch import dispatch_pending
from monitor.ingest import ingest
from monitor.match import match_pending
from monitor.subscription import Subscription
from rules import RuleSet
from tests.chaos.kill_world import KillWorld
from tests.chaos.post import Post
from tests.monitor.conftest import NOW, item, poll

TEAM = Subscription(id="team", channels=["mail"])
GALLIUM = item("1", "Export control on gallium", "Exports of gallium need a licence.")


class CrashError(Exception):
    pass


def watched(engine: Engine, source: Source) -> None:
    """A source with its baseline behind it."""
    with writing(engine) as connection:
        db.sources.register(connection, [source.id], NOW)
        db.alerts.register_subscriptions(connection, {"team": NOW})
        ingest(connection, source, poll(item("0", "Nothing")))


def waiting(engine: Engine) -> dict[str, int]:
    counts = {
        "documents": "SELECT count(*) FROM document",
        "unmatched": "SELECT count(*) FROM revision WHERE matched_at IS NULL",
        "undispatched": "SELECT count(*) FROM match WHERE dispatched_at IS NULL",
        "deliveries": "SELECT count(*) FROM delivery",
    }
    with reading(engine) as connection:
        return {name: connection.execute(text(asked)).scalar_one() for name, asked in counts.items()}


def _store_and_crash(engine: Engine, source: Source) -> None:
    with writing(engine) as connection:
        ingest(connection, source, poll(GALLIUM, at=NOW + timedelta(hours=1)))
        raise CrashError


def test_a_crash_while_storing_forgets_items_and_validators_together(engine: Engine, source: Source) -> None:
    watched(engine, source)
    with reading(engine) as connection:
        before = dict(db.sources.states(connection, [source.id])[source.id])
    with pytest.raises(CrashError):
        _store_and_crash(engine, source)
    with reading(engine) as connection:
        assert dict(db.sources.states(connection, [source.id])[source.id]) == before
    assert waiting(engine)["documents"] == 1


def test_a_crash_between_any_two_stages_loses_and_doubles_nothing(
    engine: Engine, source: Source, ruleset: RuleSet
) -> None:
    watched(engine, source)
    with writing(engine) as connection:
        ingest(connection, source, poll(GALLIUM, at=NOW + timedelta(hours=1)))
    engine.dispose()  # the process dies: only the tables are left
    assert waiting(engine) == {"documents": 2, "unmatched": 2, "undispatched": 0, "deliveries": 0}
    later = NOW + timedelta(hours=2)
    match_pending(engine, ruleset, later)
    engine.dispose()
    assert waiting(engine)["undispatched"] == 2
    for _ in range(3):  # each stage may run again
        match_pending(engine, ruleset, later)
        dispatch_pending(engine, [TEAM], [], later)
    assert waiting(engine) == {"documents": 2, "unmatched": 0, "undispatched": 0, "deliveries": 1}


def test_a_crash_inside_dispatch_takes_its_alert_back(
    engine: Engine, source: Source, ruleset: RuleSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    watched(engine, source)
    with writing(engine) as connection:
        ingest(connection, source, poll(GALLIUM, at=NOW + timedelta(hours=1)))
    later = NOW + timedelta(hours=2)
    match_pending(engine, ruleset, later)

    def crash(*_: Any) -> None:
        raise CrashError

    with monkeypatch.context() as broken:
        broken.setattr("db.matches.mark_dispatched", crash)
        with pytest.raises(CrashError):
            dispatch_pending(engine, [TEAM], [], later)
    assert waiting(engine)["deliveries"] == 0
    dispatch_pending(engine, [TEAM], [], later)
    assert waiting(engine)["deliveries"] == 1


def test_what_is_deleted_and_posted_again_is_known(engine: Engine, source: Source) -> None:
    watched(engine, source)
    for hour, items in enumerate([[GALLIUM], [], [GALLIUM]], start=1):
        with writing(engine) as connection:
            ingest(connection, source, poll(item("0", "Nothing"), *items, at=NOW + timedelta(hours=hour)))
    assert waiting(engine)["documents"] == 2


@pytest.mark.both_databases
async def test_a_second_daemon_waits_and_takes_over_when_the_first_dies(tmp_path: Path, home_database: str) -> None:
    world = KillWorld(tmp_path, home_database)
    async with world.serve():
        first = await world.start()
        await world.baseline()
        second = await world.start()
        for _ in range(1200):
            if "leads this database" in world.said():
                break
            await asyncio.sleep(0.05)
        else:
            pytest.fail(f"the second daemon did not wait\n{world.said()}")
        await world.stop(first, signal.SIGKILL)
        world.published += 1
        assert await world.wait_for(1, 40), world.said()
        assert await world.stop(second, signal.SIGTERM) == 0
    world.check(kills=1)


@pytest.mark.sqlite_only("its write-ahead log, cut")
def test_a_power_cut_leaves_a_sound_file_and_whole_transactions(tmp_path: Path, source: Source) -> None:
    """Whatever part of the write-ahead log reached the disk: what is there is a state that was committed."""
    engine = open_database(f"sqlite:///{tmp_path / 'one.db'}")
    migrate(engine)
    watched(engine, source)
    for number in range(1, 9):
        with writing(engine) as connection:
            ingest(
                connection,
                source,
                poll(item(f"a{number}", "A"), item(f"b{number}", "B"), at=NOW + timedelta(hours=number)),
            )
    log = (tmp_path / "one.db-wal").read_bytes()
    dice, seen = random.Random(1), set()
    for _ in range(25):
        cut = tmp_path / "cut.db"
        shutil.copy(tmp_path / "one.db", cut)
        (tmp_path / "cut.db-wal").write_bytes(log[: dice.randrange(len(log))])
        (tmp_path / "cut.db-shm").unlink(missing_ok=True)
        with sqlite3.connect(cut) as found:
            assert found.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            if found.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                seen.add(found.execute("SELECT count(*) FROM document").fetchone()[0])
        found.close()
    assert len(seen) > 2
    assert all(number % 2 == 1 or number == 0 for number in seen), seen  # pairs came in one transaction
    engine.dispose()


@pytest.mark.sqlite_only("its settings")
def test_every_commit_reaches_the_disk(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'one.db'}")
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2  # FULL
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
    engine.dispose()


_MIGRATE = "import sys; from db.engine import open_database; from db.migrate import migrate; migrate(open_database(sys.argv[1]))"


@pytest.mark.sqlite_only("looks into the file of a killed process")
def test_a_migration_killed_anywhere_is_done_by_the_next_start(tmp_path: Path) -> None:
    dice, address = random.Random(2), f"sqlite:///{tmp_path / 'one.db'}"
    for _ in range(3):
        started = subprocess.Popen([sys.executable, "-c", _MIGRATE, address], env=os.environ | {"PYTHONPATH": "."})
        sleep(dice.uniform(0.5, 1.8))
        started.kill()
        started.wait()
        if (tmp_path / "one.db").exists():
            with sqlite3.connect(tmp_path / "one.db") as found:
                versions = found.execute(
                    "SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'"
                ).fetchone()[0]
                tables = found.execute("SELECT count(*) FROM sqlite_master WHERE type = 'table'").fetchone()[0]
            found.close()
            assert tables == 0 or versions == 1, "half of a migration stands in the file"
    engine = open_database(address)
    migrate(engine)
    assert current(engine) == HEAD
    engine.dispose()


async def test_a_stop_in_the_middle_of_sending_ends_the_sending(tmp_path: Path, home_database: str) -> None:
    post = SlowPost()
    world = KillWorld(tmp_path, home_database, post=post)
    async with world.serve():
        process = await world.start()
        await world.baseline()
        world.published += 1
        await asyncio.wait_for(post.sending.wait(), 30)
        began = monotonic()
        assert await world.stop(process, signal.SIGTERM) == 0
        assert monotonic() - began < 20
    world.check(kills=0)


@dataclass
class SlowPost(Post):
    """Takes two seconds over each mail."""

    sending: asyncio.Event = field(default_factory=asyncio.Event)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        self.sending.set()
        await asyncio.sleep(2)
        return await super().handle_DATA(server, session, envelope)


def test_two_leases_are_never_held_at_once(engine: Engine) -> None:
    assert lease.take(engine, "one:1", NOW) == "one:1"
    assert lease.take(engine, "two:2", NOW + timedelta(seconds=29)) == "one:1"
    assert lease.take(engine, "two:2", NOW + timedelta(seconds=31)) == "two:2"
    assert not lease.renew(engine, "one:1", NOW + timedelta(seconds=32))  # who slept too long is told so
