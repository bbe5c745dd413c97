"""Which rules can hold at all, from the names that a text holds: a few operations on big integers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Protocol

from rules.conditions import Clause, Node
from rules.lexicon import Lexicon

#: Conditions that must hold are checked together by so many bitsets; more select hardly better.
_SLOTS = 3


class _HasCondition(Protocol):
    @property
    def when(self) -> Node: ...


def selection(rules: Sequence[_HasCondition]) -> tuple[tuple[int, int, int], dict[int, tuple[int, int, int]]]:
    """Bits of rules that need nothing in a slot, and by pattern the bits of the rules that it satisfies there."""
    always = [0] * _SLOTS
    by_clause: list[dict[Clause, int]] = [defaultdict(int) for _ in range(_SLOTS)]
    for at, rule in enumerate(rules):
        clauses = sorted(set(rule.when.clauses()), key=len)[:_SLOTS]
        for slot in range(_SLOTS):
            if slot < len(clauses):
                by_clause[slot][clauses[slot]] |= 1 << at
            else:
                always[slot] |= 1 << at
    masks: dict[int, list[int]] = {}
    for slot, clauses_of_slot in enumerate(by_clause):
        for clause, bits in clauses_of_slot.items():
            for pattern in clause:
                masks.setdefault(pattern, [0] * _SLOTS)[slot] |= bits
    return (always[0], always[1], always[2]), {pattern: (a, b, c) for pattern, (a, b, c) in masks.items()}


def leaves_with(lexicon: Lexicon) -> list[tuple[int, ...]]:
    """By pattern: the leaves that one of its terms belongs to."""
    found: list[list[int]] = [[] for _ in lexicon.patterns]
    for leaf in lexicon.leaves:
        for pattern in leaf.patterns:
            found[pattern].append(leaf.number)
    return [tuple(leaves) for leaves in found]


def bits(chosen: int) -> Iterator[int]:
    digits = f"{chosen:b}"[::-1]
    at = digits.find("1")
    while at >= 0:
        yield at
        at = digits.find("1", at + 1)
