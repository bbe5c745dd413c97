"""HTML → plain text: one line for titles and dates, lines by block for bodies."""

from __future__ import annotations

import html
import re

from lxml import etree

_PARSER_OPTIONS = {"encoding": "utf-8", "remove_pis": True, "no_network": True}

_SILENT = frozenset(
    ("script", "style", "noscript", "template", "iframe", "svg", "head", "select", "textarea", "object")
)
_CELLS = frozenset(("td", "th"))
_BLOCKS = frozenset(
    (
        "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details", "div", "dl",
        "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
        "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul",
    )
)  # fmt: skip
_MARKUP = re.compile(r"<[a-zA-Z/!][^<>]*>")
#: soft hyphen, zero-width space and joiners, byte order mark: seen inside words of pasted releases
_INVISIBLE = dict.fromkeys([*map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"), *range(9), 11, 12, *range(14, 32)])
_DROPPED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


def parse_html(text: str) -> etree._Element:
    """The tree of a page or fragment; an empty `html` element when there is nothing in it."""
    body = _DROPPED.sub("", text).encode()
    tree = etree.fromstring(body, etree.HTMLParser(**_PARSER_OPTIONS)) if body.strip() else None
    return etree.Element("html") if tree is None else tree


def line_of(element: etree._Element) -> str:
    """The text of an element on one line."""
    return " ".join(_text(element).translate(_INVISIBLE).split())


def text_of(element: etree._Element) -> str:
    """The text of an element, blocks on lines of their own, table cells between bars."""
    return tidy(_text(element))


def tidy(text: str) -> str:
    lines = (" ".join(line.split()).strip("| ") for line in text.translate(_INVISIBLE).split("\n"))
    return "\n".join(line for line in lines if line)


def plain(markup: str) -> str:
    """Text of HTML that a feed or API carries; text without markup stays as it is."""
    if not markup:
        return ""
    if "<" in markup and _MARKUP.search(markup):
        return text_of(parse_html(markup))
    return tidy(html.unescape(markup) if "&" in markup else markup)


def plain_line(markup: str) -> str:
    if "<" not in markup and "&" not in markup:
        return " ".join(markup.translate(_INVISIBLE).split())
    return " ".join(plain(markup).split())


def _text(element: etree._Element) -> str:
    if not len(element):
        return element.text or ""
    pieces: list[str] = []
    walk = etree.iterwalk(element, events=("start", "end", "comment", "pi"))
    for event, node in walk:
        if event == "start":
            if node.tag in _SILENT:
                walk.skip_subtree()
                continue
            _open(node, pieces)
        elif event == "end" and node.tag in _BLOCKS:
            pieces.append("\n")
        if event != "start" and node is not element and node.tail:
            pieces.append(node.tail.replace("\n", " "))
    return "".join(pieces)


def _open(node: etree._Element, pieces: list[str]) -> None:
    if node.tag in _BLOCKS:
        pieces.append("\n")
    elif node.tag in _CELLS and pieces and node.getprevious() is not None:
        pieces.append(" | ")
    if node.text and node.tag != "hr":
        pieces.append(node.text.replace("\n", " ") if node.tag != "pre" else node.text)
