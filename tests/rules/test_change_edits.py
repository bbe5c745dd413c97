"""Graded edits of documents written for the tests: labels and facts, by the definitions of the guide for readers."""

from collections import Counter
from functools import cache
from types import ModuleType

import pytest

from rules.change import Change, grade
from tests.rules import (
    edits_of_controls,
    edits_of_laws,
    edits_of_licences,
    edits_of_notices,
    edits_of_programmes,
    edits_of_rules,
)
from tests.rules.finding import names

Fact = tuple[str, str, str]
SETS = (
    edits_of_controls,
    edits_of_laws,
    edits_of_licences,
    edits_of_notices,
    edits_of_programmes,
    edits_of_rules,
)


@cache
def graded(edits: ModuleType) -> list[tuple[str, Change, list[Fact], str]]:
    """(wanted label, change, wanted facts, what was edited)"""
    found = []
    for base, label, old, new, facts in edits.EDITS:
        before = edits.BASES[base]
        assert old in before
        change = grade(before, before.replace(old, new, 1), base[:2], names=names())
        found.append((label, change, facts, f"{base}: {old} > {new}"))
    return found


@pytest.mark.parametrize("edits", SETS)
def test_what_matters_is_told_from_what_does_not(edits: ModuleType) -> None:
    found = Counter((label == "material", change.label == "material") for label, change, _, _ in graded(edits))
    wrong = [what for label, change, _, what in graded(edits) if (label == "material") != (change.label == "material")]
    assert 2 * found[True, True] / (2 * found[True, True] + found[True, False] + found[False, True]) >= 0.97, wrong


def test_three_grades() -> None:
    all_found = [one for edits in SETS for one in graded(edits)]
    wrong = [(what, label, change.label) for label, change, _, what in all_found if label != change.label]
    assert 1 - len(wrong) / len(all_found) >= 0.95, wrong


def test_facts_name_what_changed() -> None:
    hits = said = wanted = 0
    for edits in SETS:
        for _, change, facts, _ in graded(edits):
            said, wanted = said + len(change.facts), wanted + len(facts)
            hits += sum(any(_tells(tuple(one), fact) for one in change.facts) for fact in facts)
    assert 2 * hits / (said + wanted) >= 0.75


def _tells(found: Fact, wanted: Fact) -> bool:
    return found[0] == wanted[0] and any(_overlap(found[side], wanted[side]) for side in (1, 2))


def _overlap(one: str, other: str) -> bool:
    a, b = one.replace(" ", ""), other.replace(" ", "")
    return bool(a and b) and (a in b or b in a)
