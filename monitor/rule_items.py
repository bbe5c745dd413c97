"""Items of a JSONL file in, one prediction a line out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TextIO

from rules import Candidate, Hit, RuleSet
from rules.ruleset import RANK


class BadItem(Exception):  # noqa: N818  it is about a line of input
    """A line that is no item: where and why."""


def read_items(path: str, stdin: TextIO) -> Iterator[dict[str, Any]]:
    """Of a file, or of standard input for `-`. Raises BadItem."""
    if path == "-":
        yield from _items(stdin, "standard input")
        return
    try:
        with Path(path).open(encoding="utf-8-sig") as lines:
            yield from _items(lines, path)
    except OSError as error:
        raise BadItem(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise BadItem(f"{path}: is not UTF-8 text: {error.reason} at byte {error.start}") from error


def _items(lines: Iterable[str], name: str) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            item = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise BadItem(f"{name}:{number}: is no JSON: {error}") from error
        if not isinstance(item, dict):
            raise BadItem(f'{name}:{number}: is no JSON object; write one item a line: {{"title": …, "body": …}}')
        yield item


def candidate_of(item: dict[str, Any]) -> Candidate:
    attachments = item.get("attachments") or ()
    return Candidate(
        title=_text(item, "title"),
        text=_text(item, "body", "text"),
        publisher=_text(item, "publisher", "agency"),
        section=_text(item, "section"),
        attachments=tuple(one if isinstance(one, str) else str(one.get("text") or "") for one in attachments),
        source=_text(item, "source", "source_id"),
        country=_text(item, "country"),
        language=_text(item, "lang", "language"),
    )


def _text(item: dict[str, Any], *names: str) -> str:
    return next((str(item[name]) for name in names if item.get(name)), "")


def prediction(rules: RuleSet, item: dict[str, Any]) -> dict[str, Any]:
    candidate = candidate_of(item)
    hits = rules.hits(candidate)
    labels = sorted({label for hit in hits for label in hit.labels}, key=_label_order)
    # what carries no label is told by its rule alone; labels, severity and facts speak of the labelled hits
    labelled = [hit for hit in hits if hit.labels] or hits
    return {
        "id": item.get("id"),
        "labels": labels,
        "flags": labels,
        "severity": max((RANK[hit.severity] for hit in labelled), default=0),
        "minerals": _union(hit.minerals for hit in labelled),
        "countries": _union(hit.countries for hit in labelled),
        "measures": _union(hit.measures for hit in labelled),
        "matches": [_match(hit, candidate) for hit in hits],
    }


def _label_order(label: str) -> tuple[bool, str]:
    return label != "supply_chain", label


def _union(values: Iterable[tuple[str, ...]]) -> list[str]:
    return sorted({one for several in values for one in several})


def _match(hit: Hit, candidate: Candidate) -> dict[str, Any]:
    return {
        "rule": hit.rule_id,
        "severity": RANK[hit.severity],
        "labels": list(hit.labels),
        "concepts": list(hit.concepts),
        "spans": [
            {**span._asdict(), "text": field_text(candidate, span.field)[span.start : span.end]} for span in hit.spans
        ],
    }


def field_text(candidate: Candidate, field: str) -> str:
    name, _, number = field.partition(":")
    if name == "attachment":
        return candidate.attachments[int(number or 1) - 1]
    return candidate.text if name == "body" else str(getattr(candidate, name))


def read_text(path: str, stdin: TextIO) -> dict[str, Any]:
    """A plain text as an item: the first line is its title."""
    try:
        whole = stdin.read() if path == "-" else Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadItem(f"{path}: cannot be read: {error}") from error
    return text_item(whole)


def text_item(whole: str) -> dict[str, Any]:
    title, _, body = whole.strip().partition("\n")
    return {"id": None, "title": title, "body": body}
