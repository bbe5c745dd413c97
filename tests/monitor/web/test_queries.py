"""What the page asks of the store, on both databases."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, insert

import db.attention
import db.web_deliveries
import db.web_inbox
import db.web_people
import db.web_rules
import db.web_sources
import db.web_trends
from db.engine import reading, writing
from db.tables import Alert, Delivery, Document, Match, Revision, Run
from db.tables.stories import StoryMember
from db.web_inbox import Narrowed
from db.write import table
from monitor.subscription import Subscription
from monitor.subscription_look import preview
from monitor.web.entries import inbox
from monitor.web.subscriptions import would_tell

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def found(document: int, *, minerals: str = "", countries: str = "", **more: Any) -> dict[str, Any]:
    return {
        "revision_id": document, "document_id": document, "rule_id": "control", "severity": "medium", "origin": "news",
        "labels": ["supply_chain"], "concepts": ["export-control", *minerals.split()], "minerals": minerals.split(),
        "countries": countries.split(), "spans": [["title", 0, 4, ""]], "matched_at": NOW, "dispatched_at": NOW,
    } | more  # fmt: skip


#: In the order in which they were found.
MATCHES = [
    found(1, minerals="gallium", countries="CN KR"),
    found(2, minerals="gallium", countries="CN", severity="high"),
    found(3, minerals="rare_earths", origin="backfill"),
    found(4, minerals="gallium germanium", countries="US CN", severity="low"),
    found(1, rule_id="figures", severity="low", minerals="gallium"),
    found(5, rule_id="figures", origin="technical"),
]
#: Documents 2 and 4 tell one story.
STORY = {2: 2, 4: 2, 1: 1}


def store(connection: Connection) -> None:
    blank = {"started_at": NOW, "finished_at": NOW, "outcome": "ok"}
    connection.execute(insert(table(Run)), [Run(id=1, source_id="xx/press", **blank).model_dump()])
    for number in range(1, 6):
        # midnight in Seoul, a day earlier in UTC: the first on a Monday
        day = datetime(2026, 11, 7 + number, 15, tzinfo=UTC)
        common = {"title": f"Title {number}", "publisher": f"Ministry {number % 2}"}
        document = Document(
            id=number,
            source_id="xx/press",
            key=str(number),
            published=day,
            first_seen_at=NOW,
            date_precision="day",
            **common,
        )
        revision = Revision(
            id=number, document_id=number, number=1, origin="news", seen_at=NOW, title=common["title"], text="text",
            content_hash="", hash_version=1, run_id=1, matched_at=NOW,
        )  # fmt: skip
        connection.execute(insert(table(Document)), [document.model_dump()])
        connection.execute(insert(table(Revision)), [revision.model_dump()])
    for row in MATCHES:
        connection.execute(insert(table(Match)), [row])
    members = [
        StoryMember(
            document_id=one, story_id=story, number=1, official=True, day=1, simhash=0, joined_at=NOW
        ).model_dump()
        for one, story in STORY.items()
    ]
    connection.execute(insert(table(StoryMember)), members)


@pytest.fixture
def archive(engine: Engine) -> Engine:
    with writing(engine) as connection:
        store(connection)
    return engine


def shown(engine: Engine, reader: str = "kim", before: int = 0, **asked: Any) -> list[int]:
    """The documents that head the entries, newest first."""
    with reading(engine) as connection:
        heads = db.web_inbox.page(connection, Narrowed(**asked), reader, before=before, most=50)
        of = db.web_inbox.documents_of(connection, heads)
    return [of[head] for head in heads]


def test_one_entry_a_story_at_its_newest_match(archive: Engine) -> None:
    assert shown(archive) == [1, 4]  # 2 tells what 4 told later; 3 is past; 5 is our own change
    assert shown(archive, origin="all") == [1, 4, 3]
    with reading(archive) as connection:
        entries, more = inbox(connection, Narrowed(), "kim", most=1)
        assert (more > 0, entries[0].document_id, entries[0].rules) == (True, 1, ("control", "figures"))
        rest, more = inbox(connection, Narrowed(), "kim", before=more, most=1)
        assert (more, [one["id"] for one in rest[0].others], rest[0].reports) == (0, [2], 2)


NARROWED: list[tuple[dict[str, Any], list[int]]] = [
    ({"severity": "high"}, [2]),  # what the story told later is not so grave
    ({"severity": "medium"}, [2, 1]),
    ({"mineral": "germanium"}, [4]),
    ({"mineral": "allium"}, []),
    ({"country": "CN", "partner": "US"}, [4]),
    ({"country": "KR"}, [1]),
    ({"concept": "rare_earths", "origin": "all"}, [3]),
    ({"rule": "control"}, [4, 1]),
    ({"label": "supply_chain"}, [1, 4]),
    ({"publisher": "Ministry 0"}, [4]),
    ({"source": "xx/other"}, []),
    (
        {"since": datetime(2026, 11, 10, tzinfo=UTC), "until": datetime(2026, 11, 11, tzinfo=UTC), "origin": "all"},
        [3],
    ),
]


def test_what_narrows(archive: Engine) -> None:
    for asked, documents in NARROWED:
        assert shown(archive, **asked) == documents, asked


def test_what_is_read_and_cared_for(archive: Engine) -> None:
    with writing(archive) as connection:
        db.web_people.mark_read(connection, "kim", [1], NOW)
        db.web_people.assign(connection, 4, "lee", "kim", NOW)
        assert db.web_people.acknowledge(connection, 1, "kim", NOW)
        assert not db.web_people.acknowledge(connection, 1, "lee", NOW)
    assert shown(archive, state="unread") == [4]
    assert shown(archive, "lee", state="unread") == [1, 4]
    assert shown(archive, "lee", state="mine") == shown(archive, state="assigned") == [4]
    assert (shown(archive, state="acknowledged"), shown(archive, state="open")) == ([1], [4])
    with writing(archive) as connection:
        connection.execute(insert(table(Match)), [found(1, rule_id="another")])  # something new is found in it
    assert shown(archive, state="unread") == [1, 4]
    with writing(archive) as connection:
        db.web_people.mark_all_read(connection, "kim", db.web_inbox.newest_match(connection))
    assert shown(archive, state="unread") == []


def test_an_alert_acknowledged_elsewhere_counts(archive: Engine) -> None:
    alert = Alert(id=1, subscription="desk", kind="new", created_at=NOW, document_id=4)
    with writing(archive) as connection:
        connection.execute(insert(table(Alert)), [alert.model_dump()])
        delivery = Delivery(alert_id=1, channel="desk", due_at=NOW, state="dead").model_dump(exclude={"id"})
        connection.execute(insert(table(Delivery)), [delivery])
        db.attention.acknowledge(connection, 1, "park", NOW)
        assert db.web_people.care(connection, [4])[4]["acknowledged_by"] == "park"
        assert not db.web_people.acknowledge(connection, 4, "kim", NOW), "somebody did already"
    assert shown(archive, state="acknowledged") == [4]
    with reading(archive) as connection:
        rows = db.web_deliveries.deliveries(connection, state="dead", subscription="desk", most=5)
        assert [(row["title"], row["subject"]) for row in rows] == [("Title 4", None)]
        assert db.web_deliveries.alerts_by_subscription(connection, NOW - timedelta(days=1)) == {"desk": 1}
        assert [row["title"] for row in db.web_deliveries.alerts(connection, "desk", most=5)] == ["Title 4"]


def test_trends_count_documents_by_the_publishers_week(archive: Engine) -> None:
    since = datetime(2026, 11, 1, tzinfo=UTC)
    with reading(archive) as connection:
        minerals = db.web_trends.counts(connection, "mineral", since)
        pairs = db.web_trends.counts(connection, "countries", since)
        measures = db.web_trends.counts(connection, "measure", since, ["export-control"])
        first = db.web_trends.first_mentions(connection)
        hits = db.web_trends.hits_of_rules(connection, NOW - timedelta(days=90))
        rhythm = db.web_sources.published_by_week(connection, since)
    week = date(2026, 11, 9)
    assert [(one.week, one.documents) for one in minerals if one.value == "gallium"] == [(week, 3)]
    assert {(one.value, one.week, one.documents) for one in pairs} == {
        ("CN KR", week, 1),
        ("CN US", week, 1),
    }
    assert sum(one.documents for one in measures) == 4
    assert {pair: id_ for pair, (_, id_) in first.items()} == {
        ("gallium", "CN"): 1, ("gallium", "KR"): 1, ("gallium", "US"): 4, ("germanium", "CN"): 4, ("germanium", "US"): 4,
    }  # fmt: skip
    assert first["germanium", "US"] == ("2026-11-12", 4)
    assert {id_: (row["ever"], row["recent"]) for id_, row in hits.items()} == {"control": (4, 4), "figures": (1, 1)}
    assert rhythm == {"xx/press": {week: 5}}


def test_runs_incidents_and_documents_to_try_rules_on(archive: Engine) -> None:
    with reading(archive) as connection:
        assert [row["issues"] for row in db.web_sources.runs(connection, "xx/press", most=5)] == [[]]
        assert db.web_sources.incidents(connection, ["source:xx/press"], most=5) == []
        rows = db.web_rules.readable_since(connection, NOW - timedelta(days=1), before=5, most=2)
        assert [row["document_id"] for row in rows] == [4, 3]
        assert db.web_rules.count_since(connection, NOW - timedelta(days=1)) == 5


def test_views_and_tokens(archive: Engine) -> None:
    view = {"owner": "kim", "name": "One", "path": "/", "query": "a=1", "created_at": NOW}
    with writing(archive) as connection:
        db.web_people.save_view(connection, view)
        db.web_people.save_view(connection, view | {"query": "a=2"})
        (kept,) = db.web_people.views(connection, "kim")
        assert kept["query"] == "a=2"
        assert not db.web_people.drop_view(connection, "lee", kept["id"])
        assert db.web_people.drop_view(connection, "kim", kept["id"])
        row = {"name": "kim", "role": "reader", "sha256": "x", "created_at": NOW, "expires_at": NOW + timedelta(days=1)}
        token = db.web_people.add_token(connection, row)
        assert db.web_people.token(connection, NOW, sha256="x")["id"] == token  # type: ignore[index]
        assert db.web_people.token(connection, NOW + timedelta(days=2), sha256="x") is None
        assert db.web_people.revoke_token(connection, token, NOW)
        assert not db.web_people.revoke_token(connection, token, NOW)
        assert db.web_people.token(connection, NOW, id_=token) is None


def test_a_preview_of_the_page_is_that_of_the_command(archive: Engine) -> None:
    asked: list[dict[str, Any]] = [
        {},
        {"severity": "medium"},
        {"minerals": ["gallium", "nothing"]},
        {"countries": ["KR", "US"], "severity": "medium"},
        {"rules": ["figures"]},
        {"publishers": ["Ministry 1"]},
        {"sources": ["xx/*"], "exclude": ["title 2"]},
        {"sources": ["yy/*"]},
        {"words": ["Title 4", "Title 1"]},
        {"paused": True},
    ]
    with reading(archive) as connection:
        for more in asked:
            one = Subscription(id="desk", channels=["mail"], **more)
            expected, counted = preview(connection, one, NOW, 30)
            found, volume = would_tell(connection, one, NOW, 30, 50)
            shown = [
                (entry.document_id, entry.severity, entry.title, entry.publisher, entry.published) for entry in found
            ]
            assert shown == [
                (entry.document_id, entry.severity, entry.title, entry.publisher, entry.published) for entry in expected
            ], more
            assert volume == counted, more
