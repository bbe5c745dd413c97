"""Faults 5 and 24: a text that breaks a rule, and a feed that turned over between two polls."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Engine, text

import db.incidents
import db.sources
from crawlers.source import Source
from db.engine import reading, writing
from monitor.ingest import ingest
from monitor.match import match_pending
from rules import Candidate, RuleSet
from tests.monitor.conftest import NOW, item, poll


def feed(first: int, last: int) -> list:  # type: ignore[type-arg]
    return [item(f"k{number}", f"Notice {number} of the ministry") for number in range(first, last)]


def test_a_feed_that_shows_nothing_known_is_said_and_read_again_sooner(engine: Engine, source: Source) -> None:
    due = []
    with writing(engine) as connection:
        db.sources.register(connection, [source.id], NOW)
        for hour, (first, last) in enumerate([(0, 10), (5, 15), (40, 50)]):
            now = NOW + timedelta(hours=hour)
            ingest(connection, source, poll(*feed(first, last), at=now))
            due.append(db.sources.states(connection, [source.id])[source.id]["next_due"] - now)
        codes = [issue["code"] for issue in db.sources.last_issues(connection, source.id)]
        documents = connection.execute(text("SELECT count(*) FROM document")).scalar_one()
    assert codes == ["possible-gap"]
    assert documents == 25  # what is there is stored and told all the same
    assert due[2] < due[1] * 0.6


def test_a_short_feed_may_turn_over(engine: Engine, source: Source) -> None:
    with writing(engine) as connection:
        db.sources.register(connection, [source.id], NOW)
        for hour, first in enumerate([0, 10]):
            ingest(connection, source, poll(*feed(first, first + 4), at=NOW + timedelta(hours=hour)))
        assert db.sources.last_issues(connection, source.id) == []


def test_a_text_that_breaks_a_rule_waits_and_holds_up_nobody(
    engine: Engine, source: Source, ruleset: RuleSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    with writing(engine) as connection:
        db.sources.register(connection, [source.id], NOW)
        ingest(connection, source, poll(item("bad", "Poison"), item("good", "Export control on gallium")))
    sound = RuleSet.hits

    def breaks(self: RuleSet, candidate: Candidate) -> object:
        if candidate.title == "Poison":
            raise RecursionError("too deep")
        return sound(self, candidate)

    with monkeypatch.context() as broken:
        broken.setattr(RuleSet, "hits", breaks)
        match_pending(engine, ruleset, NOW)
    with reading(engine) as connection:
        waits = connection.execute(text("SELECT title FROM revision WHERE matched_at IS NULL")).scalars().all()
        (incident,) = db.incidents.open_incidents(connection)
    assert waits == ["Poison"]
    assert (incident["subject"], incident["kind"]) == ("rules", "match-failed")
    match_pending(engine, ruleset, NOW + timedelta(minutes=1))  # mended rules read it
    with reading(engine) as connection:
        assert connection.execute(text("SELECT count(*) FROM revision WHERE matched_at IS NULL")).scalar_one() == 0
