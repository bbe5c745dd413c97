"""Search with the language of the command line: results while one types, and what they are made of."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

import db.web_people
from db.engine import reading
from monitor.search.find import facets, find
from monitor.search.query import QueryError, narrowed, parse
from monitor.search.results import CursorError, Facets, Page, Sort
from monitor.web.access import Reader, SiteOf
from monitor.web.render import page

router = APIRouter(include_in_schema=False)
_PAGE, _VALUES = 20, 8
_FACETS = ("severity", "mineral", "country", "publisher", "source", "language", "year")


@router.get("/search")
def show_search(
    request: Request,
    visitor: Reader,
    site: SiteOf,
    q: Annotated[str, Query(max_length=2000)] = "",
    sort: Annotated[str, Query(max_length=20)] = "",
    cursor: Annotated[str, Query(max_length=4000)] = "",
) -> HTMLResponse:
    order: Sort = "date" if sort == "date" or not q.strip() else "relevance"
    found, counts, problem = None, Facets(), ""
    with reading(site.engine) as connection:
        try:
            query = parse(q)
            found = find(connection, query, sort=order, most=_PAGE, cursor=cursor)
            counts = facets(connection, query)
        except QueryError as error:
            problem = str(error)
        except CursorError:
            problem = "this page of results is of another search: begin again"
        views = db.web_people.views(connection, visitor.name)
    return page(
        request,
        visitor,
        "search.html",
        q=q,
        sort=order,
        found=found or Page(0, ()),
        problem=problem,
        facets=_linked(q, counts),
        views=[one for one in views if one["path"] == "/search"],
    )


def _linked(q: str, counts: Facets) -> list[tuple[str, list[tuple[str, int, str]]]]:
    """(field, [(value, documents, the query narrowed to it)]), without what every document shares."""
    found = []
    for field in _FACETS:
        values = [(value, number) for value, number in counts.get(field, []) if value]
        if len(values) > 1:
            found.append((field, [(value, number, narrowed(q, field, value)) for value, number in values[:_VALUES]]))
    return found
