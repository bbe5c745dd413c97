"""The canary goes the whole way, is heard by its own channel alone, and leaves nothing behind."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select

import db.canary
import db.figures
import db.incidents
import db.latency
import db.matches
import db.search
from crawlers.source import Source
from db.engine import reading, writing
from db.names import CANARY
from db.tables import Alert, AlertMatch, Delivery, Document, Match, Revision, Run, SentMessage
from db.write import table
from monitor.canary import RULES, canary_subscription, last_flight, tend
from monitor.config import CanaryTest, load_config
from monitor.deliver import Outbox, deliver_pending
from monitor.dispatch import dispatch_pending
from monitor.latency import latency, quantile, spoken, times
from monitor.match import match_pending
from monitor.rulebook import Rulebook, read_folders
from monitor.subscription import Subscription
from rules import RuleSet
from tests.monitor.conftest import NOW, item, poll
from tests.monitor.test_stages import Mailbox, after, mailbox, register  # noqa: F401  a fixture
from tests.monitor.test_stages import store as stores

HOURLY = CanaryTest(channel="mail")
ALL = Subscription(id="desk", channels=["mail"])


@pytest.fixture(scope="module")
def bird() -> RuleSet:
    return Rulebook([RULES], builtin=False).current


def rows(engine: Engine, *models: type) -> dict[str, int]:
    with reading(engine) as connection:
        return {
            one.__name__: connection.execute(select(func.count()).select_from(table(one))).scalar_one()
            for one in models
        }


def go(engine: Engine, bird: RuleSet, minutes: int) -> None:
    match_pending(engine, bird, after(minutes))
    dispatch_pending(engine, [ALL, canary_subscription(HOURLY)], ["mail"], after(minutes))


def test_the_canary_arrives_and_leaves_no_trace(
    engine: Engine,
    bird: RuleSet,
    mailbox: tuple[Mailbox, str],  # noqa: F811
) -> None:
    box, url = mailbox
    everything = (Document, Revision, Match, Alert, AlertMatch, Delivery, Run, SentMessage)
    for start in (0, 60):
        tend(engine, HOURLY, after(start))
        tend(engine, HOURLY, after(start + 1))
        go(engine, bird, start + 1)
        assert rows(engine, Document, Alert) == {"Document": 1, "Alert": 1}, "told once, to its own channel"
        with reading(engine) as connection:
            assert db.matches.newest(connection, most=9) == []
            assert db.figures.matches_after(connection, 0, most=9) == db.figures.runs_after(connection, 0, most=9) == []
            ids = list(connection.execute(select(table(Document).c.id)).scalars())
            assert db.search.documents(connection, ids) == {}
        assert deliver_pending(Outbox(engine, {"mail": url}, clock=lambda at=start: after(at + 2))) == 1
        with reading(engine) as connection:
            assert latency(connection, after(start + 3), 7)["sources"] == {}
        tend(engine, HOURLY, after(start + 3))
        assert set(rows(engine, *everything).values()) == {0}
        with reading(engine) as connection:
            assert last_flight(connection) == {
                "started_at": after(start), "accepted_at": after(start + 2), "seconds": 120.0
            }  # fmt: skip
    assert [str(mail["Subject"]).startswith("[low] Policywatch canary") for mail in box.mails] == [True, True]


def test_a_canary_that_does_not_arrive_is_an_incident_that_says_how_far_it_came(store: Engine, bird: RuleSet) -> None:
    tend(store, HOURLY, after(0))
    said = []
    for minutes, step in ((11, ""), (12, "match"), (13, "dispatch")):
        if step == "match":
            match_pending(store, bird, after(minutes))
        elif step:
            go(store, bird, minutes)
        with writing(store) as connection:
            db.incidents.close_all(connection, "canary", after(minutes))
        tend(store, HOURLY, after(minutes))
        with reading(store) as connection:
            said.append(db.incidents.open_incidents(connection)[0]["detail"].partition(": ")[2])
    assert said == ["no rule read it", "it was matched and not dispatched", "its delivery is pending"]
    tend(store, HOURLY, after(61))
    with reading(store) as connection:
        assert db.incidents.any_open(connection, ["canary"]), "the next one has not arrived either"
    tend(store, None, after(62))
    assert rows(store, Document, Run) == {"Document": 0, "Run": 0}


def test_only_the_canary_is_matched_by_its_rule(store: Engine, source: Source, bird: RuleSet) -> None:
    register(store, source)
    stores(store, source, poll(item("0", "Nothing")), poll(item("1", "Policywatch canary 4f1c"), at=after(1)))
    match_pending(store, bird, after(2))
    assert rows(store, Match) == {"Match": 0}
    assert "policywatch-canary" not in read_folders().rules


def test_the_canary_goes_when_the_clock_came_back(store: Engine) -> None:
    tend(store, HOURLY, after(600))
    tend(store, HOURLY, after(1))
    with reading(store) as connection:
        flight = db.canary.newest(connection)
    assert flight is not None
    assert flight["started_at"] == after(1)
    assert rows(store, Document) == {"Document": 1}


def test_its_channel_must_be_known(tmp_path: Path) -> None:
    text = "channels: {mail: {url: 'json://127.0.0.1:9'}}\ncanary: {channel: mial, every: 30m}\n"
    (tmp_path / "policywatch.yml").write_text(text, encoding="utf-8")
    with pytest.raises(Exception, match=r":2:10: canary\.channel: unknown channel 'mial', did you mean 'mail'"):
        load_config({"POLICYWATCH_HOME": str(tmp_path)})


def test_latency_is_said_by_source_and_part(
    engine: Engine,
    source: Source,
    ruleset: RuleSet,
    mailbox: tuple[Mailbox, str],  # noqa: F811
) -> None:
    _, url = mailbox
    register(engine, source)
    stores(engine, source, poll(item("0", "Nothing")))
    exact = item("1", "Export control on gallium", date_precision="time")  # published at NOW
    stores(engine, source, poll(exact, item("2", "Gallium found"), at=after(10)))
    match_pending(engine, ruleset, after(12))
    dispatch_pending(engine, [ALL], [], after(13))
    deliver_pending(Outbox(engine, {"mail": url}, clock=lambda: after(15)))
    with reading(engine) as connection:
        found = latency(connection, after(16), 7)
        (times_of_one,) = db.latency.of_alert(connection, 1)
    press = found["sources"]["xx/press"]
    assert found["all"] == press
    seen = 10 * 60 + 1
    assert press["whole"] == {"count": 1, "p50": 900, "p95": 900}, "a plain date has no hour to count from"
    assert press["ours"] == {"count": 2, "p50": 900 - seen, "p95": 900 - seen}
    assert [press[part]["p50"] for part in ("found", "matched", "told", "sent")] == [seen, 720 - seen, 60, 120]
    assert times_of_one["accepted_at"] == after(15)
    with reading(engine) as connection:
        assert latency(connection, after(16) + timedelta(days=8), 7)["sources"] == {}


def test_quantiles_are_times_that_were_taken() -> None:
    ordered = [float(number) for number in range(1, 101)]
    assert (quantile(ordered, 0.5), quantile(ordered, 0.95), quantile([3.0], 0.95)) == (50, 95, 3)
    assert [spoken(seconds) for seconds in (0.25, 119, 600, 7200, 2e6)] == ["0.2 s", "119.0 s", "10 min", "2 h", "23 d"]
    assert times([{"published": NOW, "seen_at": None, "matched_at": None, "told_at": None, "accepted_at": None}]) == {}


def test_the_source_of_the_canary_is_in_no_catalogue() -> None:
    from monitor.catalogue import load_sources

    assert CANARY not in load_sources()
