"""Who takes care of an alert: acknowledged, given, put aside, told again, once, whatever the clock does."""

from __future__ import annotations

import json
import random
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine

import db.alerts
import db.attention
import db.incidents
import db.silences
import db.sources
import db.web_people
from crawlers.source import Source
from db.engine import reading, writing
from monitor.attention import open_alerts, wake_due
from monitor.attention_past import tell_past
from monitor.attention_watch import AttentionWatch
from monitor.config import load_config
from monitor.dispatch import dispatch_pending
from monitor.escalation import escalate_due
from monitor.lease import take
from monitor.look import why
from monitor.match import match_pending
from monitor.message import alert_message
from monitor.subscription import Subscription
from rules import RuleSet
from tests.monitor.conftest import NOW, item, poll
from tests.monitor.test_cli_alerts import command, home  # noqa: F401  a fixture
from tests.monitor.test_digests import news
from tests.monitor.test_grouping import killed_at
from tests.monitor.test_stages import after, register
from tests.monitor.test_stages import store as stores


def desk(**more: Any) -> Subscription:
    return Subscription.model_validate({"id": "desk", "channels": ["mail"], **more})


def urgent(**more: Any) -> Subscription:
    return desk(escalate={"after": "30m", "to": ["phone"]}, **more)


def alerts(engine: Engine) -> list[dict[str, Any]]:
    with reading(engine) as connection:
        return list(reversed(db.alerts.newest(connection, most=500)))


def kinds(engine: Engine) -> list[str]:
    return [row["kind"] for row in alerts(engine)]


@pytest.fixture
def told(store: Engine, source: Source, ruleset: RuleSet) -> Engine:
    """One grave alert, ten minutes after the beginning."""
    tell_one(store, source, ruleset)
    return store


def tell_one(engine: Engine, source: Source, ruleset: RuleSet) -> None:
    register(engine, source)
    stores(engine, source, poll(item("0", "Nothing")))
    news(engine, source, ruleset, 1)
    dispatch_pending(engine, [desk()], [], after(10))


def test_an_alert_escalates_once_in_its_thread_to_the_other_channel(
    engine: Engine, source: Source, ruleset: RuleSet
) -> None:
    tell_one(engine, source, ruleset)
    for minutes in (11, 39, 40, 41, 300):
        escalate_due(engine, [urgent()], after(minutes))
    first, again = alerts(engine)
    assert (again["kind"], again["severity"], again["in_reply_to"]) == ("escalation", "high", first["message_id"])
    assert again["message_id"] != first["message_id"]
    with reading(engine) as connection:
        assert [row["channel"] for row in db.alerts.deliveries_of(connection, again["id"])] == ["phone"]
        message = alert_message(connection, again["id"], {"desk": urgent()}, after(41))
        assert why(connection, again["id"], [urgent()])["because"] == ["nobody acknowledged alert 1 in time"]
        (row,) = open_alerts(connection, after(41), 30)
    assert message.subject.startswith("Nobody acknowledged: [high] Export control on gallium")
    assert message.headers["In-Reply-To"] == first["message_id"]
    assert "<b>Nobody acknowledged: alert 1</b></p>" in message.html
    assert row["escalated_at"] == after(40)


@pytest.mark.parametrize("how", ["acknowledged", "on the page", "snoozed", "silenced", "below", "paused"])
def test_what_somebody_took_up_does_not_escalate(told: Engine, how: str) -> None:
    subscription = urgent()
    with writing(told) as connection:
        if how == "acknowledged":
            assert db.attention.acknowledge(connection, 1, "kim", after(12))
        elif how == "on the page":
            db.web_people.acknowledge(connection, 2, "kim", after(12))
        elif how == "snoozed":
            db.attention.snooze(connection, 1, after(300), "kim", after(12))
        elif how == "silenced":
            quiet = {"matcher": {"source_id": ["xx/*"]}, "author": "kim", "reason": "known"}
            db.silences.add(connection, quiet | {"created_at": after(12), "until": after(60)})
        elif how == "below":
            subscription = desk(escalate={"after": "30m", "to": ["phone"], "severity": "high"}, id="other")
        else:
            subscription = urgent(paused=True)
    for minutes in (11, 41, 90, 200):
        assert escalate_due(told, [subscription], after(minutes)) == 0


