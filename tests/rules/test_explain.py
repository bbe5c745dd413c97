"""Why, and why not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rules import Candidate
from rules.explain import Why, explain
from tests.rules.rulesets import compiled


def lines(why: Why, depth: int = 0) -> Iterator[str]:
    yield f"{'  ' * depth}{'+' if why.holds else '-'} {why.asks}"
    yield from (f"{'  ' * depth}  ! {note}" for note in why.notes)
    for inner in why.inner:
        yield from lines(inner, depth + 1)


def told(rule: dict[str, Any], title: str, text: str = "", **item: Any) -> list[str]:
    (explanation,) = explain(compiled({"id": "r", **rule}), Candidate(title, text, **item))
    return [line for why in explanation.why for line in lines(why)]


def test_a_missing_half_is_named() -> None:
    when = {"near": "sentence", "all": [{"concept": "tin"}, {"concept": "export-control"}]}
    assert told({"when": when}, "시진핑 주석, 수출통제 언급") == [
        "- within one sentence: all of",
        "  - tin",
        "    ! “주석” at title 4–6: part of “시진핑 주석”",
        "  + export-control",
    ]


def test_apart_is_said() -> None:
    when = {"near": "sentence", "all": ["갈륨", "수출통제"]}
    first, second, *_ = told({"when": when}, "t", "갈륨 값. 수출통제 시행.")
    assert first == "- within one sentence: all of"
    assert second == "  ! each holds in the text, but never within one sentence"


def test_every_kind_of_condition_is_told() -> None:
    rule = {
        "facets": {"language": "ko", "country": "KR"},
        "when": {
            "all": [
                {"at_least": 1, "of": ["갈륨", "저마늄"]},
                {"score": 3, "of": [{"phrase": "갈륨", "weight": 2}, {"phrase": "없음", "weight": 5}]},
                {"phrase": "대책", "in": "title"},
                {"regex": "대.책"},
            ],
            "none": ["화장품"],
        },
        "unless": ["세미나"],
        "lower": {"to": "low", "when": "검토"},
    }
    assert told(rule, "갈륨", "대책 검토 세미나", language="ko") == [
        "- country is KR (it is not known)",
        "+ language is ko (it is ko)",
        "- all and none of",
        "  + at least 1 of",
        "    + “갈륨”",
        "    - “저마늄”",
        "  - score at least 3 (it is 2)",
        "    + +2 “갈륨”",
        "    - +0 “없음”",
        "  - in title: “대책”",
        "    ! stands only at body 0–2",
        "  - regex 대.책",
        "  + not “화장품”",
        "- unless",
        "  ! this stands in the text",
        "  + “세미나”",
        "+ lower to low when",
        "  + “검토”",
    ]


def test_reasons_why_a_find_does_not_count() -> None:
    def reason(concept: str, title: str, **item: Any) -> str:
        return told({"when": {"concept": concept}}, title, **item)[-1].partition(": ")[2]

    assert reason("tin", "주석을 참고") == "needs other words beside it"
    assert reason("lead", "납부") == "inside a longer word"
    assert reason("gallium", "gan") == "in other capitals"
    assert reason("lead", "Blei", language="en") == "counts in texts in de only"
    assert reason("rare-earths", "rareearth") == "written as one word"
    assert reason("export-control", "수 출통제") == "broken by a gap"


def test_a_veto_is_named() -> None:
    rules = compiled(
        {"id": "r", "labels": ["a"], "when": "공급망"},
        {"id": "software", "when": "소프트웨어", "applies": {"labels": "a", "veto": True}},
    )
    withheld, correction = explain(rules, Candidate("소프트웨어 공급망"))
    assert (withheld.fires, withheld.withheld_by) == (False, ("software",))
    assert correction.fires


def test_what_fires_carries_its_severity_and_spans() -> None:
    rules = compiled({"id": "r", "severity": "high", "when": "갈륨"}, {"id": "s", "when": "없는"})
    one, other = explain(rules, Candidate("중국 갈륨"))
    assert (one.fires, one.severity, one.why[0].spans) == (True, "high", (("title", 3, 5, ""),))
    assert (other.fires, other.near_miss) == (False, False)
