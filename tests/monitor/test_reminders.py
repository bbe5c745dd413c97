"""Reminders: once, in time, in the thread of their document, never a storm, never of a day that no longer binds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from pydantic import ValidationError
from sqlalchemy import Engine

import db.alerts
import db.facts
import db.reminders
import db.sources
from crawlers.item import Item
from crawlers.source import Source
from db.engine import reading, writing
from db.tables import StoryMember
from db.write import insert_new
from monitor.digest import release_pending
from monitor.dispatch import dispatch_pending
from monitor.ingest import ingest
from monitor.match import match_pending
from monitor.message import alert_message
from monitor.noting import Noting
from monitor.reminders import nearest_lead, remind_due
from monitor.subscription import Subscription
from rules import RuleSet
from tests.monitor.conftest import NOW, item, poll
from tests.monitor.story_rows import story_member

DESK = Subscription(
    id="desk", channels=["mail"], remind=[30, 7, 1], zone="Asia/Seoul", at="09:00", language="ko", max_per_hour=0
)
TEXT = "Export control on gallium. The rule takes effect on December 15, 2026."
RULE = item("1", "Export control on gallium", TEXT)


#: What does not depend on the kind of database.
on_sqlite = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


def seoul(day: str, hour: int = 9, minute: int = 0) -> datetime:
    return datetime.fromisoformat(f"{day}T{hour:02}:{minute:02}+09:00").astimezone(UTC)


def store(engine: Engine, source: Source, ruleset: RuleSet, *items: Item, at: datetime = NOW) -> None:
    with writing(engine) as connection:
        ingest(connection, source, poll(*items, at=at))
    match_pending(engine, ruleset, at)
    Noting(engine).pending(at)


def alerted(engine: Engine, source: Source, ruleset: RuleSet, subscription: Subscription = DESK) -> None:
    """The rule as news, alerted."""
    with writing(engine) as connection:
        db.sources.register(connection, [source.id], NOW)
        db.alerts.register_subscriptions(connection, {subscription.id: NOW - timedelta(days=1)})
    news = source.model_copy(update={"alert_existing": True})
    store(engine, news, ruleset, RULE)
    dispatch_pending(engine, [subscription], [], NOW)


def remind(engine: Engine, now: datetime, subscription: Subscription = DESK) -> int:
    return remind_due(engine, [subscription], now)


def reminders(engine: Engine) -> list[dict[str, object]]:
    with reading(engine) as connection:
        return [row for row in reversed(db.alerts.newest(connection, most=99)) if row["kind"] == "reminder"]


@pytest.mark.parametrize(
    ("now", "lead"),
    [
        (seoul("2026-11-15", 8, 59), None),
        (seoul("2026-11-15"), 30),
        (seoul("2026-12-08", 8, 59), 30),
        (seoul("2026-12-08"), 7),
        (seoul("2026-12-15", 23, 59), 1),
        (seoul("2026-12-16", 0), None),
    ],
)
def test_the_nearest_lead_whose_hour_has_come(now: datetime, lead: int | None) -> None:
    assert nearest_lead(date(2026, 12, 15), DESK, now) == lead


def test_each_lead_once_in_the_thread_of_the_document(engine: Engine, source: Source, ruleset: RuleSet) -> None:
    alerted(engine, source, ruleset)
    assert remind(engine, NOW + timedelta(minutes=5)) == 0  # the alert showed the date after its thirtieth day
    times = [
        seoul("2026-12-08", 8, 59),
        seoul("2026-12-08"),
        seoul("2026-12-09"),
        seoul("2026-12-14"),
        seoul("2026-12-17"),
    ]
    assert [remind(engine, now) for now in times] == [0, 1, 0, 1, 0]
    with reading(engine) as connection:
        first = db.alerts.first_alert(connection, "desk", 1)
        assert first is not None
        assert {row["in_reply_to"] for row in reminders(engine)} == {first["message_id"]}
        message = alert_message(connection, int(str(reminders(engine)[0]["id"])), {"desk": DESK}, times[1])
    assert message.subject.startswith("기한 알림: [7일 뒤] 2026-12-15 시행: Export control on gallium")
    assert "takes effect on December 15, 2026" in message.text
    assert "takes effect on December 15, 2026" in message.html


@on_sqlite
def test_a_daemon_that_was_down_reminds_by_the_nearest_lead_alone(
    engine: Engine, source: Source, ruleset: RuleSet
) -> None:
    alerted(engine, source, ruleset)
    assert remind(engine, seoul("2026-12-14", 22)) == 1
    assert remind(engine, seoul("2026-12-15", 10)) == 0


def test_a_date_that_moves_is_reminded_of_anew_and_what_waits_is_dropped(
    engine: Engine, source: Source, ruleset: RuleSet
) -> None:
    alerted(engine, source, ruleset)
    assert remind(engine, seoul("2026-12-08")) == 1
    later = replace(RULE, text=TEXT.replace("December 15", "December 29"))
    store(engine, source, ruleset, later, at=seoul("2026-12-09"))
    with reading(engine) as connection:
        (delivery,) = db.alerts.deliveries_of(connection, int(str(reminders(engine)[0]["id"])))
    assert delivery["state"] == "dropped"
    dispatch_pending(engine, [DESK], [], seoul("2026-12-09"))
    assert [remind(engine, seoul(f"2026-12-{day}", 10)) for day in (14, 21, 22, 23)] == [0, 0, 1, 0]
    with reading(engine) as connection:
        text = alert_message(connection, int(str(reminders(engine)[1]["id"])), {"desk": DESK}, seoul("2026-12-22")).text
    assert "2026-12-29 시행 (변경 전 2026-12-15)" in text


@on_sqlite
def test_a_date_that_is_taken_back_reminds_nobody(engine: Engine, source: Source, ruleset: RuleSet) -> None:
    alerted(engine, source, ruleset)
    gone = replace(RULE, text="Export control on gallium. The rule is withdrawn.")
    store(engine, source, ruleset, gone, at=seoul("2026-12-01"))
    assert remind(engine, seoul("2026-12-08")) == 0


def test_a_first_start_does_not_storm(engine: Engine, source: Source, ruleset: RuleSet) -> None:
    with writing(engine) as connection:
        db.alerts.register_subscriptions(connection, {"desk": NOW})
    near = [replace(RULE, key=str(number), title=f"Export control on gallium {number}") for number in range(20)]
    past = replace(RULE, key="past", text=TEXT.replace("December 15", "November 1"))
    far = replace(RULE, key="far", text=TEXT.replace("December 15, 2026", "March 15, 2027"))
    store(engine, source, ruleset, *near, past, far)
    assert remind(engine, NOW) == 1
    assert remind(engine, NOW) == 0
    with reading(engine) as connection:
        (alert,) = reminders(engine)
        assert len(db.reminders.of_alert(connection, int(str(alert["id"])))) == 20
        assert "(+19)" in alert_message(connection, int(str(alert["id"])), {"desk": DESK}, NOW).subject
    assert remind(engine, seoul("2026-12-08")) == 1


@on_sqlite
def test_who_does_not_hear_of_a_document_is_not_reminded(engine: Engine, source: Source, ruleset: RuleSet) -> None:
    store(engine, source, ruleset, RULE)
    tin = DESK.model_copy(update={"id": "tin", "minerals": ["tin"]})
    paused = DESK.model_copy(update={"id": "paused", "paused": True})
    silent = DESK.model_copy(update={"id": "silent", "remind": []})
    assert remind_due(engine, [tin, paused, silent], NOW) == 0


def test_a_story_is_reminded_of_once(engine: Engine, source: Source, ruleset: RuleSet) -> None:
    store(engine, source, ruleset, RULE)
    assert remind(engine, seoul("2026-12-08")) == 1
    store(engine, source, ruleset, replace(RULE, key="2"), at=seoul("2026-12-08", 10))
    with writing(engine) as connection:
        insert_new(connection, StoryMember, [story_member(1), story_member(2)])
    assert remind(engine, seoul("2026-12-08", 11)) == 0
    assert remind(engine, seoul("2026-12-14")) == 1


@on_sqlite
def test_quiet_hours_delay_a_reminder(engine: Engine, source: Source, ruleset: RuleSet) -> None:
    quiet = DESK.model_copy(update={"quiet": "18:00-10:30"})
    alerted(engine, source, ruleset, quiet)
    assert remind(engine, seoul("2026-12-08"), quiet) == 1
    with reading(engine) as connection:
        (delivery,) = db.alerts.deliveries_of(connection, int(str(reminders(engine)[0]["id"])))
    assert delivery["due_at"] == seoul("2026-12-08", 10, 30)


def test_a_digest_tells_them_with_the_rest(engine: Engine, source: Source, ruleset: RuleSet) -> None:
    daily = DESK.model_copy(update={"digest": "daily", "remind": [7]})
    alerted(engine, source, ruleset, daily)
    assert remind(engine, seoul("2026-12-07", 23), daily) == release_pending(engine, [daily], seoul("2026-12-07")) == 0
    assert remind(engine, seoul("2026-12-08", 0, 1), daily) == 0
    assert release_pending(engine, [daily], seoul("2026-12-08")) == 1
    assert release_pending(engine, [daily], seoul("2026-12-09")) == 0
    with reading(engine) as connection:
        newest, first = db.alerts.newest(connection, most=2)
        told = alert_message(connection, newest["id"], {"desk": daily}, seoul("2026-12-08"))
        before = alert_message(connection, first["id"], {"desk": daily}, seoul("2026-11-23"))
    assert "앞으로 30일 안의 효력·마감 날짜" in before.text
    assert "2026-12-15 (7일 뒤) 시행: Export control on gallium" in told.text
    assert "2026-12-15" in told.html
    assert told.subject == "요약 2026-12-08 09:00: [7일 뒤] 2026-12-15 시행: Export control on gallium"


def test_a_kill_between_two_reminders_tells_none_twice(
    engine: Engine, source: Source, ruleset: RuleSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    alerted(engine, source, ruleset)
    other = DESK.model_copy(update={"id": "other"})
    kept, told = db.alerts.add_alert, []

    def dying(*given: object) -> int | None:
        told.append(1)
        if len(told) == 2:
            raise SystemExit
        return kept(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(db.alerts, "add_alert", dying)
    with pytest.raises(SystemExit):
        remind_due(engine, [DESK, other], seoul("2026-12-08"))
    monkeypatch.undo()
    assert remind_due(engine, [DESK, other], seoul("2026-12-08")) == 1
    assert [row["subscription"] for row in reminders(engine)] == ["desk", "other"]


@pytest.mark.parametrize("remind", [[-1], [400], ["soon"], list(range(11))])
def test_leads_that_make_no_sense_are_refused(remind: Sequence[object]) -> None:
    with pytest.raises(ValidationError):
        Subscription(id="desk", channels=["mail"], remind=remind)  # type: ignore[arg-type]
