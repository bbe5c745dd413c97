"""Subscriptions: what each one asks for, would get and got; and a pause."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from sqlalchemy import Connection

import db.digests
import db.silences
import db.web_deliveries
from db.engine import reading, writing
from monitor.digest_message import Entry
from monitor.look import NotThere
from monitor.message import one_line, published
from monitor.subscription import SEVERITIES, Subscription, Told, refusal
from monitor.subscription_look import volume
from monitor.web.access import AnalystForm, Reader, SiteOf, site_of
from monitor.web.inbox import back
from monitor.web.render import page
from monitor.web.site import Site
from monitor.web.wanted import Id

router = APIRouter(include_in_schema=False)
Row = dict[str, Any]
_DAYS, _SHOWN = 30, 30
_NARROWS = (
    "severity", "labels", "rules", "concepts", "minerals", "countries", "publishers", "sources", "words", "exclude",
)  # fmt: skip


def subscription(site: Site, name: str) -> Subscription:
    """Raises NotThere."""
    found = next((one for one in site.config.settings.subscriptions if one.id == name), None)
    if found is None:
        raise NotThere(f"there is no subscription {name!r}")
    return found


def asks(one: Subscription) -> dict[str, str]:
    """What narrows it, in words."""
    found = one.model_dump(include=set(_NARROWS))
    shown = {name: found[name] for name in _NARROWS}
    return {name: ", ".join(value) if isinstance(value, list) else str(value) for name, value in shown.items() if value}


def pauses(silences: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """subscription → the silence that pauses it as a whole."""
    return {
        one["matcher"]["subscription"][0]: one
        for one in silences
        if set(one["matcher"]) == {"subscription"} and len(one["matcher"]["subscription"]) == 1
    }


def would_tell(
    connection: Connection, one: Subscription, now: datetime, days: int, most: int
) -> tuple[list[Entry], Row]:
    """As `policywatch subscriptions preview`: the first of them, and how many there are. The database decides what it
    can; only patterns of sources and words are compared here."""
    since, severities = now - timedelta(days=days), SEVERITIES[SEVERITIES.index(one.severity) :]
    any_of = {column: values for name, column in _DECIDES.items() if (values := getattr(one, name))}
    fields = (["source_id"] if one.sources else []) + (["title", "text"] if one.words or one.exclude else [])
    rest = Subscription(id=one.id, channels=one.channels, sources=one.sources, words=one.words, exclude=one.exclude)
    documents: dict[int, Row] = {}
    for row in db.web_deliveries.matches_since(connection, since, severities=severities, any_of=any_of, fields=fields):
        known = documents.get(row["document_id"])
        graver = known is None or SEVERITIES.index(row["severity"]) > SEVERITIES.index(known["severity"])
        if graver and not (fields and refusal(rest, Told.model_construct(**(_BLANK | row)))):
            documents[row["document_id"]] = row
    found = [_entry(row) for row in documents.values()]
    found.sort(key=lambda one: (-SEVERITIES.index(one.severity), -one.moment.timestamp(), one.document_id))
    about = db.web_deliveries.documents(connection, [one.document_id for one in found[:most]])
    return [_named(one, about[one.document_id]) for one in found[:most]], volume(found, since, now)


#: Setting of a subscription → the column that has one of its values.
_DECIDES = {
    "labels": "labels", "rules": "rule_id", "concepts": "concepts", "minerals": "minerals", "countries": "countries",
    "publishers": "publisher",
}  # fmt: skip
_LISTS = ("labels", "concepts", "minerals", "countries")
_BLANK: Row = dict.fromkeys(("rule_id", "publisher", "source_id", "title", "text"), "") | {name: [] for name in _LISTS}


def _entry(row: Row) -> Entry:
    moment = row["published"] or row["first_seen_at"]
    return Entry(row["document_id"], row["severity"], "", "", "", "", "", (), None, moment)


def _named(one: Entry, document: Row) -> Entry:
    return replace(
        one,
        title=one_line(document["title"]) or document["url"],
        publisher=one_line(document["publisher"]),
        published=published(document["published"], document["date_precision"]),
    )


@router.get("/subscriptions")
def show_subscriptions(request: Request, visitor: Reader, site: SiteOf) -> HTMLResponse:
    now = site.now()
    with reading(site.engine) as connection:
        counts = db.web_deliveries.alerts_by_subscription(connection, now - timedelta(days=_DAYS))
        paused = pauses(db.silences.listed(connection, now))
        waiting = db.digests.who_waits(connection)
    rows = [(one, asks(one), counts.get(one.id, 0)) for one in site.config.settings.subscriptions]
    return page(request, visitor, "subscriptions.html", rows=rows, paused=paused, waiting=waiting, days=_DAYS)


@router.get("/subscriptions/{name}")
def show_subscription(request: Request, name: str, visitor: Reader, site: SiteOf) -> HTMLResponse:
    one, now = subscription(site, name), site.now()
    with reading(site.engine) as connection:
        found, counted = would_tell(connection, one, now, _DAYS, _SHOWN)
        alerts = db.web_deliveries.alerts(connection, one.id, most=_SHOWN)
        silences = db.silences.listed(connection, now)
    return page(
        request,
        visitor,
        "subscription.html",
        one=one,
        asks=asks(one),
        found=found,
        volume=counted,
        alerts=alerts,
        paused=pauses(silences).get(one.id),
        days=_DAYS,
    )


@router.post("/subscriptions/{name}/pause")
def pause(
    request: Request,
    name: str,
    visitor: AnalystForm,
    hours: Annotated[int, Form(ge=1, le=24 * 365)],
    reason: Annotated[str, Form(max_length=300)] = "",
) -> RedirectResponse:
    """A silence about the whole subscription: what comes meanwhile is stored and shown, only not told."""
    site = site_of(request)
    one, now = subscription(site, name), site.now()
    row = {
        "matcher": {"subscription": [one.id]},
        "author": visitor.name,
        "reason": " ".join(reason.split()) or "paused on the page",
        "created_at": now,
        "until": now + timedelta(hours=hours),
    }
    with writing(site.engine) as connection:
        db.silences.add(connection, row)
    return back(request, f"/subscriptions/{one.id}")


@router.post("/subscriptions/{name}/resume/{silence_id}")
def resume(request: Request, name: str, silence_id: Id, visitor: AnalystForm) -> RedirectResponse:
    site = site_of(request)
    one, now = subscription(site, name), site.now()
    with writing(site.engine) as connection:
        mine = pauses(db.silences.listed(connection, now)).get(one.id)
        if mine and mine["id"] == silence_id:
            db.silences.end(connection, silence_id, now)
    return back(request, f"/subscriptions/{one.id}")
