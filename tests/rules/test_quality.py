"""The built-in packs on texts of our own, and on the labelled development set when it stands beside the project."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest

from monitor.rulebook import load_rules
from rules import Candidate, RuleSet

GOLD = Path(__file__).parents[3] / "shared" / "evaluation" / "gold_dev.jsonl"
GRADES = {"low": 1, "medium": 2, "high": 3}


@cache
def built_in() -> RuleSet:
    return load_rules()


def labels(title: str, text: str = "", language: str = "") -> set[str]:
    hits = built_in().hits(Candidate(title=title, text=text, language=language))
    return {label for hit in hits for label in hit.labels}


def severity(title: str) -> int:
    return max((GRADES[hit.severity] for hit in built_in().hits(Candidate(title=title))), default=0)


S, R = "supply_chain", "rare_metal"

ANNOUNCED = [
    ({S, R}, "중국, 안티모니 대미 수출 금지"),
    ({S, R}, "한-카자흐스탄, 리튬·텅스텐 등 핵심광물 협력 양해각서 체결"),
    ({S}, "중국산 후판에 최대 38% 잠정 덤핑방지관세 부과"),
    ({S}, "정부, 비축유 2천만 배럴 방출 결정"),
    ({S}, "EU 공급망실사지침 개정안 합의"),
    ({R}, "폐배터리에서 니켈·코발트 회수율 95% 달성"),
    ({S}, "Addition of Entities to the Entity List, and Revision of Existing Entries"),
    ({S, R}, "DR Congo extends cobalt export ban by three months"),
    ({S, R}, "United States and Australia Sign Critical Minerals Framework"),
    ({R}, "Researchers develop low-cost method to extract lithium from brine"),
    ({S}, "Council adopts regulation prohibiting products made with forced labour"),
    ({S}, "中国向け先端半導体の輸出管理を強化 経産省が省令改正"),
    ({S, R}, "日本と豪州、レアアースの供給網で協力覚書"),
    ({R}, "使用済み電池からコバルトを回収する新技術"),
    ({S}, "国务院关税税则委员会关于对原产于美国的部分进口商品加征关税的公告"),
    ({S, R}, "印尼下调2026年镍矿开采配额"),
    ({S, R}, "China verschärft Exportkontrollen für Seltene Erden"),
    ({S}, "USA erheben Zölle von 25 Prozent auf Autos"),
    ({S, R}, "La Chine restreint les exportations de gallium et de germanium"),
    ({S}, "Pénurie de carburant : des stations à sec"),
]

LEFT_ALONE = [
    "공정위, 하도급대금 미지급 업체 제재",
    "중소기업 글로벌 공급망 진입 지원 사업 공고",
    "소프트웨어 공급망 보안 가이드라인 발간",
    "쌀 수급 안정 대책, 공공비축미 매입",
    "혈액 수급 위기, 헌혈 참여 호소",
    "시진핑 주석 방한, 정상회담 개최",
    "구리시, 시민 안전 점검",
    "세금 납부 기한 연장 안내",
    "6월 수출입 동향, 수출 역대 최대",
    "National Primary Drinking Water Regulations for Lead and Copper: Improvements",
    "Self-Regulatory Organizations; Notice of Filing To List Shares of a Physical Silver Trust",
    "Drug Supply Chain Security Act Implementation: Identification of Suspect Product",
    "Counter Terrorism Designations; Specially Designated Nationals",
    "Agency Information Collection Activities: Submission for OMB Review; Export Declarations",
    "下請法改正、価格転嫁を促進",
    "プラチナくるみん認定企業を公表",
    "无锡市智能制造现场会召开",
    "关于加强供应链金融规范的通知",
    "Tarifstreit im öffentlichen Dienst: Warnstreiks in Berlin",
    "Bürgergeld: Sanktionen werden verschärft",
    "Médaille d'or pour l'équipe de France",
    "Sanctions disciplinaires contre un magistrat",
]


@pytest.mark.parametrize(("expected", "title"), ANNOUNCED)
def test_announced(expected: set[str], title: str) -> None:
    assert labels(title) == expected


def test_announced_in_a_title_too_short_to_tell_its_language() -> None:
    assert labels("Lithium-Vorkommen in der Altmark größer als gedacht", language="de") == {R}


@pytest.mark.parametrize("title", LEFT_ALONE)
def test_left_alone(title: str) -> None:
    assert labels(title) == set()


def test_a_control_in_force_beats_a_seminar() -> None:
    assert severity("중국, 흑연 수출통제 시행") == 3
    assert severity("흑연 수출통제 설명회 개최") == 1


def _f1(pairs: Iterable[tuple[bool, bool]]) -> float:
    counted = list(pairs)
    right = sum(gold and told for gold, told in counted)
    return 2 * right / max(1, sum(gold + told for gold, told in counted))


@cache
def judged() -> list[tuple[dict[str, object], set[str], int, set[str]]]:
    if not GOLD.exists():
        pytest.skip("the labelled set does not stand beside the project")
    items = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines() if line]
    return [(item, *_told(item)) for item in items]


def _told(item: dict[str, str]) -> tuple[set[str], int, set[str]]:
    hits = built_in().hits(Candidate(title=item["title"], text=item["body"], language=item["lang"]))
    told = {label for hit in hits for label in hit.labels}
    grade = max((GRADES[hit.severity] for hit in hits), default=0)
    return told, grade, {mineral for hit in hits for mineral in hit.minerals}


@pytest.mark.parametrize(("label", "floor"), [(S, 0.90), (R, 0.94)])
def test_labels_on_the_development_set(label: str, floor: float) -> None:
    assert _f1((bool(item[label]), label in told) for item, told, _, _ in judged()) >= floor


@pytest.mark.parametrize("label", [S, R])
def test_hard_items_of_the_development_set(label: str) -> None:
    assert _f1((bool(item[label]), label in told) for item, told, _, _ in judged() if item["hard"]) >= 0.75


def test_little_is_flagged_that_should_be_left_alone() -> None:
    neither = [bool(told) for item, told, _, _ in judged() if not (item[S] or item[R])]
    assert sum(neither) <= 0.04 * len(neither)


def test_severity_on_the_development_set() -> None:
    flagged = [item["severity"] == grade for item, _, grade, _ in judged() if item[S] or item[R]]
    assert sum(flagged) >= 0.75 * len(flagged)


def test_minerals_on_the_development_set() -> None:
    pairs = [
        (mineral in item["minerals"], mineral in minerals)  # type: ignore[operator]
        for item, _, _, minerals in judged()
        for mineral in minerals | set(item["minerals"])  # type: ignore[call-overload]
    ]
    assert _f1(pairs) >= 0.92
