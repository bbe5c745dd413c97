"""Which of our concepts a text names: what two reports in two languages are compared by."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache

import rules
from rules import Candidate, Concept, Rule, RuleSet

#: A text → (concept, start, end) of the substances it names.
Finder = Callable[[str], list[tuple[str, int, int]]]


@lru_cache(1)
def names_of(ruleset: RuleSet) -> Finder:
    """Compiling takes half a second, so that it is done once for each set of rules."""
    return names_among(ruleset.concepts.values())


def names_among(concepts: Iterable[Concept]) -> Finder:
    """Finds the minerals and materials."""
    known = list(concepts)
    named = [
        Rule.model_validate({"id": one.id, "title": {"en": one.id}, "when": {"concept": one.id}})
        for one in known
        if one.mineral
    ]
    found = rules.compile(known, named)

    @lru_cache(1024)
    def names(text: str) -> list[tuple[str, int, int]]:
        hits = found.hits(Candidate(title=text))
        return [(hit.rule_id, span.start, span.end) for hit in hits for span in hit.spans]

    return names
