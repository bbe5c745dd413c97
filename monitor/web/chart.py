"""Charts as SVG, drawn here: no script, no style attribute, so that they stand in a strict page and alone in a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup, escape

_ACCENT, _SOFT, _LINE, _PAPER = "#1f5f6b", "#59636a", "#e1e3df", "#ffffff"
_LABEL, _PLOT, _TOTAL, _ROW, _TOP = 210, 640, 60, 30, 26
_FONT = "Noto Sans, Noto Sans CJK KR, DejaVu Sans, sans-serif"


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a chart: a bar a week. `links`: week → address of its documents."""

    name: str
    label: str
    weeks: Mapping[date, int]
    links: Mapping[date, str]

    @property
    def total(self) -> int:
        return sum(self.weeks.values())


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def weeks_until(today: date, number: int) -> list[date]:
    """Mondays, the oldest first; the last is that of this week."""
    last = monday(today)
    return [last - timedelta(weeks=back) for back in range(number - 1, -1, -1)]


def by_week(days: Mapping[date, int]) -> dict[date, int]:
    found: dict[date, int] = {}
    for day, count in days.items():
        found[monday(day)] = found.get(monday(day), 0) + count
    return found


def rows_chart(title: str, lines: Sequence[Line], weeks: Sequence[date], unit: str, *, alone: bool = False) -> Markup:
    """A row a line, a bar a week, all on one scale; each bar opens its documents. `alone`: for a file of its own."""
    width, height = _LABEL + _PLOT + _TOTAL, _TOP + _ROW * len(lines) + 22
    most = max((count for line in lines for count in line.weeks.values()), default=1)
    parts = [_head(title, width, height, alone=alone)]
    for number, line in enumerate(lines):
        parts += _row(line, weeks, _TOP + number * _ROW, most, unit, links=not alone)
    parts += _axis(weeks, _TOP + _ROW * len(lines))
    return Markup("").join([*parts, Markup("</svg>")])


def _head(title: str, width: int, height: int, *, alone: bool) -> Markup:
    if not alone:
        return Markup('<svg class="chart" viewBox="0 0 {} {}" role="group" aria-label="{}">').format(
            width, height, title
        )
    space = Markup('xmlns="http://www.w3.org/2000/svg" font-family="{}" font-size="11" fill="{}"').format(_FONT, _SOFT)
    head = Markup('<svg {} width="{}" height="{}" viewBox="0 -24 {} {}"><title>{}</title>')
    ground = Markup('<rect y="-24" width="{}" height="{}" fill="{}"/>').format(width, height + 24, _PAPER)
    name = Markup('<text x="0" y="-6" font-size="14" font-weight="600">{}</text>').format(title)
    return head.format(space, width, height + 24, width, height + 24, title) + ground + name


def _row(line: Line, weeks: Sequence[date], top: int, most: int, unit: str, *, links: bool) -> list[Markup]:
    base, step = top + _ROW - 4, _PLOT / len(weeks)
    text = Markup('<text x="{}" y="{}" text-anchor="{}">{}</text>')
    rule = Markup('<line class="grid" x1="{}" x2="{}" y1="{}" y2="{}" stroke="{}"/>')
    parts = [rule.format(_LABEL, _LABEL + _PLOT, base, base, _LINE)]
    parts.append(text.format(_LABEL - 12, base - 6, "end", line.label[:34]))
    for number, week in enumerate(weeks):
        if count := line.weeks.get(week, 0):
            height = max(2.0, (_ROW - 9) * count / most)
            bar = Markup('<rect class="bar" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" fill="{}"/>').format(
                _LABEL + number * step + 1, base - height, max(step - 2, 1.0), height, _ACCENT
            )
            said = Markup("<title>{}, {}: {} {}</title>").format(line.label, week.isoformat(), count, unit)
            parts.append(_linked(bar, said, line.links.get(week, "") if links else ""))
    parts.append(text.format(_LABEL + _PLOT + _TOTAL, base - 6, "end", line.total))
    return parts


def _linked(bar: Markup, said: Markup, link: str) -> Markup:
    if not link:
        return Markup("<g>{}{}</g>").format(said, bar)
    return Markup('<a href="{}">{}{}</a>').format(link, said, bar)


def _axis(weeks: Sequence[date], top: int) -> list[Markup]:
    step, every = _PLOT / len(weeks), max(1, len(weeks) // 6)
    text = Markup('<text x="{:.1f}" y="{}">{}</text>')
    return [
        text.format(_LABEL + number * step, top + 14, week.isoformat())
        for number, week in enumerate(weeks)
        if number % every == 0 and len(weeks) - number >= every / 2
    ]


def sparkline(counts: Sequence[int], said: str) -> Markup:
    """How often something happened, week by week, as small as a word."""
    most, wide = max([*counts, 1]), 4
    bars = Markup("").join(
        Markup('<rect x="{}" y="{:.1f}" width="3" height="{:.1f}" fill="currentColor"/>').format(
            number * wide, 20 - height, height
        )
        for number, count in enumerate(counts)
        if (height := 18 * count / most)
    )
    size = Markup('width="{0}" height="20" viewBox="0 0 {0} 20"').format(len(counts) * wide)
    return Markup('<svg class="spark" role="img" aria-label="{}" {}>{}</svg>').format(escape(said), size, bars)


def png(svg: str) -> bytes:
    import resvg_py

    return bytes(resvg_py.svg_to_bytes(svg_string=svg, zoom=2, background=_PAPER))
