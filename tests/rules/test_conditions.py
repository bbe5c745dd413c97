"""The rule language, question by question."""

from __future__ import annotations

from typing import Any

import pytest

from rules import Candidate, RuleError
from tests.rules.rulesets import compiled, hits

_PAIR = [{"concept": "critical-mineral"}, {"concept": "export-control"}]


@pytest.mark.parametrize(
    ("when", "title", "text", "fires"),
    [
        ("공급망", "공급망 회의", "", True),
        ({"phrase": ["x", "회의"]}, "공급망 회의", "", True),
        ({"concept": "critical-mineral"}, "갈륨 가격", "", True),
        ({"concept": "critical-mineral"}, "핵심광물 회의", "", True),
        ({"kind": "country"}, "China", "", True),
        ({"kind": "country"}, "갈륨", "", False),
        ({"all": ["가격", "상승"]}, "가격 상승", "", True),
        ({"all": ["가격", "상승"]}, "가격", "", False),
        ({"any": ["가격", {"concept": "gallium"}, {"kind": "country"}]}, "갈륨", "", True),
        ({"all": ["가격"], "none": ["하락"]}, "가격 하락", "", False),
        ({"all": ["가격"], "any": ["상승", "급등"], "none": ["하락"]}, "가격 급등", "", True),
        ({"at_least": 2, "of": ["가", "나", "다"]}, "가 나", "", True),
        ({"at_least": 2, "of": ["가", "나", "다"]}, "가 라", "", False),
        ({"near": "sentence", "all": _PAIR}, "갈륨 가격. 수출통제 시행", "", True),
        ({"near": "sentence", "all": _PAIR}, "t", "갈륨 가격이 올랐다. 수출통제가 시행됐다.", False),
        ({"near": "sentence", "all": _PAIR}, "t", "날씨. 갈륨은 3.5톤, 수출통제 대상이다. 끝.", True),
        ({"near": "paragraph", "all": _PAIR}, "t", "갈륨 가격이 올랐다. 수출통제.\n\n끝", True),
        ({"near": "paragraph", "all": _PAIR}, "t", "갈륨 가격.\n\n수출통제.", False),
        ({"near": "title", "all": _PAIR}, "갈륨", "수출통제", False),
        ({"near": "title", "all": _PAIR}, "갈륨 수출통제", "", True),
        ({"near": {"characters": 10}, "all": _PAIR}, "갈륨 수출통제", "", True),
        ({"near": {"characters": 10}, "all": _PAIR}, "갈륨 아주아주 멀리 있는 것은 수출통제", "", False),
        ({"near": "sentence", "all": _PAIR, "none": ["화장품"]}, "t", "화장품. 갈륨 수출통제.", True),
        ({"near": "sentence", "all": _PAIR, "none": ["화장품"]}, "t", "화장품 갈륨 수출통제.", False),
        ({"near": "sentence", "at_least": 2, "of": ["갑", "을자", "병자"]}, "t", "갑. 을자와 병자.", True),
        ({"phrase": "수출", "in": "title"}, "t", "수출", False),
        ({"phrase": "수출", "in": "lead"}, "t", "하나다. 둘이다. 수출이다.", False),
        ({"phrase": "수출", "in": "lead"}, "t", "하나다. 수출이다. 셋이다.", True),
        ({"phrase": "수출", "in": "intro"}, "t", "하나다. 둘이다. 수출이다.", True),
        ({"in": "title", "all": ["가격", {"phrase": "본문", "in": "body"}]}, "가격", "본문", True),
        ({"regex": r"제\d+-\d+호"}, "고시 제2026-12호", "", True),
        ({"regex": "^Notice"}, "A", "Notice", True),
        ({"regex": "^Notice"}, "A Notice", "", False),
        ({"phrase": "BIS"}, "the bis rule", "", False),
        ({"phrase": "BIS", "case": False}, "the bis rule", "", True),
        ({"phrase": "통제", "boundary": "word"}, "수출통제", "", False),
        ({"phrase": "통제", "boundary": "word"}, "통제를 강화", "", True),
        ({"phrase": "통제", "boundary": "end"}, "수출통제는", "", True),
        ({"phrase": "통제", "boundary": "start"}, "통제소", "", True),
    ],
)
def test_conditions(when: Any, title: str, text: str, fires: bool) -> None:
    assert bool(hits(when, title, text)) is fires


@pytest.mark.parametrize(
    ("of", "fires"),
    [
        ([{"phrase": "수출", "weight": 3}], True),
        ([{"phrase": "수출", "weight": {"title": 3, "text": 1}}], True),
        ([{"phrase": "수출", "weight": {"title": 2, "text": 9}}], False),
        ([{"phrase": "본문", "weight": {"title": 3, "text": 1}}], False),
        ([{"phrase": "수출", "weight": 4}, {"phrase": "세미나", "weight": -2}], False),
        ([{"phrase": "본문", "times": 3}], True),
        ([{"phrase": "본문", "times": 2}], False),
    ],
)
def test_scores(of: list[Any], fires: bool) -> None:
    assert bool(hits({"score": 3, "of": of}, "수출 세미나", "본문 본문 본문")) is fires


