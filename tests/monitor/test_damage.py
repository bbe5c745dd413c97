"""A broken or lost database is never worked with and never made anew; a backup takes its place."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import cast

import pytest
from click.testing import Result
from sqlalchemy import Engine
from typer.testing import CliRunner

import db.keeping
import db.sources
from crawlers.source import Source
from db.engine import DatabaseError, open_database, reading, writing
from db.migrate import migrate
from db.soundness import damage, refuse_damaged, unfinished
from monitor.cli import app
from monitor.deliver import deliver_pending
from monitor.ingest import ingest
from monitor.opened import BAD_CONFIGURATION
from monitor.refill import Given, Refused, fill_file
from tests.monitor.chat_server import chat_server
from tests.monitor.conftest import NOW, item, poll
from tests.monitor.test_deliver import outbox, write_alerts

Command = Callable[..., Result]
pytestmark = pytest.mark.sqlite_only("a damaged or missing file")
NOBODY = cast(Given, None)  # is not asked for rows

# an empty `only` would mean the whole catalogue: a daemon of a test must name what it watches
CONFIGURATION = """\
sources: {only: [xx/press]}
networks: {allow: [127.0.0.0/8]}
observe: {listen: 'off'}
web: {listen: 'off'}
"""
SOURCE = """\
{id: xx/press, name: Press, publisher: Ministry of Ore, country: XX, languages: [en], kind: feed,
 url: "http://127.0.0.1:9/feed", timezone: UTC, every: 1d, verified: true}
"""


@pytest.fixture
def path(tmp_path: Path, source: Source, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A database with 300 documents, of a home that watches one source of this machine, and it is not there."""
    monkeypatch.setenv("POLICYWATCH_HOME", str(tmp_path))
    (tmp_path / "sources" / "xx").mkdir(parents=True)
    (tmp_path / "sources" / "xx" / "press.yml").write_text(SOURCE, encoding="utf-8")
    (tmp_path / "policywatch.yml").write_text(CONFIGURATION, encoding="utf-8")
    path = tmp_path / "data" / "policywatch.db"
    engine = open_database(f"sqlite:///{path}")
    migrate(engine)
    with writing(engine) as connection:
        db.sources.register(connection, [source.id], NOW)
        ingest(connection, source, poll(*(item(f"{one}", f"Notice {one}", "갈륨 " * 400) for one in range(300))))
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    return path


@pytest.fixture
def command() -> Command:
    return lambda *words: CliRunner().invoke(app, list(words))


def broken_header(body: bytearray) -> None:
    body[:100] = b"\xff" * 100


def broken_middle(body: bytearray) -> None:
    half = len(body) // 2 // 4096 * 4096
    body[half : half + 40 * 4096] = os.urandom(40 * 4096)


