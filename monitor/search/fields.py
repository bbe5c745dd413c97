"""The fields of the query language: what they are called and which values they take."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

#: field → what it narrows by; the table in monitor/README.md says the same.
FIELDS: Final = {
    "source": "id of a source, or a pattern",
    "publisher": "name of a publisher, or a pattern",
    "country": "country of the publisher, two letters",
    "language": "language of the document, two letters",
    "since": "published on this day, in this month or year, or later",
    "until": "published on this day, in this month or year, or before",
    "severity": "gravest match: this severity or a graver one; severity:=low is exactly this one",
    "label": "label of a match",
    "mineral": "mineral of a match, or one of its names",
    "concept": "concept of a match; of a material also its names in the text, in every language",
    "rule": "rule of a match, or a pattern",
    "title": "words in the title",
    "has": "match, attachment, alert, revisions",
    "is": "acknowledged, article, bulletin",
}
SEVERITIES: Final = ("low", "medium", "high")
HAS: Final = ("match", "attachment", "alert", "revisions")
IS: Final = ("acknowledged", "article", "bulletin")
#: Fields whose values are one of a few words.
CHOICES: Final = {"severity": SEVERITIES, "has": HAS, "is": IS}


def span(written: str) -> tuple[datetime, datetime] | None:
    """First moment and first moment after of `2025`, `2025-01` or `2025-01-31`; None when it is none of them."""
    numbers = written.replace("/", "-").replace(".", "-").strip("-").split("-")
    if not (1 <= len(numbers) <= 3 and all(number.isascii() and number.isdigit() for number in numbers)):
        return None
    year, month, day = (*(int(number) for number in numbers), 1, 1)[:3]
    try:
        start = datetime(year, month, day, tzinfo=UTC)
        return start, _after(start, len(numbers))
    except (ValueError, OverflowError):
        return None


def _after(start: datetime, parts: int) -> datetime:
    if parts == 3:
        return datetime.fromordinal(start.toordinal() + 1).replace(tzinfo=UTC)
    year, month = (start.year + 1, 1) if parts == 1 or start.month == 12 else (start.year, start.month + 1)
    return datetime(year, month, 1, tzinfo=UTC)
