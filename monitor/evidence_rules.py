"""The rules that read a revision, kept under their version: what a rule once found can be found again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

import db.keeping
import rules
from rules import Concept, Rule, RuleSet


def keep_rules(connection: Connection, ruleset: RuleSet, now: datetime) -> None:
    if not db.keeping.has_rules(connection, ruleset.version):
        db.keeping.add_rules(connection, ruleset.version, written(ruleset), now)


def written(ruleset: RuleSet) -> bytes:
    """Canonical JSON: `{"concepts": […], "rules": […]}`, each as it may stand in a file."""
    plain = {
        "concepts": [_plain(one) for one in ruleset.concepts.values()],
        "rules": [_plain(one) for one in ruleset.rules.values()],
    }
    return json.dumps(plain, ensure_ascii=False, sort_keys=True).encode()


def _plain(model: Concept | Rule) -> dict[str, Any]:
    return model.model_dump(mode="json", exclude_defaults=True)


def matched_rules(ruleset: RuleSet, ids: Iterable[str]) -> dict[str, list[dict[str, Any]]]:
    """These rules and the concepts they name, to be read by people."""
    found = [_plain(ruleset.rules[one]) for one in sorted(ids)]
    named = {word for rule in found for word in _words(rule)}
    concepts = [_plain(ruleset.concepts[one]) for one in sorted(named & ruleset.concepts.keys())]
    return {"concepts": concepts, "rules": found}


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _words(one)
    elif isinstance(value, list):
        for one in value:
            yield from _words(one)


def compiled(text: bytes) -> RuleSet:
    """Raises ValueError or rules.RuleError for what is no rule set of ours."""
    whole = json.loads(text)
    return rules.compile(
        [Concept.model_validate(one) for one in whole["concepts"]], [Rule.model_validate(one) for one in whole["rules"]]
    )
