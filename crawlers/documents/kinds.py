"""What a file is, by its content: names and media types lie."""

from __future__ import annotations

import re
from typing import Literal

from crawlers.documents import DocumentError

#: `zip` and `ole` hold HWPX, DOCX and HWP among others; which, their reader finds out apart from this process.
Kind = Literal["pdf", "zip", "ole", "html", "text"]

LARGEST = 64 * 2**20
_UNREAD = (
    (b"HWP Document File V", "a Hangul document of before 2000"),
    (b"{\\rtf", "a rich text file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"II*\x00", "an image"),
    (b"MM\x00*", "an image"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"%!PS", "a PostScript file"),
)
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|title|div|table|p|article)\b", re.IGNORECASE)
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
_CONTROLS = bytes(set(range(32)) - {9, 10, 11, 12, 13, 27})


def kind_of(name: str, body: bytes, media_type: str = "") -> Kind:
    """Raises DocumentError for what nothing here reads."""
    start = body[:1024]
    if not body.strip(b"\0 \t\r\n"):
        raise DocumentError(f"{name or 'the file'} is empty")
    if len(body) > LARGEST:
        raise DocumentError(f"{len(body) >> 20} MB are more than the {LARGEST >> 20} MB that are read")
    if b"%PDF-" in start:
        return "pdf"
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if start.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return "ole"
    for magic, what in _UNREAD:
        if start.startswith(magic):
            raise DocumentError(f"{what}: nothing here reads that")
    return _markup_or_text(name, body, media_type)


def _markup_or_text(name: str, body: bytes, media_type: str) -> Kind:
    if _is_binary(body):
        raise DocumentError(f"{name or 'the file'} is neither text nor a kind of document that is known here")
    start = body[:4096].replace(b"\0", b"")
    if "html" in media_type or _HTML.search(start):
        return "html"
    return "text"


def _is_binary(body: bytes) -> bool:
    """Control characters make up more than a hundredth; wide text holds zeros, in every second place."""
    sample = body[:65536]
    if sample.startswith(_WIDE_MARKS):
        return False
    if b"\0" in sample and max(sample[::2].count(0), sample[1::2].count(0)) > 0.2 * len(sample):
        sample = sample.replace(b"\0", b"")  # UTF-16 without a mark
    return len(sample) - len(sample.translate(None, _CONTROLS)) > len(sample) / 100
