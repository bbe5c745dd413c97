"""Dates in the headings above the rows: whole, or the year there and the day in the row."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from crawlers.infer.fit import checked, fitted
from crawlers.infer.pieces import path_to
from crawlers.infer.sheet import Element, is_visible, tokens
from crawlers.infer.spots import Field, spots
from crawlers.infer.when import Asked, Where, inside_rows

_YEAR = (
    r"(?:令和|平成)\s?(?:元|\d{1,2})年\s?(?:\d{1,2}月分?)?|(?:19|20)\d\d\s?[년年]?(?:\s?[-./]?\s?\d{1,2}\s?[월月]?分?)?"
)
_YEAR_MONTH = re.compile(rf"(?i)^\D{{0,12}}(?:{_YEAR})\D{{0,12}}$")
_MONTH_AND_YEAR = re.compile(r"(?i)^[^\W\d_]{3,9}\.?,?\s+(?:19|20)\d\d$")
_MONTH_DAY = re.compile(r"^\W*\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일].{0,8}$|^\W*\d{1,2}[./-]\d{1,2}\.?\W*$")
_DAY = re.compile(r"(?i)^\W*(3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th|日|일|\.)?\W*(?:\(.\)|[a-z]{3})?$")
_DAY_AND_MONTH = re.compile(r"(?i)\d{1,2} [a-z]{3,9}|[a-z]{3,9} \d{1,2}")


def under_heading(asked: Asked) -> Where | None:
    """The whole date stands over the rows of that day."""
    found = (fitted(asked, path, 0.8) for path in _headings(asked, lambda line: True))
    return next((where for where in found if where), None)


def day_under_year(asked: Asked) -> Where | None:
    """The year, or year and month, in a heading; the day in the row or in a nearer heading."""
    years = list(_headings(asked, _is_year, several=False))
    days = [*_day_paths(asked), *_headings(asked, _is_day)] if years else []
    fields = (field for year in years[:3] for day in days[:6] for field in _put_together(year, day))
    return next((where for field in fields if (where := checked(asked, field, 0.8))), None)


def _is_year(line: str) -> bool:
    return bool(_YEAR_MONTH.match(line) or _MONTH_AND_YEAR.match(line))


def _is_day(line: str) -> bool:
    return bool(_MONTH_DAY.match(line) or _DAY.match(line))


_NUMBERS, _NAMES = ("{}-{2}-{3}", "%Y-%m-%d"), "%d %b %Y"
#: Heading and day, put together → pattern, template, format.
_TOGETHER = (
    (r"((?:19|20)\d\d).*?(?<!\d)(\d{1,2})\s?[月월./-]\s?(\d{1,2})\D*$", *_NUMBERS),
    (r"((?:19|20)\d\d)\D{1,3}(\d{1,2})\D+(\d{1,2})\D*$", *_NUMBERS),
    (r"([^\W\d_]{3,}) ((?:19|20)\d\d) \D*(\d{1,2})", "{3} {} {2}", _NAMES),
    (r"((?:19|20)\d\d).*? (\d{1,2})\D* ([^\W\d_]{3,})", "{2} {3} {}", _NAMES),
    (r"((?:19|20)\d\d).*? ([^\W\d_]{3,})\W* (\d{1,2})", "{3} {2} {}", _NAMES),
)


def _put_together(year: str, day: str) -> Iterator[Field]:
    joined = f"concat({year}, ' ', {day})"
    yield {"xpath": joined, "formats": ["era"]}
    for pattern, template, format_ in _TOGETHER:
        yield {"xpath": joined, "regex": pattern, "template": template, "formats": [format_]}


def _day_paths(asked: Asked) -> Iterator[str]:
    def wanted(element: Element) -> bool:
        line = asked.sheet.line(element)
        return len(line) < 16 and (_is_day(line) or bool(_DAY_AND_MONTH.fullmatch(line)))

    for spot in spots(asked.rows, wanted):
        if spot.share(len(asked.rows)) >= 0.8 and (path := path_to(asked, spot.elements)):
            yield path


def _headings(asked: Asked, wanted: Callable[[str], bool], *, several: bool = True) -> Iterator[str]:
    """XPaths to the nearest element before the row that is a heading over several rows."""
    order, inside = asked.sheet.order, inside_rows(asked)
    first, last = order[asked.rows[0]], order[asked.rows[-1]]
    container = _common_container(asked.rows)
    around = {one for row in asked.rows for one in row.iterancestors()}
    found: dict[str, list[int]] = {}
    for element in container.iter():
        if element in around or element in inside or not is_visible(element) or order[element] > last:
            continue
        line = asked.sheet.line(element)
        if 0 < len(line) < 60 and any(map(str.isdigit, line)) and wanted(line):
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
    of_class = f"[contains(concat(' ', normalize-space(@class), ' '), ' {token} ')]" if token else ""
    return f"preceding::{tag}{of_class}[1]"


def _common_container(rows: Sequence[Element]) -> Element:
    """The parent of all rows, or the grandparent when they have one parent without headings."""
    shared = set(rows[-1].iterancestors())
    container = next(one for one in rows[0].iterancestors() if one in shared)
    parent = container.getparent()
    return parent if parent is not None and parent.tag not in ("html", "body") else container
