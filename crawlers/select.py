"""Values out of parsed pages: CSS and XPath 1.0 in HTML and XML, JMESPath in JSON."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import jmespath
from cssselect import GenericTranslator, HTMLTranslator, SelectorError
from jmespath.exceptions import JMESPathError
from lxml import etree

from crawlers.errors import PageError
from crawlers.plain import line_of, plain_line, text_of

if TYPE_CHECKING:
    from crawlers.source import FieldFrom

_HTML, _XML = HTMLTranslator(), GenericTranslator()
_SPECIAL = re.compile(r"\{(\d?)\}")


@lru_cache(maxsize=4096)
def css(selector: str, *, xml: bool = False) -> etree.XPath:
    try:
        return etree.XPath((_XML if xml else _HTML).css_to_xpath(selector, prefix="descendant::"))
    except (SelectorError, etree.XPathError) as error:
        raise ValueError(f"{selector!r} is no CSS selector: {error}") from error


@lru_cache(maxsize=4096)
def xpath(expression: str) -> etree.XPath:
    try:
        return etree.XPath(expression)
    except etree.XPathError as error:
        raise ValueError(f"{expression!r} is no XPath: {error}") from error


@lru_cache(maxsize=4096)
def json_path(expression: str) -> Any:
    try:
        return jmespath.compile(expression)
    except JMESPathError as error:
        raise ValueError(f"{expression!r} is no JMESPath: {error}") from error


def is_xpath(selector: str) -> bool:
    """Selectors of rows say by their first characters what they are."""
    return selector.startswith(("/", "(", "./", ".."))


def elements(selector: str, tree: etree._Element, *, xml: bool = False) -> list[etree._Element]:
    found = (xpath(selector) if is_xpath(selector) else css(selector, xml=xml))(tree)
    return [one for one in found if isinstance(one.tag, str)] if isinstance(found, list) else []


def search_json(expression: str, value: Any) -> Any:
    try:
        return json_path(expression).search(value)
    except JMESPathError as error:  # a function that was given null or a string where it wants a list
        raise PageError(f"{expression!r} does not fit the answer: {error}") from error


def find(field: FieldFrom | None, row: Any, *, lines: bool = False) -> str:
    """The value of a field in a row: element or JSON. Empty when it is not there. `lines` keeps blocks apart."""
    if field is None:
        return ""
    if field.value is not None:
        return field.value
    return shaped(field, _raw(field, row, lines))


def shaped(field: FieldFrom, value: str) -> str:
    """What the `regex` and `template` of a field make of a value."""
    groups: tuple[str | None, ...] = (value,)
    if field.regex is not None:
        found = re.search(field.regex, value)
        if not found:
            return ""
        groups = found.groups() or (found[0],)
    if field.template is None or not any(groups):
        return (groups[0] or "").strip()
    template, first = field.template, (groups[0] or "").strip()
    fill = {str(number): (group or "").strip() for number, group in enumerate(groups, 1)} | {"": first}
    return _SPECIAL.sub(lambda place: fill.get(place[1], ""), template)


def _raw(field: FieldFrom, row: Any, lines: bool) -> str:
    if not isinstance(row, etree._Element):
        return _json_value(search_json(field.path or "@", row), lines)
    if field.xpath is not None:
        found = xpath(field.xpath)(row)
    elif field.css is not None:
        found = css(field.css)(row) or css(field.css, xml=True)(row)
    else:
        found = [row]
    return _node_value(found, field.attr, lines)


def _node_value(found: Any, attr: str | None, lines: bool) -> str:
    """The first value that says something: the same title often stands first in an empty twin."""
    if not isinstance(found, list):  # a number or string of an XPath function
        return " ".join(str(int(found) if isinstance(found, float) and found.is_integer() else found).split())
    for one in found:
        if isinstance(one, str):
            value = " ".join(one.split())
        elif attr is not None:
            value = (one.get(attr) or "").strip()
        elif not isinstance(one.tag, str):  # a comment: pages keep dates in them
            value = " ".join((one.text or "").split())
        else:
            value = text_of(one) if lines else line_of(one)
        if value:
            return value
    return ""


def _json_value(value: Any, lines: bool) -> str:
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, list):
        return ", ".join(text for text in (_json_value(one, lines) for one in value) if text)
    if isinstance(value, dict):
        return ""
    return str(value).strip() if lines else plain_line(str(value))
