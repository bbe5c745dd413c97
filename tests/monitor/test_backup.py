"""What a backup or a move brings over is the same, row for row, on whichever database it arrives."""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, select
from typer.testing import CliRunner

import db.alerts
import db.deliveries
import db.documents
import db.keeping
import db.search
import db.sources
from crawlers.item import Retrieval
from crawlers.source import Source
from db.engine import open_database, reading, writing
from db.loading import LoadError
from db.migrate import HEAD, current, migrate
from db.portable import Sum, lines, shapes
from db.tables import Document, Revision, Silence, SourceState
from db.write import table
from monitor import lease
from monitor.backup import Archive, BackupError, Live, back_up, verify
from monitor.cli import app
from monitor.deliver import Outbox, deliver_pending
from monitor.dispatch import dispatch_pending
from monitor.ingest import ingest
from monitor.match import match_pending
from monitor.move import move, put
from monitor.refill import Filled, Refused
from monitor.subscription import Subscription
from rules import RuleSet
from tests.conftest import database_on
from tests.monitor.conftest import NOW, item, poll

LATER = NOW + timedelta(days=1)
ODD = "갈륨·게르마늄 — 'quoted' \"twice\" \\ back\tslash \\u0000 \U0001f600 \x1f end"
#: What does not depend on the database is tried on one.
on_sqlite = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
DESK = Subscription(id="desk", channels=["mail"])


@pytest.fixture
def full(engine: Engine, source: Source, ruleset: RuleSet) -> Engine:
    """A database with something in most tables: a bulletin whose article is older than it, bytes, odd text, alerts."""
    answer = Retrieval("http://127.0.0.1/1?x=갈", 200, {"content-type": "text/html", "etag": 'W/"ä"'})
    raw = bytes(range(256)) * 40
    first = item("1", "Export control on gallium", ODD, raw=raw, media_type="text/html", retrieval=answer)
    with writing(engine) as connection:
        db.sources.register(connection, [source.id], NOW)
        db.alerts.register_subscriptions(connection, {"desk": NOW})
        open_source = source.model_copy(update={"alert_existing": True})
        ingest(connection, open_source, replace(poll(first), bytes_read=2**62, error="half 갈륨"))
        bulletin, article = item("b", "Bulletin", "all"), item("b#1", "갈륨 수출통제 시행", parent="b")
        ingest(connection, open_source, poll(article, bulletin, at=NOW + timedelta(hours=1)))
    match_pending(engine, ruleset, NOW)
    dispatch_pending(engine, [DESK], [], NOW + timedelta(seconds=1))
    return engine


@pytest.fixture
def other(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[str], str]:
    """The address of an empty database of a kind."""

    def address(kind: str) -> str:
        if kind == "sqlite":
            return f"sqlite:///{tmp_path / 'other.db'}"
        return str(request.getfixturevalue("other_postgresql"))

    return address


@pytest.fixture
def other_postgresql(postgresql_server: str) -> Iterator[str]:
    with database_on(postgresql_server) as address:
        yield address


def sums(engine: Engine) -> dict[str, tuple[int, str]]:
    found = {}
    with reading(engine) as connection:
        for shape in shapes(connection):
            told = Sum()
            for line in lines(connection, shape):
                told.add(line)
            found[shape.name] = (told.rows, str(told))
    return found


@pytest.fixture
def opened() -> Iterator[Callable[[str], Engine]]:
    """Opens databases that are closed at the end."""
    engines: list[Engine] = []

    def one(address: str) -> Engine:
        engines.append(open_database(address))
        return engines[-1]

    yield one
    for engine in engines:
        engine.dispose()


Opened = Callable[[str], Engine]


def other_kind(engine: Engine) -> str:
    return "sqlite" if engine.dialect.name == "postgresql" else "postgresql"


def test_a_move_brings_everything_over(full: Engine, other: Callable[[str], str], opened: Opened) -> None:
    before, address = sums(full), other(other_kind(full))
    filled = move(full, address, LATER)
    assert filled.rows == {name: rows for name, (rows, _) in before.items()}
    assert filled.rows["document"] == 3
    assert min(filled.rows[name] for name in ("snapshot", "match", "alert", "delivery", "kept_rules")) >= 1
    assert (filled.cleaned, filled.kept_aside) == ([], "")
    target = opened(address)
    assert current(target) == HEAD
    assert sums(target) == before == sums(full)
    with writing(target) as connection:  # a sequence that was not set would give a number that is taken
        row = connection.execute(select(table(Revision)).limit(1)).mappings().one()
        fresh = {name: value for name, value in row.items() if name != "id"} | {"number": 99}
        connection.execute(table(Revision).insert().values(fresh))


