"""A reminder of dates that bind as a message."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection

import db.reminders
from monitor.channel import Message
from monitor.coming_dates import Coming, shown
from monitor.message_frame import Frame
from monitor.subscription import Subscription
from monitor.words import WORDS, Words

if TYPE_CHECKING:
    from rules import Concept


def reminder_message(
    connection: Connection,
    alert: Mapping[str, Any],
    subscription: Subscription | None,
    now: datetime,
    concepts: Mapping[str, Concept],
    frame: Frame,
) -> Message:
    from monitor.message import headers_of, one_line, with_gist
    from monitor.message_facts import gist_of

    chosen = subscription or Subscription(id=alert["subscription"], channels=["none"])
    words = WORDS[chosen.language]
    found = [shown(row, chosen, now) for row in db.reminders.of_alert(connection, alert["id"])]
    if not found:
        raise LookupError(f"alert {alert['id']} reminds of nothing")
    links = frame.links(alert, words, alert["document_id"])
    gists = [gist_of(connection, one.document_id, one.title, concepts, chosen.language) for one in found]
    found = [replace(one, title=with_gist(one.title, what)) for one, what in zip(found, gists, strict=True)]
    context = {"words": words, "language": chosen.language, "dates": found, "alert": alert, "links": links}
    context["severity"] = alert["severity"]
    text, html = frame.both("reminder", context)
    link = found[0].url if len({one.url for one in found}) == 1 else ""
    return Message(
        one_line(_subject(found, words)),
        text,
        html,
        headers_of(alert),
        link,
        words.original,
        links,
        more=words.more_lines,
    )


def _subject(found: Sequence[Coming], words: Words) -> str:
    first = found[0]
    more = f" (+{len(found) - 1})" if len(found) > 1 else ""
    return f"{words.reminder}: [{first.when}] {first.day} {first.kind}{more}: {first.title} — {first.publisher}"
