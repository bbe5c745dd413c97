"""Templates, the reader's language and theme, and how moments, days and quotations look."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from monitor.message import published, web_address
from monitor.web.access import Visitor, form_mark, site_of
from monitor.web.site import Site
from monitor.web.words import in_korean
from rules import RuleSet

_HERE = Path(__file__).parent
STATIC = _HERE / "static"
LANGUAGES, THEMES = ("en", "ko"), ("light", "dark", "auto")
_YEAR = 365 * 24 * 3600
_CHOICES = {"lang": LANGUAGES, "theme": THEMES}


@cache
def environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals.update(asset=asset, address=address)
    made.filters.update(when=when, day=published, web=web_address, marked=marked)
    return made


@cache
def asset(name: str) -> str:
    """With the hash of the file, so that browsers may keep it for good."""
    return f"/static/{name}?v={hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]}"


def address(path: str, params: Mapping[str, Any] | None = None, **changed: Any) -> str:
    """`path` with the parameters that say something; `changed` replaces some of them."""
    both = {**(params or {}), **changed}
    said = urlencode([(name, value) for name, value in both.items() if value not in ("", None, 0, False)])
    return f"{path}?{said}" if said else path


def when(moment: datetime | None) -> Markup:
    """UTC; the page's script shows the reader's own time where there is one."""
    if moment is None:
        return Markup("")
    return Markup('<time datetime="{}">{} UTC</time>').format(
        f"{moment:%Y-%m-%dT%H:%M:%SZ}", f"{moment:%Y-%m-%d %H:%M}"
    )


def marked(pieces: Iterable[str]) -> Markup:
    """Every second piece, from the second on, is a matched word."""
    parts = [Markup("<mark>{}</mark>").format(one) if n % 2 else escape(one) for n, one in enumerate(pieces)]
    return Markup("").join(parts)


def language_of(request: Request) -> str:
    asked = request.query_params.get("lang") or request.cookies.get("lang") or ""
    if asked in LANGUAGES:
        return asked
    for part in request.headers.get("accept-language", "").split(","):
        name = part.partition(";")[0].strip().lower()[:2]
        if name in LANGUAGES:
            return name
    return "en"


def named(site: Site, language: str) -> Callable[[str], str]:
    """What minerals, countries and concepts are called in the reader's language."""
    names = _names(site.rulebook.current, language)
    return lambda id_: names.get(id_, id_)


def _spoken(name: str, language: str) -> bool:
    """韓 stands in Korean headlines; nobody calls the country so."""
    return language != "ko" or any("가" <= char <= "힣" for char in name)


@lru_cache(maxsize=8)
def _names(rules: RuleSet, language: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in rules.concepts.values():
        foreign = language != "ko" and not (one.mineral or one.country)
        written = [] if foreign else [name.name for name in one.names.get(language, ()) if _spoken(name.name, language)]
        title = one.title.get(language) or next(iter(written), one.id.replace("-", " "))
        for id_ in (one.mineral, one.country, one.id):
            if id_ and title:
                found.setdefault(str(id_), title)
    return found


def translated(request: Request) -> Any:
    return in_korean if language_of(request) == "ko" else str


def page(request: Request, visitor: Visitor | None, template: str, *, code: int = 200, **context: Any) -> HTMLResponse:
    site, lang = site_of(request), language_of(request)
    theme = request.query_params.get("theme") or request.cookies.get("theme") or "auto"
    common = {
        "t": translated(request),
        "named": named(site, lang),
        "lang": lang,
        "theme": theme if theme in THEMES else "auto",
        "visitor": visitor,
        "may": (lambda role: visitor is not None and site.writes and visitor.may(role)),
        "path": request.url.path,
        "params": {name: value for name, value in request.query_params.items() if name not in _CHOICES},
        "csrf": form_mark(site, visitor) if visitor else "",
    }
    html = environment().get_template(template).render(common | context)
    answer = HTMLResponse(html, code)
    for name, allowed in _CHOICES.items():
        if (value := request.query_params.get(name)) in allowed:
            answer.set_cookie(name, str(value), max_age=_YEAR, samesite="lax", httponly=True)
    return answer
