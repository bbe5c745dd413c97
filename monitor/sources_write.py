"""A source written as YAML, with the page it was inferred from and the rows it read there."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from typing import Any

import yaml

from crawlers.infer import Inferred
from crawlers.page import Page
from crawlers.source import Source
from monitor.yaml_file import BadFile, Problem, read_model

#: The order in which people read a source.
_ORDER = (
    "id", "name", "publisher", "country", "languages", "kind", "url", "timezone", "every", "cron", "verified",
    "reason", "seen", "enabled", "tags", "licence", "note", "ask", "answer", "html_in", "failed_when", "rows",
    "skip_rows", "only", "fields", "key", "canonical", "paging", "window", "detail", "page", "bulletin",
    "expect", "fallback",
)  # fmt: skip
_ENDINGS = {"feed": "xml", "sitemap": "xml", "listing": "html", "page": "html"}


#: YAML 1.1 leaves plain what 1.2 reads as a number.
_NUMBER = re.compile(r"0\d+|0o[0-7]+|\d+e\d+")


class _Dumper(yaml.SafeDumper):  # type: ignore[misc]
    pass


def _text(dumper: _Dumper, value: str) -> yaml.Node:
    style = '"' if _NUMBER.fullmatch(value) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Dumper.add_representer(str, _text)


def as_yaml(definition: Mapping[str, Any]) -> str:
    """Inner mappings on one line each, as people write them."""
    names = [name for name in _ORDER if name in definition]
    whole = {name: definition[name] for name in (*names, *(name for name in definition if name not in names))}
    return str(
        yaml.dump(whole, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=116, default_flow_style=None)
    )


def definition_of(source: Source) -> dict[str, Any]:
    """What a file says of a source: everything that is not the default, durations as people write them."""
    whole: dict[str, Any] = source.model_dump(by_alias=True, exclude_defaults=True)
    return {name: _written(value) for name, value in whole.items()}


def _written(value: Any) -> Any:
    if isinstance(value, timedelta):
        return spoken(value.total_seconds())
    return {name: _written(inner) for name, inner in value.items()} if isinstance(value, dict) else value


def spoken(seconds: float) -> str:
    """3600 → 1h"""
    for unit, length in (("w", 604800), ("d", 86400), ("h", 3600), ("m", 60)):
        if seconds and seconds % length == 0 and not (unit == "w" and seconds < 2 * length):
            return f"{int(seconds // length)}{unit}"
    return f"{int(seconds)}s"


def yaml_path(folder: Path, source_id: str) -> Path:
    return folder / f"{source_id}.yml"


def write_source(folder: Path, definition: Mapping[str, Any]) -> Path:
    """The file, which reads as the very same source. Raises BadFile when it does not."""
    wanted, path = Source.model_validate(definition), yaml_path(folder, definition["id"])
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".yml.new")
    draft.write_text(as_yaml(definition), encoding="utf-8")
    try:
        same = read_model(draft, Source) == wanted
    except BadFile:
        draft.unlink()
        raise
    if not same:
        draft.unlink()
        raise BadFile(
            [Problem(str(path), 1, 1, "", "the file would not read as the source that was found: please report it")]
        )
    draft.replace(path)
    return path


def write_fixture(folder: Path, source_id: str, inferred: Inferred, page: Page) -> Path:
    """The page and the rows it should give, for a person to review: FOLDER/<id>/page.html and expected.json."""
    place = folder / source_id
    place.mkdir(parents=True, exist_ok=True)
    kind = str(inferred.definition["kind"])
    ending = _ENDINGS.get(kind, "xml" if inferred.definition.get("answer") == "xml" else "json")
    (place / f"page.{ending}").write_bytes(page.body)
    expected = {
        "url": page.url,
        "content_type": page.headers.get("content-type", ""),
        "rows": [asdict(row) for row in inferred.rows],
    }
    (place / "expected.json").write_text(json.dumps(expected, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return place
