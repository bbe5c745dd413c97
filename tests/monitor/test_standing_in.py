"""A fallback takes over while its source is in trouble, tells what the trouble hid, and hands back."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine

import db.alerts
import db.documents
import db.incidents
import db.matches
import db.sources
from crawlers.item import Item
from crawlers.source import Source
from db.engine import reading, writing
from monitor import look
from monitor.config import load_config
from monitor.daemon import Daemon
from monitor.dispatch import dispatch_pending
from monitor.ingest import ingest
from monitor.match import match_pending
from monitor.rulebook import Rulebook
from monitor.standing_in import StandIns, standing, take_over
from monitor.subscription import Subscription
from rules import RuleSet
from tests.monitor.conftest import NOW, item, make_source, poll

FIRST = make_source(id="xx/press", fallback="xx/news")
SECOND = make_source(id="xx/news", fallback="xx/search", url="http://127.0.0.2/feed")
THIRD = make_source(id="xx/search", url="http://127.0.0.3/feed")
WATCHED = {FIRST.id: FIRST}
CATALOGUE = {source.id: source for source in (FIRST, SECOND, THIRD)}
DESK = Subscription(id="desk", channels=["mail"], severity="low")
DOWN = {"source:xx/press": {"down"}}


def gallium(key: str, title: str, day: int, host: str = "127.0.0.2") -> Item:
    url = f"http://{host}/{key}"
    return replace(item(key, f"Gallium: {title}"), url=url, published=NOW + timedelta(days=day), date_precision="day")


def watch(engine: Engine) -> None:
    with writing(engine) as connection:
        take_over(connection, WATCHED, CATALOGUE, NOW)
        db.alerts.register_subscriptions(connection, {"desk": NOW})
        ingest(connection, FIRST, poll(gallium("a", "known to the ministry", -3, "127.0.0.1"), at=NOW))


def fail(engine: Engine, source: Source, day: int) -> None:
    for minute in range(3):
        with writing(engine) as connection:
            at = NOW + timedelta(days=day, minutes=minute)
            ingest(connection, source, poll(at=at, outcome="blocked", error="captcha"))


def read(engine: Engine, source: Source, day: int, *items: Item, tell_twice: bool = False) -> None:
    """One sweep and one poll of a source, as the daemon does them."""
    at = NOW + timedelta(days=day)
    with writing(engine) as connection:
        stand_ins = StandIns(WATCHED, CATALOGUE, tell_twice=tell_twice)
        stand_ins.take_over(connection, at)
        stands = stand_ins.standing.get(source.id, ())
        ingest(connection, source, poll(*items, at=at), stands_in_for=stands, stand_ins=stand_ins.who_told(source))


def enabled(engine: Engine, day: int) -> set[str]:
    with writing(engine) as connection:
        take_over(connection, WATCHED, CATALOGUE, NOW + timedelta(days=day))
        return db.sources.enabled(connection)


def told(engine: Engine, ruleset: RuleSet) -> list[str]:
    match_pending(engine, ruleset, NOW)
    dispatch_pending(engine, [DESK], [], NOW)
    with reading(engine) as connection:
        rows = [row for row in db.alerts.newest(connection, most=50) if row["document_id"]]
        found = [db.documents.document(connection, row["document_id"]) for row in reversed(rows)]
    return [f"{row['source_id']} {row['title'].partition(': ')[2]}" for row in found if row]


def test_who_stands_in() -> None:
    assert standing(WATCHED, CATALOGUE, {}) == {}
    assert standing(WATCHED, CATALOGUE, DOWN) == {"xx/news": {"xx/press"}}
    assert standing(WATCHED, CATALOGUE, {"host:127.0.0.1": {"down"}}) == {"xx/news": {"xx/press"}}
    assert standing(WATCHED, CATALOGUE, {"source:xx/press": {"keys-changed"}}) == {}
    assert standing(CATALOGUE, CATALOGUE, DOWN) == {}
    assert standing(WATCHED, {FIRST.id: FIRST}, DOWN) == {}
    both = DOWN | {"source:xx/news": {"empty"}}
    assert standing(WATCHED, CATALOGUE, both)["xx/search"] == {"xx/press", "xx/news"}


def test_two_that_name_each_other_end() -> None:
    there, back = make_source(id="xx/a", fallback="xx/b"), make_source(id="xx/b", fallback="xx/a")
    both = {"source:xx/a": {"down"}, "source:xx/b": {"down"}}
    assert standing({"xx/a": there}, {"xx/a": there, "xx/b": back}, both) == {"xx/b": {"xx/a"}}


def test_a_stand_in_tells_what_the_trouble_hid_and_nothing_twice(engine: Engine, ruleset: RuleSet) -> None:
    watch(engine)
    fail(engine, FIRST, day=4)
    assert enabled(engine, 5) == {"xx/press", "xx/news"}
    read(
        engine, SECOND, 5, gallium("9", "old", -20), gallium("10", "known to the ministry", -3), gallium("11", "hid", 2)
    )
    assert told(engine, ruleset) == ["xx/news hid"]
    read(
        engine, SECOND, 6, gallium("11", "hid", 2), gallium("12", "late", 6), gallium("13", "known to the ministry", 6)
    )
    assert told(engine, ruleset) == ["xx/news hid", "xx/news late", "xx/news known to the ministry"]


def test_a_source_that_recovers_takes_back_and_repeats_nothing(engine: Engine, ruleset: RuleSet) -> None:
    watch(engine)
    fail(engine, FIRST, day=4)
    read(engine, SECOND, 5, gallium("11", "hid", 2))
    assert told(engine, ruleset) == ["xx/news hid"]
    read(engine, FIRST, 6, gallium("b", "hid", 2, "127.0.0.1"), gallium("c", "missed by both", 3, "127.0.0.1"))
    assert enabled(engine, 6) == {"xx/press"}
    assert told(engine, ruleset) == ["xx/news hid", "xx/press missed by both"]


def test_who_hears_only_of_the_source_misses_nothing(engine: Engine, ruleset: RuleSet) -> None:
    watch(engine)
    fail(engine, FIRST, day=4)
    read(engine, SECOND, 5, gallium("11", "hid", 2))
    assert told(engine, ruleset) == ["xx/news hid"]
    read(engine, FIRST, 6, gallium("b", "hid", 2, "127.0.0.1"), tell_twice=True)
    assert told(engine, ruleset) == ["xx/news hid", "xx/press hid"]


def test_what_the_second_stand_in_told_is_told_once(engine: Engine, ruleset: RuleSet) -> None:
    watch(engine)
    fail(engine, FIRST, day=4)
    assert enabled(engine, 4) == {"xx/press", "xx/news"}
    fail(engine, SECOND, day=5)
    read(engine, THIRD, 6, gallium("21", "hid", 4, "127.0.0.3"))
    assert told(engine, ruleset) == ["xx/search hid"]
    read(engine, SECOND, 7, gallium("11", "hid", 4))
    read(engine, FIRST, 8, gallium("b", "hid", 4, "127.0.0.1"))
    assert told(engine, ruleset) == ["xx/search hid"]


def test_the_second_time_counts_from_the_second_trouble(engine: Engine, ruleset: RuleSet) -> None:
    watch(engine)
    fail(engine, FIRST, day=4)
    read(engine, SECOND, 5, gallium("11", "hid", 2))
    read(engine, FIRST, 6)
    assert enabled(engine, 6) == {"xx/press"}
    fail(engine, FIRST, day=20)
    assert enabled(engine, 20) == {"xx/press", "xx/news"}
    read(engine, SECOND, 20, gallium("12", "while all was well", 4), gallium("13", "hid again", 15))
    assert told(engine, ruleset) == ["xx/news hid", "xx/news hid again"]


def test_a_stale_source_is_relied_on_until_its_newest_item(engine: Engine, ruleset: RuleSet) -> None:
    watch(engine)
    with writing(engine) as connection:
        ingest(connection, FIRST, poll(at=NOW + timedelta(days=30)))
        db.incidents.open_incident(connection, "source:xx/press", "stale", "old", NOW + timedelta(days=30))
    read(engine, SECOND, 30, gallium("1", "before", -9), gallium("2", "in the silence", 10))
    assert told(engine, ruleset) == ["xx/news in the silence"]


def test_a_stand_in_that_fails_has_its_own_and_leaves_no_incident(engine: Engine) -> None:
    watch(engine)
    fail(engine, FIRST, day=4)
    assert enabled(engine, 4) == {"xx/press", "xx/news"}
    fail(engine, SECOND, day=5)
    assert enabled(engine, 5) == {"xx/press", "xx/news", "xx/search"}
    with reading(engine) as connection:
        answer = look.status(connection, CATALOGUE, NOW)
    assert {row["id"]: row["stands_in_for"] for row in answer["sources"]} == {
        "xx/press": [], "xx/news": ["xx/press"], "xx/search": ["xx/news"],
    }  # fmt: skip
    assert "xx/press blocked (xx/news stands in)" in answer["coverage"]
    read(engine, FIRST, 6)
    assert enabled(engine, 6) == {"xx/press"}
    with reading(engine) as connection:
        assert db.incidents.open_incidents(connection) == []


_FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>News</title><item><guid>n1</guid>
<title>Export control on gallium</title><link>http://127.0.0.1/n1</link><pubDate>{day:%a, %d %b %Y %H:%M:%S} GMT</pubDate>
</item></channel></rss>"""


