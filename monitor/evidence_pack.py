"""An evidence pack: a zip whose manifest holds the hash of every member. The same input makes the same bytes.

It is read as what a stranger sent: nothing is unpacked to a path, and every size has a limit.
"""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

MANIFEST, SEAL = "manifest.json", "manifest.sha256"
FORMAT = 1

_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*){0,4}")
_MOST_MEMBERS, _MOST_BYTES, _MOST_IN_ALL = 20_000, 100 * 2**20, 2**30
_MOST_JSON = 20 * 2**20


class PackError(Exception):
    """What is given is no pack that can be read; the message says why."""


def plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} has no place in a pack")


def json_bytes(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1, default=plain) + "\n").encode()


def write_pack(path: Path, members: Mapping[str, bytes], about: Mapping[str, Any]) -> str:
    """Returns the sha256 of the file, by which the pack as a whole is known. It appears when it is whole."""
    told = {name: {"sha256": _sha(body), "bytes": len(body)} for name, body in members.items()}
    manifest = json_bytes({"format": FORMAT, **about, "members": told})
    part = path.with_name(path.name + ".part")
    try:
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            for name, body in [(MANIFEST, manifest), (SEAL, _sha(manifest).encode()), *sorted(members.items())]:
                entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))  # the day on which the time of a zip begins
                entry.create_system, entry.external_attr = 3, 0o644 << 16
                archive.writestr(entry, body, zipfile.ZIP_DEFLATED, 6)
        digest = file_sha(part)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return digest


def file_sha(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sha(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


class Pack:
    """The members of a pack, read and compared with the manifest. Raises PackError when there is nothing to compare."""

    def __init__(self, path: Path) -> None:
        try:
            with zipfile.ZipFile(path) as archive:
                self._members = _read(archive)
        except (OSError, zipfile.BadZipFile, NotImplementedError, EOFError, RuntimeError, _zlib_error()) as error:
            raise PackError(f"{path} is no pack, or a damaged one: {error}") from error
        if MANIFEST not in self._members:
            raise PackError(f"{path} has no {MANIFEST}: it is no evidence pack")
        self.manifest = self._manifest(path)

    def _manifest(self, path: Path) -> dict[str, Any]:
        found = self.json(MANIFEST)
        if not isinstance(found, dict) or found.get("format") != FORMAT or not isinstance(found.get("members"), dict):
            raise PackError(f"the manifest of {path} is of a form that this program does not know")
        return found

    def differences(self) -> list[str]:
        """What is not as the manifest says: changed, missing or added members, or the manifest itself."""
        said, there = self.manifest["members"], self._members.keys() - {MANIFEST, SEAL}
        found = [f"{name} was added" for name in sorted(there - said.keys())]
        found += [f"{name} is missing" for name in sorted(said.keys() - there)]
        for name in sorted(there & said.keys()):
            if said[name] != {"sha256": _sha(self._members[name]), "bytes": len(self._members[name])}:
                found.append(f"{name} was changed")
        if self._members.get(SEAL) != _sha(self._members[MANIFEST]).encode():
            found.append(f"{MANIFEST} was changed")
        return found

    def names(self, pattern: str) -> list[str]:
        return sorted(name for name in self._members if re.fullmatch(pattern, name))

    def body(self, name: str) -> bytes:
        if name not in self._members:
            raise PackError(f"{name} is missing")
        return self._members[name]

    def text(self, name: str) -> str:
        return self.body(name).decode()

    def json(self, name: str) -> Any:
        body = self.body(name)
        if len(body) > _MOST_JSON:
            raise PackError(f"{name} has {len(body)} bytes, more than is read")
        try:
            return json.loads(body)
        except (ValueError, RecursionError) as error:
            raise PackError(f"{name} is no JSON: {error}") from error


def _read(archive: zipfile.ZipFile) -> dict[str, bytes]:
    entries, left = archive.infolist(), _MOST_IN_ALL
    if len(entries) > _MOST_MEMBERS:
        raise PackError(f"it has {len(entries)} members, more than the {_MOST_MEMBERS} that are read")
    found: dict[str, bytes] = {}
    for entry in entries:
        if not _NAME.fullmatch(entry.filename) or entry.filename in found:
            raise PackError(f"it has a member of the name {entry.filename[:80]!r}, which no pack has, or has twice")
        with archive.open(entry) as member:
            body = member.read(min(_MOST_BYTES, left) + 1)
        if len(body) > min(_MOST_BYTES, left):
            raise PackError(f"{entry.filename} unpacks to more than is read")
        found[entry.filename], left = body, left - len(body)
    return found


def _zlib_error() -> type[Exception]:
    import zlib

    return zlib.error
