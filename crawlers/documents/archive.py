"""What a ZIP container holds."""

from __future__ import annotations

from crawlers.documents import DocumentError
from crawlers.documents.docx import read_docx
from crawlers.documents.hwpx import read_hwpx
from crawlers.documents.zipped import Container

_OTHER = {"xl/": "an Excel file (.xlsx)", "ppt/": "a PowerPoint file (.pptx)", "content.xml": "an OpenDocument file"}


def read_archive(body: bytes) -> tuple[str, list[str]]:
    """Its kind and the lines of its text."""
    container = Container(body)
    if "word/document.xml" in container.names:
        return "docx", read_docx(container)
    if any(name.startswith("Contents/section") for name in container.names):
        return "hwpx", read_hwpx(container)
    other = next((what for name, what in _OTHER.items() if any(one.startswith(name) for one in container.names)), "")
    raise DocumentError(f"{other or 'a ZIP archive without a document'}: nothing here reads that")
