"""Signed links in messages: GET shows what a link would do, only its POST does it. The link is the proof: no login."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse
from sqlalchemy import Connection

import db.alerts
import db.attention
import db.documents
from db.engine import reading, writing
from monitor.look import NotThere
from monitor.web.access import NotAllowed, SiteOf
from monitor.web.render import page
from monitor.web.signed import BadSignature, verified
from monitor.web.site import Site

router = APIRouter(include_in_schema=False)
ACTIONS = ("acknowledge", "snooze")
_HOURS = (4, 24, 72, 168)


@dataclass(frozen=True, slots=True)
class Asked:
    action: str
    alert: dict[str, Any]
    who: str
    document: dict[str, Any] | None


def _asked(connection: Connection, site: Site, signed: str) -> Asked:
    try:
        words = verified(site.secret, "act", signed, site.now())
    except BadSignature as error:
        raise NotAllowed(str(error)) from error
    action, number, who = words.split(" ", 2)
    alert = db.alerts.alert(connection, int(number))
    if alert is None or action not in ACTIONS:
        raise NotThere(f"there is no alert {number} any more")
    id_ = alert["document_id"]
    return Asked(action, alert, who, db.documents.document(connection, id_) if id_ else None)


@router.get("/act/{signed}")
def show_action(request: Request, signed: str, site: SiteOf) -> HTMLResponse:
    with reading(site.engine) as connection:
        asked = _asked(connection, site, signed)
    return page(request, None, "action.html", asked=asked, done="", hours=_HOURS, can=site.writes)


@router.post("/act/{signed}")
def act(request: Request, signed: str, site: SiteOf, hours: Annotated[int, Form(ge=1, le=720)] = 24) -> HTMLResponse:
    if not site.writes:
        raise NotAllowed("this page only shows: the daemon's own page changes things")
    with writing(site.engine) as connection:
        asked = _asked(connection, site, signed)
        done = _snooze(connection, site, asked, hours) if asked.action == "snooze" else _done(connection, site, asked)
    return page(request, None, "action.html", asked=asked, done=done, hours=_HOURS, can=False)


def _done(connection: Connection, site: Site, asked: Asked) -> str:
    db.attention.acknowledge(connection, asked.alert["id"], asked.who, site.now())
    now = db.alerts.alert(connection, asked.alert["id"])
    return str(now["acknowledged_by"]) if now else ""


def _snooze(connection: Connection, site: Site, asked: Asked, hours: int) -> str:
    """Put aside: it comes back in its thread, unless somebody acknowledges it meanwhile."""
    until = site.now() + timedelta(hours=hours)
    db.attention.snooze(connection, asked.alert["id"], until, asked.who, site.now())
    return f"{until:%Y-%m-%d %H:%M} UTC"
