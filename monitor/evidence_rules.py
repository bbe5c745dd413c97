"""The rules that read a revision, kept under their version: what a rule once found can be found again."""

from __future__ import annotations

import json
from collections.abc import Iterable
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


def matched_rules(ruleset: RuleSet, ids: Iterable[str], concepts: Iterable[str]) -> dict[str, list[dict[str, Any]]]:
    """Some of them, to be read by people."""
    return {
        "concepts": [_plain(ruleset.concepts[one]) for one in sorted(concepts) if one in ruleset.concepts],
        "rules": [_plain(ruleset.rules[one]) for one in sorted(ids)],
    }


def compiled(text: bytes) -> RuleSet:
    """Raises ValueError or rules.RuleError for what is no rule set of ours."""
    whole = json.loads(text)
    return rules.compile(
        [Concept.model_validate(one) for one in whole["concepts"]], [Rule.model_validate(one) for one in whole["rules"]]
    )
