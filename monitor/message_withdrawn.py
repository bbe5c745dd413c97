"""The message that a document was taken away by its publisher, or put back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection

import db.documents
import db.withdrawals
from monitor.channel import Message
from monitor.message import headers_of, one_line, published, web_address, with_gist
from monitor.message_facts import gist_of
from monitor.message_frame import Frame, local
from monitor.subscription import Subscription
from monitor.words import WORDS

if TYPE_CHECKING:
    from rules import Concept


def withdrawn_message(
    connection: Connection,
    alert: Mapping[str, Any],
    subscription: Subscription | None,
    now: datetime,
    concepts: Mapping[str, Concept],
    frame: Frame,
) -> Message:
    row = db.documents.document(connection, alert["document_id"])
    if row is None:
        raise LookupError(f"there is no document {alert['document_id']}")
    chosen = subscription or Subscription(id=alert["subscription"], channels=["none"])
    words, back = WORDS[chosen.language], alert["kind"] == "returned"
    what = words.returned if back else words.withdrawn
    withdrawal: Mapping[str, Any] = db.withdrawals.of_document(connection, row["id"])[-1]
    context = {
        "words": words,
        "language": chosen.language,
        "severity": alert["severity"],
        "what": what,
        "publisher": one_line(row["publisher"]),
        "published": published(row["published"], row["date_precision"], chosen.zone),
        "title": one_line(row["title"]) or row["url"],
        "url": web_address(row["url"]),
        "reason": "" if back else words.gone.get(withdrawal["reason"], ""),
        "seen": local(withdrawal["returned_at" if back else "withdrawn_at"], chosen.zone),
        "sent": local(now, chosen.zone),
        "links": frame.links(alert, words, row["id"]),
        "subscription": alert["subscription"],
        "alert_id": alert["id"],
        "document_id": row["id"],
    }
    context["gist"] = gist_of(connection, row["id"], context["title"], concepts, chosen.language)
    text, html = frame.both("withdrawn", context)
    subject = f"{what}: {with_gist(context['title'], context['gist'])} — {context['publisher']}"
    link = (context["url"], words.original)
    return Message(one_line(subject), text, html, headers_of(alert), *link, context["links"], more=words.more_lines)
