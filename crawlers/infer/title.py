"""Where the title of a row stands, without the badges around it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from statistics import mean

from crawlers.infer.badges import common_pieces, without_badges
from crawlers.infer.shapes import has_date
from crawlers.infer.sheet import Element, Sheet, is_visible, tokens, units, word_set
from crawlers.infer.spots import Field, Spot, best_field, places, spots
from crawlers.plain import line_of
from crawlers.select import css, find
from crawlers.source import FieldFrom
from crawlers.spiders.row import CUT_TITLE, full_title

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BLOCKS = word_set("p div h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table tr td th time section article figure")
_TITLE = re.compile(r"(?i)tit|subj|sbj|headl|heading|\bname|caption")
_LEAD = re.compile(
    r"(?i)desc|summ|lead\b|excerpt|intro|abstract|preview|content|^con$|^cont$|^txt$|snippet|^text$|info|meta|more"
)


class Titles:
    """`values` by the number of the row: what its title should be. `spot` is the element that holds it."""

    def __init__(self, spot: Spot, values: dict[int, str], field: Field, share: float) -> None:
        self.spot, self.values, self.field, self.share = spot, values, field, share


def find_titles(sheet: Sheet, rows: Sequence[Element], links: Mapping[int, Sequence[Element]]) -> Titles | None:
    """`links` are the clickable elements of each row."""
    clickable = {link for found in links.values() for link in found}
    near = clickable | {one for link in clickable for one in link.iterdescendants()}
    near |= {one for link in clickable for one in _within_row(link, rows)}
    ranked = sorted(
        ((_score(sheet, rows, spot, near), spot) for spot in spots(rows, lambda one: _may_be_title(sheet, one))),
        key=lambda pair: -pair[0],
    )
    best: Titles | None = None
    for score, spot in ranked[:4]:
        if score <= 0:
            break
        titles = _at(sheet, rows, spot)
        if best is None or titles.share > best.share + 0.05:
            best = titles
        if best.share == 1.0:
            break
    return best


def _within_row(link: Element, rows: Sequence[Element]) -> Iterator[Element]:
    for above in link.iterancestors():
        if above in rows or above.tag not in (*_HEADINGS, "strong", "b", "span", "em", "p", "dt", "div"):
            return
        yield above


def _may_be_title(sheet: Sheet, element: Element) -> bool:
    line = sheet.line(element)
    return bool(line) and units(line) < 1200


def _score(sheet: Sheet, rows: Sequence[Element], spot: Spot, near: set[Element]) -> float:
    elements = list(spot.elements.values())
    share = spot.share(len(rows))
    if share < 0.5:
        return 0.0
    lines = [without_badges(sheet, one, frozenset()) for one in elements]
    lengths = [units(line) for line in lines]
    typical = mean(min(length, 160) for length in lengths)
    distinct = len(set(lines)) / len(lines)
    letters = mean(sum(map(str.isalpha, line)) / max(len(line), 1) for line in lines)
    if typical < 3 or letters < 0.25:
        return 0.0
    score = share * share * distinct * min(typical / 40, 1.0) ** 0.7 * (1.0 if typical < 130 else 0.5)
    linked = sum(one in near for one in elements) / len(elements)
    return float(score * (0.35 + 0.65 * linked) * mean(_nature(sheet, one) for one in elements[:12]))


def _nature(sheet: Sheet, element: Element) -> float:
    """What the element is called says what it holds."""
    factor, names = 1.0, _called(sheet, element)
    if element.tag in _HEADINGS or element.getparent().tag in _HEADINGS:
        factor *= 1.35
    if _TITLE.search(names):
        factor *= 1.35
    elif _LEAD.search(names) or element.tag == "p":
        factor *= 0.6
    if element.tag in ("strong", "b", "a"):
        factor *= 1.1
    elif any(one.tag == "a" for one in element.iterdescendants()):
        factor *= 0.9  # the link itself says it more exactly
    blocks = [one for one in element.iterdescendants() if is_visible(one) and one.tag in _BLOCKS and sheet.line(one)]
    lines = {sheet.line(one) for one in blocks} - {sheet.line(element)}
    if lines or any(_is_other(sheet, one) for one in element.iterdescendants()):
        factor *= 0.3  # it holds more than the title
    parts = [len(sheet.line(one)) for one in element if is_visible(one) and sheet.line(one)]
    if len(parts) > 1 and max(parts) >= 0.5 * len(sheet.line(element)):
        factor *= 0.6  # one of its parts is the title
    line = sheet.line(element)
    return factor * (0.3 if has_date(line) and len(line) < 24 else 1.0)


def _called(sheet: Sheet, element: Element) -> str:
    """Classes of the element, and of those around it that hold little else."""
    names = [*tokens(element), element.get("id") or "", element.get("data-title") or "", element.get("itemprop") or ""]
    size = len(sheet.line(element))
    for above in element.iterancestors():
        if size < 0.6 * len(sheet.line(above)) or above.tag in ("ul", "table", "body"):
            break
        names += [*tokens(above), above.get("data-title") or ""]
    return " ".join(names)


def _is_other(sheet: Sheet, element: Element) -> bool:
    """A date, or a lead, inside of what else might be the title."""
    if not is_visible(element) or element.tag in ("br", "img"):
        return False
    line = sheet.line(element)
    return bool(line) and (
        (has_date(line) and len(line) < 40)
        or any(_LEAD.search(token) and units(line) > 40 for token in tokens(element))
    )


def _at(sheet: Sheet, rows: Sequence[Element], spot: Spot) -> Titles:
    common = common_pieces(sheet, spot)
    values = {number: without_badges(sheet, one, common) for number, one in spot.elements.items()}
    values = {number: _whole(spot.elements[number], value) for number, value in values.items() if value}
    values = _from_attributes(spot, values)
    field, share = best_field(_fields(rows, spot, values), rows, values, _read_title)
    return Titles(spot, values, field, share)


def _read_title(field: FieldFrom, row: Element) -> str:
    """As the spider reads it: a cut title is taken from the attribute that holds the whole."""
    title = find(field, row)
    if field.css and not field.attr and not field.regex and CUT_TITLE.search(title):
        return next((full_title(one) for one in css(field.css)(row)), title)
    return title


def _whole(element: Element, value: str) -> str:
    """A title attribute that goes on where the text is cut."""
    return full_title(element) if CUT_TITLE.search(value) else value


def _from_attributes(spot: Spot, values: dict[int, str]) -> dict[int, str]:
    """Titles cut without dots: the title attributes go on, each in its own way."""
    whole: dict[int, str] = {}
    for number, value in values.items():
        element = spot.elements[number]
        near = [element, *element.iterancestors("a"), *element.iter("a")]
        attrs = [" ".join((one.get("title") or "").split()) for one in near[:4]]
        whole[number] = next((one for one in attrs if len(one) > len(value) > 3 and one.startswith(value)), value)
    endings = {whole[number][len(value) :] for number, value in values.items() if whole[number] != value}
    return whole if len(endings) > 1 or (len(endings) == 1 and len(values) < 3) else values


def _fields(rows: Sequence[Element], spot: Spot, values: Mapping[int, str]) -> Iterator[Field]:
    found = list(places(rows, spot))
    yield from found
    yield from ({**place, "attr": "title"} for place in found[:4])
    for place in found:
        if place.get("xpath", ".") != "." or "css" in place:
            path = place.get("xpath") or _as_xpath(place["css"])
            yield {"xpath": f"{path}/@title[normalize-space()] | {path}[not(normalize-space(@title))]"}
    for place in found:
        if "css" in place:
            continue
        path = place["xpath"]
        yield {"xpath": f"{path}/text()[normalize-space()]"}
    yield from _inner(rows, spot, values)
    for place in found[:4]:
        if pattern := _trimming(rows, spot, values):
            yield {**place, "regex": pattern}


def _inner(rows: Sequence[Element], spot: Spot, values: Mapping[int, str]) -> Iterator[Field]:
    """A child that holds just the title, or the text beside the badges."""
    inside = Spot("inner")
    for number, element in spot.elements.items():
        for one in element.iterdescendants():
            if is_visible(one) and " ".join("".join(one.itertext()).split()) == values.get(number):
                inside.elements.setdefault(number, one)
    if len(inside.elements) == len(values) and values:
        yield from places(rows, inside)
    for place in places(rows, spot):
        if "css" in place and re.fullmatch(r"[\w.#-]+(?: > [\w.#-]+| [\w.#-]+)*", place["css"]):
            yield {"xpath": f"{_as_xpath(place['css'])}/text()[normalize-space()]"}


def _as_xpath(css: str) -> str:
    from cssselect import HTMLTranslator

    return str(HTMLTranslator().css_to_xpath(css, prefix=".//"))


def _trimming(rows: Sequence[Element], spot: Spot, values: Mapping[int, str]) -> str:
    """A pattern that takes the words around the title away."""
    before: Counter[str] = Counter()
    after: Counter[str] = Counter()
    for number, value in values.items():
        left, found, right = line_of(spot.elements[number]).partition(value)
        if not found:
            return ""
        before[left.strip()] += 1
        after[right.strip()] += 1
    if len(before) > 12 or len(after) > 12:
        return ""
    return f"^{_either(before)}\\s*(.+?)\\s*{_either(after)}$"


def _either(texts: Mapping[str, int]) -> str:
    said = sorted((re.escape(text).replace("\\ ", " ") for text in texts if text), key=len, reverse=True)
    return f"(?:{'|'.join(said)})?" if said else ""
