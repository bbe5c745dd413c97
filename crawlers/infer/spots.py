"""The same place in every row: elements that stand alike, and short selectors that find them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from crawlers.infer.sheet import Element, is_visible, tokens
from crawlers.select import find
from crawlers.source import FieldFrom

_CELLS = frozenset(("td", "th"))
_ATTRIBUTES = ("data-title", "data-table", "data-label", "data-th", "headers", "itemprop", "property", "data-name")
_TELLING = re.compile(r"(?i)tit|subj|sbj|headl|date|time|day|link|name|regi?st|pub")
_PREFIX = re.compile(r"[A-Za-z][\w-]*[_-](?=\d*$)")

Field = dict[str, Any]  # the YAML of a field
Loose = tuple[tuple[str, int], ...]


@dataclass(slots=True)
class Spot:
    """`elements` by the number of their row."""

    key: object
    elements: dict[int, Element] = field(default_factory=dict)

    def share(self, rows: int) -> float:
        return len(self.elements) / max(rows, 1)


def way(element: Element, row: Element) -> list[Element]:
    """From the child of the row down to the element."""
    steps: list[Element] = []
    while element is not row:
        steps.append(element)
        element = element.getparent()
    return steps[::-1]


def cell_number(element: Element) -> int:
    if element.tag not in _CELLS:
        return 0
    return 1 + sum(1 for one in element.itersiblings(preceding=True) if one.tag in _CELLS)


def _number(element: Element) -> int:
    return sum(1 for one in element.itersiblings(element.tag, preceding=True))


def spots(rows: Sequence[Element], wanted: Callable[[Element], bool]) -> list[Spot]:
    """Places that hold a wanted element, by tags alone and by tags with classes."""
    found: dict[object, Spot] = {}
    for number, row in enumerate(rows):
        for element in row.iter():
            if is_visible(element) and wanted(element):
                for key in _keys(element, row):
                    found.setdefault(key, Spot(key)).elements.setdefault(number, element)
    return list({tuple(spot.elements.items()): spot for spot in reversed(found.values())}.values())[::-1]


def _keys(element: Element, row: Element) -> Iterator[object]:
    steps = way(element, row)
    loose = tuple((step.tag, cell_number(step)) for step in steps)
    yield loose
    yield loose, tuple(tokens(step) for step in steps)
    yield "at", tuple((step.tag, _number(step)) for step in steps)
    last = steps[-1] if steps else row
    for token in tokens(last):
        yield last.tag, token  # wherever it stands
    for name in _ATTRIBUTES:
        if value := last.get(name):
            yield last.tag, name, value


def places(rows: Sequence[Element], spot: Spot) -> Iterator[Field]:
    """Selectors that may find the spot, shortest and most telling first."""
    ways = [way(element, rows[number]) for number, element in spot.elements.items()]
    if not ways[0]:
        yield {"xpath": "."}
        return
    depth = min(map(len, ways))
    same_tag = [len({steps[-back].tag for steps in ways}) == 1 for back in range(1, depth + 1)]
    if not same_tag[0]:
        return
    levels = [[steps[-back] for steps in ways] for back in range(1, depth + 1)]
    yield from ({"css": selector} for selector in _css(levels, same_tag))
    yield from ({"xpath": path} for path in _paths(ways))


def _css(levels: Sequence[Sequence[Element]], same_tag: Sequence[bool]) -> Iterator[str]:
    last = levels[0][0].tag
    own = _names(levels[0])
    yield from own
    if last not in ("div", "span", "p", "td", "li", "dd"):
        yield last
    for level, same in zip(levels[1:4], same_tag[1:4], strict=False):
        above = _names(level) if same else []
        yield from (f"{outer} {inner}" for outer in above for inner in (*own, last))
        if same and (level[0].tag not in ("div", "span") or not above):
            yield from (f"{level[0].tag} {inner}" for inner in own)
            yield f"{level[0].tag} {last}"
    yield last
    for depth in range(2, len(levels) + 1):
        if all(same_tag[:depth]):
            yield " > ".join((_names(levels[back]) or [levels[back][0].tag])[0] for back in range(depth - 1, -1, -1))


def _names(elements: Sequence[Element]) -> list[str]:
    """tag.class and tag[attribute] that all of them share."""
    tag = elements[0].tag
    shared = [token for token in tokens(elements[0]) if all(token in tokens(one) for one in elements)]
    shared.sort(key=lambda token: not _TELLING.search(token))
    names = [f"{tag}.{token}" for token in shared]
    for name in _ATTRIBUTES:
        value = elements[0].get(name)
        if value and '"' not in value and all(one.get(name) == value for one in elements):
            names.append(f'{tag}[{name}="{value}"]')
    if prefix := _shared_prefix([one.get("id") or "" for one in elements]):
        names.append(f'{tag}[id^="{prefix}"]')
    return names


def _shared_prefix(ids: Sequence[str]) -> str:
    found = {match[0] if (match := _PREFIX.match(one)) else "" for one in ids}
    return found.pop() if len(found) == 1 and len(ids) > 1 else ""


def _paths(ways: Sequence[Sequence[Element]]) -> Iterator[str]:
    """XPaths by position; when rows differ, all their ways together."""
    cells = list(dict.fromkeys("/".join(_step(step, cells_only=True) for step in steps) for steps in ways))
    exact = list(dict.fromkeys("/".join(_step(step, cells_only=False) for step in steps) for steps in ways))
    for paths in (cells, exact):
        if len(paths) <= 3:
            yield " | ".join(paths)


def _step(element: Element, *, cells_only: bool) -> str:
    if element.tag in _CELLS:
        return f"*[self::td or self::th][{cell_number(element)}]" if _has_th(element) else f"td[{cell_number(element)}]"
    if cells_only:
        return str(element.tag)
    same = [one for one in element.getparent() if one.tag == element.tag]
    return element.tag if len(same) == 1 else f"{element.tag}[{same.index(element) + 1}]"


def _has_th(element: Element) -> bool:
    return any(one.tag == "th" for one in element.getparent())


Read = Callable[[FieldFrom, Element], str]


def best_field(
    fields: Iterable[Field], rows: Sequence[Element], wanted: Mapping[int, str], read: Read = find
) -> tuple[Field, float]:
    """The first field that is right everywhere, else the one that is right most often."""
    best: tuple[Field, float] = ({}, 0.0)
    for one in fields:
        field_ = FieldFrom.model_validate(one)
        share = sum(read(field_, rows[number]) == value for number, value in wanted.items()) / max(len(wanted), 1)
        if share > best[1]:
            best = (one, share)
        if share == 1.0:
            break
    return best
