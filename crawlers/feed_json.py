"""JSON Feed (jsonfeed.org, versions 1 and 1.1), also one that was cut off."""

from __future__ import annotations

import html
import json
import re
from typing import Any

from crawlers.errors import PageError
from crawlers.feed_entry import FeedEntry

_ITEMS = re.compile(r'"items"\s*:\s*\[')


def read_json_feed(text: str) -> tuple[str, list[FeedEntry], bool]:
    """Title, entries, and whether it was complete. Raises PageError for JSON that is no feed."""
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError):
        items, complete = _whole_items(text), False
        title = ""
    else:
        if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
            raise PageError("this JSON is no JSON Feed: it has no list of items")
        items, complete, title = feed["items"], True, _string(feed, "title")
    return title, [_entry(item) for item in items if isinstance(item, dict)], complete


def _whole_items(text: str) -> list[Any]:
    start = _ITEMS.search(text)
    if not start:
        raise PageError("this JSON is cut off before its items")
    items: list[Any] = []
    position, decoder = start.end(), json.JSONDecoder()
    while True:
        position += len(text[position : position + 200]) - len(text[position : position + 200].lstrip(" \t\r\n,"))
        try:
            item, position = decoder.raw_decode(text, position)
        except (ValueError, RecursionError):
            return items
        items.append(item)


def _entry(item: dict[str, Any]) -> FeedEntry:
    authors = [one for one in (item.get("authors") or [item.get("author")]) if isinstance(one, dict)]
    attachments = [one for one in item.get("attachments") or [] if isinstance(one, dict)]
    return FeedEntry(
        id=_string(item, "id"),
        title=html.escape(_string(item, "title"), quote=False),
        link=_string(item, "url") or _string(item, "external_url"),
        published=_string(item, "date_published"),
        updated=_string(item, "date_modified"),
        summary=html.escape(_string(item, "summary"), quote=False),
        content=_string(item, "content_html") or html.escape(_string(item, "content_text"), quote=False),
        author=", ".join(_string(author, "name") for author in authors),
        categories=[tag for tag in item.get("tags") or [] if isinstance(tag, str)],
        enclosures=[[_string(one, "url"), _string(one, "mime_type")] for one in attachments],
        raw=json.dumps(item, ensure_ascii=False).encode("utf-8", "replace"),
    )


def _string(item: dict[str, Any], name: str) -> str:
    value = item.get(name)
    return str(value).strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
