"""The inbox: what is new, newest first; and what a reader does with it."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import urlsplit

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from sqlalchemy import Connection

import db.documents
import db.web_inbox
import db.web_people
from db.engine import reading, writing
from db.web_inbox import Narrowed
from monitor.web.access import AnalystForm, Reader, ReaderForm, SiteOf, site_of
from monitor.web.entries import inbox
from monitor.web.render import page
from monitor.web.site import Site
from monitor.web.wanted import Id, wanted_of

Shown = dict[str, Any]
router = APIRouter(include_in_schema=False)


@router.get("/")
def show_inbox(
    request: Request, visitor: Reader, site: SiteOf, before: Annotated[int, Query(ge=0, le=2**62)] = 0
) -> HTMLResponse:
    wanted = wanted_of(request.query_params, site.now())
    with reading(site.engine) as connection:
        entries, more = inbox(connection, wanted, visitor.name, before=before)
        past = not entries and not before and wanted.origin == "news" and not _narrows(request)
        if past:  # nothing is news on the first day: what the baseline holds is better than an empty page
            entries, more = inbox(connection, Narrowed(origin="all"), visitor.name)
        newest = db.web_inbox.newest_match(connection)
        views = db.web_people.views(connection, visitor.name)
        people = db.web_people.assignees(connection)
    choices = choices_of(site)
    shown: Shown = {"entries": entries, "more": more, "past": past, "newest": newest, "views": views, "people": people}
    return page(request, visitor, "inbox.html", wanted=wanted, choices=choices, before=before, **shown)


def _narrows(request: Request) -> bool:
    return any(value for name, value in request.query_params.items() if name not in ("lang", "theme", "show"))


def choices_of(site: Site) -> dict[str, list[str]]:
    """What the lists of the filter offer: what the rules know, not what happens to be there."""
    concepts = site.rulebook.current.concepts.values()
    return {
        "minerals": sorted({str(one.mineral) for one in concepts if one.mineral}),
        "countries": sorted({str(one.country) for one in concepts if one.country}),
        "sources": sorted(site.sources),
        "labels": ["rare_metal", "supply_chain"],
    }


def back(request: Request, to: str) -> RedirectResponse:
    """To where the form stood: only to a path of ours."""
    parts = urlsplit(to)
    ours = to.startswith("/") and not to.startswith(("//", "/\\")) and not parts.netloc and not parts.scheme
    return RedirectResponse(to if ours else "/", 303)


To = Annotated[str, Form(max_length=2000)]


@router.post("/documents/{document_id}/read")
def mark_read(
    request: Request, document_id: Id, visitor: ReaderForm, unread: Annotated[bool, Form()] = False, to: To = "/"
) -> RedirectResponse:
    site = site_of(request)
    with writing(site.engine) as connection:
        if unread:
            db.web_people.mark_unread(connection, visitor.name, document_id)
        else:
            db.web_people.mark_read(connection, visitor.name, [document_id], site.now())
    return back(request, to)


@router.post("/inbox/read")
def mark_all_read(
    request: Request, visitor: ReaderForm, until: Annotated[int, Form(ge=0, le=2**62)], to: To = "/"
) -> RedirectResponse:
    with writing(site_of(request).engine) as connection:
        db.web_people.mark_all_read(connection, visitor.name, until)
    return back(request, to)


@router.post("/documents/{document_id}/acknowledge")
def acknowledge(request: Request, document_id: Id, visitor: AnalystForm, to: To = "/") -> RedirectResponse:
    site = site_of(request)
    with writing(site.engine) as connection:
        if known(connection, document_id):
            db.web_people.acknowledge(connection, document_id, visitor.name, site.now())
            db.web_people.mark_read(connection, visitor.name, [document_id], site.now())
    return back(request, to)


@router.post("/documents/{document_id}/assign")
def assign(
    request: Request,
    document_id: Id,
    visitor: AnalystForm,
    who: Annotated[str, Form(max_length=80)] = "",
    to: To = "/",
) -> RedirectResponse:
    site = site_of(request)
    with writing(site.engine) as connection:
        if known(connection, document_id):
            db.web_people.assign(connection, document_id, " ".join(who.split()), visitor.name, site.now())
    return back(request, to)


def known(connection: Connection, document_id: int) -> bool:
    return db.documents.document(connection, document_id) is not None


@router.post("/views")
def save_view(
    request: Request,
    visitor: ReaderForm,
    name: Annotated[str, Form(min_length=1, max_length=80)],
    path: Annotated[str, Form(pattern="^/(search|trends)?$")],
    query: Annotated[str, Form(max_length=2000)] = "",
) -> RedirectResponse:
    site = site_of(request)
    row = {"owner": visitor.name, "name": " ".join(name.split()), "path": path, "query": query}
    with writing(site.engine) as connection:
        db.web_people.save_view(connection, row | {"created_at": site.now()})
    return back(request, f"{path}?{query}" if query else path)


@router.post("/views/{view_id}/drop")
def drop_view(request: Request, view_id: Id, visitor: ReaderForm, to: To = "/") -> RedirectResponse:
    with writing(site_of(request).engine) as connection:
        db.web_people.drop_view(connection, visitor.name, view_id)
    return back(request, to)
