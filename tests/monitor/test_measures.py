"""A measure and what became of it, whatever the order in which the documents came; gaps in number series."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

import db.facts
import db.incidents
import db.sources
from crawlers.item import Item
from crawlers.source import Source
from db.engine import reading, writing
from monitor.facts_bodies import agree, bodies, body, is_named
from monitor.ingest import ingest
from monitor.look import NotThere
from monitor.match import match_pending
from monitor.measures import asked_for, measures, moved_last
from monitor.noting import Noting
from monitor.number_gaps import gaps, tell_gaps
from monitor.number_names import label
from rules import RuleSet
from tests.monitor.conftest import NOW, item, make_source, poll

MOFCOM = make_source(
    id="cn/mofcom", publisher="中华人民共和国商务部", country="CN", languages=["zh"], timezone="Asia/Shanghai"
)
ORDER = item(
    "61",
    "商务部公告2025年第61号 对镓相关物项实施出口管制的决定",
    "对镓 (gallium) 实施 export control。本公告自2025年12月1日起实施。",
)
PAUSE = item(
    "70",
    "商务部公告2025年第70号 公布暂停实施商务部公告2025年第61号的决定",
    "gallium export control: 自2025年11月10日起至2026年11月10日,暂停实施商务部公告2025年第61号。",
)
LIFTED = item("12", "商务部公告2026年第12号 关于 gallium export control", "自即日起废止商务部公告2025年第70号。")
ABROAD = item(
    "kr",
    "상무부, gallium export control 유예",
    "중국 상무부 공고 2025년 제70호로 상무부 공고 2025년 제61호의 시행을 유예한다.",
)


#: What does not depend on the kind of database.
on_sqlite = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


def store(engine: Engine, ruleset: RuleSet, source: Source, *items: Item) -> None:
    with writing(engine) as connection:
        db.sources.register(connection, [source.id], NOW)
        ingest(connection, source, replace_source(poll(*items), source.id))
    match_pending(engine, ruleset, NOW)
    Noting(engine).pending(NOW)


def replace_source(one: Any, source_id: str) -> Any:
    one.source_id = source_id
    return one


def dated(one: Item, day: int) -> Item:
    return replace(one, published=NOW + timedelta(days=day))


def thread(engine: Engine, asked: str) -> list[dict[str, Any]]:
    with reading(engine) as connection:
        return [one.as_json() for number in asked_for(connection, asked) for one in measures(connection, number)]


@pytest.mark.parametrize("turned", [False, True])
def test_the_thread_of_a_measure(engine: Engine, ruleset: RuleSet, turned: bool) -> None:
    items = [dated(ORDER, 0), dated(PAUSE, 1), dated(LIFTED, 2)]
    for one in reversed(items) if turned else items:
        store(engine, ruleset, MOFCOM, one)
    korea = make_source(id="kr/press", publisher="산업통상부", country="KR", languages=["ko"])
    store(engine, ruleset, korea, dated(ABROAD, 3))
    (measure,) = thread(engine, "商务部公告2025年第61号")
    assert [one["title"] for one in measure["documents"]] == [ORDER.title]
    (act,) = measure["acts"]
    assert (act["relation"], act["by"]["name"]) == ("suspends", "商务部公告2025年第70号")
    assert [one["source_id"] for one in act["documents"]] == ["cn/mofcom", "kr/press"]
    (later,) = act["then"]
    assert (later["relation"], later["by"]["name"], later["then"]) == ("repeals", "商务部公告2026年第12号", [])


def test_it_is_asked_for_by_number_in_any_language_or_by_document(engine: Engine, ruleset: RuleSet) -> None:
    store(engine, ruleset, MOFCOM, ORDER, PAUSE)
    named = thread(engine, "MOFCOM Announcement No. 61 of 2025")
    assert named == thread(engine, "상무부 공고 2025년 제61호") == thread(engine, "cn/mofcom:61") == thread(engine, "1")
    assert [one["name"] for one in named] == ["商务部公告2025年第61号"]
    assert [one["relation"] for one in thread(engine, "2")[0]["acts_on"]] == ["suspends"]
    with reading(engine) as connection:
        assert [(row["name"], row["relation"]) for row in moved_last(connection, most=9)] == [
            ("商务部公告2025年第61号", "suspends")
        ]
        with pytest.raises(NotThere, match="no official number"):
            asked_for(connection, "gallium")
        with pytest.raises(NotThere, match="no such document"):
            asked_for(connection, "99")


@on_sqlite
def test_the_same_number_of_another_authority_is_another_measure(engine: Engine, ruleset: RuleSet) -> None:
    customs = replace(ORDER, key="c", title="海关总署公告2025年第61号 gallium export control", text="现予公告。")
    store(engine, ruleset, MOFCOM, ORDER, PAUSE, customs)
    assert [len(one["acts"]) for one in thread(engine, "海关总署公告2025年第61号")] == [0]
    assert [one["name"] for one in thread(engine, "公告2025年第61号")] == [
        "商务部公告2025年第61号", "海关总署公告2025年第61号",
    ]  # fmt: skip


@on_sqlite
def test_acts_that_act_on_each_other_end(engine: Engine, ruleset: RuleSet) -> None:
    back = replace(ORDER, text="gallium export control。自即日起修改商务部公告2025年第70号。")
    store(engine, ruleset, MOFCOM, back, PAUSE)
    (measure,) = thread(engine, "商务部公告2025年第61号")
    assert measure["acts"][0]["then"][0]["then"] == []


@on_sqlite
def test_a_celex_number_is_the_act_it_names(engine: Engine, ruleset: RuleSet) -> None:
    union = make_source(id="eu/oj", publisher="European Union", country="EU")
    act = replace(
        ORDER, title="Commission Regulation (EU) 2025/351 on gallium", text="This Regulation sets an export control."
    )
    other = replace(
        ORDER, key="2", title="Gallium export control amended", text="Regulation 32025R0351 is amended as follows."
    )
    store(engine, ruleset, union, act, other)
    (measure,) = thread(engine, "32025R0351")
    assert measure["name"] == "Regulation (EU) 2025/351"
    assert [one["title"] for one in measure["documents"]] == [act.title]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("商务部", "MOFCOM", True),
        ("상무부", "商务部", True),
        ("산업통상자원부", "산업통상부", True),
        ("商务部+海关总署", "海关总署", True),
        ("商务部", "海关总署", False),
        ("국무원", "国务院关税税则委员会", False),
        ("", "商务部", True),
    ],
)
def test_authorities_by_all_their_names(one: str, other: str, same: bool) -> None:
    assert agree(one, other) is agree(other, one) is same


def test_an_unknown_body_stays_as_it_is_printed() -> None:
    assert body("순창군") == "순창군"
    assert bodies("商务部+某某局") == ("商务部", "某某局")
    assert is_named("商务部", "中华人民共和国商务部")
    assert not is_named("海关总署", "中华人民共和国商务部")
    assert not is_named("商务部", "")


def test_numbers_as_people_write_them() -> None:
    assert (
        label({"scheme": "kr-gosi", "authority": "산업통상부", "year": "2026", "number": "12"})
        == "산업통상부고시 제2026-12호"
    )
    assert (
        label({"scheme": "kr-gosi", "authority": "산업통상부", "year": "", "number": "12"}) == "산업통상부고시 제12호"
    )
    assert (
        label({"scheme": "wto-doc", "authority": "WTO", "year": "", "number": "G/TBT/N/CHN/1"}) == "WTO G/TBT/N/CHN/1"
    )


def known(*numbers: int, days: int = 1) -> list[dict[str, Any]]:
    """Numbers of one series, published a day after another."""
    return [
        {
            "scheme": "cn-announcement", "body": "商务部", "year": "2026", "number": str(number),
            "published": NOW + timedelta(days=days * number),
        }
        for number in numbers
    ]  # fmt: skip


def missing(rows: list[dict[str, Any]], at: datetime = NOW + timedelta(days=365)) -> list[str]:
    return [gap.name for gap in gaps(rows, at)]


def test_a_gap_in_a_dense_series_outlives_its_grace() -> None:
    rows = known(*(number for number in range(1, 31) if number != 25))
    assert missing(rows) == ["商务部公告2026年第25号"]
    next_one = NOW + timedelta(days=26)
    assert missing(rows, next_one + timedelta(days=13, hours=23)) == []
    assert missing(rows, next_one + timedelta(days=14)) == ["商务部公告2026年第25号"]


def test_a_series_that_is_seen_by_chance_does_not_cry() -> None:
    assert missing(known(3, 9, 14, 22, 40, 41, 42)) == []
    assert missing(known(*range(1, 31), 90)) == []
    assert missing(known(1, 2, 4)) == []


def test_a_misprint_far_away_costs_nothing() -> None:
    rows = known(*(number for number in range(1, 500) if number != 480))
    far = {**rows[0], "number": "999999"}
    begun = time.process_time()
    assert missing([*rows, far], NOW + timedelta(days=900)) == ["商务部公告2026年第480号"]
    assert time.process_time() - begun < 1


@pytest.fixture
def announcements() -> list[Item]:
    return [
        replace(item(str(number), f"商务部公告2026年第{number}号 关于铜"), published=NOW - timedelta(days=60 - number))
        for number in range(1, 31)
    ]


def test_a_gap_is_an_incident_once_and_closes_when_the_number_arrives(
    engine: Engine, ruleset: RuleSet, announcements: list[Item]
) -> None:
    late = announcements.pop(24)
    store(engine, ruleset, MOFCOM, *announcements)
    for day in (0, 1, 2):
        tell_gaps(engine, NOW + timedelta(days=day))
    with reading(engine) as connection:
        (incident,) = db.incidents.open_incidents(connection)
    assert (incident["subject"], incident["kind"]) == ("number:商务部公告2026年第25号", "gap")
    assert "24 and 26 are known" in incident["detail"]
    store(engine, ruleset, MOFCOM, late)
    tell_gaps(engine, NOW + timedelta(days=3))
    with reading(engine) as connection:
        assert db.incidents.open_incidents(connection) == []


@on_sqlite
def test_a_number_that_never_comes_is_given_up_in_silence(
    engine: Engine, ruleset: RuleSet, announcements: list[Item]
) -> None:
    announcements.pop(24)
    store(engine, ruleset, MOFCOM, *announcements)
    tell_gaps(engine, NOW)
    with writing(engine) as connection:
        (incident,) = db.incidents.unannounced(connection)
        db.incidents.mark_announced(connection, incident["id"], "opening_announced_at", NOW)
    tell_gaps(engine, NOW + timedelta(days=91))
    with reading(engine) as connection:
        assert db.incidents.open_incidents(connection) == db.incidents.unannounced(connection) == []
    tell_gaps(engine, NOW + timedelta(days=92))
    with reading(engine) as connection:
        assert db.incidents.open_incidents(connection) == []


@on_sqlite
def test_a_report_from_abroad_does_not_fill_a_gap(engine: Engine, ruleset: RuleSet) -> None:
    korea = make_source(id="kr/press", publisher="산업통상부", country="KR", languages=["ko"])
    store(
        engine, ruleset, korea, replace(ABROAD, title="중국 상무부 공고 2025년 제70호", text="gallium export control")
    )
    with reading(engine) as connection:
        assert db.facts.own_numbers(connection, ["cn-announcement"], datetime(2020, 1, 1, tzinfo=UTC)) == []
