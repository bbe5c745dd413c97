"""What would have been told equals what was told; nothing is sent or stored for it."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, inspect, text
from typer.testing import CliRunner

import db.alerts
from crawlers.item import Item
from db.engine import reading
from db.past import Past
from monitor.as_if import AsIf, Entry, Passing, next_end, simulated
from monitor.as_if_read import as_if
from monitor.as_if_show import as_json, chart, write_page
from monitor.subscription import Subscription
from rules import RuleSet
from tests.monitor.conftest import NOW, item
from tests.monitor.story_world import BODY, DAILY, MINISTRY, PORTAL, WIRE, StoryWorld, finder

_SUBSCRIPTIONS = [
    Subscription(id="all", channels=["mail"], max_per_hour=0),
    Subscription(id="high", channels=["mail"], severity="high", max_per_hour=0),
    Subscription(id="wire", channels=["mail"], sources=["media/*"], quiet="22:00-07:00", max_per_hour=0),
    Subscription(id="daily", channels=["mail"], digest="daily", at="07:30", zone="Asia/Seoul"),
    Subscription(id="weekly", channels=["mail"], digest="weekly", words=["gallium"], exclude=["lamp"]),
    Subscription(id="paused", channels=["mail"], paused=True),
]


def published(one: Item, moment: datetime) -> Item:
    return replace(one, published=moment)


def lived(engine: Engine, ruleset: RuleSet, steps: int, seed: int) -> StoryWorld:
    """A world in which news, repeated news, edits and trifles appear, told as they come."""
    world, dice, acts = StoryWorld(engine, ruleset, _SUBSCRIPTIONS), random.Random(seed), list[Item]()
    for step in range(steps):
        moment = world.now + timedelta(minutes=1)
        source = dice.choice((MINISTRY, PORTAL, WIRE, DAILY))
        what = dice.random()
        if what < 0.5 or not acts:
            minister = dice.choice(("gallium", "gallium lamp", "copper"))
            title = f"Minister {step} announces export control on {minister} from {step % 28 + 1} May 2027"
            one = published(item(f"n{step}", title, BODY.replace("2026-70", f"2026-{100 + step}")), moment)
            acts.append(one)
            world.publish(MINISTRY, one)
        elif what < 0.8:  # another tells the same
            told = dice.choice(acts)
            world.publish(source, published(replace(told, key=f"r{step}", url=f"http://127.0.0.1/r{step}"), moment))
        else:
            told = dice.choice(acts)
            edit = told.text.replace("45 days", f"{step} days") if what < 0.9 else told.text.replace(".", " .")
            world.publish(MINISTRY, replace(told, text=edit, row_hash=str(step)))
        world.tell()
        for _ in range(dice.randint(0, 9)):  # the daemon looks again and again
            world.now += timedelta(minutes=90)
            world.tell()
    world.now += timedelta(days=8)
    world.tell()
    return world


def told(engine: Engine, subscription: str) -> list[tuple[str, list[int]]]:
    """Kind and documents of every alert, oldest first."""
    found = []
    with reading(engine) as connection:
        for alert in reversed(db.alerts.newest(connection, most=999)):
            if alert["subscription"] == subscription:
                matches = db.alerts.matches_of(connection, alert["id"])
                query = text("SELECT document_id FROM match WHERE id = :id")
                ids = {connection.execute(query, {"id": one}).scalar_one() for one in matches}
                found.append((alert["kind"], sorted(ids)))
    return found


def would_have(engine: Engine, ruleset: RuleSet, days: tuple[date, date] | None = None) -> dict[str, AsIf]:
    with reading(engine) as connection:
        reports = as_if(connection, _SUBSCRIPTIONS, ruleset, Past(), days, finder)
    return {one.subscription.id: one for one in reports}


def shape(report: AsIf) -> list[tuple[str, list[int]]]:
    return [(one.kind, sorted({entry.document_id for entry in one.entries})) for one in report.messages]


def everything(engine: Engine) -> dict[str, int]:
    with engine.connect() as connection:
        names = [name for name in inspect(connection).get_table_names() if name != "alembic_version"]
        return {name: connection.execute(text(f'SELECT count(*) FROM "{name}"')).scalar_one() for name in names}


def test_what_would_have_been_told_is_what_was_told(store: Engine, ruleset: RuleSet) -> None:
    lived(store, ruleset, steps=40, seed=1)
    before = everything(store)
    reports = would_have(store, ruleset)
    assert everything(store) == before
    for one in _SUBSCRIPTIONS:
        assert shape(reports[one.id]) == told(store, one.id), one.id
    kinds = {kind for report in reports.values() for kind, _ in shape(report)}
    assert {"new", "changed", "digest"} <= kinds
    assert reports["all"].withheld


def test_the_same_on_both_databases(engine: Engine, ruleset: RuleSet) -> None:
    lived(engine, ruleset, steps=5, seed=3)
    reports = would_have(engine, ruleset)
    assert [shape(reports[one.id]) for one in _SUBSCRIPTIONS] == [told(engine, one.id) for one in _SUBSCRIPTIONS]


def test_todays_rules_count_not_those_that_read_it_once(store: Engine, ruleset: RuleSet) -> None:
    import rules

    lived(store, ruleset, steps=4, seed=4)
    fewer = rules.compile(list(ruleset.concepts.values()), [ruleset.rules["gallium-news"]])
    before = everything(store)
    with reading(store) as connection:
        report, *_ = as_if(connection, _SUBSCRIPTIONS, fewer, Past(), None, finder)
    assert {entry.rules for one in report.messages for entry in one.entries} == {("gallium-news",)}
    assert everything(store) == before


def test_days_are_those_of_the_subscriptions_zone(store: Engine, ruleset: RuleSet) -> None:
    world = StoryWorld(store, ruleset, _SUBSCRIPTIONS)
    night = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)  # the 24th in Seoul
    world.publish(MINISTRY, published(item("n", "Export control on gallium"), night))
    world.tell()
    seoul = Subscription(id="seoul", channels=["mail"], zone="Asia/Seoul")
    utc = Subscription(id="utc", channels=["mail"])
    with reading(store) as connection:
        days = (date(2026, 11, 24), date(2026, 11, 24))
        of_seoul, of_utc = as_if(connection, [seoul, utc], ruleset, Past(), days)
    assert [(one.day, one.documents) for one in of_seoul.days()] == [(date(2026, 11, 24), 1)]
    assert of_utc.days() == []


# --- one subscription, pure ---


def passing(minutes: Sequence[float], severity: str = "high") -> list[Passing]:
    rows = [
        {"severity": severity, "rule_id": "r", "document_id": number, "number": 1} for number in range(len(minutes))
    ]
    return [
        Passing(
            NOW + timedelta(minutes=minute),
            {**row, "revision_id": row["document_id"], "title": "T", "url": "", "source_id": "xx/press"},
            None,
            {"desk": [row]},
            lambda _: "",
        )
        for row, minute in zip(rows, minutes, strict=True)
    ]


def desk(**more: Any) -> Subscription:
    return Subscription(id="desk", channels=["mail"], **more)


def test_a_flood_becomes_summaries() -> None:
    report = simulated(desk(max_per_hour=3), passing([0, 1, 2, 3, 4, 13, 70]))
    assert [(one.kind, len(one.entries)) for one in report.messages] == [
        ("new", 1), ("new", 1), ("new", 1), ("summary", 2), ("summary", 1), ("new", 1),
    ]  # fmt: skip


def test_quiet_hours_move_the_message_not_the_document() -> None:
    report = simulated(desk(quiet="08:00-10:00"), passing([0]))
    assert [one.at for one in report.messages] == [NOW.replace(hour=10)]


@pytest.mark.parametrize(
    ("digest", "zone", "end"),
    [
        ("daily", "UTC", "2026-11-23T08:00+00:00"),
        ("daily", "Asia/Seoul", "2026-11-22T23:00+00:00"),
        ("weekly", "UTC", "2026-11-23T08:00+00:00"),
        ("0 9 * * *", "UTC", "2026-11-22T09:00+00:00"),
    ],
)
def test_the_window_that_a_moment_falls_into(digest: str, zone: str, end: str) -> None:
    assert next_end(desk(digest=digest, zone=zone), NOW) == datetime.fromisoformat(end)


# --- shown ---


def test_a_page_needs_nothing_beside_it_and_trusts_no_title(tmp_path: Path) -> None:
    hostile = '"><script>alert(1)</script>'
    entry = Entry(NOW, "new", 1, "high", ("r",), hostile, "javascript:alert(1)", "xx/press")
    report = simulated(desk(name=hostile), passing([0, 60 * 24 * 3]))
    report = replace(report, messages=(*report.messages, replace(report.messages[0], entries=(entry,))))
    write_page(tmp_path / "page.html", [report], NOW.date(), NOW.date() + timedelta(days=9), NOW)
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "javascript:" not in page
    assert not re.search(r"""(src|href)\s*=\s*["']?(?!https?://)""", page.replace("xmlns", ""))
    assert page.count("<rect") == 2
    assert "3 messages about 3 documents" in page


