"""What every look asks of the store is found by an index of what waits, however large the archive."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event, func, select

import db.digests
import db.matches
import db.stories
from db.engine import reading
from db.tables import StoryAnchor
from db.write import table
from monitor.match import match_pending
from monitor.stories import forget_old_stories
from rules import RuleSet
from tests.monitor.story_world import MINISTRY, StoryWorld, act


def plans_of(store: Engine, ask: Callable[[Connection], object]) -> list[str]:
    """Of each SELECT, as SQLite would run it."""
    asked: list[tuple[str, Any]] = []
    event.listen(store, "before_cursor_execute", lambda _c, _k, said, given, *_: asked.append((said, given)))
    with reading(store) as connection:
        ask(connection)
        return [
            row.detail
            for said, given in [one for one in asked if one[0].startswith("SELECT")]
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {said}", given)
        ]


@pytest.mark.sqlite_only("its plans of queries")
def test_what_waits_is_not_looked_for_in_all_the_archive(store: Engine, ruleset: RuleSet) -> None:
    world = StoryWorld(store, ruleset)
    world.publish(MINISTRY, act("1"), act("2", "Export control on gallium: list"))
    match_pending(store, ruleset, world.now)
    found: list[object] = []
    plans = plans_of(store, lambda connection: found.extend(db.matches.undispatched(connection, most=1)))
    assert len(found) == 2  # both rules of one revision
    scans = [one for one in plans if one.startswith("SCAN")]
    assert scans == ["SCAN match USING INDEX ix_match_undispatched"]


@pytest.mark.sqlite_only("its plans of queries")
def test_what_was_heard_is_not_looked_for_in_all_that_was_told(store: Engine, ruleset: RuleSet) -> None:
    world = StoryWorld(store, ruleset)
    world.publish(MINISTRY, act("1"))
    world.tell()
    mine = world.document(MINISTRY, "1")["id"]
    plans = plans_of(store, lambda connection: db.stories.heard(connection, "desk", mine, mine))
    assert "SEARCH alert_match USING INDEX sqlite_autoindex_alert_match_1 (subscription=? AND match_id=?)" in plans
    plans = plans_of(store, lambda connection: db.digests.alerts_since(connection, "desk", world.now))
    assert plans == ["SEARCH alert USING INDEX ix_alert_created_at (created_at>?)"]


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
