"""One file → its text, whatever kind of file it is."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace

from crawlers.decode import decode
from crawlers.documents.confined import read_confined
from crawlers.documents.kinds import kind_of
from crawlers.documents.quality import Quality, quality
from crawlers.documents.web import read_web
from crawlers.item import Issue

_PIECES = re.compile("[\u1100-\u11ff\u0300-\u0308\u3099\u309a]")


@dataclass(frozen=True, slots=True)
class Read:
    kind: str  # pdf, hwp, hwpx, docx, html, text
    text: str  # lines as they stand; pages of a PDF apart by form feeds, its lines with the blank they end in
    rows: str = ""  # the same with tables as rows of cells between bars, where that differs
    title: str = ""  # as the file's own metadata says
    published: str = ""  # likewise, ISO 8601
    url: str = ""  # likewise
    quality: Quality = "good"
    issues: tuple[Issue, ...] = ()


def read_file(name: str, body: bytes, media_type: str = "") -> Read:
    """Raises DocumentError with the reason when the file cannot be read."""
    kind = kind_of(name, body, media_type)
    if kind not in ("html", "text"):
        told = read_confined(kind, body)
        return _graded(Read(told.kind, _composed(told.text), _composed(told.rows), told.title, issues=told.issues))
    decoded = decode(body, {"content-type": media_type} if "charset" in media_type else {}, ("ko",))
    text = _composed(decoded.text)
    if kind == "text":
        return _graded(Read(kind, text, issues=decoded.issues))
    web = read_web(text)
    return _graded(Read(kind, web.text, title=web.title, published=web.published, url=web.url, issues=decoded.issues))


def _composed(text: str) -> str:
    """Syllables whole: macOS writes them in pieces."""
    return unicodedata.normalize("NFC", text) if _PIECES.search(text) else text


def _graded(read: Read) -> Read:
    grade, odd = quality(read.text)
    return replace(read, quality=grade, issues=(*read.issues, *odd))
