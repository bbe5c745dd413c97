"""One file → the documents in it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from crawlers.bulletins.issue import read_bulletin
from crawlers.documents.flowing import flowing
from crawlers.documents.page_text import read_page
from crawlers.documents.paper import read_paper
from crawlers.documents.read import Read, read_file
from crawlers.item import Issue, Item

Kind = Literal["bulletin", "article", "clipping", "document", "row"]


@dataclass(slots=True)
class Extraction:
    """`items` begins with the bulletin or the document; `kinds` says of each item what it is."""

    items: list[Item]
    quality: Literal["good", "poor"] = "good"
    issues: list[Issue] = field(default_factory=list)
    kinds: list[Kind] = field(default_factory=list)
    format: str = "text"
    said: dict[str, dict[str, str]] = field(default_factory=dict)  # key → author, views and others without a field


def extract(name: str, body: bytes, media_type: str = "") -> Extraction:
    """Raises DocumentError when the file cannot be read at all."""
    read = read_file(name, body, media_type)
    found = _bulletin(name, read) or _page(name, read)
    found.quality, found.format = read.quality, read.kind
    found.issues = [*read.issues, *found.issues]
    return found


def _bulletin(name: str, read: Read) -> Extraction | None:
    if bulletin := read_bulletin(name, read.text):
        items, odd = bulletin
        return Extraction(items, issues=odd, kinds=list(map(_kind, items)))
    return None


def _page(name: str, read: Read) -> Extraction:
    if read.kind not in ("html", "text"):
        return Extraction([read_paper(name, flowing(read), read.title)], kinds=["document"])
    page = read_page(name, flowing(read))
    items = [*([_with_metadata(page.document, read)] if page.document else []), *page.rows]
    kinds: list[Kind] = ["document"] if page.document else []
    return Extraction(items, kinds=kinds + ["row"] * len(page.rows), said=page.said)


def _with_metadata(document: Item, read: Read) -> Item:
    if document.published or not read.published:
        return replace(document, url=document.url or read.url)
    published = datetime.fromisoformat(read.published)
    return replace(document, url=document.url or read.url, published=published, date_precision="time")


def _kind(item: Item) -> Kind:
    if not item.parent:
        return "bulletin"
    return "clipping" if item.key.rpartition("#")[2].startswith("c") else "article"
