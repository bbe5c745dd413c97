"""How tables become lines: a row is a line, its cells between bars."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

BAR = " | "


def row(cells: Sequence[str]) -> list[str]:
    """The lines of a row. A frame of one cell is no table: its lines stay lines."""
    filled = [cell for cell in cells if cell.strip()]
    if len(cells) == 1 or not filled:
        return [line for cell in filled for line in cell.split("\n") if line.strip()]
    return [BAR.join(" ".join(cell.split()) for cell in cells).strip(BAR)]


def table(rows: Iterable[Sequence[str]]) -> list[str]:
    return [line for cells in rows for line in row(cells)]
