"""One file → the documents in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from crawlers.bulletins.issue import read_bulletin
from crawlers.decode import decode
from crawlers.documents.page_text import read_page
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


def extract(name: str, body: bytes, media_type: str = "") -> Extraction:
    """Raises DocumentError when the file cannot be read at all."""
    decoded = decode(body, languages=("ko",))
    return _from_text(name, decoded.text, list(decoded.issues))


def _from_text(name: str, text: str, issues: list[Issue]) -> Extraction:
    if bulletin := read_bulletin(name, text):
        items, odd = bulletin
        return Extraction(items, issues=issues + odd, kinds=list(map(_kind, items)))
    document, rows = read_page(name, text)
    return Extraction([document, *rows], issues=issues, kinds=["document", *("row" for _ in rows)])


def _kind(item: Item) -> Kind:
    if not item.parent:
        return "bulletin"
    return "clipping" if item.key.rpartition("#")[2].startswith("c") else "article"
