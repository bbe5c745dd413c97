"""Records of an HWP 5 stream as a tree. Format: Hancom, "한글 문서 파일 형식 5.0" revision 1.3, chapters 3 and 4."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from crawlers.documents import DocumentError

LARGEST_STREAM = 48 * 2**20
MOST_RECORDS = 1_000_000
_LONG = 0xFFF  # the size stands in four bytes of its own


@dataclass(slots=True)
class Record:
    tag: int
    body: bytes
    below: list[Record] = field(default_factory=list)


def inflated(stream: bytes) -> bytes:
    """A stream is raw deflate; one cut in the middle gives what it has."""
    unpack = zlib.decompressobj(-15)
    try:
        body = unpack.decompress(stream, LARGEST_STREAM)
    except zlib.error as error:
        raise DocumentError(f"a broken stream in the HWP file: {error}") from None
    if unpack.unconsumed_tail:
        raise DocumentError(f"a stream of the HWP file unpacks to more than {LARGEST_STREAM >> 20} MB")
    return body


def records(stream: bytes) -> list[Record]:
    """Those of the lowest level, with the others below them."""
    top = Record(-1, b"")
    open_ = [top]
    for number, (tag, level, body) in enumerate(_flat(stream)):
        if number > MOST_RECORDS:
            raise DocumentError(f"more than {MOST_RECORDS} records in the HWP file")
        del open_[level + 1 :]
        record = Record(tag, body)
        open_[-1].below.append(record)
        open_.append(record)
    return top.below


def _flat(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    at = 0
    while at + 4 <= len(stream):
        (head,) = struct.unpack_from("<I", stream, at)
        tag, level, size = head & 0x3FF, head >> 10 & 0x3FF, head >> 20
        at += 4
        if size == _LONG and at + 4 <= len(stream):
            (size,) = struct.unpack_from("<I", stream, at)
            at += 4
        yield tag, level, stream[at : at + size]
        at += size
