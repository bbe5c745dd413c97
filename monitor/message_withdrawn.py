"""The message that a document was taken away by its publisher, or put back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

import db.documents
import db.withdrawals
from monitor.channel import Message
from monitor.message import headers_of, one_line, published, templates, web_address
from monitor.words import WORDS


def withdrawn_message(connection: Connection, alert: Mapping[str, Any], language: str) -> Message:
    row = db.documents.document(connection, alert["document_id"])
    if row is None:
        raise LookupError(f"there is no document {alert['document_id']}")
    words, back = WORDS[language], alert["kind"] == "returned"
    what = words.returned if back else words.withdrawn
    withdrawal = db.withdrawals.of_document(connection, row["id"])[-1]
    context = {
        "words": words,
        "language": language,
        "what": what,
        "publisher": one_line(row["publisher"]),
        "published": published(row["published"], row["date_precision"]),
        "title": one_line(row["title"]) or row["url"],
        "url": web_address(row["url"]),
        "reason": "" if back else words.gone.get(withdrawal["reason"], ""),
        "seen": f"{withdrawal['returned_at' if back else 'withdrawn_at']:%Y-%m-%d %H:%M} UTC",
        "subscription": alert["subscription"],
        "alert_id": alert["id"],
        "document_id": row["id"],
    }
    text, html = (templates().get_template(f"withdrawn.{kind}").render(context) for kind in ("txt", "html"))
    subject = f"{what}: {context['title']} — {context['publisher']}"
    return Message(one_line(subject), text, html, headers_of(alert), context["url"], words.original)
