"""/api/v1: the archive as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Request, Security
from fastapi.security import HTTPBearer

import db.documents
import db.facts
import db.matches
import db.web_people
from db.engine import reading
from monitor.look import NotThere
from monitor.search.find import find
from monitor.search.query import QueryError, parse
from monitor.search.results import CursorError, Piece
from monitor.web import api_shapes as shape
from monitor.web.access import Reader, SiteOf
from monitor.web.dossier import dossier
from monitor.web.entries import Entry, inbox
from monitor.web.wanted import Id, number, wanted_of

_SAID: dict[int | str, dict[str, Any]] = {
    400: {"model": shape.Problem, "description": "the body is no JSON"},
    401: {"model": shape.Problem, "description": "no token, or one that lets nobody in"},
    403: {"model": shape.Problem, "description": "the role of the token does not reach"},
    404: {"model": shape.Problem, "description": "it is not there"},
    422: {"model": shape.Problem, "description": "what was asked is not understood"},
}


class NotUnderstood(ValueError):  # noqa: N818  it is about what somebody asked
    """422, with the reason."""


#: Documents that a token is sent; who may do what is decided by monitor.web.access.
_bearer = Security(HTTPBearer(auto_error=False, description="a token from `policywatch tokens add`"))


def known_parameters(request: Request) -> None:
    """A parameter that was spelled wrong must not be taken for one that does not narrow."""
    known = {one.alias for one in request.scope["route"].dependant.query_params}
    unknown = sorted(set(request.query_params) - known)
    if unknown:
        raise NotUnderstood(f"unknown parameter {unknown[0]!r}; known are {', '.join(sorted(known)) or 'none'}")


def api_router() -> APIRouter:
    return APIRouter(prefix="/api/v1", responses=_SAID, dependencies=[_bearer, Depends(known_parameters)])


router = api_router()
Cursor = Annotated[str, Query(max_length=20, pattern=r"^\d*$", description="`next` of the page before")]
Most = Annotated[int, Query(ge=1, le=100)]
Short = Annotated[str, Query(max_length=200)]


def before(cursor: str) -> int:
    return number(cursor, 2**62)


@router.get("/inbox", tags=["archive"])
def get_inbox(
    visitor: Reader,
    site: SiteOf,
    show: Literal["news", "all"] = "news",
    severity: Annotated[Literal["", "low", "medium", "high"], Query(description="the lowest")] = "",
    state: Literal["", "unread", "open", "acknowledged", "assigned", "mine"] = "",
    mineral: Short = "",
    country: Short = "",
    partner: Annotated[str, Query(max_length=200, description="a second country")] = "",
    concept: Short = "",
    label: Short = "",
    rule: Short = "",
    source: Short = "",
    publisher: Short = "",
    days: Annotated[int, Query(ge=0, le=36500, description="published in the last so many days")] = 0,
    most: Most = 25,
    cursor: Cursor = "",
) -> shape.Listed[shape.Entry]:
    """Matches, newest first, one entry a story."""
    asked = {
        "show": show, "severity": severity, "state": state, "mineral": mineral, "country": country, "partner": partner,
        "concept": concept, "label": label, "rule": rule, "source": source, "publisher": publisher, "days": str(days),
    }  # fmt: skip
    wanted = wanted_of(asked, site.now())
    with reading(site.engine) as connection:
        entries, more = inbox(connection, wanted, visitor.name, before=before(cursor), most=most)
    return shape.Listed(items=[_entry(one) for one in entries], next=str(more or ""))


def _entry(one: Entry) -> shape.Entry:
    names = (name for name in shape.Entry.model_fields if name not in ("revision", "quotes", "care", "others"))
    plain = {name: getattr(one, name) for name in names}
    return shape.Entry(
        **plain,
        revision=one.number,
        quotes=[quote.marked("⟦", "⟧") for quote in one.quotes],
        care=shape.Care(**_care(one.care)),
        others=[_report(row, "id") for row in one.others],
    )


def _care(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in shape.Care.model_fields if name in row}


def _report(row: Mapping[str, Any], key: str) -> shape.Report:
    return shape.Report(document_id=row[key], title=row["title"], publisher=row["publisher"])


@router.get("/documents/{document_id}", tags=["archive"])
def get_document(document_id: Id, visitor: Reader, site: SiteOf) -> shape.Document:
    """A document as it is now, with all that is known of it."""
    with reading(site.engine) as connection:
        one = dossier(connection, document_id, compare=False)
        care = db.web_people.care(connection, [document_id]).get(document_id, {})
    return shape.Document(
        **_only(one.document, shape.DocumentHead),
        text=one.shown["text"],
        revisions=[shape.RevisionHead.model_validate(row) for row in one.revisions],
        matches=[shape.Match.model_validate(row) for row in one.matches],
        dates=[shape.BindingDate.model_validate(row) for row in one.dates],
        numbers=list(one.numbers),
        story=[_report(row, "document_id") for row in one.story],
        alerts=[shape.Alert.model_validate(row) for row in one.alerts],
        care=shape.Care(**_care(care)),
    )


@router.get("/documents/{document_id}/revisions/{revision}", tags=["archive"])
def get_revision(document_id: Id, revision: Id, visitor: Reader, site: SiteOf) -> shape.Revision:
    """A document as it was, with what the rules found in it then."""
    with reading(site.engine) as connection:
        rows = db.documents.revisions(connection, document_id)
        matches = db.matches.of_document(connection, document_id)
    found = next((row for row in rows if row["number"] == revision), None)
    if found is None:
        raise NotThere(f"there is no revision {revision} of document {document_id}")
    mine = [shape.Match.model_validate(row) for row in matches if row["number"] == revision]
    return shape.Revision(**_only(found, shape.RevisionHead), document_id=document_id, text=found["text"], matches=mine)


def _only(row: Mapping[str, Any], model: type[shape.Shape]) -> dict[str, Any]:
    return {name: row[name] for name in model.model_fields}


@router.get("/search", tags=["archive"])
def get_search(
    visitor: Reader,
    site: SiteOf,
    q: Annotated[str, Query(max_length=2000, description="in the language of `policywatch search`")] = "",
    sort: Literal["relevance", "date"] = "relevance",
    most: Most = 20,
    cursor: Annotated[str, Query(max_length=4000)] = "",
) -> shape.Search:
    """Documents that a query finds."""
    try:
        with reading(site.engine) as connection:
            found = find(connection, parse(q), sort=sort, most=most, cursor=cursor)
    except QueryError as error:
        raise NotUnderstood(str(error)) from error
    except CursorError as error:
        raise NotUnderstood("this cursor is of no such search") from error
    items = [
        shape.Found(
            **{name: getattr(one, name) for name in shape.Found.model_fields if name != "snippet"},
            snippet=_snippet(one.snippet),
        )
        for one in found.results
    ]
    return shape.Search(items=items, next=found.next_cursor, total=found.total)


def _snippet(pieces: Sequence[Piece]) -> str:
    return "".join(f"⟦{one.text}⟧" if one.hit else one.text for one in pieces)


@router.get("/dates", tags=["archive"])
def get_dates(
    visitor: Reader, site: SiteOf, days: Annotated[int, Query(ge=1, le=3660, description="from today on")] = 90
) -> list[shape.BindingDate]:
    """Dates that bind, the next one first: in force, ends, last day for comments or to apply."""
    from datetime import timedelta

    today = site.now().date()
    with reading(site.engine) as connection:
        rows = db.facts.coming(connection, today, today + timedelta(days=days))
    return [shape.BindingDate.model_validate(row) for row in rows]
