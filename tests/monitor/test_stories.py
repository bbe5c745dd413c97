"""One act is told once to each who hears of it, whoever publishes it, on both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Engine

import db.stories
from db.engine import reading
from monitor.message import alert_message
from monitor.subscription import Subscription
from rules import RuleSet
from tests.monitor.conftest import NOW
from tests.monitor.story_world import ACT, BODY, DAILY, DESK, MINISTRY, PORTAL, SOURCES, WIRE, StoryWorld, act


@pytest.fixture
def world(engine: Engine, ruleset: RuleSet) -> StoryWorld:
    return StoryWorld(engine, ruleset)


def test_what_another_publisher_posts_again_is_not_told_again(world: StoryWorld) -> None:
    world.publish(MINISTRY, act("1"))
    assert [one["kind"] for one in world.tell()] == ["new"]
    world.publish(PORTAL, act("p1", text=f"Government Portal\n{BODY}\nShare this page"))
    world.publish(WIRE, act("w1", title=f"{ACT} - Metal Wire"))
    assert world.tell() == []
    first, portal = world.document(MINISTRY, "1"), world.document(PORTAL, "p1")
    with reading(world.engine) as connection:
        tellers = db.stories.tellers(connection, first["id"])
        fates = set(db.stories.fates(connection, portal["id"]).values())
    assert [one["source_id"] for one in tellers] == ["xx/press", "xx/portal", "media/wire"]
    assert all(one["reason"] and one["score"] >= 0.5 for one in tellers[1:])
    assert len(fates) == 1
    assert fates.pop().startswith(f"same story as document {first['id']}, told in alert")


def test_the_official_text_answers_in_the_thread_of_the_report(world: StoryWorld) -> None:
    world.publish(WIRE, act("w1", title=f"{ACT} - Metal Wire"))
    (first,) = world.tell()
    world.publish(MINISTRY, act("1"))
    (upgraded,) = world.tell()
    assert (upgraded["kind"], upgraded["in_reply_to"]) == ("upgraded", first["message_id"])
    world.publish(PORTAL, act("p1"))
    assert world.tell() == []


def test_the_publisher_is_told_first_when_all_come_at_once(world: StoryWorld) -> None:
    world.publish(WIRE, act("w1"))
    world.publish(DAILY, act("d1"))
    world.publish(MINISTRY, act("1"))
    (only,) = world.tell()
    assert (only["document_id"], only["kind"]) == (world.document(MINISTRY, "1")["id"], "new")


def test_a_graver_report_is_told(world: StoryWorld) -> None:
    world.subscriptions = [DESK.model_copy(update={"rules": ["gallium-news", "gallium-control"]})]
    title = "Ministry of Ore names gallium in Notice 2026-70 of 22 November 2026"
    world.publish(MINISTRY, act("1", title=title, text=f"{title}. It names gallium metal of 99.99% and 45 days."))
    (first,) = world.tell()
    again = f"{title}. It names gallium metal of 99.99% and 45 days. An export control begins."
    world.publish(PORTAL, act("p1", title=title, text=again))
    (second,) = world.tell()
    assert (first["severity"], second["severity"], second["kind"]) == ("low", "high", "upgraded")
    assert second["in_reply_to"] == first["message_id"]


def test_who_hears_of_one_source_alone_hears_the_story_from_it(engine: Engine, ruleset: RuleSet) -> None:
    narrow = Subscription(id="narrow", channels=["mail"], sources=["media/*"])
    world = StoryWorld(engine, ruleset, [DESK, narrow])
    world.publish(MINISTRY, act("1"))
    assert [one["subscription"] for one in world.tell()] == ["desk"]
    world.publish(WIRE, act("w1"))
    assert [(one["subscription"], one["kind"]) for one in world.tell()] == [("narrow", "new")]
    world.publish(DAILY, act("d1"))
    assert world.tell() == []


def test_what_was_only_stored_hides_nothing(world: StoryWorld) -> None:
    """A report in a baseline was told to nobody, so that the story is news when it comes as news."""
    fresh = MINISTRY.model_copy(update={"id": "xx/later", "publisher": "Later Ministry"})
    world.publish(fresh, act("l1"))
    assert world.tell() == []
    world.publish(MINISTRY, act("1"))
    assert [one["kind"] for one in world.tell()] == ["new"]
    with reading(world.engine) as connection:
        member = db.stories.members(connection, [world.document(MINISTRY, "1")["id"]])
    assert len(member) == 1


def test_another_act_is_another_story(world: StoryWorld) -> None:
    world.publish(MINISTRY, act("1"))
    other = "Ministry of Ore suspends export control on gallium for medical use until 30 June 2028"
    world.publish(
        PORTAL, act("p1", title=other, text=f"{other}. Exports of gallium for isotopes are free for 18 months.")
    )
    world.publish(
        WIRE, act("w1", title="Gallium prices double in Rotterdam on export control fears", text="Gallium 610 USD.")
    )
    assert len(world.tell()) == 3


_ONE_DAY = (
    (
        "ko",
        "산업부, 갈륨 수출통제 대응 업계 간담회 개최",
        "산업통상부는 22일 갈륨 수출통제에 대응하는 업계 간담회를 열고 11월 22일 의견을 들었다.",
    ),
    (
        "ko",
        "산업부, 갈륨 공급망 점검회의 개최",
        "산업통상부는 11월 22일 갈륨 공급망 점검회의를 열고 수출통제 동향과 재고를 점검했다.",
    ),
    ("ko", "조달청, 갈륨 비축 확대 방안 논의", "조달청은 11월 22일 갈륨 비축 확대와 수출통제 대책을 논의했다."),
    (
        "en",
        "Export control on gallium: questions and answers",
        "Gallium exporters ask how export control works. Answers of 22 November 2026.",
    ),
    (
        "en",
        "Gallium recycling plan meets export control",
        "A plan to recycle gallium answers export control, 22 November 2026.",
    ),
    (
        "en",
        "Ministers discuss gallium export control in Paris",
        "Ministers met on 22 November 2026 about gallium and export control.",
    ),
)


def test_six_acts_of_one_day_about_one_mineral_are_six_stories(world: StoryWorld) -> None:
    for number, (language, title, text) in enumerate(_ONE_DAY):
        source = (MINISTRY, PORTAL, WIRE, DAILY)[number % 4]
        world.publish(source, act(f"d{number}", title=title, text=text, language=language))
    assert len(world.tell()) == 6


def test_a_series_and_two_items_of_one_source_are_told_each(world: StoryWorld) -> None:
    for number in range(1, 4):
        world.publish(MINISTRY, act(f"n{number}", title=f"Export control on gallium, notice {number}"))
        world.publish(PORTAL, act(f"q{number}", title=f"Export control on gallium, notice {number}"))
    told = world.tell()
    assert [one["document_id"] for one in told] == [
        world.document(MINISTRY, f"n{number}")["id"] for number in (1, 2, 3)
    ]
    world.publish(MINISTRY, act("n4", title="Export control on gallium, notice 1", text="Gallium 610 USD."))
    assert len(world.tell()) == 1
    world.publish(MINISTRY, act("n5", title="Export control on gallium, Notice 1"))
    assert world.tell() == []


def test_a_change_of_an_untold_teller_is_told_in_the_thread(world: StoryWorld) -> None:
    world.publish(MINISTRY, act("1"))
    (first,) = world.tell()
    world.publish(PORTAL, act("p1"))
    assert world.tell() == []
    world.publish(PORTAL, act("p1", text=BODY.replace("gallium arsenide.", "gallium arsenide .")))
    assert world.tell() == []
    world.publish(PORTAL, act("p1", text=BODY.replace("1 January 2027", "1 March 2027")))
    (changed,) = world.tell()
    assert (changed["kind"], changed["in_reply_to"]) == ("changed", first["message_id"])


def test_dispatch_tells_what_was_never_compared(world: StoryWorld) -> None:
    """A stage that fails or is killed holds nothing up; what comes after is compared again."""
    from monitor.dispatch import dispatch_pending
    from monitor.match import match_pending

    world.publish(MINISTRY, act("1"))
    world.publish(PORTAL, act("p1"))
    match_pending(world.engine, world.ruleset, world.now)
    assert dispatch_pending(world.engine, world.subscriptions, [], world.now) == 2
    assert world.tell() == []
    world.publish(WIRE, act("w1"))
    assert world.tell() == []


def test_what_cannot_be_compared_is_told_by_itself(world: StoryWorld, monkeypatch: pytest.MonkeyPatch) -> None:
    import monitor.stories_find

    def broken(*_: object, **__: object) -> None:
        raise ValueError("a text nobody foresaw")

    world.publish(MINISTRY, act("1"))
    monkeypatch.setattr(monitor.stories_find, "compare", broken)
    world.publish(PORTAL, act("p1"))
    assert len(world.tell()) == 2


def test_a_copy_at_the_same_address_is_the_same_story(world: StoryWorld) -> None:
    """A search for news leads to the page of the ministry itself."""
    from dataclasses import replace

    world.publish(MINISTRY, replace(act("1"), url="https://ore.example/notices/70?utm_source=rss"))
    assert len(world.tell()) == 1
    short = replace(
        act("g1", title="Export control on gallium - Ministry of Ore", text=""), url="http://www.ore.example/notices/70"
    )
    world.publish(DAILY, short)
    assert world.tell() == []
    with reading(world.engine) as connection:
        member = db.stories.members(connection, [world.document(DAILY, "g1")["id"]])
    assert "same address" in next(iter(member.values()))["reason"]


def test_a_digest_holds_a_story_once(engine: Engine, ruleset: RuleSet) -> None:
    world = StoryWorld(engine, ruleset, [DESK.model_copy(update={"digest": "daily"})])
    world.publish(WIRE, act("w1"))
    world.tell()
    world.publish(MINISTRY, act("1"))
    world.publish(PORTAL, act("p1"))
    world.tell()
    (digest,) = world.tell(NOW + timedelta(days=1))
    with reading(engine) as connection:
        message = alert_message(connection, digest["id"], {"desk": world.subscriptions[0]}, NOW + timedelta(days=1))
    assert message.text.count("imposes export control") == 1
    assert "Ministry of Ore · 2026" in message.text
    assert "Told by others too: Metal Wire, Government Portal" in message.text


def test_sources_in_use_are_official_or_not() -> None:
    from monitor.stories import official_by

    is_official = official_by(SOURCES)
    assert [is_official(one) for one in ("xx/press", "media/wire", "unknown/source")] == [True, False, True]
