"""Dates that do not stand in the row as one piece, and the order in which to look for them."""

from __future__ import annotations

from crawlers.infer.fit import checked, fitted
from crawlers.infer.heading import day_under_year, under_heading
from crawlers.infer.pieces import in_pieces, xpath_of
from crawlers.infer.shapes import has_date
from crawlers.infer.sheet import Element
from crawlers.infer.spots import Spot, places, spots
from crawlers.infer.when import Asked, Where, inside_rows
from crawlers.select import xpath


def date_outside(asked: Asked) -> Where | None:
    """What to try when the rows have no whole date of their own, best first."""
    for way in (in_pieces, _beside, _carried_down, day_under_year, under_heading, _in_comments, _in_address, _in_title):
        if where := way(asked):
            return where
    return None


_BEFORE = ("preceding-sibling::*[1]", "preceding-sibling::node()[normalize-space()][1]", "../preceding-sibling::*[1]")
_AFTER = (
    "following-sibling::node()[normalize-space()][1]",
    "following-sibling::*[1]",
    "../following-sibling::*[1]",
)


def _beside(asked: Asked) -> Where | None:
    """In what follows or precedes a row that has nothing around it; where both fit, in what fits more rows."""
    steps = (*_BEFORE, *_AFTER) if asked.rows[0].tag in ("dd", "td") else (*_AFTER, *_BEFORE)
    found = [where for step in steps if _stands_apart(asked, step) and (where := fitted(asked, step, 0.8))]
    return max(found, key=lambda where: where.worth, default=None)


def _stands_apart(asked: Asked, step: str) -> bool:
    """Whether each row has a neighbour of its own that is no row."""
    inside = inside_rows(asked) | {one for row in asked.rows for one in row.iterancestors()}
    beside = [one for row in asked.rows for one in xpath(step)(row)]
    apart = {one for one in beside if not isinstance(one, str)}
    texts = sum(isinstance(one, str) for one in beside)
    return len(apart) + texts >= 0.8 * len(asked.rows) and apart.isdisjoint(inside)


def _carried_down(asked: Asked) -> Where | None:
    """A cell that spans several rows, or stands empty where the day is the one above."""

    def wanted(element: Element) -> bool:
        return element.tag in ("td", "th") and has_date(asked.sheet.line(element)) and element not in asked.titles

    for spot in spots(asked.rows, wanted):
        if not any((one.get("rowspan") or "1") != "1" for one in spot.elements.values()):
            continue
        spanning = ["td[@rowspan]"] if all(one.get("rowspan") for one in spot.elements.values()) else []
        paths = [place.get("xpath") or xpath_of(place["css"]) for place in places(asked.rows, spot)]
        for path in (*paths, *spanning):
            tag = asked.rows[0].tag
            if where := fitted(asked, f"(. | preceding-sibling::{tag})[{path}][last()]/{path}", 0.9):
                return where
    return None


def _in_comments(asked: Asked) -> Where | None:
    """Pages keep in comments what they showed once: <!-- <dt>令和8年8月19日</dt> -->."""
    like = "comment()[contains(translate(., '0123456789', '5555555555'), '5')]"
    for step in (f".//{like}", f"preceding-sibling::{like}[1]", f"preceding::{like}[1]"):
        where = fitted(asked, step, 0.7)
        if where and (len(set(where.moments.values())) > 1 or len(asked.rows) < 4):
            return where
    return None


def _in_title(asked: Asked) -> Where | None:
    """The title ends with the date, and nothing else says it."""
    found: Spot = Spot(
        "title", {n: one for n, row in enumerate(asked.rows) for one in row.iter() if one in asked.titles}
    )
    paths = (
        [place.get("xpath") or xpath_of(place["css"]) for place in places(asked.rows, found)] if found.elements else []
    )
    return next((where for path in paths if (where := fitted(asked, path, 0.9))), None)


#: 20260817 and 2026/08/17, then 260817.html
_ADDRESSES = (
    (r"((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?!\d{2})", "{}-{2}-{3}"),
    (r"(?<!\d)(\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:_\d+)?\.html?", "20{}-{2}-{3}"),
)


def _in_address(asked: Asked) -> Where | None:
    """Better than no date, when nothing else says it."""
    place = {"xpath": "descendant-or-self::a[@href]", "attr": "href"}
    for pattern, template in _ADDRESSES:
        where = checked(asked, {**place, "regex": pattern, "template": template, "formats": ["%Y-%m-%d"]}, 0.8)
        if where and sum(moment > asked.now for moment in where.moments.values()) <= 0.1 * len(where.moments):
            return where
    return None
