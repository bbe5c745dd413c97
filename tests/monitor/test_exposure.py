"""What a match means for somebody: materials, codes, countries and suppliers, as they stand in real notices."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from crawlers.source import Source
from db.engine import reading
from monitor.config import load_config
from monitor.dispatch import dispatch_pending
from monitor.exposure import Exposure, codes_in, completed, for_me, suppliers_in
from monitor.match import match_pending
from monitor.message import alert_message
from monitor.rulebook import read_folders
from monitor.subscription import Subscription, Told, refusal
from monitor.subscription_audit import contradictions
from monitor.yaml_file import BadFile
from rules import RuleSet
from tests.monitor.conftest import item, poll
from tests.monitor.test_stages import after, register
from tests.monitor.test_stages import store as stores


def match(**more: Any) -> Told:
    plain: dict[str, Any] = {
        "severity": "medium", "rule_id": "r", "labels": [], "concepts": [], "minerals": [], "countries": [],
        "publisher": "MOFCOM", "source_id": "cn/mofcom", "title": "Notice", "text": "",
    }  # fmt: skip
    return Told.model_validate(plain | more)


def profile(**more: Any) -> Exposure:
    return Exposure.model_validate(more)


def test_a_material_with_a_country_or_supplier_is_graver() -> None:
    mine = profile(materials=["gallium"], countries=["CN"], suppliers=[["Zijin Mining", "紫金矿业"]])
    only_material = for_me(mine, match(minerals=["gallium"]))
    assert (only_material.severity, only_material.touches) == ("medium", ("material gallium",))
    assert for_me(mine, match(countries=["CN"])).severity == "medium"
    both = for_me(mine, match(minerals=["gallium"], countries=["CN"]))
    assert both.severity == "high"
    assert both.reason == "high instead of medium: touches material gallium, country CN"
    assert for_me(mine, match(minerals=["gallium"], text="紫金礦業停產")).severity == "high"
    assert for_me(mine, match(severity="high", minerals=["gallium"], countries=["CN"])).severity == "high"


def test_what_touches_nothing_is_left_lowered_or_kept_away() -> None:
    plain, lower = profile(materials=["gallium"]), profile(materials=["gallium"], untouched="lower")
    assert [for_me(one, match(minerals=["tin"])).severity for one in (plain, lower)] == ["medium", "low"]
    assert for_me(lower, match(severity="low")).severity == "low"
    only = Subscription(id="a", channels=["c"], exposure=profile(materials=["gallium"], only_exposed=True))
    assert refusal(only, match(minerals=["tin"])) == "touches nothing of the exposure profile"
    assert refusal(only, match(minerals=["gallium"])) == ""


def test_a_country_that_hardly_supplies_raises_nothing() -> None:
    mine = profile(materials=["gallium"], shares={"CN": 80, "AU": 5})
    assert for_me(mine, match(minerals=["gallium"], countries=["AU"])).severity == "medium"
    raised = for_me(mine, match(minerals=["gallium"], countries=["CN"]))
    assert raised.severity == "high"
    assert "country CN (80 % of what is bought)" in raised.reason


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Gallium (HS 8112.92) and germanium, HTS 8112.92.06.00", {"811292", "8112920600"}),
        ("参考海关商品编号：8112929010、8112929091", {"8112929010", "8112929091"}),
        ("HSK 2846.90-1000 희토류 화합물, HS코드 280530", {"284690", "280530"}),
        ("heading 2846 of Chapter 28; ex CN code 2804 69 00", {"2846", "28046900"}),
        ("税则号列 28053015 의 관세", {"28053015"}),
        ("2026.11.30, 20261130, 제2025-10호, 1,234.5678 t, 12.5 %, 8112 tonnes, +82-2-1234-5678", set()),
    ],
)
def test_codes_are_found_by_their_form_or_by_what_stands_before(text: str, codes: set[str]) -> None:
    assert codes_in(text) == codes


@pytest.mark.parametrize(("mine", "hit"), [("811292", True), ("8112", True), ("81129290", True), ("811299", False)])
def test_either_code_may_be_the_longer_one(mine: str, hit: bool) -> None:
    assert bool(for_me(profile(hs=[mine]), match(text="gallium, HS 8112.92")).touches) is hit


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Ｚｉｊｉｎ　Ｍｉｎｉｎｇ expands", ["Zijin Mining Group Co., Ltd."]),
        ("ZIJIN MINING GROUP halts the mine", ["Zijin Mining Group Co., Ltd."]),
        ("紫金礦業宣布", ["Zijin Mining Group Co., Ltd."]),
        ("LG 화학은 양극재를", ["LG화학"]),
        ("Rio\nTinto's smelter", ["Rio Tinto plc"]),
        ("a trio tintoretto", []),
        ("sqm of floor", []),
        ("SQM's brine", ["SQM"]),
    ],
)
def test_suppliers_are_found_however_they_are_spelled(text: str, named: list[str]) -> None:
    suppliers = (
        ("Zijin Mining Group Co., Ltd.", "Zijin Mining", "紫金矿业"),
        ("LG화학",),
        ("Rio Tinto plc",),
        ("SQM",),
    )
    assert suppliers_in(suppliers, "Notice", text) == named


def test_concepts_lend_their_codes_and_groups_their_members() -> None:
    concepts = {name: entry.model for name, entry in read_folders().concepts.items()}
    mine = completed(profile(materials=["heavy-rare-earth"], hs=["2603"]), concepts)
    assert for_me(mine, match(minerals=["dysprosium"])).touches == ("material heavy-rare-earth",)
    assert for_me(mine, match(minerals=["lithium"])).touches == ()
    assert for_me(mine, match(concepts=["copper"])).touches == ("HS 2603 (copper)",)


def test_names_that_no_concept_has_are_refused_where_they_stand(tmp_path: Path) -> None:
    (tmp_path / "policywatch.yml").write_text(
        "channels: {room: {url: 'json://127.0.0.1:9'}}\n"
        "subscriptions:\n"
        "  - id: desk\n"
        "    channels: [room]\n"
        "    exposure: {materials: [gallium, germanum], countries: [XQ]}\n",
        encoding="utf-8",
    )
    with pytest.raises(BadFile) as caught:
        load_config({"POLICYWATCH_HOME": str(tmp_path)})
    first, second = map(str, caught.value.problems)
    assert ":5:37: " in first
    assert "there is no material 'germanum', did you mean 'germanium'?" in first
    assert "there is no country 'XQ'" in second


def test_the_severity_for_somebody_decides_and_is_said(store: Engine, source: Source, ruleset: RuleSet) -> None:
    mine = profile(materials=["gallium"], countries=["XX"], untouched="lower")
    desk = Subscription(id="desk", channels=["mail"], severity="medium", exposure=mine)
    far = Subscription(id="far", channels=["mail"], severity="high", exposure=profile(hs=["9999"], untouched="lower"))
    register(store, source)
    with_country = source.model_copy(update={"country": "XX"})
    stores(store, with_country, poll(item("0", "Nothing")), poll(item("1", "Gallium found"), at=after(10)))
    match_pending(store, ruleset, after(10))
    assert dispatch_pending(store, [desk, far], [], after(11)) == 1
    with reading(store) as connection:
        message = alert_message(connection, 1, {"desk": desk}, after(12))
    assert message.subject.startswith("[medium] Gallium found"), "the rule says low"
    assert "For you: medium instead of low: touches material gallium, country XX" in message.text


def test_contradictions_are_found() -> None:
    wrong = Subscription(
        id="a", channels=["c"], words=["gallium ore"], exclude=["ore"], digest="daily", group_wait="5m",  # type: ignore[arg-type]
        minerals=["tin"], exposure=profile(materials=["gallium"], shares={"CN": 90, "AU": 20}, only_exposed=True),
    )  # fmt: skip
    said = "\n".join(contradictions(wrong))
    for part in ("contains its excluded word 'ore'", "beside digest", "none of its exposure", "add up to 110 percent"):
        assert part in said
    assert contradictions(Subscription(id="a", channels=["c"])) == []