def test_a_backup_is_restored_on_the_same_kind(
    full: Engine, other: Callable[[str], str], opened: Opened, tmp_path: Path
) -> None:
    kind = full.dialect.name
    made = back_up(full, tmp_path / "one.backup", LATER)
    assert made.rows["document"] == 3
    assert (made.path.stat().st_mode & 0o777, made.path.stat().st_size) == (0o600, made.bytes)
    before = sums(full)
    put(other(kind), verify(made.path), LATER)
    target = opened(other(kind))
    assert sums(target) == before
    with reading(target) as connection:  # the search finds them again
        assert db.search.waiting(connection) == 3


@on_sqlite
def test_a_backup_shows_one_moment_while_others_write(full: Engine, source: Source, tmp_path: Path) -> None:
    """Every revision of the backup has its document, although both go on being written."""
    from threading import Event, Thread

    stop = Event()

    def write() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            with writing(full) as connection:
                ingest(connection, source, poll(item(f"w{number}", f"Written {number}"), at=LATER))

    writer = Thread(target=write)
    writer.start()
    try:
        made = [back_up(full, tmp_path / f"{number}.backup", LATER) for number in range(2)]
    finally:
        stop.set()
        writer.join()
    assert made[-1].rows["document"] > made[0].rows["document"]
    for one in made:
        assert one.rows["revision"] == one.rows["document"]
        address = f"sqlite:///{tmp_path / one.path.stem}.db"
        put(address, verify(one.path), LATER)  # raises when a row refers to one that is not there


def test_a_full_database_is_only_replaced_when_asked(
    full: Engine, source: Source, tmp_path: Path, opened: Opened
) -> None:
    address = full.url.render_as_string(hide_password=False)
    made = back_up(full, tmp_path / "one.backup", LATER)
    before = sums(full)
    with writing(full) as connection:
        ingest(connection, source, poll(item("9", "After the backup"), at=LATER))
    after = sums(full)
    with pytest.raises(Refused, match="not empty: --replace keeps"):
        put(address, verify(made.path), LATER)
    assert sums(full) == after
    full.dispose()
    filled = put(address, verify(made.path), LATER, replace=True)
    assert sums(opened(address)) == before
    assert kept_titles(opened, address, filled) - {"After the backup"} == {
        "Export control on gallium",
        "Bulletin",
        "갈륨 수출통제 시행",
    }
    assert "After the backup" in kept_titles(opened, address, filled)


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
def test_what_a_newer_program_has_made_goes_aside_too(full: Engine, tmp_path: Path, opened: Opened) -> None:
    address = full.url.render_as_string(hide_password=False)
    made = back_up(full, tmp_path / "one.backup", LATER)
    with writing(full) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
        connection.exec_driver_sql("CREATE TABLE invented_later (id bigint REFERENCES document (id))")
        connection.exec_driver_sql("CREATE TABLE procrastinate_jobs (id bigint)")
    filled = put(address, verify(made.path), LATER, replace=True)
    with reading(opened(address)) as connection:
        there = connection.exec_driver_sql(
            "SELECT schemaname FROM pg_tables WHERE tablename IN ('invented_later', 'procrastinate_jobs') ORDER BY 1"
        )
        assert there.scalars().all() == [filled.kept_aside, "public"]
    assert current(opened(address)) == HEAD


def kept_titles(opened: Opened, address: str, filled: Filled) -> set[str]:
    query = select(table(Document).c.title)
    if address.startswith("sqlite"):
        aside = opened(f"sqlite:///{filled.kept_aside}")
        with reading(aside) as connection:
            return set(connection.execute(query).scalars())
    with reading(opened(address)) as connection:
        connection.exec_driver_sql(f'SET search_path = "{filled.kept_aside}"')
        return set(connection.execute(query).scalars())


@on_sqlite
def test_nothing_is_replaced_under_a_daemon(full: Engine, tmp_path: Path) -> None:
    made = back_up(full, tmp_path / "one.backup", LATER)
    lease.take(full, "elsewhere:1", LATER)
    address = full.url.render_as_string(hide_password=False)
    with pytest.raises(Refused, match="elsewhere:1"):
        put(address, verify(made.path), LATER, replace=True)
    with pytest.raises(Refused, match="elsewhere:1"):
        move(full, f"sqlite:///{tmp_path / 'new.db'}", LATER)
    put(address, verify(made.path), LATER + lease.LENGTH, replace=True)


@pytest.mark.sqlite_only("another file under the same name")
@on_sqlite
def test_a_daemon_notices_that_its_file_was_replaced(full: Engine, tmp_path: Path) -> None:
    lease.take(full, "here:1", NOW)
    made = back_up(full, tmp_path / "one.backup", LATER)
    put(str(full.url), verify(made.path), LATER, replace=True)
    with pytest.raises(lease.Replaced, match="start again"):
        lease.renew(full, "here:1", LATER)


