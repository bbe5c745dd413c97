"""What a publisher takes away is told to those who heard of it, once it is sure, and what comes back is told too."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest
from sqlalchemy import Engine

import db.alerts
import db.sources
import db.withdrawals
from crawlers.item import Item
from crawlers.source import Source
from db.engine import reading, writing
from monitor.message import alert_message
from monitor.message_id import message_id
from monitor.subscription import Subscription
from rules import RuleSet
from tests.monitor.conftest import item, make_source
from tests.monitor.story_world import DESK, SOURCES, StoryWorld, act

LIST = make_source(id="xx/list", name="Measures in force", complete=True, tags=["government"])
OTHERS = [item(str(number), f"Bridge {number} opened") for number in range(1, 10)]


@pytest.fixture
def world(engine: Engine, ruleset: RuleSet, monkeypatch: pytest.MonkeyPatch) -> StoryWorld:
    monkeypatch.setitem(SOURCES, LIST.id, LIST)  # type: ignore[arg-type]
    world = StoryWorld(engine, ruleset, [DESK, Subscription(id="copper", channels=["mail"], words=["copper"])])
    show(world, [*OTHERS, act("g")])
    world.tell()
    return world


def show(world: StoryWorld, items: Sequence[Item], source: Source = LIST, **polled: object) -> None:
    """A whole reading of the list; `shown` may be taken away."""
    world.publish(source, *items, **{"shown": frozenset(one.key for one in items), "rows": len(items)} | polled)


def test_three_readings_without_it_are_a_withdrawal_and_one_with_it_a_return(world: StoryWorld) -> None:
    (first,) = world.alerts()
    for _ in range(2):
        show(world, OTHERS)
        assert world.tell() == []
    show(world, OTHERS)
    (gone,) = world.tell()
    assert (gone["kind"], gone["subscription"], gone["in_reply_to"]) == ("withdrawn", "desk", first["message_id"])
    assert world.document(LIST, "g")["withdrawn_at"] is not None
    show(world, OTHERS)
    assert world.tell() == []
    show(world, [*OTHERS, act("g")])
    (back,) = world.tell()
    assert (back["kind"], back["in_reply_to"]) == ("returned", first["message_id"])
    assert world.document(LIST, "g")["withdrawn_at"] is None
    with reading(world.engine) as connection:
        said = [alert_message(connection, one["id"], {"desk": DESK}, world.now) for one in (gone, back)]
    assert said[0].subject.startswith("Withdrawn by its publisher: Ministry of Ore imposes")
    assert "No longer on its publisher's list, at three readings in a row." in said[0].text
    assert said[0].headers["In-Reply-To"] == first["message_id"]
    assert said[1].subject.startswith("Published again: ")


def test_an_unchanged_list_still_lacks_it(world: StoryWorld) -> None:
    from dataclasses import replace

    from monitor.ingest import ingest_unchanged, is_unchanged
    from tests.monitor.conftest import poll

    show(world, OTHERS)
    for _ in range(2):
        world.now += timedelta(minutes=1)
        quiet = replace(poll(at=world.now, outcome="unchanged"), source_id=LIST.id)
        assert is_unchanged(quiet)
        with writing(world.engine) as connection:
            ingest_unchanged(connection, [(LIST, quiet)])
    assert [one["kind"] for one in world.tell()] == ["withdrawn"]


@pytest.mark.parametrize(
    "spoilt", [{"shown": None, "outcome": "partial"}, {"shown": None, "outcome": "wrong-page", "rows": 0}]
)
def test_a_partial_or_failed_reading_says_nothing(world: StoryWorld, spoilt: dict[str, object]) -> None:
    for _ in range(5):
        show(world, OTHERS if spoilt["outcome"] == "partial" else [], **spoilt)
    assert [one["kind"] for one in world.tell() if one["subscription"] == "desk"] == []
    assert world.document(LIST, "g")["missed"] == 0


def test_a_reading_with_it_begins_the_count_anew(world: StoryWorld) -> None:
    for _ in range(2):
        show(world, OTHERS)
    show(world, [*OTHERS, act("g")])
    for _ in range(2):
        show(world, OTHERS)
    assert world.tell() == []
    assert world.document(LIST, "g")["missed"] == 2


def test_much_that_is_gone_at_once_is_a_new_layout(world: StoryWorld) -> None:
    for _ in range(4):
        show(world, OTHERS[:4])
    assert world.tell() == []
    with reading(world.engine) as connection:
        issues = db.sources.last_issues(connection, LIST.id)
    assert [one["code"] for one in issues] == ["much-missing"]


def test_a_page_that_is_gone_for_a_day_is_a_withdrawal(world: StoryWorld) -> None:
    rows = [*OTHERS, act("g")]
    for _ in range(4):
        show(world, OTHERS, shown=frozenset(one.key for one in rows), gone=["g"])
    assert world.tell() == []
    world.now += timedelta(days=1)
    show(world, OTHERS, shown=frozenset(one.key for one in rows), gone=["g"])
    (gone,) = world.tell()
    assert gone["kind"] == "withdrawn"


def test_what_returns_before_it_is_told_was_never_gone(world: StoryWorld) -> None:
    for _ in range(3):
        show(world, OTHERS)
    show(world, [*OTHERS, act("g")])
    assert world.tell() == []
    with reading(world.engine) as connection:
        assert db.withdrawals.untold(connection) == []


def test_who_hears_of_it_by_a_digest_hears_then_that_it_is_gone(world: StoryWorld) -> None:
    late = Subscription(id="late", channels=["mail"], digest="daily", at="18:00")
    world.subscriptions.append(late)
    with writing(world.engine) as connection:
        db.alerts.register_subscriptions(connection, {"late": world.now})
    show(world, [*OTHERS, act("g"), act("h", "Ministry of Ore suspends export of gallium", "Exports of gallium stop.")])
    world.tell()
    for _ in range(3):
        show(world, [*OTHERS, act("g")])
    assert [(one["kind"], one["subscription"]) for one in world.tell()] == [("withdrawn", "desk")]
    evening = world.now.replace(hour=18, minute=1)
    (digest,) = world.tell(evening)
    (gone,) = world.tell(evening + timedelta(minutes=1))
    assert (gone["kind"], gone["subscription"], gone["in_reply_to"]) == ("withdrawn", "late", digest["message_id"])
    assert world.tell(evening + timedelta(minutes=2)) == []


def test_a_withdrawal_is_called_by_what_was_withdrawn(world: StoryWorld) -> None:
    for _ in range(3):
        show(world, OTHERS)
    (gone,) = world.tell()
    assert gone["message_id"] == message_id("desk", LIST.id, "g", f"withdrawn {LIST.id}:g 1")
