"""Dates and numbers are stored once, follow the revisions of their document, and survive a kill."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

import db.facts
import db.matches
import db.sources
import rules
from crawlers.item import Attachment, Item
from crawlers.source import Source
from db.engine import reading, writing
from monitor import noting
from monitor.facts import facts_of
from monitor.ingest import ingest
from monitor.match import match_pending
from monitor.message_facts import dates_that_bind, numbers_of
from monitor.noting import Noting
from monitor.rematch import rematch
from rules import RuleSet
from tests.monitor.conftest import NOW, item, poll

TEXT = "Export control on gallium. The rule takes effect on December 15, 2026. Comments are due by December 20, 2026."
RULE = item("1", "Export control on gallium", TEXT)


#: What does not depend on the kind of database.
on_sqlite = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


def store(engine: Engine, source: Source, ruleset: RuleSet, *items: Item, at: int = 0) -> None:
    with writing(engine) as connection:
        db.sources.register(connection, [source.id], NOW)
        ingest(connection, source, poll(*items, at=NOW + timedelta(minutes=at)))
    match_pending(engine, ruleset, NOW)


def dates(engine: Engine, document: int = 1) -> list[dict[str, Any]]:
    with reading(engine) as connection:
        return db.facts.dates_of(connection, [document]).get(document, [])


def days(engine: Engine) -> list[tuple[str, str, int]]:
    return [(row["kind"], row["day"], row["sequence"]) for row in dates(engine) if row["withdrawn_at"] is None]


def test_dates_are_stored_with_the_words_that_say_them(engine: Engine, source: Source, ruleset: RuleSet) -> None:
    store(engine, source, ruleset, RULE)
    assert Noting(engine).pending(NOW) == 1
    assert Noting(engine).pending(NOW) == 0
    first, second = dates(engine)
    assert (first["kind"], first["due"]) == ("effective", date(2026, 12, 15))
    assert (second["kind"], second["day"]) == ("comment_deadline", "2026-12-20")
    assert "December 15, 2026" in TEXT[first["start"] : first["end"]] == first["quote"]
    assert first["field"] == "body"


@on_sqlite
def test_what_no_rule_hit_gives_its_own_number_alone(engine: Engine, source: Source, ruleset: RuleSet) -> None:
    source = source.model_copy(update={"country": "CN", "publisher": "中华人民共和国商务部"})
    notice = item(
        "1",
        "商务部公告2026年第70号 公布铜的决定",
        "自2026年12月10日起施行。依据商务部公告2026年第12号。",
        language="zh",
    )
    store(engine, source, ruleset, notice)
    Noting(engine).pending(NOW)
    with reading(engine) as connection:
        (row,) = db.facts.numbers_of(connection, [1])[1]
    assert (row["relation"], row["scheme"], row["year"], row["number"]) == ("own", "cn-announcement", "2026", "70")
    assert dates(engine) == []


@on_sqlite
def test_an_attachment_says_what_the_document_leaves_open(engine: Engine, source: Source, ruleset: RuleSet) -> None:
    form = Attachment(
        "http://127.0.0.1/form", text="Comments are due by January 8, 2027. It takes effect on May 1, 2027."
    )
    short = "Export control on gallium. The rule takes effect on December 15, 2026."
    store(engine, source, ruleset, replace(RULE, text=short, attachments=(form,)))
    Noting(engine).pending(NOW)
    assert [(row["kind"], row["day"], row["field"]) for row in dates(engine)] == [
        ("effective", "2026-12-15", "body"), ("comment_deadline", "2027-01-08", "attachment 1"),
    ]  # fmt: skip


@on_sqlite
def test_an_alert_shows_what_the_source_gives_as_fields(engine: Engine, source: Source, ruleset: RuleSet) -> None:
    stated = (("effective", "2026-12-15"), ("expiry", "2027-06-30"))
    store(engine, source, ruleset, replace(RULE, dates=stated, numbers=("FR Doc. 2026-30111",)))
    with reading(engine) as connection:
        row = db.matches.of_document(connection, 1)[0]
    assert [day for day, _ in dates_that_bind(row, {"expiry": "ends"})] == [
        "2026-12-15 effective", "2026-12-20 comment_deadline", "2027-06-30 ends",
    ]  # fmt: skip
    assert numbers_of(row) == ["FR Doc. 2026-30111"]


def test_a_newer_revision_moves_a_date_and_takes_one_back(engine: Engine, source: Source, ruleset: RuleSet) -> None:
    store(engine, source, ruleset, RULE)
    Noting(engine).pending(NOW)
    uids = {row["uid"] for row in dates(engine)}
    moved = TEXT.replace("December 15", "December 29").replace(" Comments are due by December 20, 2026.", "")
    store(engine, source, ruleset, replace(RULE, text=moved), at=10)
    Noting(engine).pending(NOW)
    assert days(engine) == [("effective", "2026-12-29", 1)]
    assert {row["uid"] for row in dates(engine)} == uids
    assert [row["moved_from"] for row in dates(engine) if row["withdrawn_at"] is None] == ["2026-12-15"]
    store(engine, source, ruleset, RULE, at=20)
    Noting(engine).pending(NOW)
    assert days(engine) == [("effective", "2026-12-15", 2), ("comment_deadline", "2026-12-20", 2)]
    assert {row["uid"] for row in dates(engine)} == uids


@on_sqlite
def test_a_revision_that_no_rule_hits_any_longer_is_read_all_the_same(
    engine: Engine, source: Source, ruleset: RuleSet
) -> None:
    store(engine, source, ruleset, RULE)
    Noting(engine).pending(NOW)
    other = replace(RULE, title="Notice", text="The rule takes effect on January 4, 2027.")
    store(engine, source, ruleset, other, at=10)
    Noting(engine).pending(NOW)
    assert days(engine) == [("effective", "2027-01-04", 1)]


def test_a_new_rule_makes_the_whole_text_worth_reading(engine: Engine, source: Source, ruleset: RuleSet) -> None:
    store(engine, source, rules.compile([], []), RULE)
    stage = Noting(engine)
    stage.pending(NOW)
    assert (stage.archive(NOW, most=99), days(engine)) == (0, [])
    rematch(engine, ruleset, NOW)
    assert stage.archive(NOW, most=99) == 1
    assert len(days(engine)) == 2
    assert stage.archive(NOW, most=99) == 0


def test_a_better_grammar_reads_the_archive_again_bit_by_bit(
    engine: Engine, source: Source, ruleset: RuleSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    store(engine, source, ruleset, *(replace(RULE, key=str(number)) for number in range(24)))
    monkeypatch.setattr(noting, "grammar_version", lambda: "older")
    monkeypatch.setattr(noting, "_BATCH", 10)
    Noting(engine).pending(NOW)
    monkeypatch.setattr(noting, "grammar_version", lambda: "newer")
    stage = Noting(engine)
    read: list[int] = []
    while not read or read[-1]:
        read.append(stage.archive(NOW, most=10))
    assert read == [10, 10, 4, 0]
    assert days(engine) == [("effective", "2026-12-15", 0), ("comment_deadline", "2026-12-20", 0)]


def test_a_kill_between_two_batches_loses_nothing(
    engine: Engine, source: Source, ruleset: RuleSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    store(engine, source, ruleset, *(replace(RULE, key=str(number)) for number in range(24)))
    monkeypatch.setattr(noting, "_BATCH", 10)
    stored, kept = [], noting._store

    def dying(*given: Any) -> None:
        kept(*given)
        stored.append(1)
        if len(stored) == 2:
            raise SystemExit  # before the commit

    monkeypatch.setattr(noting, "_store", dying)
    with pytest.raises(SystemExit):
        Noting(engine).pending(NOW)
    monkeypatch.undo()
    assert Noting(engine).pending(NOW) == 14
    with reading(engine) as connection:
        assert [len(rows) for rows in db.facts.dates_of(connection, list(range(1, 25))).values()] == [2] * 24


@on_sqlite
def test_a_text_that_breaks_the_grammar_holds_up_nobody(
    engine: Engine, source: Source, ruleset: RuleSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    store(engine, source, ruleset, RULE, replace(RULE, key="2"))

    def breaking(row: Any, *, whole: bool) -> Any:
        if row["document_id"] == 1:
            raise RuntimeError("too deep")
        return facts_of(row, whole=whole)

    monkeypatch.setattr(noting, "facts_of", breaking)
    assert Noting(engine).pending(NOW) == 2
    assert Noting(engine).pending(NOW) == 0
    assert len(dates(engine, 2)) == 2
