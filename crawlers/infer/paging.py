"""How the next page of a list is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from crawlers.infer.sheet import Element, Sheet, is_visible, words
from crawlers.infer.targets import CALL, arguments_of
from crawlers.keys import web_address

_NEXT = re.compile(
    r"(?i)\W*(?:next(?: page)?|다음(?:\s?페이지)?|次(?:へ|の\S*)?|下一页|下页|nächste seite|weiter|suivante?|siguiente|"
    r"próxim[oa]|›|»|>|≫)\W*"
)
_PAGE = re.compile(
    r"(?i)^(?:p|page|pg|paged?|pn|curpage|currpage|cpage|npage|page_?(?:index|no|num|number)|pageoffset|pageroffset|"
    r"start|offset|gtp|miv_pageno|gotopage|nowpage|spage)$"
)
_PAGER = frozenset(
    ["pager", "paging", "pagination", "paginate", "page", "pages", "pagenation", "page_num", "paginator", "pagelist"]
)
_PATH = re.compile(r"(?i)(?<=[/_\-=])(\d{1,4})(?=(?:\.\w+)?/?$|/)")

_FEED = re.compile(r"(?i)(?:^|[/._-])(?:rss|atom|feed)(?:$|[/._?-])")


def paging_of(sheet: Sheet) -> dict[str, Any]:
    """The `paging` of a source; empty when the page shows no way to older rows."""
    found = _by_address(sheet) or _by_script(sheet)
    return {**found, "pages": 1} if found else {}


def _pager_links(sheet: Sheet) -> list[tuple[int, str]]:
    """Number of the page (0: the next one) and where it leads."""
    found = []
    for link in sheet.tree.iter("a"):
        label = sheet.line(link) or link.get("title") or link.get("aria-label") or ""
        number = re.search(r"(?<!\d)(\d{1,4})(?!\d)", label) if len(label) < 16 else None
        is_next = bool(_NEXT.fullmatch(label)) or link.get("rel") == "next"
        counts = number is not None and (_in_pager(link) or label.strip().isdigit())
        url = web_address((link.get("href") or "").strip(), sheet.base) if counts or is_next else ""
        if url:
            found.append((int(number[1]) if number else 0, url))
    found += [
        (0, url)
        for one in sheet.tree.iter("link")
        if one.get("rel") == "next" and (url := web_address(one.get("href") or "", sheet.base))
    ]
    return found


def _in_pager(element: Element) -> bool:
    return any(
        words(one) & _PAGER or "pag" in (one.get("class") or "").lower() for one in (element, *element.iterancestors())
    )


def _by_address(sheet: Sheet) -> dict[str, Any]:
    links = _pager_links(sheet)
    here = urlsplit(sheet.url)
    links = [
        (number, url) for number, url in links if urlsplit(url).netloc in (here.netloc, urlsplit(sheet.base).netloc)
    ]
    for make in (_by_parameter, _by_path):
        if found := make(sheet, links):
            return found
    return {}


def _by_parameter(sheet: Sheet, links: Sequence[tuple[int, str]]) -> dict[str, Any]:
    values: dict[str, dict[int, int]] = {}
    for number, url in links:
        for name, value in parse_qsl(urlsplit(url).query):
            if value.isdigit() and len(value) < 6:
                values.setdefault(name, {})[number] = int(value)
    for name, by_number in sorted(values.items(), key=lambda pair: not _PAGE.match(pair[0])):
        rising = {number: value for number, value in by_number.items() if number > 1}
        if rising and (_PAGE.match(name) or _is_linear(by_number)):
            first, step = _line(rising)
        elif _PAGE.match(name) and 0 in by_number and by_number[0] in (1, 2):
            first, step = by_number[0] - 1, 1
        else:
            continue
        model = next(url for _, url in links if name in dict(parse_qsl(urlsplit(url).query)))
        return {"url": _with_page(_with_own_query(model, sheet.url), name), "first": first, "step": step}
    return {}


def _is_linear(by_number: dict[int, int]) -> bool:
    points = sorted((n, v) for n, v in by_number.items() if n > 0)
    return len(points) > 1 and len({(v2 - v1) / (n2 - n1) for (n1, v1), (n2, v2) in pairwise(points)}) == 1


def _line(points: dict[int, int]) -> tuple[int, int]:
    """Value of the first page and the step: offsets count rows, others count pages from 0 or 1."""
    (n1, v1), *rest = sorted(points.items())
    step = (rest[0][1] - v1) // (rest[0][0] - n1) if rest else (1 if abs(v1 - n1) <= 1 else v1 // (n1 - 1))
    step = max(step, 1)
    return v1 - step * (n1 - 1), step


def _with_own_query(url: str, here: str) -> str:
    """A link `?page=2` forgets which board it is on when a script sends the reader there."""
    parts, own = urlsplit(url), urlsplit(here)
    held = dict(parse_qsl(parts.query, keep_blank_values=True))
    missing = [(name, value) for name, value in parse_qsl(own.query) if name not in held]
    if parts.path != own.path or not missing:
        return url
    return urlunsplit(parts._replace(query="&".join(filter(None, (urlencode(missing), parts.query)))))


def _with_page(url: str, name: str) -> str:
    parts = urlsplit(url)
    query = re.sub(rf"(?<![\w])({re.escape(name)})=\d+", r"\1={page}", parts.query)
    return urlunsplit(parts._replace(query=query, fragment=""))


def _by_path(sheet: Sheet, links: Sequence[tuple[int, str]]) -> dict[str, Any]:
    """/page/2/, index_2.html, list_2.shtml"""
    for number, url in links:
        parts = urlsplit(url)
        for found in _PATH.finditer(parts.path):
            shift = int(found[1]) - number
            near = (
                urlsplit(sheet.url).path.rsplit("/", 1)[0].split("/")[:3]
                == parts.path.split("/")[: len(urlsplit(sheet.url).path.rsplit("/", 1)[0].split("/")[:3])]
            )
            if number > 1 and shift in (0, -1) and near:
                path = parts.path[: found.start(1)] + "{page}" + parts.path[found.end(1) :]
                return {"url": urlunsplit(parts._replace(path=path, fragment="")), "first": 1 + shift, "step": 1}
    return {}


def _by_script(sheet: Sheet) -> dict[str, Any]:
    """fn_paging(2): the hidden input of the page number says the parameter."""
    calls = [
        call
        for link in sheet.all
        if is_visible(link) and _in_pager(link)
        for attr in ("onclick", "href")
        for call in CALL.findall(link.get(attr) or "")
        if arguments_of(call[1])[:1] and arguments_of(call[1])[0].isdigit()
    ]
    names = [one.get("name") or one.get("id") or "" for one in sheet.tree.iter("input")]
    name = next((one for one in names if _PAGE.match(one)), "")
    if len(calls) < 2 or not name:
        return {}
    parts = urlsplit(sheet.url)
    kept = "&".join(one for one in parts.query.split("&") if one and not re.match(rf"{re.escape(name)}=", one))
    joint = "&" if kept else ""
    return {
        "url": urlunsplit(parts._replace(query=f"{kept}{joint}{name}={{page}}", fragment="")),
        "first": 1,
        "step": 1,
    }


def feed_links(sheet: Sheet) -> Iterator[str]:
    """Feeds that the page declares, then those it links to."""
    for one in sheet.tree.iter("link"):
        is_feed = re.search(r"(?i)rss|atom|feed\+json|rdf", one.get("type") or "")
        if is_feed and "alternate" in (one.get("rel") or "").lower():
            yield web_address(one.get("href") or "", sheet.base)
    for one in sheet.tree.iter("a"):
        href = (one.get("href") or "").strip()
        if _FEED.search(href):
            yield web_address(href, sheet.base)
