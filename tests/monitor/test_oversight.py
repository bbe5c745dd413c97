"""What no single poll can see: our own network, a whole host, the rhythm of a source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine

import db.incidents
import db.sources
from crawlers.source import Source
from db.engine import reading, writing
from monitor.dispatch import dispatch_pending
from monitor.ingest import ingest
from monitor.oversight import oversee, oversee_rhythm, usual_silence
from tests.monitor.conftest import NOW, item, make_source, poll


def publishers(*hosts: str) -> dict[str, Source]:
    made = [make_source(id=f"xx/press-{n}", url=f"http://{host}/feed/{n}") for n, host in enumerate(hosts)]
    return {source.id: source for source in made}


def register(engine: Engine, sources: Mapping[str, Source]) -> None:
    with writing(engine) as connection:
        db.sources.register(connection, sources, NOW)


def poll_all(engine: Engine, sources: Sequence[Source], at: datetime, outcome: str = "ok") -> None:
    error = "" if outcome == "ok" else f"{outcome}: no answer"
    for source in sources:
        with writing(engine) as connection:
            brought = [item(source.id, "Nothing")] if outcome == "ok" else []
            ingest(connection, source, poll(*brought, at=at, outcome=outcome, error=error))


def told(engine: Engine) -> list[tuple[str, str]]:
    with reading(engine) as connection:
        return [(row["subject"], row["kind"]) for row in db.incidents.open_incidents(connection)]


def test_a_dead_network_is_one_incident_and_one_recovery(engine: Engine) -> None:
    sources = publishers(*(f"ministry-{n}.example" for n in range(6)))
    every = list(sources.values())
    register(engine, sources)
    poll_all(engine, every, NOW)
    for round_ in range(1, 5):
        moment = NOW + timedelta(minutes=10 * round_)
        poll_all(engine, every, moment, "unreachable" if round_ % 2 else "timeout")
        oversee(engine, sources, moment)
    assert told(engine) == [("network", "down")]
    assert dispatch_pending(engine, [], ["mail"], NOW) == 1
    poll_all(engine, every, NOW + timedelta(hours=2))
    oversee(engine, sources, NOW + timedelta(hours=2))
    assert told(engine) == []
    assert dispatch_pending(engine, [], ["mail"], NOW) == 1


def test_few_sources_that_fail_are_not_our_network(engine: Engine) -> None:
    sources = publishers(*(f"ministry-{n}.example" for n in range(6)))
    register(engine, sources)
    poll_all(engine, list(sources.values()), NOW)
    for round_ in range(1, 4):
        poll_all(engine, list(sources.values())[:2], NOW + timedelta(minutes=round_), "unreachable")
        oversee(engine, sources, NOW)
    assert told(engine) == [("source:xx/press-0", "down"), ("source:xx/press-1", "down")]


@pytest.mark.parametrize("outcome", ["http-error", "blocked"])
def test_a_host_that_fails_is_told_once_and_recovers(engine: Engine, outcome: str) -> None:
    sources = publishers("ministry.example", "ministry.example", "ministry.example", "other.example")
    register(engine, sources)
    poll_all(engine, list(sources.values()), NOW)
    for round_ in range(1, 5):
        poll_all(engine, list(sources.values())[:3], NOW + timedelta(minutes=round_), outcome)
        oversee(engine, sources, NOW)
    assert told(engine) == [("host:ministry.example", "down")]
    poll_all(engine, list(sources.values())[:1], NOW + timedelta(hours=1))
    oversee(engine, sources, NOW + timedelta(hours=1))
    assert told(engine) == []
    # the host is back; who still fails has a cause of its own
    poll_all(engine, list(sources.values())[1:2], NOW + timedelta(hours=2), outcome)
    assert [subject for subject, _ in told(engine)] == ["source:xx/press-1"]


def test_a_changed_layout_is_never_the_fault_of_the_host(engine: Engine) -> None:
    sources = publishers("ministry.example", "ministry.example")
    register(engine, sources)
    for round_ in range(4):
        poll_all(engine, list(sources.values()), NOW + timedelta(minutes=round_), "wrong-page")
        oversee(engine, sources, NOW)
    assert told(engine) == [("source:xx/press-0", "layout"), ("source:xx/press-1", "layout")]


def working_days(until: datetime, many: int) -> list[datetime]:
    days = [until - timedelta(days=n) for n in range(2 * many) if (until - timedelta(days=n)).weekday() < 5]
    return days[:many]


def test_weekends_are_part_of_a_rhythm() -> None:
    friday = datetime.fromisoformat("2026-11-20T00:00:00+00:00")
    silence = usual_silence(working_days(friday, 30))
    assert silence is not None
    assert timedelta(days=4) < silence <= timedelta(days=9)
    assert usual_silence(working_days(friday, 9)) is None
    weekly = usual_silence([friday - timedelta(weeks=n) for n in range(12)])
    assert weekly == timedelta(days=21)


def test_a_source_that_leaves_its_rhythm_is_stale_until_it_publishes(engine: Engine, source: Source) -> None:
    register(engine, {source.id: source})
    past = [replace(item(f"{day:%m%d}", "Bulletin"), published=day) for day in working_days(NOW, 30)]
    with writing(engine) as connection:
        ingest(connection, source, poll(*past))
    sources = {source.id: source}
    oversee_rhythm(engine, sources, NOW + timedelta(days=4))
    assert told(engine) == []
    later = NOW + timedelta(days=12)
    oversee_rhythm(engine, sources, later)
    oversee_rhythm(engine, sources, later)
    assert told(engine) == [(f"source:{source.id}", "stale")]
    with writing(engine) as connection:
        ingest(connection, source, poll(replace(item("new", "Bulletin"), published=later), at=later))
    oversee_rhythm(engine, sources, later + timedelta(hours=1))
    assert told(engine) == []


def test_a_source_that_promises_an_age_is_left_to_its_polls(engine: Engine) -> None:
    source = make_source(expect={"max_age": "90d"})
    register(engine, {source.id: source})
    past = [replace(item(f"{day:%m%d}", "Bulletin"), published=day) for day in working_days(NOW, 30)]
    with writing(engine) as connection:
        ingest(connection, source, poll(*past))
    oversee_rhythm(engine, {source.id: source}, NOW + timedelta(days=30))
    assert told(engine) == []
