"""The leader matches at once what other workers stored, and not for ever what no rule can read."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from sqlalchemy import Engine

import db.documents
import db.sources
from crawlers.source import Source
from db.engine import writing
from monitor.cluster.worker import Worker
from monitor.ingest import ingest
from tests.monitor.conftest import NOW, item, poll


def test_what_stays_unmatched_is_news_once(engine: Engine, source: Source) -> None:
    leader: Any = SimpleNamespace(engine=engine, _newest_seen=None)
    assert not Worker._is_news(leader)
    with writing(engine) as connection:
        db.sources.register(connection, [source.id], NOW)
        ingest(connection, source, poll(item("1", "Breaks a rule")))
    assert [Worker._is_news(leader) for _ in range(3)] == [True, False, False]
    with writing(engine) as connection:
        ingest(connection, source, poll(item("2", "Another")))
    assert [Worker._is_news(leader) for _ in range(2)] == [True, False]
    with writing(engine) as connection:
        ids = [row["id"] for row in db.documents.unmatched(connection, after=0, most=9)]
        db.documents.mark_matched(connection, ids, NOW, "1")
    assert not Worker._is_news(leader)
