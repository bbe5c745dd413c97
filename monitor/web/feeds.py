"""Feeds of every view, search and subscription, at addresses that only their owner knows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, Response
from lxml import etree
from sqlalchemy import Connection
from starlette.concurrency import run_in_threadpool

import db.web_deliveries
import db.web_inbox
import db.web_people
from db.engine import reading
from monitor.calendar_feed import calendar_of
from monitor.look import NotThere
from monitor.search.find import find
from monitor.search.query import QueryError, parse
from monitor.sources_opml import to_opml
from monitor.web.access import NotAllowed, NotKnown, Reader, SiteOf, Visitor, needs, site_of
from monitor.web.entries import entries_of, inbox
from monitor.web.feed_text import FeedEntry, atom, json_feed, of_entry, of_result, table
from monitor.web.render import address, page
from monitor.web.signed import BadSignature, sign, verified
from monitor.web.site import Site
from monitor.web.subscriptions import subscription
from monitor.web.wanted import NAMES, wanted_of

router = APIRouter(include_in_schema=False)
KINDS = {"atom": "Atom", "json": "JSON Feed", "csv": "CSV", "ics": "iCalendar"}
_TYPES = {
    "atom": "application/atom+xml; charset=utf-8",
    "json": "application/feed+json; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
}
_MOST = 100
_ASKED = (*NAMES, "show", "days", "week", "q")


def private(site: Site, visitor: Visitor, path: str, params: Mapping[str, str]) -> str:
    """An address that lets a feed reader in, and only to this."""
    key = sign(site.secret, _purpose(path, params), f"{visitor.token_id} {visitor.name}")
    return f"{site.web.address}{path}?{urlencode([*_said(params), ('key', key)])}"


def _said(params: Mapping[str, str]) -> list[tuple[str, str]]:
    return sorted((name, params[name]) for name in _ASKED if params.get(name))


def _purpose(path: str, params: Mapping[str, str]) -> str:
    return f"feed {path}?{urlencode(_said(params))}"


async def feed_reader(request: Request) -> Visitor:
    key = request.query_params.get("key")
    if not key:
        return await needs("reader")(request)
    visitor = await run_in_threadpool(_by_key, site_of(request), request.url.path, request.query_params, key)
    if visitor is None:
        raise NotKnown
    request.state.visitor = visitor
    return visitor


feed_reader.role = "reader"  # type: ignore[attr-defined]
FeedReader = Annotated[Visitor, Depends(feed_reader)]


def _by_key(site: Site, path: str, params: Mapping[str, str], key: str) -> Visitor | None:
    try:
        number, _, name = verified(site.secret, _purpose(path, params), key, site.now()).partition(" ")
    except BadSignature as error:
        raise NotAllowed(str(error)) from error
    if int(number):
        with reading(site.engine) as connection:
            row = db.web_people.token(connection, site.now(), id_=int(number))
        return Visitor(row["name"], "reader", row["id"]) if row else None
    gone = site.web.proxy_user_header and site.web.users.get(name, site.web.default_role) == "nobody"
    return None if gone else Visitor(name, "reader")


@router.get("/feeds")
def show_feeds(
    request: Request, visitor: Reader, site: SiteOf, of: Annotated[str, Query(max_length=200)] = ""
) -> HTMLResponse:
    """The private addresses of one view, or of everything there is."""
    with reading(site.engine) as connection:
        views = db.web_people.views(connection, visitor.name)
    params = dict(request.query_params)
    shown = [("", of, params)] if of else [("", "inbox", {})]
    if not of:
        shown += [
            (one["name"], "search" if one["path"] == "/search" else "inbox", _parsed(one["query"])) for one in views
        ]
        shown += [(one.name or one.id, f"subscriptions/{one.id}", {}) for one in site.config.settings.subscriptions]
    feeds = [
        (name or what, [(KINDS[kind], private(site, visitor, f"/feeds/{what}.{kind}", asked)) for kind in _kinds(what)])
        for name, what, asked in shown
    ]
    lists = [
        ("OPML", private(site, visitor, "/feeds/all.opml", {})),
        ("OPML", f"{site.web.address}/feeds/sources.opml"),
    ]
    return page(request, visitor, "feeds.html", feeds=feeds, lists=lists, of=of)


def _kinds(what: str) -> list[str]:
    return [kind for kind in KINDS if kind != "ics" or what != "search"]


def _parsed(query: str) -> dict[str, str]:
    from urllib.parse import parse_qsl

    return dict(parse_qsl(query))


@router.get("/feeds/all.opml")
def all_feeds(visitor: FeedReader, site: SiteOf) -> Response:
    """For feed readers: the feeds of all subscriptions and of the reader's own views."""
    with reading(site.engine) as connection:
        views = db.web_people.views(connection, visitor.name)
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = "Policywatch"
    body = etree.SubElement(root, "body")
    named: list[tuple[str, str, dict[str, str]]] = [("Policywatch", "inbox", {})]
    named += [(one.name or one.id, f"subscriptions/{one.id}", {}) for one in site.config.settings.subscriptions]
    named += [(one["name"], "search" if one["path"] == "/search" else "inbox", _parsed(one["query"])) for one in views]
    for name, what, params in named:
        url = private(site, visitor, f"/feeds/{what}.atom", params)
        etree.SubElement(body, "outline", type="rss", text=name, title=name, xmlUrl=url)
    return Response(
        etree.tostring(root, xml_declaration=True, encoding="utf-8"), media_type="text/x-opml; charset=utf-8"
    )


