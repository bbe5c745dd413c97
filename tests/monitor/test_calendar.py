"""The calendar of binding dates, read back by a parser that is not ours."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from sqlalchemy import Engine
from typer.testing import CliRunner

import db.documents
import db.sources
from crawlers.item import Item
from crawlers.source import Source
from db.engine import open_database, reading, writing
from db.migrate import migrate
from db.tables import StoryMember
from db.write import insert_new
from monitor.calendar_feed import calendar_of
from monitor.cli import app
from monitor.ingest import ingest
from monitor.match import match_pending
from monitor.noting import Noting
from monitor.subscription import Subscription
from rules import RuleSet
from rules.facts.ical import Day, calendar
from tests.monitor.conftest import NOW, item, poll
from tests.monitor.story_rows import story_member

DESK = Subscription(id="desk", name="갈륨, 게르마늄", channels=["mail"], remind=[1, 30, 7], at="08:30", language="ko")
TEXT = "Export control on gallium. The rule takes effect on December 15, 2026. Comments are due by December 20, 2026."
RULE = item("1", "Export control on gallium", TEXT)


#: What does not depend on the kind of database.
on_sqlite = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


def store(engine: Engine, source: Source, ruleset: RuleSet, *items: Item, at: datetime = NOW) -> None:
    with writing(engine) as connection:
        db.sources.register(connection, [source.id], NOW)
        ingest(connection, source, poll(*items, at=at))
    match_pending(engine, ruleset, at)
    Noting(engine).pending(at)


def entries(engine: Engine, subscription: Subscription | None = DESK, **days: Any) -> list[Any]:
    with reading(engine) as connection:
        text = calendar_of(connection, subscription, now=NOW + timedelta(days=5), **days)
    return list(Calendar.from_ical(text).walk("VEVENT"))


@on_sqlite
def test_an_entry_says_what_binds_and_when(engine: Engine, source: Source, ruleset: RuleSet) -> None:
    store(engine, source, ruleset, RULE)
    first, second = entries(engine)
    assert first.decoded("dtstart") == date(2026, 12, 15)
    assert first["summary"] == "시행: Export control on gallium"
    assert first["summary"].params["LANGUAGE"] == "ko"
    assert "takes effect on December 15, 2026" in first["description"]
    assert first["url"] == RULE.url
    assert second["summary"] == "의견 제출 마감: Export control on gallium"
    alarms = [alarm.decoded("trigger") for alarm in first.walk("VALARM")]
    assert alarms == [timedelta(hours=8, minutes=30) - timedelta(days=days) for days in (30, 7, 1)]
    assert entries(engine, None)[0]["summary"] == "in force: Export control on gallium"
    assert list(entries(engine, None)[0].walk("VALARM")) == []


def test_a_moved_date_is_the_same_entry_in_a_later_sequence(engine: Engine, source: Source, ruleset: RuleSet) -> None:
    store(engine, source, ruleset, RULE)
    before = entries(engine)
    later = NOW + timedelta(days=1)
    moved = TEXT.replace("December 15", "December 29").replace(" Comments are due by December 20, 2026.", "")
    store(engine, source, ruleset, replace(RULE, text=moved), at=later)
    after = {entry["uid"]: entry for entry in entries(engine)}
    assert set(after) == {entry["uid"] for entry in before}
    effective, comments = (after[entry["uid"]] for entry in before)
    assert (effective.decoded("dtstart"), effective["sequence"]) == (date(2026, 12, 29), 1)
    assert "변경 전 2026-12-15" in effective["description"]
    assert (comments["status"], comments["sequence"]) == ("CANCELLED", 1)
    assert list(comments.walk("VALARM")) == []
    assert effective.decoded("last-modified") > before[0].decoded("last-modified")


@on_sqlite
def test_a_document_that_is_withdrawn_cancels_its_dates(engine: Engine, source: Source, ruleset: RuleSet) -> None:
    store(engine, source, ruleset, RULE)
    with writing(engine) as connection:
        db.documents.update_document(connection, 1, {"withdrawn_at": NOW + timedelta(days=1)})
    assert [(entry["status"], entry["sequence"]) for entry in entries(engine)] == [("CANCELLED", 1)] * 2


@on_sqlite
def test_only_what_a_subscription_hears_of(engine: Engine, source: Source, ruleset: RuleSet) -> None:
    store(engine, source, ruleset, RULE, item("2", "Copper", "The rule takes effect on December 16, 2026."))
    assert len(entries(engine)) == len(entries(engine, None)) == 2
    assert entries(engine, DESK.model_copy(update={"minerals": ["tin"]})) == []
    assert len(entries(engine, since=date(2026, 12, 16))) == 1
    assert len(entries(engine, until=date(2026, 12, 15))) == 1


def test_fields_of_the_source_count_and_a_month_is_its_first_day(
    engine: Engine, source: Source, ruleset: RuleSet
) -> None:
    stated = (("effective", "2026-12-15"), ("expiry", "2027-03"))
    store(engine, source, ruleset, replace(RULE, dates=stated))
    found = entries(engine)
    assert [entry.decoded("dtstart") for entry in found] == [date(2026, 12, 15), date(2026, 12, 20), date(2027, 3, 1)]
    assert "날짜 미정" in found[2]["description"]
    store(engine, source, ruleset, replace(RULE, dates=stated[:1]), at=NOW + timedelta(days=2))
    assert [entry.get("status") for entry in entries(engine)] == [None, None, "CANCELLED"]


def test_one_story_is_one_entry(engine: Engine, source: Source, ruleset: RuleSet) -> None:
    store(engine, source, ruleset, RULE, replace(RULE, key="2", title="Gallium export control, reported"))
    assert len(entries(engine)) == 4
    with writing(engine) as connection:
        insert_new(connection, StoryMember, [story_member(1), story_member(2, official=True)])
    assert {str(entry["summary"]) for entry in entries(engine, None)} == {
        "in force: Gallium export control, reported", "last day for comments: Gallium export control, reported",
    }  # fmt: skip
    assert len(entries(engine)) == 2


@given(
    title=st.text(max_size=200),
    text=st.text(max_size=400),
    day=st.dates(min_value=date(1900, 1, 1), max_value=date(9999, 12, 30)),
    sequence=st.integers(0, 99),
    reminders=st.lists(st.integers(0, 365), max_size=4, unique=True),
    at=st.times(),
)
def test_a_foreign_parser_reads_back_what_we_wrote(
    title: str, text: str, day: date, sequence: int, reminders: list[int], at: Any
) -> None:
    entry = Day("u@policywatch", day, title, NOW, text, reminders=tuple(reminders), remind_at=at, sequence=sequence)
    written = calendar("x", [entry], "en")
    (found,) = Calendar.from_ical(written).walk("VEVENT")
    assert found.decoded("dtstart") == day
    assert found["sequence"] == sequence
    assert _seen(str(found["summary"])) == _seen(title)
    assert _seen(str(found.get("description", ""))) == _seen(text)
    whole = timedelta(hours=at.hour, minutes=at.minute)
    assert [alarm.decoded("trigger") for alarm in found.walk("VALARM")] == [
        whole - timedelta(days=n) for n in reminders
    ]


def _seen(text: str) -> str:
    """Control characters are left out, and all line ends are one."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(char for char in text if char == "\n" or (char >= " " and char != "\x7f"))


