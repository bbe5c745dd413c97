"""Snapshots read again: a better parser makes technical revisions, and nobody is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import Engine

import db.alerts
import db.documents
import db.matches
import db.sources
from crawlers.source import Source
from db.engine import reading, writing
from monitor.dispatch import dispatch_pending
from monitor.ingest import ingest
from monitor.match import match_pending
from monitor.reparse import Reparsed, reparse
from monitor.subscription import Subscription
from rules import RuleSet
from tests.monitor.conftest import NOW, item, make_source, poll

_PAGE = """<html><body><h1>Notice 7</h1><div class="teaser">A short summary</div>
<div class="body">Export control on gallium: exporters need a licence from Monday.</div></body></html>"""
_DESK = Subscription(id="desk", channels=["mail"], severity="low")


def detailed(text: str) -> Source:
    return make_source(detail={"text": text}, alert_existing=True)


def stored(engine: Engine, source: Source, *, raw: bytes, text: str) -> None:
    with writing(engine) as connection:
        db.sources.register(connection, [source.id], NOW)
        db.alerts.register_subscriptions(connection, {"desk": NOW})
        kept = item("7", "Notice 7", text, raw=raw, media_type="text/html", row_hash="r7")
        ingest(connection, source, poll(kept, item("8", "No snapshot", "nothing kept")))


async def again(engine: Engine, source: Source) -> Reparsed:
    return await reparse(engine, source, NOW + timedelta(days=1), lambda _: None)


async def test_a_difference_is_a_technical_revision_and_is_not_told(engine: Engine, ruleset: RuleSet) -> None:
    stored(engine, detailed("div.teaser"), raw=_PAGE.encode(), text="A short summary")
    match_pending(engine, ruleset, NOW)
    assert await again(engine, detailed("div.body")) == Reparsed(read=1, changed=1)
    assert match_pending(engine, ruleset, NOW) == 1
    assert dispatch_pending(engine, [_DESK], [], NOW) == 0
    with reading(engine) as connection:
        row = db.documents.known(connection, "xx/press", ["7"])["7"]
        first, second = db.documents.revisions(connection, row["id"])
        hits = [one["rule_id"] for one in db.matches.of_document(connection, row["id"])]
    assert (first["origin"], second["origin"], row["revision"]) == ("news", "technical", 2)
    assert second["text"].startswith("Export control on gallium")
    assert second["snapshot"] == first["snapshot"]
    assert sorted(hits) == ["gallium-control", "gallium-news"]


async def test_the_same_reading_stores_nothing(engine: Engine) -> None:
    stored(engine, detailed("div.teaser"), raw=_PAGE.encode(), text="A short summary")
    assert await again(engine, detailed("div.body")) == Reparsed(read=1, changed=1)
    assert await again(engine, detailed("div.body")) == Reparsed(read=1, changed=0)


async def test_what_the_publisher_shows_next_is_no_news_when_it_is_what_was_reparsed(engine: Engine) -> None:
    source = detailed("div.body")
    stored(engine, detailed("div.teaser"), raw=_PAGE.encode(), text="A short summary")
    await again(engine, source)
    with reading(engine) as connection:
        row = db.documents.known(connection, "xx/press", ["7"])["7"]
        text = db.documents.revisions(connection, row["id"])[-1]["text"]
    shown = replace(item("7", "Notice 7", text), raw=_PAGE.encode(), media_type="text/html", row_hash="r7")
    with writing(engine) as connection:
        assert ingest(connection, source, poll(shown, at=NOW + timedelta(days=2))).new_revisions == 0


async def test_an_empty_page_is_said_and_changes_nothing(engine: Engine) -> None:
    stored(engine, detailed("div.teaser"), raw=b"%PDF-1.4 nonsense", text="A short summary")
    answer = await again(engine, detailed("div.body"))
    with reading(engine) as connection:
        row = db.documents.known(connection, "xx/press", ["7"])["7"]
        assert db.documents.revisions(connection, row["id"])[-1]["text"] == "A short summary"
    assert answer.changed == 0