def test_what_had_waited_before_anybody_asked_does_not_escalate(told: Engine) -> None:
    assert escalate_due(told, [urgent()], after(75)) == 0
    assert escalate_due(told, [urgent()], after(90)) == 0


def test_many_at_once_escalate_as_one(store: Engine, source: Source, ruleset: RuleSet) -> None:
    register(store, source)
    stores(store, source, poll(item("0", "Nothing")))
    news(store, source, ruleset, 8)
    dispatch_pending(store, [desk()], [], after(10))
    escalate_due(store, [urgent()], after(11))
    assert escalate_due(store, [urgent()], after(41)) == 1
    assert escalate_due(store, [urgent()], after(42)) == 0
    with reading(store) as connection:
        message = alert_message(connection, 9, {"desk": urgent()}, after(42))
    assert message.subject.startswith("Nobody acknowledged: 8 × [high] Export control on gallium")
    assert "Export control on gallium 8" in message.text


def test_a_snoozed_alert_comes_back_in_its_thread(engine: Engine, source: Source, ruleset: RuleSet) -> None:
    tell_one(engine, source, ruleset)
    with writing(engine) as connection:
        db.attention.snooze(connection, 1, after(50), "kim", after(12))
        db.attention.snooze(connection, 1, after(100), "kim", after(13))
    for minutes in (50, 99, 100, 101):
        wake_due(engine, [desk()], [], after(minutes))
    first, back = alerts(engine)
    assert (back["kind"], back["in_reply_to"], back["created_at"]) == ("back", first["message_id"], after(100))
    with reading(engine) as connection:
        message = alert_message(connection, 2, {"desk": desk()}, after(101))
    assert message.subject.startswith("Back (kim): [high] Export control on gallium")
    escalate_due(engine, [urgent()], after(15))
    assert escalate_due(engine, [urgent()], after(129)) == 0, "the time counts from the end of the snooze"
    assert escalate_due(engine, [urgent()], after(130)) == 1


def test_an_acknowledged_alert_does_not_come_back(told: Engine) -> None:
    with writing(told) as connection:
        db.attention.snooze(connection, 1, after(50), "kim", after(12))
        db.web_people.acknowledge(connection, 2, "lee", after(20))
    assert wake_due(told, [desk()], [], after(60)) == 0
    with reading(told) as connection:
        assert db.attention.snoozes_over(connection, after(60)) == []
        assert open_alerts(connection, after(60), 30) == []


def test_a_digest_lists_what_is_grave_and_still_open(told: Engine) -> None:
    daily = desk(digest="daily", at="12:00", heartbeat=True, escalate={"after": "30m", "to": ["phone"]})
    with writing(told) as connection:
        db.attention.assign(connection, 1, "lee", "kim", after(15))
    dispatch_pending(told, [daily], [], after(180))
    with reading(told) as connection:
        message = alert_message(connection, 2, {"desk": daily}, after(181))
    said = "[high] Export control on gallium 1 — Ministry of Ore (alert 1, 2026-11-22, lee)"
    assert f"== Still open: nobody acknowledged ==\n{said}" in message.text
    assert "alert 1, 2026-11-22, lee</span>" in message.html
    with writing(told) as connection:
        db.attention.acknowledge(connection, 1, "kim", after(182))
        assert "Still open" not in alert_message(connection, 2, {"desk": daily}, after(183)).text


