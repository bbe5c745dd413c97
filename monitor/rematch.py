"""Changed rules read the archive again: what they find is stored and told as one summary, never as alerts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, RowMapping

import db.documents
import db.matches
from db.engine import writing
from monitor.evidence_rules import keep_rules
from monitor.match import candidate, match_row
from rules import RuleSet

_BATCH = 200
_TITLES = 3


@dataclass(slots=True)
class Summary:
    """Grows batch by batch."""

    read: int = 0
    last: int = 0
    failed: int = 0
    gained: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)
    titles: dict[str, list[str]] = field(default_factory=dict)

    def __str__(self) -> str:
        parts = [f"{self.read:,} documents read again"]
        if self.failed:
            parts.append(f"{self.failed:,} could not be matched")
        parts.append(f"{self.gained.total():,} matches would have been found besides: {_counts(self.gained)}")
        parts.append(f"{self.lost.total():,} would no longer be found: {_counts(self.lost)}")
        return "; ".join(part.removesuffix(": ") for part in parts)

    def as_json(self) -> dict[str, Any]:
        return {
            "read": self.read, "failed": self.failed, "gained": dict(self.gained), "lost": dict(self.lost),
            "titles": self.titles,
        }  # fmt: skip


def _counts(counts: Counter[str]) -> str:
    shown = ", ".join(f"{rule} {count:,}" for rule, count in counts.most_common(10))
    return shown + (f" and {len(counts) - 10} more rules" if len(counts) > 10 else "")


def rematch_batch(engine: Engine, rules: RuleSet, now: datetime, summary: Summary) -> bool:
    """One batch of documents that other rules have read; False when none is left. Each batch is one transaction."""
    with writing(engine) as connection:
        rows = db.documents.matched_by_other_rules(connection, rules.version, after=summary.last, most=_BATCH)
        if rows:
            _rematch(connection, rules, rows, now, summary)
    return bool(rows)


def rematch(engine: Engine, rules: RuleSet, now: datetime) -> Summary:
    summary = Summary()
    while rematch_batch(engine, rules, now, summary):
        pass
    return summary


def _rematch(connection: Connection, rules: RuleSet, rows: list[RowMapping], now: datetime, summary: Summary) -> None:
    ids = [row["id"] for row in rows]
    known = db.matches.rules_of_revisions(connection, ids)
    found: list[dict[str, Any]] = []
    for row in rows:
        try:
            hits = rules.hits(candidate(dict(row)))
        except Exception:  # noqa: BLE001 - one text that breaks a rule must not stop the others
            summary.failed += 1
            known -= {pair for pair in known if pair[0] == row["id"]}
            continue
        for hit in hits:
            if (row["id"], hit.rule_id) not in known:
                found.append({**match_row(dict(row), hit, now), "dispatched_at": now})
                _note(summary, hit.rule_id, row["title"])
        known -= {(row["id"], hit.rule_id) for hit in hits}
    summary.lost.update(rule for _, rule in known)
    db.matches.add_matches(connection, found)
    keep_rules(connection, rules, now)
    db.documents.mark_matched(connection, ids, now, rules.version)
    summary.read += len(rows)
    summary.last = ids[-1]


def _note(summary: Summary, rule: str, title: str) -> None:
    summary.gained[rule] += 1
    titles = summary.titles.setdefault(rule, [])
    if len(titles) < _TITLES:
        titles.append(title)
