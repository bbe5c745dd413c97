"""What the lint finds, and what running the examples finds."""

from __future__ import annotations

from typing import Any

import pytest

from rules import RuleSet
from rules.examples import count, failures
from rules.lint import lint
from tests.rules.rulesets import compiled

_EXAMPLE = {"match": "갈륨"}


def findings(*written: dict[str, Any], concepts: list[dict[str, Any]] | None = None) -> list[tuple[str, str]]:
    rules = compiled(*({"examples": _EXAMPLE, **one} for one in written), concepts=concepts)
    return [(f"{one.level} {one.id} {'.'.join(map(str, one.loc))}", one.message) for one in lint(rules)]


@pytest.mark.parametrize(
    ("when", "reason"),
    [
        ({"at_least": 3, "of": ["가", "나"]}, "at_least 3 of 2 conditions"),
        ({"score": 5, "of": [{"phrase": "가", "weight": 2}, {"phrase": "나", "times": 2}]}, "weights together give 4"),
        ({"all": [{"concept": "gallium"}], "none": [{"concept": "critical-mineral"}]}, "`none` forbids"),
        ({"near": "sentence", "all": ["가", {"at_least": 2, "of": ["나"]}]}, "at_least 2 of 1"),
    ],
)
def test_rules_that_never_fire(when: Any, reason: str) -> None:
    ((where, message),) = findings({"id": "r", "when": when})
    assert where == "error r when"
    assert message.startswith("can never fire: ")
    assert reason in message


def test_rules_that_fire_on_everything_are_slow_or_have_no_example() -> None:
    found = dict(
        findings(
            {"id": "all", "when": {"none": ["갈륨"]}},
            {"id": "zero", "when": {"score": 0, "of": [{"phrase": "갈륨", "weight": 0}]}},
            {"id": "slow", "when": {"regex": r"\d{4}호"}},
            {"id": "untested", "when": "저마늄", "examples": {}},
        )
    )
    assert found["error all when"].startswith("fires on every text")
    assert found["error zero when"].startswith("fires on every text")
    assert found["warning slow when"].startswith("slow: the regex is tried on every text")
    assert found["error untested examples"] == "give at least one text that it must match"


def test_shadowed_rules() -> None:
    found = dict(
        findings(
            {"id": "wide", "severity": "high", "labels": ["a", "b"], "when": {"concept": "critical-mineral"}},
            {"id": "narrow", "severity": "low", "labels": ["a"], "when": {"all": [{"concept": "gallium"}, "수출"]}},
            {"id": "near", "labels": ["a"], "when": {"near": "sentence", "all": [{"concept": "gallium"}, "수출"]}},
            {"id": "other-label", "labels": ["c"], "when": {"concept": "gallium"}},
            {"id": "lead", "labels": ["a"], "when": {"concept": "lead"}},
            {"id": "raised", "labels": ["a"], "when": {"concept": "gallium"}, "raise": {"to": "high", "when": "시행"}},
        )
    )
    assert set(found) == {"warning narrow when", "warning near when"}
    assert "shadowed: wide fires wherever this one does" in found["warning narrow when"]


def test_of_two_equal_rules_one_is_shadowed() -> None:
    found = findings({"id": "a", "when": "갈륨"}, {"id": "b", "when": "갈륨"})
    assert [where for where, _ in found] == ["warning b when"]


def test_decoys_that_are_idle() -> None:
    concepts: list[dict[str, Any]] = [
        {"id": "a", "kind": "mineral", "mineral": "a", "names": {"ko": ["갈륨"]}, "decoys": ["은행"]},
        {
            "id": "b",
            "kind": "mineral",
            "mineral": "b",
            "names": {"ko": [{"name": "갈륨", "decoys": ["갈륨판", "칼륨판"]}]},
        },
    ]
    found = dict(findings(concepts=concepts))
    assert found["warning b names.ko.0.decoys.1"].startswith("'칼륨판' does not contain '갈륨'")
    assert "contains no name" in found["warning a decoys.0"]


def failing(rules: RuleSet) -> list[tuple[str, str]]:
    return [(f"{id_} {'.'.join(map(str, loc))}", message) for id_, loc, message in failures(rules)]


def test_examples_are_run() -> None:
    concepts = [
        {
            "id": "tin", "kind": "mineral",
            "names": {"ko": [
                {"name": "주석", "decoys": ["국가주석"], "example": ["주석 가격", "국가주석"], "no_match": "주석을"},
                "석주",
            ]},
            "examples": {"match": ["주석"], "no_match": ["주석판"]},
        }
    ]  # fmt: skip
    rules = compiled(
        {"id": "r", "when": {"concept": "tin"}, "examples": {"match": ["주석", "은"], "no_match": [{"text": "주석"}]}},
        {"id": "h", "hidden": True, "when": "가격", "examples": {"match": "가격"}},
        concepts=concepts,
    )
    assert failing(rules) == [
        ("tin examples.no_match.0", "should not be found and is: 주석판"),
        ("tin names.ko.0.example.1", "'주석' should be found and is not: 국가주석"),
        ("tin names.ko.0.no_match.0", "'주석' should not be found and is: 주석을"),
        ("tin names.ko.1", "'석주' stands in no example: give it one, or put it into the concept's examples"),
        ("r examples.match.1", "should be found and is not: 은"),
        ("r examples.no_match.0", "should not be found and is: 주석"),
    ]
    assert count(rules) == 9
