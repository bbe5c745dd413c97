"""Dates that bind and official numbers that a source says apart from its text."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from pydantic import ValidationError

from crawlers.item import Issue
from crawlers.source import Source
from crawlers.spiders.row import RowReader

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


def source(**more: Any) -> Source:
    fields = {
        "title": {"path": "title"}, "key": {"path": "id"}, "link": {"path": "id", "template": "http://127.0.0.1/{}"},
        "dates": {
            "effective": {"path": "begins", "formats": ["%Y-%m-%d", "%Y-%m"]},
            "comment_deadline": {"path": "closes", "formats": ["iso"]},
        },
        "numbers": [{"path": "no", "template": "FR Doc. {}"}],
    }  # fmt: skip
    plain = {
        "id": "xx/one", "name": "One", "publisher": "Office", "country": "US", "languages": ["en"], "kind": "api",
        "answer": "json", "rows": "rows", "url": "http://127.0.0.1/", "timezone": "America/New_York", "every": "1h",
        "verified": True, "fields": fields,
    }  # fmt: skip
    return Source.model_validate(plain | more)


def read(row: dict[str, Any]) -> tuple[Any, list[Issue]]:
    issues: list[Issue] = []
    return RowReader(source(), "http://127.0.0.1/", NOW, issues).item({"id": "7", "title": "Rule"} | row), issues


def test_days_are_of_the_zone_of_the_source() -> None:
    item, issues = read({"begins": "2027-01-04", "closes": "2026-12-19T04:59:59Z", "no": "2026-30111"})
    assert item.dates == (("effective", "2027-01-04"), ("comment_deadline", "2026-12-18"))
    assert item.numbers == ("FR Doc. 2026-30111",)
    assert issues == []


def test_a_month_stays_a_month_and_what_is_missing_is_missing() -> None:
    assert read({"begins": "2027-03", "closes": None})[0].dates == (("effective", "2027-03"),)


def test_what_fits_no_format_is_said() -> None:
    item, issues = read({"begins": "upon signature"})
    assert item.dates == ()
    assert [(issue.code, "upon signature" in issue.detail) for issue in issues] == [("date-unread", True)]


def test_a_date_that_moves_makes_the_row_another() -> None:
    hashes = {read({"begins": day})[0].row_hash for day in ("2027-01-04", "2027-01-05", None)}
    assert len(hashes) == 3


def test_a_feed_has_no_such_fields() -> None:
    with pytest.raises(ValidationError, match="not read of a source of kind feed"):
        source(kind="feed")
