"""Status says what the store takes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import Engine

import db.keeping
import db.sources
from crawlers.source import Source
from db.engine import writing
from monitor.ingest import ingest
from monitor.match import match_pending
from monitor.retention import Keep
from monitor.storage import figures, held, said
from rules import RuleSet
from tests.monitor.conftest import NOW, item, poll


def test_figures_tell_rows_bytes_and_growth(engine: Engine, source: Source, ruleset: RuleSet) -> None:
    empty = figures(engine, Keep(), NOW)
    assert (empty["documents"], empty["snapshot_bytes"], empty["growth_bytes_a_day"]) == (0, 0, 0)
    with writing(engine) as connection:
        db.sources.register(connection, [source.id], NOW)
        old = [replace(item(f"old{one}", f"Notice {one}", "다리"), raw=f"<p>{one}</p>".encode()) for one in range(7)]
        ingest(connection, source, poll(*old, at=NOW - timedelta(days=400)))
        fresh = [replace(item(f"new{one}", f"Notice {one}", "다리"), raw=f"<b>{one}</b>".encode()) for one in range(14)]
        ingest(connection, source, poll(*fresh))
    match_pending(engine, ruleset, NOW)
    told = figures(engine, Keep(), NOW + timedelta(hours=1))
    assert (told["documents"], told["revisions"], told["snapshots"], told["documents_a_day"]) == (21, 21, 21, 2.0)
    assert told["snapshot_bytes"] > 21 * 8
    assert told["growth_bytes_a_day"] == round(told["database_bytes"] * 14 / 21 / 7)
    assert told["prune_would_free"]["unmatched_snapshots"]["rows"] == 7
    assert (told["free_on_disk_bytes"] is None) == (engine.dialect.name == "postgresql")
    assert "21 snapshots" in said(told)
    assert "7 rows of 0 kB have been kept long enough" in said(told)


def test_what_is_held_is_told(engine: Engine) -> None:
    assert held(engine) is None
    with writing(engine) as connection:
        db.keeping.hold(connection, "run --hold", NOW)
    assert held(engine) == {"since": NOW, "reason": "run --hold", "waiting": 0}
