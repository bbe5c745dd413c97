"""What files hold, in pieces: a document, a member of an archive, or some lines of JSON."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Protocol

from crawlers.documents import DocumentError
from crawlers.extract import extract
from crawlers.item import Issue, Item
from crawlers.keys import key_of
from crawlers.source import Source
from monitor.backfill_archive import MEMBER, ArchiveError, Member, is_archive, members, unpacked
from monitor.backfill_items import item_of_mail, items_of_lines

_LINES = 500  # of JSON in one piece
_LONGEST_LINE = 16 * 2**20
_JSON_LINES = (".jsonl", ".ndjson")
_PACKED = (".gz", ".bz2", ".xz")
STDIN = Path("-")


class _Lines(Protocol):
    def readline(self, size: int, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Found:
    """What one piece held. `error`: what of it could not be read."""

    items: list[Item]
    issues: list[Issue]
    error: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """`part` names its content: the same bytes under the same name are the same part, whenever they are given."""

    part: str
    label: str
    size: int
    read: Callable[[], Found]
    many: bool = False  # holds many items: lines of JSON
    at: float = 0.0  # bytes of all given files up to its end


def files_of(paths: Iterable[Path]) -> list[tuple[Path, str]]:
    """The files among paths, folders and globs, each once, in order, with the name it has below what was given.

    Raises FileNotFoundError.
    """
    found: dict[Path, str] = {}
    for path in paths:
        if path == STDIN:
            found[STDIN] = "standard input"
            continue
        inside = list(_inside(path))
        if not inside:
            raise FileNotFoundError(f"{path} names no file")
        for one, name in inside:
            found.setdefault(one, name)
    return list(found.items())


def _inside(path: Path) -> Iterator[tuple[Path, str]]:
    if path.is_file():
        yield path.resolve(), path.name
    elif path.is_dir():
        for one in sorted(path.rglob("*")):
            if one.is_file() and not any(part.startswith(".") for part in one.relative_to(path).parts):
                yield one.resolve(), one.relative_to(path).as_posix()
    else:
        base = Path(path.anchor or ".")
        pattern = str(path.relative_to(path.anchor) if path.anchor else path)
        yield from ((one.resolve(), one.name) for one in sorted(base.glob(pattern)) if one.is_file())


def size_of(files: Iterable[tuple[Path, str]]) -> int:
    return sum(path.stat().st_size for path, _ in files if path != STDIN)


def pieces(source: Source, files: Iterable[tuple[Path, str]]) -> Iterator[Piece]:
    """A file or archive that breaks ends in a piece that says so; the others go on."""
    before = 0.0
    for path, name in files:
        size = read = 0
        try:
            size = size_of([(path, name)])
            for piece in _pieces_of(source, path, name):
                read += piece.size
                yield replace(piece, at=before + min(read, size))
        except (ArchiveError, OSError, EOFError) as error:
            yield replace(_broken(name, str(error)), at=before + size)
        before += size


def _pieces_of(source: Source, path: Path, name: str) -> Iterator[Piece]:
    if path == STDIN:
        yield from _lines(source, sys.stdin.buffer, name)
    elif is_archive(name):
        for member in members(path):
            yield from _member(source, name, member)
    elif _is_lines(name):
        with unpacked(path) as stream:
            yield from _lines(source, stream, name)
    elif name.lower().endswith(_PACKED):
        with unpacked(path) as stream:
            yield _document(source, name.rpartition(".")[0], stream.read(MEMBER + 1))
    else:
        yield _document(source, name, path.read_bytes())


def _is_lines(name: str) -> bool:
    low = name.lower()
    for ending in _PACKED:
        low = low.removesuffix(ending)
    return low.endswith(_JSON_LINES)


def _lines(source: Source, stream: _Lines, name: str) -> Iterator[Piece]:
    first = 1
    while lines := list(islice(iter(lambda: stream.readline(_LONGEST_LINE), b""), _LINES)):
        body = b"".join(lines)
        label = f"{name}:{first}-{first + len(lines) - 1}"
        yield Piece(f"{name} {_digest(body)}", label, len(body), partial(_items, source, first, lines), many=True)
        first += len(lines)


def _items(source: Source, first: int, lines: list[bytes]) -> Found:
    items, issues = items_of_lines(source, first, lines)
    more = f" and {len(issues) - 1} more" if len(issues) > 1 else ""
    return Found(items, issues, f"{issues[0].detail}{more}" if issues else "")


def _member(source: Source, archive: str, member: Member) -> Iterator[Piece]:
    name = "".join(letter for letter in member.name if letter.isprintable())[:500]
    label = f"{archive}: {name}"
    try:
        body = member.read()
    except ArchiveError as error:
        yield _broken(f"{archive}: {name}", str(error))
        return
    if is_archive(name):
        yield _broken(label, "an archive inside of an archive is not opened: unpack it and give it by itself")
    elif _is_lines(name) and not name.lower().endswith(_PACKED):
        lines = body.splitlines(keepends=True)
        for at in range(0, len(lines), _LINES):
            some = lines[at : at + _LINES]
            whole = b"".join(some)
            yield Piece(
                f"{label} {_digest(whole)}", label, len(whole), partial(_items, source, at + 1, some), many=True
            )
    else:
        piece = _document(source, name, body, member.url, member.media_type)
        yield replace(piece, part=f"{label} {_digest(body)}", label=label)


def _document(source: Source, name: str, body: bytes, url: str = "", media_type: str = "") -> Piece:
    return Piece(f"{name} {_digest(body)}", name, len(body), partial(_extracted, source, name, body, url, media_type))


def _extracted(source: Source, name: str, body: bytes, url: str, media_type: str) -> Found:
    if len(body) > MEMBER:
        return Found([], [], f"larger than {MEMBER >> 20} MB")
    if name.lower().endswith(".eml"):
        item = item_of_mail(source, body)
        return Found([item] if item else [], [])
    try:
        read = extract(name, body, media_type.partition(";")[0].strip())
    except DocumentError as error:
        return Found([], [], str(error))
    issues = [*read.issues, *([Issue("text-poor", name)] if read.quality == "poor" else [])]
    items = [_addressed(source, item, url, body, media_type) for item in read.items] if url else read.items
    return Found(items, issues)


def _addressed(source: Source, item: Item, url: str, body: bytes, media_type: str) -> Item:
    """A page of a web archive has the address and so the key that it has in the web."""
    if item.parent or item.url:
        return item
    day = f"{item.published:%Y-%m-%d}" if item.published else ""
    return replace(
        item, url=url, key=key_of(source, link=url, title=item.title, date=day), raw=body, media_type=media_type
    )


def _broken(label: str, error: str) -> Piece:
    return Piece("", label, 0, partial(Found, [], [], error))


def _digest(body: bytes) -> str:
    return hashlib.blake2b(body, digest_size=8).hexdigest()
