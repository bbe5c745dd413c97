"""Whatever is published in whatever order: each subscription hears each story, nobody twice of a document, nothing lost."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

import db.alerts
import db.matches
import db.stories
from db.engine import reading
from monitor.subscription import Subscription, refusal, told
from rules import RuleSet
from tests.monitor.story_world import DAILY, DESK, MINISTRY, PORTAL, WIRE, StoryWorld, act

PUBLISHERS = (MINISTRY, PORTAL, WIRE, DAILY)
ACTS = (
    (
        "Ministry of Ore imposes export control on gallium from 1 January 2027",
        "Notice 2026-70 of 1 January 2027. Gallium of 99.99%.",
    ),
    (
        "Chile and XX agree on 4,500 tonnes of gallium under export control",
        "4,500 tonnes of gallium, signed on 12 November 2026.",
    ),
)
READERS = (
    DESK,
    Subscription(id="media", channels=["mail"], sources=["media/*"]),
    Subscription(id="grave", channels=["mail"], severity="high"),
    Subscription(id="daily", channels=["mail"], digest="daily"),
)
#: who publishes which act, and whether everything is told before the next
STEPS = st.lists(
    st.tuples(st.sampled_from(PUBLISHERS), st.integers(0, len(ACTS) - 1), st.booleans()), min_size=1, max_size=8
)


@given(steps=STEPS)
@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_each_hears_each_story_and_nobody_twice(
    steps: list[tuple[object, int, bool]], another: Callable[[], Engine], ruleset: RuleSet, tmp_path: Path
) -> None:
    engine = another()
    world = StoryWorld(engine, ruleset, READERS)
    for publisher, number, at_once in steps:
        title, text = ACTS[number]
        world.publish(publisher, act(f"act-{number}", title=title, text=text))  # type: ignore[arg-type]
        if at_once:
            world.tell()
    world.tell()
    check(engine)
    engine.dispose()


def check(engine: Engine) -> None:
    with reading(engine) as connection:
        rows = db.matches.newest(connection, most=999)
        documents = {row["document_id"] for row in rows}
        stories = {one: row["story_id"] for one, row in db.stories.members(connection, sorted(documents)).items()}
        heard = {one.id: set[int]() for one in READERS}
        for document, reader in product(documents, READERS):
            fates = db.stories.fates(connection, document)
            for row in (one for one in rows if one["document_id"] == document):
                passes = not refusal(reader, told(row))
                assert ((reader.id, row["id"]) in fates) == passes, "each match that passes is told or withheld"
                if passes and not fates[reader.id, row["id"]].startswith("same story"):
                    heard[reader.id].add(document)
        alerts = db.alerts.newest(connection, most=999)
    assert set(stories) == documents
    for reader in READERS:
        of_reader = {row["document_id"] for row in rows if not refusal(reader, told(row))}
        assert {stories[one] for one in heard[reader.id]} == {stories[one] for one in of_reader}
        for story in {stories[one] for one in of_reader}:
            # a report and the publisher's own text at most
            assert len([one for one in heard[reader.id] if stories[one] == story]) <= 2
        mine = [one["document_id"] for one in alerts if one["subscription"] == reader.id and one["document_id"]]
        assert len(mine) == len(set(mine))
