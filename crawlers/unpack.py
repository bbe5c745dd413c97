"""Content-Encoding undone, never beyond a limit: 924 bytes of brotli can be a gigabyte."""

from __future__ import annotations

import sys
import zlib
from collections.abc import Callable
from typing import Protocol

import brotli  # type: ignore[import-untyped]

from crawlers.errors import PageError, TooLarge

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

ACCEPTED = "gzip, deflate, br, zstd"

_LAYERS = 3  # a body packed more often is an attack
_GZIP = b"\x1f\x8b"


class _Unpacker(Protocol):
    """What zlib, brotli and zstd have in common once wrapped: pieces of at most `room` bytes."""

    @property
    def ended(self) -> bool: ...

    def piece(self, room: int) -> bytes: ...


class _Zlib:
    def __init__(self, packed: bytes, window: int) -> None:
        self._packed, self._window = packed, window
        self._stream = zlib.decompressobj(window)
        self.ended = False

    def piece(self, room: int) -> bytes:
        piece = self._stream.decompress(self._packed, room)
        self._packed = self._stream.unconsumed_tail
        if not self._stream.eof:
            return piece
        self._packed = self._stream.unused_data
        self.ended = not self._packed.startswith(_GZIP)
        if not self.ended:  # a gzip body may have several members
            self._stream = zlib.decompressobj(self._window)
        return piece or (b"" if self.ended else self.piece(room))


class _Brotli:
    def __init__(self, packed: bytes) -> None:
        self._packed = packed
        self._stream = brotli.Decompressor()

    @property
    def ended(self) -> bool:
        return bool(self._stream.is_finished())

    def piece(self, room: int) -> bytes:
        packed, self._packed = self._packed, b""
        return bytes(self._stream.process(packed, output_buffer_limit=room))


class _Zstd:
    def __init__(self, packed: bytes) -> None:
        self._packed = packed
        self._stream = zstd.ZstdDecompressor()

    @property
    def ended(self) -> bool:
        return bool(self._stream.eof)

    def piece(self, room: int) -> bytes:
        packed, self._packed = self._packed, b""
        return bytes(self._stream.decompress(packed, room))


def _deflate(packed: bytes) -> _Unpacker:
    # RFC 9110 says zlib, some servers send the bare stream
    zlib_header = len(packed) > 1 and packed[0] & 0x0F == 8 and (packed[0] << 8 | packed[1]) % 31 == 0
    return _Zlib(packed, zlib.MAX_WBITS if zlib_header else -zlib.MAX_WBITS)


_UNPACKERS: dict[str, Callable[[bytes], _Unpacker]] = {
    "gzip": lambda packed: _Zlib(packed, zlib.MAX_WBITS | 16),
    "x-gzip": lambda packed: _Zlib(packed, zlib.MAX_WBITS | 16),
    "deflate": _deflate,
    "br": _Brotli,
    "zstd": _Zstd,
}


def unpack(body: bytes, encodings: str, limit: int, url: str) -> tuple[bytes, bool]:
    """The body without its Content-Encoding, and whether it was cut. Raises TooLarge or PageError."""
    names = [name for name in encodings.lower().replace(" ", "").split(",") if name not in ("", "identity")]
    if len(names) > _LAYERS:
        raise TooLarge(f"{url} is packed {len(names)} times over")
    cut = False
    for name in reversed(names):
        if name not in _UNPACKERS:
            raise PageError(f"{url} is packed with {name[:40]!r}, which we did not ask for")
        if name in ("gzip", "x-gzip") and not body.startswith(_GZIP):
            continue  # says gzip, is plain
        body, this_cut = _unpack(_UNPACKERS[name](body), limit, url) if body else (body, False)
        cut = cut or this_cut
    return body, cut


def _unpack(unpacker: _Unpacker, limit: int, url: str) -> tuple[bytes, bool]:
    pieces, size = [], 0
    try:
        while not unpacker.ended and (piece := unpacker.piece(min(limit + 1 - size, 2**20))):
            pieces.append(piece)
            if (size := size + len(piece)) > limit:
                raise TooLarge(f"{url} unpacks to more than {limit} bytes")
    except (zlib.error, brotli.error, zstd.ZstdError, EOFError) as error:
        if not pieces:
            raise PageError(f"{url} cannot be unpacked: {error}") from None
        return b"".join(pieces), True
    return b"".join(pieces), not unpacker.ended
