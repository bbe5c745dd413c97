"""The past is stored once, whatever interrupts it, and nobody is told."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from db.engine import open_database, reading
from tests.conftest import database_of

_CONFIGURATION = """\
sources: {only: []}
channels: {desk: {url: "mailto://127.0.0.1:9?from=a@example.org&to=b@example.org&mode=insecure"}}
subscriptions: [{id: desk, channels: [desk]}]
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "policywatch.yml").write_text(_CONFIGURATION, encoding="utf-8")
    (tmp_path / "bulletins").mkdir()
    for number in range(30):
        text = f"갈륨 수출통제 시행 {number}\n\n산업통상부는 중국의 갈륨 수출통제 시행에 대응한다. 제{number}차 점검."
        (tmp_path / "bulletins" / f"notice-{number:02}.txt").write_text(text, encoding="utf-8")
    return tmp_path


def program(home: Path, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "monitor.cli", *arguments]


def environment(home: Path) -> dict[str, str]:
    return os.environ | {"POLICYWATCH_HOME": str(home)}


def backfilled(home: Path) -> dict[str, object]:
    arguments = program(home, "backfill", "--file", str(home / "bulletins"), "--json")
    answer = subprocess.run(arguments, env=environment(home), capture_output=True, text=True, check=True)
    return dict(json.loads(answer.stdout))


def rows(home: Path, query: str) -> list[tuple[object, ...]]:
    engine = open_database(database_of(home))
    with reading(engine) as connection:
        found = [tuple(row) for row in connection.execute(text(query))]
    engine.dispose()
    return found


@pytest.mark.both_databases
def test_files_are_stored_once_and_nobody_is_told(home: Path) -> None:
    first, again = backfilled(home), backfilled(home)
    assert first == again
    assert first["documents"] == 30
    assert first["would_have_alerted"] == {"desk": 30}
    assert rows(home, "SELECT count(*) FROM alert") == [(0,)]
    assert rows(home, "SELECT count(*), count(DISTINCT key) FROM document") == [(30, 30)]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--file", "nothing-there"], "names no file"),
        (["--file", "x", "--source", "kr/*"], "files belong to one source"),
        (["--source", "kr/nothing*", "--since", "2026-01-01"], "kr/nothing*"),
        ([], "give either --file, or --source with --since"),
        (["--source", "kr/nothing", "--since", "2026-01-01"], "there is no source 'kr/nothing'"),
        (["--source", "kr/korea-press", "--since", "yesterday"], "is no day"),
        (["--source", "kr/korea-press", "--since", "2026-02-01", "--until", "2026-01-01"], "lies after"),
    ],
)
def test_wrong_usage_is_said_and_exits_with_2(
    home: Path, arguments: list[str], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from monitor.cli import app

    monkeypatch.setenv("POLICYWATCH_HOME", str(home))
    answer = CliRunner().invoke(app, ["backfill", *arguments])
    assert (answer.exit_code, said in answer.output) == (2, True), answer.output


def test_lines_from_standard_input(home: Path) -> None:
    lines = "".join(json.dumps({"title": f"갈륨 수출통제 시행 {number}"}) + "\n" for number in range(3))
    command = program(home, "backfill", "--file", "-", "--json", "--as-if")
    first, again = (
        json.loads(subprocess.run(command, env=environment(home), input=lines, capture_output=True, text=True).stdout)
        for _ in range(2)
    )
    assert (first["documents"], first["as_if"]["desk"]["documents"]) == (3, 3)
    assert first == again
