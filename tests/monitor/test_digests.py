"""Digests, quiet hours, floods and silences: every match is told once, whatever the clock does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pydantic import ValidationError
from sqlalchemy import Engine

import db.alerts
import db.deliveries
import db.digests
import db.silences
from crawlers.source import Source
from db.engine import reading, writing
from monitor.dispatch import dispatch_pending
from monitor.match import match_pending
from monitor.message import alert_message
from monitor.subscription import Subscription
from monitor.windows import period, told_at, window_end
from rules import RuleSet
from tests.monitor.conftest import NOW, item, poll
from tests.monitor.test_stages import after, register, store


def desk(**more: Any) -> Subscription:
    return Subscription(id="desk", channels=["mail"], **more)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def news(engine: Engine, source: Source, ruleset: RuleSet, count: int, start: int = 1, minutes: int = 10) -> None:
    items = [item(str(start + n), f"Export control on gallium {start + n}") for n in range(count)]
    store(engine, source, poll(*items, at=after(minutes)))
    match_pending(engine, ruleset, after(minutes))


def kinds(engine: Engine) -> list[str]:
    with reading(engine) as connection:
        return [row["kind"] for row in reversed(db.alerts.newest(connection, most=500))]


@pytest.mark.parametrize("zone", ["UTC", "Asia/Seoul", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe"])
@pytest.mark.parametrize("start", ["2026-03-05T00:00", "2026-10-23T00:00"])
def test_a_daily_window_ends_once_a_day_over_daylight_saving(zone: str, start: str) -> None:
    subscription = desk(digest="daily", at="02:30", zone=zone)
    now, ended, names = utc(start), utc(start), []
    for _ in range(14 * 24 * 4):
        now += timedelta(minutes=15)
        if end := window_end(subscription, ended, now):
            assert ended < end <= now
            names.append(period(subscription, end))
            ended = end
    assert len(names) == len(set(names)) == 14


def test_missed_windows_are_one_and_a_clock_that_jumps_tells_nothing_twice() -> None:
    subscription = desk(digest="daily")
    assert window_end(subscription, utc("2026-11-01T08:00"), utc("2026-11-05T09:00")) == utc("2026-11-05T08:00")
    assert window_end(subscription, utc("2026-11-05T08:00"), utc("2026-11-05T09:00")) is None
    assert window_end(subscription, utc("2027-01-01T08:00"), utc("2026-11-05T09:00")) is None


def test_quiet_hours_delay() -> None:
    subscription = desk(quiet="22:00-07:00", zone="Asia/Seoul")
    assert told_at(subscription, utc("2026-11-24T12:00")) == utc("2026-11-24T12:00")  # 21:00
    assert told_at(subscription, utc("2026-11-24T13:00")) == utc("2026-11-24T22:00")
    assert told_at(subscription, utc("2026-11-24T21:59")) == utc("2026-11-24T22:00")
    assert told_at(subscription, utc("2026-11-24T22:00")) == utc("2026-11-24T22:00")


@pytest.mark.parametrize("wrong", [{"digest": "hourly"}, {"quiet": "22-7"}, {"zone": "Seoul"}, {"at": "8:00"}])
def test_what_cannot_be_understood_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        desk(**wrong)


def test_a_digest_collects_and_tells_once(engine: Engine, source: Source, ruleset: RuleSet) -> None:
    subscription = desk(digest="daily", at="12:00", language="ko", group_by="mineral")
    register(engine, source)
    store(engine, source, poll(item("0", "Nothing")))
    news(engine, source, ruleset, 3)
    for now in (after(20), after(30), after(180), after(181), after(300)):
        dispatch_pending(engine, [subscription], [], now)
    assert kinds(engine) == ["digest"]
    with reading(engine) as connection:
        assert db.digests.waiting(connection, "desk") == ([], None)
        message = alert_message(connection, 1, {"desk": subscription}, after(300))
    assert message.subject.startswith("[높음 3] 요약 2026-11-22 12:00: Export control on gallium")
    assert "1 of 1 sources checked and healthy" in message.text
    assert "gallium 3" in message.text
    dispatch_pending(engine, [subscription], [], after(180 + 24 * 60))
    assert kinds(engine) == ["digest"], "an empty digest is not told"


def test_a_heartbeat_is_told_when_there_is_nothing(engine: Engine, source: Source) -> None:
    subscription = desk(digest="daily", at="12:00", heartbeat=True)
    register(engine, source)
    for now in (after(20), after(180), after(181), after(180 + 24 * 60)):
        dispatch_pending(engine, [subscription], [], now)
    assert kinds(engine) == ["digest", "digest"]
    with reading(engine) as connection:
        message = alert_message(connection, 1, {"desk": subscription}, after(300))
    assert message.subject == "[nothing] Digest 2026-11-22 12:00"
    assert "Nothing to tell" in message.text


def test_a_long_digest_says_how_many_more(engine: Engine, source: Source, ruleset: RuleSet) -> None:
    subscription = desk(digest="daily", at="12:00")
    register(engine, source)
    store(engine, source, poll(item("0", "Nothing")))
    news(engine, source, ruleset, 45)
    dispatch_pending(engine, [subscription], [], after(30))
    dispatch_pending(engine, [subscription], [], after(180))
    with reading(engine) as connection:
        message = alert_message(connection, 1, {"desk": subscription}, after(300))
    assert "+5 more, all of them: policywatch why 1" in message.text


def test_a_flood_becomes_a_summary_and_nothing_is_lost(engine: Engine, source: Source, ruleset: RuleSet) -> None:
    subscription = desk(max_per_hour=3)
    register(engine, source)
    store(engine, source, poll(item("0", "Nothing")))
    news(engine, source, ruleset, 10)
    for minutes in (11, 12, 19, 21, 22):
        dispatch_pending(engine, [subscription], [], after(minutes))
    assert kinds(engine) == ["new", "new", "new", "summary"]
    with reading(engine) as connection:
        message = alert_message(connection, 4, {"desk": subscription}, after(22))
        assert len(db.alerts.matches_of(connection, 4)) == 14
    assert message.subject.startswith("[high 7] Many at once")
    news(engine, source, ruleset, 1, start=50, minutes=100)
    dispatch_pending(engine, [subscription], [], after(101))
    assert kinds(engine)[-1] == "new"


def test_quiet_hours_delay_the_delivery(engine: Engine, source: Source, ruleset: RuleSet) -> None:
    register(engine, source)
    store(engine, source, poll(item("0", "Nothing")))
    news(engine, source, ruleset, 1)
    dispatch_pending(engine, [desk(quiet="09:00-10:00")], [], after(20))
    with reading(engine) as connection:
        assert db.deliveries.due(connection, after(59), most=9) == []
        assert len(db.deliveries.due(connection, after(60), most=9)) == 1


def test_a_silence_keeps_quiet_until_it_ends(engine: Engine, source: Source, ruleset: RuleSet) -> None:
    register(engine, source)
    store(engine, source, poll(item("0", "Nothing")))
    row = {"matcher": {"source_id": ["xx/*"]}, "author": "kim", "reason": "move", "created_at": NOW, "until": after(60)}
    with writing(engine) as connection:
        number = db.silences.add(connection, row)
    news(engine, source, ruleset, 1)
    assert dispatch_pending(engine, [desk()], [], after(20)) == 0
    with writing(engine) as connection:
        assert db.silences.end(connection, number, after(30))
    news(engine, source, ruleset, 1, start=9, minutes=35)
    assert dispatch_pending(engine, [desk()], [], after(36)) == 1
