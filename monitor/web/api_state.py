"""/api/v1: how everything is, and what moves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal

from fastapi import Query

import db.web_deliveries
import db.web_sources
import db.web_trends
from db.engine import reading
from monitor.look import NotThere
from monitor.web import api_shapes as shape
from monitor.web import api_shapes_state as told
from monitor.web.access import Reader, SiteOf
from monitor.web.api import Cursor, Most, api_router, before
from monitor.web.deliveries import status_of
from monitor.web.rules import rule_rows
from monitor.web.sources import source_rows
from monitor.web.subscriptions import asks, subscription, would_tell
from monitor.web.tally import tally
from monitor.web.trends import lines_of, weeks_of

router = api_router()
Subscribed = Annotated[str, Query(max_length=100)]


@router.get("/status", tags=["state"])
def get_status(visitor: Reader, site: SiteOf) -> told.Status:
    """What is watched, how it is, and whether a daemon runs."""
    with reading(site.engine) as connection:
        return told.Status.model_validate(status_of(connection, site))


@router.get("/sources", tags=["state"])
def get_sources(visitor: Reader, site: SiteOf) -> list[told.Source]:
    """Every source that is watched or has documents."""
    with reading(site.engine) as connection:
        return [told.Source.model_validate(row) for row in source_rows(connection, site)]


@router.get("/sources/{place}/{name}/runs", tags=["state"])
def get_runs(place: str, name: str, visitor: Reader, site: SiteOf, most: Most = 30) -> list[told.Run]:
    """The last polls of a source, newest first, with what was odd."""
    with reading(site.engine) as connection:
        rows = db.web_sources.runs(connection, f"{place}/{name}", most=most)
    if not rows and f"{place}/{name}" not in site.sources:
        raise NotThere(f"there is no source {place}/{name}")
    return [told.Run.model_validate(row) for row in rows]


@router.get("/incidents", tags=["state"])
def get_incidents(visitor: Reader, site: SiteOf, most: Most = 50, cursor: Cursor = "") -> shape.Listed[told.Incident]:
    """Sources and channels in trouble, newest first, those that recovered too."""
    with reading(site.engine) as connection:
        rows = db.web_sources.incidents(connection, before=before(cursor), most=most + 1)
    return shape.Listed(items=[told.Incident.model_validate(row) for row in rows[:most]], next=_next(rows, most))


def _next(rows: Sequence[Mapping[str, Any]], most: int) -> str:
    return str(rows[most - 1]["id"]) if len(rows) > most else ""


@router.get("/alerts", tags=["telling"])
def get_alerts(
    visitor: Reader, site: SiteOf, subscription: Subscribed = "", most: Most = 50, cursor: Cursor = ""
) -> shape.Listed[shape.Alert]:
    """What subscribers were told, newest first."""
    with reading(site.engine) as connection:
        rows = db.web_deliveries.alerts(connection, subscription, before=before(cursor), most=most + 1)
    return shape.Listed(items=[shape.Alert.model_validate(row) for row in rows[:most]], next=_next(rows, most))


@router.get("/deliveries", tags=["telling"])
def get_deliveries(
    visitor: Reader,
    site: SiteOf,
    state: Literal["", "pending", "sending", "sent", "retry", "unknown", "dead", "dropped"] = "",
    channel: Annotated[str, Query(max_length=100)] = "",
    subscription: Subscribed = "",
    most: Most = 50,
    cursor: Cursor = "",
) -> shape.Listed[told.Delivery]:
    """What went out, what waits and what failed, newest first."""
    with reading(site.engine) as connection:
        rows = db.web_deliveries.deliveries(
            connection,
            state=state,
            channel=channel,
            subscription=subscription,
            before=before(cursor),
            most=most + 1,
        )
    return shape.Listed(items=[told.Delivery.model_validate(row) for row in rows[:most]], next=_next(rows, most))


@router.get("/subscriptions", tags=["telling"])
def get_subscriptions(visitor: Reader, site: SiteOf) -> list[told.Subscription]:
    """Who hears of what."""
    return [
        told.Subscription(**one.model_dump(include=set(told.Subscription.model_fields)), asks=asks(one))
        for one in site.config.settings.subscriptions
    ]


@router.get("/subscriptions/{name}/preview", tags=["telling"])
def get_preview(
    name: str, visitor: Reader, site: SiteOf, days: Annotated[int, Query(ge=1, le=90)] = 30
) -> told.Preview:
    """What a subscription would have told lately, and how much a week."""
    one = subscription(site, name)
    with reading(site.engine) as connection:
        found, counted = would_tell(connection, one, site.now(), days, 50)
    newest = [shape.Report.model_validate(entry) for entry in found]
    return told.Preview(days=days, newest=newest, **counted)


@router.get("/trends/{by}", tags=["archive"])
def get_trends(
    by: Literal["mineral", "countries", "measure"],
    visitor: Reader,
    site: SiteOf,
    weeks: Annotated[int, Query(ge=4, le=104)] = 26,
) -> list[told.Trend]:
    """Matched documents by the week they were published, the strongest first."""
    lines = lines_of(site, tally(site), by, weeks_of(site, weeks), "en")
    return [
        told.Trend(
            name=one.name,
            label=one.label,
            total=one.total,
            weeks=[told.Point(week=week, documents=count) for week, count in sorted(one.weeks.items())],
        )
        for one in lines
    ]


@router.get("/rules", tags=["rules"])
def get_rules(visitor: Reader, site: SiteOf) -> list[told.Rule]:
    """The rules in force with what they found; a rule that never hit has no `last`."""
    return [told.Rule.model_validate(row) for row in rule_rows(site) if not row["helps"]]
