"""An alert as a message for people. Text of sources is hostile input: it is data here, never markup or a template."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

import db.alerts
import db.incidents
import db.matches
from monitor.channel import Message
from monitor.concept_names import THINGS, called, gist, is_foreign
from monitor.highlight import Quote, quotes
from monitor.message_change import Shown, shown_change
from monitor.message_facts import dates_that_bind, glossary, numbers_of
from monitor.message_frame import Frame, Links, local
from monitor.message_story import story_of
from monitor.short_text import short
from monitor.subscription import SEVERITIES, Subscription, for_rows
from monitor.words import WORDS, Words

if TYPE_CHECKING:
    from rules import Concept

_MOST_CHANGES = 12
_MOST_REASONS = 4
_TITLE = 120  # characters of a foreign title in a subject that says beside it what happened


def alert_message(
    connection: Connection,
    alert_id: int,
    subscriptions: Mapping[str, Subscription],
    now: datetime,
    concepts: Mapping[str, Concept] | None = None,
    frame: Frame | None = None,
) -> Message:
    """`concepts`: the words of the rules, to explain what is foreign to the reader. Raises LookupError."""
    frame = frame or Frame()
    alert = db.alerts.alert(connection, alert_id)
    if alert is None:
        raise LookupError(f"there is no alert {alert_id}")
    subscription = subscriptions.get(alert["subscription"])
    if alert["kind"] in ("digest", "summary", "group", "past"):
        from monitor.digest_message import digest_message

        return digest_message(connection, alert, subscription, now, concepts, frame)
    if alert["kind"] in ("back", "escalation"):
        from monitor.attention_message import again_message

        return again_message(connection, alert, subscriptions, now, concepts, frame)
    if alert["kind"] == "reminder":
        from monitor.reminder_message import reminder_message

        return reminder_message(connection, alert, subscription, now, concepts or {}, frame)
    if alert["kind"] in ("withdrawn", "returned"):
        from monitor.message_withdrawn import withdrawn_message

        return withdrawn_message(connection, alert, subscription, now, concepts or {}, frame)
    if alert["incident_id"] is not None:
        return _incident_message(connection, alert, frame)
    return _documents_message(connection, alert, subscription, now, concepts or {}, frame)


def _documents_message(
    connection: Connection,
    alert: Mapping[str, Any],
    subscription: Subscription | None,
    now: datetime,
    concepts: Mapping[str, Concept],
    frame: Frame,
) -> Message:
    rows = db.matches.with_ids(connection, db.alerts.matches_of(connection, alert["id"]))
    chosen = subscription or Subscription(id=alert["subscription"], channels=["none"])
    words = WORDS[chosen.language]
    context = _context(connection, alert, rows, chosen, concepts)
    context |= {"links": frame.links(alert, words, context["document_id"]), "sent": local(now, chosen.zone)}
    context["reasons"] += for_me_lines(subscription, rows, words)
    context["kind"] = _kind(alert, context, words)
    text, html = frame.both("alert", context)
    link = (context["url"], words.original)
    return Message(subject_of(context), text, html, headers_of(alert), *link, context["links"], more=words.more_lines)


def subject_of(context: Mapping[str, Any]) -> str:
    """What happened, in the reader's language when the title is in another."""
    title = with_gist(context["title"], context["gist"])
    kind = f"{context['kind']}: " if context["kind"] else ""
    return one_line(f"{kind}[{context['words'].severity[context['severity']]}] {title} — {context['publisher']}")


def with_gist(title: str, what: str) -> str:
    """A foreign title behind what it says."""
    return f"{what}: {short(title, _TITLE)}" if what else title


def headers_of(alert: Mapping[str, Any]) -> dict[str, str]:
    headers = {"Message-ID": alert["message_id"], "Auto-Submitted": "auto-generated"}
    if alert["in_reply_to"]:
        headers |= {"In-Reply-To": alert["in_reply_to"], "References": alert["in_reply_to"]}
    return headers | {"List-Id": f"<{alert['subscription']}.policywatch>"}


def web_address(url: str) -> str:
    """Empty when it is none: no script: or data: of a source becomes a link."""
    return url if url.startswith(("http://", "https://")) else ""


def one_line(text: str) -> str:
    return " ".join(text.split())[:250]


def _context(
    connection: Connection,
    alert: Mapping[str, Any],
    rows: Sequence[Mapping[str, Any]],
    subscription: Subscription,
    concepts: Mapping[str, Concept],
) -> dict[str, Any]:
    first, language = rows[0], subscription.language
    words, title = WORDS[language], one_line(first["title"])
    foreign = is_foreign(title, first["language"], language)
    return {
        "words": words,
        "language": language,
        "severity": alert["severity"],
        "publisher": first["publisher"],
        "published": published(first["published"], first["date_precision"], subscription.zone),
        "title": title or first["url"],
        "gist": gist(rows, concepts, language) if foreign else "",
        "url": web_address(first["url"]),
        "quotes": evidence(rows),
        "change": _change(connection, alert, first),
        "story": story_of(connection, first["document_id"]),
        "reasons": reasons(rows, concepts, language),
        "dates": dates_that_bind(first, words.date_kinds),
        "numbers": numbers_of(first),
        "subscription": alert["subscription"],
        "alert_id": alert["id"],
        "document_id": first["document_id"],
        "number": first["number"],
        "seen": local(first["seen_at"], subscription.zone),
        "glossary": glossary(rows, concepts, language),
    }


