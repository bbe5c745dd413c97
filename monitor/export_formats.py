"""The formats of an export. A writer takes rows as they come, says how many, and keeps none."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from types import TracebackType
from typing import IO, Any, ClassVar, Self

Row = Mapping[str, Any]

#: A cell that begins so is a formula to a spreadsheet, full-width signs too.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


class MissingLibrary(Exception):  # noqa: N818  the message says which
    pass


class CsvWriter:
    """Lists with semicolons, times in ISO 8601; what a spreadsheet would run gets an apostrophe in front."""

    def __init__(self, file: IO[bytes], columns: Mapping[str, str], *, bom: bool = False) -> None:
        self._text = io.TextIOWrapper(file, "utf-8-sig" if bom else "utf-8", newline="", write_through=True)
        self._columns = columns
        self._rows = csv.writer(self._text)
        self._rows.writerow(columns)

    def write(self, rows: Sequence[Row]) -> int:
        self._rows.writerows([_cell(row[name]) for name in self._columns] for row in rows)
        return len(rows)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._text.detach()


def _cell(value: Any) -> str:
    if isinstance(value, list):
        value = "; ".join(value)
    if isinstance(value, str):
        return f"'{value}" if value.lstrip(" ").startswith(_FORMULA) else value
    if isinstance(value, datetime):
        return value.isoformat()
    return "" if value is None else str(value)


class JsonLinesWriter:
    def __init__(self, file: IO[bytes], columns: Mapping[str, str], *, bom: bool = False) -> None:
        self._file = file

    def write(self, rows: Sequence[Row]) -> int:
        for row in rows:
            self._file.write(json.dumps(row, ensure_ascii=False, default=_iso).encode() + b"\n")
        return len(rows)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass


def _iso(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


class ParquetWriter:
    _GROUP: ClassVar = 1_000  # rows that are in memory together

    def __init__(self, file: IO[bytes], columns: Mapping[str, str], *, bom: bool = False) -> None:
        try:
            import pyarrow
            import pyarrow.parquet
        except ModuleNotFoundError as error:
            raise MissingLibrary(f"Parquet needs {error.name}: pip install 'policywatch[parquet]'") from error
        kinds = {
            "number": pyarrow.int64(), "text": pyarrow.string(), "time": pyarrow.timestamp("us", tz="UTC"),
            "list": pyarrow.list_(pyarrow.string()),
        }  # fmt: skip
        self._table = pyarrow.Table
        self._schema = pyarrow.schema([(name, kinds[kind]) for name, kind in columns.items()])
        self._writer = pyarrow.parquet.ParquetWriter(file, self._schema, compression="zstd")
        self._waiting: list[Row] = []

    def write(self, rows: Sequence[Row]) -> int:
        self._waiting += rows
        if len(self._waiting) >= self._GROUP:
            self._flush()
        return len(rows)

    def _flush(self) -> None:
        self._writer.write_table(self._table.from_pylist(self._waiting, self._schema))
        self._waiting = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None and self._waiting:
            self._flush()
        self._writer.close()


FORMATS: Mapping[str, type[CsvWriter] | type[JsonLinesWriter] | type[ParquetWriter]] = {
    "csv": CsvWriter,
    "jsonl": JsonLinesWriter,
    "parquet": ParquetWriter,
}
