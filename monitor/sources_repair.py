"""A changed layout: known documents are looked for in the page, and a definition is proposed that finds them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from difflib import unified_diff
from typing import Any

from sqlalchemy import Connection, text

from crawlers.decode import decode
from crawlers.infer import Inferred, infer, infer_list
from crawlers.infer.known import Remembered, recognised
from crawlers.page import Page
from crawlers.source import Source
from monitor.sources_write import as_yaml, definition_of

#: What a repair may change; everything else is the person's own.
_LAYOUT = ("kind", "answer", "html_in", "rows", "skip_rows", "only", "fields", "key", "paging")
_MOST_KNOWN = 400


@dataclass(frozen=True, slots=True)
class Repair:
    definition: dict[str, Any]
    inferred: Inferred
    known: int  # documents looked for
    found: int  # of them on the page under the same key or title
    same_keys: int  # of them under the same key
    diff: str


def remembered(connection: Connection, source_id: str) -> Remembered:
    """The newest documents of a source that stood in its list."""
    query = text(
        "SELECT key, title, url FROM document WHERE source_id = :source AND parent_id IS NULL"
        " ORDER BY first_seen_at DESC LIMIT :most"
    )
    rows = connection.execute(query, {"source": source_id, "most": _MOST_KNOWN}).all()
    return Remembered.of((row.key, row.title, row.url) for row in rows)


async def propose(source: Source, page: Page, known: Remembered, now: datetime) -> Repair | None:
    """None when nothing on the page looks like a list."""
    inferred = await _inferred(source, page, known, now)
    if inferred is None:
        return None
    old = definition_of(source)
    new = {**{name: value for name, value in old.items() if name not in _LAYOUT}, **_layout(old, inferred.definition)}
    counted = recognised(inferred.rows, known)
    return Repair(new, inferred, len(known.keys), counted.found, counted.same_keys, diff_of(old, new))


async def _inferred(source: Source, page: Page, known: Remembered, now: datetime) -> Inferred | None:
    if source.kind in ("listing", "bulletin"):
        listed = infer_list(decode(page.body, page.headers, tuple(source.languages)).text, page.url, now, known)
        if listed is not None:
            return listed
    return await infer(page, now, source.url)


def _layout(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """The new layout; a bulletin stays one, and fields that inference does not know stay when they are fixed values."""
    layout = {name: new[name] for name in _LAYOUT if name in new}
    if old.get("kind") == "bulletin" and layout.get("kind") == "listing":
        layout["kind"] = "bulletin"
    if "paging" in old:
        layout["paging"] = old["paging"]
    kept = {name: field for name, field in old.get("fields", {}).items() if "value" in field}
    if "fields" in layout:
        layout["fields"] = {
            **layout["fields"],
            **{name: field for name, field in kept.items() if name not in layout["fields"]},
        }
    if old.get("key") and "key" not in layout.get("fields", {}) and layout.get("key") != old["key"]:
        layout.setdefault("key", old["key"])
    return layout


def diff_of(old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    before, after = as_yaml(old).splitlines(), as_yaml(new).splitlines()
    return "\n".join(unified_diff(before, after, "now", "proposed", lineterm="", n=2))
