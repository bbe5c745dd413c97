"""The query language: what is understood, and what is refused with advice."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.search import QueryError, narrowed, parse
from monitor.search.fields import FIELDS
from monitor.search.names import Names
from monitor.search.nodes import All, Any, Days, Field, Not, Words
from rules import Concept, RuleSet


def test_words_phrases_and_exclusion() -> None:
    assert parse('갈륨 "rare earth" -화장품').node == All((Words("갈륨"), Words("rare earth"), Not(Words("화장품"))))


def test_or_binds_less_than_standing_side_by_side() -> None:
    assert parse("a b OR -(c d)").node == Any((All((Words("a"), Words("b"))), Not(All((Words("c"), Words("d"))))))


def test_fields_take_patterns_lists_and_quotes() -> None:
    assert parse('source:kr/*,jp/* publisher:"산업통상부, 과기부"').node == All(
        (Field("source", ("kr/*", "jp/*")), Field("publisher", ("산업통상부, 과기부",)))
    )
    assert parse('title:"export ban"').node == Words("export ban", title=True)
    assert parse("severity:=low").node == Field("severity", ("low",), exactly=True)


@pytest.mark.parametrize(
    ("written", "first", "after"),
    [
        ("2025", (2025, 1, 1), (2026, 1, 1)),
        ("2025-12", (2025, 12, 1), (2026, 1, 1)),
        ("2024-02-29", (2024, 2, 29), (2024, 3, 1)),
    ],
)
def test_days_months_and_years(written: str, first: tuple[int, int, int], after: tuple[int, int, int]) -> None:
    assert parse(f"since:{written}").node == Days(since=datetime(*first, tzinfo=UTC))
    assert parse(f"until:{written}").node == Days(before=datetime(*after, tzinfo=UTC))


@pytest.mark.parametrize("query", ["", "  ", "\u3000"])
def test_nothing_asks_for_everything(query: str) -> None:
    assert parse(query).node == All()


@pytest.mark.parametrize("word", ["10:30", "http://x.org/a", "a-b", "U.S.", "§301"])
def test_signs_inside_of_words_are_letters(word: str) -> None:
    assert parse(word).node == Words(word)


@pytest.mark.parametrize(
    ("query", "column", "advice"),
    [
        ("갈륨 sorce:x", 4, "did you mean 'source'?"),
        ("colour:red", 1, "the fields are source, publisher"),
        ("severity:hgh", 10, "did you mean 'high'?"),
        ("since:2025-13", 7, "write 2025, 2025-01 or 2025-01-31"),
        ("since:2025-02-30", 7, "is no day"),
        ('갈륨 "rare', 4, "never closed"),
        ("(a OR b", 1, "never closed"),
        ("a) b", 2, "never opened"),
        ("a OR", 5, "missing here"),
        ("OR a", 1, "missing here"),
        ("()", 2, "missing here"),
        ("source: kr", 1, "needs a value"),
        ('""', 1, "nothing to look for"),
        (" · -", 1, "no letter"),
        ('"-"', 1, "nothing to look for"),
        ("-" * 400 + "a", 51, "too many"),
        ("a" * 3_000, 2_001, "at most"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(query: str, column: int, advice: str) -> None:
    with pytest.raises(QueryError, match="column") as refused:
        parse(query)
    assert refused.value.column == column
    assert advice in refused.value.message


@given(st.text(alphabet="ab갈镓 \"-():,=*OR·\u3000source'", max_size=40))
def test_every_text_is_understood_or_refused_within_it(text: str) -> None:
    column = 1
    try:
        parse(text)
    except QueryError as refused:
        column = refused.column
    assert 1 <= column <= len(text) + 1


@given(
    st.sampled_from(sorted(FIELDS.keys() - {"since", "until", "severity", "has", "is", "title"})),
    st.text("a갈 ,()*:-", min_size=1),
)
def test_a_facet_narrows_by_its_value(field: str, value: str) -> None:
    if value.strip():
        assert parse(narrowed("갈륨", field, value)).node == All((Words("갈륨"), Field(field, (value,))))


def test_signs_alone_say_nothing_between_words() -> None:
    assert parse("중국 - 갈륨 · 镓").node == parse("중국 갈륨 镓").node


def test_a_concept_is_called_by_its_names_in_every_language(ruleset: RuleSet) -> None:
    texts = (Words("gallium"), Words("갈륨"))
    for name in ("갈륨", "gallium", "GALLIUM"):
        assert parse(f"concept:{name}", ruleset.concepts).node == Any((Field("concept", ("gallium",)), *texts))
        assert parse(f"-mineral:{name}", ruleset.concepts).node == Not(Field("mineral", ("gallium",)))
    assert parse("concept:unobtainium", ruleset.concepts).node == Field("concept", ("unobtainium",))


def test_names_that_mean_something_else_too_are_left_to_the_matches() -> None:
    written = {"id": "tin", "kind": "mineral", "mineral": "tin", "examples": {"match": ["tin"]},
               "names": {"en": ["tin", "cassiterite", "cassiterite ore"], "ko": [{"name": "주석", "needs": ["광산"]}, "주석 정광"]}}  # fmt: skip
    assert Names({"tin": Concept.model_validate(written)}).texts("tin") == ["cassiterite", "주석 정광"]


def test_facets_of_time_and_severity_narrow_too() -> None:
    assert narrowed("갈륨", "month", "2025-03") == "갈륨 since:2025-03 until:2025-03"
    assert parse(narrowed("", "severity", "low")).node == Field("severity", ("low",), exactly=True)
