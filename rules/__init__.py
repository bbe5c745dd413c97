"""MATCH: text → hits. Pure: no network, database or clock."""

from rules.build import compile  # noqa: A004 - re.compile's sister
from rules.candidate import Candidate, Hit, RuleError, Span
from rules.ruleset import RuleSet
from rules.schema import Concept, Rule

__all__ = ["Candidate", "Concept", "Hit", "Rule", "RuleError", "RuleSet", "Span", "compile"]
