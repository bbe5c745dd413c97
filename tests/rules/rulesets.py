"""Small rule sets, written as their YAML would be."""

from __future__ import annotations

from typing import Any

import rules
from rules import Candidate, Concept, Hit, Rule, RuleSet

CONCEPTS: list[dict[str, Any]] = [
    {
        "id": "gallium", "kind": "mineral", "mineral": "gallium",
        "symbols": ["GaN"], "cas": "7440-55-3", "hs": "8112.92",
        "names": {"ko": "갈륨", "en": "gallium", "zh": "镓", "ja": "ガリウム", "de": "Gallium"},
    },
    {
        "id": "germanium", "kind": "mineral", "mineral": "germanium",
        "names": {"ko": ["게르마늄", "저마늄"], "en": "germanium", "zh": "锗", "ja": "ゲルマニウム"},
    },
    {"id": "rare-earths", "kind": "mineral", "mineral": "rare_earths", "names": {
        "ko": "희토류", "en": ["rare earth"], "zh": "稀土", "ja": "レアアース",
        "de": "Seltene Erden", "fr": "terres rares"}},
    {
        "id": "tin", "kind": "mineral", "mineral": "tin",
        "names": {
            "ko": {"name": "주석", "needs": ["제련", "광산", "수출"],
                   "decoys": ["국가주석", "시진핑 주석", "주석 달기"]},
            "en": {"name": "tin",
                   "needs": {"words": ["ore", "smelter"], "concepts": ["gallium"], "within": {"characters": 40}}},
        },
    },
    {"id": "lead", "kind": "mineral", "mineral": "lead", "names": {"ko": "납", "ja": "鉛", "de": "Blei"}},
    {"id": "zinc", "kind": "mineral", "mineral": "zinc", "names": {"ko": {"name": "아연", "decoys": ["아연실색"]}}},
    {"id": "graphite", "kind": "mineral", "mineral": "graphite", "names": {"ja": "黒鉛", "ko": "흑연"}},
    {"id": "lithium", "kind": "mineral", "mineral": "lithium", "names": {"ko": "리튬", "en": "lithium"}},
    {"id": "lithium-ion", "kind": "product", "covers": "lithium", "names": {"en": "lithium-ion", "ko": "리튬이온"}},
    {
        "id": "critical-mineral", "kind": "topic", "names": {"ko": "핵심광물", "en": "critical mineral"},
        "members": ["gallium", "germanium", "rare-earths", "tin", "lithium"],
    },
    {
        "id": "export-control", "kind": "measure",
        "names": {"ko": "수출통제", "en": ["export control", "defense license"], "zh": "出口管制", "ja": "輸出管理",
                  "de": "Exportkontrolle", "fr": "contrôle des exportations"},
    },
    {"id": "china", "kind": "country", "country": "CN", "names": {"ko": "중국", "en": "China", "zh": "中国"}},
    {"id": "supply", "kind": "topic", "names": {"ko": "공급망 안정화", "ja": "買い占め"}},
]  # fmt: skip


def compiled(*written: dict[str, Any], concepts: list[dict[str, Any]] | None = None) -> RuleSet:
    named = [Concept.model_validate(one) for one in (CONCEPTS if concepts is None else concepts)]
    return rules.compile(named, [Rule.model_validate({"title": {"en": "x"}, **one}) for one in written])


def hits(when: Any, title: str, text: str = "", **item: Any) -> list[Hit]:
    """What one rule with this condition finds."""
    return compiled({"id": "r", "when": when}).hits(Candidate(title, text, **item))


def found(concept: str, title: str, text: str = "", **item: Any) -> list[str]:
    """The quoted words that were taken for the concept."""
    fields = {"title": title, "body": text, "publisher": item.get("publisher", "")}
    condition = {"concept": concept, "in": "all"}
    return [
        fields[span.field][span.start : span.end] for hit in hits(condition, title, text, **item) for span in hit.spans
    ]
