"""What every look asks of the store is found by an index of what waits, however large the archive."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Engine, event, func, select

import db.matches
from db.engine import reading
from db.tables import StoryAnchor
from db.write import table
from monitor.match import match_pending
from monitor.stories import forget_old_stories
from rules import RuleSet
from tests.monitor.story_world import MINISTRY, StoryWorld, act


def test_what_waits_is_not_looked_for_in_all_the_archive(store: Engine, ruleset: RuleSet) -> None:
    world = StoryWorld(store, ruleset)
    world.publish(MINISTRY, act("1"), act("2", "Export control on gallium: list"))
    match_pending(store, ruleset, world.now)
    asked: list[tuple[str, object]] = []
    event.listen(store, "before_cursor_execute", lambda _c, _k, said, given, *_: asked.append((said, given)))
    with reading(store) as connection:
        assert len(db.matches.undispatched(connection, most=1)) == 2  # both rules of one revision
        selects = [one for one in asked if one[0].startswith("SELECT")]
        plans = [
            row.detail
            for said, given in selects
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {said}", given)  # type: ignore[arg-type]
        ]
    scans = [one for one in plans if one.startswith("SCAN")]
    assert scans == ["SCAN match USING INDEX ix_match_undispatched"]


def test_anchors_of_long_ago_are_forgotten(engine: Engine, ruleset: RuleSet) -> None:
    world = StoryWorld(engine, ruleset)
    world.publish(MINISTRY, act("1"))
    world.tell()

    def anchors() -> int:
        with reading(engine) as connection:
            return int(connection.execute(select(func.count()).select_from(table(StoryAnchor))).scalar_one())

    assert anchors() > 0
    forget_old_stories(engine, world.now + timedelta(days=80))
    assert anchors() > 0
    forget_old_stories(engine, world.now + timedelta(days=100))
    assert anchors() == 0
