"""Hostile rules and texts cost bounded time and memory, and rules get a clear error."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from monitor.rulebook import read_folders
from monitor.yaml_file import BadFile
from rules import Candidate, Rule, RuleError, RuleSet
from tests.rules.rulesets import CONCEPTS, compiled

_MEGABYTE = 1_000_000


def seconds(rules: RuleSet, text: str) -> float:
    before = time.process_time()
    rules.hits(Candidate("", text))
    return time.process_time() - before


def nested(levels: int) -> Any:
    condition: Any = "x"
    for _ in range(levels):
        condition = {"all": [condition]}
    return condition


@pytest.mark.parametrize("levels", [25, 10_000])
def test_deep_nesting_is_refused(levels: int) -> None:
    with pytest.raises(ValidationError, match="nested more than 20 conditions deep"):
        Rule.model_validate({"id": "r", "title": {"en": "x"}, "when": nested(levels)})


@pytest.mark.parametrize("when", ["{all: [" * 10_000 + "x" + "]}" * 10_000, "{all: [" * 40 + "x" + "]}" * 40])
def test_deep_nesting_in_a_file_is_refused(tmp_path: Path, when: str) -> None:
    (tmp_path / "packs").mkdir()
    (tmp_path / "packs" / "deep.yml").write_text(f"- id: deep\n  title: {{en: x}}\n  when: {when}\n")
    with pytest.raises(BadFile, match=r"deep\.yml:3:.*(nest)"):
        read_folders([tmp_path], builtin=False)


def test_twenty_levels_are_fine() -> None:
    assert compiled({"id": "r", "when": nested(18)}).hits(Candidate("x"))


def test_a_rule_of_a_hundred_thousand_words_is_refused() -> None:
    with pytest.raises(ValidationError, match="more than 100,000 conditions and words"):
        Rule.model_validate({"id": "r", "title": {"en": "x"}, "when": {"any": [{"phrase": ["x"] * 100_001}]}})


@pytest.mark.parametrize("written", ["((a{1,100}){1,100}){1,100}", "(?=x)", "(a", r"(x)\1"])
def test_bad_expressions_are_refused(written: str) -> None:
    with pytest.raises(RuleError, match="is no RE2 expression"):
        compiled({"id": "r", "when": {"regex": written}})


@pytest.mark.parametrize("written", ["(a+)+$", "(a|aa)*b", "(.*a){20}", "a*a*a*a*a*b"])
def test_expressions_are_linear(written: str) -> None:
    assert seconds(compiled({"id": "r", "when": {"regex": written}}), "a" * 50_000) < 2


@pytest.mark.parametrize(
    "text",
    [
        "가나다라마바사" * (_MEGABYTE // 21),
        "a" * _MEGABYTE,
        "갈륨" * (_MEGABYTE // 6),
        "갈륨 수출통제. " * (_MEGABYTE // 22),
        "갈륨\n\n" * (_MEGABYTE // 8),
        " " * _MEGABYTE,
        "㈜①" * (_MEGABYTE // 6),
        "-\n" * (_MEGABYTE // 2),
        ". " * (_MEGABYTE // 2),
        "e\u0301" * (_MEGABYTE // 3),
        "주석 " * (_MEGABYTE // 7),
    ],
    ids=lambda text: repr(text[:12]),
)
def test_a_megabyte_takes_a_second(text: str) -> None:
    pair = [{"concept": "critical-mineral"}, {"concept": "export-control"}]
    rules = compiled(
        {"id": "a", "when": {"near": "sentence", "all": pair}},
        {"id": "b", "when": {"near": {"characters": 50}, "all": [{"kind": "mineral"}], "none": ["화장품"]}},
        {"id": "c", "when": {"score": 5, "of": [{"kind": "mineral", "times": 1000}, {"phrase": "a", "weight": -1}]}},
        {"id": "d", "when": {"near": "paragraph", "at_least": 2, "of": ["갈륨", "수출통제", "가나"]}},
    )  # fmt: skip
    assert seconds(rules, text) < 3  # a second on a machine of its own; tests share theirs


def test_names_inside_names_inside_names() -> None:
    """A million letters, two hundred million finds, were nobody to bound them."""
    concept = {
        "id": "a",
        "kind": "x",
        "names": {"en": [{"name": "a" * length, "boundary": "anywhere"} for length in range(1, 200)]},
    }
    rules = compiled({"id": "r", "when": {"concept": "a"}}, concepts=[concept])
    assert seconds(rules, "a" * _MEGABYTE) < 5


def test_two_thousand_rules_that_ask_for_the_same() -> None:
    rules = compiled(
        *({"id": f"r{number}", "when": {"any": [{"kind": "mineral"}, f"말{number}"]}} for number in range(2_000))
    )
    assert seconds(rules, "갈륨 " * 1_000) < 3


def test_surrogates_and_nul_do_no_harm() -> None:
    rules = compiled({"id": "r", "when": {"concept": "gallium"}})
    (hit,) = rules.hits(Candidate("a\0b\ud800갈륨", "x\0y"))
    assert [tuple(span) for span in hit.spans] == [("title", 4, 6, "gallium")]


def test_concepts_that_name_each_other_as_context() -> None:
    concepts = [
        {"id": "a", "kind": "mineral", "names": {"ko": {"name": "가가", "needs": {"concepts": ["b"]}}}},
        {"id": "b", "kind": "mineral", "names": {"ko": {"name": "나나", "needs": {"concepts": ["a"]}}}},
        {"id": "g", "kind": "topic", "names": {"ko": "묶음"}, "members": ["a", "h"]},
        {"id": "h", "kind": "topic", "names": {"ko": "다발"}, "members": ["g"]},
    ]
    rules = compiled({"id": "r", "when": {"any": [{"concept": "a"}, {"concept": "g"}]}}, concepts=concepts)
    assert rules.hits(Candidate("가가 나나")) == []
    assert rules.hits(Candidate("다발"))


def test_the_small_set_of_these_tests_is_sound() -> None:
    assert len(compiled().concepts) == len(CONCEPTS)
