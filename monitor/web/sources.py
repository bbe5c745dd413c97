"""Sources: how each one is, how often it publishes, its last runs; and asking for it now."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from markupsafe import Markup
from sqlalchemy import Connection

import db.incidents
import db.sources
import db.web_sources
from crawlers.source import Source
from db.engine import reading, writing
from monitor.health import health
from monitor.look import NotThere, coverage
from monitor.web.access import OperatorForm, Reader, SiteOf, site_of
from monitor.web.chart import sparkline, weeks_until
from monitor.web.inbox import To, back
from monitor.web.render import page, translated
from monitor.web.site import Site
from monitor.web.wanted import SEOUL

router = APIRouter(include_in_schema=False)
_WEEKS, _RUNS = 26, 30
_NONE: Mapping[str, Mapping[date, int]] = {}
Row = dict[str, Any]


def source_rows(connection: Connection, site: Site, rhythm: Mapping[str, Mapping[date, int]] = _NONE) -> list[Row]:
    """What the daemon remembers of each source, with what its file says and how it is."""
    kinds: dict[str, list[str]] = {}
    for incident in db.incidents.open_incidents(connection):
        kinds.setdefault(incident["subject"], []).append(incident["kind"])
    return [
        _row(state, site.sources.get(state["id"]), kinds.get(f"source:{state['id']}", []), rhythm)
        for state in db.sources.overview(connection)
        if state["enabled"] or state["documents"]
    ]


def _rhythm(connection: Connection, site: Site, source_id: str = "") -> dict[str, dict[date, int]]:
    return db.web_sources.published_by_week(connection, site.now() - timedelta(weeks=_WEEKS), source_id)


def _row(state: Row, source: Source | None, kinds: list[str], rhythm: Mapping[str, Mapping[date, int]]) -> Row:
    return {
        **{name: state[name] for name in ("id", "enabled", "last_run_at", "last_outcome", "last_healthy_at")},
        **{name: state[name] for name in ("next_due", "newest_published", "documents", "failures")},
        "name": source.name if source else "",
        "publisher": source.publisher if source else "",
        "country": source.country if source else "",
        "kind": source.kind if source else "",
        "url": source.url if source else "",
        "health": health(state, kinds),
        "error": state["last_error"],
        "weeks": rhythm.get(state["id"], {}),
    }


def spark(row: Row, now: datetime, said: str) -> Markup:
    return sparkline([row["weeks"].get(week, 0) for week in weeks_until(now.astimezone(SEOUL).date(), _WEEKS)], said)


@router.get("/sources")
def show_sources(request: Request, visitor: Reader, site: SiteOf) -> HTMLResponse:
    with reading(site.engine) as connection:
        rows = source_rows(connection, site, _rhythm(connection, site))
    said = translated(request)("documents a week, the last 26 weeks")
    sparks = {row["id"]: spark(row, site.now(), said) for row in rows}
    order = sorted(rows, key=lambda row: (not row["enabled"], row["health"] == "ok", row["id"]))
    return page(request, visitor, "sources.html", rows=order, sparks=sparks, said=coverage(rows))


@router.get("/sources/{place}/{name}")
def show_source(request: Request, place: str, name: str, visitor: Reader, site: SiteOf) -> HTMLResponse:
    source_id = f"{place}/{name}"
    with reading(site.engine) as connection:
        found = [
            row for row in source_rows(connection, site, _rhythm(connection, site, source_id)) if row["id"] == source_id
        ]
        if not found and source_id not in site.sources:
            raise NotThere(f"there is no source {source_id!r}")
        runs = db.web_sources.runs(connection, source_id, most=_RUNS)
        incidents = db.web_sources.incidents(connection, [f"source:{source_id}"], most=10)
    row = found[0] if found else None
    said = translated(request)("documents a week, the last 26 weeks")
    return page(
        request,
        visitor,
        "source.html",
        id=source_id,
        row=row,
        source=site.sources.get(source_id),
        runs=runs,
        incidents=incidents,
        spark=spark(row, site.now(), said) if row else "",
    )


@router.post("/sources/{place}/{name}/check")
def check_now(request: Request, place: str, name: str, visitor: OperatorForm, to: To = "/sources") -> RedirectResponse:
    """Due now: the daemon polls it at its next tick."""
    make_due(site_of(request), f"{place}/{name}")
    return back(request, to)


def make_due(site: Site, source_id: str) -> None:
    """Raises NotThere for a source that nobody watches."""
    with writing(site.engine) as connection:
        state = db.sources.states(connection, [source_id]).get(source_id)
        if state is None or not state["enabled"]:
            raise NotThere(f"{source_id!r} is not watched; see sources.enable")
        db.sources.put_off(connection, source_id, site.now())
