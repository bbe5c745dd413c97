"""kill -9 at any moment of a backfill: in the end the same rows as if nothing had happened."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from sqlalchemy import Engine, text
from sqlalchemy.exc import SQLAlchemyError

from db.engine import open_database
from tests.benchmarks.ingest_corpus import write_files
from tests.monitor.past_publisher import PastPublisher

_SETTINGS = "host_delay: 0.0\nnetworks: {allow: [127.0.0.0/8]}\nsources: {only: []}\n"
_DAYS = ["--since", "2024-01-01", "--until", "2025-12-31"]

#: What must be equal, whatever the ids are.
_ROWS = {
    "documents": "SELECT source_id, key, title, url, content_hash, revision FROM document ORDER BY 1, 2",
    "revisions": "SELECT d.key, number, origin, r.title, text FROM revision r JOIN document d ON d.id = document_id ORDER BY 1, 2",
    "matches": "SELECT d.key, rule_id, severity FROM match JOIN document d ON d.id = document_id ORDER BY 1, 2",
    "parts": "SELECT part FROM backfill_part WHERE done_at IS NOT NULL ORDER BY 1",
    "unmatched": "SELECT count(*) FROM revision WHERE matched_at IS NULL",
    "finished": "SELECT count(*) FROM backfill WHERE finished_at IS NOT NULL",
    "alerts": "SELECT count(*) FROM alert",
}


class Home:
    """One database and the command run on it."""

    def __init__(self, home: Path, address: str, arguments: list[str]) -> None:
        home.mkdir(exist_ok=True)
        (home / "policywatch.yml").write_text(_SETTINGS, encoding="utf-8")
        self.command = [sys.executable, "-m", "monitor.cli", "backfill", *arguments, "--json"]
        self.environment = os.environ | {"POLICYWATCH_HOME": str(home), "POLICYWATCH_DATABASE": address}
        self.engine: Engine = open_database(address)

    def finish(self) -> dict[str, Any]:
        answer = subprocess.run(self.command, env=self.environment, capture_output=True, text=True)
        assert answer.returncode == 0, answer.stderr
        told: dict[str, Any] = json.loads(answer.stdout)
        return told

    def kill_when(self, documents: int, pause: float) -> bool:
        """Lets it run until so many documents are stored and a moment longer; False when it ended before."""
        process = subprocess.Popen(
            self.command, env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        while process.poll() is None and self.stored() < documents:
            time.sleep(0.01)
        time.sleep(pause)
        process.send_signal(signal.SIGKILL)
        return process.wait() == -signal.SIGKILL

    def stored(self) -> int:
        try:
            with self.engine.connect() as connection:
                return int(connection.execute(text("SELECT count(*) FROM document")).scalar_one())
        except SQLAlchemyError:  # not migrated yet
            return 0

    def rows(self) -> dict[str, list[tuple[Any, ...]]]:
        with self.engine.connect() as connection:
            return {name: [tuple(row) for row in connection.execute(text(query))] for name, query in _ROWS.items()}


def killed_often(killed: Home, undisturbed: Home, documents: int, kills: int, seed: int) -> None:
    dice = random.Random(seed)
    targets = sorted(dice.randint(0, documents) for _ in range(kills))
    hits = sum(killed.kill_when(target, dice.uniform(0, 0.3)) for target in targets)
    told, expected = killed.finish(), undisturbed.finish()
    assert hits >= kills // 2, "most kills came too late to prove anything"
    different = [name for name, rows in undisturbed.rows().items() if killed.rows()[name] != rows]
    assert different == []
    assert told["documents"] == documents
    for report in (told, expected):  # in which order matches were stored is nobody's business
        report["matches"] = sorted((row["title"], row["rule_id"], row["severity"]) for row in report["matches"])
    assert told == expected
    killed.engine.dispose()
    undisturbed.engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'killed.db'}"
    return str(request.getfixturevalue("postgresql_database"))


@pytest.fixture
def publisher(tmp_path: Path) -> Iterator[PastPublisher]:
    from datetime import date

    with PastPublisher(first=date(2024, 1, 1), last=date(2025, 12, 31)) as found:
        for home in ("killed", "undisturbed"):
            folder = tmp_path / home / "sources" / "test"
            folder.mkdir(parents=True)
            (folder / "notices.yml").write_text(yaml.safe_dump(found.definition()), encoding="utf-8")
        yield found


def homes(tmp_path: Path, address: str, arguments: list[str]) -> tuple[Home, Home]:
    beside = f"sqlite:///{tmp_path / 'undisturbed.db'}"
    return Home(tmp_path / "killed", address, arguments), Home(tmp_path / "undisturbed", beside, arguments)


@pytest.mark.chaos
def test_two_kills_of_a_backfill_of_files(tmp_path: Path) -> None:
    write_files(tmp_path / "files", 1_500, 3)
    both = homes(tmp_path, f"sqlite:///{tmp_path / 'killed.db'}", ["--file", str(tmp_path / "files")])
    killed_often(*both, documents=1_500, kills=2, seed=1)


@pytest.mark.chaos
def test_twenty_kills_of_a_backfill_of_files(tmp_path: Path, address: str) -> None:
    write_files(tmp_path / "files", 12_000, 10)
    both = homes(tmp_path, address, ["--file", str(tmp_path / "files")])
    killed_often(*both, documents=12_000, kills=20, seed=2)


@pytest.mark.chaos
def test_twenty_kills_of_a_backfill_of_a_source(tmp_path: Path, address: str, publisher: PastPublisher) -> None:
    both = homes(tmp_path, address, ["--source", "test/notices", *_DAYS])
    killed_often(*both, documents=731, kills=20, seed=4)
