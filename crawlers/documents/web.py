"""A saved web page: its title, date, main text, and the tables of a board that the main text leaves out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from lxml import etree

from crawlers.dates import feed_date
from crawlers.main_text import main_text
from crawlers.plain import line_of, parse_html, text_of

_TITLES = ("//meta[@property='og:title']/@content", "//meta[@name='title']/@content", "//h1", "//title", "//h2")
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
    title = _first(tree, _TITLES)
    whole = text_of(tree)
    main = main_text(markup)
    if len(main) < _LEAST * len(whole):
        main = whole
    boards = [text for table in tree.iter("table") if _BOARD.search(text := text_of(table)) and not _inside(text, main)]
    return Web(title, "\n\n".join([main, *boards]), _published(tree), _first(tree, _ADDRESSES))


def _inside(table: str, text: str) -> bool:
    rows = [row.rpartition("|")[0].strip() for row in table.split("\n")]
    return all(row in text for row in rows[1:4])


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
