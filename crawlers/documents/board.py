"""Rows of a bulletin board in plain text: `3748 title… 관리자 2026-02-02 83` below `번호 제목 글쓴이 날짜 조회수`.

What was cells in a browser is one line, one line a cell, or parted by tabs or bars, depending on who saved it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_COLUMNS = {
    "number": ("번호", "순번", "no", "no.", "연번", "番号", "番號", "序号"),
    "title": ("제목", "title", "subject", "件名", "標題", "标题", "タイトル"),
    "author": ("글쓴이", "작성자", "등록자", "이름", "담당부서", "부서", "작성부서", "author", "작성기관", "기관"),
    "date": ("날짜", "등록일", "작성일", "게시일", "일자", "등록일자", "작성일자", "작성일시", "date", "日付", "日期"),
    "views": ("조회수", "조회", "views", "hits", "hit", "閲覧数", "点击"),
    "other": ("첨부", "첨부파일", "파일", "추천", "추천수", "상태", "file", "files", "공감", "댓글"),
}
_KINDS = {name: kind for kind, names in _COLUMNS.items() for name in names}
_CELLS = {
    "number": r"(?P<number>\d{1,9}|공지|알림|notice|new)",
    "title": r"(?P<title>\S.*?)",
    "author": r"(?P<author>\S+)",
    "date": r"(?P<date>(?:20)?\d\d[-./]\s?\d{1,2}[-./]\s?\d{1,2})\.?(?:\s\d{1,2}:\d\d(?::\d\d)?)?",
    "views": r"(?P<views>\d[\d,.]*)",
    "other": r"\S+",
}
_BARS = re.compile(r"\s*[\t|]\s*")
_FEWEST_ROWS = 2
_MOST_COLUMNS = 8
_LONGEST = 600  # characters in a row
_ODD_LINES = 4  # in a row that are no rows: the board is over


@dataclass(frozen=True, slots=True)
class Row:
    number: str
    title: str
    date: str  # YYYY-MM-DD
    author: str = ""
    views: str = ""


@dataclass(frozen=True, slots=True)
class Board:
    name: str  # the line above its header
    rows: list[Row]
    start: int  # its lines, from its name on
    end: int


def find_board(lines: Sequence[str]) -> Board | None:
    for at in range(len(lines)):
        kinds, begin = _header(lines, at)
        if not kinds:
            continue
        rows, end = _Rows(kinds).read(lines, begin)
        if len(rows) >= _FEWEST_ROWS:
            above = next((back for back in range(at - 1, max(at - 4, -1), -1) if lines[back].strip()), at)
            name = lines[above].strip() if above < at and len(lines[above].strip()) < 40 else ""
            return Board(name, rows, above if name else at, end)
    return None


def _header(lines: Sequence[str], at: int) -> tuple[list[str], int]:
    """The columns named in a line, or in a line each; and where the rows begin."""
    names = re.split(r"[\t|\s]+", lines[at].strip().lower())
    if len(names) > 1:
        kinds = [_KINDS.get(name, "") for name in names]
        return (kinds, at + 1) if _is_header(kinds) else ([], at)
    if names[0] not in _KINDS:
        return [], at
    kinds = []
    end = at
    for end in range(at, len(lines)):
        name = lines[end].strip().lower()
        if name and name not in _KINDS:
            break
        kinds += [_KINDS[name]] if name else []
    return (kinds, end) if _is_header(kinds) else ([], at)


def _is_header(kinds: list[str]) -> bool:
    return (
        len(kinds) <= _MOST_COLUMNS
        and kinds.count("title") == kinds.count("date") == 1
        and all(kinds.count(kind) <= 1 for kind in ("number", "author", "views"))
        and kinds.count("") <= 1
    )


class _Rows:
    def __init__(self, kinds: list[str]) -> None:
        self.kinds = [kind or "other" for kind in kinds]
        self._cells = [re.compile(_CELLS[kind], re.IGNORECASE) for kind in self.kinds]
        self._line = re.compile(r"\s+".join(_CELLS[kind] for kind in self.kinds), re.IGNORECASE)

    def read(self, lines: Sequence[str], start: int) -> tuple[list[Row], int]:
        rows: list[Row] = []
        end = start
        waiting: list[str] = []  # lines of a row that is not whole yet
        for at in range(start, len(lines)):
            if not (line := lines[at].strip()):
                continue
            if len(line) > _LONGEST:
                break
            waiting = [*waiting, line][-len(self.kinds) - 2 :]
            if row := self._row(waiting):
                rows.append(row)
                waiting, end = [], at + 1
            elif len(waiting) > max(_ODD_LINES, len(self.kinds) + 1):
                break
        return rows, end

    def _row(self, waiting: list[str]) -> Row | None:
        """From the first of the waiting lines that makes one, so that a stray line above costs nothing."""
        if cells := self._parted(waiting[-1]):
            return _made(cells)
        for first in range(len(waiting)):
            whole = " ".join(waiting[first:])
            begins = self.kinds[0] != "number" or re.match(_CELLS["number"], whole, re.IGNORECASE)
            if begins and (found := self._line.fullmatch(whole)):
                return _made(found.groupdict())
        return None

    def _parted(self, line: str) -> dict[str, str | None] | None:
        texts = _BARS.split(line)
        if len(texts) != len(self.kinds):
            return None
        found: dict[str, str | None] = {}
        for kind, cell, text in zip(self.kinds, self._cells, texts, strict=True):
            if kind in ("number", "date") and not cell.fullmatch(text):
                return None
            found[kind] = text
        return found


def _made(cells: dict[str, str | None]) -> Row | None:
    title, day = " ".join((cells.get("title") or "").split()), _day(cells.get("date") or "")
    if not title or not day:
        return None
    return Row(cells.get("number") or "", title, day, cells.get("author") or "", cells.get("views") or "")


def _day(text: str) -> str:
    found = re.match(r"(\d{2,4})[-./]\s?(\d{1,2})[-./]\s?(\d{1,2})", text)
    if not found:
        return ""
    year, month, day = map(int, found.groups())
    year += 2000 if year < 100 else 0
    return f"{year}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else ""
