"""Two workers that both believe they lead: what they tell together is what one would have told."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from sqlalchemy import Engine

import db.alerts
import db.matches
from db.engine import open_database, reading
from monitor.digest import release_pending
from monitor.dispatch import dispatch_pending
from monitor.match import match_pending
from monitor.stories import official_by, stories_pending
from monitor.subscription import Subscription
from rules import RuleSet
from tests.monitor.story_world import DESK, MINISTRY, SOURCES, WIRE, StoryWorld, act, finder

FLOODED = Subscription(id="flooded", channels=["mail"], max_per_hour=1)


def both(engine: Engine, look: Callable[[Engine], object]) -> None:
    """Each with connections of its own, begun at the same moment."""
    start = threading.Barrier(2)

    def one(_: int) -> None:
        own = open_database(engine.url.render_as_string(hide_password=False))
        start.wait()
        look(own)
        own.dispose()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(one, range(2)))


def test_a_story_is_told_once(engine: Engine, ruleset: RuleSet) -> None:
    world = StoryWorld(engine, ruleset, [DESK])
    for number in range(30):
        title = f"Ministry of Ore licenses export of gallium under Notice 2026-{number}00"
        text = f"Export of gallium to XX needs a licence under Notice 2026-{number}00 from {number + 1} January 2027."
        world.publish(WIRE, act(f"w{number}", title, text))
        world.publish(MINISTRY, act(f"m{number}", title, text))
    moment = world.now + timedelta(seconds=30)
    match_pending(engine, ruleset, moment)
    stories_pending(engine, official_by(SOURCES), moment, finder)
    both(engine, lambda own: dispatch_pending(own, world.subscriptions, [], moment, finder))
    alone = {(one["subscription"], one["kind"], one["document_id"]) for one in world.alerts()}
    assert len(world.alerts()) == len(alone) == 30
    with reading(engine) as connection:
        assert not db.matches.undispatched(connection, most=1)


def test_a_summary_is_told_once(engine: Engine, ruleset: RuleSet) -> None:
    world = StoryWorld(engine, ruleset, [FLOODED])
    for number in range(5):
        world.publish(WIRE, act(f"w{number}", f"Export control on gallium: step {number}", f"Gallium, step {number}."))
    world.tell()
    later = world.now + timedelta(minutes=20)
    moments = iter([later, later + timedelta(seconds=1)])  # each names the summary by its own clock
    both(engine, lambda own: release_pending(own, world.subscriptions, next(moments)))
    summaries = [one for one in world.alerts() if one["kind"] == "summary"]
    with reading(engine) as connection:
        assert [len(db.alerts.matches_of(connection, one["id"])) > 0 for one in summaries] == [True]
