"""Tables of a PDF by their ruling lines. pdfplumber takes up to seconds a page: it gets a share of the time."""

from __future__ import annotations

import io
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from crawlers.documents.rows import table

SECONDS = 20.0
_FEWEST = 2  # rows and columns; less is a frame


class _OutOfTime(Exception):  # noqa: N818
    pass


@dataclass(frozen=True, slots=True)
class Table:
    """Its place in points from the top left, and its rows as lines."""

    top: float
    bottom: float
    left: float
    right: float
    lines: list[str]


class Tables:
    def __init__(self, body: bytes, issues: list[tuple[str, str]]) -> None:
        self._body = body
        self._issues = issues
        self._left = SECONDS
        self._document: Any = None

    def of(self, number: int) -> list[Table]:
        """The tables of a page from top to bottom; none when the file is too much for pdfplumber."""
        if self._left <= 0:
            return []
        start = time.monotonic()
        try:
            with _limit(self._left):
                found = self._read(number)
        except _OutOfTime:
            found = self._give_up(f"tables from page {number + 1} on took too long")
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001  pdfminer raises whatever a broken file provokes; the text is there
            found = self._give_up(f"tables from page {number + 1} on cannot be read: {type(error).__name__}: {error}")
        self._left -= time.monotonic() - start
        return sorted(found, key=lambda one: one.top)

    def _give_up(self, why: str) -> list[Table]:
        self._left = 0
        self._issues.append(("tables-unread", why[:300]))
        return []

    def _read(self, number: int) -> list[Table]:
        if self._document is None:
            import pdfplumber

            self._document = pdfplumber.open(io.BytesIO(self._body))
        page = self._document.pages[number]
        found = [_table(one) for one in page.find_tables() if _is_table(one)]
        page.close()
        return found


def _is_table(found: Any) -> bool:
    columns = max((len([cell for cell in one.cells if cell]) for one in found.rows), default=0)
    return len(found.rows) >= _FEWEST and columns >= _FEWEST


def _table(found: Any) -> Table:
    left, top, right, bottom = found.bbox
    rows = [[cell or "" for cell in cells] for cells in found.extract()]
    return Table(top, bottom, left, right, table(rows))


@contextmanager
def _limit(seconds: float) -> Iterator[None]:
    def stop(*_: object) -> None:
        raise _OutOfTime

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
