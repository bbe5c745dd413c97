"""What a search shows: order, pages, snippets, fields and counts."""

from __future__ import annotations

import base64
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, update

from crawlers.item import Attachment, Item
from db.alerts import add_alert, register_subscriptions
from db.engine import reading, writing
from db.tables import Alert, Document
from db.write import table
from monitor.ingest import ingest
from monitor.match import match_pending
from monitor.search import CursorError, Facets, Page, parse
from monitor.search.advice import advice
from monitor.search.cursor import Cursor
from monitor.search.find import facets, find
from monitor.search.index import index_pending
from rules import RuleSet
from tests.monitor.conftest import NOW, item, make_source, poll


def store(engine: Engine, *items: Item, rules: RuleSet | None = None, **source: object) -> None:
    with writing(engine) as connection:
        ingest(connection, make_source(**source), poll(*items))
    if rules:
        match_pending(engine, rules, NOW)
    index_pending(engine)


def ask(engine: Engine, query: str, concepts: Any = None, **more: Any) -> Page:
    with reading(engine) as connection:
        return find(connection, parse(query, concepts or {}), **more)


def titles(engine: Engine, query: str, concepts: Any = None, **more: Any) -> list[str]:
    return [one.title for one in ask(engine, query, concepts, **more).results]


def count(engine: Engine, query: str) -> Facets:
    with reading(engine) as connection:
        return facets(connection, parse(query))


def dated(key: str, days: int, title: str, text: str = "") -> Item:
    return replace(item(key, title, text), published=NOW - timedelta(days=days))


def test_a_word_in_the_title_comes_first_and_age_counts(engine: Engine) -> None:
    store(
        engine,
        dated("body", 0, "Weekly report", "Much else, and gallium."),
        dated("title", 0, "Gallium rises", "Much else."),  # of one moment: the later stored one is the newer
        dated("old", 3_000, "Gallium fell", "Much else."),
    )
    assert titles(engine, "gallium") == ["Gallium rises", "Weekly report", "Gallium fell"]
    assert titles(engine, "gallium", sort="date") == ["Gallium rises", "Weekly report", "Gallium fell"]


def test_pages_neither_repeat_nor_skip_while_documents_come_in(engine: Engine) -> None:
    store(engine, *(dated(str(number), number, f"Gallium {number}", "gallium " * (number % 5)) for number in range(30)))
    for sort in ("relevance", "date"):
        whole = titles(engine, "gallium", sort=sort, most=100)
        seen, cursor = [], ""
        for turn in range(10):
            page = ask(engine, "gallium", sort=sort, most=7, cursor=cursor)
            seen += [one.title for one in page.results]
            cursor = page.next_cursor
            store(engine, dated(f"{sort}{turn}", -1, f"New gallium {sort} {turn}"))
            if not cursor:
                break
        assert [title for title in seen if "New" not in title] == [title for title in whole if "New" not in title]
        assert len(seen) == len(set(seen))


def test_a_cursor_of_another_search_is_refused(engine: Engine) -> None:
    store(engine, item("1", "Gallium one"), item("2", "Gallium two"))
    cursor = ask(engine, "gallium", most=1).next_cursor
    for query, sort, said in (
        ("gallium", "date", cursor),
        ("two", "relevance", cursor),
        ("gallium", "relevance", "x!"),
    ):
        with pytest.raises(CursorError, match="cursor"):
            ask(engine, query, sort=sort, cursor=said)
    assert len(ask(engine, "gallium", most=1, cursor=cursor).results) == 1


@pytest.mark.parametrize("said", ['["a",1,Infinity,[]]', "[" * 3_000, '{"a":1,"b":2,"c":3,"d":4}', "null", "\xff"])
def test_a_made_up_cursor_is_refused(said: str) -> None:
    written = base64.urlsafe_b64encode(said.encode()).decode()
    for cursor in (written, said, "갈륨"):
        with pytest.raises(CursorError):
            Cursor.read(cursor, parse("gallium", {}), "date")


def test_a_snippet_shows_the_best_place_as_it_was_written(engine: Engine) -> None:
    text = "gallium. " + "Nothing here. " * 60 + "The Ｇａｌｌｉｕｍ export-\ncontrol of China. " + "And so on. " * 60
    store(engine, item("1", "Rare-earth export control", text))
    one = ask(engine, 'gallium "export control"').results[0]
    hits = [piece.text for piece in one.snippet if piece.hit]
    assert hits == ["Ｇａｌｌｉｕｍ", "export- control"]
    assert "".join(piece.text for piece in one.snippet).count("…") == 2
    assert [piece.text for piece in one.marked_title if piece.hit] == ["export control"]


def test_a_snippet_leads_into_attachments_and_begins_the_text_without_hits(engine: Engine) -> None:
    held = item(
        "1", "Notice", "The notice is attached.", attachments=[Attachment("http://127.0.0.1/a", text="镓、锗 出口管制")]
    )
    store(engine, held)
    assert [piece.text for piece in ask(engine, "锗").results[0].snippet if piece.hit] == ["锗"]
    assert "".join(piece.text for piece in ask(engine, "notice title:notice -x").results[0].snippet).startswith("The ")


