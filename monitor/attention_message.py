"""An alert told again: because it was put aside until now, or because nobody acknowledged it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection

import db.alerts
import db.attention
import db.matches
from monitor.channel import Message
from monitor.message_frame import Frame
from monitor.subscription import Subscription, for_rows
from monitor.words import WORDS

if TYPE_CHECKING:
    from rules import Concept

#: How far back, and how many, a digest lists what is still open.
_DAYS, _MOST = timedelta(days=14), 10


def again_message(
    connection: Connection,
    alert: Mapping[str, Any],
    subscriptions: Mapping[str, Subscription],
    now: datetime,
    concepts: Mapping[str, Concept] | None,
    frame: Frame,
) -> Message:
    from monitor.message import alert_message, headers_of, one_line

    subscription = subscriptions.get(alert["subscription"])
    words = WORDS[subscription.language if subscription else "en"]
    ids = db.attention.told_again(connection, alert["id"])
    if not ids:
        raise LookupError(f"alert {alert['id']} tells nothing again")
    by = db.attention.snoozer(connection, alert["id"])
    said = f"{words.back} ({by})" if alert["kind"] == "back" else words.escalated
    if len(ids) > 1:
        return _several(connection, alert, subscription, ids, said, frame)
    first = alert_message(connection, ids[0], subscriptions, now, concepts, frame)
    return replace(
        first,
        subject=one_line(f"{said}: {first.subject}"),
        text=f"{said}: alert {ids[0]}\n\n{first.text}",
        html=_headed(first.html, f"{said}: alert {ids[0]}"),
        headers=headers_of(alert),
    )


def told_because(connection: Connection, alert: Mapping[str, Any]) -> list[str]:
    """Why an alert tells others again; empty for any other."""
    if alert["kind"] not in ("back", "escalation"):
        return []
    ids = ", ".join(map(str, db.attention.told_again(connection, alert["id"])))
    by = db.attention.snoozer(connection, alert["id"])
    return [f"alert {ids} was put aside by {by} until now" if by else f"nobody acknowledged alert {ids} in time"]


def _headed(html: str, said: str) -> str:
    from markupsafe import escape

    line = f'<p style="margin:0 0 6px"><b>{escape(said)}</b></p>'
    found = re.search(r'<div class="card"[^>]*>', html) or re.search(r"<body[^>]*>", html)
    at = found.end() if found else 0
    return html[:at] + line + html[at:]


def _several(
    connection: Connection,
    alert: Mapping[str, Any],
    subscription: Subscription | None,
    ids: Sequence[int],
    said: str,
    frame: Frame,
) -> Message:
    from monitor.digest_message import entries, rendered

    chosen = subscription or Subscription(id=alert["subscription"], channels=["none"])
    matches = [match for one in ids for match in db.alerts.matches_of(connection, one)]
    found = entries(for_rows(chosen, db.matches.with_ids(connection, matches)))
    numbers = ", ".join(map(str, ids[:20])) + (f" +{len(ids) - 20}" if len(ids) > 20 else "")
    return rendered(
        alert,
        chosen,
        found,
        f"alerts {numbers}",
        f"{said}: {len(ids)} × [{alert['severity']}] {found[0].title}",
        frame=frame,
    )


@dataclass(frozen=True, slots=True)
class StillOpen:
    """A grave document told before that nobody acknowledged, as a digest lists it."""

    title: str
    publisher: str
    url: str
    alert_id: int
    day: str
    assigned_to: str


def still_open(
    connection: Connection, alert: Mapping[str, Any], subscription: Subscription, now: datetime
) -> tuple[list[StillOpen], int]:
    """At most so many, the oldest first, and how many more. Only where people acknowledge: elsewhere all is open."""
    if not (subscription.escalate or db.attention.in_use(connection)):
        return [], 0
    told = {row["id"]: row for row in db.attention.open_matches(connection, subscription.id, now - _DAYS, alert["id"])}
    if subscription.exposure is None:
        told = {id_: row for id_, row in told.items() if row["severity"] == "high"}
    rows = for_rows(subscription, db.matches.with_ids(connection, list(told)))
    grave = {row["document_id"]: row for row in rows if row["severity"] == "high"}
    listed = [_still_open(connection, row, told[row["id"]]) for row in list(grave.values())[:_MOST]]
    return listed, len(grave) - len(listed)


def _still_open(connection: Connection, row: Mapping[str, Any], told: Mapping[Any, Any]) -> StillOpen:
    import db.web_people
    from monitor.message import one_line, web_address

    care = db.web_people.care(connection, [row["document_id"]]).get(row["document_id"], {})
    return StillOpen(
        one_line(row["title"]) or row["url"],
        one_line(row["publisher"]),
        web_address(row["url"]),
        told["alert_id"],
        f"{told['created_at']:%Y-%m-%d}",
        str(care.get("assigned_to") or ""),
    )
