"""One row of a list, an API's answer or a sitemap → Item."""

from __future__ import annotations

import html
import json
import re
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from lxml import etree

from crawlers.dates import FUTURE, Dated, parse_date
from crawlers.item import Issue, Item, Retrieval, Window
from crawlers.keys import canonical, key_of, short_hash, web_address
from crawlers.plain import line_of, plain
from crawlers.select import css, find
from crawlers.source import DateFrom, Source
from crawlers.spiders.stated import stated_dates, stated_numbers

#: A title that ends in dots.
CUT_TITLE = re.compile(r"\s*(?:\.{2,}|…+|⋯+)$")
_MEDIA_TYPES = {"json": "application/json", "xml": "application/xml"}
_ESCAPED = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8});")
_LINKS = css("a[href]")


class RowReader:
    """Reads the rows of one page. What is odd goes to `issues`."""

    def __init__(self, source: Source, base: str, now: datetime, issues: list[Issue]) -> None:
        self.source, self.base, self.now, self.issues = source, base, now, issues
        self.retrieval: Retrieval | None = None  # of the answer that holds the rows

    def item(self, row: Any) -> Item | None:
        """None for rows that are no publication: headings, empty separators, links that `only` leaves out."""
        fields = self.source.fields
        title, hidden = _characters(self._title(row)), self._link(row)
        link = web_address(hidden, self.base)
        if self.source.only and not re.search(self.source.only, link or hidden):
            return None
        own, date = find(fields.key, row), find(fields.date, row)
        key = key_of(self.source, link=link or hidden, title=title, date=date, own=own)
        if not key or not (hidden or own or date):  # a title alone says 게시물이 없습니다
            return None
        if hidden and not link:
            self.issues.append(Issue("link-unusable", f"row {title[:60]!r} links to {hidden[:80]!r}", self.base))
        dated = self.dated(fields.date, date, f"row {title[:60]!r}")
        publisher, section = find(fields.publisher, row), find(fields.section, row)
        cited, country = find(fields.cited, row), find(fields.country, row)
        summary = plain(find(fields.text, row, lines=True)) or plain(find(fields.summary, row, lines=True))
        dates, numbers = stated_dates(fields, self.source, row, self.now, self.issues), stated_numbers(fields, row)
        seen = (title, canonical(link) if link else hidden, date, summary, publisher, section, country)
        stated = (*(day for _, day in dates), *numbers)
        return Item(
            key=key,
            title=title or key,
            url=link,
            text=summary,
            published=dated.moment if dated else None,
            date_precision=dated.precision if dated else "unknown",
            publisher=publisher,
            country=country,
            section=section,
            cited=(cited,) if cited else (),
            dates=dates,
            numbers=numbers,
            row_hash=short_hash("\x1f".join(seen + stated)),
            raw=self._raw(row),
            media_type=_MEDIA_TYPES.get(self.source.answer or "", ""),
            retrieval=self.retrieval,
        )

    def _raw(self, row: Any) -> bytes:
        """A row of an API is whole in itself; a row of a page is not, its date may stand in a heading."""
        if self.source.answer == "xml":
            return bytes(etree.tostring(row, encoding="utf-8", with_tail=False))
        if self.source.answer == "json" and not self.source.html_in:
            return json.dumps(row, ensure_ascii=False).encode("utf-8", "replace")
        return b""

    def dated(self, field: DateFrom | None, date: str, what: str) -> Dated | None:
        if field is None or not date:
            return None
        dated = parse_date(date, field.formats, self.source.timezone, self.now)
        if dated is None:
            formats = ", ".join(field.formats)
            self.issues.append(Issue("date-unread", f"{what}: {date[:80]!r} fits none of {formats}", self.base))
        elif dated.moment > self.now + FUTURE and "%Y" in "".join(field.formats):
            self.issues.append(Issue("date-in-future", f"{what} says it is of {date[:80]}", self.base))
        return dated

    def _title(self, row: Any) -> str:
        field = self.source.fields.title
        if not isinstance(row, etree._Element):
            return find(field, row)
        if field is None:
            return next((title for anchor in _LINKS(row) if (title := full_title(anchor))), "")
        title = find(field, row)
        if field.css and not field.attr and not field.regex and CUT_TITLE.search(title):
            return next((full_title(one) for one in css(field.css)(row)), title)
        return title

    def _link(self, row: Any) -> str:
        field = self.source.fields.link
        if field is not None:
            return find(field, row)
        if not isinstance(row, etree._Element):
            return ""
        anchors = [row] if row.tag == "a" else _LINKS(row)
        return next((href for anchor in anchors if (href := (anchor.get("href") or "").strip()) and href != "#"), "")


def _characters(title: str) -> str:
    """korea.kr escapes twice: its pages show `&#039;첫 삽&#039;`."""
    return _ESCAPED.sub(lambda found: html.unescape(found[0]), title) if "&" in title else title


def full_title(element: etree._Element) -> str:
    """The text of a title, or the `title` attribute that holds the whole of a cut one."""
    text = line_of(element)
    beginning = CUT_TITLE.sub("", text)
    near = [element, *element.iterancestors("a"), *element.iter("a", "span", "strong")]
    for one in near[:6]:
        whole = " ".join((one.get("title") or "").split())
        if (beginning != text or not text) and len(whole) > len(beginning) and whole.startswith(beginning):
            return whole
    return text


def in_window(published: datetime | None, window: Window | None, zone: ZoneInfo) -> bool:
    """Whether an item belongs to the days asked for; undated ones belong to none."""
    if window is None:
        return True
    return published is not None and window.since <= published.astimezone(zone).date() <= window.until
