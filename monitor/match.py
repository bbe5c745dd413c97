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
from db.engine import reading, writing
from db.names import CANARY
from monitor.evidence_rules import keep_rules
from rules import Candidate, Hit, RuleSet

_log = logging.getLogger(__name__)
_BATCH = 200

#: What the rules found in a revision, or the error that a text made of them.
Found = list[Hit] | Exception


def match_pending(engine: Engine, rules: RuleSet, now: datetime) -> int:
    """Matches everything that waits; returns the number of revisions read. Each batch is one transaction."""
    read = after = 0
    while rows := waiting(engine, after=after, most=_BATCH):
        keep_found(engine, rules, rows, found_in(rules, [candidate(row) for row in rows]), now)
        read, after = read + len(rows), rows[-1]["id"]
    return read


def waiting(engine: Engine, *, after: int, most: int) -> list[RowMapping]:
    with reading(engine) as connection:
        return db.documents.unmatched(connection, after=after, most=most)


def found_in(rules: RuleSet, candidates: Sequence[Candidate]) -> list[Found]:
    """Read outside of the transaction: the rules may take long, and there is one writer."""
    return [_found_in(rules, one) for one in candidates]


def _found_in(rules: RuleSet, one: Candidate) -> Found:
    try:
        return rules.hits(one)
    except Exception as error:  # noqa: BLE001  one text that breaks a rule must not stop all others
        return error


def keep_found(
    engine: Engine, rules: RuleSet, rows: Sequence[RowMapping], found: Sequence[Found], now: datetime
) -> None:
    """One transaction. What was matched or dropped while the rules read is left alone."""
    with writing(engine) as connection:
        open_ids = db.documents.still_unmatched(connection, [row["id"] for row in rows])
        pairs = [(row, hits) for row, hits in zip(rows, found, strict=True) if row["id"] in open_ids]
        for row, hits in pairs:
            if isinstance(hits, Exception):
                _tell_failure(connection, row, hits, now)
        read = [(row, hits) for row, hits in pairs if not isinstance(hits, Exception)]
        db.matches.add_matches(connection, [match_row(row, hit, now) for row, hits in read for hit in hits])
        keep_rules(connection, rules, now)
        db.documents.mark_matched(connection, [row["id"] for row, _ in read], now, rules.version)


def _tell_failure(connection: Connection, row: RowMapping, error: Exception, now: datetime) -> None:
    """It stays unmatched, and the operator hears of it."""
    _log.error("rules failed revision=%s error=%r", row["id"], error)
    detail = f"revision {row['id']} ({row['title'][:60]!r}) could not be matched: {error}"
    db.incidents.open_incident(connection, "rules", "match-failed", detail, now)


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
        "dispatched_at": None if row["origin"] == "news" or row["source_id"] == CANARY else now,
    }
