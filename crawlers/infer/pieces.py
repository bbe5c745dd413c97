"""Dates in pieces: 2026-07 in one element and 07 in the next."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from cssselect import HTMLTranslator

from crawlers.infer.fit import checked
from crawlers.infer.sheet import Element, is_visible
from crawlers.infer.spots import Spot, places, spots
from crawlers.infer.when import Asked, Where
from crawlers.select import find
from crawlers.source import FieldFrom

_JOINED = (
    "%Y-%m %d", "%Y.%m %d", "%Y/%m %d", "%d %Y-%m", "%d %Y.%m", "%d %Y/%m", "%d %b %Y", "%b %d %Y", "%Y %m %d",
    "%Y %m-%d", "%Y %m.%d", "%m-%d %Y", "%m.%d %Y", "%m/%d %Y", "%Y %m/%d", "%d %m %Y", "%Y %b %d", "%Y年%m月 %d日",
    "%d %Y年%m月", "%m月%d日 %Y", "%d. %b %Y", "%b %Y %d", "%d %b", "%b %d", "%d %m월", "%m월 %d일", "%m월 %d",
    "%d %m月", "%m月 %d日", "%m月 %d",
)  # fmt: skip

#: What may be a part of a date: 07, 2026-07, 08.17, Aug, 2026
_PIECE = re.compile(
    r"\d{1,2}[.]?|(?:19|20)\d\d|(?:19|20)\d\d[-./]\d\d?|\d\d?[-./]\d\d?|[^\W\d_]{3,10}\.?|\d{1,2}[월月日일]"
)


def in_pieces(asked: Asked) -> Where | None:
    """2026-07 in one element and 07 in the next, in an element of their own or beside the title."""
    for spot in _piece_parents(asked):
        pieces = {number: _pieces(asked, element) for number, element in spot.elements.items()}
        if len({len(found) for found in pieces.values()}) != 1:
            continue
        count = len(next(iter(pieces.values())))
        paths = [path_to(asked, {n: found[place] for n, found in pieces.items()}) for place in range(count)]
        if all(paths) and (where := _joined(asked, paths)):
            return where
    return _of_siblings(asked)


def _joined(asked: Asked, paths: Sequence[str]) -> Where | None:
    joined = ", ' ', ".join(paths)
    found = [where for one in _JOINED if (where := checked(asked, {"xpath": f"concat({joined})", "formats": [one]}))]
    return max(found, key=lambda where: where.worth, default=None)


def _of_siblings(asked: Asked) -> Where | None:
    def wanted(element: Element) -> bool:
        return len(element) == 0 and bool(_PIECE.fullmatch(asked.sheet.line(element)))

    found = [spot for spot in spots(asked.rows, wanted) if spot.share(len(asked.rows)) >= 0.9]
    paths = list(dict.fromkeys(path for spot in found if (path := path_to(asked, spot.elements))))[:6]
    tries = (*combinations(paths, 3), *combinations(paths, 2))
    return next((where for some in tries if (where := _joined(asked, some))), None)


def _piece_parents(asked: Asked) -> Iterator[Spot]:
    def wanted(element: Element) -> bool:
        line = asked.sheet.line(element)
        return 5 <= len(line) < 30 and 2 <= len(_pieces(asked, element)) <= 3 and any(map(str.isdigit, line))

    found = spots(asked.rows, wanted)
    yield from sorted((s for s in found if s.share(len(asked.rows)) >= 0.7), key=lambda s: len(str(s.key)))


def _pieces(asked: Asked, element: Element) -> list[Element]:
    """The elements that hold the text, when they hold all of it."""
    leaves = [one for one in element.iterdescendants() if is_visible(one) and asked.sheet.line(one) and not len(one)]
    held = "".join("".join(asked.sheet.line(one) for one in leaves).split())
    return leaves if held == "".join(asked.sheet.line(element).split()) else []


def path_to(asked: Asked, elements: Mapping[int, Element]) -> str:
    """An XPath that gives the text of just these elements; empty when there is none."""
    spot = Spot("piece", dict(elements))
    wanted = {number: asked.sheet.line(element) for number, element in elements.items()}
    for place in places(asked.rows, spot):
        path = place.get("xpath") or xpath_of(place["css"])
        read = FieldFrom.model_validate({"xpath": path})
        if all(find(read, asked.rows[number]) == value for number, value in wanted.items()):
            return path
    return ""


def xpath_of(css: str) -> str:
    simple = re.fullmatch(r"(\w+)\.([\w-]+)", css)
    if simple:
        return f".//{simple[1]}[contains(concat(' ', normalize-space(@class), ' '), ' {simple[2]} ')]"
    return str(HTMLTranslator().css_to_xpath(css, prefix=".//"))