async def test_the_daemon_polls_a_stand_in(tmp_path: Path, engine: Engine) -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked = await reader.readuntil(b"\r\n\r\n")
        body = _FEED.format(day=datetime.now(UTC)).encode() if b"/news" in asked else b""
        status = b"200 OK" if body else b"404 Not Found"
        writer.write(b"HTTP/1.1 %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n" % (status, len(body)) + body)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    home = {"POLICYWATCH_HOME": str(tmp_path), "POLICYWATCH_ALLOW_NETWORKS": "127.0.0.0/8"}
    (tmp_path / "policywatch.yml").write_text("host_delay: 0.0\n", encoding="utf-8")
    first = make_source(fallback="xx/news", url=f"http://127.0.0.1:{port}/press", every="1s", robots=False)
    second = make_source(id="xx/news", url=f"http://127.0.0.1:{port}/news", robots=False)
    past = datetime.now(UTC) - timedelta(days=1)
    with writing(engine) as connection:
        db.sources.register(connection, ["xx/press"], past)
        ingest(connection, first, poll(at=past))
        db.incidents.open_incident(connection, "source:xx/press", "down", "404", past)
    catalogue = {"xx/press": first, "xx/news": second}
    daemon = Daemon(load_config(home), engine, {"xx/press": first}, Rulebook([]), catalogue)
    stop = asyncio.Event()
    running = asyncio.create_task(daemon.run(stop))
    rows: list[dict[str, object]] = []
    for _ in range(200):
        await asyncio.sleep(0.1)
        with reading(engine) as connection:
            rows = db.matches.newest(connection, most=1, source_id="xx/news")
        if rows:
            break
    stop.set()
    await running
    server.close()
    assert rows
    assert rows[0]["origin"] == "news"