@pytest.mark.parametrize(("length", "unit"), [(0, "day"), (100, "day"), (400, "week"), (2_000, "month")])
def test_bars_add_up_however_long_the_time(length: int, unit: str) -> None:
    report = simulated(desk(), passing([60 * 24 * at for at in range(length + 1)]))
    drawn = chart(report.days(), NOW.date(), NOW.date() + timedelta(days=length))
    numbers = [int(bar.label.partition(": ")[2].split()[0]) for bar in drawn.bars]
    assert (drawn.unit, sum(numbers)) == (unit, length + 1)
    assert all(y >= 0 and height >= 0 for bar in drawn.bars for _, y, height in bar.parts)
    assert json.dumps(as_json([report]))


def test_the_command(store: Engine, ruleset: RuleSet, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from monitor.cli import app

    world = StoryWorld(store, ruleset, _SUBSCRIPTIONS)
    title = "China imposes export controls on gallium and germanium"
    world.publish(MINISTRY, published(item("n", title), datetime(2026, 11, 23, 9, 0, tzinfo=UTC)))
    channels = 'channels: {mail: {url: "mailto://127.0.0.1:9?from=a@example.org&to=b@example.org&mode=insecure"}}\n'
    settings = f"sources: {{only: []}}\n{channels}subscriptions: [{{id: desk, channels: [mail]}}]\n"
    (tmp_path / "policywatch.yml").write_text(settings, encoding="utf-8")
    monkeypatch.setenv("POLICYWATCH_HOME", str(tmp_path))
    monkeypatch.setenv("POLICYWATCH_DATABASE", store.url.render_as_string(hide_password=False))
    before = everything(store)
    days = ["--since", "2026-11-20", "--until", "2026-11-25"]
    answer = CliRunner().invoke(app, ["as-if", *days, "--json", "--html", str(tmp_path / "page.html")])
    assert answer.exit_code == 0, answer.output
    told_of = json.loads(answer.stdout)["desk"]
    assert [(one["day"], one["entries"][0]["title"]) for one in told_of["days"]] == [("2026-11-23", title)]
    assert title in (tmp_path / "page.html").read_text(encoding="utf-8")
    shown = CliRunner().invoke(app, ["as-if", *days])
    assert "desk would have got 1 message about 1 document" in shown.stdout
    assert everything(store) == before
