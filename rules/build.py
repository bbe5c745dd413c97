"""Conditions as written become conditions that run. All that is wrong is told at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import re2

from rules.candidate import RuleError
from rules.combined import AtLeast, Inside, Logic, Near, Score, Weighed
from rules.conditions import Facet, Node, Other, Regex, Words
from rules.lexicon import Lexicon, did_you_mean
from rules.ruleset import CompiledRule, RuleSet, Shifted
from rules.schema import Concept, Condition, Rule, Shift, Weight
from rules.schema import Near as NearCharacters
from rules.term import Loc

_REGEX_MEMORY = 8 << 20


def compile(concepts: Sequence[Concept], rules: Sequence[Rule]) -> RuleSet:  # noqa: A001 - re.compile's sister
    """Raises RuleError with every unknown concept, kind, rule and bad expression."""
    lexicon = Lexicon(concepts)
    build = _Build(lexicon, rules)
    compiled = [build.rule(rule) for rule in rules if rule.enabled]
    return RuleSet(concepts, rules, lexicon, compiled)


class _Build:
    def __init__(self, lexicon: Lexicon, rules: Sequence[Rule]) -> None:
        self._lexicon = lexicon
        self._written = {rule.id: rule for rule in rules if rule.enabled}
        self._kinds = {concept.kind for concept in lexicon.concepts.values()}
        self._compiled: dict[str, CompiledRule] = {}
        self._open: list[str] = []
        self._owner = ""

    def rule(self, rule: Rule) -> CompiledRule:
        if rule.id not in self._compiled:
            outer, self._owner = self._owner, rule.id
            self._open.append(rule.id)
            self._compiled[rule.id] = self._rule(rule)
            self._open.pop()
            self._owner = outer
        return self._compiled[rule.id]

    def _rule(self, rule: Rule) -> CompiledRule:
        return CompiledRule(
            rule=rule,
            when=self.node(rule.when, ("when",)),
            unless=tuple(self.node(one, ("unless", index)) for index, one in enumerate(rule.unless)),
            facets=self._facets(rule),
            raises=self._shifts(rule.raise_, "raise"),
            lowers=self._shifts(rule.lower, "lower"),
        )

    def _facets(self, rule: Rule) -> tuple[Facet, ...]:
        if rule.facets is None:
            return ()
        pairs = ((name, getattr(rule.facets, name)) for name in ("source", "country", "language"))
        return tuple(Facet(name, values) for name, values in pairs if values)

    def _shifts(self, shifts: Sequence[Shift], name: str) -> tuple[Shifted, ...]:
        return tuple(
            Shifted(shift.to, self.node(shift.when, (name, index, "when"))) for index, shift in enumerate(shifts)
        )

    def node(self, condition: Condition, loc: Loc) -> Node:
        node = self._question(condition, loc)
        if condition.near is not None:
            near = condition.near
            node = Near(near.characters if isinstance(near, NearCharacters) else near, node)
        return Inside(condition.in_, node) if condition.in_ else node

    def _question(self, condition: Condition, loc: Loc) -> Node:
        if condition.all or condition.any or condition.none:
            return self._logic(condition, loc)
        if condition.at_least is not None:
            return AtLeast(condition.at_least, self._nodes(condition.of, (*loc, "of")))
        if condition.score is not None:
            return Score(condition.score, tuple(self._weighed(c, (*loc, "of", i)) for i, c in enumerate(condition.of)))
        if condition.regex is not None:
            return self._regex(condition.regex, loc)
        if condition.rule:
            return Other(tuple(self._other(id_, (*loc, "rule")) for id_ in condition.rule if self._known(id_, loc)))
        for name in ("source", "country", "language"):
            if values := getattr(condition, name):
                return Facet(name, values)
        return Words(self._lexicon.leaf(self._numbers(condition, loc), _shown(condition)))

    def _numbers(self, condition: Condition, loc: Loc) -> list[tuple[int, str]]:
        """The terms that a phrase, concept or kind asks for."""
        lexicon = self._lexicon
        if condition.phrase:
            terms = lexicon.phrase_terms(
                self._owner, condition.phrase, (*loc, "phrase"), condition.case, condition.boundary
            )
            return [(number, "") for number in terms]
        ids = condition.concept
        if condition.kind:
            ids = tuple(concept.id for concept in lexicon.concepts.values() if concept.kind in condition.kind)
            self._problem_unless(ids, loc, f"no concept is of kind {' or '.join(condition.kind)}", self._kinds)
        concepts = lexicon.leaves_of(self._owner, ids, (*loc, "concept"))
        return [(number, id_) for id_ in concepts for number in lexicon.by_concept[id_]]

    def _problem_unless(self, fine: object, loc: Loc, message: str, known: set[str]) -> None:
        if not fine:
            self._lexicon.problems.append((self._owner, loc, f"{message}; there are {', '.join(sorted(known))}"))

    def _logic(self, condition: Condition, loc: Loc) -> Node:
        every = self._nodes(condition.all, (*loc, "all"))
        some = self._merged(condition.any, (*loc, "any"))
        none = self._merged(condition.none, (*loc, "none"))
        if not none and len(every) + len(some) == 1:
            return (*every, *some)[0]
        return Logic(every, some, none)

    def _nodes(self, conditions: Sequence[Condition], loc: Loc) -> tuple[Node, ...]:
        return tuple(self.node(condition, (*loc, index)) for index, condition in enumerate(conditions))

    def _merged(self, conditions: Sequence[Condition], loc: Loc) -> tuple[Node, ...]:
        """Words side by side are looked up together."""
        plain = [(index, one) for index, one in enumerate(conditions) if _is_words(one)]
        if len(plain) < 2:
            return self._nodes(conditions, loc)
        numbers = [pair for index, one in plain for pair in self._numbers(one, (*loc, index))]
        shown = " | ".join(_shown(one) for _, one in plain)
        words = Words(self._lexicon.leaf(numbers, shown))
        rest = (self.node(one, (*loc, index)) for index, one in enumerate(conditions) if not _is_words(one))
        return (words, *rest)

    def _weighed(self, condition: Condition, loc: Loc) -> Weighed:
        weight = condition.weight or Weight(text=1)
        points = tuple(
            (place, value) for place in ("title", "lead", "intro", "text") if (value := getattr(weight, place))
        )
        return Weighed(self.node(condition, loc), points, condition.times)

    def _regex(self, written: str, loc: Loc) -> Regex:
        options = re2.Options()
        options.max_mem = _REGEX_MEMORY
        options.log_errors = False
        try:
            return Regex(written, re2.compile(written, options=options))
        except re2.error as error:
            reason = error.args[0].decode() if isinstance(error.args[0], bytes) else error.args[0]
            self._lexicon.problems.append((self._owner, (*loc, "regex"), f"{written!r} is no RE2 expression: {reason}"))
            return Regex(written, None)

    def _known(self, id_: str, loc: Loc) -> bool:
        if id_ in self._open:
            circle = " → ".join([*self._open[self._open.index(id_) :], id_])
            self._lexicon.problems.append((self._owner, (*loc, "rule"), f"rules ask each other in a circle: {circle}"))
        elif id_ not in self._written:
            message = f"unknown rule {id_!r}{did_you_mean(id_, self._written)}"
            self._lexicon.problems.append((self._owner, (*loc, "rule"), message))
        return id_ in self._written and id_ not in self._open

    def _other(self, id_: str, loc: Loc) -> CompiledRule:
        return self.rule(self._written[id_])


def _is_words(condition: Condition) -> bool:
    return bool(condition.phrase or condition.concept or condition.kind) and not condition.in_


def _shown(condition: Condition) -> str:
    if condition.phrase:
        return " | ".join(f"“{phrase}”" for phrase in condition.phrase)
    return " | ".join(condition.concept or (f"any {kind}" for kind in condition.kind))


__all__: list[Any] = ["RuleError", "compile"]
