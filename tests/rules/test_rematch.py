"""Changed rules read what is stored again, without a flood; diff tries them on it without storing anything."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine
from typer.testing import CliRunner

import db.documents
import db.matches
from crawlers.item import Item, Poll
from crawlers.source import Source
from db.engine import open_database, reading, writing
from db.migrate import migrate
from monitor.cli_rules import app
from monitor.ingest import ingest
from monitor.match import match_pending
from monitor.rematch import Summary, rematch, rematch_batch
from tests.conftest import database_of
from tests.rules.rulesets import compiled

_NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
_OLD = {"id": "gallium", "when": "갈륨"}
_NEW = {"id": "mineral", "when": {"any": ["갈륨", "흑연"]}}


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """Two documents, alerted as news under the old rules."""
    monkeypatch.setenv("POLICYWATCH_HOME", str(tmp_path))
    (tmp_path / "data").mkdir()
    engine = open_database(database_of(tmp_path))
    migrate(engine)
    source = Source.model_validate(
        {
            "id": "kr/test",
            "name": "Test",
            "publisher": "산업부",
            "country": "KR",
            "languages": ["ko"],
            "kind": "feed",
            "url": "https://example.org/feed",
            "timezone": "Asia/Seoul",
            "verified": True,
            "every": "1h",
            "alert_existing": True,
        }
    )
    items = [Item(key="1", title="갈륨 대책"), Item(key="2", title="흑연 대책"), Item(key="3", title="날씨")]
    with writing(engine) as connection:
        ingest(connection, source, Poll("kr/test", _NOW, _NOW, "ok", items))
    match_pending(engine, compiled(_OLD), _NOW)
    return engine


def stored(engine: Engine) -> dict[tuple[str, str], bool]:
    """Title and rule → has it been dealt with?"""
    with reading(engine) as connection:
        rows = db.matches.newest(connection, most=100)
    return {(row["title"], row["rule_id"]): row["dispatched_at"] is not None for row in rows}


def test_nothing_is_read_again_under_the_same_rules(engine: Engine) -> None:
    assert rematch(engine, compiled(_OLD), _NOW).read == 0


def test_new_finds_are_stored_and_told_to_nobody(engine: Engine) -> None:
    assert stored(engine) == {("갈륨 대책", "gallium"): False}
    summary = rematch(engine, compiled(_NEW), _NOW + timedelta(days=1))
    assert (summary.read, summary.gained, summary.lost) == (3, {"mineral": 2}, {"gallium": 1})
    assert str(summary) == (
        "3 documents read again; 2 matches would have been found besides: mineral 2; "
        "1 would no longer be found: gallium 1"
    )
    assert stored(engine) == {
        ("갈륨 대책", "gallium"): False, ("갈륨 대책", "mineral"): True, ("흑연 대책", "mineral"): True,
    }  # fmt: skip
    assert rematch(engine, compiled(_NEW), _NOW).read == 0


def test_a_batch_that_is_done_stays_done(engine: Engine) -> None:
    summary, rules = Summary(), compiled(_NEW)
    assert rematch_batch(engine, rules, _NOW, summary)
    assert not rematch_batch(engine, rules, _NOW, summary)
    assert summary.read == 3


def test_diff_on_the_archive_changes_nothing(engine: Engine, tmp_path: Path) -> None:
    for name, word in (("old", "갈륨"), ("new", "흑연")):
        (tmp_path / name / "packs").mkdir(parents=True)
        (tmp_path / name / "packs" / "a.yml").write_text(f"- {{id: a, title: {{en: A}}, when: {word}}}\n")
    words = ["diff", str(tmp_path / "old"), str(tmp_path / "new"), "--archive", "--alone", "--json"]
    result = CliRunner().invoke(app, words)
    assert [(one["kind"], one["title"]) for one in json.loads(result.stdout)] == [
        ("lost", "갈륨 대책"), ("gained", "흑연 대책"),
    ]  # fmt: skip
    assert stored(engine) == {("갈륨 대책", "gallium"): False}


def test_the_command_tells_a_summary(engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "rules" / "packs").mkdir(parents=True)
    (tmp_path / "rules" / "packs" / "a.yml").write_text("- {id: graphite-plan, title: {en: A}, when: 흑연 대책}\n")
    result = CliRunner().invoke(app, ["rematch"])
    assert result.exit_code == 0
    assert result.stdout.startswith("3 documents read again; ")
    assert "graphite-plan: 흑연 대책" in result.stdout
