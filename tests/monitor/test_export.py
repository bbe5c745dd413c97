"""Export: what other programs read back, and what a spreadsheet must not run."""

from __future__ import annotations

import csv
import io
import json
import tracemalloc
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet
import pytest
from sqlalchemy import Engine, insert, text
from typer.testing import CliRunner, Result

from db.engine import open_database, reading, writing
from db.migrate import migrate
from db.tables import Document, Revision, Run
from db.write import table
from monitor.cli import app
from monitor.export import export_query
from monitor.ingest import ingest
from monitor.match import match_pending
from monitor.search import parse
from monitor.search.index import index_pending
from rules import RuleSet
from tests.conftest import database_of
from tests.monitor.conftest import NOW, item, make_source, poll


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ruleset: RuleSet) -> Engine:
    """A home with four documents, one of them with two revisions."""
    monkeypatch.setenv("POLICYWATCH_HOME", str(tmp_path))
    (tmp_path / "data").mkdir()
    engine = open_database(database_of(tmp_path))
    migrate(engine)
    evil = replace(item("2", '=HYPERLINK("http://x";"갈륨")', "＋1, and gallium"), section=" @SUM(A1)")
    with writing(engine) as connection:
        first = poll(item("1", "Export control on gallium", "one"), evil, item("3", "-5 % copper"), item("4", "구리"))
        ingest(connection, make_source(), first)
        ingest(connection, make_source(), poll(item("1", "Export control on gallium", "two")))
    match_pending(engine, ruleset, NOW)
    return engine


def run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def test_csv_is_read_back_and_runs_nothing(home: Engine, tmp_path: Path) -> None:
    file = tmp_path / "out.csv"
    answer = run("export", "--to", str(file), "--text", "--bom")
    assert (answer.exit_code, answer.stdout) == (0, f"{file}: 4 documents\n")
    raw = file.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfdocument,source,")
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert [row["text"] for row in rows] == ["two", "'＋1, and gallium", "", ""]
    assert rows[0]["rules"] == "gallium-control; gallium-news"
    assert rows[0]["published"] == "2026-11-22T09:00:00+00:00"
    cells = [cell for row in rows for cell in row.values()]
    assert not [
        cell for cell in cells if cell.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r"))
    ]
    assert rows[2]["title"] == "'-5 % copper"


def test_json_lines_of_matches_quote_the_words(home: Engine) -> None:
    answer = run("export", "gallium severity:high", "--rows", "matches", "--format", "jsonl")
    rows = [json.loads(line) for line in answer.stdout.splitlines()]
    assert {row["rule"] for row in rows} == {"gallium-control", "gallium-news"}
    assert {row["document"] for row in rows} == {1}
    assert rows[0]["quotes"] == ["Export control on gallium"]


def test_parquet_keeps_kinds(home: Engine, tmp_path: Path) -> None:
    file = tmp_path / "out.parquet"
    assert run("export", "gallium", "--format", "parquet", "--to", str(file)).exit_code == 0
    found = pyarrow.parquet.read_table(file)
    assert found.column("title").to_pylist() == ["Export control on gallium", '=HYPERLINK("http://x";"갈륨")']
    assert found.column("published").to_pylist() == [NOW, NOW]
    assert found.column("labels").to_pylist()[0] == ["rare_metal", "supply_chain"]


def test_one_document_with_all_its_revisions(home: Engine) -> None:
    found = json.loads(run("export", "--document", "xx/press:1").stdout)
    assert [one["text"] for one in found["revisions"]] == ["one", "two"]
    assert {one["rule_id"] for one in found["matches"]} == {"gallium-control", "gallium-news"}


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("export", "colur:red"), 2, "there is no field 'colur'"),
        (("export", "--document", "77"), 2, "there is no document '77'"),
        (("export", "gallium", "--document", "1"), 2, "either a query or --document"),
        (("export", "--to", "/nonexistent/file.csv"), 1, "nothing exported to /nonexistent/file.csv: No such file"),
        (("search", "갈륨 sorce:x"), 2, "갈륨 sorce:x\n     ^ there is no field 'sorce', did you mean 'source'?"),
        (("search", "gallium", "--cursor", "broken"), 2, "this cursor cannot be read"),
    ],
)
def test_what_is_wrong_is_said(home: Engine, words: tuple[str, ...], code: int, said: str) -> None:
    answer = run(*words)
    assert answer.exit_code == code
    assert said in answer.stderr


