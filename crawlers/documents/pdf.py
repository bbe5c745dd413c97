"""PDF: the text of each page in its own order, and again with its tables as rows. Only in the child process.

pdfium is not thread-safe and small files make it take much memory; see confined.py for the limits.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from crawlers.documents import DocumentError
from crawlers.documents.pdf_tables import Table, Tables

MOST_PAGES = 400
MOST_CHARACTERS = 4_000_000
_FEWEST_CHARACTERS = 25  # beside a picture, on a page that is not scanned
_LARGE = 0.5  # of the page
_FEWEST_LINES = 6  # drawn on a page that has a table
_LINE_END = re.compile(r"\r\n?")
#: pdfium writes a hyphen at the end of a line as U+FFFE or U+0002; within a word of small letters it falls away.
_HYPHEN = re.compile("(?:(?<=[a-z])[\ufffe\x02](?:\r?\n)?(?=[a-z]))")
_OTHER_HYPHEN = re.compile("[\ufffe\x02](?:\r?\n)?")


@dataclass(slots=True)
class Pages:
    flow: list[str] = field(default_factory=list)
    with_rows: list[str] = field(default_factory=list)
    title: str = ""
    pictures: int = 0  # pages that are scanned
    issues: list[tuple[str, str]] = field(default_factory=list)


def read_pdf(body: bytes) -> Pages:
    pages = Pages()
    try:
        document = pdfium.PdfDocument(body)
        count = len(document)
    except pdfium.PdfiumError as error:
        raise DocumentError(_why(error)) from None
    if not count:
        raise DocumentError("a PDF without pages")
    if count > MOST_PAGES:
        pages.issues.append(("pages-cut", f"{MOST_PAGES} of {count} pages are read"))
    pages.title = _title(document)
    tables = Tables(body, pages.issues)
    unreadable = sum(not _read(document, number, tables, pages) for number in range(min(count, MOST_PAGES)))
    if unreadable:
        pages.issues.append(("pages-unread", f"{unreadable} of {count} pages are broken"))
    _tell_pictures(pages)
    return pages


def _why(error: pdfium.PdfiumError) -> str:
    if "password" in str(error).lower():
        return "the PDF is encrypted: it asks for a password"
    return f"a broken or truncated PDF: {error}"


def _title(document: pdfium.PdfDocument) -> str:
    try:
        return str(document.get_metadata_value("Title") or "")
    except pdfium.PdfiumError:
        return ""


def _tell_pictures(pages: Pages) -> None:
    if pages.pictures * 2 > len(pages.flow):
        pages.issues.append(("no-text-layer", f"{pages.pictures} of {len(pages.flow)} pages are pictures without text"))


def _read(document: pdfium.PdfDocument, number: int, tables: Tables, pages: Pages) -> bool:
    if sum(map(len, pages.flow)) > MOST_CHARACTERS:
        if not any(code == "text-cut" for code, _ in pages.issues):
            pages.issues.append(("text-cut", f"the text is read up to page {number}"))
        return True
    try:
        page = document[number]
        text = page.get_textpage()
        pages.flow.append(_clean(text.get_text_range()))
        pages.pictures += len("".join(pages.flow[-1].split())) < _FEWEST_CHARACTERS and _is_pictured(page)
        found = tables.of(number) if _is_ruled(page) else []
        height = page.get_height()
        pages.with_rows.append(_with_rows(text, found, height, page.get_width()) if found else pages.flow[-1])
    except (pdfium.PdfiumError, ctypes.ArgumentError, ValueError):
        return False
    return True


def _is_ruled(page: pdfium.PdfPage) -> bool:
    drawn = 0
    for object_ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=3):
        drawn += object_.type == raw.FPDF_PAGEOBJ_PATH
        if drawn >= _FEWEST_LINES:
            return True
    return False


def _is_pictured(page: pdfium.PdfPage) -> bool:
    width, height = page.get_size()
    bounds = (one.get_bounds() for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3))
    covered = sum((right - left) * (top - bottom) for left, bottom, right, top in bounds)
    return bool(covered > _LARGE * width * height)


def _clean(text: str) -> str:
    return _LINE_END.sub("\n", _OTHER_HYPHEN.sub("-", _HYPHEN.sub("", text))).replace("\x00", "")


def _with_rows(text: pdfium.PdfTextPage, tables: list[Table], height: float, width: float) -> str:
    """The page from top to bottom: what stands above, beside and below each table, and the rows of the table."""
    parts: list[str] = []
    top = 0.0
    for table in tables:
        if table.bottom <= top:
            continue  # inside the one before
        parts += _bands(text, table, top, height, width)
        parts += table.lines
        top = table.bottom
    parts.append(_clean(text.get_text_bounded(top=height - top)))
    return "\n".join(part for part in parts if part.strip())


def _bands(text: pdfium.PdfTextPage, table: Table, top: float, height: float, width: float) -> Iterator[str]:
    begin = max(table.top, top)
    yield _clean(text.get_text_bounded(top=height - top, bottom=height - begin))
    if table.left > 1:
        yield _clean(text.get_text_bounded(right=table.left, top=height - begin, bottom=height - table.bottom))
    if table.right < width - 1:
        yield _clean(text.get_text_bounded(left=table.right, top=height - begin, bottom=height - table.bottom))
