"""Cuts the bytes of a feed at its entries, so that known ones are not parsed again.

feedparser is 95 % of a first poll, and a moving lastBuildDate makes every body new. Whatever looks odd here gives None,
and the whole is parsed.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

_ROOT = re.compile(rb"\s*(?:<\?[^>]*\?>\s*|<!--(?:[^-]|-(?!->))*-->\s*)*(<(rss|rdf:RDF|RDF|feed)(?=[\s>])[^>]*>)")
_ANY = re.compile(rb"<(?:\w+:)?(?:item|entry)[\s>]", re.IGNORECASE)
_COMMENTS = re.compile(rb"<!--(?:[^-]|-(?!->))*-->")
_AFTER_NAME = b" \t\r\n>"
_BASE = re.compile(rb"""<channel\b[^>]*?(\sxml:base\s*=\s*(?:"[^"<]*"|'[^'<]*'))[^>]*>""")


@dataclass(frozen=True, slots=True)
class Cuts:
    root: bytes  # the opening tag of the root element
    name: bytes  # of the root element
    channel: bytes  # an opening channel tag that carries xml:base, or nothing
    head: bytes
    entries: list[bytes]
    complete: bool  # the root element is closed

    def hashes(self) -> list[bytes]:
        return [hashlib.blake2b(entry, digest_size=8).digest() for entry in self.entries]

    def document(self, entries: list[bytes]) -> bytes:
        """A document of these entries alone, with the namespaces and bases they stood under."""
        close = b"</channel>" if self.channel else b""
        return b"".join((self.root, self.channel, *entries, close, b"</", self.name, b">"))


def cut(body: bytes) -> Cuts | None:
    """The entries of an XML feed in UTF-8."""
    root = _ROOT.match(body)
    if not root:
        return None
    tag = b"entry" if root[2] == b"feed" else b"item"
    other = b"<item" if tag == b"entry" else b"<entry"
    spans = _spans(body, tag, root[2], root.end())
    if spans is None or _next(body, other, root.end()) >= 0 or (not spans and _ANY.search(body, root.end())):
        return None
    first = spans[0][0] if spans else len(body)
    head, tail = body[:first], body[spans[-1][1] :] if spans else b""
    edges = [0, *(edge for span in spans for edge in span), len(body)]
    gaps = [body[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]
    if not all(map(_is_plain, gaps)) or any(_COMMENTS.sub(b"", gap).strip() for gap in gaps[1:-1]):
        return None
    base = _BASE.search(head)
    channel = b"<channel" + base[1] + b">" if base else b""
    closed = b"</" + root[2] in (tail if spans else body)
    return Cuts(root[1], root[2], channel, head, [body[start:end] for start, end in spans], closed)


def _spans(body: bytes, tag: bytes, root: bytes, position: int) -> list[tuple[int, int]] | None:
    opening, closing = b"<" + tag, b"</" + tag + b">"
    spans: list[tuple[int, int]] = []
    start = _next(body, opening, position)
    while start >= 0:
        end = body.find(closing, start)
        following = _next(body, opening, start + len(opening))
        if end < 0:  # the last one is cut off; else somebody forgets to close them
            return spans if following < 0 and body.find(b"</" + root, start) < 0 else None
        if 0 <= following < end:
            return None
        spans.append((start, end + len(closing)))
        start = following
    return spans


def _next(body: bytes, opening: bytes, position: int) -> int:
    while (position := body.find(opening, position)) >= 0:
        if body[position + len(opening) : position + len(opening) + 1] in _AFTER_NAME:
            return position
        position += len(opening)
    return -1


def _is_plain(gap: bytes) -> bool:
    """No comment or CDATA section begins or ends in an entry: it could hide some."""
    if b"<!" not in gap and b"-->" not in gap and b"]]>" not in gap:
        return True
    if b"<!DOCTYPE" in gap or b"<!ENTITY" in gap:
        return False
    return gap.count(b"<!--") == gap.count(b"-->") and gap.count(b"<![CDATA[") == gap.count(b"]]>")
