"""The members of an archive, one after the other: zip, tar, WARC, mbox.

Nothing is unpacked to disk and no name in an archive is used as a path. A member, all of them together and how much
they grow are bounded: 42 kilobytes of zip can be petabytes.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import mailbox
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import IO, Any, Self

MEMBER = 64 * 2**20  # bytes, as a file
_MEMBERS = 500_000
_WHOLE = 32 * 2**30  # bytes unpacked
_RATIO = 250  # unpacked to packed; plain text packs 30 times at most
_SMALL = 2**20  # below this a ratio says nothing
_HEADER = 2**20  # of a tar that holds a long name

_BROKEN = (
    OSError, EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, tarfile.TarError, RuntimeError, ValueError,
)  # fmt: skip
_TARS = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")
_PACKED: dict[str, Any] = {
    ".gz": gzip.open, ".tgz": gzip.open, ".bz2": bz2.open, ".tbz2": bz2.open, ".xz": lzma.open, ".txz": lzma.open,
}  # fmt: skip


class ArchiveError(Exception):
    """An archive, or one member of it, that cannot be read or is not read; says why."""


@dataclass(frozen=True, slots=True)
class Member:
    """`read` gives the bytes while the member is at hand: before the next one is asked for. Raises ArchiveError."""

    name: str
    read: Callable[[], bytes]
    url: str = ""
    media_type: str = ""


@dataclass(slots=True)
class _Budget:
    """What may still come out of an archive."""

    name: str
    packed: int
    members: int = field(default=0)
    size: int = field(default=0)

    def take(self, size: int) -> None:
        self.members, self.size = self.members + 1, self.size + size
        if self.members > _MEMBERS:
            raise ArchiveError(f"{self.name} has more than {_MEMBERS:,} members")
        if self.size > min(_WHOLE, max(MEMBER, self.packed * _RATIO)):
            raise ArchiveError(f"{self.name} unpacks to more than {self.size:,} bytes: it looks like a bomb")


def is_archive(name: str) -> bool:
    return name.lower().endswith((".zip", ".warc", ".warc.gz", ".mbox", *_TARS))


def members(path: Path) -> Iterator[Member]:
    """Raises ArchiveError when the archive breaks or exceeds its bounds."""
    name, budget = path.name.lower(), _Budget(path.name, path.stat().st_size)
    kinds = {".zip": _zip, ".mbox": _mbox} | dict.fromkeys(_TARS, _tar)
    find = next((kinds[ending] for ending in kinds if name.endswith(ending)), _warc)
    try:
        yield from find(path, budget)
    except _BROKEN as error:
        raise ArchiveError(f"{path.name} cannot be read: {error or type(error).__name__}") from error


def unpacked(path: Path) -> io.BufferedIOBase:
    """A file, unpacked while it is read when its name says that it is packed."""
    open_packed = _PACKED.get(path.suffix.lower())
    return _Bounded(open_packed(path), path) if open_packed else path.open("rb")


class _Bounded(io.BufferedIOBase):
    """A stream that ends in an error when far more comes out than went in."""

    def __init__(self, stream: IO[bytes], path: Path) -> None:
        self._stream, self._name = stream, path.name
        self._left = min(_WHOLE, max(MEMBER, path.stat().st_size * _RATIO))

    def readable(self) -> bool:
        return True

    def read(self, size: int | None = -1, /) -> bytes:
        return self._counted(self._stream.read(-1 if size is None else size))

    def readline(self, size: int | None = -1, /) -> bytes:
        return self._counted(self._stream.readline(-1 if size is None else size))

    def _counted(self, piece: bytes) -> bytes:
        self._left -= len(piece)
        if self._left < 0:
            raise ArchiveError(f"{self._name} unpacks to far more than it should: it looks like a bomb")
        return piece

    def close(self) -> None:
        self._stream.close()
        super().close()


def _bounded(name: str, read: Callable[[int], bytes]) -> bytes:
    try:
        body = read(MEMBER + 1)
    except _BROKEN as error:
        raise ArchiveError(f"{name} cannot be read: {error or type(error).__name__}") from error
    if len(body) > MEMBER:
        raise ArchiveError(f"{name} is larger than {MEMBER >> 20} MB: unpack it and give it by itself")
    return body


def _zip(path: Path, budget: _Budget) -> Iterator[Member]:
    with zipfile.ZipFile(path) as archive:
        for info in archive.infolist():
            if info.is_dir():
                continue
            budget.take(min(info.file_size, MEMBER))
            yield Member(info.filename, partial(_unzipped, archive, info))


def _unzipped(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    if info.flag_bits & 1:
        raise ArchiveError(f"{info.filename} is encrypted")
    if info.file_size > max(_SMALL, info.compress_size * _RATIO):
        raise ArchiveError(f"{info.filename} unpacks to {info.file_size:,} bytes from {info.compress_size:,}: a bomb")
    try:
        with archive.open(info) as stream:
            return _bounded(info.filename, stream.read)
    except (*_BROKEN, NotImplementedError) as error:
        raise ArchiveError(f"{info.filename} cannot be read: {error or type(error).__name__}") from error


class _TarInfo(tarfile.TarInfo):
    """Headers that carry names are read into memory whole."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
        info = super().frombuf(buf, encoding, errors)
        if info.type not in tarfile.REGULAR_TYPES and info.size > _HEADER:
            raise tarfile.ReadError(f"a header of {info.size:,} bytes")
        return info


def _tar(path: Path, budget: _Budget) -> Iterator[Member]:
    with (
        unpacked(path) as stream,
        tarfile.open(fileobj=stream, mode="r|", tarinfo=_TarInfo, errorlevel=0) as archive,
    ):
        for info in archive:
            if not info.isreg() or info.issparse():
                continue
            budget.take(info.size)
            if file := archive.extractfile(info):
                yield Member(info.name, partial(_bounded, info.name, file.read))


def _warc(path: Path, budget: _Budget) -> Iterator[Member]:
    """Pages that were asked for and found; also what `policywatch snapshots export` wrote."""
    from warcio import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    with path.open("rb") as stream:
        try:
            for record in ArchiveIterator(stream):
                if record.rec_type not in ("response", "resource") or not _was_found(record):
                    continue
                budget.take(0)
                url = record.rec_headers.get_header("WARC-Target-URI") or ""
                kind = (record.http_headers or record.rec_headers).get_header("Content-Type") or ""
                yield Member(url, partial(_page, url, record, budget), url, kind)
        except ArchiveLoadFailed as error:
            raise ArchiveError(f"{path.name} is no WARC file: {error}") from error


def _page(url: str, record: Any, budget: _Budget) -> bytes:
    body = _bounded(url, record.content_stream().read)
    budget.take(len(body))
    return body


def _was_found(record: Any) -> bool:
    return record.http_headers is None or str(record.http_headers.get_statuscode()).startswith("2")


def _mbox(path: Path, budget: _Budget) -> Iterator[Member]:
    box = mailbox.mbox(path, create=False)
    try:
        for key in box.iterkeys():
            budget.take(0)
            name = f"{key}.eml"
            yield Member(name, partial(_bounded, name, box.get_file(key).read))
    finally:
        box.close()
