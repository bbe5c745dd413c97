from __future__ import annotations

import json
import urllib.error
import urllib.request
from datetime import timedelta

from sqlalchemy import Engine

import db.alerts
import db.deliveries
import db.figures
import db.sources
from crawlers.source import Source
from db.engine import reading, writing
from monitor.dispatch import dispatch_pending
from monitor.ingest import ingest
from monitor.match import match_pending
from monitor.observe.metrics import Metrics
from monitor.observe.pulse import Pulse
from monitor.observe.server import application, serving
from monitor.subscription import Subscription
from rules import RuleSet
from tests.monitor.conftest import NOW, item, poll

TEAM = Subscription(id="team", channels=["mail"])


def told(engine: Engine, source: Source, ruleset: RuleSet) -> None:
    """One new match, told and accepted 40 s after it was seen."""
    with writing(engine) as connection:
        db.sources.register(connection, [source.id], NOW)
        db.alerts.register_subscriptions(connection, {"team": NOW})
        ingest(connection, source, poll(item("a", "First")))
        ingest(connection, source, poll(item("b", "Export control on gallium"), at=NOW + timedelta(minutes=1)))
    match_pending(engine, ruleset, NOW)
    dispatch_pending(engine, [TEAM], [], NOW)
    with reading(engine) as connection:
        rows = db.deliveries.listed(connection, states=(), channel="", most=9)
    sent = NOW + timedelta(minutes=1, seconds=41)
    with writing(engine) as connection:
        db.deliveries.settle(connection, rows[0]["id"], {"state": "sent", "sent_at": sent})


def test_metrics_say_what_the_tables_say_and_count_nothing_twice(
    engine: Engine, source: Source, ruleset: RuleSet
) -> None:
    metrics = Metrics(engine, Pulse(), clock=lambda: NOW)
    metrics._sent_since = NOW
    told(engine, source, ruleset)
    for _ in range(2):
        lines = metrics.exposition().decode().splitlines()
    assert 'policywatch_polls_total{outcome="ok",source="xx/press"} 2.0' in lines
    assert 'policywatch_documents_total{source="xx/press"} 2.0' in lines
    assert 'policywatch_matches_total{rule="gallium-control",severity="high"} 1.0' in lines
    assert 'policywatch_deliveries_sent_total{channel="mail",kind="new"} 1.0' in lines
    assert 'policywatch_seen_to_sent_seconds_bucket{le="30.0"} 0.0' in lines
    assert 'policywatch_seen_to_sent_seconds_bucket{le="60.0"} 1.0' in lines
    assert 'policywatch_waiting{stage="match"} 0.0' in lines


def test_a_closed_incident_leaves_the_metrics(engine: Engine) -> None:
    import db.incidents

    metrics = Metrics(engine, Pulse())
    with writing(engine) as connection:
        db.incidents.open_incident(connection, "source:xx/press", "stale", "quiet", NOW)
    assert b'policywatch_incidents{kind="stale"} 1.0' in metrics.exposition()
    with writing(engine) as connection:
        db.incidents.close_all(connection, "source:xx/press", NOW)
    assert b'policywatch_incidents{kind="stale"}' not in metrics.exposition()


async def test_the_addresses_tell_health_from_readiness(engine: Engine) -> None:
    import asyncio

    now = [0.0]
    pulse = Pulse(lambda: now[0])
    pulse.beat("tick")
    async with serving("127.0.0.1:0", application(engine, Metrics(engine, pulse), pulse)) as address:
        assert await asyncio.to_thread(_get, f"{address}/healthz") == (200, [])
        status, problems = await asyncio.to_thread(_get, f"{address}/readyz")
        assert status == 503
        assert "waits" in problems[0]
        pulse.leading = True
        assert await asyncio.to_thread(_get, f"{address}/readyz") == (200, [])
        now[0] = 100.0
        status, problems = await asyncio.to_thread(_get, f"{address}/healthz")
        assert status == 503
        assert "'tick' has been silent" in problems[0]
        async with serving(
            address.removeprefix("http://"), application(engine, Metrics(engine, pulse), pulse)
        ) as again:
            assert again == ""  # the port is taken: said, and no reason to stop


def _get(address: str) -> tuple[int, list[str]]:
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            return answer.status, json.load(answer)["problems"]
    except urllib.error.HTTPError as error:
        with error:
            return error.code, json.load(error)["problems"]
