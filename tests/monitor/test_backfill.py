"""The past is stored once, whatever interrupts it, and nobody is told."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

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
    store = sqlite3.connect(home / "data" / "policywatch.db")
    try:
        return store.execute(query).fetchall()
    finally:
        store.close()


def test_files_are_stored_once_and_nobody_is_told(home: Path) -> None:
    first, again = backfilled(home), backfilled(home)
    assert first == again
    assert first["documents"] == 30
    assert first["would_have_alerted"] == {"desk": 30}
    assert rows(home, "SELECT count(*) FROM alert") == [(0,)]
    assert rows(home, "SELECT count(*), count(DISTINCT key) FROM document") == [(30, 30)]


def test_a_killed_backfill_goes_on(home: Path) -> None:
    arguments = program(home, "backfill", "--file", str(home / "bulletins"))
    for _ in range(3):
        process = subprocess.Popen(
            arguments, env=environment(home), stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL
        )
        time.sleep(1.5)
        process.send_signal(signal.SIGKILL)
        process.wait()
    report = backfilled(home)
    assert report["documents"] == 30
    assert rows(home, "SELECT count(*) FROM revision") == [(30,)]
    assert rows(home, "SELECT count(*) FROM revision WHERE matched_at IS NULL") == [(0,)]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--file", "nothing-there"], "names no file"),
        ([], "give either --file, or --source with --since"),
        (["--source", "kr/nothing", "--since", "2026-01-01"], "there is no source 'kr/nothing'"),
        (["--source", "kr/korea-press", "--since", "yesterday"], "is no day"),
        (["--source", "kr/korea-press", "--since", "2026-02-01", "--until", "2026-01-01"], "lies after"),
    ],
)
def test_wrong_usage_is_said_and_exits_with_2(home: Path, arguments: list[str], said: str) -> None:
    answer = subprocess.run(
        program(home, "backfill", *arguments), env=environment(home), capture_output=True, text=True
    )
    assert (answer.returncode, said in answer.stderr) == (2, True), answer.stderr
