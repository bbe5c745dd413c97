"""DOCX: paragraphs, tables, text boxes and notes of the main part."""

from __future__ import annotations

from lxml import etree

from crawlers.documents.rows import row
from crawlers.documents.zipped import Container, local

_MAIN = "word/document.xml"
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
#: Deleted text, the second version of a drawing, instructions of fields.
_LEFT_OUT = frozenset(("del", "moveFrom", "Fallback", "instrText", "pPr", "rPr", "sectPr", "delText"))
_CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def read_docx(container: Container) -> list[str]:
    """The lines of the text; notes stand last."""
    lines = _lines(container.xml(_MAIN))
    for name in _NOTES:
        if name in container.names:
            lines += _lines(container.xml(name))
    return lines


def _lines(element: etree._Element) -> list[str]:
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
    text: list[str] = []
    boxes: list[str] = []
    _collect(paragraph, text, boxes)
    return [line for line in "".join(text).split("\n") if line.strip()] + boxes


def _collect(element: etree._Element, text: list[str], boxes: list[str]) -> None:
    for child in element:
        name = local(child)
        if name in _LEFT_OUT:
            continue
        if name == "t":
            text.append(child.text or "")
        elif name in _CHARACTERS:
            text.append(_CHARACTERS[name])
        elif name == "txbxContent":
            boxes += _lines(child)
        else:
            _collect(child, text, boxes)


def _table(table: etree._Element) -> list[str]:
    lines: list[str] = []
    for tr in _below(table, "tr"):
        lines += row(["\n".join(_lines(cell)) for cell in _below(tr, "tc")])
    return lines


def _below(element: etree._Element, name: str) -> list[etree._Element]:
    """Children, also inside content controls."""
    found: list[etree._Element] = []
    for child in element:
        if local(child) == name:
            found.append(child)
        elif local(child) in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
            found += _below(child, name)
    return found
