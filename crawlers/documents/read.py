"""One file → its text, whatever kind of file it is."""

from __future__ import annotations

from dataclasses import dataclass

from crawlers.decode import decode
from crawlers.documents.confined import read_confined
from crawlers.documents.kinds import kind_of
from crawlers.documents.quality import Quality, quality
from crawlers.documents.web import read_web
from crawlers.item import Issue


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
    if kind in ("html", "text"):
        return _plain(kind, body, media_type)
    told = read_confined(kind, body)
    grade, odd = quality(told.text)
    return Read(told.kind, told.text, told.rows, told.title, quality=grade, issues=(*told.issues, *odd))


def _plain(kind: str, body: bytes, media_type: str) -> Read:
    decoded = decode(body, {"content-type": media_type} if "charset" in media_type else {}, ("ko",))
    if kind == "html":
        web = read_web(decoded.text)
        grade, odd = quality(web.text)
        issues = (*decoded.issues, *odd)
        return Read(
            "html", web.text, title=web.title, published=web.published, url=web.url, quality=grade, issues=issues
        )
    grade, odd = quality(decoded.text)
    return Read("text", decoded.text, quality=grade, issues=(*decoded.issues, *odd))
