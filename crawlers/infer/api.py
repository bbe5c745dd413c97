"""JSON and XML answers: which array holds the publications, and which of its parts are title, address and date."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lxml import etree

from crawlers.answers import parse_xml
from crawlers.errors import PageError
from crawlers.infer.key import key_of_links
from crawlers.infer.listing import infer_list
from crawlers.infer.origin import origin_of
from crawlers.infer.shapes import readings, used_formats
from crawlers.infer.sheet import Sheet, units
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
_DEPTH = 8


@dataclass(frozen=True, slots=True)
class Array:
    path: str
    values: Sequence[Mapping[str, Any]]


def api_of(text: str, url: str, now: datetime) -> dict[str, Any] | None:
    """The definition of an API source without `expect`; None when nothing in the answer looks like publications."""
    if text.lstrip("\ufeff \t\r\n")[:1] in ("{", "["):
        return _of_json(text, url, now)
    return _of_xml(text, url, now)


def _of_json(text: str, url: str, now: datetime) -> dict[str, Any] | None:
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        return None
    found = [made for array in _arrays(whole, "", 0) if (made := _described(array, url, now))]
    best = max(found, key=lambda pair: pair[0], default=None)
    if best:
        return best[1]
    inner = [made for path, html in _html_texts(whole, "", 0) if (made := _html_inside(path, html, url, now))]
    return max(inner, key=lambda pair: pair[0], default=(0.0, None))[1]


def _arrays(value: Any, path: str, depth: int) -> Iterator[Array]:
    """Every array of objects, those inside of the objects of an array joined: results[].groupData[].data"""
    if depth > _DEPTH:
        return
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _arrays(inner, _under(path, name), depth + 1)
    elif isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
        if any(_is_telling(one) for one in value):
            yield Array(path or "@", value)
        names = {name for one in value for name, inner in one.items() if isinstance(inner, (dict, list))}
        for name in sorted(names):
            flat = [one[name] for one in value if name in one]
            lists = [item for inner in flat if isinstance(inner, list) for item in inner]
            joined: list[Any] = lists or [one for one in flat if isinstance(one, dict)]
            whole = path if path.endswith("[]") else f"{path}[]"
            yield from _arrays(joined, f"{whole}.{_quoted(name)}" + ("[]" if lists else ""), depth + 1)


def _is_telling(value: Mapping[str, Any]) -> bool:
    return any(isinstance(inner, str) and units(inner) > 8 for inner in value.values())


def _under(path: str, name: str) -> str:
    return f"{path}.{_quoted(name)}" if path else _quoted(name)


def _quoted(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z_]\w*", name) else json.dumps(name, ensure_ascii=False)


def _html_texts(value: Any, path: str, depth: int) -> Iterator[tuple[str, str]]:
    if depth > _DEPTH:
        return
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _html_texts(inner, _under(path, name), depth + 1)
    elif isinstance(value, list):
        joined = "".join(
            one.get("data") or "" for one in value if isinstance(one, dict) and isinstance(one.get("data"), str)
        )
        if "<a " in joined:
            yield f"{path or '@'}[].data", joined
    elif isinstance(value, str) and "<a " in value:
        yield path, value


def _html_inside(path: str, html: str, url: str, now: datetime) -> tuple[float, dict[str, Any]] | None:
    found = infer_list(html, url, now)
    if found is None:
        return None
    return len(found.rows), {**found.definition, "kind": "api", "answer": "json", "html_in": path}


def _described(array: Array, url: str, now: datetime, *, answer: str = "json") -> tuple[float, dict[str, Any]] | None:
    rows = array.values[:60]
    texts = {
        name: [_text(row.get(name)) for row in rows] for name in dict.fromkeys(name for row in rows for name in row)
    }
    title = _best(texts, _title_worth)
    if title is None:
        return None
    origin = origin_of(Sheet("", url), texts[title])
    fields: dict[str, Any] = {"title": {"path": _quoted(title)}}
    link = _best(texts, lambda name, values: _link_worth(name, values, url))
    if link:
        fields["link"] = {"path": _quoted(link)}
    date = _dated(texts, origin.zone, origin.country, now)
    if date:
        fields["date"] = date
    ids = _best({name: values for name, values in texts.items() if name not in (title, link)}, _id_worth)
    links = [web_address(one, url) for one in texts[link]] if link else []
    key = key_of_links([one for one in links if one])
    if ids and not key:
        fields["key"] = {"path": _quoted(ids)}
    if not (link or ids):
        return None
    if summary := _best({n: v for n, v in texts.items() if n != title}, _summary_worth):
        fields["summary"] = {"path": _quoted(summary)}
    made = _head(origin, url) | {"answer": answer, "rows": array.path, "fields": fields} | ({"key": key} if key else {})
    nested = 0.6 ** array.path.count("[]")  # agencies[] of each of the results
    return nested * len(array.values) * (0.5 + 0.5 * bool(date)) * (0.5 + 0.5 * bool(link)), made


def _head(origin: Any, url: str) -> dict[str, Any]:
    return {
        "id": origin.id, "name": origin.name, "publisher": origin.publisher, "country": origin.country,
        "languages": origin.languages, "kind": "api", "url": url, "timezone": origin.zone, "every": "1h",
        "verified": True,
    }  # fmt: skip


def _text(value: Any) -> str:
    return plain_line(str(value)) if isinstance(value, (str, int)) and not isinstance(value, bool) else ""


def _best(texts: Mapping[str, Sequence[str]], worth: Any) -> str | None:
    """The name of the part with the greatest worth above 0."""
    ranked = [(worth(name, values), name) for name, values in texts.items()]
    best = max(ranked, key=lambda pair: pair[0], default=(0.0, ""))
    return best[1] if best[0] > 0 else None


def _share(values: Sequence[str], wanted: Any) -> float:
    return sum(bool(value and wanted(value)) for value in values) / max(len(values), 1)


def _distinct(values: Sequence[str]) -> float:
    held = [value for value in values if value]
    return len(set(held)) / len(held) if held else 0.0


def _title_worth(name: str, values: Sequence[str]) -> float:
    if not _TITLE.search(name) or _LINK.search(name):
        return 0.0
    return (
        _share(values, lambda value: units(value) > 3)
        * (0.3 + 0.7 * _distinct(values))
        * (1.5 if _TITLE.fullmatch(name) or name.lower() == "title" else 1.0)
    )


def _link_worth(name: str, values: Sequence[str], url: str) -> float:
    if not _LINK.search(name) or re.search(r"(?i)pdf|img|image|thumb|json|xml|api|file|icon|logo", name):
        return 0.0
    share = _share(values, lambda value: "/" in value and web_address(value, url))
    return share * _distinct(values) * (1.3 if _LINK.match(name) else 1.0)


def _id_worth(name: str, values: Sequence[str]) -> float:
    if not _ID.fullmatch(name) or _DATE.search(name):
        return 0.0
    share = _share(values, lambda value: len(value) < 80 and " " not in value)
    return share if _distinct(values) == 1.0 and share > 0.9 else 0.0


def _summary_worth(name: str, values: Sequence[str]) -> float:
    return (
        _share(values, lambda value: units(value) > 30)
        * (1.5 if re.search(r"(?i)abstract|summary|description", name) else 1.0)
        if _SUMMARY.search(name)
        else 0.0
    )


def _dated(texts: Mapping[str, Sequence[str]], zone: str, country: str, now: datetime) -> dict[str, Any] | None:
    best: tuple[float, dict[str, Any]] | None = None
    for name, values in texts.items():
        if not _DATE.search(name):
            continue
        field, share = _date_field(name, values, zone, country, now)
        worth = (
            share
            * (1.4 if _BETTER_DATE.search(name) else 1.0)
            * (0.6 if re.search(r"(?i)modif|updat|end|expir|effective|close|until", name) else 1.0)
        )
        if field and (best is None or worth > best[0]):
            best = worth, field
    return best[1] if best else None


def _date_field(
    name: str, values: Sequence[str], zone: str, country: str, now: datetime
) -> tuple[dict[str, Any], float]:
    held = [value for value in values if value]
    if held and all(re.fullmatch(r"1\d{12}", value) for value in held):
        return {"path": _quoted(name), "formats": ["epoch-ms"]}, 1.0
    if held and all(re.fullmatch(r"1\d{9}", value) for value in held):
        return {"path": _quoted(name), "formats": ["epoch"]}, 1.0
    for reading in readings(held, zone, now, country)[:1]:
        if reading.share > 0.7:
            field: dict[str, Any] = {"path": _quoted(name)}
            if not reading.bare:
                field["regex"] = reading.shape.pattern
            if reading.shape.template:
                field["template"] = reading.shape.template
            return field | {"formats": used_formats(reading, held, zone, now)}, reading.share
    return {}, 0.0


def _of_xml(text: str, url: str, now: datetime) -> dict[str, Any] | None:
    try:
        root = parse_xml(text, url)
    except PageError:
        return None
    counted: dict[str, list[Any]] = {}
    for element in root.iter(etree.Element):
        if len(element) > 1:
            counted.setdefault(element.tag, []).append(element)
    found = []
    for tag, elements in counted.items():
        values = [{child.tag: child.text or "" for child in one if isinstance(child.tag, str)} for one in elements]
        if made := _described(Array(f"//{tag}", values), url, now, answer="xml"):
            found.append(made)
    best = max(found, key=lambda pair: pair[0], default=None)
    return _as_xpath(best[1]) if best else None


def _as_xpath(definition: dict[str, Any]) -> dict[str, Any]:
    fields = {
        name: {("xpath" if part == "path" else part): value for part, value in field.items()}
        for name, field in definition["fields"].items()
    }
    return {**definition, "fields": fields}
