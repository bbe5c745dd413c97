"""Which of our concepts a text names: what two reports in two languages are compared by."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import rules
from rules import Candidate, Rule, RuleSet

#: A text → (concept, start, end) of the substances it names.
Finder = Callable[[str], list[tuple[str, int, int]]]


@lru_cache(1)
def names_of(ruleset: RuleSet) -> Finder:
    """Compiling takes half a second, so that it is done once for each set of rules."""
    named = [
        Rule.model_validate({"id": one.id, "title": {"en": one.id}, "when": {"concept": one.id}})
        for one in ruleset.concepts.values()
        if one.mineral
    ]
    found = rules.compile(list(ruleset.concepts.values()), named)

    @lru_cache(1024)
    def names(text: str) -> list[tuple[str, int, int]]:
        hits = found.hits(Candidate(title=text))
        return [(hit.rule_id, span.start, span.end) for hit in hits for span in hit.spans]

    return names
