"""HWP 5: paragraphs and tables of its sections, out of an OLE container."""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterable, Iterator

import olefile

from crawlers.documents import DocumentError
from crawlers.documents.hwp_records import LARGEST_STREAM, Record, inflated, records
from crawlers.documents.rows import row

_PARA_HEADER, _PARA_TEXT, _CTRL_HEADER, _LIST_HEADER, _TABLE_SHAPE = 66, 67, 71, 72, 77
_COMPRESSED, _PASSWORD, _DISTRIBUTION, _DRM = 1, 2, 4, 16
_TABLE = b" lbt"
_MARGINS = (b"daeh", b"toof", b"onta", b"pgnp")  # header, footer, numbers
#: Characters below 32 that stand for an object of eight code units; the others are one.
_LONG_CONTROLS = frozenset((*range(1, 10), 11, 12, *range(14, 24)))
_DEEPEST = 60
#: What olefile raises at broken containers.
_BROKEN = (OSError, ValueError, TypeError, IndexError, struct.error, OverflowError)


def read_ole(body: bytes) -> tuple[list[str], bool]:
    """The lines of the text, and whether they are all of it."""
    try:
        ole = olefile.OleFileIO(io.BytesIO(body), raise_defects=olefile.DEFECT_FATAL)
    except _BROKEN as error:
        raise DocumentError(f"a broken or truncated OLE container: {error}") from None
    flags = _flags(ole)
    if flags & (_PASSWORD | _DRM):
        raise DocumentError("the HWP file is encrypted" if flags & _PASSWORD else "the HWP file is under DRM")
    if flags & _DISTRIBUTION:
        return _preview(ole), False
    unpack = inflated if flags & _COMPRESSED else bytes
    lines = [line for name in _sections(ole) for line in _lines(records(unpack(_stream(ole, name))), 0)]
    return lines, True


def _flags(ole: olefile.OleFileIO) -> int:
    if not ole.exists("FileHeader"):
        raise DocumentError(f"{_other(ole)}: nothing here reads that")
    header = _stream(ole, "FileHeader")
    if not header.startswith(b"HWP Document File") or len(header) < 40:
        raise DocumentError("an OLE container that is no HWP file")
    (flags,) = struct.unpack_from("<I", header, 36)
    return int(flags)


def _other(ole: olefile.OleFileIO) -> str:
    known = {
        "WordDocument": "a Word file of before 2007 (.doc)",
        "Workbook": "an Excel file (.xls)",
        "PowerPoint Document": "a PowerPoint file (.ppt)",
        "EncryptedPackage": "an encrypted Office file",
    }
    return next((what for name, what in known.items() if ole.exists(name)), "an OLE container that is no HWP file")


def _stream(ole: olefile.OleFileIO, name: str) -> bytes:
    try:
        if ole.get_size(name) > LARGEST_STREAM:
            raise DocumentError(f"{name} of the HWP file is larger than {LARGEST_STREAM >> 20} MB")
        return bytes(ole.openstream(name).read())
    except _BROKEN as error:
        raise DocumentError(f"{name} of the HWP file cannot be read: {error}") from None


def _sections(ole: olefile.OleFileIO) -> list[str]:
    names = ["/".join(path) for path in ole.listdir()]
    found = ((re.fullmatch(r"BodyText/Section(\d{1,4})", name), name) for name in names)
    sections = [name for _, name in sorted((int(match[1]), name) for match, name in found if match)]
    if not sections:
        raise DocumentError("a HWP file without a section")
    return sections


def _preview(ole: olefile.OleFileIO) -> list[str]:
    """The start of a file for distribution, whose text is scrambled."""
    if not ole.exists("PrvText"):
        raise DocumentError("a HWP file for distribution: its text is scrambled and it has no preview")
    return [line for line in _stream(ole, "PrvText").decode("utf-16-le", "replace").split("\n") if line.strip("\r\0 ")]


def _lines(siblings: Iterable[Record], depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        raise DocumentError(f"more than {_DEEPEST} levels of tables in the HWP file")
    for record in siblings:
        if record.tag == _PARA_HEADER:
            yield from _paragraph(record, depth)
        elif record.tag == _CTRL_HEADER:
            yield from _control(record, depth)
        elif record.below:
            yield from _lines(record.below, depth + 1)


def _paragraph(record: Record, depth: int) -> Iterator[str]:
    for below in record.below:
        if below.tag == _PARA_TEXT:
            yield from (line for line in _text(below.body).split("\n") if line.strip())
    yield from _lines((below for below in record.below if below.tag == _CTRL_HEADER), depth + 1)


def _control(record: Record, depth: int) -> Iterator[str]:
    kind = record.body[:4]
    if kind in _MARGINS:
        return
    if kind == _TABLE:
        yield from _table(record, depth)
    else:
        yield from _lines(record.below, depth + 1)


def _table(record: Record, depth: int) -> Iterator[str]:
    """A caption stands before the record of the table itself, its cells behind."""
    rows: dict[int, list[str]] = {}
    cell: list[Record] = []
    place: int | None = None
    inside = False
    for below in [*record.below, Record(_LIST_HEADER, b"")]:
        inside = inside or below.tag == _TABLE_SHAPE
        if below.tag != _LIST_HEADER:
            cell.append(below)
            continue
        lines = list(_lines(cell, depth + 1))
        if place is None:
            yield from lines
        else:
            rows.setdefault(place, []).append("\n".join(lines))
        cell, place = list(below.below), _row_of(below.body) if inside else None
    for number in sorted(rows):
        yield from row(rows[number])


def _row_of(list_header: bytes) -> int:
    return int(struct.unpack_from("<H", list_header, 10)[0]) if len(list_header) >= 12 else 0


def _text(body: bytes) -> str:
    units = struct.unpack(f"<{len(body) // 2}H", body[: len(body) // 2 * 2])
    kept: list[int] = []
    at = 0
    while at < len(units):
        unit = units[at]
        if unit >= 32:
            kept.append(unit)
        elif unit in (10, 13):
            kept.append(10)
        elif unit in (9, 24, 30, 31):
            kept.append(45 if unit == 24 else 32)
        at += 8 if unit in _LONG_CONTROLS else 1
    return struct.pack(f"<{len(kept)}H", *kept).decode("utf-16-le", "replace")
