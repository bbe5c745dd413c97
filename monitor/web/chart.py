"""Charts as SVG, drawn here: no script and no style attribute, so that they stand in a strict page and in a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup, escape

_ACCENT, _SOFT, _LINE, _PAPER = "#1f5f6b", "#59636a", "#e1e3df", "#ffffff"
_LABEL, _PLOT, _TOTAL, _ROW, _TOP = 210, 640, 60, 30, 40
_FONT = "Noto Sans, Noto Sans CJK KR, DejaVu Sans, sans-serif"


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a chart: a bar a week. With `&week=` and a Monday, `link` is the address of its documents."""

    name: str
    label: str
    weeks: Mapping[date, int]
    link: str

    @property
    def total(self) -> int:
        return sum(self.weeks.values())


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def weeks_until(today: date, number: int) -> list[date]:
    """Mondays, the oldest first; the last is that of this week."""
    last = monday(today)
    return [last - timedelta(weeks=back) for back in range(number - 1, -1, -1)]


def bars(line: Line, weeks: Sequence[date], most: int, unit: str) -> Markup:
    """The bars of one line for a page, as wide as there is room; each opens its documents."""
    label, unit, link = escape(line.label), escape(unit), escape(line.link)
    size = f'viewBox="0 0 {len(weeks) * 10} 24" preserveAspectRatio="none"'
    parts = [f'<svg class="bars" {size} role="group" aria-label="{label}">']
    for number, week in enumerate(weeks):
        if count := line.weeks.get(week, 0):
            height = max(2, round(22 * count / most))
            parts.append(
                f'<a href="{link}&amp;week={week}"><title>{label}, {week}: {count} {unit}</title>'
                f'<path d="M{number * 10 + 1} 24v-{height}h8v{height}"/></a>'
            )
    return Markup("".join([*parts, "</svg>"]))  # noqa: S704  all that is not ours was escaped above


def chart(title: str, lines: Sequence[Line], weeks: Sequence[date]) -> Markup:
    """All lines with their labels, on one scale, as a picture of its own."""
    width, height = _LABEL + _PLOT + _TOTAL, _TOP + _ROW * len(lines) + 26
    space = Markup('xmlns="http://www.w3.org/2000/svg" font-family="{}" font-size="11" fill="{}"').format(_FONT, _SOFT)
    parts = [
        Markup('<svg {} width="{}" height="{}" viewBox="0 0 {} {}">').format(space, width, height, width, height),
        Markup('<rect width="{}" height="{}" fill="{}"/>').format(width, height, _PAPER),
        Markup('<text x="12" y="20" font-size="14" font-weight="600">{}</text>').format(title),
    ]
    most = strongest(lines)
    for number, line in enumerate(lines):
        parts += _row(line, weeks, _TOP + number * _ROW, most)
    return Markup("").join([*parts, *_axis(weeks, _TOP + _ROW * len(lines)), Markup("</svg>")])


def strongest(lines: Sequence[Line]) -> int:
    return max((count for line in lines for count in line.weeks.values()), default=1)


def _row(line: Line, weeks: Sequence[date], top: int, most: int) -> Iterator[Markup]:
    base, step = top + _ROW - 4, _PLOT / len(weeks)
    text = Markup('<text x="{}" y="{}" text-anchor="end">{}</text>')
    rule = Markup('<line x1="{}" x2="{}" y1="{}" y2="{}" stroke="{}"/>')
    yield rule.format(_LABEL, _LABEL + _PLOT, base, base, _LINE)
    yield text.format(_LABEL - 12, base - 6, line.label[:34])
    for number, week in enumerate(weeks):
        if count := line.weeks.get(week, 0):
            yield _bar(_LABEL + number * step + 1, base, max(step - 2, 1.0), (_ROW - 9) * count / most)
    yield text.format(_LABEL + _PLOT + _TOTAL - 12, base - 6, line.total)


def _bar(left: float, base: float, width: float, height: float) -> Markup:
    height = max(2.0, height)
    return Markup('<rect class="bar" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" fill="{}"/>').format(
        left, base - height, width, height, _ACCENT
    )


def _axis(weeks: Sequence[date], top: int) -> Iterator[Markup]:
    step, every = _PLOT / len(weeks), max(1, len(weeks) // 6)
    for number, week in enumerate(weeks):
        if number % every == 0 and len(weeks) - number >= every / 2:
            yield Markup('<text x="{:.1f}" y="{}">{}</text>').format(_LABEL + number * step, top + 14, week.isoformat())


def sparkline(counts: Sequence[int], said: str) -> Markup:
    """How often something happened, week by week, as small as a word."""
    most, wide = max([*counts, 1]), len(counts) * 4
    path = "".join(
        f"M{number * 4} 20v-{height}h3v{height}"
        for number, count in enumerate(counts)
        if (height := round(18 * count / most) or (1 if count else 0))
    )
    head = (
        f'<svg class="spark" role="img" aria-label="{escape(said)}" width="{wide}" height="20" viewBox="0 0 {wide} 20">'
    )
    return Markup(f'{head}<path d="{path}"/></svg>')  # noqa: S704  numbers, and words that were escaped


def png(svg: str) -> bytes:
    import resvg_py

    return bytes(resvg_py.svg_to_bytes(svg_string=svg, zoom=2, background=_PAPER))