@on_sqlite
def test_a_backup_that_is_cut_or_changed_is_refused_and_changes_nothing(
    full: Engine, other: Callable[[str], str], opened: Opened, tmp_path: Path
) -> None:
    made = back_up(full, tmp_path / "one.backup", LATER)
    cut = tmp_path / "cut.backup"
    cut.write_bytes(made.path.read_bytes()[:-200])
    with pytest.raises(BackupError, match="no backup of Policywatch, or a damaged one"):
        verify(cut)
    for name, change in {
        "fewer.backup": lambda text: text[text.index(b"\n") + 1 :],
        "other.backup": lambda text: text.replace(b"Bulletin", b"Bulletim"),
    }.items():
        changed = rewritten(made.path, tmp_path / name, "rows/document.jsonl", change)
        with pytest.raises(BackupError, match="damaged: document"):
            verify(changed)
        for kind in ("sqlite", "postgresql"):
            with pytest.raises(LoadError, match="damaged: document"):
                put(other(kind), Archive(changed), LATER)
    assert not list(tmp_path.glob("other.db*"))
    assert current(opened(other("postgresql"))) is None


def rewritten(path: Path, to: Path, member: str, change: Callable[[bytes], bytes]) -> Path:
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(to, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == member else old.read(name))
    return to


@on_sqlite
def test_a_newer_backup_is_refused(full: Engine, tmp_path: Path) -> None:
    made = back_up(full, tmp_path / "one.backup", LATER)

    def newer(text: bytes) -> bytes:
        return json.dumps(json.loads(text) | {"migration": "9999"}).encode()

    changed = rewritten(made.path, tmp_path / "newer.backup", "manifest.json", newer)
    with pytest.raises(LoadError, match="install a newer one"):
        put(f"sqlite:///{tmp_path / 'new.db'}", verify(changed), LATER)


def test_a_backup_of_an_older_program_is_brought_to_the_newest_migration(tmp_path: Path, opened: Opened) -> None:
    from db.migrate import upgrade

    old = opened(f"sqlite:///{tmp_path / 'old.db'}")
    with writing(old) as connection:
        upgrade(connection, "0002")
        connection.exec_driver_sql(
            "INSERT INTO snapshot (sha256, media_type, url, retrieved_at, body)"
            " VALUES ('ab', 'text/html', 'http://x', '2026-01-01 00:00:00', x'00ff')"
        )
    made = back_up(old, tmp_path / "old.backup", LATER)
    put(f"sqlite:///{tmp_path / 'new.db'}", verify(made.path), LATER)
    new = opened(f"sqlite:///{tmp_path / 'new.db'}")
    assert current(new) == HEAD
    with reading(new) as connection:
        row = db.keeping.snapshot(connection, "ab")
    assert row is not None
    assert (row["body"], row["headers"]) == (b"\x00\xff", {})


def test_what_postgresql_refuses_is_cleaned_and_told(
    tmp_path: Path, other: Callable[[str], str], opened: Opened
) -> None:
    engine = odd_source(opened, tmp_path, last_error="a\0b")
    with writing(engine) as connection:
        matcher = {"words": ["x\ud800y", "z\0"], "share": [2.0, 0.5]}
        connection.execute(table(Silence).insert().values(matcher=matcher, created_at=NOW, until=NOW))
    filled = move(engine, other("postgresql"), LATER)
    assert sorted(filled.cleaned) == ["silence", "source"]
    target = opened(other("postgresql"))
    with reading(target) as connection:
        assert connection.exec_driver_sql("SELECT last_error FROM source").scalar() == "ab"
        matcher = connection.exec_driver_sql("SELECT matcher FROM silence").scalar()
    assert matcher == {"words": ["xy", "z"], "share": [2, 0.5]}


def odd_source(opened: Opened, folder: Path, **odd: object) -> Engine:
    engine = opened(f"sqlite:///{folder / 'odd.db'}")
    migrate(engine)
    with writing(engine) as connection:
        connection.execute(table(SourceState).insert().values(SourceState(id="xx/a", next_due=NOW).model_dump() | odd))
    return engine


def test_a_number_that_does_not_fit_is_told_and_nothing_is_moved(
    tmp_path: Path, other: Callable[[str], str], opened: Opened
) -> None:
    engine = odd_source(opened, tmp_path, rows=2**40)
    with pytest.raises(LoadError, match=r"source.rows is 1099511627776 in one row \(id 'xx/a'\)"):
        move(engine, other("postgresql"), LATER)
    assert current(opened(other("postgresql"))) is None


