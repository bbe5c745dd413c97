"""Where rows lead to: addresses, and calls of scripts that hide them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urldefrag

from crawlers.infer.sheet import Element, Sheet, is_visible, word_set
from crawlers.keys import web_address

#: name(arguments), as in javascript:fn_view('1176163') or return article.view("3", 4);
CALL = re.compile(r"([A-Za-z_$][\w$.]*)\s*\(([^()]*)\)")
_ARGUMENT = re.compile(r"""\s*(?:'([^']*)'|"([^"]*)"|([\w.+-]+))\s*(?:,|$)""")
_GOES_TO = re.compile(
    r"""(?:location(?:\.href)?\s*=\s*|location\.(?:assign|replace)\(\s*|window\.open\(\s*)(['"])([^'"]+)\1(?!\s*\+)"""
)
_IDLE = word_set("alert void print close confirm back go submit return false preventDefault scrollTo focus")
_DATA_URL = ("data-href", "data-url", "data-link")
_DATA_ID = re.compile(r"data-(?:[\w-]*-)?(?:id|no|seq|sn|idx|key|uid|num|value)$|data-\w*(?:id|seq|no|sn|idx)$")
_FILE = re.compile(r"(?i)\.(?:pdf|hwpx?|docx?|xlsx?|pptx?|zip|txt|csv|jpe?g|png|odt)(?:$|[?#])")
_PAGE = re.compile(r"(?i)\.s?html?$|/$")
_DOWNLOAD = re.compile(r"(?i)down(?:load)?|attach|/file")


@dataclass(frozen=True, slots=True)
class Call:
    name: str
    arguments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Target:
    """One thing to click: `url` when the address is known, else a `call` or the `key` in a data attribute."""

    element: Element
    attr: str
    url: str = ""
    call: Call | None = None
    key: str = ""

    @property
    def identity(self) -> str:
        if self.call:
            return f"{self.call.name}({','.join(self.call.arguments)})"
        return urldefrag(self.url)[0] if self.url else self.key


def targets(sheet: Sheet) -> list[Target]:
    return [target for element in sheet.all if is_visible(element) and (target := _target(sheet, element))]


def _target(sheet: Sheet, element: Element) -> Target | None:
    if not element.attrib:
        return None
    return next(iter(_ways(sheet, element)), None)


def _ways(sheet: Sheet, element: Element) -> Iterator[Target]:
    href = (element.get("href") or "").strip() if element.tag == "a" else ""
    if href and not href.lower().startswith("javascript:") and not href.startswith("#"):
        if url := web_address(href, sheet.base):
            yield Target(element, "href", url)
        return
    for attr in ("href", "onclick"):
        script = (element.get(attr) or "").strip()
        if script and not (attr == "href" and script.startswith("#")):
            yield from _scripted(sheet, element, attr, script)
    for attr in _DATA_URL:
        address = (element.get(attr) or "").strip()
        if "/" in address and (url := web_address(address, sheet.base)):
            yield Target(element, attr, url)
    if element.tag in ("a", "button", "tr", "li", "div", "article", "td", "span", "p", "strong"):
        for attr, value in element.attrib.items():
            if _DATA_ID.fullmatch(attr) and len(value) > 1 and any(c.isdigit() for c in value):
                yield Target(element, attr, key=value)


def _scripted(sheet: Sheet, element: Element, attr: str, script: str) -> Iterator[Target]:
    if found := _GOES_TO.search(script):
        if url := web_address(found[2], sheet.base):
            yield Target(element, attr, url)
        return
    for found in CALL.finditer(script):
        arguments = arguments_of(found[2])
        if found[1].split(".")[-1] not in _IDLE and any(c.isdigit() for c in "".join(arguments)):
            yield Target(element, attr, call=Call(found[1], arguments))


def arguments_of(text: str) -> tuple[str, ...]:
    found, at = [], 0
    while at < len(text) and (part := _ARGUMENT.match(text, at)):
        found.append(next(group for group in (*part.groups(), "") if group is not None))
        at = part.end()
    return tuple(found)


def is_file(target: Target) -> bool:
    """A file to download: rows carry them beside their title."""
    path = target.url.partition("?")[0]
    if _FILE.search(target.url) or not target.url:
        return bool(target.url) or bool(target.call and _DOWNLOAD.search(target.call.name))
    return not _PAGE.search(path) and bool(_DOWNLOAD.search(target.url.split("://")[-1].partition("/")[2][-60:]))
