"""Polls stored together, and what a spider hears of what is known."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import Engine, select

import db.sources
from crawlers.item import Issue, Poll, Validators
from crawlers.source import Source
from db.engine import reading, writing
from db.tables import Document, Incident, Revision, Run, SourceState
from db.write import table
from monitor.ingest import Polled, ingest, ingest_together, ingest_unchanged
from monitor.polling import Fetched, Polling, known_documents
from monitor.standing_in import StandIns
from tests.monitor.conftest import NOW, item, make_source, poll

SOURCES = [make_source(id=f"xx/press-{number}", expect={"max_age": "2d"}) for number in range(3)]


def rounds() -> list[list[tuple[Source, Poll]]]:
    """A baseline, then news, a change, a failure and a new way of naming everything, each of another source."""
    first = [item(str(number), f"Notice {number}", "text") for number in range(6)]
    renamed = [replace(one, key=f"new-{one.key}") for one in first]
    odd = replace(poll(*first, at=NOW + timedelta(hours=1)), issues=[Issue("odd", "very", "http://127.0.0.1/")])
    later = [
        [
            poll(*first, item("9", "News"), at=NOW + timedelta(hours=1)),
            odd,
            poll(*renamed, at=NOW + timedelta(hours=1)),
        ],
        [
            poll(item("9", "News", "another text"), at=NOW + timedelta(hours=2)),
            poll(at=NOW + timedelta(hours=2), outcome="down", error="no answer"),
            poll(*first, at=NOW + timedelta(hours=2)),
        ],
    ]
    every = [[poll(*first) for _ in SOURCES], *later]
    return [
        [(source, replace(one, source_id=source.id)) for source, one in zip(SOURCES, polls, strict=True)]
        for polls in every
    ]


def stored(engine: Engine) -> dict[str, list[dict[str, Any]]]:
    """All rows without their numbers and without what is thrown dice for."""
    found = {}
    with reading(engine) as connection:
        for model in (Document, Revision, Run, SourceState, Incident):
            rows = [dict(row) for row in connection.execute(select(table(model))).mappings()]
            plain = [{k: v for k, v in row.items() if k != "next_due"} for row in rows]
            found[model.__tablename__] = sorted(plain, key=repr)  # type: ignore[attr-defined]
    return found


def test_polls_stored_together_are_stored_as_each_alone(engine: Engine, store: Engine) -> None:
    for one in (engine, store):
        with writing(one) as connection:
            db.sources.register(connection, [source.id for source in SOURCES], NOW)
    for polls in rounds():
        with writing(engine) as connection:
            together = ingest_together(connection, [Polled(*pair) for pair in polls])
        with writing(store) as connection:
            alone = [ingest(connection, *pair) for pair in polls]
        assert together == alone
    assert {name: len(rows) for name, rows in stored(engine).items()} == {
        "document": 25, "revision": 26, "run": 9, "source": 3, "incident": 1,
    }  # fmt: skip
    for name, rows in stored(store).items():
        assert [_without_ids(row) for row in stored(engine)[name]] == [_without_ids(row) for row in rows]


def _without_ids(row: dict[str, Any]) -> dict[str, Any]:
    """Documents are numbered in another order."""
    return {name: value for name, value in row.items() if name not in ("id", "document_id")}


def test_a_spider_hears_what_is_known(engine: Engine, source: Source) -> None:
    with writing(engine) as connection:
        db.sources.register(connection, [source.id], NOW)
        ingest(connection, source, poll(replace(item("1", "One"), row_hash="0123456789abcdef")))
    known = known_documents(engine, source.id)
    assert known(["2"]) == {}
    found = known(["1", "2"])
    assert {key: one.row_hash for key, one in found.items()} == {"1": "0123456789abcdef"}


def test_an_id_that_a_feed_uses_again_is_another_document(engine: Engine) -> None:
    source = make_source(id="xx/feed", kind="feed")
    one = replace(item("id", "One"), row_hash="0123456789abcdef")
    other, moved = replace(one, title="Two", row_hash="f" * 16), replace(one, title="One!", row_hash="01234567ffffffff")
    with writing(engine) as connection:
        db.sources.register(connection, [source.id], NOW)
        news = [ingest(connection, source, replace(poll(*items), source_id=source.id)) for items in
                ([one], [other], [other], [moved])]  # fmt: skip
        document = table(Document)
        known = {row.key: row.title for row in connection.execute(select(document.c.key, document.c.title))}
    assert [(told.new_documents, told.new_revisions) for told in news] == [(1, 0), (1, 0), (0, 0), (0, 1)]
    assert known == {"id": "One!", "id#ffffffff": "Two"}


def test_a_poll_that_brought_nothing_moves_what_a_whole_look_would_move(engine: Engine, store: Engine) -> None:
    source, validators = SOURCES[0], Validators(etag='"1"', body_hash="a", cuts=b"12345678", full_read_at=NOW)
    first = replace(poll(item("1", "One")), source_id=source.id, validators=validators)
    failed = replace(poll(at=NOW + timedelta(hours=1), outcome="down", error="no"), source_id=source.id)
    quiet = replace(first, outcome="unchanged", items=[], rows=0, finished_at=NOW + timedelta(hours=2))
    for one, remembered in ((engine, True), (store, False)):
        with writing(one) as connection:
            db.sources.register(connection, [source.id], NOW)
            ingest(connection, source, first)
            ingest(connection, source, failed)
            ingest_unchanged(connection, [(source, replace(quiet, remembered=remembered))])
    assert stored(engine) == stored(store)
    assert stored(engine)["source"][0]["etag"] == '"1"'


async def test_what_waits_for_company_at_a_stop_is_stored(engine: Engine) -> None:
    source = SOURCES[0]
    with writing(engine) as connection:
        db.sources.register(connection, [source.id], NOW)
    polling = Polling(engine, StandIns({source.id: source}, {}, tell_twice=False))
    storing = asyncio.create_task(polling.store_forever())
    polling._fetched.put_nowait(Fetched(source, replace(poll(item("1", "One")), source_id=source.id), None))
    await asyncio.sleep(0.05)
    storing.cancel()
    await asyncio.gather(storing, return_exceptions=True)
    await polling.finish()
    assert len(stored(engine)["document"]) == 1


def test_unchanged_polls_have_something_to_tell_only_in_trouble(engine: Engine) -> None:
    source = SOURCES[0]
    with writing(engine) as connection:
        db.sources.register(connection, [source.id], NOW)
        ingest(connection, source, replace(poll(item("1", "One")), source_id=source.id))
    told = []
    for hours in (1, 2, 60):
        quiet = replace(poll(at=NOW + timedelta(hours=hours), outcome="unchanged"), source_id=source.id)
        with writing(engine) as connection:
            told.append(ingest_unchanged(connection, [(source, quiet)]))
    assert told == [False, False, True]  # the newest item is older than the source promises
    with reading(engine) as connection:
        assert [row["kind"] for row in connection.execute(select(table(Incident))).mappings()] == ["stale"]
