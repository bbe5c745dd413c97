"""Links that stand among the rows and are no publications: `only` or a stricter selector leaves them out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from crawlers.answers import answer_of
from crawlers.infer.sheet import Sheet
from crawlers.page import Page
from crawlers.source import Source
from crawlers.spiders.row import RowReader


def without_strays(sheet: Sheet, definition: dict[str, Any], now: datetime) -> dict[str, Any]:
    """Rows without a link among linked ones, and in a dated list undated rows with addresses of another kind."""
    source = Source.model_validate(definition)
    answer = answer_of(source, Page(sheet.url, 200, {}, b"x"), sheet.text)
    reader = RowReader(source, answer.base, now, [])
    items = [item for row in answer.rows if (item := reader.item(row))]
    linked = [item for item in items if item.url]
    if len(linked) < 0.5 * len(items) or "value" in definition["fields"]["link"]:
        return definition
    dated = [item.url for item in linked if item.published]
    undated = [item.url for item in linked if not item.published] if dated else []
    pattern = _telling_apart(dated, undated) if undated else ""
    if not pattern and len(linked) < len(items):
        pattern = "^https?://"
    return {**definition, "only": pattern} if pattern else definition


def _telling_apart(wanted: Sequence[str], unwanted: Sequence[str]) -> str:
    for pattern in _patterns(wanted):
        if all(re.search(pattern, url) for url in wanted) and not any(re.search(pattern, url) for url in unwanted):
            return re.sub(r"\d+", r"\\d+", pattern) if pattern[0] != "/" or pattern[1] != "\\" else pattern
    return ""


def _patterns(urls: Sequence[str]) -> Iterator[str]:
    paths = [urlsplit(url).path for url in urls]
    common = _common_beginning(paths)
    folder = common.rpartition("/")[0]
    if folder.count("/") > 0:
        yield re.escape(folder) + "/"
    ends = [path.rpartition("/")[2] for path in paths]
    if name := re.match(r"[A-Za-z]+_?", _common_beginning(ends)):
        yield "/" + name[0]
    if len({urlsplit(url).path for url in urls}) == 1:
        yield re.escape(paths[0])
    yield r"/\d[\d/_-]{3,}"


def _common_beginning(texts: Sequence[str]) -> str:
    first, last = min(texts), max(texts)
    for place, character in enumerate(first):
        if place >= len(last) or last[place] != character:
            return first[:place]
    return first
