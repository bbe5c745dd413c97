"""The row of an alert about the matches of one revision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from monitor.message_id import message_id
from monitor.stories_heard import Verdict
from monitor.subscription import SEVERITIES, Subscription, for_rows


def alert_row(
    subscription: Subscription, rows: Sequence[Mapping[Any, Any]], said: Verdict, now: datetime
) -> dict[str, Any]:
    row = rows[0]
    return {
        "subscription": subscription.id,
        "kind": said.kind,
        "created_at": now,
        "document_id": row["document_id"],
        "revision_id": row["revision_id"],
        "severity": gravest(subscription, rows),
        "message_id": message_id(subscription.id, row["source_id"], row["key"], row["number"]),
        "in_reply_to": said.in_reply_to,
    }


def gravest(subscription: Subscription, rows: Sequence[Mapping[Any, Any]]) -> str:
    """For the subscription; empty without a match."""
    return max((one["severity"] for one in for_rows(subscription, rows)), key=SEVERITIES.index, default="")