@pytest.mark.parametrize(
    ("when", "fires"),
    [
        ({"source": "kr-*"}, True),
        ({"source": ["jp-*", "cn-*"]}, False),
        ({"country": "KR"}, True),
        ({"country": "jp"}, False),
        ({"language": "ko"}, True),
        ({"language": "ja"}, False),
    ],
)
def test_facets(when: Any, fires: bool) -> None:
    item = Candidate("갈륨", source="kr-kiat", country="KR", language="ko")
    inside = compiled({"id": "r", "when": {"all": ["갈륨", when]}})
    beside = compiled({"id": "r", "when": "갈륨", "facets": when})
    assert bool(inside.hits(item)) is fires
    assert bool(beside.hits(item)) is fires


def test_severity_is_raised_then_lowered() -> None:
    rule = {
        "id": "r", "severity": "medium", "when": "수출통제",
        "raise": {"to": "high", "when": "시행"}, "lower": [{"to": "low", "when": {"phrase": "세미나", "in": "title"}}],
    }  # fmt: skip
    rules = compiled(rule)
    texts = ("수출통제 검토", "수출통제 시행", "수출통제 시행 세미나")
    assert [rules.hits(Candidate(text))[0].severity for text in texts] == ["medium", "high", "low"]


def test_unless_and_rules_in_rules() -> None:
    rules = compiled(
        {"id": "software", "hidden": True, "when": ["소프트웨어"][0]},
        {"id": "a", "when": "공급망", "unless": [{"rule": "software"}]},
        {"id": "b", "when": {"all": [{"rule": "a"}, "위기"]}},
    )
    assert [hit.rule_id for hit in rules.hits(Candidate("소프트웨어 공급망 위기"))] == []
    assert [hit.rule_id for hit in rules.hits(Candidate("공급망 위기"))] == ["a", "b"]


def test_unless_holds_for_rules_without_words() -> None:
    rules = compiled({"id": "a", "when": {"source": "kr/*"}, "unless": ["채용"]})
    assert [bool(rules.hits(Candidate(title, source="kr/a"))) for title in ("공고", "채용 공고")] == [True, False]


def test_corrections_of_other_rules() -> None:
    rules = compiled(
        {"id": "control", "severity": "high", "labels": ["supply_chain", "rare_metal"], "when": "수출통제"},
        {"id": "metal", "severity": "high", "labels": ["rare_metal"], "when": "갈륨"},
        {"id": "no-goods", "when": "소프트웨어", "applies": {"labels": "supply_chain", "veto": True}},
        {"id": "talk", "when": "세미나", "applies": {"rules": "con*", "cap": "low"}},
        {"id": "alarm", "when": "비상", "applies": {"labels": ["rare_metal"], "floor": "high"}},
    )

    def seen(title: str) -> list[tuple[str, str, tuple[str, ...]]]:
        return [(hit.rule_id, hit.severity, hit.labels) for hit in rules.hits(Candidate(title))]

    both = ("supply_chain", "rare_metal")
    assert seen("수출통제") == [("control", "high", both)]
    assert seen("소프트웨어 수출통제") == [("control", "high", ("rare_metal",))]
    assert seen("수출통제 세미나") == [("control", "low", both)]
    assert seen("갈륨 수출통제 세미나, 비상") == [("control", "high", both), ("metal", "high", ("rare_metal",))]
    assert seen("소프트웨어 세미나 비상") == []


def test_facts_come_from_the_beginning_and_the_evidence() -> None:
    rules = compiled({"id": "r", "when": "대책"})
    body = "게르마늄. " * 3 + "끝났다. " * 20 + "희토류."
    (hit,) = rules.hits(Candidate("중국 갈륨 수출통제 대책", body, country="KR"))
    assert (hit.minerals, hit.countries, hit.measures) == (("gallium", "germanium"), ("CN", "KR"), ("export-control",))
    assert hit.concepts == ()


def test_all_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(RuleError) as caught:
        compiled(
            {"id": "a", "when": {"all": [{"concept": "galium"}, {"kind": "minerall"}]}},
            {"id": "b", "when": {"any": [{"regex": "("}, {"rule": "c"}, "…"]}},
            {"id": "d", "when": {"rule": "e"}},
            {"id": "e", "when": {"rule": "d"}},
        )
    told = {(id_, ".".join(map(str, loc))): message for id_, loc, message in caught.value.problems}
    assert told["a", "when.all.0.concept"] == "unknown concept 'galium', did you mean 'gallium'?"
    assert told["a", "when.all.1"].startswith("no concept is of kind minerall; there are country")
    assert "is no RE2 expression: missing )" in told["b", "when.any.0.regex"]
    assert told["b", "when.any.1.rule"].startswith("unknown rule 'c'")
    assert told["b", "when.any.2.phrase.0"] == "'…' has no letter or digit to find"
    assert told["e", "when.rule"] == "rules ask each other in a circle: d → e → d"


def test_the_version_follows_the_content() -> None:
    first, second = ({"id": "a", "when": "x"}, {"id": "b", "when": "y"})
    assert compiled(first, second).version == compiled(second, first).version
    assert compiled(first).version != compiled({**first, "severity": "high"}).version
