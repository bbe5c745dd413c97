"""Backups: one file that either database is restored from, made while the daemon runs.

A zip of JSON Lines, one member a table, and a manifest with counts and sums. It is written beside its name, read again
whole, and only then gets it: what is there under the name of a backup is one.
"""

from __future__ import annotations

import json
import os
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine

from db.loading import LoadError
from db.migrate import HEAD, version_of
from db.portable import Shape, Sum, frozen, lines, shapes

_FORMAT = 1
_MANIFEST = "manifest.json"
_NAME = re.compile(r"policywatch-\d{8}T\d{6}Z\.backup")
_LEVEL = 3  # of compression; what is large is compressed already
_LONGEST = 2**30  # bytes of one row


class BackupError(Exception):
    """No backup, or none that can be used; the message says why."""


@dataclass(frozen=True, slots=True)
class Made:
    path: Path
    bytes: int
    rows: dict[str, int]
    removed: list[Path]  # older ones, beyond those to keep


def back_up(engine: Engine, target: Path, now: datetime, *, keep: int = 0) -> Made:
    """`target`: a file that is not there yet, or a folder, where `keep` newest backups stay. Raises BackupError."""
    folder = target.is_dir()
    path = target / f"policywatch-{now:%Y%m%dT%H%M%SZ}.backup" if folder else target
    if path.exists():
        raise BackupError(f"{path} is there already: name another file, or a folder")
    part = path.with_name(path.name + ".part")
    try:
        with frozen(engine) as connection:
            _refuse(connection)
            rows = _write(connection, part, now)
        verify(part)
        part.replace(path)
        _synced(path)
    except OSError as error:
        raise BackupError(f"{path} cannot be written: {error.strerror or error}") from error
    finally:
        part.unlink(missing_ok=True)
    removed = _rotated(target, keep) if folder and keep else []
    return Made(path, path.stat().st_size, rows, removed)


def _refuse(connection: Connection) -> None:
    """A copy of a damaged database would in time drive out the good ones; a newer one has more than would be copied."""
    if version_of(connection) is None:
        raise BackupError("the database has no tables yet: there is nothing to back up")
    if (at := version_of(connection) or "") > HEAD:
        raise BackupError(f"the database is at migration {at}, this program knows {HEAD}: use the newer program")
    if connection.dialect.name != "sqlite":
        return
    if (found := connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()) != "ok":
        raise BackupError(f"the database is damaged ({found}): not backed up, older backups stay")


def _write(connection: Connection, path: Path, now: datetime) -> dict[str, int]:
    tables, rows = {}, {}
    opened = os.open(path, os.O_CREAT | os.O_TRUNC | os.O_RDWR, 0o600)  # it holds what the database holds
    with (
        os.fdopen(opened, "w+b") as file,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as archive,
    ):
        for shape in shapes(connection):
            told = Sum()
            with archive.open(_member(shape.name), "w", force_zip64=True) as member:
                for line in lines(connection, shape):
                    told.add(line)
                    member.write(line + b"\n")
            tables[shape.name] = {"columns": shape.columns, "rows": told.rows, "sum": str(told)}
            rows[shape.name] = told.rows
        manifest = {
            "format": _FORMAT,
            "program": version("policywatch"),
            "migration": version_of(connection),
            "database": connection.dialect.name,
            "made_at": now.isoformat(),
            "tables": tables,
        }
        archive.writestr(_MANIFEST, json.dumps(manifest, indent=1))
    return rows


def _member(table: str) -> str:
    return f"rows/{table}.jsonl"


def _synced(path: Path) -> None:
    for one in (path, path.parent):
        opened = os.open(one, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def _rotated(folder: Path, keep: int) -> list[Path]:
    """Names sort by time; only what this program named is removed."""
    old = sorted(path for path in folder.iterdir() if _NAME.fullmatch(path.name))[:-keep]
    for path in old:
        path.unlink()
    return old


def newest(folder: Path) -> Path | None:
    found = [path for path in folder.glob("*.backup") if _NAME.fullmatch(path.name)] if folder.is_dir() else []
    return max(found, default=None)


class Archive:
    """A backup that is read. Raises BackupError for a file that is none."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._zip = zipfile.ZipFile(path)
            self._told = self._manifest()
        except (OSError, zipfile.BadZipFile, KeyError, ValueError, TypeError) as error:
            raise BackupError(f"{path} is no backup of Policywatch, or a damaged one: {error}") from error
        self.migration: str = self._told["migration"]
        self.made_at = datetime.fromisoformat(self._told["made_at"])

    def _manifest(self) -> dict[str, Any]:
        told: dict[str, Any] = json.loads(self._zip.read(_MANIFEST))
        if told["format"] != _FORMAT:
            raise ValueError(f"its form is {told['format']}, this program knows {_FORMAT}")
        self.shapes = [
            Shape(name, tuple((column, kind) for column, kind in one["columns"]))
            for name, one in told["tables"].items()
        ]
        return told

    def rows(self) -> dict[str, int]:
        return {name: one["rows"] for name, one in self._told["tables"].items()}

    def lines(self, shape: Shape) -> Iterable[bytes]:
        try:
            with self._zip.open(_member(shape.name)) as member:
                while line := member.readline(_LONGEST):
                    yield line.removesuffix(b"\n")
        except (OSError, zipfile.BadZipFile, EOFError, KeyError, _zlib_error()) as error:
            raise LoadError(f"{self.path} is damaged at {shape.name}: {error}") from error

    def check(self, shape: Shape, told: Sum) -> None:
        said = self._told["tables"][shape.name]
        if (told.rows, str(told)) != (said["rows"], said["sum"]):
            raise LoadError(f"{self.path} is damaged: {shape.name} has {told.rows} rows, not the {said['rows']} it had")


def _zlib_error() -> type[Exception]:
    import zlib

    return zlib.error


def verify(path: Path) -> Archive:
    """Reads all of it. Raises BackupError."""
    archive = Archive(path)
    try:
        for shape in archive.shapes:
            told = Sum()
            for line in archive.lines(shape):
                told.add(line)
            archive.check(shape, told)
    except LoadError as error:
        raise BackupError(str(error)) from error
    return archive


class Live:
    """The rows of a database that is open, as a backup would hold them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.migration = version_of(connection) or ""
        self.shapes = shapes(connection)

    def lines(self, shape: Shape) -> Iterator[bytes]:
        return lines(self._connection, shape)

    def check(self, shape: Shape, told: Sum) -> None:
        query = self._connection.exec_driver_sql(f'SELECT count(*) FROM "{shape.name}"')  # noqa: S608  our own table
        if (there := query.scalar_one()) != told.rows:
            raise LoadError(f"{shape.name} has {there} rows, {told.rows} were read")
