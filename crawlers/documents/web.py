"""A saved web page: its title, date, main text, and the tables of a board that the main text leaves out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from lxml import etree

from crawlers.dates import feed_date
from crawlers.main_text import main_text
from crawlers.plain import line_of, parse_html, text_of

_TITLES = ("//meta[@property='og:title']/@content", "//meta[@name='title']/@content", "//h1")
_HEADINGS = "//h2 | //h3 | //h4 | //h5 | //strong | //*[contains(@class, 'title') or contains(@class, 'subject')]"
_FIRST_LINES = 4  # of the main text, in which the title stands
_DATES = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@name='DC.date.issued' or @name='dc.date.issued' or @name='date' or @name='pubdate']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//*[@itemprop='datePublished']/@datetime",
    "//article//time/@datetime",
)
_ADDRESSES = ("//link[@rel='canonical']/@href", "//meta[@property='og:url']/@content")
_BOARD = re.compile(r"(?m)^\s*(?:번호|순번|No\.?)\s*\|.*(?:제목|Title)")
_LEAST = 0.15  # of the page; a main text shorter than that has missed it


@dataclass(frozen=True, slots=True)
class Web:
    title: str
    text: str
    published: str  # as the page's metadata says, ISO 8601; empty when it does not
    url: str


def read_web(markup: str) -> Web:
    tree = parse_html(markup)
    whole = text_of(tree)
    main = main_text(markup)
    if len(main) < _LEAST * len(whole):
        main = whole
    title = _first(tree, _TITLES) or _heading(tree, main) or _first(tree, ("//title",))
    boards = [text for table in tree.iter("table") if _BOARD.search(text := text_of(table)) and not _inside(text, main)]
    return Web(title, "\n\n".join([main, *boards]), _published(tree), _first(tree, _ADDRESSES))


def _heading(tree: etree._Element, main: str) -> str:
    """A heading that the main text begins with; pages often say the name of the site in their title."""
    lines = main.split("\n", _FIRST_LINES)[:_FIRST_LINES]
    return next((text for one in tree.xpath(_HEADINGS) if (text := line_of(one)) and text in lines), "")


def _inside(table: str, text: str) -> bool:
    dense = _dense(text)
    return all(_dense(row) in dense for row in table.split("\n")[1:4])


def _dense(text: str) -> str:
    return re.sub(r"[\s|]+", "", text)


def _first(tree: etree._Element, places: tuple[str, ...]) -> str:
    for place in places:
        for found in tree.xpath(place):
            value = " ".join(found.split()) if isinstance(found, str) else line_of(found)
            if value:
                return value
    return ""


def _published(tree: etree._Element) -> str:
    for place in _DATES:
        for found in tree.xpath(place):
            if dated := feed_date(str(found), "UTC", datetime.now(UTC)):
                return dated.moment.isoformat()
    return ""
