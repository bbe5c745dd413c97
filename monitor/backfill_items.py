"""Items as lines of JSON, and mails as items: what a backfill reads besides documents.

A line: {"title", "text", "url", "key", "published" or "date", "publisher", "country", "language", "section",
"attachments": [{"url", "name", "text"}], "cited": [...]}. Only the title is required; what else is there is left out.
"""

from __future__ import annotations

import email
import email.policy
import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from typing import Any
from zoneinfo import ZoneInfo

from crawlers.item import Attachment, DatePrecision, Issue, Item
from crawlers.keys import key_of
from crawlers.source import Source

_TEXTS = ("key", "title", "url", "text", "publisher", "country", "language", "section")


class LineError(Exception):
    """A line that is no item; says why."""


def items_of_lines(source: Source, first: int, lines: Sequence[bytes]) -> tuple[list[Item], list[Issue]]:
    """The items of lines that begin with number `first`; an issue for each line that is none."""
    items: list[Item] = []
    issues: list[Issue] = []
    for number, line in enumerate(lines, first):
        if line.isspace():
            continue
        try:
            items.append(_item(source, json.loads(line)))
        except (LineError, ValueError, RecursionError) as error:
            issues.append(Issue("line-unread", f"line {number}: {error}"))
    return items, issues


def _item(source: Source, row: Any) -> Item:
    if not isinstance(row, dict):
        raise LineError("no JSON object")
    text = {name: _text(row, name) for name in _TEXTS}
    if not text["title"].strip():
        raise LineError('an item needs a "title"')
    moment, precision = _published(row, source)
    key = key_of(
        source, link=text["url"], title=text["title"], date=f"{moment:%Y-%m-%d}" if moment else "", own=text.pop("key")
    )
    return Item(
        key=key, title=text["title"], url=text["url"], text=text["text"], published=moment, date_precision=precision,
        publisher=text["publisher"], country=text["country"], language=text["language"], section=text["section"],
        cited=tuple(_cited(row)), attachments=tuple(_attachments(row)),
    )  # fmt: skip


def _text(row: dict[str, Any], name: str) -> str:
    value = row.get(name)
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if name == "key" and isinstance(value, int):
        return str(value)
    raise LineError(f'"{name}" is no text')


def _published(row: dict[str, Any], source: Source) -> tuple[datetime | None, DatePrecision]:
    """A moment, or a plain day, which is midnight in the zone of the source."""
    value = row.get("published") or row.get("date")
    if value is None or value == "":
        return None, "unknown"
    if not isinstance(value, str):
        raise LineError('"published" is no text')
    try:
        if len(value) == 10:
            day = date.fromisoformat(value)
            return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(source.timezone)).astimezone(UTC), "day"
        moment = datetime.fromisoformat(value)
    except ValueError:
        raise LineError(f'"published" is {value[:40]!r}; write 2026-03-05 or 2026-03-05T10:00:00+09:00') from None
    zoned = moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(source.timezone))
    stated = row.get("date_precision")
    return zoned.astimezone(UTC), stated if stated in ("time", "day", "month") else "time"


def _cited(row: dict[str, Any]) -> list[str]:
    cited = row.get("cited") or []
    if not isinstance(cited, list) or not all(isinstance(one, str) for one in cited):
        raise LineError('"cited" is no list of texts')
    return cited


def _attachments(row: dict[str, Any]) -> list[Attachment]:
    listed = row.get("attachments") or []
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        raise LineError('"attachments" is no list of objects')
    return [Attachment(_text(one, "url"), _text(one, "name"), _text(one, "text")) for one in listed]


def item_of_mail(source: Source, body: bytes) -> Item | None:
    """Subject, date and text of a mail, a newsletter most often; None when it has neither."""
    mail = email.message_from_bytes(body, policy=email.policy.default)
    assert isinstance(mail, EmailMessage)  # noqa: S101  that is what the policy makes
    title, text = str(mail["Subject"] or "").strip(), _text_of_mail(mail)
    if not title and not text:
        return None
    title = title or text.partition("\n")[0][:120]
    moment = _sent(mail)
    day = f"{moment:%Y-%m-%d}" if moment else ""
    return Item(
        key=str(mail["Message-ID"] or "").strip() or key_of(source, link="", title=title, date=day),
        title=title, text=text, published=moment, date_precision="time" if moment else "unknown",
        publisher=mail["From"].addresses[0].display_name if mail["From"] and mail["From"].addresses else "",
        raw=body, media_type="message/rfc822",
    )  # fmt: skip


def _text_of_mail(mail: EmailMessage) -> str:
    from crawlers.main_text import main_text

    part = mail.get_body(preferencelist=("plain", "html"))
    if part is None:
        return ""
    try:
        content = str(part.get_content())
    except (LookupError, UnicodeError):  # an unknown or wrong charset
        content = (part.get_payload(decode=True) or b"").decode("utf-8", "replace")  # type: ignore[union-attr]
    return main_text(content) if part.get_content_subtype() == "html" else content.strip()


def _sent(mail: EmailMessage) -> datetime | None:
    try:
        moment = parsedate_to_datetime(str(mail["Date"]))
    except (TypeError, ValueError):
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
