"""Subscriptions: what each one asks for, would get and got; and a pause."""

from __future__ import annotations

from datetime import date, datetime, timedelta
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
from monitor.message import one_line, published, web_address
from monitor.subscription import SEVERITIES, Subscription, Told, refusal
from monitor.subscription_look import volume
from monitor.web.access import AnalystForm, Reader, SiteOf, site_of
from monitor.web.chart import by_week, sparkline, weeks_until
from monitor.web.inbox import back
from monitor.web.render import page, translated
from monitor.web.site import Site
from monitor.web.wanted import SEOUL, Id

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


def would_tell(connection: Connection, one: Subscription, now: datetime, days: int) -> tuple[list[Entry], Row]:
    """As `policywatch subscriptions preview`, without reading a text where no word is asked for."""
    awake, since = one.model_copy(update={"paused": False}), now - timedelta(days=days)
    rows = db.web_deliveries.matches_since(connection, since, with_text=bool(one.words or one.exclude))
    grave = SEVERITIES.index(one.severity)
    hers = [row for row in rows if SEVERITIES.index(row["severity"]) >= grave and not refusal(awake, _told(row))]
    documents: dict[int, list[Row]] = {}
    for row in hers:
        documents.setdefault(row["document_id"], []).append(row)
    found = [_entry(matches) for matches in documents.values()]
    found.sort(key=lambda one: (-SEVERITIES.index(one.severity), -one.moment.timestamp(), one.document_id))
    return found, volume(found, since, now)


def _told(row: Row) -> Told:
    return Told.model_construct(**{name: row[name] for name in Told.model_fields})  # the store gives what it was given


def _entry(rows: list[Row]) -> Entry:
    row = rows[0]
    return Entry(
        document_id=row["document_id"],
        severity=max((one["severity"] for one in rows), key=SEVERITIES.index),
        title=one_line(row["title"]) or row["url"],
        publisher=one_line(row["publisher"]),
        published=published(row["published"], row["date_precision"]),
        url=web_address(row["url"]),
        country=row["country"],
        minerals=tuple(sorted({name for one in rows for name in one["minerals"]})),
        quote=None,
        moment=row["published"] or row["first_seen_at"],
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
        found, counted = would_tell(connection, one, now, _DAYS)
        alerts = db.web_deliveries.alerts(connection, one.id, most=_SHOWN)
        silences = db.silences.listed(connection, now)
    days: dict[date, int] = {}
    for entry in found:
        day = entry.moment.astimezone(SEOUL).date()
        days[day] = days.get(day, 0) + 1
    weekly, today = by_week(days), now.astimezone(SEOUL).date()
    t = translated(request)
    spark = sparkline([weekly.get(week, 0) for week in weeks_until(today, 5)], t("documents a week"))
    return page(
        request,
        visitor,
        "subscription.html",
        one=one,
        asks=asks(one),
        found=found[:_SHOWN],
        volume=counted,
        alerts=alerts,
        spark=spark,
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
