"""The application: every page, the API and the feeds behind one guard. A route without a role does not start."""

from __future__ import annotations

import logging
from functools import partial
from importlib import import_module
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.staticfiles import StaticFiles

from monitor.look import NotThere
from monitor.web.access import NotAllowed, NotKnown, Reader, visitor_of
from monitor.web.api import NotUnderstood
from monitor.web.guard import Guard
from monitor.web.render import STATIC, address, page
from monitor.web.site import Site

_log = logging.getLogger(__name__)
_ROUTERS = (
    "inbox",
    "document",
    "search",
    "login",
    "sources",
    "trends",
    "rules",
    "subscriptions",
    "deliveries",
    "feeds",
    "actions",
    "api",
    "api_state",
    "api_acts",
)
#: Asked by people who are not in yet. Signed addresses carry their own proof.
PUBLIC = {"/login", "/logout", "/act/{signed}"}
_FOR_GOOD = "public, max-age=31536000, immutable"


class _Static(StaticFiles):
    async def get_response(self, path: str, scope: Any) -> Response:
        answer = await super().get_response(path, scope)
        answer.headers["cache-control"] = _FOR_GOOD
        return answer


def application(site: Site) -> FastAPI:
    app = FastAPI(
        title="Policywatch",
        version="1",
        description="Policy documents that matched, what changed in them, and how the watching goes.",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
    )
    app.state.site = site
    routers = [import_module(f"monitor.web.{name}").router for name in _ROUTERS]
    for router in routers:
        app.include_router(router)
    app.add_api_route("/api/v1/openapi.json", partial(_openapi, app), include_in_schema=False)
    app.mount("/static", _Static(directory=STATIC), name="static")
    app.add_middleware(Guard, web=site.web)
    _errors(app)
    app.state.routes = [route for one in (app, *routers) for route in one.routes if isinstance(route, APIRoute)]
    unguarded = [route.path for route in routes(app) if role_of(route) is None and route.path not in PUBLIC]
    if unguarded:
        raise AssertionError(f"no role is declared for {unguarded}")
    return app


def _openapi(app: FastAPI, visitor: Reader) -> JSONResponse:
    return JSONResponse(app.openapi())


def routes(app: FastAPI) -> list[APIRoute]:
    """All of them: FastAPI itself shows an included router as one."""
    found: list[APIRoute] = app.state.routes
    return found


def role_of(route: APIRoute) -> str | None:
    """What the route asks of a visitor; None when nothing."""
    return next((role for one in route.dependant.dependencies if (role := getattr(one.call, "role", None))), None)


def _errors(app: FastAPI) -> None:
    @app.exception_handler(NotKnown)
    async def _not_known(request: Request, error: NotKnown) -> Response:
        if _is_page(request):
            here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
            return RedirectResponse(address("/login", {"to": here}), 303)
        return _json(401, "who are you? send a token: Authorization: Bearer …", {"www-authenticate": "Bearer"})

    @app.exception_handler(NotAllowed)
    async def _not_allowed(request: Request, error: NotAllowed) -> Response:
        return await _told(request, 403, str(error))

    @app.exception_handler(NotThere)
    async def _not_there(request: Request, error: NotThere) -> Response:
        return await _told(request, 404, str(error.args[0]))

    @app.exception_handler(RequestValidationError)
    async def _not_understood(request: Request, error: RequestValidationError) -> Response:
        said = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors())
        return await _told(request, 422, said)

    @app.exception_handler(NotUnderstood)
    async def _asked_wrongly(request: Request, error: NotUnderstood) -> Response:
        return await _told(request, 422, str(error))

    @app.exception_handler(HTTPException)
    async def _http(request: Request, error: HTTPException) -> Response:
        return await _told(request, error.status_code, str(error.detail), error.headers)

    @app.exception_handler(Exception)
    async def _failed(request: Request, error: Exception) -> Response:
        _log.error("page failed path=%s", request.url.path, exc_info=error)
        return _json(500, "this is our fault; the log says more")


def _is_page(request: Request) -> bool:
    """A person's browser asks: they get a page, programs get JSON."""
    programs = request.url.path.startswith(("/api/", "/feeds/"))
    return not programs and "text/html" in request.headers.get("accept", "text/html")


async def _told(request: Request, status: int, said: str, headers: Any = None) -> Response:
    if not _is_page(request):
        return _json(status, said, headers)
    visitor = await visitor_of(request)
    answer = page(request, visitor, "problem.html", code=status, said=said)
    answer.headers.update(headers or {})
    return answer


def _json(status: int, said: str, headers: Any = None) -> JSONResponse:
    return JSONResponse({"detail": said}, status, headers)