def cut(body: bytearray) -> None:
    del body[len(body) // 3 :]


def broken(path: Path, breaking: Callable[[bytearray], None]) -> bytearray:
    body = bytearray(path.read_bytes())
    breaking(body)
    path.write_bytes(body)
    return body


def test_a_broken_file_is_refused_kept_and_replaced_by_a_backup(path: Path, command: Command) -> None:
    saved = path.parent / "saved.backup"
    assert command("backup", str(saved)).exit_code == 0
    body = broken(path, broken_middle)
    answer = command("run")
    assert answer.exit_code == BAD_CONFIGURATION
    assert "is damaged" in answer.output
    assert "policywatch restore BACKUP --replace" in answer.output
    assert path.read_bytes() == body, "it is left as it is"
    answer = command("backup", str(path.parent / "worse.backup"))
    assert answer.exit_code in (1, BAD_CONFIGURATION), answer.output
    assert not (path.parent / "worse.backup").exists()
    assert "--replace" in command("restore", str(saved)).output
    answer = command("restore", str(saved), "--replace")
    assert answer.exit_code == 0, answer.output
    (aside,) = path.parent.glob("*.before-*Z")
    assert aside.read_bytes() == body
    assert damage(path) == ""
    assert json.loads(command("status", "--json").stdout)["documents"] == 300


@pytest.mark.parametrize("breaking", [broken_header, cut])
def test_however_it_is_broken_it_is_refused(path: Path, breaking: Callable[[bytearray], None]) -> None:
    body = broken(path, breaking)
    engine = open_database(f"sqlite:///{path}")
    with pytest.raises(DatabaseError, match="is damaged"):
        refuse_damaged(engine)
    with pytest.raises(Refused, match="damaged: --replace keeps it aside"):
        fill_file(path, NOBODY, NOW, replace=False)
    engine.dispose()
    assert path.read_bytes() == body


def test_a_file_that_is_gone_is_not_made_anew_while_its_log_is_there(path: Path, command: Command) -> None:
    path.with_name(path.name + "-wal").write_bytes(b"something")
    path.rename(path.with_name("elsewhere.db"))
    answer = command("status")
    assert (answer.exit_code, "is gone" in answer.output) == (BAD_CONFIGURATION, True)
    path.with_name(path.name + "-wal").unlink()
    unfinished(path).touch()
    answer = command("status")
    assert (answer.exit_code, "a restore was interrupted" in answer.output) == (BAD_CONFIGURATION, True)
    assert not path.exists()


def test_a_daemon_stops_when_its_file_breaks(path: Path) -> None:
    """Going on would write into a broken file, and tell everything anew."""
    process = subprocess.Popen(
        [sys.executable, "-m", "monitor.cli", "run"], env=os.environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    try:
        assert process.stdout is not None
        for line in process.stdout:
            if b"watches" in line:
                assert b"watches 1 sources" in line
            if b"Ctrl-C stops" in line:
                break
        engine = open_database(f"sqlite:///{path}")
        while not _led(engine):
            assert process.poll() is None
        engine.dispose()
        with path.open("r+b") as file:
            file.write(b"\xff" * 4096 * 30)
        _, said = process.communicate(timeout=60)
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert process.returncode not in (0, -signal.SIGKILL)
    assert b"is damaged" in said
    assert b"restore BACKUP" in said


def _led(engine: Engine) -> bool:
    with reading(engine) as connection:
        return connection.exec_driver_sql("SELECT 1 FROM lease").first() is not None


def test_held_deliveries_wait_for_a_person(engine: Engine) -> None:
    write_alerts(engine, 2)
    with writing(engine) as connection:
        db.keeping.hold(connection, "restored", NOW)
    with chat_server() as chat:
        assert deliver_pending(outbox(engine, chat)) == 0
        assert chat.asked == 0
        with writing(engine) as connection:
            assert db.keeping.release(connection) == 2
        assert deliver_pending(outbox(engine, chat)) == 2


def test_the_commands_save_put_back_and_carry_over(path: Path, command: Command) -> None:
    folder = path.parent / "backups"
    folder.mkdir()
    answer = command("backup", str(folder), "--keep", "3", "--json")
    saved = json.loads(answer.stdout)
    assert saved["rows"]["document"] == 300
    assert json.loads(command("restore", saved["file"], "--check", "--json").stdout)["rows"]["document"] == 300
    answer = command("restore", saved["file"])
    assert (answer.exit_code, "--replace" in answer.output) == (1, True)
    answer = command("move", f"sqlite:///{path.parent / 'new.db'}")
    assert answer.exit_code == 0, answer.output
    assert f"database: sqlite:///{path.parent / 'new.db'}" in answer.output
    assert "300  document" in answer.output
    assert command("move", f"sqlite:///{path.parent / 'new.db'}").exit_code == 1
    assert command("move", f"sqlite:///{path}").exit_code == 1
    assert "no address of a database" in command("move", "somewhere else").output
    assert command("move", "postgresql://u:${NOBODY_SET_THIS}@127.0.0.1/x").exit_code == 2
    assert command("restore", str(path)).exit_code == 1


def test_a_hold_is_told_until_it_is_released(path: Path, command: Command) -> None:
    engine = open_database(f"sqlite:///{path}")
    with writing(engine) as connection:
        db.keeping.hold(connection, "run --hold", NOW - timedelta(days=1))
    engine.dispose()
    assert json.loads(command("status", "--json").stdout)["held"]["reason"] == "run --hold"
    assert "0 deliveries are released" in command("deliveries", "release").output
    assert "nothing is held back" in command("deliveries", "release").output
    assert json.loads(command("status", "--json").stdout)["held"] is None