def published(moment: datetime | None, precision: str, zone: str = "UTC") -> str:
    """As the publisher wrote it: a plain date has no hour to show."""
    if moment is None:
        return ""
    if precision == "time":
        return local(moment, zone)
    # a plain date is midnight of the publisher's zone, which may be the day before in UTC
    there = moment if moment.hour < 12 else moment.astimezone(ZoneInfo("Asia/Tokyo"))
    return f"{there:%Y-%m}" if precision == "month" else f"{there:%Y-%m-%d}"


def evidence(rows: Sequence[Mapping[str, Any]], most: int = 3) -> list[Quote]:
    """The sentences with matched words: of the body, else of the title."""
    for field, column in (("body", "text"), ("title", "title")):
        spans = {(start, end) for row in rows for place, start, end, _ in row["spans"] if place == field}
        if spans:
            return quotes(rows[0][column], spans, most=most)
    return []


def reason(row: Mapping[str, Any]) -> str:
    found = [*row["labels"], *row["concepts"]]
    return f"{row['rule_id']} ({row['severity']}): {', '.join(found)}"


def reasons(rows: Sequence[Mapping[str, Any]], concepts: Mapping[str, Concept], language: str) -> list[str]:
    """The rules that hit, the gravest first, with what they found as the reader calls it."""
    words = WORDS[language]
    ordered = sorted(rows, key=lambda row: -SEVERITIES.index(row["severity"]))
    said = [
        f"{row['rule_id']} ({words.severity[row['severity']]}): {', '.join(_found(row, concepts, language))}"
        for row in ordered[:_MOST_REASONS]
    ]
    left = len(rows) - len(said)
    return [*said, f"+{left}: policywatch why {rows[0]['document_id']}"] if left else said


def _found(row: Mapping[str, Any], concepts: Mapping[str, Concept], language: str) -> list[str]:
    known = [concepts[one] for one in row["concepts"] if one in concepts]
    named = [called(one, language) or one.id for one in known if one.kind in THINGS]
    return named or [*row["labels"], *row["concepts"]]


def _kind(alert: Mapping[str, Any], context: Mapping[str, Any], words: Words) -> str:
    """What the subject begins with: an answer in a thread says what is new about it."""
    if alert["kind"] == "upgraded":
        return words.official if context["story"].is_official else words.graver
    return words.update if alert["kind"] == "changed" else ""


def _change(connection: Connection, alert: Mapping[str, Any], row: Mapping[str, Any]) -> Shown | None:
    if alert["kind"] != "changed":
        return None
    return shown_change(connection, row["document_id"], row["number"], row["language"])


def for_me_lines(subscription: Subscription | None, rows: Sequence[Mapping[str, Any]], words: Words) -> list[str]:
    """What the matches mean for a subscription with an exposure profile."""
    said = dict.fromkeys(row["for_me"] for row in for_rows(subscription, rows))
    return [f"{words.for_you}: {one}" for one in said if one]


def changed_lines(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[tuple[str, str]]:
    """(`-` or `+`, line) of what differs between two revisions."""
    old, new = ([one["title"], *one["text"].splitlines()] for one in (before, after))
    lines = difflib.unified_diff(old, new, n=0, lineterm="")  # ndiff takes minutes on long texts
    found = [(line[0], line[1:].strip()) for line in islice(lines, 2, None) if line[0] in "+-" and line[1:].strip()]
    if len(found) > _MOST_CHANGES:
        return [*found[:_MOST_CHANGES], ("+", f"… +{len(found) - _MOST_CHANGES} more")]
    return found


def _incident_message(connection: Connection, alert: Mapping[str, Any], frame: Frame) -> Message:
    incident = db.incidents.incident(connection, alert["incident_id"])
    if incident is None:
        raise LookupError(f"there is no incident {alert['incident_id']}")
    closed = alert["kind"] == "closed"
    state = "recovered" if closed else incident["kind"]
    links: Links = ((WORDS["en"].page, f"{frame.page}/status"),) if frame.page else ()
    context = {
        "language": "en",
        "severity": "none" if closed else "high",
        "incident": incident,
        "state": state,
        "opened": local(incident["opened_at"], "UTC"),
        "closed": local(incident["closed_at"], "UTC") if closed else "",
        "alert": alert,
        "links": links,
    }
    text, html = frame.both("incident", context)
    subject = one_line(f"[policywatch] {incident['subject']}: {state}")
    return Message(subject, text, html, headers_of(alert), links=links)
