"""Trends: what moves, by mineral, pair of countries and kind of measure, week by week; each bar opens its documents."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Annotated, Any, get_args

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response
from sqlalchemy import Connection

import db.web_inbox
import db.web_trends
from db.engine import reading
from db.web_trends import By
from monitor.look import NotThere
from monitor.web.access import Reader, SiteOf
from monitor.web.chart import Line, bars, by_week, chart, png, strongest, weeks_until
from monitor.web.render import address, named, page, translated
from monitor.web.site import Site
from monitor.web.wanted import SEOUL

router = APIRouter(include_in_schema=False)
Weeks = Annotated[int, Query(ge=4, le=104)]
_LINES, _FIRST = 10, 20
_TITLES = {"mineral": "Minerals", "countries": "Pairs of countries", "measure": "Kinds of measures"}


@dataclass(frozen=True, slots=True)
class Trends:
    weeks: list[date]
    lines: dict[By, list[Line]]  # the strongest first, all of them
    first: list[dict[str, Any]]


def trends(connection: Connection, site: Site, weeks: int, language: str, by: tuple[By, ...] = get_args(By)) -> Trends:
    """Kept until another match is stored: what does not change need not be counted again."""
    mondays = weeks_until(site.now().astimezone(SEOUL).date(), weeks)
    key = (db.web_inbox.newest_match(connection), mondays[0], mondays[-1], language, by, site.rulebook.current.version)
    if key not in site.kept:
        since = datetime.combine(mondays[0], time(), SEOUL)
        lines = {one: _lines(connection, site, one, since, language) for one in by}
        first = _first(connection, site, f"{mondays[0]}") if len(by) > 1 else []
        site.keep(key, Trends(mondays, lines, first))
    found: Trends = site.kept[key]
    return found


def _first(connection: Connection, site: Site, since: str) -> list[dict[str, Any]]:
    """Pairs never named together before, newest first. Only what was matched meanwhile is read again."""
    key, newest = ("first",), db.web_inbox.newest_match(connection)
    read, known = site.kept.get(key, (0, {}))
    for pair, found in db.web_trends.first_mentions(connection, after=read).items() if newest > read else ():
        known[pair] = min(known.get(pair, found), found)
    site.kept[key] = (newest, known)
    chosen = sorted(((day, id_, pair) for pair, (day, id_) in known.items() if day >= since), reverse=True)[:_FIRST]
    about = db.web_trends.titles(connection, [id_ for _, id_, _ in chosen])
    return [
        {"mineral": pair[0], "country": pair[1], "day": day, "document_id": id_, **about.get(id_, {})}
        for day, id_, pair in chosen
    ]


def _lines(connection: Connection, site: Site, by: By, since: datetime, language: str) -> list[Line]:
    concepts = site.rulebook.current.concepts.values()
    measures = {one.id for one in concepts if one.kind == "measure"} if by == "measure" else set()
    days: dict[str, dict[date, int]] = {}
    for one in db.web_trends.counts(connection, by, since, measures):
        days.setdefault(one.value, {})[one.day] = one.documents
    name = named(site, language)
    lines = [_line(value, " – ".join(map(name, value.split())), by_week(found), by) for value, found in days.items()]
    return sorted(lines, key=lambda line: (-line.total, line.name))


def _line(value: str, label: str, weeks: dict[date, int], by: By) -> Line:
    return Line(value, label, weeks, {week: address("/", _asks(value, by), week=week, show="all") for week in weeks})


def _asks(value: str, by: By) -> dict[str, str]:
    if by == "countries":
        one, other = value.split(" ")
        return {"country": one, "partner": other}
    return {"mineral" if by == "mineral" else "concept": value}


@router.get("/trends")
def show_trends(request: Request, visitor: Reader, site: SiteOf, weeks: Weeks = 26) -> HTMLResponse:
    t, language = translated(request), _language(request)
    with reading(site.engine) as connection:
        found = trends(connection, site, weeks, language)
    charts = [_chart(by, t, lines, found.weeks) for by, lines in found.lines.items()]
    name, axis = named(site, language), [found.weeks[at] for at in (0, weeks // 3, 2 * weeks // 3, -1)]
    return page(request, visitor, "trends.html", charts=charts, first=found.first, weeks=weeks, name=name, axis=axis)


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
    t, language = translated(request), _language(request)
    with reading(site.engine) as connection:
        found = trends(connection, site, weeks, language, (which,))
    name = {"content-disposition": f'inline; filename="policywatch-{by}-{found.weeks[-1]}.{kind}"'}
    lines = found.lines[which]
    if kind == "csv":
        return Response(_csv(lines, found.weeks), media_type="text/csv; charset=utf-8", headers=name)
    svg = str(chart(t(_TITLES[which]), lines[:_LINES], found.weeks))
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


def _language(request: Request) -> str:
    from monitor.web.render import language_of

    return language_of(request)