@on_sqlite
def test_what_was_told_before_the_restore_has_its_old_name_when_it_is_told_again(
    engine: Engine, source: Source, ruleset: RuleSet, tmp_path: Path, opened: Opened
) -> None:
    open_source = source.model_copy(update={"alert_existing": True})
    with writing(engine) as connection:
        db.sources.register(connection, [source.id], NOW)
        db.alerts.register_subscriptions(connection, {"desk": NOW})
    made = back_up(engine, tmp_path / "one.backup", NOW)
    address = engine.url.render_as_string(hide_password=False)

    def told(engine: Engine) -> list[str]:
        with writing(engine) as connection:
            ingest(connection, open_source, poll(item("1", "Export control on gallium"), at=LATER))
        match_pending(engine, ruleset, LATER)
        dispatch_pending(engine, [DESK], [], LATER)
        with reading(engine) as connection:
            return [alert["message_id"] for alert in db.alerts.newest(connection, most=9)]

    first = told(engine)
    engine.dispose()
    put(address, verify(made.path), LATER, replace=True)
    assert len(first) == 1
    assert told(opened(address)) == first


@on_sqlite
def test_old_backups_of_a_folder_go_and_nothing_else(full: Engine, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    (folder / "mine.backup").write_text("kept by hand")
    made = [back_up(full, folder, NOW + timedelta(days=day), keep=2) for day in range(4)]
    assert [len(one.removed) for one in made] == [0, 0, 1, 1]
    assert sorted(one.name for one in folder.iterdir()) == ["mine.backup", *(one.path.name for one in made[-2:])]
    with pytest.raises(BackupError, match="there already"):
        back_up(full, folder / "mine.backup", NOW)
    with pytest.raises(BackupError, match="cannot be written"):
        back_up(full, tmp_path / "not" / "there", NOW)


@pytest.mark.sqlite_only("files beside each other")
@on_sqlite
def test_a_restore_that_is_killed_leaves_the_old_file(full: Engine, tmp_path: Path) -> None:
    """The rows end in the middle, as when the process dies there: no new file, the old one untouched."""
    with reading(full) as connection:
        given = Live(connection)
        before, read = sums(full), given.lines
        given.lines = lambda shape: _dies() if shape.name == "revision" else read(shape)  # type: ignore[method-assign]
        with pytest.raises(KeyboardInterrupt):
            put(str(full.url), given, LATER, replace=True)
    assert sums(full) == before
    assert not list(tmp_path.glob("*.restoring*"))


def _dies() -> Iterator[bytes]:
    raise KeyboardInterrupt
    yield b""


@on_sqlite
def test_a_backup_is_for_its_owner_only(full: Engine, tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        assert back_up(full, tmp_path / "open.backup", LATER).path.stat().st_mode & 0o777 == 0o600
    finally:
        os.umask(old)


@on_sqlite
def test_a_backup_holds_no_key_of_any_door(
    full: Engine, source: Source, ruleset: RuleSet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Channels of every kind have failed and said why; a token was made; all of it is in the database."""
    monkeypatch.setenv("POLICYWATCH_HOME", str(tmp_path))
    monkeypatch.setenv("POLICYWATCH_DATABASE", full.url.render_as_string(hide_password=False))
    urls = {
        "mail": "mailto://anna:hunter2pass@127.0.0.1:9?from=a@example.org&to=b@example.org",
        "hook": "json://robot:s3cretword@127.0.0.1:9/private-path-77",
        "room": "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7/#desk?server=http://127.0.0.1:9",
    }
    desk = Subscription(id="all", channels=list(urls))
    with writing(full) as connection:
        db.alerts.register_subscriptions(connection, {"all": NOW})
        ingest(connection, source, poll(item("2", "Export control on gallium again"), at=LATER))
    match_pending(full, ruleset, LATER)
    dispatch_pending(full, [desk], [], LATER)
    deliver_pending(Outbox(full, urls, {"all": desk}, clock=lambda: LATER))
    token = CliRunner().invoke(app, ["tokens", "add", "kim", "--role", "analyst"]).stdout.strip()
    made = back_up(full, tmp_path / "one.backup", LATER)
    with zipfile.ZipFile(made.path) as archive:
        held = b"".join(archive.read(name) for name in archive.namelist()).decode()
    assert sums(full)["delivery"][0] > 3
    assert "127.0.0.1" in held  # the channels have said where they failed
    assert token.startswith("pw_")
    secrets = (token, token[3:], "hunter2pass", "s3cretword", "private-path-77", "TIiajkdnlazkcOXrIdevi7", "A1BRTD4JD")
    assert [one for one in secrets if one in held] == []
