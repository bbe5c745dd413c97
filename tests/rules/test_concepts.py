"""The built-in concepts: every name is found, no decoy is, and the lists are whole."""

from __future__ import annotations

import unicodedata
from functools import cache

import pytest

import rules
from monitor.rulebook import load_rules
from rules import Candidate, Concept, Rule, RuleSet

LANGUAGES = {"ko", "en", "ja", "zh", "de", "fr"}
MINERALS = {
    *("rare_earths", "lithium", "nickel", "cobalt", "manganese", "graphite", "gallium", "germanium", "indium"),
    *("antimony", "bismuth", "tungsten", "molybdenum", "tellurium", "selenium", "titanium", "magnesium", "vanadium"),
    *("niobium", "tantalum", "chromium", "platinum_group", "silicon", "beryllium", "boron", "zirconium", "hafnium"),
    *("strontium", "helium", "fluorspar", "copper", "aluminium", "zinc", "lead", "tin", "silver", "gold"),
}


@cache
def concepts() -> dict[str, Concept]:
    return load_rules().concepts


@cache
def every_concept_a_rule() -> RuleSet:
    asked = [
        Rule.model_validate({"id": id_, "title": {"en": id_}, "when": {"concept": id_}})
        for id_, concept in concepts().items()
        if not concept.members
    ]
    return rules.compile(list(concepts().values()), asked)


def found(title: str, language: str = "") -> dict[str, set[str]]:
    """Concept id → the words that stand for it."""
    hits = every_concept_a_rule().hits(Candidate(title=title, language=language))
    return {hit.rule_id: {_bare(title[span.start : span.end]) for span in hit.spans} for hit in hits}


def _bare(text: str) -> str:
    return text.replace(" ", "").casefold()


def _unfound(concept: Concept) -> list[str]:
    shown: dict[str, set[str]] = {}
    for example in concept.examples.match:
        words = found(example.title, example.language).get(concept.id, set())
        shown.setdefault(example.language, set()).update(words)
    return [
        f"{concept.id}/{language}: {name.name}"
        for language, names in concept.names.items()
        for name in names
        if not any(concept.id in found(own, language) for own in name.example)
        and not any(_bare(name.name) in word for word in shown.get(language, ()))
    ]


def test_every_name_is_found_in_an_example() -> None:
    assert [name for concept in concepts().values() for name in _unfound(concept)] == []


def test_no_counter_example_is_found() -> None:
    wrong = [
        (concept.id, text)
        for concept in concepts().values()
        for language, text in [(e.language, e.title) for e in concept.examples.no_match]
        + [(language, t) for language, names in concept.names.items() for name in names for t in name.no_match]
        if concept.id in found(text, language)
    ]
    assert wrong == []


def test_every_mineral_of_the_guide_has_names_in_six_languages() -> None:
    named: dict[str, set[str]] = {}
    for concept in concepts().values():
        if concept.mineral:
            named.setdefault(concept.mineral, set()).update(concept.names)
    assert set(named) == MINERALS
    assert {mineral for mineral, languages in named.items() if languages != LANGUAGES} == set()


def test_official_lists_carry_source_and_date() -> None:
    lists = [concept for concept in concepts().values() if concept.kind == "list"]
    assert len(lists) >= 8
    assert [one.id for one in lists if not (one.source and one.date and one.members)] == []


def test_list_of_korea_has_33_and_10() -> None:
    assert len(concepts()["list-kr-33"].members) == 33
    assert len(concepts()["list-kr-10"].members) == 10


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("희토류를 확보한다", "rare-earths"),
        ("희토류의 수출", "rare-earths"),
        ("갈륨·게르마늄", "gallium"),
        ("갈륨·게르마늄", "germanium"),
        ("갈륨?게르마늄", "germanium"),
        ("공급망안정화", "supply-security"),
        ("공급망 안정화", "supply-security"),
        ("수출 통제", "export-control"),
        ("수출통제를", "export-control"),
        ("重稀土 중(重)희토류", "rare-earths"),
        ("ＧａＮ", "gallium"),
        ("ﾚｱｱｰｽの確保", "rare-earths"),
        ("稀土出口管制", "rare-earths"),
        ("鋰電池回收與碳酸鋰", "lithium"),
        ("rare-earth supply", "rare-earths"),
        ("rare\nearths supply", "rare-earths"),
        ("die Rohstoffversorgung der Industrie", "raw-material-policy"),
        ("안티몬 수급", "antimony"),
        ("티타늄과 타이타늄", "titanium"),
        ("중석 광산", "tungsten"),
        ("columbium", "niobium"),
    ],
)
def test_written_forms(text: str, concept: str) -> None:
    assert concept in found(text)


def test_decomposed_hangul() -> None:
    assert "rare-earths" in found(unicodedata.normalize("NFD", "희토류 수출"))


@pytest.mark.parametrize(
    "text",
    [
        "소스 코드에 주석 달기",
        "시진핑 주석 방문",
        "세금 납부 안내",
        "모두 아연실색했다",
        "정책자금 지원",
        "최저임금 결정",
        "은행 영업시간",
        "구리시 개구리 축제",
        "금융위원회 금지 조치",
        "실리콘밸리 연수",
        "We lead the way, and golden times begin",
        "银行与金融",
        "銀行の金曜営業",
        "Alles bleibt, wie es ist",
        "l'or des autres, ou de l'argent",
    ],
)
def test_lookalikes_are_no_minerals(text: str) -> None:
    assert [id_ for id_ in found(text) if concepts()[id_].mineral] == []
