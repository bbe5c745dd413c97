"""What comes within `group_wait` is one message, whatever is killed between, and whatever the clock does."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, event

import db.alerts
import db.attention
import db.deliveries
from crawlers.source import Source
from db.engine import reading
from monitor.dispatch import dispatch_pending
from monitor.grouping import due_groups
from monitor.match import match_pending
from monitor.message import alert_message
from monitor.subscription import Subscription
from rules import RuleSet
from tests.monitor.conftest import NOW, item, poll
from tests.monitor.test_digests import desk, kinds, news
from tests.monitor.test_stages import after, register
from tests.monitor.test_stages import store as stores


class Killed(Exception):  # noqa: N818  it is what happens to the process
    pass


@contextmanager
def killed_at(engine: Engine, statement: int) -> Iterator[None]:
    """The process dies at its n-th statement: what was not committed is gone."""
    left = [statement]

    def die(*_: Any) -> None:
        left[0] -= 1
        if left[0] == 0:
            raise Killed

    event.listen(engine, "before_cursor_execute", die)
    try:
        yield
    except Killed:
        pass
    finally:
        event.remove(engine, "before_cursor_execute", die)


def waiting(engine: Engine) -> int:
    with reading(engine) as connection:
        return len(db.attention.waiting(connection, "desk"))


def told(engine: Engine) -> list[tuple[str, int]]:
    """(kind, matches) of each alert, the oldest first."""
    with reading(engine) as connection:
        alerts = reversed(db.alerts.newest(connection, most=500))
        return [(row["kind"], len(db.alerts.matches_of(connection, row["id"]))) for row in alerts]


def test_what_comes_within_the_wait_is_one_message(engine: Engine, source: Source, ruleset: RuleSet) -> None:
    grouping = desk(group_wait="5m")
    register(engine, source)
    stores(engine, source, poll(item("0", "Nothing")))
    for start, minutes in ((1, 10), (2, 12)):
        news(engine, source, ruleset, 1, start=start, minutes=minutes)
        assert dispatch_pending(engine, [grouping], [], after(minutes)) == 0
    assert dispatch_pending(engine, [grouping], [], after(15)) == 1
    assert dispatch_pending(engine, [grouping], [], after(16)) == 0
    news(engine, source, ruleset, 1, start=3, minutes=20)
    for minutes in (20, 25, 26):
        dispatch_pending(engine, [grouping], [], after(minutes))
    assert told(engine) == [("group", 4), ("new", 2)]
    with reading(engine) as connection:
        message = alert_message(connection, 1, {"desk": grouping}, after(30))
    assert message.subject == "[high 2] 2 together: Export control on gallium 1"


@pytest.mark.parametrize(("group", "lists"), [("all", 1), ("source", 2), ("story", 3)])
def test_groups_are_formed_by_source_or_story(group: str, lists: int) -> None:
    rows = [
        {"match_id": 1, "document_id": 1, "source_id": "a", "story_id": 7, "matched_at": NOW},
        {"match_id": 2, "document_id": 2, "source_id": "b", "story_id": 7, "matched_at": NOW},
        {"match_id": 3, "document_id": 3, "source_id": "b", "story_id": None, "matched_at": NOW},
        {"match_id": 4, "document_id": 4, "source_id": "b", "story_id": None, "matched_at": NOW},
    ]
    grouping = Subscription.model_validate({"id": "a", "channels": ["c"], "group_wait": "5m", "group": group})
    assert due_groups(grouping, rows, after(4)) == []
    assert len(due_groups(grouping, rows, after(5))) == lists
    assert len(due_groups(grouping, rows, NOW - timedelta(hours=1))) == lists, "a clock that came back must not hold"


def test_quiet_hours_hold_groups_together(store: Engine, source: Source, ruleset: RuleSet) -> None:
    grouping = desk(group_wait="5m", quiet="09:00-10:00")
    register(store, source)
    stores(store, source, poll(item("0", "Nothing")))
    for start, minutes in ((1, 10), (2, 30), (3, 58)):
        news(store, source, ruleset, 1, start=start, minutes=minutes)
        assert dispatch_pending(store, [grouping], [], after(minutes + 1)) == 0
    assert dispatch_pending(store, [grouping], [], after(60)) == 1
    assert told(store) == [("group", 6)]


def test_a_flood_of_groups_becomes_a_summary(store: Engine, source: Source, ruleset: RuleSet) -> None:
    grouping = desk(group_wait="1m", group="story", max_per_hour=2)
    register(store, source)
    stores(store, source, poll(item("0", "Nothing")))
    news(store, source, ruleset, 5)
    for minutes in (10, 11, 12, 19, 21, 22):
        dispatch_pending(store, [grouping], [], after(minutes))
    assert kinds(store) == ["new", "new", "summary"]
    assert waiting(store) == 0


@pytest.mark.parametrize("seed", [0, 1, *(pytest.param(seed, marks=pytest.mark.chaos) for seed in range(2, 40))])
def test_kills_at_any_statement_lose_and_double_nothing(
    store: Engine, source: Source, ruleset: RuleSet, seed: int
) -> None:
    dice = random.Random(seed)
    options = {"group": dice.choice(["all", "source", "story"]), "max_per_hour": dice.choice([0, 3, 200])}
    grouping = desk(group_wait="5m", quiet=dice.choice(["", "09:30-10:30"]), **options)
    register(store, source)
    stores(store, source, poll(item("0", "Nothing")))
    now, published = after(1), 0
    for _ in range(30):
        now += timedelta(minutes=dice.choice([1, 2, 7, -20 if dice.random() < 0.1 else 3]))
        if dice.random() < 0.5:
            published += 1
            # the numbers of different notices, so that each is a story of its own
            text = item(str(published), f"Export control on gallium, order {published * 111}")
            stores(store, source, poll(text, at=max(now, after(1))))
        stages = [lambda at: match_pending(store, ruleset, at), lambda at: dispatch_pending(store, [grouping], [], at)]
        for stage in dice.sample(stages, 2):
            with killed_at(store, dice.randint(1, 60)):
                stage(now)
    _settle(store, ruleset, grouping, max(now, after(90)))
    assert sum(number for _, number in told(store)) == 2 * published
    assert waiting(store) == 0
    with reading(store) as connection:
        deliveries = db.deliveries.listed(connection, most=500)
        ids = [row["message_id"] for row in db.alerts.newest(connection, most=500)]
    assert len(deliveries) == len(ids) == len(set(ids))


def _settle(engine: Engine, ruleset: RuleSet, grouping: Subscription, now: datetime) -> None:
    match_pending(engine, ruleset, now)
    for minutes in (0, 6, 20, 70, 90):
        dispatch_pending(engine, [grouping], [], now + timedelta(minutes=minutes))
