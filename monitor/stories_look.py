"""What the CLI and the page show of stories and of what was not told, as plain data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

import db.alerts
import db.documents
import db.matches
import db.silences
import db.stories
import db.withdrawals
from monitor.remarkable import change_between
from monitor.silence import silenced
from monitor.stories_names import Finder
from monitor.subscription import Subscription, as_of, refusal, told
from monitor.words import WORDS

Row = dict[str, Any]


def story(connection: Connection, document_id: int | None) -> Row:
    """Who else tells it and why we think so, what is related, and whether it was withdrawn."""
    if document_id is None:
        return {"story": [], "related": [], "withdrawals": []}
    member = db.stories.members(connection, [document_id]).get(document_id)
    tellers = db.stories.tellers(connection, member["story_id"]) if member else []
    return {
        "story": tellers if len(tellers) > 1 else [],
        "related": db.stories.related(connection, document_id),
        "withdrawals": db.withdrawals.of_document(connection, document_id),
    }


def gone_or_back(connection: Connection, alert: Mapping[str, Any]) -> list[str]:
    """Why an alert says that a document was withdrawn or returned; empty for any other."""
    if alert["kind"] not in ("withdrawn", "returned"):
        return []
    rows = db.withdrawals.of_document(connection, alert["document_id"])
    mine = [row for number, row in enumerate(rows, 1) if str(alert["period"]).endswith(f" {number}")]
    return [f"{alert['kind']}: {WORDS['en'].gone.get(str(row['reason']), '')}" for row in mine]


def story_lines(answer: Mapping[str, Any], document_id: int) -> list[str]:
    """For people: one line a teller, with the reason."""
    lines = []
    for one in answer["story"]:
        if one["document_id"] != document_id:
            lines.append(f"same story: document {one['document_id']}, {one['publisher']}: {one['title']}")
        if one["same_as"] is not None:
            who = "it" if one["document_id"] == document_id else f"document {one['document_id']}"
            lines.append(f"  {who} is the same as document {one['same_as']} ({one['score']:.2f}): {one['reason']}")
    lines += [
        f"related: document {one['document_id']}, {one['publisher']}: {one['title']} ({one['reason']})"
        for one in answer["related"]
    ]
    for one in answer["withdrawals"]:
        lines.append(f"withdrawn {one['withdrawn_at']:%Y-%m-%d %H:%M} UTC: {WORDS['en'].gone.get(one['reason'], '')}")
        if one["returned_at"]:
            lines.append(f"published again {one['returned_at']:%Y-%m-%d %H:%M} UTC")
    return lines


def why_not(
    connection: Connection, document_id: int, subscriptions: Sequence[Subscription], now: datetime
) -> list[Row]:
    """For each match of a document and each subscription: in which alert it was told, or why it was not."""
    fates = db.stories.fates(connection, document_id)
    since, silences = db.alerts.since(connection), db.silences.listed(connection, now)
    current = as_of(subscriptions, now)
    rows = []
    for row in db.matches.of_document(connection, document_id):
        for one in current:
            fate = fates.get((one.id, row["id"]), "")
            is_told, silence = fate.startswith(("told", "waits")), silenced(silences, one.id, told(row), now)
            reason = fate or _reason(row, one, since.get(one.id), silence)
            rows.append(
                {
                    "rule_id": row["rule_id"],
                    "subscription": one.id,
                    "revision": row["number"],
                    "told": "; but now ".join(part for part in (fate, silence) if part) if is_told else "",
                    "refusal": "" if is_told else reason,
                }
            )
    return rows


def _reason(row: Mapping[str, Any], subscription: Subscription, since: datetime | None, silence: str) -> str:
    if reason := refusal(subscription, told(row)):
        return reason
    if row["origin"] != "news":
        return f"a {row['origin']} is never news"
    if row["dispatched_at"] is None:
        return "it waits to be told"
    if since is not None and row["seen_at"] < since:
        return f"it was seen before the subscription began, {since:%Y-%m-%d %H:%M} UTC"
    return silence or "the subscription, its rules or a silence was another when it was seen"


def revisions(connection: Connection, document_id: int, pairs: Sequence[tuple[int, int]], names: Finder) -> list[Row]:
    """The graded change of each pair of revisions. `label` is empty when the change is too long to be graded."""
    from rules.change import rendered

    row = db.documents.document(connection, document_id)
    texts = {one["number"]: one for one in db.documents.revisions(connection, document_id)}
    found = []
    for first, last in pairs:
        old, new = texts[first], texts[last]
        change = change_between(old, new, row["language"] if row else "", names)
        found.append(
            {
                "from": first,
                "to": last,
                "origin": new["origin"],
                "seen_at": new["seen_at"],
                "label": change.label if change else "",
                "facts": [one._asdict() for one in change.facts] if change else [],
                "diff": rendered(change.pieces) if change else "",
            }
        )
    return found
