"""Where the date of a row stands: in the row, in pieces, in the heading above it, or in its address."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from statistics import mean

from crawlers.infer.shapes import Reading, readings, used_formats
from crawlers.infer.sheet import Element, Sheet, is_element, is_visible, word_set, words
from crawlers.infer.spots import Field, Spot, best_field, cell_number, places, spots

_DATE_WORDS = word_set(
    "date day time reg regist registered pub publ published posted release created write written ymd fecha datum dt"
)
_GOOD = re.compile(
    r"(?i)등록|작성|게시|공고일|배포|보도|발표|제공일|일자|날짜|publi[sc]|posted|issued|released?\b|^date|\bdate$|dated|发布|公布|成文|"
    r"公開|掲載|更新日|日付|発表|日期|時間|时间|veröffentlich|datum|fecha|data\b"
)
_BAD = re.compile(
    r"(?i)마감|접수|기간|종료|시행|신청|수정|deadline|clos(?:es|ing)|due|until|expir|effective|event|meeting|hearing|"
    r"comment period|入札|締切|期限|開催|截止|实施|施行|frist|updated|modified|reviewed"
)
_LIKELY = re.compile(r"\d\D{1,6}\d|\d{8}|\d+ ?[^\W\d]{3,}|[^\W\d]{3,}\.? \d")


@dataclass(frozen=True, slots=True)
class Where:
    """`moments` by the number of the row, for those that have one."""

    field: Field
    moments: Mapping[int, datetime]
    worth: float


@dataclass(frozen=True, slots=True)
class Asked:
    """What the search for dates knows of the page."""

    sheet: Sheet
    rows: Sequence[Element]
    titles: frozenset[Element]
    zone: str
    country: str
    now: datetime


def inside_rows(asked: Asked) -> set[Element]:
    return {one for row in asked.rows for one in row.iter()}


def find_dates(asked: Asked) -> Where | None:
    """The best place in the rows; None when they have no dates."""
    found = [where for where in (*_in_elements(asked), *_in_attributes(asked), *_in_text_nodes(asked)) if where]
    return max(found, key=lambda where: where.worth, default=None)


def _in_elements(asked: Asked) -> Iterator[Where | None]:
    def wanted(element: Element) -> bool:
        line = asked.sheet.line(element)
        return 3 < len(line) < 160 and bool(_LIKELY.search(line)) and not _holds_title(asked, element)

    for spot in spots(asked.rows, wanted):
        texts = {number: asked.sheet.line(element) for number, element in spot.elements.items()}
        yield _judged(asked, spot, texts, partial(places, asked.rows, spot))


def _in_attributes(asked: Asked) -> Iterator[Where | None]:
    for attr in ("datetime", "data-date", "data-time", "data-sort", "content", "title"):
        for spot in spots(asked.rows, lambda one, attr=attr: bool(one.get(attr)) and one not in asked.titles):  # type: ignore[misc]
            texts = {number: element.get(attr) for number, element in spot.elements.items()}
            if where := _judged(asked, spot, texts, partial(_with_attr, asked, spot, attr)):
                factor = {"datetime": 1.05, "title": 0.7}.get(attr, 0.8)
                yield Where(where.field, where.moments, where.worth * factor)


def _in_text_nodes(asked: Asked) -> Iterator[Where | None]:
    """A date beside other elements, without one of its own: <li><a>…</a> 2026-08-31</li>."""

    def wanted(element: Element) -> bool:
        return _own_text(element) != asked.sheet.line(element) and any(map(str.isdigit, _own_text(element)))

    for spot in spots(asked.rows, wanted):
        texts = {number: _own_text(element) for number, element in spot.elements.items()}
        if where := _judged(asked, spot, texts, partial(_around_nodes, asked, spot)):
            yield Where(where.field, where.moments, where.worth * 0.95)


def _with_attr(asked: Asked, spot: Spot, attr: str) -> Iterator[Field]:
    return ({**field, "attr": attr} for field in places(asked.rows, spot))


def _around_nodes(asked: Asked, spot: Spot) -> Iterator[Field]:
    for place in places(asked.rows, spot):
        if "xpath" in place and " | " not in place["xpath"]:
            yield from _nodes(place["xpath"])
    yield from places(asked.rows, spot)


def _nodes(path: str) -> Iterator[Field]:
    """The text nodes that look like a date, whatever stands around them."""
    for form in (
        "0000-00-00",
        "0000.00.00",
        "0000. 0",
        "0000/00/00",
        "00.00.0000",
        "00/00/0000",
        "0000年",
        " 0000",
        "00",
    ):
        yield {"xpath": f"{path}/text()[contains(translate(., '123456789', '000000000'), '{form}')]"}


def _own_text(element: Element) -> str:
    pieces = [element.text or "", *((child.tail or "") for child in element)]
    return " ".join(" ".join(pieces).split())


def _holds_title(asked: Asked, element: Element) -> bool:
    return element in asked.titles or any(one in asked.titles for one in element.iterdescendants())


def _judged(asked: Asked, spot: Spot, texts: Mapping[int, str], fields: Callable[[], Iterator[Field]]) -> Where | None:
    numbers = sorted(texts)
    if len(numbers) < 0.1 * len(asked.rows):
        return None
    found = readings([texts[number] for number in numbers], asked.zone, asked.now, asked.country)
    for reading in found[:2]:
        wanted = {number: moment for number, moment in zip(numbers, reading.moments, strict=True) if moment}
        field, share = _field(asked, reading, texts, wanted, fields())
        if share > 0.5:
            worth = share * len(wanted) / len(asked.rows) * (0.4 + 0.6 * reading.shape.worth)
            return Where(field, wanted, worth * _said(asked, spot, texts) * _plausible(reading, asked.now))
    return None


def _field(
    asked: Asked, reading: Reading, texts: Mapping[int, str], wanted: Mapping[int, datetime], fields: Iterator[Field]
) -> tuple[Field, float]:
    """The selector whose value is right in every row, and the pattern that cuts the date out of it."""
    formats = used_formats(reading, [texts[number] for number in wanted], asked.zone, asked.now)
    cut: Field = {} if reading.bare else {"regex": reading.shape.pattern}
    if reading.shape.template:
        cut["template"] = reading.shape.template
    values = {number: _cut(reading, texts[number]) for number in wanted}
    field, share = best_field(({**one, **cut} for one in fields), asked.rows, values)
    return ({**field, "formats": formats} if field else {}), share


def _cut(reading: Reading, text: str) -> str:
    if reading.bare:
        return text
    found = reading.shape.regex.search(text)
    return reading.shape.text_of(found).strip() if found else ""


def _said(asked: Asked, spot: Spot, texts: Mapping[int, str]) -> float:
    """Words around the date that say what kind of date it is."""
    some = [(number, spot.elements[number]) for number in list(spot.elements)[:8]]
    label = " ".join({_label(asked.sheet, element, texts.get(number, "")) for number, element in some})
    factor = 1.0
    if any(element.tag == "time" or words(element) & _DATE_WORDS for _, element in some):
        factor *= 1.2
    if _GOOD.search(label):
        factor *= 1.25
    elif _BAD.search(label):
        factor *= 0.6
    typical = mean(len(texts.get(number, "")) for number, _ in some)
    if any(re.search(r"\d\s*[~～–]\s*['’]?\d", texts.get(number, "")) for number, _ in some):
        factor *= 0.75  # a range, such as the days to apply
    return factor * (1.1 if typical < 14 else 1.0 if typical < 40 else 0.8)


def _label(sheet: Sheet, element: Element, text: str) -> str:
    """Text before the date, the heading of its column, the label beside it."""
    said = [re.split(r"\d", text, maxsplit=1)[0], element.get("data-title") or "", element.get("data-label") or ""]
    cell = next((one for one in (element, *element.iterancestors()) if one.tag in ("td", "th", "dd", "li")), None)
    if cell is not None and cell.tag in ("td", "th"):
        said.append(_column(sheet, cell))
    before = element.getprevious()
    if before is not None and is_visible(before) and len(sheet.line(before)) < 20:
        said.append(sheet.line(before))
    return " ".join(said)


def _column(sheet: Sheet, cell: Element) -> str:
    table = next(cell.iterancestors("table"), None)
    heads = (
        next((row for row in table.iter("tr") if any(one.tag == "th" for one in row)), None)
        if table is not None
        else None
    )
    if heads is None:
        return ""
    place = cell_number(cell)
    return next((sheet.line(one) for one in heads if is_element(one) and cell_number(one) == place), "")


def _plausible(reading: Reading, now: datetime) -> float:
    """News is of the past; a column of days to come says when something ends."""
    days = [moment for moment in reading.moments if moment]
    ahead = sum((moment - now).days > 2 for moment in days) / max(len(days), 1)
    different = len(set(days)) / max(len(days), 1)
    return (1 - 0.7 * ahead) * (1.0 if different > 0.2 or len(days) < 4 else 0.7)
