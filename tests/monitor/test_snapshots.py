"""Snapshots leave as WARC that others can read, and go when their source says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator, WarcRecordType
from sqlalchemy import Engine
from typer.testing import CliRunner

import db.snapshots
import db.sources
from crawlers.item import Item
from crawlers.source import Source
from db.engine import open_database, reading, writing
from db.migrate import migrate
from monitor.cli import app
from monitor.ingest import ingest
from monitor.prune import prune_snapshots
from monitor.warc import write_warc
from tests.conftest import database_of
from tests.monitor.conftest import NOW, item, make_source, poll

PAGES = {"1": ["<p>갈륨 첫째</p>", "<p>갈륨 둘째</p>", "<p>갈륨 셋째</p>"], "2": ["<p>once</p>"]}
YEAR = timedelta(days=365)


def shown(key: str, page: str) -> Item:
    return replace(item(key, f"Notice {key}", page), raw=page.encode(), media_type="text/html")


def fill(engine: Engine, source: Source, since: datetime = NOW) -> None:
    """Three revisions of one document, a year apart, and one of another."""
    with writing(engine) as connection:
        db.sources.register(connection, [source.id], NOW)
        for number in range(3):
            items = [shown(key, pages[number]) for key, pages in PAGES.items() if number < len(pages)]
            ingest(connection, source, poll(*items, at=since + number * YEAR))


def kept(engine: Engine, source_id: str = "xx/press") -> int:
    with reading(engine) as connection:
        return len(list(db.snapshots.of_source(connection, source_id)))


def test_an_export_is_read_by_an_archive_tool(engine: Engine, source: Source, tmp_path: Path) -> None:
    fill(engine, source)
    path = tmp_path / "press.warc.gz"
    with reading(engine) as connection:
        assert write_warc(path, db.snapshots.of_source(connection, source.id), NOW) == 4
    found: dict[bytes, tuple[str, str]] = {}
    with path.open("rb") as file:
        for record in ArchiveIterator(file, parse_http=False):
            assert record.verify_block_digest()
            if record.record_type == WarcRecordType.resource:
                found[record.reader.read()] = (record.headers["WARC-Target-URI"], record.headers["Content-Type"])
    assert found == {
        page.encode(): (f"http://127.0.0.1/{key}", "text/html") for key, pages in PAGES.items() for page in pages
    }
    assert [one.name for one in tmp_path.iterdir() if one.suffix == ".part"] == []


def test_addresses_put_no_header_of_their_own_into_a_record(tmp_path: Path) -> None:
    from zlib import compress

    row = {"sha256": "ab", "url": "http://x/\r\nWARC-Type: request", "media_type": "", "retrieved_at": NOW}
    path = tmp_path / "odd.warc.gz"
    write_warc(path, [row | {"body": compress(b"page")}], NOW)
    with path.open("rb") as file:
        types = [record.record_type for record in ArchiveIterator(file, parse_http=False)]
    assert types == [WarcRecordType.warcinfo, WarcRecordType.resource]


def test_only_past_revisions_are_pruned(engine: Engine) -> None:
    source, forever = make_source(keep_snapshots="365d"), make_source(id="xx/other")
    fill(engine, source)
    now = NOW + 2 * YEAR
    assert prune_snapshots(engine, {forever.id: forever}, now) == 0
    assert prune_snapshots(engine, {source.id: source}, now + timedelta(hours=-1)) == 1
    assert prune_snapshots(engine, {source.id: source}, now + 9 * YEAR) == 1
    assert prune_snapshots(engine, {source.id: source}, now + 9 * YEAR) == 0
    assert kept(engine) == 2


def test_what_another_source_still_shows_stays(engine: Engine) -> None:
    source, other = make_source(keep_snapshots="1d"), make_source(id="xx/other")
    fill(engine, source)
    with writing(engine) as connection:
        db.sources.register(connection, [source.id, other.id], NOW)
        ingest(connection, other, replace(poll(shown("9", PAGES["1"][0])), source_id=other.id))
    assert prune_snapshots(engine, {source.id: source}, NOW + 9 * YEAR) == 1
    assert kept(engine, other.id) == 1


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with snapshots of one source of the shipped catalogue."""
    monkeypatch.setenv("POLICYWATCH_HOME", str(tmp_path))
    engine = open_database(database_of(tmp_path))
    migrate(engine)
    fill(engine, make_source(id="jp/meti-press"))
    engine.dispose()
    return tmp_path


def test_the_command_exports_what_is_asked_for(home: Path) -> None:
    run = CliRunner().invoke
    one, none = home / "one.warc.gz", home / "none.warc.gz"
    assert "4 snapshots" in run(app, ["snapshots", "export", str(one), "jp/*"]).output
    assert '"snapshots": 0' in run(app, ["snapshots", "export", str(none), "us/*", "--json"]).output
    assert run(app, ["snapshots", "export", str(one)]).exit_code == 2
    assert run(app, ["snapshots", "export", str(home / "one.zip")]).exit_code == 2
    assert run(app, ["snapshots", "export", str(home / "x.warc.gz"), "zz/*"]).exit_code == 2
    assert run(app, ["snapshots", "export", str(home / "not-there" / "x.warc.gz")]).exit_code == 1


def test_the_command_rereads_and_says_what_it_did(home: Path) -> None:
    answer = CliRunner().invoke(app, ["reparse", "jp/*"])
    assert answer.exit_code in (0, 4), answer.output
    assert answer.output.splitlines()[-1].startswith("jp/meti-press: 2 read, ")
