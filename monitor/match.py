"""MATCH: revisions that no rule has read yet → matches."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, RowMapping

import db.documents
import db.incidents
import db.matches
from db.engine import writing
from monitor.evidence_rules import keep_rules
from rules import Candidate, Hit, RuleSet

_log = logging.getLogger(__name__)
_BATCH = 200


def match_pending(engine: Engine, rules: RuleSet, now: datetime) -> int:
    """Matches everything that waits; returns the number of revisions read. Each batch is one transaction."""
    read = after = 0
    while True:
        with writing(engine) as connection:
            rows = db.documents.unmatched(connection, after=after, most=_BATCH)
            if not rows:
                return read
            _match(connection, rules, rows, now)
        read, after = read + len(rows), rows[-1]["id"]


def _match(connection: Connection, rules: RuleSet, rows: Sequence[RowMapping], now: datetime) -> None:
    done: list[int] = []
    found: list[dict[str, Any]] = []
    for row in rows:
        try:
            hits = rules.hits(candidate(row))
        except Exception as error:  # noqa: BLE001
            # one text that breaks a rule must not stop all others: it stays unmatched, and the operator hears of it
            _log.error("rules failed revision=%s error=%r", row["id"], error)
            detail = f"revision {row['id']} ({row['title'][:60]!r}) could not be matched: {error}"
            db.incidents.open_incident(connection, "rules", "match-failed", detail, now)
            continue
        done.append(row["id"])
        found += [match_row(row, hit, now) for hit in hits]
    db.matches.add_matches(connection, found)
    keep_rules(connection, rules, now)
    db.documents.mark_matched(connection, done, now, rules.version)


def candidate(row: RowMapping | Mapping[str, Any]) -> Candidate:
    return Candidate(
        title=row["title"],
        text=row["text"],
        publisher=row["publisher"],
        section=row["section"],
        attachments=tuple(one["text"] for one in row["attachments"] if one.get("text")),
        source=row["source_id"],
        country=row["country"],
        language=row["language"],
    )


def match_row(row: RowMapping | Mapping[str, Any], hit: Hit, now: datetime) -> dict[str, Any]:
    return {
        "revision_id": row["id"],
        "document_id": row["document_id"],
        "origin": row["origin"],
        "rule_id": hit.rule_id,
        "severity": hit.severity,
        "labels": list(hit.labels),
        "concepts": list(hit.concepts),
        "minerals": list(hit.minerals),
        "countries": list(hit.countries),
        "spans": [[span.field, span.start, span.end, span.concept] for span in hit.spans],
        "matched_at": now,
        # what is no news needs no dispatch: it is told to nobody, whatever the subscriptions say
        "dispatched_at": None if row["origin"] == "news" else now,
    }
