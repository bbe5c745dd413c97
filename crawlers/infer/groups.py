"""Which elements of a page may be the rows of its list."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from math import log2
from urllib.parse import urlsplit

from crawlers.infer.shapes import has_date
from crawlers.infer.sheet import Element, Sheet, is_visible, tokens, units, word_set
from crawlers.infer.targets import Target, is_file

_MOST_ROWS = 5000
_EXAMINED = 40
_LONG_LINE = 1500
_NEAR = 3  # levels up to the part of the page that holds all groups of rows
_MOST_GROUPS = 40
_NEAR_THE_BEST = 0.2
_NO_ROWS = word_set("html body head ul ol table tbody thead tfoot nav header footer form main label option")


@dataclass(frozen=True)
class Group:
    rows: tuple[Element, ...]
    score: float
    undated: float  # the score without the dates

    @cached_property
    def members(self) -> frozenset[Element]:
        return frozenset(self.rows)


class Inside:
    """Targets by the elements they stand in."""

    def __init__(self, targets: Iterable[Target]) -> None:
        self.of: dict[Element, list[Target]] = defaultdict(list)
        for target in targets:
            for element in (target.element, *target.element.iterancestors()):
                self.of[element].append(target)


def groups(sheet: Sheet, inside: Inside, *, wide: bool = False) -> list[Group]:
    """The likeliest groups, best first; `wide` takes unlikely ones too."""
    seen: set[tuple[Element, ...]] = set()
    found: list[Group] = []
    for rows in _repeated(sheet, inside):
        if rows in seen or len(rows) > _MOST_ROWS or _are_lone_cells(rows):
            continue
        seen.add(rows)
        undated, dated = rough_score(sheet, inside, rows)
        if undated:
            found.append(Group(rows, undated * (0.4 + dated), undated))
    found.sort(key=lambda group: -group.score)
    chosen: list[Group] = []
    for group in found:
        if len(chosen) == _MOST_GROUPS or group.score < (0 if wide else _NEAR_THE_BEST) * found[0].score:
            break
        if not any(_is_part(group, better) for better in chosen):
            chosen.append(group)
    return chosen


def _is_part(group: Group, better: Group) -> bool:
    """A small part of the same rows, and no better dated."""
    within = len(group.rows) < 0.5 * len(better.rows) and better.members.issuperset(group.rows)
    return within and group.score * better.undated <= 1.1 * better.score * group.undated


def _repeated(sheet: Sheet, inside: Inside) -> Iterator[tuple[Element, ...]]:
    """Siblings of one tag, those among them that share a class, and the same in containers of the same shape."""
    apart: dict[tuple[object, ...], list[Element]] = defaultdict(list)
    for parent in sorted(inside.of, key=sheet.order.__getitem__):
        for rows in _siblings(parent, inside):
            yield tuple(rows)
            yield from _sharing_a_class(rows)
            for row in rows:
                for shape in _shapes(parent, row):
                    apart[shape].append(row)
    for unordered in apart.values():
        together = sorted(unordered, key=sheet.order.__getitem__)
        yield tuple(together)
        dated = [row for row in together if len(sheet.line(row)) < _LONG_LINE and sheet.dated(row)]
        if 1 < len(dated) < 0.9 * len(together):
            yield tuple(dated)  # the list without the menu that is built like it


def _siblings(parent: Element, inside: Inside) -> Iterator[list[Element]]:
    by_tag: dict[str, list[Element]] = defaultdict(list)
    for child in parent:
        if child in inside.of and child.tag not in _NO_ROWS:
            by_tag[child.tag].append(child)
    yield from by_tag.values()


def _shapes(parent: Element, row: Element) -> Iterator[tuple[object, ...]]:
    """Where a row stands: by tags alone, with its classes, with those of its parent, within one part of the page."""
    path = (*(one.tag for one in parent.iterancestors()), parent.tag, row.tag)
    yield path
    yield from ((path, "row", token) for token in tokens(row))
    yield from ((path, "parent", token) for token in tokens(parent))
    steps: tuple[str, ...] = (parent.tag, row.tag)
    for above in islice(parent.iterancestors(), _NEAR):
        yield above, steps
        steps = (above.tag, *steps)


def _are_lone_cells(rows: Sequence[Element]) -> bool:
    """One cell of each line of a table: the line is the row."""
    return rows[0].tag in ("td", "th") and len({row.getparent() for row in rows}) == len(rows)


def _sharing_a_class(rows: Sequence[Element]) -> Iterator[tuple[Element, ...]]:
    by_token: dict[str, list[Element]] = defaultdict(list)
    for row in rows:
        for token in tokens(row):
            by_token[token].append(row)
    for some in by_token.values():
        if 1 < len(some) < len(rows):
            yield tuple(some)


def rough_score(sheet: Sheet, inside: Inside, rows: Sequence[Element]) -> tuple[float, float]:
    """Many rows with long different titles and addresses of their own, outside of menus; and the share with dates."""
    some = rows[:_EXAMINED]
    mains = [_main(sheet, inside.of[row]) for row in some]
    lengths = sorted(min(units(sheet.line(main.element)), 120) for main in mains)
    typical = lengths[len(lengths) // 2]
    if typical < 4:
        typical = sorted(min(units(sheet.line(row)), 60) for row in some)[len(some) // 2] // 2
    distinct = len({main.identity for main in mains}) / len(some)
    dated = sum(sheet.dated(row) or 0.8 * _dated_beside(sheet, row) for row in some) / len(some)
    rivals = Counter(one for row, main in zip(some, mains, strict=True) for one in _rivals(sheet, inside, row, main))
    crowded = sum(times for times in rivals.values() if times < 3) / len(some)  # others are categories
    named = sum(
        units(sheet.line(main.element)) > 3 or units(sheet.line(row)) > 20
        for row, main in zip(some, mains, strict=True)
    )
    quality = min(typical / 28, 1.0) * distinct * (named / len(some)) ** 2 / (1 + 4 * crowded)
    region = sheet.region(some[0].getparent() if len(some) > 1 else some[0])
    files = sum(map(is_file, mains)) / len(some)
    kin = sum(_is_kin(sheet, main) for main in mains) / len(some)
    mass = sum(min(sheet.weights.get(row, 0), 600) for row in rows) / max(sheet.weights.get(sheet.tree, 1), 1)
    bonus = (1 - 0.2 * files) * (1 + 0.2 * kin) * _alike(some, mains) * (0.7 + 0.6 * min(mass, 0.5))
    return log2(1 + len(rows)) * quality * region * bonus, dated


def _alike(rows: Sequence[Element], mains: Sequence[Target]) -> float:
    """Rows of one list lead to one part of a site; two lists that are built alike lead to two."""
    level = [row.getparent() for row in rows]
    while len(set(level)) == len(level) > 1 and all(one.getparent() is not None for one in level):
        level = [one.getparent() for one in level]
    by_parent: dict[Element, list[str]] = defaultdict(list)
    for parent, main in zip(level, mains, strict=True):
        by_parent[parent].append(_part(main))
    largest = max(by_parent.values(), key=len)
    rest = [part for parts in by_parent.values() if parts is not largest for part in parts]
    if not rest or len(largest) < 3:
        return 1.0
    return 0.5 + 0.5 * sum(part in largest for part in rest) / len(rest)


def _part(target: Target) -> str:
    parts = urlsplit(target.url)
    return (
        parts.netloc + re.sub(r"\d+", "0", parts.path.rpartition("/")[0])
        if target.url
        else (target.call.name if target.call else "")
    )


def _is_kin(sheet: Sheet, target: Target) -> bool:
    """Publications often stand below the address of their list."""
    here, there = urlsplit(sheet.url), urlsplit(target.url)
    folder = here.path.rpartition("/")[0] if "." in here.path.rpartition("/")[2] else here.path.rstrip("/")
    return bool(folder) and here.netloc == there.netloc and there.path.startswith(folder)


def _main(sheet: Sheet, targets: Sequence[Target]) -> Target:
    """The longest text to click that is no file."""
    return max(targets, key=lambda target: (not is_file(target), min(units(sheet.line(target.element)), 300)))


def _dated_beside(sheet: Sheet, row: Element) -> bool:
    """The text after the row, or the element before or after it."""
    beside = [
        row.tail or "",
        *(sheet.line(one) for one in (row.getprevious(), row.getnext()) if one is not None and is_visible(one)),
    ]
    return any(len(text) < 120 and has_date(text) for text in beside)


def _rivals(sheet: Sheet, inside: Inside, row: Element, main: Target) -> set[str]:
    """Other targets of a row that look like titles as much as its main one: then it holds several rows."""
    shape = [one.tag for one in _way(main.element, row)]
    limit = 0.4 * min(units(sheet.line(main.element)), 60)
    return {
        target.identity
        for target in inside.of[row]
        if target.identity != main.identity
        and not is_file(target)
        and [one.tag for one in _way(target.element, row)] == shape
        and units(sheet.line(target.element)) >= limit
    }


def _way(element: Element, row: Element) -> Iterator[Element]:
    while element is not row:
        yield element
        element = element.getparent()
