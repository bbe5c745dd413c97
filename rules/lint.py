"""What is allowed and still wrong: rules that never fire, fire on everything, are shadowed or slow; idle decoys."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from rules.candidate import Candidate
from rules.combined import AtLeast, Inside, Logic, Near, Score
from rules.conditions import Node, Regex, Words
from rules.fold import fold_name
from rules.lexicon import Lexicon, iter_names
from rules.ruleset import RANK, CompiledRule, RuleSet
from rules.schema import Concept
from rules.term import Loc

Level = Literal["error", "warning"]

#: Says nothing about policy in any of our languages: a rule that fires on these fires on everything.
_NEUTRAL = (
    Candidate(""),
    Candidate("오늘의 날씨", "맑고 바람이 붑니다."),
    Candidate("Opening hours", "The museum is open on Sunday."),
    Candidate("お知らせ", "本日は晴れです。"),
    Candidate("天气", "今天很好。"),
)
_MOST_CONDITIONS = 500


@dataclass(frozen=True, slots=True)
class Finding:
    level: Level
    id: str
    loc: Loc
    message: str


def lint(rules: RuleSet) -> list[Finding]:
    found = [finding for concept in rules.concepts.values() for finding in _concept(rules.lexicon, concept)]
    for rule in rules.compiled.values():
        found += _rule(rules, rule)
    return found + list(_shadowed([rule for rule in rules.compiled.values() if _reports(rule)]))


def _reports(rule: CompiledRule) -> bool:
    return not (rule.rule.hidden or rule.rule.applies)


# --- concepts ---


def _concept(lexicon: Lexicon, concept: Concept) -> Iterator[Finding]:
    names = [(loc, fold_name(name.name), name) for loc, _, name in iter_names(concept)]
    for loc, folded, name in names:
        for index, decoy in enumerate(name.decoys):
            if not _holds(decoy, folded):
                message = (
                    f"{decoy!r} does not contain {name.name!r}: a decoy is a longer expression with the name in it"
                )
                yield Finding("warning", concept.id, (*loc, "decoys", index), message)
    for index, decoy in enumerate(concept.decoys):
        if not any(_holds(decoy, folded) for _, folded, _ in names):
            yield Finding("warning", concept.id, ("decoys", index), f"{decoy!r} contains no name of this concept")


def _holds(decoy: str, folded: str) -> bool:
    plain, inner = (_plain(text) for text in (fold_name(decoy), folded))
    return inner in plain and inner != plain


def _plain(folded: str) -> str:
    return "".join(letter for letter in folded if letter.isalnum())


# --- rules ---


def _rule(rules: RuleSet, rule: CompiledRule) -> Iterator[Finding]:
    if not rule.rule.examples.match:
        yield Finding("error", rule.id, ("examples",), "give at least one text that it must match")
    impossible = _impossible(rule.when)
    if impossible:
        yield Finding("error", rule.id, ("when",), f"can never fire: {impossible}")
    elif _reports(rule) and all(rule.evidence(rules.page(neutral)) is not None for neutral in _NEUTRAL):
        yield Finding("error", rule.id, ("when",), "fires on every text; give it something that must be there")
    elif not rule.when.clauses():
        slow = any(isinstance(node, Regex) for node in _nodes(rule.when))
        why = "the regex is tried on every text" if slow else "no word is required, so it is tried on every text"
        yield Finding("warning", rule.id, ("when",), f"slow: {why}; add words with `all` that must be there")
    size = sum(1 for _ in _nodes(rule.when))
    if size > _MOST_CONDITIONS:
        yield Finding("warning", rule.id, ("when",), f"slow: {size} conditions; list words as a concept")


def _nodes(node: Node) -> Iterator[Node]:
    yield node
    for inner in node.inner():
        yield from _nodes(inner)


def _impossible(node: Node) -> str:
    """Why the condition can never hold; nothing when it can."""
    if isinstance(node, Words):
        return "" if node.leaf.patterns else f"{node.leaf.shown} has no names"
    if isinstance(node, AtLeast) and node.count > len(node.of):
        return f"at_least {node.count} of {len(node.of)} conditions"
    if isinstance(node, Score) and node.least > (best := sum(_best(one.points, one.times) for one in node.of)):
        return f"score {node.least:g} where all weights together give {best:g}"
    if isinstance(node, Logic):
        return _contradiction(node)
    if isinstance(node, (Near, Inside)):
        return _impossible(node.condition)
    return ""


def _best(points: Sequence[tuple[str, float]], times: int) -> float:
    return max([0.0, *(value for _, value in points)]) * times


def _contradiction(node: Logic) -> str:
    for one in node.all:
        if inner := _impossible(one):
            return inner
        if any(_implies(one, other) for other in node.none):
            return "what `all` asks for, `none` forbids"
    reasons = [_impossible(one) for one in node.any]
    return reasons[0] if reasons and all(reasons) else ""


@dataclass(frozen=True, slots=True)
class _Reach:
    """What decides whether a rule covers another, read from its models once: rules are compared by pairs."""

    id: str
    labels: frozenset[str]
    rank: int
    asks: list[Node]
    certain: bool
    raised: bool


def _reach(rule: CompiledRule) -> _Reach:
    certain = not (rule.unless or rule.facets or rule.lowers)
    rank = RANK[rule.rule.severity]
    return _Reach(rule.id, frozenset(rule.labels), rank, _conjuncts(rule.when), certain, bool(rule.raises))


def _shadowed(rules: Sequence[CompiledRule]) -> Iterator[Finding]:
    """A rule is shadowed when another fires wherever it does, with its labels and no lower severity."""
    reaches = [_reach(rule) for rule in rules]
    covering = [reach for reach in reaches if reach.certain]
    for one in reaches:
        for other in covering:
            if other is not one and _covers(other, one) and not (other.id > one.id and _covers(one, other)):
                message = (
                    f"shadowed: {other.id} fires wherever this one does, with the same labels and no lower severity"
                )
                yield Finding("warning", one.id, ("when",), message)
                break


def _covers(other: _Reach, one: _Reach) -> bool:
    if not other.certain or one.raised or other.rank < one.rank or not one.labels <= other.labels:
        return False
    return all(any(_implies(mine, theirs) for mine in one.asks) for theirs in other.asks)


def _conjuncts(node: Node) -> list[Node]:
    if isinstance(node, Logic) and not node.any and not node.none:
        return [part for one in node.all for part in _conjuncts(one)]
    return [node]


def _implies(one: Node, other: Node) -> bool:
    """Wherever `one` holds, `other` does; false when we cannot tell."""
    if one == other:
        return True
    if isinstance(one, Words) and isinstance(other, Words):
        return _numbers(one) <= _numbers(other) and bool(one.leaf.patterns)
    return isinstance(one, (Near, Inside)) and not isinstance(other, (Near, Inside)) and _implies_any(one, other)


def _implies_any(one: Near | Inside, other: Node) -> bool:
    if isinstance(one, Inside) and not set(one.places) <= {"title", "lead", "intro", "body", "text", "attachments"}:
        return False
    return any(_implies(part, other) for part in _conjuncts(one.condition))


def _numbers(words: Words) -> set[int]:
    return {number for pairs in words.leaf.terms.values() for number, _ in pairs}
