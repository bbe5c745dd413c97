"""Deliveries: what went out, what waits, what failed; and how the whole of it is."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from sqlalchemy import Connection

import db.alerts
import db.deliveries
import db.incidents
import db.silences
import db.web_deliveries
import db.web_sources
from db.engine import reading, writing
from monitor.cluster_look import cluster
from monitor.look import coverage
from monitor.secret_text import channel_label
from monitor.web.access import OperatorForm, Reader, SiteOf, site_of
from monitor.web.inbox import To, back
from monitor.web.render import page
from monitor.web.site import Site
from monitor.web.sources import source_rows
from monitor.web.wanted import Id

router = APIRouter(include_in_schema=False)
STATES = ("pending", "sending", "sent", "retry", "unknown", "dead", "dropped")
_PAGE = 50
Short = Annotated[str, Query(max_length=100)]


@router.get("/deliveries")
def show_deliveries(
    request: Request,
    visitor: Reader,
    site: SiteOf,
    state: Short = "",
    channel: Short = "",
    subscription: Short = "",
    before: Annotated[int, Query(ge=0, le=2**62)] = 0,
) -> HTMLResponse:
    state = state if state in STATES else ""
    with reading(site.engine) as connection:
        rows = db.web_deliveries.deliveries(
            connection, state=state, channel=channel, subscription=subscription, before=before, most=_PAGE + 1
        )
        counts = db.alerts.deliveries_by_state(connection)
    shown = rows[:_PAGE]
    return page(
        request,
        visitor,
        "deliveries.html",
        rows=shown,
        more=shown[-1]["id"] if len(rows) > _PAGE else 0,
        counts=counts,
        states=STATES,
        state=state,
        channel=channel,
        subscription=subscription,
        channels=sorted(site.config.settings.channels),
        subscriptions=[one.id for one in site.config.settings.subscriptions],
    )


@router.post("/deliveries/{delivery_id}/{what}")
def settle(
    request: Request, delivery_id: Id, what: str, visitor: OperatorForm, to: To = "/deliveries"
) -> RedirectResponse:
    """`retry` sends it again, `drop` never."""
    site = site_of(request)
    with writing(site.engine) as connection:
        if what == "retry":
            db.deliveries.retry(connection, [delivery_id], site.now())
        elif what == "drop":
            db.deliveries.drop(connection, [delivery_id])
    return back(request, to)


def status_of(connection: Connection, site: Site) -> dict[str, Any]:
    rows = source_rows(connection, site)
    who = cluster(connection, site.now())
    channels = db.web_deliveries.channels(connection)
    return {
        "coverage": coverage(rows),
        "sources": len([row for row in rows if row["enabled"]]),
        "healthy": len([row for row in rows if row["enabled"] and row["health"] == "ok"]),
        "documents": sum(row["documents"] for row in rows),
        "deliveries": db.alerts.deliveries_by_state(connection),
        "incidents": db.incidents.open_incidents(connection),
        "running": bool(who["leader"]),
        **who,
        "channels": [
            {"name": name, "kind": channel_label(url), **_trouble(channels.get(name))}
            for name, url in site.config.channel_urls.items()
        ],
    }


def _trouble(state: dict[str, Any] | None) -> dict[str, Any]:
    not_before: datetime | None = state["not_before"] if state else None
    return {
        "failures": state["failures"] if state else 0,
        "not_before": not_before,
        "error": state["error"] if state else "",
    }


@router.get("/status")
def show_status(request: Request, visitor: Reader, site: SiteOf) -> HTMLResponse:
    with reading(site.engine) as connection:
        status = status_of(connection, site)
        past = db.web_sources.incidents(connection, most=30)
        silences = db.silences.listed(connection, site.now())
    closed = [one for one in past if one["closed_at"]]
    rules = site.rulebook.current
    return page(request, visitor, "status.html", status=status, closed=closed, silences=silences, rules=rules)


@router.post("/silences/{silence_id}/end")
def end_silence(request: Request, silence_id: Id, visitor: OperatorForm, to: To = "/status") -> RedirectResponse:
    site = site_of(request)
    with writing(site.engine) as connection:
        db.silences.end(connection, silence_id, site.now())
    return back(request, to)
