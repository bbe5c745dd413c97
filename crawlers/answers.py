"""The rows in an answer: HTML, XML, JSON, or HTML inside JSON."""

from __future__ import annotations

import html
import html.entities
import json
import re
from dataclasses import dataclass
from typing import Any

from lxml import etree

from crawlers.errors import PageError
from crawlers.expect import raise_if_wall
from crawlers.keys import web_address
from crawlers.page import Page
from crawlers.plain import parse_html
from crawlers.select import css, elements, find, search_json, xpath
from crawlers.source import Source

_XML = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False, "remove_comments": True}
_CDATA = re.compile(r"(<!\[CDATA\[.*?\]\]>)", re.DOTALL)
_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)(#\d{1,7};|#[xX][0-9a-fA-F]{1,6};|\w{2,31};)?")
#: The first number, with thousands apart or not: "총 1,204건 (1/121)".
_TOTAL = re.compile(r"\d{1,3}(?:[,.\u00a0\u202f ]\d{3})+(?!\d)|\d+")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_DROPPED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Answer:
    """A parsed answer."""

    tree: Any  # element or JSON value that holds the rows
    rows: list[Any]
    base: str  # what links are relative to
    total: int | None  # rows in all, as the source counts them
    page: Page
    text: str


def answer_of(source: Source, page: Page, text: str) -> Answer:
    """Raises PageError (Blocked for walls) for an answer that is not of the kind promised, or that says it failed."""
    kind = source.answer or "html"
    try:
        tree = _parsed(source, kind, page, text)
    except PageError:
        raise_if_wall(page, text)
        raise
    total = _TOTAL.search(find(source.paging.total, tree)) if source.paging.total else None
    rows = _rows(source, tree)
    if page.truncated:
        del rows[-1:]  # the last one may be cut in the middle
    return Answer(tree, rows, _base(tree, page), int(re.sub(r"\D", "", total[0])) if total else None, page, text)


def _parsed(source: Source, kind: str, page: Page, text: str) -> Any:
    tree: Any
    if kind == "html":
        tree = parse_html(text)
    elif kind == "xml":
        tree = parse_xml(text, page.url)
    else:
        tree = parse_json(text, page.url)
    _check_failed(source, tree, page.url, text)
    if source.html_in is None:
        return tree
    inner = search_json(source.html_in, tree)
    inner = "".join(one for one in inner if isinstance(one, str)) if isinstance(inner, list) else inner
    if not isinstance(inner, str):
        raise PageError(f"{page.url} has no HTML at {source.html_in!r}: {_excerpt(text)}")
    return parse_html(inner)


def _check_failed(source: Source, tree: Any, url: str, text: str) -> None:
    if source.failed_when is None:
        return
    is_json = not isinstance(tree, etree._Element)
    failed = search_json(source.failed_when, tree) if is_json else xpath(source.failed_when)(tree)
    if failed:
        raise PageError(f"{url} says that it failed ({source.failed_when}): {_excerpt(text)}")


def _rows(source: Source, tree: Any) -> list[Any]:
    if source.rows is None:
        return []
    if not isinstance(tree, etree._Element):
        rows = search_json(source.rows, tree)
        return [row for row in rows if row is not None] if isinstance(rows, list) else []
    rows = elements(source.rows, tree) or elements(source.rows, tree, xml=True)
    if source.skip_rows is None:
        return rows
    left_out = set(css(source.skip_rows)(tree))
    return [row for row in rows if left_out.isdisjoint(row.iter())]


def _base(tree: Any, page: Page) -> str:
    if isinstance(tree, etree._Element):
        for base in tree.iter("base"):
            if address := web_address(base.get("href") or "", page.url):
                return address
    return page.url


def parse_json(text: str, url: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise PageError(f"{url} is no JSON ({error}): {_excerpt(text)}") from error


def parse_xml(text: str, url: str) -> etree._Element:
    """Also XML with bare ampersands and names of HTML characters. Namespaces are taken away."""
    start = text.lstrip("\ufeff \t\r\n")
    if not start.startswith("<") or start[:14].lower().startswith(("<!doctype html", "<html")):
        raise PageError(f"{url} is no XML: {_excerpt(text)}")
    body = _DROPPED.sub("", _DECLARATION.sub("", start)).encode()
    try:
        root = etree.fromstring(body, etree.XMLParser(encoding="utf-8", **_XML))
    except etree.XMLSyntaxError:
        root = _mended(body.decode(), url)
    try:
        _name_locally(root)
    except UnicodeDecodeError as error:  # recovery can leave half a character in a name
        raise PageError(f"{url} is no XML: {error}") from error
    return root


def _name_locally(root: etree._Element) -> None:
    for element in root.iter(etree.Element):
        _, brace, local = element.tag.rpartition("}")
        if brace and ":" not in local:  # a mended document may hold names that are none
            element.tag = local


def _mended(text: str, url: str) -> etree._Element:
    parts = [part if part.startswith("<![CDATA[") else _AMPERSAND.sub(_character, part) for part in _CDATA.split(text)]
    try:
        root = etree.fromstring("".join(parts).encode(), etree.XMLParser(encoding="utf-8", recover=True, **_XML))
    except etree.XMLSyntaxError as error:
        raise PageError(f"{url} is no XML: {error}") from error
    if root is None:
        raise PageError(f"{url} is no XML: {_excerpt(text)}")
    return root


def _character(found: re.Match[str]) -> str:
    name: str = found[1] or ""
    if name.startswith("#"):
        return html.escape(_DROPPED.sub("", html.unescape(found[0])))
    return html.escape(html.entities.html5.get(name, "&" + name))


def _excerpt(text: str) -> str:
    return repr(" ".join(text[:400].split())[:120])