@pytest.mark.parametrize("zone", ["Asia/Seoul", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe"])
@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.chaos) for seed in range(1, 12))])
def test_digests_and_escalations_come_once_over_daylight_saving_kills_and_clock_jumps(
    store: Engine, source: Source, ruleset: RuleSet, zone: str, seed: int
) -> None:
    dice = random.Random(f"{zone} {seed}")
    local = ZoneInfo(zone)
    # a night in which the clocks of somebody change
    now = datetime(2026, *dice.choice([(3, 7), (3, 28), (4, 4), (10, 3), (10, 24), (10, 31)]), 12, tzinfo=local)
    now = now.astimezone(UTC)
    at, quiet = dice.choice(["02:30", "01:59", "08:00"]), dice.choice(["", "23:00-06:00"])
    daily = desk(digest="daily", at=at, zone=zone, heartbeat=True)
    loud = Subscription.model_validate(
        {
            "id": "loud",
            "channels": ["mail"],
            "zone": zone,
            "quiet": quiet,
            "escalate": {"after": "30m", "to": ["phone"]},
        }
    )
    _register(store, source, now)
    days = set[date]()
    for step in range(36):
        now += timedelta(minutes=dice.randint(50, 110))
        if step in (3, 9):
            news_at(store, source, ruleset, step, now)
        looked = [now + timedelta(minutes=dice.choice([0, 0, 0, 40, -40])), now]  # the clock jumps and comes back
        for moment in looked:
            with killed_at(store, dice.choice([1000, dice.randint(1, 40)])):
                dispatch_pending(store, [daily, loud], [], moment)
            with killed_at(store, dice.choice([1000, dice.randint(1, 12)])):
                escalate_due(store, [daily, loud], moment)
        days.add(now.astimezone(local).date())
    for minutes in (1, 200, 700):
        dispatch_pending(store, [daily, loud], [], now + timedelta(minutes=minutes))
        escalate_due(store, [daily, loud], now + timedelta(minutes=minutes))
    found = [row for row in alerts(store) if row["subscription"] == "loud"]
    assert sorted(row["kind"] for row in found) == ["escalation", "escalation", "new", "new"]
    digests = [row["period"] for row in alerts(store) if row["kind"] == "digest"]
    assert len(digests) == len(set(digests))
    assert len(days) - 1 <= len(digests) <= len(days) + 1


def _register(engine: Engine, source: Source, now: datetime) -> None:
    with writing(engine) as connection:
        db.sources.register(connection, [source.id], now)
        db.alerts.register_subscriptions(connection, {"desk": now, "loud": now})
    escalate_due(engine, [urgent(id="loud")], now)
    stores(engine, source, poll(item("0", "Nothing"), at=now))


def news_at(engine: Engine, source: Source, ruleset: RuleSet, number: int, now: datetime) -> None:
    stores(engine, source, poll(item(str(number), f"Export control on gallium, order {number * 111}"), at=now))
    match_pending(engine, ruleset, now)


def test_the_past_comes_as_one_summary_and_once(store: Engine, source: Source, ruleset: RuleSet) -> None:
    past = desk(since="2026-11-20", severity="high")
    with writing(store) as connection:
        db.sources.register(connection, [source.id], NOW)
    items = [item(str(number), f"Export control on gallium {number}") for number in range(60)]
    stores(store, source, poll(*items))
    match_pending(store, ruleset, after(1))
    with writing(store) as connection:
        db.alerts.register_subscriptions(connection, {"desk": after(2)})
    for minutes in (3, 4, 500):
        tell_past(store, [past], after(minutes))
        dispatch_pending(store, [past], [], after(minutes))
    assert kinds(store) == ["past"]
    with reading(store) as connection:
        message = alert_message(connection, 1, {"desk": past}, after(5))
    assert message.subject.startswith("[high 60] What was published since 2026-11-20: Export control on gallium")
    assert "+20 more" in message.text
    tell_past(store, [past.model_copy(update={"severity": "low"})], after(600))
    tell_past(store, [past.model_copy(update={"since": date(2026, 11, 21)})], after(601))
    assert kinds(store) == ["past"], "an edited subscription hears nothing again"
    renamed = past.model_copy(update={"id": "office"})
    with writing(store) as connection:
        db.alerts.register_subscriptions(connection, {"office": after(700)})
    tell_past(store, [renamed], after(701))
    assert kinds(store) == ["past"], "nor does one of another name on the same channels"
    other = past.model_copy(update={"id": "lab", "channels": ["chat"]})
    with writing(store) as connection:
        db.alerts.register_subscriptions(connection, {"lab": after(800)})
    tell_past(store, [past, other], after(801))
    assert kinds(store) == ["past", "past"]


