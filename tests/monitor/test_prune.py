"""What has been kept long enough goes; what matched, was told or is referred to stays until that is asked for."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pydantic import ValidationError
from sqlalchemy import Engine, func, select
from sqlmodel import SQLModel
from typer.testing import CliRunner

import db.alerts
import db.deliveries
import db.documents
import db.incidents
import db.keeping
import db.sources
from crawlers.item import Issue as Odd
from crawlers.item import Item
from crawlers.source import Source
from db.engine import open_database, reading, writing
from db.pruning import CLASSES
from db.tables import Delivery, Document, Incident, Issue, KeptRules, Match, Revision, Run, SentMessage, Snapshot
from db.write import table
from monitor import evidence_rules
from monitor.cli import app
from monitor.dispatch import dispatch_pending
from monitor.ingest import ingest
from monitor.match import match_pending
from monitor.prune import DailyPrune, expired, prune, vacuum
from monitor.retention import Keep
from monitor.subscription import Subscription
from rules import RuleSet
from tests.conftest import database_of
from tests.monitor.conftest import NOW, item, make_source, poll

DAY, YEAR = timedelta(days=1), timedelta(days=365)
DESK = Subscription(id="desk", channels=["room"])
NOTHING = Keep.model_validate(dict.fromkeys(Keep.model_fields, "never"))


def shown(key: str, title: str, page: str, **more: object) -> Item:
    return replace(item(key, title, page), raw=f"<p>{page}</p>".encode(), media_type="text/html", **more)  # type: ignore[arg-type]


def rows(engine: Engine, of: type[SQLModel]) -> int:
    with reading(engine) as connection:
        return int(connection.execute(select(func.count()).select_from(table(of))).scalar_one())


def run_row(started: datetime) -> dict[str, object]:
    return {"source_id": "xx/press", "started_at": started, "finished_at": NOW, "outcome": "ok", "bytes_read": 0}


@pytest.fixture
def full(engine: Engine, source: Source, ruleset: RuleSet) -> Engine:
    """A matched and told document with two revisions, a bulletin whose article matched, and one that nobody wants."""
    open_source = source.model_copy(update={"alert_existing": True})
    with writing(engine) as connection:
        db.sources.register(connection, [source.id], NOW)
        db.alerts.register_subscriptions(connection, {"desk": NOW})
        bulletin = shown("b", "Bulletin", "the whole issue")
        items = [
            shown("1", "Export control on gallium", "old words"), bulletin, shown("dull", "A bridge", "opened"),
            item("b#1", "Export control on gallium, told in an article", "words", parent="b"),
        ]  # fmt: skip
        ingest(connection, open_source, poll(*items))
        ingest(connection, open_source, poll(shown("1", "Export control on gallium", "from 1 May 2027"), at=NOW + DAY))
        odd = poll(at=NOW + 2 * DAY)
        odd.issues = [Odd("date-unread", "x")]
        ingest(connection, open_source, odd)
        db.sources.begin_runs(connection, [run_row(NOW + number * DAY / 1500) for number in range(1500)])
        db.incidents.open_incident(connection, "source:xx/told", "down", "told", NOW)
    match_pending(engine, ruleset, NOW)
    dispatch_pending(engine, [DESK], ["room"], NOW + 2 * DAY)
    with writing(engine) as connection:
        db.incidents.close_incidents(connection, "source:xx/told", ["down"], NOW)
        db.incidents.open_incident(connection, "source:xx/quiet", "down", "told to nobody", NOW)
        db.incidents.close_incidents(connection, "source:xx/quiet", ["down"], NOW)
        for row in db.deliveries.due(connection, NOW + 2 * DAY, most=9):
            message = db.keeping.add_message(connection, {"alert": row["alert_id"]})
            values = {"state": "sent", "sent_at": NOW + 2 * DAY, "message": message}
            db.deliveries.settle(connection, row["id"], values)
    return engine


COUNTED = (Document, Revision, Snapshot, Match, Delivery, SentMessage, KeptRules, Run, Issue, Incident)


def counts(engine: Engine) -> dict[str, int]:
    return {one.__name__: rows(engine, one) for one in COUNTED}


def test_by_default_nothing_goes_that_matched_or_was_told(full: Engine) -> None:
    before = counts(full)
    assert before["Snapshot"] == 4
    later = NOW + 20 * YEAR
    going = {one.name: one.rows for one in expired(full, Keep(), later)}
    assert going == {"issues": 1, "runs": 1500, "incidents": 1, "unmatched_snapshots": 1}
    gone, done = prune(full, Keep(), {}, later)
    assert done
    assert {one.name: one.rows for one in gone if one.rows} == going | {"runs": 1501}  # the one that had the issue too
    after = counts(full)
    assert {name: before[name] - after[name] for name in before if before[name] != after[name]} == {
        "Snapshot": 1, "Run": 1501, "Issue": 1, "Incident": 1,
    }  # fmt: skip
    assert [one for one in prune(full, Keep(), {}, later)[0] if one.rows] == []


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_nothing_goes_before_its_time(full: Engine) -> None:
    before = counts(full)
    assert not any(one.rows for one in expired(full, Keep(), NOW + 89 * DAY))
    prune(full, Keep(), {}, NOW + 89 * DAY)
    prune(full, NOTHING, {}, NOW + 99 * YEAR)
    assert counts(full) == before


def test_a_pruned_document_is_no_news_when_it_is_posted_again(full: Engine, source: Source, ruleset: RuleSet) -> None:
    keep = NOTHING.model_copy(update={"unmatched_texts": YEAR})
    later = NOW + 2 * YEAR
    (going,) = expired(full, keep, later)
    assert (going.rows, going.bytes) == (1, len("opened"))
    prune(full, keep, {}, later)
    with reading(full) as connection:
        dull = db.documents.known(connection, source.id, ["dull"])["dull"]
        assert [one["text"] for one in db.documents.revisions(connection, dull["id"])] == [""]
        told = db.documents.known(connection, source.id, ["1"])["1"]
        assert db.documents.revisions(connection, told["id"])[0]["text"] == "old words"
    with writing(full) as connection:
        stored = ingest(connection, source, poll(shown("dull", "A bridge", "opened"), at=later))
        assert (stored.new_documents, stored.new_revisions) == (0, 0)
    assert expired(full, keep, later)[0].rows == 0


def test_what_is_asked_for_goes_although_it_matched(full: Engine) -> None:
    keep = Keep.model_validate(dict.fromkeys(Keep.model_fields, "365d"))
    prune(full, keep, {}, NOW + 2 * YEAR)
    found = counts(full)
    assert (found["SentMessage"], found["Delivery"], found["Match"]) == (0, 0, rows(full, Match))
    assert found["Snapshot"] == 2, "the newest of what matched: of the document, and of the bulletin of the article"
    assert found["KeptRules"] == 1, "they have read what is stored"


def test_a_document_seen_again_lately_keeps_its_bytes(full: Engine, source: Source) -> None:
    later = NOW + 2 * YEAR
    with writing(full) as connection:
        ingest(connection, source, poll(shown("dull", "A bridge", "closed"), at=later - DAY))
    going = {one.name: one.rows for one in expired(full, Keep(), later)}
    assert going["unmatched_snapshots"] == 1, "of its past revision"
    prune(full, Keep(), {}, later)
    with reading(full) as connection:
        dull = db.documents.known(connection, source.id, ["dull"])["dull"]
        newest = db.documents.revisions(connection, dull["id"])[-1]["snapshot"]
        assert connection.execute(select(table(Snapshot).c.sha256)).scalars().all().count(newest) == 1


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_what_no_rule_has_read_yet_stays(engine: Engine, source: Source, ruleset: RuleSet) -> None:
    with writing(engine) as connection:
        db.sources.register(connection, [source.id], NOW)
        ingest(connection, source, poll(shown("1", "A bridge", "opened")))
    keep = Keep.model_validate({"unmatched_texts": "1d", "unmatched_snapshots": "1d"})
    assert not any(one.rows for one in expired(engine, keep, NOW + YEAR) if one.name.startswith("unmatched"))
    match_pending(engine, ruleset, NOW)
    assert [one.rows for one in expired(engine, keep, NOW + YEAR) if one.name.startswith("unmatched")] == [1, 1]


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_turn_that_is_over_leaves_the_rest_for_the_next(full: Engine) -> None:
    later = NOW + 20 * YEAR
    _, done = prune(full, Keep(), {}, later, seconds=0)
    assert not done
    assert rows(full, Run) > 1500
    turns = DailyPrune(full, Keep(), {}, seconds=0.05)
    for _ in range(100):
        turns(later)
        if turns._finished:
            break
    assert rows(full, Run) < 10
    with writing(full) as connection:
        db.sources.begin_runs(connection, [run_row(NOW)])
    left = rows(full, Run)
    turns(later + timedelta(hours=23))
    assert rows(full, Run) == left
    DailyPrune(full, Keep(), {})(later + DAY)
    assert rows(full, Run) == left - 1


def test_every_class_can_be_pruned_and_has_its_setting() -> None:
    assert CLASSES.keys() == Keep.model_fields.keys()


def test_times_are_written_as_people_write_them() -> None:
    keep = Keep.model_validate({"runs": "2y", "messages": "never", "issues": "36h"})
    assert (keep.runs, keep.messages, keep.issues) == (2 * YEAR, None, timedelta(hours=36))
    with pytest.raises(ValidationError, match="no time to keep something"):
        Keep.model_validate({"runs": "some days"})


@pytest.mark.sqlite_only("the size of its file")
@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_the_file_gets_smaller(engine: Engine, source: Source, ruleset: RuleSet) -> None:
    import os

    path = Path(engine.url.database or "")
    with writing(engine) as connection:
        db.sources.register(connection, [source.id], NOW)
        pages = [replace(shown(f"{one}", f"Notice {one}", "x"), raw=os.urandom(40_000)) for one in range(100)]
        ingest(connection, source, poll(*pages))
    match_pending(engine, ruleset, NOW)
    engine.dispose()
    large = path.stat().st_size
    assert large > 4_000_000
    prune(engine, Keep(), {}, NOW + 2 * YEAR)
    engine.dispose()
    assert path.stat().st_size < large / 4


@pytest.mark.sqlite_only("the pages of its file")
@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_an_older_file_learns_to_give_its_pages_back(engine: Engine) -> None:
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA auto_vacuum").scalar() == 2
    engine.raw_connection().driver_connection.executescript("PRAGMA auto_vacuum=NONE; VACUUM")  # type: ignore[union-attr]
    vacuum(engine)
    engine.dispose()
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA auto_vacuum").scalar() == 2


@pytest.mark.both_databases
def test_the_command_says_what_would_go_and_prunes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYWATCH_HOME", str(tmp_path))
    (tmp_path / "policywatch.yml").write_text("keep: {runs: 1d, issues: never}\n", encoding="utf-8")
    engine = open_database(database_of(tmp_path))
    from db.migrate import migrate

    migrate(engine)
    long_ago = datetime(2020, 1, 1, tzinfo=NOW.tzinfo)
    with writing(engine) as connection:
        db.sources.begin_runs(connection, [run_row(long_ago)])
    run = CliRunner().invoke
    told = json.loads(run(app, ["prune", "--dry-run", "--json"]).stdout)
    assert [(one["class"], one["rows"]) for one in told["goes"] if one["rows"]] == [("runs", 1)]
    assert rows(engine, Run) == 1
    answer = run(app, ["prune"])
    assert answer.exit_code == 0, answer.output
    assert rows(engine, Run) == 0
    assert run(app, ["prune", "--vacuum"]).exit_code == 0
    engine.dispose()


def test_rules_that_read_nothing_of_now_go_when_asked(engine: Engine, ruleset: RuleSet) -> None:
    with writing(engine) as connection:
        evidence_rules.keep_rules(connection, ruleset, NOW)
    keep = NOTHING.model_copy(update={"rules": DAY})
    prune(engine, keep, {"xx/press": make_source()}, NOW + 2 * DAY)
    assert rows(engine, KeptRules) == 0