def test_fields_narrow(engine: Engine, ruleset: RuleSet) -> None:
    control = item("control", "Export control on gallium", "수출통제")
    lamp = dated("lamp", 400, "Gallium found")
    store(engine, control, lamp, rules=ruleset)
    store(engine, item("other", "갈륨 발견", attachments=[Attachment("http://127.0.0.1/a")]), item("none", "Copper"),
          rules=ruleset, id="kr/news", publisher="산업통상부", country="KR", languages=["ko"])  # fmt: skip
    expected = {
        "source:kr/*": {"갈륨 발견", "Copper"},
        "source:XX/PRESS": {control.title, lamp.title},
        'publisher:"산업통상부"': {"갈륨 발견", "Copper"},
        "country:kr,us": {"갈륨 발견", "Copper"},
        "language:en": {control.title, lamp.title},
        "severity:high": {control.title},
        "severity:low": {control.title, lamp.title, "갈륨 발견"},
        "severity:=low": {lamp.title, "갈륨 발견"},
        "label:supply*": {control.title},
        "rule:gallium-control": {control.title},
        "mineral:갈륨 language:ko": {"갈륨 발견"},
        "concept:export-control": {control.title},
        "has:match country:KR": {"갈륨 발견"},
        "has:attachment": {"갈륨 발견"},
        "since:2026-11 until:2026 -source:kr/*": {control.title},
        "until:2025": {lamp.title},
        "-has:match": {"Copper"},
    }
    assert {query: set(titles(engine, query, ruleset.concepts)) for query in expected} == expected


def test_a_concept_is_found_by_its_names_where_no_rule_matched(engine: Engine, ruleset: RuleSet) -> None:
    store(engine, item("1", "Gallium"), item("2", "갈륨"), item("3", "Copper"))
    assert set(titles(engine, "concept:갈륨", ruleset.concepts)) == {"Gallium", "갈륨"}


def test_what_was_told_and_who_takes_care(engine: Engine, ruleset: RuleSet) -> None:
    store(engine, item("1", "Gallium one"), item("2", "Gallium two"), rules=ruleset)
    with writing(engine) as connection:
        register_subscriptions(connection, {"desk": NOW})
        row = {"subscription": "desk", "kind": "new", "created_at": NOW, "document_id": 1, "revision_id": 1}
        alert = add_alert(connection, row | {"severity": "low", "message_id": "", "in_reply_to": ""}, [1], ["mail"])
    assert titles(engine, "has:alert") == ["Gallium one"]
    assert titles(engine, "is:acknowledged") == []
    with writing(engine) as connection:
        connection.execute(update(table(Alert)).where(table(Alert).c.id == alert).values(acknowledged_at=NOW))
    assert titles(engine, "is:acknowledged") == ["Gallium one"]


def test_articles_and_their_bulletin(engine: Engine) -> None:
    store(engine, item("b", "Bulletin of trends"), item("b#1", "Article on gallium", parent="b"))
    assert titles(engine, "is:article") == ["Article on gallium"]
    assert titles(engine, "is:bulletin") == ["Bulletin of trends"]


def test_facets_count_what_the_query_finds(engine: Engine, ruleset: RuleSet) -> None:
    store(engine, dated("1", 0, "Gallium, export control"), dated("2", 40, "Gallium"), rules=ruleset)
    store(engine, dated("3", 400, "갈륨"), dated("4", 0, "Copper"), rules=ruleset, id="kr/news", country="KR")
    found = count(engine, "gallium OR 갈륨")
    assert found["source"] == [("xx/press", 2), ("kr/news", 1)]
    assert found["severity"] == [("low", 2), ("high", 1)]
    assert found["mineral"] == [("gallium", 3)]
    assert found["year"] == [("2026", 2), ("2025", 1)]
    assert found["month"] == [("2026-11", 1), ("2026-10", 1), ("2025-10", 1)]
    assert count(engine, "nothing-holds-this")["source"] == []


def test_a_plain_date_belongs_to_the_day_of_its_publisher(engine: Engine) -> None:
    midnight = datetime.fromisoformat("2025-12-31T15:00+00:00")
    store(engine, replace(item("1", "새해 첫날"), published=midnight, date_precision="day"))
    assert titles(engine, "since:2026") == ["새해 첫날"]
    assert count(engine, "")["month"] == [("2026-01", 1)]


def test_nothing_found_is_explained(engine: Engine) -> None:
    def said(query: str) -> str:
        with reading(engine) as connection:
            return "; ".join(advice(connection, parse(query)))

    assert said("gallium") == "nothing is stored yet"
    store(engine, item("1", "Gallium"), item("2", "Copper", "press: 공급망 안정화"))
    assert "no document holds 'unobtainium'" in said("unobtainium")
    assert "no title holds 'press'" in said("title:press")
    assert said("공급망안정화") == "no document holds '공급망안정화', but there is '공급망 안정화'"
    assert "did you mean xx/press?" in said("gallium source:xx/pres")
    assert "there is XX" in said("gallium country:FR")
    assert "put OR between them" in said("gallium copper")


def test_a_hostile_query_is_only_text(engine: Engine) -> None:
    store(engine, item("1", "100% of * [x]' OR 1=1 --"))
    assert titles(engine, "%") == titles(engine, '"* [x]\' or"') == ["100% of * [x]' OR 1=1 --"]
    assert titles(engine, "_") == titles(engine, "source:[a-z]*") == []


def test_documents_of_one_moment_are_all_paged(engine: Engine) -> None:
    """Ties are broken by the document, so that no page loses any."""
    with writing(engine) as connection:
        ingest(connection, make_source(), poll(*(item(str(number), "same") for number in range(300))))
        connection.execute(update(table(Document)).values(published=NOW, first_seen_at=NOW))
    index_pending(engine)
    seen: list[int] = []
    cursor = ""
    while True:
        page = ask(engine, "same", most=41, cursor=cursor)
        seen += [one.document_id for one in page.results]
        cursor = page.next_cursor
        if not cursor:
            break
    assert seen == sorted(seen, reverse=True)
    assert len(seen) == page.total == 300
