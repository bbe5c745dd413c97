"""Entries as Atom, JSON Feed and CSV. What publishers wrote is text here, never markup and never a formula."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lxml import etree
from markupsafe import Markup

from monitor.message import published, web_address
from monitor.search.results import Result
from monitor.web.entries import Entry
from monitor.web.render import marked

_ATOM = "http://www.w3.org/2005/Atom"
_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff￾￿]")  # no XML may hold them
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class FeedEntry:
    document_id: int
    title: str
    severity: str
    publisher: str
    source_id: str
    country: str
    published: datetime | None
    day: str
    updated: datetime
    url: str
    minerals: tuple[str, ...]
    countries: tuple[str, ...]
    labels: tuple[str, ...]
    rules: tuple[str, ...]
    pieces: tuple[str, ...]  # the quotation; every second is a matched word

    @property
    def quote(self) -> str:
        return "".join(self.pieces)


_SHARED = (
    "document_id",
    "title",
    "severity",
    "publisher",
    "source_id",
    "country",
    "published",
    "minerals",
    "labels",
    "rules",
)


def _shared(one: Entry | Result) -> dict[str, Any]:
    plain = {name: getattr(one, name) for name in _SHARED}
    return plain | {"day": published(one.published, one.date_precision), "url": web_address(one.url)}


def of_entry(one: Entry) -> FeedEntry:
    pieces = one.quotes[0].pieces if one.quotes else ()
    return FeedEntry(**_shared(one), updated=one.matched_at, countries=one.countries, pieces=pieces)


def of_result(one: Result) -> FeedEntry:
    pieces: list[str] = []
    for piece in one.snippet:
        if (len(pieces) % 2 == 1) != piece.hit:
            pieces.append("")
        pieces.append(piece.text)
    return FeedEntry(**_shared(one), updated=one.first_seen_at, countries=(), pieces=tuple(pieces))


def _id(one: FeedEntry) -> str:
    return f"urn:policywatch:document:{one.document_id}"


def _html(one: FeedEntry, page: str) -> str:
    about = " · ".join(part for part in (one.severity, one.publisher, one.day, ", ".join(one.minerals)) if part)
    quote = Markup("<p>{}</p>").format(marked(one.pieces)) if one.pieces else Markup("")
    return quote + Markup('<p>{}</p><p><a href="{}">Policywatch</a></p>').format(about, page)


def atom(title: str, own: str, home: str, entries: Sequence[FeedEntry], now: datetime) -> bytes:
    """`own`: the address of the feed; `home`: how links to the page begin."""
    root = etree.Element("feed", nsmap={None: _ATOM})
    _add(root, "id", own)
    _add(root, "title", title)
    _add(root, "updated", _stamp(max((one.updated for one in entries), default=now)))
    _add(root, "link", rel="self", href=own)
    _add(root, "link", rel="alternate", href=home)
    _add(_add(root, "author"), "name", "Policywatch")
    for one in entries:
        page = f"{home}/documents/{one.document_id}"
        entry = _add(root, "entry")
        _add(entry, "id", _id(one))
        _add(entry, "title", f"[{one.severity}] {one.title}" if one.severity else one.title)
        _add(entry, "updated", _stamp(one.updated))
        if one.published:
            _add(entry, "published", _stamp(one.published))
        _add(entry, "link", rel="alternate", href=one.url or page)
        _add(entry, "link", rel="related", href=page)
        _add(_add(entry, "author"), "name", one.publisher or one.source_id)
        for term in (*one.labels, *one.minerals, *one.countries):
            _add(entry, "category", term=term)
        _add(entry, "content", _html(one, page), type="html")
    return bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8"))


def _add(parent: Any, name: str, text: str = "", **attributes: str) -> Any:
    clean = {key: _REFUSED.sub("", value) for key, value in attributes.items()}
    made = etree.SubElement(parent, f"{{{_ATOM}}}{name}", clean)
    if text:
        made.text = _REFUSED.sub("", str(text))
    return made


def _stamp(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def json_feed(title: str, own: str, home: str, entries: Sequence[FeedEntry]) -> bytes:
    items = [
        {
            "id": _id(one),
            "url": one.url or f"{home}/documents/{one.document_id}",
            "external_url": f"{home}/documents/{one.document_id}",
            "title": one.title,
            "content_html": str(_html(one, f"{home}/documents/{one.document_id}")),
            "date_modified": _stamp(one.updated),
            **({"date_published": _stamp(one.published)} if one.published else {}),
            "authors": [{"name": one.publisher or one.source_id}],
            "tags": [part for part in (one.severity, *one.labels, *one.minerals, *one.countries) if part],
        }
        for one in entries
    ]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "home_page_url": home,
        "feed_url": own,
        "items": items,
    }
    return json.dumps(feed, ensure_ascii=False).encode()


_COLUMNS = (
    "document_id", "severity", "published", "title", "publisher", "source_id", "country", "minerals", "countries",
    "labels", "rules", "quote", "url", "page", "updated",
)  # fmt: skip


def table(home: str, entries: Sequence[FeedEntry]) -> bytes:
    """CSV that spreadsheets open as UTF-8."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(_COLUMNS)
    for one in entries:
        more = {"published": one.day, "page": f"{home}/documents/{one.document_id}", "updated": _stamp(one.updated)}
        writer.writerow([_cell(more.get(name, getattr(one, name, ""))) for name in _COLUMNS])
    return b"\xef\xbb\xbf" + file.getvalue().encode()


def _cell(value: Any) -> str:
    """A spreadsheet would run what begins like a formula."""
    text = "; ".join(value) if isinstance(value, tuple) else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
