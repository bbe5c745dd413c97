"""A report on the past as a table, as JSON, and as one page that needs nothing beside it."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from monitor.as_if import AsIf, Day

if TYPE_CHECKING:
    from rich.console import Console

_MOST_DAYS = 31  # rows of a table on a terminal
_MOST_ENTRIES = 2_000  # documents that a page lists of one subscription
_MOST_BARS = 120
_WIDTH, _HEIGHT, _LEFT, _BELOW = 760, 150, 34, 20
SEVERITIES = ("high", "medium", "low")


def as_json(reports: Sequence[AsIf]) -> dict[str, Any]:
    return {one.subscription.id: _report(one) for one in reports}


def _report(one: AsIf) -> dict[str, Any]:
    return _sums(one) | {
        "zone": one.subscription.zone,
        "withheld": dict(one.withheld),
        "days": [_day(d) for d in one.days()],
    }


def _sums(one: AsIf) -> dict[str, Any]:
    days = one.days()
    return {
        "messages": sum(day.messages for day in days),
        "documents": sum(day.documents for day in days),
        **{name: sum(day.severities[name] for day in days) for name in SEVERITIES},
    }


def _day(day: Day) -> dict[str, Any]:
    entries = [
        {
            "kind": entry.kind, "severity": entry.severity, "rules": list(entry.rules), "document": entry.document_id,
            "title": entry.title, "url": entry.url, "source": entry.source_id, "moment": entry.moment.isoformat(),
        }
        for entry in day.entries
    ]  # fmt: skip
    sums = {"day": day.day.isoformat(), "messages": day.messages, "documents": day.documents, **day.severities}
    return sums | {"entries": entries}


# --- on a terminal ---


def print_reports(reports: Sequence[AsIf], console: Console) -> None:
    if not reports:
        console.print("no subscriptions are configured: nobody would have been told")
    for one in reports:
        _print(one, console)


def _print(one: AsIf, console: Console) -> None:
    from rich import box
    from rich.table import Table

    from monitor.backfill_show import clipped

    sums, days = _sums(one), one.days()
    console.print(f"\n{one.subscription.id} would have got {said(sums)}", markup=False)
    if one.withheld:
        told = ", ".join(f"{number} as {reason}" for reason, number in sorted(one.withheld.items()))
        console.print(f"  besides, not told: {told}", markup=False)
    if not days:
        return
    table = Table("day", "messages", "documents", *SEVERITIES, "first of them", box=box.SIMPLE_HEAD)
    for day in days[-_MOST_DAYS:]:
        counts = [str(day.severities[name]) for name in SEVERITIES]
        title = day.entries[0].title if day.entries else ""
        table.add_row(
            day.day.isoformat(), str(day.messages), str(day.documents), *counts, clipped(title, console.width - 66)
        )
    console.print(table)
    if len(days) > _MOST_DAYS:
        console.print(f"  and {len(days) - _MOST_DAYS} days before; --json and --html tell them all", markup=False)


def said(sums: Mapping[str, int]) -> str:
    grave = ", ".join(f"{sums[name]} {name}" for name in SEVERITIES if sums[name])
    counts = (f"{sums[name]:,} {name[:-1] if sums[name] == 1 else name}" for name in ("messages", "documents"))
    return " about ".join(counts) + (f" ({grave})" if grave else "")


# --- as a page ---


@dataclass(frozen=True, slots=True)
class Bar:
    """Of one day, week or month; `parts` from the bottom: (severity, y, height)."""

    x: float
    width: float
    parts: tuple[tuple[str, float, float], ...]
    label: str


@dataclass(frozen=True, slots=True)
class Chart:
    bars: tuple[Bar, ...]
    lines: tuple[tuple[float, int], ...]  # y, number of documents
    marks: tuple[tuple[float, str], ...]  # x, day
    unit: str


def chart(days: Sequence[Day], since: date, until: date) -> Chart:
    """Documents over time. Bars of days as long as they can be told apart, else of weeks or months."""
    unit, starts = _starts(since, until)
    counts: dict[date, dict[str, int]] = defaultdict(lambda: dict.fromkeys(SEVERITIES, 0))
    for day in days:
        start = max((one for one in starts if one <= day.day), default=starts[0])
        for name in SEVERITIES:
            counts[start][name] += day.severities[name]
    step = _nice(max((sum(one.values()) for one in counts.values()), default=0))
    top, room = step * 4, _HEIGHT - _BELOW
    pitch = (_WIDTH - _LEFT) / len(starts)
    bars = tuple(
        _bar(start, counts[start], _LEFT + at * pitch, pitch, room / top)
        for at, start in enumerate(starts)
        if start in counts
    )
    lines = tuple((room - room * number / top, number) for number in range(0, top + 1, step))
    every = math.ceil(len(starts) / 8)
    marks = tuple((_LEFT + at * pitch, starts[at].isoformat()) for at in range(0, len(starts), every))
    return Chart(bars, lines, marks, unit)


def _bar(start: date, counts: Mapping[str, int], x: float, pitch: float, scale: float) -> Bar:
    parts, y = [], float(_HEIGHT - _BELOW)
    for name in SEVERITIES:
        height = counts[name] * scale
        y -= height
        if height:
            parts.append((name, round(y, 1), round(height, 1)))
    told = ", ".join(f"{counts[name]} {name}" for name in SEVERITIES if counts[name])
    return Bar(round(x, 1), round(max(pitch * 0.8, 1), 1), tuple(parts), f"{start}: {told}")


def _starts(since: date, until: date) -> tuple[str, list[date]]:
    days = [since + timedelta(days=at) for at in range((until - since).days + 1)]
    if len(days) <= _MOST_BARS:
        return "day", days
    weeks = [day for day in days if day == since or day.weekday() == 0]
    if len(weeks) <= _MOST_BARS:
        return "week", weeks
    return "month", [day for day in days if day == since or day.day == 1]


def _nice(most: int) -> int:
    """A step of which four reach the top: 1, 2 or 5 times a power of ten."""
    wanted = max(1, math.ceil(most / 4))
    power = int(10 ** int(math.log10(wanted)))
    return next(times * power for times in (1, 2, 5, 10) if times * power >= wanted)


def extent(reports: Sequence[AsIf], now: datetime) -> tuple[date, date]:
    """From the first day on which something would have been told to the last."""
    days = [day.day for one in reports for day in one.days()] or [now.date()]
    return min(days), max(days)


def write_page(path: Path, reports: Sequence[AsIf], since: date, until: date, now: datetime) -> None:
    """Raises OSError."""
    from monitor.message_frame import templates

    shown = [
        {"report": one, "sums": _sums(one), "days": one.days()[::-1], "chart": chart(one.days(), since, until)}
        for one in reports
    ]
    page = templates().get_template("as_if.html")
    context = {"since": since, "until": until, "now": now, "shown": shown, "most": _MOST_ENTRIES, "said": said}
    size = {"width": _WIDTH, "height": _HEIGHT, "left": _LEFT, "below": _BELOW}
    path.write_text(page.render(context | size), encoding="utf-8")
