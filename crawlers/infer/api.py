"""JSON and XML answers: which array holds the publications, and which of its parts are title, address and date."""

from __future__ import annotations

import json
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
from crawlers.infer.parts import best, dated, id_worth, link_worth, quoted, summary_worth, text_of, title_worth
from crawlers.infer.sheet import Sheet, units
from crawlers.keys import web_address

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
    first = max(found, key=lambda pair: pair[0], default=None)
    if first:
        return first[1]
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
            yield from _arrays(joined, f"{whole}.{quoted(name)}" + ("[]" if lists else ""), depth + 1)


def _is_telling(value: Mapping[str, Any]) -> bool:
    return any(isinstance(inner, str) and units(inner) > 8 for inner in value.values())


def _under(path: str, name: str) -> str:
    return f"{path}.{quoted(name)}" if path else quoted(name)


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
        name: [text_of(row.get(name)) for row in rows] for name in dict.fromkeys(name for row in rows for name in row)
    }
    title = best(texts, title_worth)
    if title is None:
        return None
    origin = origin_of(Sheet("", url), texts[title])
    fields: dict[str, Any] = {"title": {"path": quoted(title)}}
    link = best(texts, lambda name, values: link_worth(name, values, url))
    if link:
        fields["link"] = {"path": quoted(link)}
    date = dated(texts, origin.zone, origin.country, now)
    if date:
        fields["date"] = date
    ids = best({name: values for name, values in texts.items() if name not in (title, link)}, id_worth)
    links = [web_address(one, url) for one in texts[link]] if link else []
    key = key_of_links([one for one in links if one])
    if ids and not key:
        fields["key"] = {"path": quoted(ids)}
    if not (link or ids):
        return None
    if summary := best({n: v for n, v in texts.items() if n != title}, summary_worth):
        fields["summary"] = {"path": quoted(summary)}
    made = _head(origin, url) | {"answer": answer, "rows": array.path, "fields": fields} | ({"key": key} if key else {})
    nested = 0.6 ** array.path.count("[]")  # agencies[] of each of the results
    return nested * len(array.values) * (0.5 + 0.5 * bool(date)) * (0.5 + 0.5 * bool(link)), made


def _head(origin: Any, url: str) -> dict[str, Any]:
    return {
        "id": origin.id, "name": origin.name, "publisher": origin.publisher, "country": origin.country,
        "languages": origin.languages, "kind": "api", "url": url, "timezone": origin.zone, "every": "1h",
        "verified": True,
    }  # fmt: skip


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
    first = max(found, key=lambda pair: pair[0], default=None)
    return _as_xpath(first[1]) if first else None


def _as_xpath(definition: dict[str, Any]) -> dict[str, Any]:
    fields = {
        name: {("xpath" if part == "path" else part): value for part, value in field.items()}
        for name, field in definition["fields"].items()
    }
    return {**definition, "fields": fields}
