"""Silences: what nobody wants to hear of for a while. What is silenced is stored and shown, only not told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from fnmatch import fnmatchcase
from typing import Any

from monitor.subscription import Told

#: What a silence may name; a list matches when any of its values does.
FIELDS = (
    "subscription", "rule_id", "source_id", "publisher", "severity", "labels", "concepts", "minerals", "countries",
    "title",
)  # fmt: skip


def silenced(silences: Iterable[Mapping[str, Any]], subscription: str, told: Told, now: datetime) -> str:
    """The silence that keeps a match from a subscription, in words; empty when there is none."""
    for one in silences:
        if one["created_at"] <= now < one["until"] and _fits(one["matcher"], subscription, told):
            return f"silence {one['id']} of {one['author']} until {one['until']:%Y-%m-%d %H:%M} UTC: {one['reason']}"
    return ""


def _fits(matcher: Mapping[str, list[str]], subscription: str, told: Told) -> bool:
    has = told.model_dump() | {"subscription": subscription}
    return bool(matcher) and all(_any(wanted, has[field]) for field, wanted in matcher.items())


def _any(wanted: Iterable[str], has: str | list[str]) -> bool:
    values = [has] if isinstance(has, str) else has
    return any(fnmatchcase(value.casefold(), pattern.casefold()) for value in values for pattern in wanted)
