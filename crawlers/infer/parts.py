"""The parts of an answer's objects by name and content: which is title, address, date, summary or id."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from crawlers.infer.shapes import readings, used_formats
from crawlers.infer.sheet import units
from crawlers.keys import web_address
from crawlers.plain import plain_line

_TITLE = re.compile(
    r"(?i)^(?:title|subject|ntt_?sj|headline|name|doc_?title|article_?title|news_?title|sj)$|title|subject|_sj$|headline"
)
_LINK = re.compile(
    r"(?i)^(?:html_?url|link|url|original_?url|permalink|href|web_?url|detail_?url|page_?url|path)$|url$|link$|href$"
)
_ID = re.compile(
    r"(?i)^(?:id|guid|uuid|seq|no|idx|document_number|docid|newsitemid|content_id|articleid|.*(?:_id|id|_sn|sn|seq|_no|number))$"
)
_DATE = re.compile(r"(?i)date|_dt$|dt$|time|_at$|published|regist|pub|day|ymd|created|시간|일자")
_BETTER_DATE = re.compile(r"(?i)publ|approve|regist|reg_|release|issue|othbc|jsearch|public|posted|display|cdate")
_SUMMARY = re.compile(r"(?i)abstract|summary|description|excerpt|lead|contents?$|subtitle|body")


def quoted(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z_]\w*", name) else json.dumps(name, ensure_ascii=False)


def text_of(value: Any) -> str:
    return plain_line(str(value)) if isinstance(value, (str, int)) and not isinstance(value, bool) else ""


def best(texts: Mapping[str, Sequence[str]], worth: Any) -> str | None:
    """The name of the part with the greatest worth above 0."""
    ranked = [(worth(name, values), name) for name, values in texts.items()]
    first = max(ranked, key=lambda pair: pair[0], default=(0.0, ""))
    return first[1] if first[0] > 0 else None


def _share(values: Sequence[str], wanted: Any) -> float:
    return sum(bool(value and wanted(value)) for value in values) / max(len(values), 1)


def _distinct(values: Sequence[str]) -> float:
    held = [value for value in values if value]
    return len(set(held)) / len(held) if held else 0.0


def title_worth(name: str, values: Sequence[str]) -> float:
    if not _TITLE.search(name) or _LINK.search(name):
        return 0.0
    return (
        _share(values, lambda value: units(value) > 3)
        * (0.3 + 0.7 * _distinct(values))
        * (1.5 if _TITLE.fullmatch(name) or name.lower() == "title" else 1.0)
    )


def link_worth(name: str, values: Sequence[str], url: str) -> float:
    if not _LINK.search(name) or re.search(r"(?i)pdf|img|image|thumb|json|xml|api|file|icon|logo", name):
        return 0.0
    share = _share(values, lambda value: "/" in value and web_address(value, url))
    return share * _distinct(values) * (1.3 if _LINK.match(name) else 1.0)


def id_worth(name: str, values: Sequence[str]) -> float:
    if not _ID.fullmatch(name) or _DATE.search(name):
        return 0.0
    share = _share(values, lambda value: len(value) < 80 and " " not in value)
    return share if _distinct(values) == 1.0 and share > 0.9 else 0.0


def summary_worth(name: str, values: Sequence[str]) -> float:
    return (
        _share(values, lambda value: units(value) > 30)
        * (1.5 if re.search(r"(?i)abstract|summary|description", name) else 1.0)
        if _SUMMARY.search(name)
        else 0.0
    )


def dated(texts: Mapping[str, Sequence[str]], zone: str, country: str, now: datetime) -> dict[str, Any] | None:
    found: tuple[float, dict[str, Any]] | None = None
    for name, values in texts.items():
        if not _DATE.search(name):
            continue
        field, share = _date_field(name, values, zone, country, now)
        worth = (
            share
            * (1.4 if _BETTER_DATE.search(name) else 1.0)
            * (0.6 if re.search(r"(?i)modif|updat|end|expir|effective|close|until", name) else 1.0)
        )
        if field and (found is None or worth > found[0]):
            found = worth, field
    return found[1] if found else None


def _date_field(
    name: str, values: Sequence[str], zone: str, country: str, now: datetime
) -> tuple[dict[str, Any], float]:
    held = [value for value in values if value]
    if held and all(re.fullmatch(r"1\d{12}", value) for value in held):
        return {"path": quoted(name), "formats": ["epoch-ms"]}, 1.0
    if held and all(re.fullmatch(r"1\d{9}", value) for value in held):
        return {"path": quoted(name), "formats": ["epoch"]}, 1.0
    for reading in readings(held, zone, now, country)[:1]:
        if reading.share > 0.7:
            field: dict[str, Any] = {"path": quoted(name)}
            if not reading.bare:
                field["regex"] = reading.shape.pattern
            if reading.shape.template:
                field["template"] = reading.shape.template
            return field | {"formats": used_formats(reading, held, zone, now)}, reading.share
    return {}, 0.0
