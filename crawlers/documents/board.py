"""Rows of a bulletin board in plain text: `3748 title… 관리자 2026-02-02 83` below `번호 제목 글쓴이 날짜 조회수`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_NUMBER = ("번호", "순번", "no", "no.", "연번")
_TITLE = ("제목", "title")
_DATE = ("날짜", "등록일", "작성일", "게시일", "일자", "등록일자", "작성일자", "date")
_CELL = {
    "date": r"(?P<date>(?:20)?\d\d[-./]\s?\d{1,2}[-./]\s?\d{1,2})\.?",
    "number": r"(?P<number>\d{1,9}|공지|notice)",
}
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Row:
    number: str
    title: str
    date: str  # YYYY-MM-DD


@dataclass(frozen=True, slots=True)
class Board:
    name: str  # the line above its header
    rows: list[Row]
    start: int  # its lines, from its name on
    end: int


def find_board(lines: Sequence[str]) -> Board | None:
    for at, line in enumerate(lines):
        pattern = _row_pattern(line.split())
        if not pattern:
            continue
        above = next((back for back in range(at - 1, max(at - 4, -1), -1) if lines[back].strip()), at)
        rows, end = _rows(lines, at + 1, pattern)
        if len(rows) >= _FEWEST:
            name = lines[above].strip() if above < at and len(lines[above].strip()) < 40 else ""
            return Board(name, rows, above if name else at, end)
    return None


def _row_pattern(columns: list[str]) -> re.Pattern[str] | None:
    names = [column.lower() for column in columns]
    kinds = [_kind(name) for name in names]
    if kinds.count("title") != 1 or "date" not in kinds or len(kinds) > 8:
        return None
    cells = {"title": r"(?P<title>.+?)", "other": r"\S+"} | _CELL
    return re.compile(r"^\s*" + r"\s+".join(cells[kind] for kind in kinds) + r"\s*$", re.IGNORECASE)


def _kind(name: str) -> str:
    for kind, names in (("number", _NUMBER), ("title", _TITLE), ("date", _DATE)):
        if name in names:
            return kind
    return "other"


def _rows(lines: Sequence[str], start: int, pattern: re.Pattern[str]) -> tuple[list[Row], int]:
    rows, end = [], start
    for at in range(start, len(lines)):
        if found := pattern.match(lines[at]):
            groups = found.groupdict()
            rows.append(Row(groups.get("number") or "", found["title"].strip(), _day(found["date"])))
            end = at + 1
        elif lines[at].strip() and at - end > 3:
            break
    return rows, end


def _day(text: str) -> str:
    year, month, day = re.split(r"[-./]\s?", text)
    return f"{int(year) + (2000 if len(year) == 2 else 0)}-{int(month):02}-{int(day):02}"
