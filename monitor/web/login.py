"""Coming in with a token, and going out again."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

import db.web_people
from db.engine import reading, writing
from monitor.web.access import COOKIE, SESSION, SiteOf, session_cookie
from monitor.web.inbox import To, back
from monitor.web.render import page
from monitor.web.site import Site
from monitor.web.token_text import token_hash

router = APIRouter(include_in_schema=False)


@router.get("/login")
def show_login(request: Request, to: Annotated[str, Query(max_length=2000)] = "/") -> HTMLResponse:
    return page(request, None, "login.html", to=to, wrong=False)


@router.post("/login")
def login(request: Request, site: SiteOf, token: Annotated[str, Form(max_length=200)] = "", to: To = "/") -> Response:
    """No form mark is needed: whoever sends a token knows it."""
    with reading(site.engine) as connection:
        row = db.web_people.token(connection, site.now(), sha256=token_hash(token.strip()))
    if row is None:
        return page(request, None, "login.html", code=403, to=to, wrong=True)
    if site.writes:
        with writing(site.engine) as connection:
            db.web_people.token_used(connection, row["id"], site.now())
    answer = back(request, to)
    answer.set_cookie(
        COOKIE,
        session_cookie(site, row["id"]),
        max_age=int(SESSION.total_seconds()),
        httponly=True,
        samesite="lax",
        secure=_secure(site),
    )
    return answer


def _secure(site: Site) -> bool:
    return site.web.base_url.startswith("https:")


@router.post("/logout")
def logout(request: Request) -> RedirectResponse:
    """Another site cannot send this: the guard refuses what comes from elsewhere."""
    answer = back(request, "/login")
    answer.delete_cookie(COOKIE)
    return answer
