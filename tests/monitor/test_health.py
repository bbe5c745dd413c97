"""A source that answers can be in trouble all the same: too few rows, letters that are none."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine

import db.incidents
import db.sources
from crawlers.item import Issue, Poll
from crawlers.source import Source
from db.engine import reading, writing
from monitor.health import is_far_below, poor_decoding
from monitor.ingest import ingest
from tests.monitor.conftest import NOW, item, make_source, poll


def listing(rows: int, hours: float, *issues: Issue) -> Poll:
    shown = poll(*(item(str(number), f"Notice {number}") for number in range(rows)), at=NOW + timedelta(hours=hours))
    return replace(shown, issues=list(issues))


def store(engine: Engine, source: Source, *polls: Poll) -> None:
    with writing(engine) as connection:
        db.sources.register(connection, [source.id], NOW)
        for one in polls:
            ingest(connection, source, one)


def kinds(engine: Engine) -> list[str]:
    with reading(engine) as connection:
        return [row["kind"] for row in db.incidents.open_incidents(connection)]


def usual_rows(engine: Engine) -> int:
    with reading(engine) as connection:
        return int(db.sources.states(connection, ["xx/press"])["xx/press"]["rows"])


def test_a_list_that_shrinks_is_an_incident_until_it_is_whole(engine: Engine, source: Source) -> None:
    store(engine, source, *(listing(20, n) for n in range(4)), listing(3, 5), listing(4, 6))
    assert kinds(engine) == ["shrunk"]
    assert usual_rows(engine) == 20
    store(engine, source, listing(15, 7))
    assert kinds(engine) == []
    assert usual_rows(engine) == 15


def test_a_list_that_stays_small_is_usual_after_a_week(engine: Engine, source: Source) -> None:
    store(engine, source, *(listing(20, n) for n in range(4)), *(listing(3, 5 + n) for n in range(60)))
    assert kinds(engine) == ["shrunk"]
    store(engine, source, listing(3, 24 * 8))
    assert kinds(engine) == []
    assert usual_rows(engine) == 3


def test_a_first_poll_of_many_pages_makes_no_list_small(engine: Engine, source: Source) -> None:
    store(engine, source, listing(60, 0), *(listing(10, n) for n in range(1, 8)))
    assert kinds(engine) == []
    assert usual_rows(engine) == 10


def test_a_source_that_is_asked_for_days_has_quiet_ones(engine: Engine) -> None:
    source = make_source(window={"days": 7})
    store(engine, source, *(listing(20, n) for n in range(4)), listing(1, 5))
    assert kinds(engine) == []


@pytest.mark.parametrize(("rows", "usual", "far"), [(2, 10, True), (3, 10, False), (1, 9, False), (29, 100, True)])
def test_far_below(rows: int, usual: int, far: bool) -> None:
    assert is_far_below(rows, usual) is far


def test_a_list_in_no_encoding_is_an_incident_until_it_is_read_well(engine: Engine, source: Source) -> None:
    store(engine, source, listing(5, 0), listing(5, 1, Issue("decoding-poor", "nothing fits")))
    assert kinds(engine) == ["decoding-poor"]
    store(engine, source, listing(5, 2, Issue("decoding-replaced", "2 bytes")))
    assert kinds(engine) == []


def test_one_odd_page_behind_a_list_is_not_the_list(source: Source) -> None:
    odd = Issue("decoding-poor", "nothing fits", "http://127.0.0.1/7")
    assert poor_decoding(source, listing(5, 0, odd)) == ""
    assert poor_decoding(source, listing(5, 0, odd, odd, odd)) == "nothing fits"


def test_changed_keys_are_over_with_the_next_reading(engine: Engine, source: Source) -> None:
    first = listing(8, 0)
    renamed = [replace(one, key=f"new-{one.key}") for one in first.items]
    store(engine, source, first, replace(listing(8, 1), items=renamed))
    assert kinds(engine) == ["keys-changed"]
    store(engine, source, replace(listing(8, 2), items=renamed))
    assert kinds(engine) == []
