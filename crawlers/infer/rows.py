"""A selector that finds the rows again: by stable classes and tags, never by the place of one row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from crawlers.infer.sheet import Element, Sheet, stable_id, tokens
from crawlers.select import elements

_MOST = 400


def selector(sheet: Sheet, rows: Sequence[Element], is_row: Callable[[Element], bool]) -> str:
    """The shortest selector that finds all rows, and besides them nothing that reads as one. Empty: there is none."""
    wanted = set(rows)
    fallback, fewest = "", 1 << 30
    for number, candidate in enumerate(_candidates(rows)):
        if number > _MOST:
            break
        found = set(elements(candidate, sheet.tree))
        if not wanted <= found:
            continue
        stray = sum(1 for one in found - wanted if is_row(one))
        if not stray:
            return candidate
        if stray < fewest:
            fallback, fewest = candidate, stray
    return fallback


def _candidates(rows: Sequence[Element]) -> Iterator[str]:
    own = _names(rows)
    tag = rows[0].tag
    if tag not in ("li", "div", "a", "tr", "td", "p", "span", "dd", "dt"):
        yield from own[1:]
    levels = list(_levels(rows))
    yield from (name for name in own[1:] if "." in name)
    for depth, level in enumerate(levels, 1):
        chain = [one[0].tag for one in levels[: depth - 1]][::-1]
        for above in _names(level)[1:]:
            for name in own:
                if depth == 1:
                    yield f"{above} > {name}"
                else:
                    yield f"{above} {name}"
                    yield " > ".join((above, *chain, name))
    if levels:
        chain = [one[0].tag for one in levels][::-1]
        for start in range(len(chain) - 1, -1, -1):
            yield " > ".join((*chain[start:], own[0]))
    yield own[0]


def _levels(rows: Sequence[Element]) -> Iterator[list[Element]]:
    """The parents of all rows, then their parents, as long as they are of one tag."""
    level = list(rows)
    while True:
        parents = [one.getparent() for one in level]
        if any(one is None or one.tag in ("html", "body") for one in parents) or len({one.tag for one in parents}) > 1:
            return
        level = list(dict.fromkeys(parents))
        yield level


def _names(level: Sequence[Element]) -> list[str]:
    """The tag alone, then with the id, then with each class they share."""
    first = level[0]
    shared = [token for token in tokens(first) if all(token in tokens(one) for one in level)]
    found = [first.tag]
    if len(level) == 1 and (name := stable_id(first)):
        found.append(f"{first.tag}#{name}")
    return found + [f"{first.tag}.{token}" for token in shared]
