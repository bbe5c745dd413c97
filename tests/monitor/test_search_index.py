"""The index keeps step with what is stored, whatever is killed, changed, deleted or merged."""

from __future__ import annotations

import contextlib
import random
import signal
import subprocess
import sys
import time
from datetime import timedelta
from threading import Thread

import pytest
from sqlalchemy import Engine, delete, select, update

import db.search
from db.engine import reading, writing
from db.tables import Document, Revision, SearchSegment
from db.write import table
from monitor import lease
from monitor.ingest import ingest
from monitor.match import match_pending
from monitor.search import parse
from monitor.search.find import find
from monitor.search.index import index_pending
from rules import RuleSet
from tests.monitor.conftest import NOW, item, make_source, poll


def store(engine: Engine, key: str, title: str, text: str = "") -> None:
    with writing(engine) as connection:
        ingest(connection, make_source(), poll(item(key, title, text)))


def found(engine: Engine, query: str) -> list[str]:
    with reading(engine) as connection:
        return sorted(one.title for one in find(connection, parse(query, {}), most=1_000).results)


def waiting(engine: Engine) -> int:
    with reading(engine) as connection:
        return db.search.waiting(connection)


def segments(engine: Engine) -> list[int]:
    with reading(engine) as connection:
        return [row["documents"] for row in db.search.listed(connection)]


def forget(engine: Engine, document_id: int) -> None:
    with writing(engine) as connection:
        connection.execute(delete(table(Revision)).where(table(Revision).c.document_id == document_id))
        connection.execute(delete(table(Document)).where(table(Document).c.id == document_id))


def test_the_newest_revision_is_found_and_only_it(engine: Engine) -> None:
    store(engine, "1", "Gallium")
    index_pending(engine)
    store(engine, "1", "Germanium")
    assert found(engine, "gallium") == ["Germanium"]  # as indexed: the daemon comes soon
    index_pending(engine)
    assert (found(engine, "gallium"), found(engine, "germanium")) == ([], ["Germanium"])


def test_what_is_read_again_unchanged_or_not_committed_waits_for_nothing(engine: Engine) -> None:
    store(engine, "1", "Gallium")
    assert waiting(engine) == 1
    index_pending(engine)
    store(engine, "1", "Gallium")
    assert waiting(engine) == 0
    with contextlib.suppress(RuntimeError), writing(engine) as connection:
        ingest(connection, make_source(), poll(item("2", "Lost")))
        raise RuntimeError
    assert waiting(engine) == 0


def test_a_match_a_new_publisher_and_a_deletion_are_indexed(engine: Engine, ruleset: RuleSet) -> None:
    store(engine, "1", "Gallium")
    store(engine, "2", "Copper")
    index_pending(engine)
    match_pending(engine, ruleset, NOW)
    with writing(engine) as connection:
        document = table(Document)
        connection.execute(update(document).where(document.c.id == 2).values(publisher="Ministry of Metal"))
    index_pending(engine)
    assert found(engine, "severity:low") == ["Gallium"]
    assert found(engine, "publisher:*metal") == ["Copper"]
    forget(engine, 2)
    index_pending(engine)
    assert found(engine, "copper OR publisher:*metal") == []


def test_small_segments_become_one_and_keep_what_they_know(engine: Engine) -> None:
    for number in range(20):
        store(engine, str(number % 15), f"Gallium {number}")
        index_pending(engine)
    assert len(segments(engine)) <= 10
    assert found(engine, "gallium") == sorted(f"Gallium {number}" for number in range(5, 20))


def test_what_is_gone_stays_gone_when_its_old_segment_is_not_merged(engine: Engine) -> None:
    store(engine, "large", "Gallium " * 5_000)
    index_pending(engine)
    forget(engine, 1)
    for number in range(8):
        index_pending(engine)
        store(engine, str(number), f"Copper {number}")
    index_pending(engine)
    assert sum(segments(engine)) < 1 + 1 + 8 + 1
    assert found(engine, "gallium") == []
    assert len(found(engine, "")) == 8


def test_an_archive_that_was_emptied_is_filled_anew(engine: Engine) -> None:
    for turn in range(2):
        for number in range(7):
            store(engine, f"{turn} {number}", f"Gallium {turn} {number}")
            index_pending(engine)
        assert len(found(engine, "gallium")) == 7
        with reading(engine) as connection:
            ids = connection.execute(select(table(Document).c.id)).scalars().all()
        for document_id in ids:
            forget(engine, document_id)
            index_pending(engine)
        assert found(engine, "") == []


def test_a_half_written_segment_is_never_read_and_swept_away(engine: Engine) -> None:
    store(engine, "1", "Gallium")
    index_pending(engine)
    with writing(engine) as connection:
        row = connection.execute(select(table(SearchSegment))).mappings().one()
        copy = {name: value for name, value in row.items() if name not in ("id", "ready")}
        column = {"name": "source", "known": [], "counts": b"", "values": b""}
        db.search.add_pages(connection, db.search.add_segment(connection, copy, [column]), [(1, b"half")])
    assert found(engine, "gallium") == ["Gallium"]
    index_pending(engine)
    assert segments(engine) == [1]


def test_an_index_of_another_version_is_made_anew(engine: Engine) -> None:
    store(engine, "1", "Gallium")
    index_pending(engine)
    with writing(engine) as connection:
        connection.execute(update(table(SearchSegment)).values(version=0))
    assert found(engine, "gallium") == []
    assert index_pending(engine) == 1
    assert found(engine, "gallium") == ["Gallium"]


def test_one_indexes_at_a_time_and_a_dead_one_keeps_nobody_waiting_for_long(engine: Engine) -> None:
    store(engine, "1", "Gallium")
    lease.take(engine, "elsewhere:1", NOW, "search")
    assert index_pending(engine, lambda: NOW) == 0
    assert index_pending(engine, lambda: NOW + timedelta(minutes=1)) == 1


def test_searches_are_whole_while_segments_are_merged(engine: Engine) -> None:
    for number in range(40):
        store(engine, f"first {number}", "Gallium")
    index_pending(engine)

    def change() -> None:
        for number in range(14):
            store(engine, f"new {number}", "Copper")
            index_pending(engine)

    writer = Thread(target=change)
    writer.start()
    answers = {len(found(engine, "gallium"))}
    while writer.is_alive():
        answers.add(len(found(engine, "gallium")))
    assert answers == {40}
    assert len(found(engine, "copper")) == 14


_INDEX = """
import sys
from db.engine import open_database
from monitor.search.index import index_pending
engine = open_database(sys.argv[1])
print("begun", flush=True)
index_pending(engine)
"""


@pytest.mark.chaos
def test_killed_at_any_moment_it_loses_and_doubles_nothing(engine: Engine) -> None:
    address = engine.url.render_as_string(hide_password=False)
    rng = random.Random(3)
    for turn in range(10):
        texts = [item(f"{turn} {number}", f"Gallium {turn} {number}", "export " * 300) for number in range(150)]
        with writing(engine) as connection:
            ingest(connection, make_source(), poll(*texts))
        with subprocess.Popen([sys.executable, "-c", _INDEX, address], stdout=subprocess.PIPE) as indexer:
            assert indexer.stdout
            assert indexer.stdout.readline() == b"begun\n"
            time.sleep(rng.random() * 0.6)
            indexer.send_signal(signal.SIGKILL)
    index_pending(engine)
    assert waiting(engine) == 0
    with reading(engine) as connection:
        page = find(connection, parse("gallium export", {}), most=4_000)
    assert page.total == len({one.title for one in page.results}) == 1_500
