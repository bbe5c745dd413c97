"""Who asks, and what they may do. Nobody may do anything unless a rule here says so."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated, Any

from fastapi import Depends, Form, Request
from starlette.concurrency import run_in_threadpool

import db.web_people
from db.engine import reading
from monitor.web.settings import ROLES, Role, is_loopback
from monitor.web.signed import BadSignature, sign, verified
from monitor.web.site import Site
from monitor.web.token_text import token_hash

COOKIE = "policywatch"
SESSION = timedelta(days=30)
_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip")


class NotKnown(Exception):  # noqa: N818  what it is to the visitor
    """Nobody we know: 401."""


class NotAllowed(Exception):  # noqa: N818  what it is to the visitor
    """Known, but this is not for them: 403."""


@dataclass(frozen=True, slots=True)
class Visitor:
    name: str
    role: Role
    token_id: int = 0  # of the token they came with; 0: from this machine or through the proxy
    bearer: bool = False  # sent with each request by a program: no form of another site can do that

    def may(self, role: Role) -> bool:
        return ROLES.index(self.role) >= ROLES.index(role)


def site_of(request: Request) -> Site:
    site: Site = request.app.state.site
    return site


async def visitor_of(request: Request) -> Visitor | None:
    site = site_of(request)
    if site.web.proxy_user_header and _from_proxy(request, site):
        return _by_proxy(request.headers.get(site.web.proxy_user_header, ""), site)
    if (said := request.headers.get("authorization")) is not None:
        scheme, _, token = said.partition(" ")
        return await run_in_threadpool(_by_token, site, token.strip()) if scheme.lower() == "bearer" else None
    if cookie := request.cookies.get(COOKIE):
        known = await run_in_threadpool(_by_session, site, cookie)
        if known:
            return known
    return _local(request, site)


def _by_token(site: Site, token: str) -> Visitor | None:
    with reading(site.engine) as connection:
        row = db.web_people.token(connection, site.now(), sha256=token_hash(token))
    return Visitor(row["name"], row["role"], row["id"], bearer=True) if row else None


def _by_session(site: Site, cookie: str) -> Visitor | None:
    try:
        token_id = int(verified(site.secret, "session", cookie, site.now()))
    except BadSignature:
        return None
    with reading(site.engine) as connection:
        row = db.web_people.token(connection, site.now(), id_=token_id)
    return Visitor(row["name"], row["role"], row["id"]) if row else None


def _peer(request: Request) -> str:
    return request.client.host if request.client else ""


def _from_proxy(request: Request, site: Site) -> bool:
    try:
        peer = ipaddress.ip_address(_peer(request))
    except ValueError:
        return False
    return any(peer in network for network in site.web.proxy_addresses)


def _by_proxy(user: str, site: Site) -> Visitor | None:
    role = site.web.users.get(user, site.web.default_role)
    return Visitor(user[:100], role) if user and role != "nobody" else None


def _local(request: Request, site: Site) -> Visitor | None:
    """Only on a loopback address, and not through a proxy that nobody told us of."""
    if site.web.local == "nobody" or not site.web.is_loopback or site.web.proxy_user_header:
        return None
    if not is_loopback(_peer(request)) or any(name in request.headers for name in _FORWARDED):
        return None
    return Visitor("local", site.web.local)


def session_cookie(site: Site, token_id: int) -> str:
    return sign(site.secret, "session", str(token_id), site.now() + SESSION)


def form_mark(site: Site, visitor: Visitor, *, day: datetime | None = None) -> str:
    """Stands in every form of the page; another site cannot know it. The same all day, so that pages stay the same."""
    words = f"{visitor.token_id} {visitor.name} {day or site.now():%Y-%m-%d}"
    return hmac.new(site.secret, f"form\n{words}".encode(), hashlib.sha256).hexdigest()[:40]


def _marked(site: Site, visitor: Visitor, mark: str) -> bool:
    days = (site.now(), site.now() - timedelta(days=1))
    return any(hmac.compare_digest(mark.encode(), form_mark(site, visitor, day=day).encode()) for day in days)


def needs(role: Role, *, form: bool = False) -> Callable[..., Awaitable[Visitor]]:
    """The dependency of a route that this role may ask. `form`: it changes something through a form of the page."""

    async def checked(request: Request) -> Visitor:
        visitor = await visitor_of(request)
        if visitor is None:
            raise NotKnown
        if not visitor.may(role):
            raise NotAllowed(f"this needs the role {role}; you are {visitor.name}, {visitor.role}")
        if request.method not in ("GET", "HEAD") and not site_of(request).writes:
            raise NotAllowed("this page only shows: the daemon's own page changes things")
        request.state.visitor = visitor
        return visitor

    async def checked_form(request: Request, csrf: Annotated[str, Form()] = "") -> Visitor:
        visitor = await checked(request)
        if not _marked(site_of(request), visitor, csrf):
            raise NotAllowed("the form is not one of ours, or it is older than a day: reload the page and try again")
        return visitor

    chosen: Any = checked_form if form else checked
    chosen.role = role
    return chosen  # type: ignore[no-any-return]


Reader = Annotated[Visitor, Depends(needs("reader"))]
Analyst = Annotated[Visitor, Depends(needs("analyst"))]
Operator = Annotated[Visitor, Depends(needs("operator"))]
ReaderForm = Annotated[Visitor, Depends(needs("reader", form=True))]
AnalystForm = Annotated[Visitor, Depends(needs("analyst", form=True))]
OperatorForm = Annotated[Visitor, Depends(needs("operator", form=True))]
SiteOf = Annotated[Site, Depends(site_of)]
