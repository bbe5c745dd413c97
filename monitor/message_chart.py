"""The chart of a digest: documents by mineral and week, as a picture with its numbers in it and in words.

Cells with numbers, where the page has bars: shrunk to a phone in a mail program, a number is still read.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from importlib.util import find_spec
from typing import Any
from zoneinfo import ZoneInfo

from markupsafe import Markup
from sqlalchemy import Connection

import db.alerts
from monitor.channel import Picture
from monitor.concept_names import called
from monitor.subscription import Subscription
from monitor.web.chart import monday, weeks_until
from monitor.words import WORDS
from rules import Concept

_WEEKS = 12
_MOST = 8  # minerals that are drawn; the rest is told in the list below
_LABEL, _CELL, _ROW, _TOTAL, _TOP = 132, 32, 32, 44, 28  # pixels of a picture 560 wide
_LETTERS = {"en": "ab", "ko": "갈륨"}
_FONT = "Noto Sans, Noto Sans CJK KR, NanumGothic, DejaVu Sans, sans-serif"


@dataclass(frozen=True, slots=True)
class Line:
    """Documents about a mineral by week."""

    mineral: str
    label: str
    weeks: Mapping[date, int]

    @property
    def total(self) -> int:
        return sum(self.weeks.values())


def mineral_names(concepts: Mapping[str, Concept], language: str) -> dict[str, str]:
    """mineral → what the reader calls it."""
    return {one.mineral: called(one, language) for one in concepts.values() if one.mineral}


@cache
def can_write(language: str) -> bool:
    """Whether there is a library to draw with, and a font: without one, two letters look the same."""
    if find_spec("resvg_py") is None:
        return False
    from monitor.web.chart import png

    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20" font-family="{_FONT}" font-size="16">'
    first, second = (png(f'{head}<text x="2" y="16">{letter}</text></svg>') for letter in _LETTERS[language])
    return first != second


def chart_of(
    connection: Connection, subscription: Subscription, now: datetime, names: Mapping[str, str]
) -> Picture | None:
    """What the subscription heard in twelve weeks until now; None: nothing to draw, or to draw with."""
    if not can_write(subscription.language):
        return None
    today = now.astimezone(ZoneInfo(subscription.zone)).date()
    weeks = weeks_until(today, _WEEKS)
    rows = db.alerts.heard_minerals(connection, subscription.id, now - timedelta(weeks=_WEEKS + 1), now)
    found = lines(rows, weeks, subscription.zone, names)
    return drawn(found, weeks, subscription.language) if found else None


def lines(rows: Iterable[Mapping[Any, Any]], weeks: Sequence[date], zone: str, names: Mapping[str, str]) -> list[Line]:
    """The most frequent first; a document counts once a mineral, on the day it was first seen."""
    seen: dict[tuple[str, int], date] = {}
    for row in rows:
        day = row["seen_at"].astimezone(ZoneInfo(zone)).date()
        for mineral in row["minerals"]:
            key = (mineral, row["document_id"])
            seen[key] = min(day, seen.get(key, day))
    counted: dict[str, Counter[date]] = defaultdict(Counter)
    for (mineral, _), day in seen.items():
        if monday(day) in weeks:
            counted[mineral][monday(day)] += 1
    made = [Line(one, names.get(one) or one, counts) for one, counts in counted.items()]
    return sorted(made, key=lambda line: (-line.total, line.mineral))[:_MOST]


def drawn(found: Sequence[Line], weeks: Sequence[date], language: str) -> Picture:
    words = WORDS[language]
    said = "; ".join(f"{one.label} {', '.join(_said(one, weeks))}" for one in found)
    return Picture("minerals", f"{words.by_week}: {said}", _cells(found, weeks))


def _said(line: Line, weeks: Sequence[date]) -> Iterable[str]:
    return (f"{week:%m-%d} {line.weeks[week]}" for week in weeks if line.weeks.get(week))


def _cells(found: Sequence[Line], weeks: Sequence[date]) -> str:
    width, height = _LABEL + _CELL * len(weeks) + _TOTAL, _TOP + _ROW * len(found) + 6
    space = Markup('xmlns="http://www.w3.org/2000/svg" font-family="{}" font-size="16"').format(_FONT)
    parts = [
        Markup('<svg {} width="{}" height="{}">').format(space, width, height),
        Markup('<rect width="{}" height="{}" fill="#ffffff"/>').format(width, height),
    ]
    most = max(count for line in found for count in line.weeks.values())
    for number, week in enumerate(weeks):
        if (len(weeks) - 1 - number) % 3 == 0:
            parts.append(_text(_LABEL + number * _CELL + _CELL / 2, 18, f"{week:%m-%d}", "#646d72", "middle"))
    for number, line in enumerate(found):
        parts += _line(line, weeks, _TOP + number * _ROW, most)
    return str(Markup("").join([*parts, Markup("</svg>")]))


def _line(line: Line, weeks: Sequence[date], top: int, most: int) -> Iterable[Markup]:
    base = top + 22
    yield _text(0, base, line.label if len(line.label) < 16 else f"{line.label[:14]}…", "#1d2326", "start")
    for number, week in enumerate(weeks):
        count = line.weeks.get(week, 0)
        strength = 0.14 + 0.86 * count / most if count else 0.05
        left = _LABEL + number * _CELL
        size = Markup('width="{}" height="{}" rx="3"').format(_CELL - 2, _ROW - 2)
        yield Markup('<rect x="{}" y="{}" {} fill="#17505f" fill-opacity="{:.2f}"/>').format(
            left + 1, top + 1, size, strength
        )
        if count:
            yield _text(left + _CELL / 2, base, str(count), "#ffffff" if strength > 0.5 else "#1d2326", "middle")
    yield _text(_LABEL + _CELL * len(weeks) + _TOTAL, base, str(line.total), "#1d2326", "end", "600")


def _text(left: float, base: float, said: str, colour: str, anchor: str, weight: str = "400") -> Markup:
    return Markup('<text x="{}" y="{}" fill="{}" text-anchor="{}" font-weight="{}">{}</text>').format(
        left, base, colour, anchor, weight, said
    )
