"""One entry of a feed, as it stands there: dates unread, markup kept."""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import dataclass, field, fields

from lxml import etree

from crawlers.plain import plain, plain_line

_ATOM = ("http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#")
_RSS = (
    "", "http://purl.org/rss/1.0/", "http://my.netscape.com/rdf/simple/0.9/",
    "http://channel.netscape.com/rdf/simple/0.9/", "http://backend.userland.com/rss2",
    "http://blogs.law.harvard.edu/tech/rss", "http://backend.userland.com/rss",
)  # fmt: skip
_DC = ("http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/")
_MEDIA = ("http://search.yahoo.com/mrss/", "http://www.itunes.com/dtds/podcast-1.0.dtd")
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_RDF_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_BASE = "{http://www.w3.org/XML/1998/namespace}base"


@dataclass(slots=True)
class FeedEntry:
    """`title`, `summary` and `content` are HTML; `link` may be relative to `base`."""

    id: str = ""
    title: str = ""
    link: str = ""
    base: str = ""
    published: str = ""
    updated: str = ""
    summary: str = ""
    content: str = ""
    author: str = ""
    categories: list[str] = field(default_factory=list)
    enclosures: list[list[str]] = field(default_factory=list)  # address, media type
    raw: bytes = b""

    @property
    def title_text(self) -> str:
        return plain_line(self.title)

    @property
    def text(self) -> str:
        """The fuller of content and summary."""
        return max(plain(self.content), plain(self.summary), key=len) if self.content else plain(self.summary)

    def part(self, name: str) -> str:
        """A part by the name that a `path` in the YAML gives it."""
        value = getattr(self, name, "") if name in PARTS else ""
        return ", ".join(value) if isinstance(value, list) else plain_line(value)


#: Parts of an entry that a source's `fields` may name.
PARTS = frozenset(one.name for one in fields(FeedEntry)) - {"raw", "enclosures", "base"}


class UnknownShape(Exception):  # noqa: N818  no error of the feed: the tolerant parser reads it
    """An element stands where the fast reader does not expect it."""


def entry_of(element: etree._Element) -> FeedEntry:
    """The entry in an `item` or `entry` element. Raises UnknownShape."""
    namespace = etree.QName(element).namespace or ""
    if namespace not in _RSS and namespace not in _ATOM:
        raise UnknownShape(namespace)
    entry = FeedEntry(id=(element.get(_RDF_ABOUT) or "").strip(), base=element.base or "")
    others = []
    for child in element:
        if read := _READERS.get(child.tag):
            read(entry, child)
        elif child.tag in _OTHERS:
            others.append(child)
    for child in others:  # modules say again, or in place of the feed's own elements
        _OTHERS[child.tag](entry, child)
    if not entry.link and entry.id.startswith(("http://", "https://")):
        entry.link = entry.id
    return entry


def _text(element: etree._Element) -> str:
    return (element.text or "") if not len(element) else "".join(element.itertext())


def _markup(element: etree._Element) -> str:
    """The content of an RSS element, which is HTML by custom; children that should have been escaped are kept."""
    if not len(element):
        return (element.text or "").strip()
    children = [etree.tostring(child, encoding="unicode", method="html") for child in element]
    return (html.escape(element.text or "", quote=False) + "".join(children)).strip()


def _construct(element: etree._Element) -> str:
    """An Atom text construct as HTML: `type` says how it is escaped."""
    kind = element.get("type", "text").lower()
    if kind in ("html", "text/html") and element.get("mode") != "xml":
        return (element.text or "").strip()
    if len(element):
        return _markup(element)
    text = (element.text or "").strip()
    return text if element.get("mode") == "escaped" else html.escape(text, quote=False)


def _first(name: str, read: Callable[[etree._Element], str] = _text) -> Callable[[FeedEntry, etree._Element], None]:
    def keep(entry: FeedEntry, element: etree._Element) -> None:
        if not getattr(entry, name):
            setattr(entry, name, read(element).strip())

    return keep


def _guid(entry: FeedEntry, element: etree._Element) -> None:
    if len(element):
        raise UnknownShape("elements in a guid")
    entry.id = _text(element).strip() or entry.id
    if not entry.link and element.get("isPermaLink", "true").lower() == "true" and "://" in entry.id:
        entry.link = entry.id


def _link(entry: FeedEntry, element: etree._Element) -> None:
    if len(element):
        raise UnknownShape("elements in a link")
    href = (element.get("href") or "").strip()
    if href:
        _atom_link(entry, element, href)
    elif link := _text(element).strip():
        entry.link, entry.base = link, element.base or ""


def _atom_link(entry: FeedEntry, element: etree._Element, href: str) -> None:
    relation = element.get("rel", "alternate")
    if relation == "enclosure":
        entry.enclosures.append([href, element.get("type", "")])
    elif relation == "alternate":
        is_page = element.get("type", "text/html") in ("text/html", "application/xhtml+xml", "")
        if is_page or not entry.link:
            entry.link, entry.base = href, element.base or ""


def _category(entry: FeedEntry, element: etree._Element) -> None:
    name = element.get("label") or element.get("term") or _text(element)
    if name and (name := plain_line(name)) and name not in entry.categories:
        entry.categories.append(name)


def _enclosure(entry: FeedEntry, element: etree._Element) -> None:
    if url := (element.get("url") or "").strip():
        entry.enclosures.append([url, element.get("type", "")])


def _name_of(element: etree._Element) -> str:
    names = [child for child in element if isinstance(child.tag, str) and etree.QName(child).localname == "name"]
    return _text(names[0]) if names else _text(element)


def _content(entry: FeedEntry, element: etree._Element) -> None:
    if (content := _construct(element)) and len(content) > len(entry.content):
        entry.content = content


_Table = dict[str, Callable[[FeedEntry, etree._Element], None]]


def _in(spaces: tuple[str, ...], table: _Table) -> _Table:
    return {f"{{{uri}}}{name}" if uri else name: read for uri in spaces for name, read in table.items()}


#: Names that mean the same wherever they stand; feeds mix RSS and Atom.
_ANYWHERE: _Table = {
    "link": _link,
    "guid": _guid,
    "id": _first("id"),
    "pubDate": _first("published"),
    "published": _first("published"),
    "issued": _first("published"),
    "created": _first("published"),
    "updated": _first("updated"),
    "modified": _first("updated"),
    "content": _content,
    "author": _first("author", _name_of),
    "category": _category,
    "enclosure": _enclosure,
}
_READERS: _Table = (
    _in(_RSS, {**_ANYWHERE, "title": _first("title", _markup), "summary": _first("summary", _markup)})
    | _in(_RSS, {"description": _first("summary", _markup)})
    | _in(_ATOM, {**_ANYWHERE, "title": _first("title", _construct), "summary": _first("summary", _construct)})
    | {f"{{{_CONTENT}}}encoded": _first("content", _markup)}
)
_OTHERS: _Table = _in(
    _DC,
    {
        "date": _first("updated"),
        "created": _first("published"),
        "issued": _first("published"),
        "modified": _first("updated"),
        "creator": _first("author"),
        "subject": _category,
        "title": _first("title", _markup),
        "description": _first("summary", _markup),
    },
) | _in(_MEDIA, {"title": _first("title", _markup), "description": _first("summary", _markup)})
