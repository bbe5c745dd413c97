"""Publishers and reporters of one act, stored and told as the daemon does it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Engine

import db.alerts
import db.sources
from crawlers.item import Item
from crawlers.source import Source
from db.engine import reading, writing
from monitor.dispatch import dispatch_pending
from monitor.ingest import ingest
from monitor.match import match_pending
from monitor.rulebook import read_folders
from monitor.stories import compare_silent, official_by, stories_pending
from monitor.stories_names import Finder, names_among
from monitor.subscription import Subscription
from rules import RuleSet
from tests.monitor.conftest import NOW, item, make_source, poll

MINISTRY = make_source(tags=["government"])
PORTAL = make_source(id="xx/portal", name="Portal", publisher="Government Portal", tags=["government"])
WIRE = make_source(id="media/wire", name="Wire", publisher="Metal Wire", tags=["media"])
DAILY = make_source(id="media/daily", name="Daily", publisher="Ore Daily", tags=["media"])
SOURCES: Mapping[str, Source] = {one.id: one for one in (MINISTRY, PORTAL, WIRE, DAILY)}
DESK = Subscription(id="desk", channels=["mail"])

ACT = "Ministry of Ore imposes export control on gallium from 1 January 2027"
BODY = (
    "Export control on gallium begins on 1 January 2027. Exports of 99.99% gallium to XX need a licence under Notice "
    "2026-70. Applications are decided within 45 days. The list names gallium metal and gallium arsenide."
)


@cache
def finder() -> Finder:
    return names_among(entry.model for entry in read_folders().concepts.values())


def act(key: str, title: str = ACT, text: str = BODY, **more: Any) -> Item:
    return item(key, title, text, **more)


class StoryWorld:
    def __init__(self, engine: Engine, ruleset: RuleSet, subscriptions: Sequence[Subscription] = (DESK,)) -> None:
        self.engine, self.ruleset, self.subscriptions = engine, ruleset, list(subscriptions)
        self.now = NOW
        with writing(engine) as connection:
            db.sources.register(connection, list(SOURCES), NOW)
            db.alerts.register_subscriptions(connection, {one.id: NOW for one in self.subscriptions})
        for source in SOURCES.values():
            self.publish(source, item("0", f"{source.name} opened"))

    def publish(self, source: Source, *items: Item, **polled: Any) -> None:
        """One healthy poll."""
        self.now += timedelta(minutes=1)
        read = replace(poll(*items, at=self.now), source_id=source.id, **polled)
        with writing(self.engine) as connection:
            ingest(connection, source, read)

    def tell(self, now: datetime | None = None) -> list[dict[str, Any]]:
        """The new alerts, oldest first."""
        before = len(self.alerts())
        moment = now or self.now + timedelta(seconds=30)
        match_pending(self.engine, self.ruleset, moment)
        stories_pending(self.engine, official_by(SOURCES), moment, finder)
        dispatch_pending(self.engine, self.subscriptions, [], moment, finder)
        while compare_silent(self.engine, official_by(SOURCES), moment, finder):
            pass
        return self.alerts()[before:]

    def alerts(self) -> list[dict[str, Any]]:
        with reading(self.engine) as connection:
            return db.alerts.newest(connection, most=999)[::-1]

    def document(self, source: Source, key: str) -> dict[str, Any]:
        import db.documents

        with reading(self.engine) as connection:
            row = db.documents.document_by_key(connection, source.id, key)
        assert row is not None
        return row
