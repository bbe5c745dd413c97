"""Dates that do not stand in the row as one piece: in headings above, in pieces, in comments, in the address."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from crawlers.dates import parse_date
from crawlers.infer.shapes import has_date, readings, used_formats
from crawlers.infer.sheet import Element, is_visible, tokens
from crawlers.infer.spots import Field, Spot, places, spots
from crawlers.infer.when import Asked, Where
from crawlers.select import find, xpath
from crawlers.source import FieldFrom

_YEAR_MONTH = re.compile(
    r"(?i)^\D{0,12}(?:((?:令和|平成)\s?(?:元|\d{1,2}))年\s?(?:\d{1,2}月分?)?|((?:19|20)\d\d)\s?[년年]?(?:\s?[-./]?\s?\d{1,2}\s?[월月]?分?)?)\D{0,12}$"
)
_MONTH_AND_YEAR = re.compile(r"(?i)^[^\W\d_]{3,9}\.?,?\s+(?:19|20)\d\d$")
_MONTH_DAY = re.compile(r"^\W*\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일].{0,8}$|^\W*\d{1,2}[./-]\d{1,2}\.?\W*$")
_DAY = re.compile(r"(?i)^\W*(3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th|日|일|\.)?\W*(?:\(.\)|[a-z]{3})?$")


def date_outside(asked: Asked) -> Where | None:
    """What to try when the rows have no whole date of their own, best first."""
    ways = (_in_pieces, _beside, _carried_down, _day_under_year, _under_heading, _in_comments)
    found = [where for way in ways if (where := way(asked))]
    return next(iter(found), None) or _in_address(asked)


def _checked(asked: Asked, field: Field, least: float = 0.7) -> Where | None:
    read = FieldFrom.model_validate({name: value for name, value in field.items() if name != "formats"})
    moments: dict[int, datetime] = {}
    for number, row in enumerate(asked.rows):
        dated = parse_date(find(read, row), field["formats"], asked.zone, asked.now)
        if dated:
            moments[number] = dated.moment
    return Where(field, moments, len(moments) / len(asked.rows)) if len(moments) >= least * len(asked.rows) else None


def _fitted(asked: Asked, xpath: str, least: float = 0.7) -> Where | None:
    """A selector with the pattern and formats that its values need."""
    read = FieldFrom.model_validate({"xpath": xpath})
    texts = [text for row in asked.rows if (text := find(read, row))]
    if len(texts) < least * len(asked.rows):
        return None
    for reading in readings(texts, asked.zone, asked.now, asked.country)[:2]:
        if not reading.shape.full and reading.shape.worth < 0.6:
            continue
        field: Field = {"xpath": xpath}
        if not reading.bare:
            field["regex"] = reading.shape.pattern
        if reading.shape.template:
            field["template"] = reading.shape.template
        field["formats"] = used_formats(reading, texts, asked.zone, asked.now)
        if where := _checked(asked, field, least):
            return where
    return None


# --- in pieces


_JOINED = ("%Y-%m %d", "%Y.%m %d", "%Y/%m %d", "%d %Y-%m", "%d %Y.%m", "%d %Y/%m", "%d %b %Y", "%b %d %Y", "%Y %m %d", "%Y %m-%d",
           "%Y %m.%d", "%m-%d %Y", "%m.%d %Y", "%m/%d %Y", "%Y %m/%d", "%d %m %Y", "%Y %b %d", "%Y年%m月 %d日", "%d %Y年%m月", "%m月%d日 %Y", "%d. %b %Y", "%b %Y %d")  # fmt: skip


def _in_pieces(asked: Asked) -> Where | None:
    """2026-07 in one element and 07 in the next."""
    for spot in _piece_parents(asked):
        pieces = {number: _pieces(asked, element) for number, element in spot.elements.items()}
        if len({len(found) for found in pieces.values()}) != 1:
            continue
        paths = [
            _path_to(asked, {n: found[place] for n, found in pieces.items()})
            for place in range(len(next(iter(pieces.values()))))
        ]
        if not all(paths):
            continue
        joined = ', " ", '.join(path for path in paths if path)
        found = [
            where for one in _JOINED if (where := _checked(asked, {"xpath": f"concat({joined})", "formats": [one]}))
        ]
        if found:
            return max(found, key=lambda where: where.worth)
    return None


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


def _path_to(asked: Asked, elements: Mapping[int, Element]) -> str:
    spot = Spot("piece", dict(elements))
    wanted = {number: asked.sheet.line(element) for number, element in elements.items()}
    for place in places(asked.rows, spot):
        path = place.get("xpath") or _xpath_of(place["css"])
        read = FieldFrom.model_validate({"xpath": path})
        if all(find(read, asked.rows[number]) == value for number, value in wanted.items()):
            return path
    return ""


def _xpath_of(css: str) -> str:
    from cssselect import HTMLTranslator

    simple = re.fullmatch(r"(\w+)\.([\w-]+)", css)
    if simple:
        return f".//{simple[1]}[contains(concat(' ', normalize-space(@class), ' '), ' {simple[2]} ')]"
    return str(HTMLTranslator().css_to_xpath(css, prefix=".//"))


# --- beside the row, and in the row above


_BEFORE = ("preceding-sibling::*[1]", "preceding-sibling::node()[normalize-space()][1]", "../preceding-sibling::*[1]")
_AFTER = (
    "following-sibling::node()[normalize-space()][1]",
    "following-sibling::*[1]",
    "../following-sibling::*[1]",
)


def _beside(asked: Asked) -> Where | None:
    """In what follows or precedes a row that has nothing around it; where both fit, in what fits more rows."""
    steps = (*_BEFORE, *_AFTER) if asked.rows[0].tag in ("dd", "td") else (*_AFTER, *_BEFORE)
    found = [where for step in steps if _stands_apart(asked, step) and (where := _fitted(asked, step, 0.8))]
    return max(found, key=lambda where: where.worth, default=None)


def _stands_apart(asked: Asked, step: str) -> bool:
    """Whether each row has a neighbour of its own that is no row."""
    inside = _inside_rows(asked) | {one for row in asked.rows for one in row.iterancestors()}
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
        paths = [place.get("xpath") or _xpath_of(place["css"]) for place in places(asked.rows, spot)]
        for path in (*paths, *spanning):
            tag = asked.rows[0].tag
            if where := _fitted(asked, f"(. | preceding-sibling::{tag})[{path}][last()]/{path}", 0.9):
                return where
    return None


# --- headings above the rows


def _under_heading(asked: Asked) -> Where | None:
    for xpath in _headings(asked, lambda line: len(line) < 60):
        if where := _fitted(asked, xpath, 0.8):
            return where
    return None


def _day_under_year(asked: Asked) -> Where | None:
    """The year, or year and month, in a heading; the day in the row or in a nearer heading."""
    years = list(
        _headings(asked, lambda line: bool(_YEAR_MONTH.match(line) or _MONTH_AND_YEAR.match(line)), several=False)
    )
    if not years:
        return None
    days = [*_day_paths(asked), *_headings(asked, lambda line: bool(_MONTH_DAY.match(line) or _DAY.match(line)))]
    for year in years[:3]:
        for day in days[:6]:
            for field in _put_together(year, day):
                if where := _checked(asked, field, 0.8):
                    return where
    return None


def _put_together(year: str, day: str) -> Iterator[Field]:
    joined = f"concat({year}, ' ', {day})"
    yield {"xpath": joined, "formats": ["era"]}
    yield {
        "xpath": joined,
        "regex": r"((?:19|20)\d\d).*?(?<!\d)(\d{1,2})\s?[月월./-]\s?(\d{1,2})\D*$",
        "template": "{}-{2}-{3}",
        "formats": ["%Y-%m-%d"],
    }
    yield {
        "xpath": joined,
        "regex": r"((?:19|20)\d\d)\D{1,3}(\d{1,2})\D+(\d{1,2})\D*$",
        "template": "{}-{2}-{3}",
        "formats": ["%Y-%m-%d"],
    }
    yield {
        "xpath": joined,
        "regex": r"([^\W\d_]{3,}) ((?:19|20)\d\d) \D*(\d{1,2})",
        "template": "{3} {} {2}",
        "formats": ["%d %b %Y"],
    }
    yield {
        "xpath": joined,
        "regex": r"((?:19|20)\d\d).*? (\d{1,2})\D* ([^\W\d_]{3,})",
        "template": "{2} {3} {}",
        "formats": ["%d %b %Y"],
    }
    yield {
        "xpath": joined,
        "regex": r"((?:19|20)\d\d).*? ([^\W\d_]{3,})\W* (\d{1,2})",
        "template": "{3} {2} {}",
        "formats": ["%d %b %Y"],
    }


def _day_paths(asked: Asked) -> Iterator[str]:
    def wanted(element: Element) -> bool:
        line = asked.sheet.line(element)
        is_day = (
            _MONTH_DAY.match(line)
            or _DAY.match(line)
            or re.fullmatch(r"(?i)\d{1,2} [a-z]{3,9}|[a-z]{3,9} \d{1,2}", line)
        )
        return len(line) < 16 and bool(is_day)

    for spot in spots(asked.rows, wanted):
        if spot.share(len(asked.rows)) >= 0.8 and (path := _path_to(asked, spot.elements)):
            yield path


def _headings(asked: Asked, wanted: object, *, several: bool = True) -> Iterator[str]:
    """XPaths to the nearest element before the row that is a heading over several rows."""
    order, inside = asked.sheet.order, _inside_rows(asked)
    first, last = order[asked.rows[0]], order[asked.rows[-1]]
    container = _common_container(asked.rows)
    around = {one for row in asked.rows for one in row.iterancestors()}
    found: dict[str, list[int]] = {}
    for element in container.iter():
        if element in around or element in inside or not is_visible(element) or order[element] > last:
            continue
        line = asked.sheet.line(element)
        if 0 < len(line) < 60 and any(map(str.isdigit, line)) and wanted(line):  # type: ignore[operator]
            for name in _names(element):
                found.setdefault(name, []).append(order[element])
    taken = {name for one in (around | inside) if is_visible(one) for name in _names(one)}
    for name, at in found.items():
        if name in taken:  # the nearest of that name may be a part of another row
            continue
        between = sum(first < place < last for place in at)
        if min(at) < first and (between or not several or len(at) > 1):
            yield _nearest(name)


def _names(element: Element) -> list[str]:
    return [*(f"{element.tag}.{token}" for token in tokens(element)), str(element.tag)]


def _nearest(name: str) -> str:
    tag, _, token = name.partition(".")
    return (
        f"preceding::{tag}"
        + (f"[contains(concat(' ', normalize-space(@class), ' '), ' {token} ')]" if token else "")
        + "[1]"
    )


def _inside_rows(asked: Asked) -> set[Element]:
    return {one for row in asked.rows for one in row.iter()}


def _common_container(rows: Sequence[Element]) -> Element:
    """The parent of all rows, or the grandparent when they have one parent without headings."""
    shared = set(rows[-1].iterancestors())
    container = next(one for one in rows[0].iterancestors() if one in shared)
    parent = container.getparent()
    return parent if parent is not None and parent.tag not in ("html", "body") else container


# --- comments and addresses


def _in_comments(asked: Asked) -> Where | None:
    """Pages keep in comments what they showed once: <!-- <dt>令和8年8月19日</dt> -->."""
    like = "comment()[contains(translate(., '0123456789', '5555555555'), '5')]"
    for step in (f".//{like}", f"preceding-sibling::{like}[1]", f"preceding::{like}[1]"):
        if where := _fitted(asked, step, 0.7):
            return where
    return None


def _in_address(asked: Asked) -> Where | None:
    for pattern in (
        r"((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?!\d{2})",
        r"(?<!\d)(\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:_\d+)?\.html?",
    ):
        template = "{}-{2}-{3}" if "19" in pattern else "20{}-{2}-{3}"
        for place in ({"xpath": "descendant-or-self::a[@href]"},):
            field = {**place, "attr": "href", "regex": pattern, "template": template, "formats": ["%Y-%m-%d"]}
            where = _checked(asked, field, 0.8)
            if where and sum(moment > asked.now for moment in where.moments.values()) <= 0.1 * len(where.moments):
                return where
    return None
