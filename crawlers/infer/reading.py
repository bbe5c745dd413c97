"""What the ordinary spider reads with a definition, and what may be expected of the source from then on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from crawlers.answers import answer_of
from crawlers.infer.origin import rhythm
from crawlers.infer.sheet import Element
from crawlers.item import Issue, Item
from crawlers.page import Page
from crawlers.source import Source
from crawlers.spiders.row import RowReader


def read_rows(
    definition: Mapping[str, Any], text: str, url: str, now: datetime
) -> tuple[list[Item], list[Element], list[Issue]]:
    """What the ordinary spider reads with a definition, with the row of each item."""
    source = Source.model_validate(definition)
    answer = answer_of(source, Page(url, 200, {}, text.encode("utf-8", "replace")), text)
    issues: list[Issue] = []
    reader = RowReader(source, answer.base, now, issues)
    found: dict[str, tuple[Item, Element]] = {}
    for row in answer.rows:
        item = reader.item(row)
        if item and item.key not in found:
            found[item.key] = (item, row)
    return [item for item, _ in found.values()], [row for _, row in found.values()], issues


def shown_date(item: Item, zone: ZoneInfo) -> str:
    if item.published is None:
        return ""
    local = item.published.astimezone(zone)
    return local.isoformat(timespec="minutes") if item.date_precision == "time" else local.date().isoformat()


def expectation(items: Sequence[Item], now: datetime) -> tuple[str, dict[str, Any]]:
    """`every` and `expect` for a source that shows these items today."""
    dated = [item.published for item in items if item.published]
    every, age = rhythm(dated, now)
    fields = ["title"] + ["link"] * all(item.url for item in items) + ["date"] * (len(dated) == len(items))
    return every, {
        "min_rows": max(1, len(items) // 2) if items else 0,
        **({"max_age": age} if age else {}),
        "fields": fields,
    }