@contextmanager
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    (tmp_path / "policywatch.yml").write_text(
        "channels: {mail: {url: 'json://127.0.0.1/x'}}\nsubscriptions: [{id: desk, channels: [mail], remind: [7]}]\n"
    )
    monkeypatch.setenv("POLICYWATCH_HOME", str(tmp_path))
    from monitor.config import load_config

    engine = open_database(load_config().database)
    migrate(engine)
    yield engine
    engine.dispose()


def _matched(engine: Engine, source: Source, ruleset: RuleSet) -> None:
    """No daemon has noted anything."""
    coming = (datetime.now(UTC) + timedelta(days=20)).date()
    text = f"Export control on gallium. The rule takes effect on {coming:%B %d, %Y}."
    with writing(engine) as connection:
        db.sources.register(connection, [source.id], NOW)
        rule = replace(RULE, title="商务部公告2025年第61号 gallium export control", text=text)
        ingest(connection, source, poll(rule))
    match_pending(engine, ruleset, NOW)


def test_the_commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: Source, ruleset: RuleSet) -> None:
    source = source.model_copy(update={"country": "CN", "publisher": "中华人民共和国商务部"})
    with _home(tmp_path, monkeypatch) as engine:
        _matched(engine, source, ruleset)
    run = CliRunner().invoke
    file = tmp_path / "dates.ics"
    done = run(app, ["calendar", "--subscription", "desk", "--to", str(file)])
    assert (done.exit_code, done.stdout) == (0, f"{file}: 1 dates\n")
    (entry,) = Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    assert [alarm.decoded("trigger") for alarm in entry.walk("VALARM")] == [timedelta(hours=8) - timedelta(days=7)]
    assert Calendar.from_ical(run(app, ["calendar"]).stdout_bytes).walk("VEVENT")[0]["uid"] == entry["uid"]
    assert json.loads(run(app, ["calendar", "--json"]).stdout)[0]["kind"] == "effective"
    shown = json.loads(run(app, ["show", "1", "--json"]).stdout)
    assert [row["kind"] for row in shown["dates"]] == ["effective"]
    assert [row["name"] for row in shown["numbers"]] == ["商务部公告2025年第61号"]
    assert "own 商务部公告2025年第61号" in run(app, ["show", "1"]).stdout
    assert "商务部公告2025年第61号" in run(app, ["measures", "1"]).stdout
    assert json.loads(run(app, ["measures", "商务部公告2025年第61号", "--json"]).stdout)[0]["acts"] == []
    assert run(app, ["measures", "--gaps"]).stdout == "no gap in any series that is seen densely\n"
    assert json.loads(run(app, ["measures", "--json"]).stdout) == []


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["calendar", "--since", "soon"], "--since: 'soon' is no day"),
        (["calendar", "--subscription", "none"], "there is no subscription 'none'; known are desk"),
        (["measures", "gallium"], "'gallium' is no official number"),
        (["measures", "商务部公告2025年第9号"], "no document names 商务部公告2025年第9号"),
    ],
)
def test_what_is_asked_wrongly_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: list[str], said: str
) -> None:
    with _home(tmp_path, monkeypatch):
        done = CliRunner().invoke(app, asked)
    assert done.exit_code == 2
    assert said in done.stderr
