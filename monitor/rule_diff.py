"""Which alerts a change of rules gains and loses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Engine

import db.documents
from db.engine import reading
from monitor.match import candidate
from rules import Candidate, RuleSet

_BATCH = 500


@dataclass(frozen=True, slots=True)
class Change:
    kind: Literal["gained", "lost", "severity", "labels"]
    rule: str
    item: str
    title: str
    before: str = ""
    after: str = ""


def changes(old: RuleSet, new: RuleSet, items: Iterable[tuple[str, Candidate]]) -> Iterator[Change]:
    for id_, item in items:
        before = {hit.rule_id: hit for hit in old.hits(item)}
        after = {hit.rule_id: hit for hit in new.hits(item)}
        for rule in sorted(before.keys() | after.keys()):
            if rule not in before:
                yield Change("gained", rule, id_, item.title, after=after[rule].severity)
            elif rule not in after:
                yield Change("lost", rule, id_, item.title, before=before[rule].severity)
            elif before[rule].severity != after[rule].severity:
                yield Change("severity", rule, id_, item.title, before[rule].severity, after[rule].severity)
            elif before[rule].labels != after[rule].labels:
                yield Change("labels", rule, id_, item.title, *(", ".join(h[rule].labels) for h in (before, after)))


def archived(engine: Engine) -> Iterator[tuple[str, Candidate]]:
    """The newest revision of every document, read in batches so that nobody waits for us."""
    after = 0
    while True:
        with reading(engine) as connection:
            rows = db.documents.newest_revisions(connection, after=after, most=_BATCH)
        if not rows:
            return
        for row in rows:
            yield f"{row['document_id']}.{row['number']}", candidate(dict(row))
        after = rows[-1]["id"]