def test_the_past_waits_for_the_first_reading_of_all_sources(store: Engine, source: Source, ruleset: RuleSet) -> None:
    past = desk(since="2026-11-20")
    register(store, source)  # the subscription begins before anything was read
    with writing(store) as connection:
        db.sources.register(connection, ["yy/slow"], NOW)
    stores(store, source, poll(item("1", "Export control on gallium")))
    match_pending(store, ruleset, after(1))
    assert tell_past(store, [past], after(2)) == 0
    assert tell_past(store, [past], after(60)) == 1
    assert tell_past(store, [past], after(61)) == 0
    news(store, source, ruleset, 1, start=5, minutes=70)
    assert dispatch_pending(store, [past], [], after(70)) == 1
    assert kinds(store) == ["past", "new"]


def test_a_pause_until_a_day_ends_by_itself(store: Engine, source: Source, ruleset: RuleSet) -> None:
    until = desk(paused="2026-11-23", zone="Asia/Seoul")
    register(store, source)
    stores(store, source, poll(item("0", "Nothing")))
    news(store, source, ruleset, 1)
    assert dispatch_pending(store, [until], [], after(10)) == 0
    morning = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)  # midnight in Seoul
    news(store, source, ruleset, 1, start=5, minutes=int((morning - NOW).total_seconds() // 60))
    assert dispatch_pending(store, [until], [], morning) == 1


def test_operators_hear_of_disk_lease_and_rules_once(tmp_path: Path, store: Engine) -> None:
    (tmp_path / "policywatch.yml").write_text("least_free: 2GB\n", encoding="utf-8")
    room = [1_000_000_000]
    config = load_config({"POLICYWATCH_HOME": str(tmp_path)})
    oversee = AttentionWatch(store, config, free=lambda _: room[0]).turns()[0]
    assert take(store, "elsewhere:1", after(0)) == "elsewhere:1"
    assert take(store, "here:2", after(10)) == "here:2"
    for minutes, free in ((11, 1), (12, 1.9), (13, 2.1), (14, 2.5), (80, 2.5)):
        room[0] = int(free * 1e9)
        oversee(after(minutes))
        dispatch_pending(store, [], ["mail"], after(minutes))
    with reading(store) as connection:
        said = [alert_message(connection, row["id"], {}, after(90)).subject for row in alerts(store)]
        assert db.incidents.open_incidents(connection) == []
    assert said == [
        "[policywatch] lease: took-over",
        "[policywatch] disk: full",
        "[policywatch] disk: recovered",
    ]


def test_a_text_that_broke_a_rule_is_told_until_it_is_matched(
    tmp_path: Path, store: Engine, source: Source, ruleset: RuleSet
) -> None:
    oversee = AttentionWatch(store, load_config({"POLICYWATCH_HOME": str(tmp_path)})).turns()[0]
    register(store, source)
    stores(store, source, poll(item("0", "Nothing")))
    with writing(store) as connection:
        db.incidents.open_incident(connection, "rules", "match-failed", "a text", after(1))
    oversee(after(2))
    with reading(store) as connection:
        assert db.incidents.any_open(connection, ["rules"])
    match_pending(store, ruleset, after(3))
    oversee(after(4))
    with reading(store) as connection:
        assert not db.incidents.any_open(connection, ["rules"])


def test_the_commands_take_care(home: Engine) -> None:  # noqa: F811
    (row,) = json.loads(command("attention", "list", "--json").stdout)
    assert (row["alert"], row["severity"], row["title"]) == (1, "high", "Export control on gallium")
    assert command("assign", "1", "--to", "lee", "--by", "kim").stdout == "alert 1 is lee's now\n"
    assert json.loads(command("attention", "list", "--to", "lee", "--json").stdout)[0]["assigned_to"] == "lee"
    assert json.loads(command("attention", "list", "--to", "kim", "--json").stdout) == []
    assert command("snooze", "1", "--for", "2d", "--by", "kim").stdout.startswith("alert 1 comes back ")
    assert command("snooze", "1", "--for", "soon").exit_code == 2
    assert "lee" in command("attention", "list").stdout
    assert command("acknowledge", "1", "--by", "kim").exit_code == 0
    assert command("attention", "list").stdout == "Nothing waits for anybody.\n"
    assert command("snooze", "1", "--for", "2d").exit_code == 2
    assert command("assign", "9", "--to", "lee").exit_code == 2
    with reading(home) as connection:
        assert db.web_people.care(connection, [2])[2]["acknowledged_by"] == "kim"