@router.get("/feeds/sources.opml")
def source_list(visitor: FeedReader, site: SiteOf) -> Response:
    """The sources that are watched, for other readers."""
    import db.sources

    with reading(site.engine) as connection:
        watched = db.sources.enabled(connection)
    chosen = [source for id_, source in site.sources.items() if id_ in watched]
    return Response(to_opml(chosen), media_type="text/x-opml; charset=utf-8")


@router.get("/feeds/subscriptions/{name}.{kind}")
def subscription_feed(request: Request, name: str, kind: str, visitor: FeedReader, site: SiteOf) -> Response:
    """What a subscription was told; as a calendar, the dates that bind of what it hears of."""
    one = subscription(site, name)
    with reading(site.engine) as connection:
        if kind == "ics":
            return _calendar(calendar_of(connection, one, now=site.now()))
        told = db.web_deliveries.documents_told(connection, one.id, most=_MOST)
        entries = entries_of(connection, [head for head, _ in told], [id_ for _, id_ in told], visitor.name)
    return _feed(request, site, one.name or one.id, kind, [of_entry(entry) for entry in entries])


@router.get("/feeds/{what}.{kind}")
def view_feed(request: Request, what: str, kind: str, visitor: FeedReader, site: SiteOf) -> Response:
    params = request.query_params
    with reading(site.engine) as connection:
        if what == "search" and kind != "ics":
            query = params.get("q", "")
            return _feed(request, site, f"Policywatch: {query}", kind, _searched(connection, query))
        if what != "inbox":
            raise NotThere(f"there is no feed {what}.{kind}")
        wanted = wanted_of(params, site.now())
        if kind == "ics":
            only = lambda ids: db.web_inbox.matching(connection, wanted, ids)  # noqa: E731
            return _calendar(calendar_of(connection, now=site.now(), only=only))
        entries, _ = inbox(connection, wanted, visitor.name, most=_MOST)
    return _feed(request, site, _title(params), kind, [of_entry(entry) for entry in entries])


def _title(params: Mapping[str, str]) -> str:
    narrow = ", ".join(value for _, value in _said(params))
    return f"Policywatch: {narrow}" if narrow else "Policywatch"


def _searched(connection: Connection, text: str) -> list[FeedEntry]:
    try:
        found = find(connection, parse(text[:2000]), sort="date", most=_MOST)
    except QueryError as error:
        raise NotThere(str(error)) from error
    return [of_result(one) for one in found.results]


def _calendar(text: str) -> Response:
    return Response(text, media_type=_TYPES["ics"])


def _feed(request: Request, site: Site, title: str, kind: str, entries: list[FeedEntry]) -> Response:
    home = site.web.address
    own = address(home + request.url.path, dict(_said(request.query_params)))  # without its key: people pass feeds on
    made: dict[str, Any] = {
        "atom": lambda: atom(title, own, home, entries, site.now()),
        "json": lambda: json_feed(title, own, home, entries),
        "csv": lambda: table(home, entries),
    }
    if kind not in made:
        raise NotThere(f"there is no feed as {kind!r}; known are {', '.join(KINDS)}")
    return Response(made[kind](), media_type=_TYPES[kind])
