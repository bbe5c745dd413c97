"""A worker that slept over its poll stores nothing old over what another one read since."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import Engine

import db.documents
import db.sources
from crawlers.source import Source
from db.engine import reading, writing
from monitor.ingest import ingest
from tests.monitor.conftest import NOW, item, poll

MINUTE = timedelta(minutes=1)
OLD, NEWER = item("1", "Notice", "Open until 1 March."), item("1", "Notice", "Open until 1 May.")


def test_an_old_page_is_no_revision_of_a_newer_one(engine: Engine, source: Source) -> None:
    asleep = replace(poll(OLD, item("2", "Second", "New to all."), at=NOW), finished_at=NOW + 2 * MINUTE)
    with writing(engine) as connection:
        db.sources.register(connection, [source.id], NOW)
        ingest(connection, source, poll(OLD, at=NOW - 10 * MINUTE))
        ingest(connection, source, poll(NEWER, at=NOW + MINUTE))
        before = dict(db.sources.states(connection, [source.id])[source.id])
        stored = ingest(connection, source, asleep)
        after = dict(db.sources.states(connection, [source.id])[source.id])
        issues = db.sources.last_issues(connection, source.id)
    assert (stored.new_documents, stored.new_revisions) == (1, 0)
    assert [one["code"] for one in issues] == ["overtaken"]
    assert after | {"next_due": None} == before | {"next_due": None}
    with reading(engine) as connection:
        row = db.documents.document_by_key(connection, source.id, "1")
        assert row is not None
        assert [one["text"] for one in db.documents.revisions(connection, row["id"])] == [OLD.text, NEWER.text]
        assert db.documents.document_by_key(connection, source.id, "2") is not None


def test_a_clock_that_was_put_back_keeps_nobody_from_reading(engine: Engine, source: Source) -> None:
    with writing(engine) as connection:
        db.sources.register(connection, [source.id], NOW)
        ingest(connection, source, poll(OLD, at=NOW + timedelta(hours=5)))
        assert ingest(connection, source, poll(NEWER, at=NOW)).new_revisions == 1


def test_clocks_of_workers_that_differ_a_little_matter_not(engine: Engine, source: Source) -> None:
    with writing(engine) as connection:
        db.sources.register(connection, [source.id], NOW)
        ingest(connection, source, poll(OLD, at=NOW))
        assert ingest(connection, source, poll(NEWER, at=NOW - timedelta(seconds=3))).new_revisions == 1
