"""HWPX: the paragraphs and tables of its sections, in the order of the file."""

from __future__ import annotations

from lxml import etree

from crawlers.documents import DocumentError
from crawlers.documents.rows import row
from crawlers.documents.zipped import Container, local

_SECTION = r"Contents/section(\d{1,4})\.xml"
#: What stands in the margins of every page, and what is no text.
_LEFT_OUT = frozenset(("header", "footer", "pageNum", "masterPage", "secPr", "script", "deleteBegin", "shapeComment"))
_CHARACTERS = {"lineBreak": "\n", "tab": "\t", "nbSpace": " ", "fwSpace": " ", "hyphen": "-"}


def read_hwpx(container: Container) -> list[str]:
    """The lines of the text."""
    _refuse_encrypted(container)
    sections = list(container.numbered(_SECTION))
    if not sections:
        raise DocumentError("a HWPX file without a section")
    return [line for name in sections for line in _lines(container.xml(name))]


def _refuse_encrypted(container: Container) -> None:
    name = "META-INF/manifest.xml"
    if name in container.names and any(local(one) == "encryption-data" for one in container.xml(name).iter()):
        raise DocumentError("the HWPX file is encrypted")


def _lines(element: etree._Element) -> list[str]:
    """Blocks below an element that is no paragraph itself."""
    lines: list[str] = []
    for child in element:
        name = local(child)
        if name == "p":
            lines += _paragraph(child)
        elif name == "tbl":
            lines += _table(child)
        elif name not in _LEFT_OUT:
            lines += _lines(child)
    return lines


def _paragraph(paragraph: etree._Element) -> list[str]:
    lines: list[str] = []
    text: list[str] = []
    for run in paragraph:
        if local(run) != "run":
            continue
        for part in run:
            name = local(part)
            if name == "t":
                text.append(_text(part))
            elif name not in _LEFT_OUT and (inside := _table(part) if name == "tbl" else _lines(part)):
                lines += [*_split(text), *inside]
                text.clear()
    return lines + _split(text)


def _split(pieces: list[str]) -> list[str]:
    return [line for line in "".join(pieces).split("\n") if line.strip()]


def _text(element: etree._Element) -> str:
    pieces = [element.text or ""]
    for child in element:
        pieces += [_CHARACTERS.get(local(child), ""), child.tail or ""]
    return "".join(pieces)


def _table(table: etree._Element) -> list[str]:
    lines: list[str] = []
    for tr in table:
        if local(tr) == "tr":
            lines += row(["\n".join(_lines(cell)) for cell in tr if local(cell) == "tc"])
        elif local(tr) == "caption":
            lines += _lines(tr)
    return lines
