"""Trends: what moves, by mineral, pair of countries and kind of measure, week by week; each bar opens its documents."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from datetime import date
from typing import Annotated, Any, get_args

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response
from sqlalchemy import Connection

import db.web_trends
from db.engine import reading
from db.web_trends import By
from monitor.look import NotThere
from monitor.web.access import Reader, SiteOf
from monitor.web.chart import Line, bars, chart, png, strongest, weeks_until
from monitor.web.render import address, language_of, named, page, translated
from monitor.web.site import Site
from monitor.web.tally import Tally, tally
from monitor.web.wanted import SEOUL

router = APIRouter(include_in_schema=False)
Weeks = Annotated[int, Query(ge=4, le=104)]
_LINES, _FIRST = 10, 20
_TITLES = {"mineral": "Minerals", "countries": "Pairs of countries", "measure": "Kinds of measures"}


def lines_of(site: Site, found: Tally, by: By, weeks: Sequence[date], language: str) -> list[Line]:
    """The strongest in these weeks first."""
    name = named(site, language)
    lines = []
    for value, counted in found.weeks[by].items():
        if shown := {week: counted[week] for week in weeks if week in counted}:
            address_of = address("/", _asks(value, by), show="all")
            lines.append(Line(value, " – ".join(map(name, value.split())), shown, address_of))
    return sorted(lines, key=lambda line: (-line.total, line.name))


def weeks_of(site: Site, number: int) -> list[date]:
    return weeks_until(site.now().astimezone(SEOUL).date(), number)


def _first(connection: Connection, found: Tally, since: str) -> list[dict[str, Any]]:
    """Pairs of mineral and country never named together before, newest first."""
    rows = sorted(((day, id_, pair) for pair, (day, id_) in found.first.items() if day >= since), reverse=True)[:_FIRST]
    about = db.web_trends.titles(connection, [id_ for _, id_, _ in rows])
    return [
        {"mineral": pair[0], "country": pair[1], "day": day, "document_id": id_, **about[id_]}
        for day, id_, pair in rows
        if id_ in about
    ]


def _asks(value: str, by: By) -> dict[str, str]:
    if by == "countries":
        one, other = value.split(" ")
        return {"country": one, "partner": other}
    return {"mineral" if by == "mineral" else "concept": value}


@router.get("/trends")
def show_trends(request: Request, visitor: Reader, site: SiteOf, weeks: Weeks = 26) -> HTMLResponse:
    t, language = translated(request), language_of(request)
    mondays, found = weeks_of(site, weeks), tally(site)
    charts = [_chart(by, t, lines_of(site, found, by, mondays, language), mondays) for by in get_args(By)]
    with reading(site.engine) as connection:
        first = _first(connection, found, f"{mondays[0]}")
    name, axis = named(site, language), [mondays[at] for at in (0, weeks // 3, 2 * weeks // 3, -1)]
    return page(request, visitor, "trends.html", charts=charts, first=first, weeks=weeks, name=name, axis=axis)


def _chart(by: By, t: Callable[[str], str], lines: Sequence[Line], weeks: Sequence[date]) -> dict[str, Any]:
    shown = lines[:_LINES]
    most, unit = strongest(shown), t("documents")
    rows = [(one, bars(one, weeks, most, unit)) for one in shown]
    return {"by": by, "title": t(_TITLES[by]), "rows": rows, "more": len(lines) - len(shown)}


@router.get("/trends/{by}.{kind}")
def trends_file(request: Request, by: str, kind: str, visitor: Reader, site: SiteOf, weeks: Weeks = 26) -> Response:
    """A chart as SVG or PNG, or all its numbers as CSV."""
    which: By | None = next((one for one in get_args(By) if one == by), None)
    if which is None or kind not in ("svg", "png", "csv"):
        raise NotThere(f"there is no {by}.{kind}; known are {', '.join(get_args(By))} as svg, png and csv")
    t, mondays = translated(request), weeks_of(site, weeks)
    lines = lines_of(site, tally(site), which, mondays, language_of(request))
    name = {"content-disposition": f'inline; filename="policywatch-{by}-{mondays[-1]}.{kind}"'}
    if kind == "csv":
        return Response(_csv(lines, mondays), media_type="text/csv; charset=utf-8", headers=name)
    svg = str(chart(t(_TITLES[which]), lines[:_LINES], mondays))
    if kind == "svg":
        return Response(svg, media_type="image/svg+xml", headers=name)
    return Response(png(svg), media_type="image/png", headers=name)


def _csv(lines: list[Line], weeks: list[date]) -> str:
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(["name", "label", "week", "documents"])
    writer.writerows(
        [one.name, one.label, week, one.weeks[week]] for one in lines for week in weeks if week in one.weeks
    )
    return file.getvalue()
