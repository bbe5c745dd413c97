"""Faults 8, 10, 11, 34: the clock, a locked or full database, and text that a database refuses."""

from __future__ import annotations

import asyncio
import shutil
import signal
import subprocess
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

import db.sources
from crawlers.keys import feed_key
from crawlers.source import Source
from db.engine import open_database, reading, writing
from db.migrate import migrate
from monitor.ingest import ingest
from monitor.schedule import next_due
from tests.chaos.kill_world import KillWorld
from tests.monitor.conftest import NOW, item, poll


@pytest.mark.sqlite_only("one writer at a time")
def test_a_locked_database_is_waited_for(tmp_path: Path, source: Source) -> None:
    engine = open_database(f"sqlite:///{tmp_path / 'one.db'}")
    migrate(engine)
    locked, free = threading.Event(), threading.Event()

    def hold() -> None:
        with writing(engine) as connection:
            connection.execute(text("DELETE FROM issue"))
            locked.set()
            free.wait(10)

    holder = threading.Thread(target=hold)
    holder.start()
    assert locked.wait(10)
    threading.Timer(1.0, free.set).start()
    with writing(engine) as connection:  # waits, and does not fail with "database is locked"
        assert free.is_set()
        db.sources.register(connection, [source.id], NOW)
        ingest(connection, source, poll(item("1", "One")))
    holder.join()
    engine.dispose()


@pytest.mark.parametrize("jump", [timedelta(days=-400), timedelta(days=400)])
def test_a_clock_that_jumped_keeps_no_source_waiting(engine: Engine, source: Source, jump: timedelta) -> None:
    with writing(engine) as connection:
        db.sources.register(connection, [source.id], NOW + jump)
        ingest(connection, source, poll(item("1", "One"), at=NOW + jump))
        now = NOW
        db.sources.clamp_due(connection, {source.id: next_due(source, now, 1.0)})  # as every start does
        due = db.sources.states(connection, [source.id])[source.id]["next_due"]
    assert due <= now + timedelta(minutes=20)


HARD = [
    "nul \x00 here",
    "lone \ud800 surrogate",
    "\ufffe\uffff",
    "a\u0000\ud83d",
    "\x1b[31m",
    "x" * 300_000,
    "갈륨 镓 ガリウム",
]


def test_no_text_of_a_publisher_is_refused_by_a_database(engine: Engine, source: Source) -> None:
    with writing(engine) as connection:
        db.sources.register(connection, [source.id], NOW)
        items = [item(feed_key(f"{number} {one[:40]}", "", "", ""), one, one) for number, one in enumerate(HARD)]
        stored = ingest(connection, source, poll(*items, error="it said \x00\ud800"))
    assert stored.new_documents == len(HARD)
    with reading(engine) as connection:
        texts = connection.execute(text("SELECT text FROM revision ORDER BY id")).scalars().all()
    assert "갈륨 镓 ガリウム" in texts
    assert not any("\x00" in one for one in texts)


@pytest.mark.chaos
@pytest.mark.sqlite_only("its file on a full disk")
async def test_a_full_disk_stops_nothing_for_good(tmp_path: Path) -> None:
    """A real one: the home lies on a file system of 3 MB that is filled up and emptied again."""
    home = tmp_path / "home"
    home.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(home)], capture_output=True)  # noqa: ASYNC221
    if mounted.returncode:
        pytest.skip("only root may mount a small file system")
    try:
        await _fill_and_empty(home)
    finally:
        subprocess.run(["umount", "--lazy", str(home)], check=True)  # noqa: ASYNC221


async def _fill_and_empty(home: Path) -> None:
    world = KillWorld(home)
    async with world.serve():
        process = await world.start()
        await world.baseline()
        ballast = home / "ballast"
        try:
            with ballast.open("wb") as file:
                while True:
                    file.write(b"x" * 4096)
                    file.flush()
        except OSError:
            pass
        assert shutil.disk_usage(home).free < 4096
        world.published += 2
        await asyncio.sleep(4)
        assert process.returncode is None, "the daemon died of a full disk"
        assert len(world.post.received) == 0, "nothing is sent that is not stored first"
        ballast.unlink()
        assert await world.wait_for(2, 90), world.said()
        assert await world.stop(process, signal.SIGTERM) == 0
    world.check(kills=0)
