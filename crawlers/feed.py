"""Bytes of a feed → its entries: RSS 0.9–2.0, RDF, Atom, JSON Feed.

Three readers, in order: lxml for well-formed feeds, feedparser for the others, lxml in recovery for those that make
feedparser fail.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from lxml import etree

from crawlers.decode import decode
from crawlers.errors import PageError
from crawlers.feed_cut import Cuts, cut
from crawlers.feed_entry import FeedEntry, UnknownShape, entry_of
from crawlers.feed_json import read_json_feed
from crawlers.feed_tolerant import read_tolerantly
from crawlers.item import Issue
from crawlers.plain import plain_line

_STRICT = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False, "encoding": "utf-8"}
_TITLE = re.compile(rb"<title\b[^>]*>(.*?)</title>", re.DOTALL)
_MARKS = re.compile(r"<!\[CDATA\[|\]\]>")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*\?>|<!--.*?-->|\s)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_OPENED = re.compile(rb"<(?:\w+:)?(?:item|entry)(?=[\s>])", re.IGNORECASE)
_CLOSED = re.compile(rb"</(?:\w+:)?(?:item|entry)\s*>", re.IGNORECASE)
_ENDED = re.compile(rb"</(?:\w+:)?(?:rss|rdf|feed|channel)\s*>", re.IGNORECASE)


@dataclass(slots=True)
class FeedReading:
    entries: list[FeedEntry] = field(default_factory=list)  # without those that were seen
    issues: list[Issue] = field(default_factory=list)
    title: str = ""
    rows: int = 0  # entries in the feed, seen ones included
    cuts: bytes = b""  # 8 bytes for each entry, sorted
    complete: bool = True  # not cut off


_Maybe = TypeVar("_Maybe", FeedReading, FeedReading | None)


class FeedBody:
    """A body that is decoded and cut. Raises PageError for what is no feed."""

    def __init__(
        self, body: bytes, headers: Mapping[str, str] | None = None, url: str = "", languages: tuple[str, ...] = ()
    ) -> None:
        decoded = decode(body, headers, languages)
        self.url, self.text, self._issues = url, decoded.text, decoded.issues
        self._body = (
            body if decoded.encoding == "utf-8" and body[:1] == b"<" and not decoded.issues else self._encoded()
        )
        self._cuts: Cuts | None = None

    def _encoded(self) -> bytes:
        return _DECLARATION.sub("", self.text).lstrip().encode("utf-8", "replace")

    def read_fast(self, seen: frozenset[bytes] = frozenset()) -> FeedReading | None:
        """None when only the tolerant reader can say. Raises PageError for what is no feed."""
        start = self.text[:4000].lstrip()
        if not start:
            raise PageError("an empty answer")
        if start[0] in "{[":
            return self._told(_read_json(self.text))
        if _HTML.match(start):
            raise PageError("a web page, no feed")
        self._cuts = cut(self._body)
        return self._told(_read_fast(self._cuts, seen)) if self._cuts else None

    def read(self, seen: frozenset[bytes] = frozenset()) -> FeedReading:
        """Takes up to 20 s for odd feeds: call it in a thread. Raises PageError."""
        reading = self.read_fast(seen)
        return reading or self._told(_read_slowly(self._body, self._cuts, self.url, seen))

    def _told(self, reading: _Maybe) -> _Maybe:
        if reading:
            reading.issues[:0] = self._issues
        return reading


def read_feed(body: bytes, headers: Mapping[str, str] | None = None, *, url: str = "") -> FeedReading:
    """All entries of a feed. `headers` have lower-case names. Raises PageError for what is no feed."""
    return FeedBody(body, headers, url).read()


def _read_json(text: str) -> FeedReading:
    title, entries, complete = read_json_feed(text)
    return FeedReading(entries, [], title, len(entries), b"", complete)


def _read_fast(cuts: Cuts, seen: frozenset[bytes]) -> FeedReading | None:
    """None when lxml finds the feed odd."""
    hashes = cuts.hashes()
    unseen = [entry for entry, hash_ in zip(cuts.entries, hashes, strict=True) if hash_ not in seen]
    if not cuts.entries and not cuts.complete:
        return None
    try:
        entries = _parsed(cuts, unseen)
    except (etree.XMLSyntaxError, UnknownShape):
        return None
    title = _TITLE.search(cuts.head)
    return FeedReading(
        entries=entries,
        title=plain_line(_MARKS.sub("", title[1].decode("utf-8", "replace"))) if title else "",
        rows=len(cuts.entries),
        cuts=b"".join(sorted(hashes)),
        complete=cuts.complete,
    )


def _parsed(cuts: Cuts, unseen: list[bytes], *, recover: bool = False) -> list[FeedEntry]:
    if not unseen:
        return []
    root = etree.fromstring(cuts.document(unseen), etree.XMLParser(recover=recover, **_STRICT))
    parent = root[0] if cuts.channel and len(root) else root
    elements = [child for child in parent if isinstance(child.tag, str)]
    if len(elements) != len(unseen) and not recover:
        raise UnknownShape
    entries = [entry_of(element) for element in elements]
    for entry, raw in zip(entries, unseen, strict=False):
        entry.raw = cuts.document([raw])
    return entries


def _read_slowly(body: bytes, cuts: Cuts | None, url: str, seen: frozenset[bytes]) -> FeedReading:
    try:
        version, title, entries = read_tolerantly(url, body)
    except PageError:
        if not cuts or not cuts.entries:
            raise
        return _recovered(cuts)
    if not entries and not version:
        raise PageError("this is no feed that any reader knows")
    reading = FeedReading(entries, [], plain_line(title), len(entries), complete=_is_complete(body))
    if not reading.complete and len(_OPENED.findall(body)) == len(_CLOSED.findall(body)) + 1 == len(entries) > 1:
        del entries[-1]  # the last entry is cut off in the middle
    return _without_seen(reading, cuts, seen)


def _is_complete(body: bytes) -> bool:
    return bool(_ENDED.search(body[-4000:]))


def _without_seen(reading: FeedReading, cuts: Cuts | None, seen: frozenset[bytes]) -> FeedReading:
    if cuts and len(cuts.entries) == len(reading.entries):
        hashes = cuts.hashes()
        reading.cuts = b"".join(sorted(hashes))
        for entry, raw in zip(reading.entries, cuts.entries, strict=True):
            entry.raw = cuts.document([raw])
        reading.entries = [one for one, hash_ in zip(reading.entries, hashes, strict=True) if hash_ not in seen]
    return reading


def _recovered(cuts: Cuts) -> FeedReading:
    try:
        entries = _parsed(cuts, cuts.entries, recover=True)
    except (etree.XMLSyntaxError, UnknownShape, AttributeError, ValueError) as error:
        raise PageError(f"this feed cannot be read: {error}") from error
    return FeedReading(entries, [], "", len(entries), complete=cuts.complete)
