"""Files, archives and JSON Lines become documents; what is hostile or broken is said and harms nothing else."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Engine, text

from crawlers.source import Source
from monitor import backfill_archive
from monitor.backfill import Outcome, imported_source
from monitor.backfill_archive import ArchiveError, members
from monitor.backfill_files import files_of, pieces
from monitor.backfill_reading import backfill_files
from rules import RuleSet
from tests.monitor.conftest import make_source

NOTICE = "Export control on gallium {}\n\nThe ministry restricts exports of gallium as of 5 March 2026."
Rows = list[tuple[object, ...]]


def silent(said: str, *, at: float, documents: int = 0) -> None:
    """Nobody looks."""


@pytest.fixture
def read(store: Engine, ruleset: RuleSet) -> Callable[..., Outcome]:
    def _read(*paths: Path, source: Source | None = None, **more: Any) -> Outcome:
        return backfill_files(store, source or imported_source(), files_of(paths), ruleset, silent, **more)

    return _read


def rows(engine: Engine, query: str) -> Rows:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(query))]


def titles(engine: Engine) -> list[object]:
    return [title for (title,) in rows(engine, "SELECT title FROM document ORDER BY title")]


def lines(*items: dict[str, Any] | str) -> bytes:
    return b"".join((one if isinstance(one, str) else json.dumps(one)).encode() + b"\n" for one in items)


def noticed(*numbers: int) -> bytes:
    return lines(*({"title": f"Export control on gallium {number}", "key": f"n{number}"} for number in numbers))


# --- JSON Lines ---


def test_lines_of_json_are_items(engine: Engine, ruleset: RuleSet, tmp_path: Path) -> None:
    item = {
        "title": "Export control on gallium", "text": "As of 5 March.", "url": "https://m.example/n?id=7&utm_source=x",
        "published": "2026-03-05T10:00:00+09:00", "publisher": "Ministry", "country": "KR", "language": "en",
        "attachments": [{"url": "https://m.example/a.pdf", "name": "a.pdf", "text": "Annex"}],
    }  # fmt: skip
    (tmp_path / "in.jsonl").write_bytes(lines(item, {"title": "Plain day", "date": "2026-03-05"}, {"title": "Undated"}))
    outcome = backfill_files(engine, imported_source(), files_of([tmp_path / "in.jsonl"]), ruleset, silent)
    assert not outcome.failed
    stored = rows(engine, "SELECT title, key, country, date_precision FROM document ORDER BY title")
    assert stored[0] == ("Export control on gallium", "https://m.example/n?id=7", "KR", "time")
    assert [row[3] for row in stored] == ["time", "day", "unknown"]
    assert rows(engine, "SELECT origin, count(*) FROM revision GROUP BY origin") == [("backfill", 3)]
    assert rows(engine, "SELECT count(*) FROM match WHERE dispatched_at IS NULL") == [(0,)]
    assert rows(engine, "SELECT count(*) FROM match") == [(2,)]


def test_what_was_read_is_not_read_again_and_what_changed_is(
    store: Engine, read: Callable[..., Outcome], tmp_path: Path
) -> None:
    file = tmp_path / "in.jsonl"
    file.write_bytes(noticed(*range(1_200)))
    assert read(file).parts == 3
    runs = rows(store, "SELECT count(*) FROM run")
    assert read(file).parts == 3
    assert rows(store, "SELECT count(*) FROM run") == runs
    file.write_bytes(noticed(*range(1_201)))  # the first thousand lines stay what they were
    read(file)
    assert rows(store, "SELECT count(*) FROM run") == [(int(str(runs[0][0])) + 1,)]
    assert rows(store, "SELECT count(*) FROM document") == [(1_201,)]
    read(file, again=True)
    assert rows(store, "SELECT count(*), max(number) FROM revision") == [(1_201, 1)]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("[1]", "no JSON object"),
        ('{"titel": "x"}', 'needs a "title"'),
        ('{"title": 5}', '"title" is no text'),
        ('{"title": "x", "published": "soon"}', "write 2026-03-05"),
        ('{"title": "x", "cited": "y"}', "no list of texts"),
        ('{"title": "x"', "delimiter"),
        ("[" * 100_000, "recursion"),
    ],
)
def test_a_line_that_is_no_item_is_said_and_keeps_none_back(
    store: Engine, read: Callable[..., Outcome], tmp_path: Path, line: str, said: str
) -> None:
    (tmp_path / "in.jsonl").write_bytes(noticed(1) + line.encode() + b"\n" + noticed(2))
    outcome = read(tmp_path / "in.jsonl")
    (told,) = outcome.failed.values()
    assert "line 2: " in told
    assert said in told
    assert rows(store, "SELECT count(*) FROM document") == [(2,)]
    assert read(tmp_path / "in.jsonl").failed == outcome.failed  # not done: it is asked for again


# --- archives ---


def zipped(path: Path, **files: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in files.items():
            archive.writestr(name, body)
    return path


def tarred(path: Path, mode: str, files: dict[str, bytes]) -> Path:
    with tarfile.open(path, mode) as archive:  # type: ignore[call-overload]
        for name, body in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(body)
            archive.addfile(info, io.BytesIO(body))
    return path


def notices(*numbers: int) -> dict[str, bytes]:
    return {f"folder/{number}.txt": NOTICE.format(number).encode() for number in numbers}


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tar.gz", "a.tgz", "a.tar.bz2", "a.tar.xz"])
def test_the_documents_of_an_archive(store: Engine, read: Callable[..., Outcome], tmp_path: Path, name: str) -> None:
    if name == "a.zip":
        path = zipped(tmp_path / name, **notices(1, 2), **{"more.jsonl": noticed(3)})
    else:
        kind = {"tar": "", "tgz": "gz"}.get(name.rpartition(".")[2], name.rpartition(".")[2])
        path = tarred(tmp_path / name, f"w:{kind}", notices(1, 2) | {"more.jsonl": noticed(3)})
    outcome = read(path)
    assert (outcome.parts, outcome.failed) == (3, {})
    assert titles(store) == [f"Export control on gallium {number}" for number in (1, 2, 3)]


def test_packed_lines(store: Engine, read: Callable[..., Outcome], tmp_path: Path) -> None:
    (tmp_path / ".hidden").write_bytes(b"x")
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(noticed(1, 2)))
    (tmp_path / "b.ndjson.bz2").write_bytes(bz2.compress(noticed(3)))
    (tmp_path / "c.txt.gz").write_bytes(gzip.compress(NOTICE.format(4).encode()))
    assert read(tmp_path).failed == {}
    assert len(titles(store)) == 4


def test_a_mailbox(store: Engine, read: Callable[..., Outcome], tmp_path: Path) -> None:
    mail = (
        "From x\nMessage-ID: <{0}@m.example>\nFrom: Ministry <press@m.example>\nDate: Thu, 05 Mar 2026 10:00:00 +0900\n"
        "Subject: =?utf-8?q?Export_control_on_gallium_{0}?=\n\nAs of today.\n\n"
    )
    (tmp_path / "press.mbox").write_text("".join(mail.format(number) for number in (1, 2)), encoding="utf-8")
    assert read(tmp_path / "press.mbox").failed == {}
    stored = rows(store, "SELECT key, title, publisher FROM document ORDER BY key")
    assert stored[0] == ("<1@m.example>", "Export control on gallium 1", "Ministry")


def warc_record(url: str, answer: str) -> bytes:
    block = answer.encode()
    head = (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2026-03-05T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:{uuid4()}>\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def test_a_web_archive_keeps_the_keys_of_the_source(
    store: Engine, read: Callable[..., Outcome], tmp_path: Path
) -> None:
    page = "<html><title>Export control on gallium</title><h1>Export control on gallium</h1><p>As of March.</p></html>"
    records = [
        warc_record(
            f"https://m.example/view?page=2&nttSn={number}",
            f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page.replace('gallium', f'gallium {number}')}",
        )
        for number, status in ((7, "200 OK"), (8, "404 Not Found"), (9, "200 OK"))
    ]
    (tmp_path / "site.warc.gz").write_bytes(b"".join(map(gzip.compress, records)))
    source = make_source(kind="listing", rows="tr", key={"param": "nttSn"})
    assert read(tmp_path / "site.warc.gz", source=source).failed == {}
    assert rows(store, "SELECT key, url FROM document ORDER BY key") == [
        (number, f"https://m.example/view?page=2&nttSn={number}") for number in ("7", "9")
    ]


# --- hostile ---


def test_a_bomb_is_not_unpacked_and_harms_no_neighbour(
    store: Engine, read: Callable[..., Outcome], tmp_path: Path
) -> None:
    path = zipped(tmp_path / "a.zip", **{"bomb.txt": b"0" * 30_000_000, "inner.zip": b"PK", **notices(1)})
    outcome = read(path)
    assert "bomb" in outcome.failed["a.zip: bomb.txt"]
    assert "archive inside of an archive" in outcome.failed["a.zip: inner.zip"]
    assert titles(store) == ["Export control on gallium 1"]


def test_names_in_an_archive_are_no_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    outside = tmp_path.parent / "outside.txt"
    path = zipped(tmp_path / "a.zip", **{"../outside.txt": NOTICE.format(1).encode(), "/etc/x.txt": b"Some text here"})
    found = [piece.read() for piece in pieces(imported_source(), [(path, "a.zip")])]
    assert [len(one.items) for one in found] == [1, 1]
    assert not outside.exists()
    assert [one.name for one in tmp_path.iterdir()] == ["a.zip"]


def test_links_devices_and_long_headers_of_a_tar(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "a.tar", "w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE, tarfile.DIRTYPE):
            info = tarfile.TarInfo("x")
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    assert list(members(tmp_path / "a.tar")) == []
    header = tarfile.TarInfo("long")
    header.type, header.size = tarfile.XHDTYPE, 2**33
    (tmp_path / "b.tar").write_bytes(header.tobuf() + b"\0" * 10_240)
    with pytest.raises(ArchiveError, match="header"):
        list(members(tmp_path / "b.tar"))


@pytest.mark.parametrize("name", ["a.zip", "a.tar.gz", "a.tar.xz", "a.warc", "a.warc.gz", "a.jsonl.gz", "a.tar"])
def test_a_broken_archive_is_said_and_the_others_go_on(
    store: Engine, read: Callable[..., Outcome], tmp_path: Path, name: str
) -> None:
    whole = zipped(tmp_path / "whole.zip", **notices(*range(20)))
    broken = gzip.compress(b"x" * 100_000)[:-30] if name.endswith("gz") else whole.read_bytes()[:-100]
    (tmp_path / name).write_bytes(broken)
    (tmp_path / "z.txt").write_text(NOTICE.format(99), encoding="utf-8")
    outcome = read(tmp_path / name, tmp_path / "z.txt")
    assert len(outcome.failed) == 1, outcome.failed
    assert titles(store) == ["Export control on gallium 99"]


def test_more_comes_out_than_went_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backfill_archive, "MEMBER", 2**16)
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress((b" " * 10_000 + b"\n") * 400))
    found = list(pieces(imported_source(), [(tmp_path / "a.jsonl.gz", "a.jsonl.gz")]))
    assert "bomb" in found[-1].read().error


# --- beside ---


def test_processes_beside_store_the_same(
    tmp_path: Path, another: Callable[[], Engine], ruleset: RuleSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    from monitor import backfill_aside

    monkeypatch.setattr(backfill_aside, "_PAYS_AFTER", 0.0)
    (tmp_path / "in").mkdir()
    for number in range(40):
        (tmp_path / "in" / f"{number:02}.txt").write_text(NOTICE.format(number), encoding="utf-8")
    (tmp_path / "in" / "more.jsonl").write_bytes(noticed(*range(100, 1_400)))
    found = []
    for processes in (0, 1):
        engine = another()
        backfill_files(engine, imported_source(), files_of([tmp_path / "in"]), ruleset, silent, processes=processes)
        query = (
            "SELECT key, rule_id, severity, spans FROM match JOIN document ON document.id = document_id ORDER BY 1, 2"
        )
        found.append((rows(engine, query), rows(engine, "SELECT count(*) FROM revision WHERE matched_at IS NULL")))
        engine.dispose()
    assert found[0] == found[1]
    assert len(found[0][0]) == 2 * 1_340
    assert found[0][1] == [(0,)]