@pytest.mark.sqlite_only("keeps what no other database takes")
def test_a_failed_export_leaves_what_was_there(home: Engine, tmp_path: Path) -> None:
    file = tmp_path / "out.csv"
    file.write_text("old")
    index_pending(home)
    with writing(home) as connection:
        connection.execute(
            text("UPDATE revision SET seen_at = 'broken', title = CAST(x'ff' AS TEXT) WHERE document_id = 4")
        )
    with pytest.raises(Exception, match="decode"), reading(home) as connection:
        export_query(connection, parse(""), str(file), "csv", "documents")
    assert file.read_text() == "old"
    assert [one.name for one in tmp_path.iterdir() if one.name.endswith(".part")] == []


def test_the_search_command(home: Engine) -> None:
    answer = run("search", "gallium", "--most", "1", "--facets")
    assert answer.exit_code == 0
    assert "Export control on gallium" in answer.stdout
    assert "2 documents; 1 shown." in answer.stdout
    assert "severity: high 1, low 1" in answer.stdout
    following = json.loads(run("search", "gallium", "--json", "--most", "1").stdout)
    rest = json.loads(run("search", "gallium", "--json", "--cursor", following["next_cursor"]).stdout)
    assert [one["document_id"] for one in rest["results"]] == [2]
    assert "Nothing found: no document holds 'unobtainium'" in run("search", "unobtainium").stdout
    assert json.loads(run("search", "mineral:갈륨", "--json", "--facets").stdout)["facets"]["mineral"] == [
        ["gallium", 2]
    ]


def test_memory_does_not_grow_with_the_archive(tmp_path: Path) -> None:
    engine = open_database(database_of(tmp_path))
    migrate(engine)
    peaks = [_peak(engine, tmp_path, first) for first in (0, 600, 1_200)]
    assert peaks[2] < peaks[0] * 1.3


def _peak(engine: Engine, folder: Path, first: int) -> int:
    """Bytes at the peak of an export, after 600 more documents."""
    with writing(engine) as connection:
        run_row = {"source_id": "x", "started_at": NOW, "finished_at": NOW, "outcome": "ok"}
        defaults = {"requests": 0, "bytes_read": 0, "rows": 0, "new_documents": 0, "new_revisions": 0, "error": ""}
        connection.execute(insert(table(Run)), [run_row | defaults])
        numbers = range(first + 1, first + 601)
        blank = {"cited": [], "attachments": [], "first_seen_at": NOW, "date_precision": "day", "row_hash": ""}
        documents = [
            blank | {"id": number, "source_id": "x", "key": str(number), "country": "", "language": "", "revision": 1,
                     "content_hash": "", "title": f"gallium {number}"}
            for number in numbers
        ]  # fmt: skip
        connection.execute(insert(table(Document)), documents)
        revisions = [
            {"document_id": number, "number": 1, "origin": "backfill", "seen_at": NOW, "title": f"gallium {number}",
             "text": "text " * 200, "content_hash": "", "hash_version": 1, "snapshot": "", "run_id": 1, "rules_version": ""}
            for number in numbers
        ]  # fmt: skip
        connection.execute(insert(table(Revision)), revisions)
    index_pending(engine)
    tracemalloc.start()
    with reading(engine) as connection:
        export_query(connection, parse(""), str(folder / "large.jsonl"), "jsonl", "documents", text=True)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak
