"""Sources asked for their past, span by span, over loopback; killed or failing in between, they go on."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from ipaddress import IPv4Network
from pathlib import Path
from typing import Any

import pytest
import yaml
from sqlalchemy import Engine, text

import db.sources
from crawlers.crawler import Crawler, CrawlerSettings
from crawlers.source import Source
from db.engine import writing
from monitor.backfill import Outcome, counted
from monitor.backfill_show import report
from monitor.backfill_windows import Backfill, spans
from monitor.subscription import Subscription
from rules import RuleSet
from tests.monitor.conftest import make_source
from tests.monitor.past_publisher import PastPublisher

DAYS = (date(2026, 1, 1), date(2026, 3, 1))


@pytest.fixture
def publisher() -> Iterator[PastPublisher]:
    with PastPublisher() as found:
        yield found


def backfilled(
    engine: Engine, rules: RuleSet, *sources: Source, again: bool = False, delay: float = 0.0
) -> list[Outcome]:
    async def run() -> list[Outcome]:
        settings = CrawlerSettings(allow_networks=(IPv4Network("127.0.0.0/8"),), delay=delay)
        async with Crawler(settings) as crawler:
            work = Backfill(engine, crawler, rules, lambda *_, **__: None, again=again)
            return await work.run(sources, lambda _: DAYS, {"since": DAYS[0], "until": DAYS[1]})

    return asyncio.run(run())


def rows(engine: Engine, query: str) -> list[tuple[Any, ...]]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(query))]


def test_spans_are_counted_from_the_first_day() -> None:
    source = make_source(kind="api", answer="json", rows="x", window={"days": 20})
    first, second = spans(source, DAYS), spans(source, (DAYS[0], date(2026, 3, 9)))
    assert [(one.since.day, one.until.day) for one in first] == [(10, 1), (21, 9), (1, 20)]
    assert second[1:] == first
    assert sum((one.until - one.since).days + 1 for one in first) == 60
    assert len(spans(make_source(), DAYS)) == 1


def test_the_past_is_stored_once_and_counted_against_the_source(
    engine: Engine, ruleset: RuleSet, publisher: PastPublisher
) -> None:
    subscriptions = [Subscription(id="desk", channels=["desk"])]
    outcomes = backfilled(engine, ruleset, publisher.source())
    answer = report(engine, outcomes, subscriptions)
    assert (answer["parts"], answer["failed"], answer["documents"]) == (3, {}, 60)
    assert answer["sources"] == {"test/notices": {"parts": 3, "done": 3, "rows": 60, "stated": 60, "missing": 0}}
    assert answer["would_have_alerted"] == {"desk": 60}
    assert rows(engine, "SELECT origin, count(*) FROM revision GROUP BY origin") == [("backfill", 60)]
    assert rows(engine, "SELECT count(*) FROM alert") == [(0,)]
    asked = len(publisher.asked)
    assert report(engine, backfilled(engine, ruleset, publisher.source()), subscriptions) == answer
    assert len(publisher.asked) == asked


def test_what_the_source_counts_and_nobody_finds_is_missing(
    store: Engine, ruleset: RuleSet, publisher: PastPublisher
) -> None:
    publisher.claims_more = 2
    (count,) = counted(store, backfilled(store, ruleset, publisher.source()))
    assert (count.stated, count.stated_of, count.differs) == (66, 60, True)


def test_a_span_that_fails_is_said_and_asked_again(store: Engine, ruleset: RuleSet, publisher: PastPublisher) -> None:
    publisher.broken_windows = {"2026-01-21"}
    (outcome,) = backfilled(store, ruleset, publisher.source())
    assert list(outcome.failed) == ["2026-01-21..2026-02-09"]
    assert rows(store, "SELECT count(*) FROM document") == [(40,)]
    publisher.broken_windows, asked = set(), len(publisher.asked)
    (outcome,) = backfilled(store, ruleset, publisher.source())
    assert (outcome.failed, rows(store, "SELECT count(*) FROM document")) == ({}, [(60,)])
    assert all("from=2026-01-21" in path or path.startswith("/n/") for _, path in publisher.asked[asked:])


def test_a_part_is_not_done_while_a_page_could_not_be_read(
    engine: Engine, ruleset: RuleSet, publisher: PastPublisher
) -> None:
    publisher.broken_pages = {"2026-01-05"}
    (outcome,) = backfilled(engine, ruleset, publisher.source())
    assert list(outcome.failed.values()) == ["1 pages behind rows could not be read"]
    publisher.broken_pages, asked = set(), len(publisher.asked)
    (outcome,) = backfilled(engine, ruleset, publisher.source())
    assert outcome.failed == {}
    assert [path for _, path in publisher.asked[asked:] if path.startswith("/n/")] == ["/n/2026-01-05"]
    assert rows(engine, "SELECT count(*) FROM revision WHERE text = ''") == [(1,)]
    assert rows(engine, "SELECT count(*), max(number) FROM revision WHERE text != ''") == [(60, 2)]


def test_a_source_that_is_down_is_left_alone(store: Engine, ruleset: RuleSet, publisher: PastPublisher) -> None:
    source = publisher.source(window={"days": 5})
    publisher.broken_windows = {f"{one.since}" for one in spans(source, DAYS)}
    (outcome,) = backfilled(store, ruleset, source)
    assert len(outcome.failed) == 12
    assert list(outcome.failed.values())[3:] == ["not asked: 3 parts in a row have failed"] * 9
    assert len(publisher.asked) == 3


def test_again_reads_every_page_and_stores_what_changed(
    store: Engine, ruleset: RuleSet, publisher: PastPublisher
) -> None:
    backfilled(store, ruleset, publisher.source())
    publisher.edited["2026-01-07"] = "The ministry lifts its restriction of gallium."
    asked = len(publisher.paths("/n/"))
    backfilled(store, ruleset, publisher.source(), again=True)
    assert len(publisher.paths("/n/")) == asked + 60
    assert rows(store, "SELECT count(*) FROM revision WHERE number = 2 AND origin = 'backfill'") == [(1,)]


def test_what_the_next_poll_will_tell_is_left_to_it(store: Engine, ruleset: RuleSet, publisher: PastPublisher) -> None:
    source, polled = publisher.source(), datetime(2026, 2, 20, 9, 0, tzinfo=UTC)
    with writing(store) as connection:
        db.sources.register(connection, [source.id], polled)
        healthy = {"source": source.id, "last_healthy_at": polled, "baseline_at": polled}
        db.sources.update_states(connection, [healthy])
    backfilled(store, ruleset, source)
    newest = rows(store, "SELECT max(key), count(*) FROM document")
    assert newest == [("2026-02-18", 49)]
    assert rows(store, "SELECT count(*) FROM issue WHERE code = 'left-to-poll'") == [(2,)]
    publisher.edited = {"2026-02-17": "Edited a moment ago.", "2026-01-02": "Edited long ago."}
    backfilled(store, ruleset, source, again=True)
    assert rows(store, "SELECT text FROM revision WHERE number = 2") == [("Edited long ago.",)]


def test_the_sources_of_one_host_share_its_pace(store: Engine, ruleset: RuleSet, publisher: PastPublisher) -> None:
    sources = [publisher.source(name, detail=None) for name in ("a", "b", "c")]
    outcomes = backfilled(store, ruleset, *sources, delay=0.08)
    assert [one.failed for one in outcomes] == [{}, {}, {}]
    times = sorted(moment for moment, _ in publisher.asked)
    assert len(times) == 3 * 6
    assert times[-1] - times[0] > 17 * 0.08 - 0.2  # the first takes its time to connect
    assert rows(store, "SELECT source_id, count(*) FROM document GROUP BY source_id ORDER BY 1") == [
        (f"test/{name}", 60) for name in ("a", "b", "c")
    ]


def home_for(publisher: PastPublisher, home: Path) -> dict[str, str]:
    (home / "sources" / "test").mkdir(parents=True)
    for name in ("a", "b"):
        definition = yaml.safe_dump(publisher.definition(name))
        (home / "sources" / "test" / f"{name}.yml").write_text(definition, encoding="utf-8")
    settings = "host_delay: 0.03\nnetworks: {allow: [127.0.0.0/8]}\nsources: {only: []}\n"
    (home / "policywatch.yml").write_text(settings, encoding="utf-8")
    return os.environ | {"POLICYWATCH_HOME": str(home)}


def test_control_c_is_an_answer_and_the_second_call_goes_on(tmp_path: Path, publisher: PastPublisher) -> None:
    environment = home_for(publisher, tmp_path)
    days = ["--since", "2026-01-01", "--until", "2026-01-25"]
    command = [sys.executable, "-m", "monitor.cli", "backfill", "--source", "test/*", *days]
    process = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    while len(publisher.asked) < 26:
        assert process.poll() is None, process.communicate()
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert (process.returncode, "the same command goes on" in said, "Traceback" in said) == (130, True, False), said
    asked = len(publisher.paths("/n/"))
    answer = subprocess.run([*command, "--json"], env=environment, capture_output=True, text=True)
    assert answer.returncode == 0, answer.stderr
    assert '"documents": 50' in answer.stdout
    assert len(publisher.paths("/n/")) < asked + 50
