"""What the CLI and the page show of the store, as plain data."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection

import db.alerts
import db.documents
import db.incidents
import db.latency
import db.matches
import db.sources
from crawlers.source import Source
from monitor import standing_in
from monitor.attention_message import told_because
from monitor.facts_look import facts, reminded_of
from monitor.health import health
from monitor.message import changed_lines, evidence, for_me_lines, reason
from monitor.stories_look import gone_or_back, story
from monitor.subscription import Subscription
from monitor.words import WORDS

Row = dict[str, Any]


class NotThere(LookupError):  # noqa: N818  the message names what is not there
    pass


def status(connection: Connection, sources: Mapping[str, Source], now: datetime) -> Row:
    incidents = db.incidents.open_incidents(connection)
    kinds: dict[str, list[str]] = defaultdict(list)
    for incident in incidents:
        kinds[incident["subject"]].append(incident["kind"])
    states = db.sources.overview(connection)
    enabled = {state["id"] for state in states if state["enabled"]}
    standing = standing_in.shown(enabled, sources, standing_in.kinds_by_subject(incidents))
    rows = [
        _source_row(connection, state, sources.get(state["id"]), kinds[f"source:{state['id']}"])
        | {"stands_in_for": sorted(standing.get(state["id"], ()))}
        for state in states
        if state["enabled"] or state["documents"]
    ]
    return {
        "now": now,
        "coverage": coverage(rows),
        "sources": rows,
        "incidents": incidents,
        "documents": db.documents.count(connection),
        "deliveries": db.alerts.deliveries_by_state(connection),
    }


def _source_row(connection: Connection, state: Row, source: Source | None, kinds: list[str]) -> Row:
    issues = db.sources.last_issues(connection, state["id"]) if state["last_run_at"] else []
    return {
        "id": state["id"],
        "name": source.name if source else "",
        "enabled": state["enabled"],
        "health": health(state, kinds),
        "last_run_at": state["last_run_at"],
        "last_outcome": state["last_outcome"],
        "next_due": state["next_due"],
        "newest_published": state["newest_published"],
        "documents": state["documents"],
        "failures": state["failures"],
        "error": state["last_error"],
        "issues": [f"{issue['code']}: {issue['detail']}" for issue in issues],
    }


def coverage(rows: Sequence[Mapping[str, Any]]) -> str:
    """Silence is proven, never assumed: what was checked, and what was not."""
    watched = [row for row in rows if row["enabled"]]
    well = [row for row in watched if row["health"] == "ok"]
    instead = {id_: row["id"] for row in watched for id_ in row.get("stands_in_for", ())}
    sick = [
        f"{row['id']} {row['health']}" + (f" ({instead[row['id']]} stands in)" if row["id"] in instead else "")
        for row in watched
        if row["health"] not in ("ok", "not run yet")
    ]
    said = f"{len(well)} of {len(watched)} sources checked and healthy"
    return f"{said}; {', '.join(sick[:5])}{f' and {len(sick) - 5} more' if len(sick) > 5 else ''}" if sick else said


def document(connection: Connection, reference: str) -> Row:
    """`reference`: the number of a document, or its source and key as `kr/korea-press:156605571`."""
    row = _document(connection, reference)
    if row is None:
        raise NotThere(f"there is no document {reference!r}; give a number from `policywatch matches` or SOURCE:KEY")
    revisions = db.documents.revisions(connection, row["id"])
    matches = db.matches.of_document(connection, row["id"])
    pairs = pairwise(revisions)
    return row | {
        "revisions": [
            {name: one[name] for name in ("number", "origin", "seen_at", "title", "text", "rules_version")}
            for one in revisions
        ],
        "changes": [
            {"from": old["number"], "to": new["number"], "lines": changed_lines(old, new)} for old, new in pairs
        ],
        "matches": [_match_row(one) for one in matches],
        "articles": [{"id": one["id"], "title": one["title"]} for one in db.documents.articles(connection, row["id"])],
        "alerts": db.alerts.alerts_of_document(connection, row["id"]),
        **facts(connection, row["id"]),
        **story(connection, row["id"]),
    }


def _document(connection: Connection, reference: str) -> Row | None:
    if reference.isdigit():
        return db.documents.document(connection, int(reference))
    source_id, _, key = reference.partition(":")
    return db.documents.document_by_key(connection, source_id, key)


def _match_row(row: Row) -> Row:
    keep = (
        "id", "document_id", "number", "origin", "rule_id", "severity", "labels", "concepts", "minerals", "countries",
        "spans", "source_id", "publisher", "published", "date_precision", "title", "url", "matched_at",
    )  # fmt: skip
    said = [quote.marked("⟦", "⟧") for quote in evidence([row])]
    return {name: row[name] for name in keep} | {"quotes": said}


def matches(connection: Connection, *, most: int, source_id: str = "") -> list[Row]:
    """Newest first."""
    return [_match_row(row) for row in db.matches.newest(connection, most=most, source_id=source_id)]


def why(connection: Connection, alert_id: int, subscriptions: Sequence[Subscription]) -> Row:
    alert = db.alerts.alert(connection, alert_id)
    if alert is None:
        raise NotThere(f"there is no alert {alert_id}")
    subscription = next((one for one in subscriptions if one.id == alert["subscription"]), None)
    rows = db.matches.with_ids(connection, db.alerts.matches_of(connection, alert_id))
    incident = db.incidents.incident(connection, alert["incident_id"]) if alert["incident_id"] else None
    return {
        "alert": alert,
        "because": [*map(reason, rows), *for_me_lines(subscription, rows, WORDS["en"])]
        or reminded_of(connection, alert_id)
        or gone_or_back(connection, alert)
        or told_because(connection, alert)
        or [f"incident {incident['kind']}: {incident['detail']}" if incident else ""],
        "matches": [_match_row(row) for row in rows],
        **(facts(connection, alert["document_id"]) if alert["document_id"] else {"dates": [], "numbers": []}),
        **story(connection, alert["document_id"]),
        "subscription": subscription.model_dump() if subscription else None,
        "deliveries": db.alerts.deliveries_of(connection, alert_id),
        "times": db.latency.of_alert(connection, alert_id),
    }
