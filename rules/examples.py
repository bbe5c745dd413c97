"""Runs the examples that concepts and rules carry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rules.candidate import Candidate
from rules.lexicon import iter_names
from rules.page import Page
from rules.ruleset import RuleSet
from rules.schema import Concept, Example, Name, Rule
from rules.term import Loc

Failure = tuple[str, Loc, str]


def candidate_of(example: Example) -> Candidate:
    return Candidate(**example.model_dump())


def failures(rules: RuleSet) -> Iterator[Failure]:
    for concept in rules.concepts.values():
        yield from _concept_failures(rules, concept)
    for rule in rules.rules.values():
        if rule.enabled:
            yield from _rule_failures(rules, rule)


def count(rules: RuleSet) -> int:
    both: Iterable[Concept | Rule] = [*rules.concepts.values(), *rules.rules.values()]
    own = sum(len(one.examples.match) + len(one.examples.no_match) for one in both)
    names = (name for concept in rules.concepts.values() for _, _, name in iter_names(concept))
    return own + sum(len(name.example) + len(name.no_match) for name in names)


def _rule_failures(rules: RuleSet, rule: Rule) -> Iterator[Failure]:
    for wanted, examples in ((True, rule.examples.match), (False, rule.examples.no_match)):
        for index, example in enumerate(examples):
            if _fires(rules, rule, candidate_of(example)) != wanted:
                loc = ("examples", "match" if wanted else "no_match", index)
                yield rule.id, loc, f"{_verdict(wanted)}: {_short(example)}"


def _fires(rules: RuleSet, rule: Rule, candidate: Candidate) -> bool:
    """A rule that only serves or corrects others has no hits of its own: there its condition is asked."""
    if rule.hidden or rule.applies:
        return rules.compiled[rule.id].evidence(rules.page(candidate)) is not None
    return any(hit.rule_id == rule.id for hit in rules.hits(candidate))


def _concept_failures(rules: RuleSet, concept: Concept) -> Iterator[Failure]:
    pages: list[tuple[Page, bool, Loc, Example]] = []
    for wanted, examples in ((True, concept.examples.match), (False, concept.examples.no_match)):
        for index, example in enumerate(examples):
            page = rules.page(candidate_of(example))
            loc: Loc = ("examples", "match" if wanted else "no_match", index)
            pages.append((page, wanted, loc, example))
            if _stands(rules, page, rules.lexicon.by_concept[concept.id]) != wanted and not concept.members:
                yield concept.id, loc, f"{_verdict(wanted)}: {_short(example)}"
    shared = [page for page, wanted, _, _ in pages if wanted]
    for loc, language, name in iter_names(concept):
        yield from _name_failures(rules, concept, (loc, language, name), shared)


def _name_failures(
    rules: RuleSet, concept: Concept, named: tuple[Loc, str, Name], shared: Sequence[Page]
) -> Iterator[Failure]:
    loc, language, name = named
    numbers = [n for n in rules.lexicon.by_concept[concept.id] if rules.lexicon.terms[n].name == name.name]
    for wanted, sentences in ((True, name.example), (False, name.no_match)):
        for index, sentence in enumerate(sentences):
            page = rules.page(Candidate(sentence, language=language))
            if _stands(rules, page, numbers) != wanted:
                where = (*loc, "example" if wanted else "no_match", index)
                yield concept.id, where, f"{name.name!r} {_verdict(wanted)}: {sentence[:80]}"
    if not name.example and not any(_stands(rules, page, numbers) for page in shared):
        yield concept.id, loc, f"{name.name!r} stands in no example: give it one, or put it into the concept's examples"


def _stands(rules: RuleSet, page: Page, numbers: Sequence[int]) -> bool:
    return any(page.occurrences(number) for number in numbers)


def _verdict(wanted: bool) -> str:
    return "should be found and is not" if wanted else "should not be found and is"


def _short(example: Example) -> str:
    return f"{example.title} {example.text}".strip()[:80]
