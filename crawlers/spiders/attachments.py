"""Files that hang on a page: each once, however often it is linked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import parse_qs, unquote, urlsplit

from lxml import etree

from crawlers.aside import aside
from crawlers.errors import CrawlError
from crawlers.item import Attachment, Issue, Item
from crawlers.keys import canonical, declared, web_address
from crawlers.page import Fetch, Page
from crawlers.plain import line_of
from crawlers.select import css, find
from crawlers.source import Attachments

_SIZE = re.compile(r"\s*[\[(]\s*[\d.,]+\s*[KMG]?i?B(?:ytes?)?\s*[\])]\s*$", re.IGNORECASE)
_EXTENSION = re.compile(r"\.(pdf|hwpx?|docx?|xlsx?|pptx?|odt|txt|zip|csv)\b", re.IGNORECASE)
#: Twins of one text, best readable first; the others are linked but not read.
_READABLE = ("hwpx", "docx", "pdf", "hwp", "txt")
#: Attachments read of one document.
_MOST_READ = 5


def attachments_of(wanted: Attachments, tree: etree._Element, base: str) -> tuple[Attachment, ...]:
    found: dict[str, Attachment] = {}
    for anchor in css(wanted.css)(tree):
        hidden = find(wanted.link, anchor) if wanted.link else (anchor.get("href") or "")
        link = web_address(hidden, base)
        if not link:
            continue
        key = (declared(wanted.key, link) if wanted.key else "") or canonical(link)
        this = Attachment(link, _name(anchor))
        found[key] = _better(found.get(key), this)
    return tuple(found.values())


def _name(anchor: etree._Element) -> str:
    names = [line_of(anchor), anchor.get("download") or "", anchor.get("title") or ""]
    named = next((name for name in names if _EXTENSION.search(name)), names[0] or names[2])
    return _SIZE.sub("", " ".join(named.split()))


def _better(one: Attachment | None, other: Attachment) -> Attachment:
    """The link that says the file's name: the others say 내려받기."""
    if one is None or (_EXTENSION.search(other.name) and not _EXTENSION.search(one.name)):
        return other
    return one


async def with_texts(item: Item, wanted: Attachments | None, fetch: Fetch, issues: list[Issue]) -> Item:
    """The item with its attachments read, when its source wants that; twins in another format only once."""
    if wanted is None or not wanted.read or not item.attachments:
        return item
    chosen = _chosen(item.attachments)
    texts = {one.url: await _text(one, fetch, issues) for one in chosen}
    return replace(item, attachments=tuple(replace(one, text=texts.get(one.url, "")) for one in item.attachments))


def _chosen(attachments: Sequence[Attachment]) -> list[Attachment]:
    by_stem: dict[str, Attachment] = {}
    for one in attachments:
        stem = _stem(one.name) or one.url
        other = by_stem.get(stem)
        if _rank(one) < len(_READABLE) and (other is None or _rank(one) < _rank(other)):
            by_stem[stem] = one
    return list(by_stem.values())[:_MOST_READ]


def _stem(name: str) -> str:
    """Twins are named alike but for spaces, marks and the extension: `보도자료 (2).hwpx`, `보도자료_(2).pdf`."""
    return re.sub(r"[\W_]+", "", _EXTENSION.sub("", unicodedata.normalize("NFC", name))).casefold()


def _rank(one: Attachment) -> int:
    extension = file_extension(one)
    return _READABLE.index(extension) if extension in _READABLE else len(_READABLE)


def file_extension(one: Attachment) -> str:
    found = _EXTENSION.findall(one.name) or _EXTENSION.findall(unquote(one.url))
    return found[-1].lower() if found else ""


async def _text(one: Attachment, fetch: Fetch, issues: list[Issue]) -> str:
    from crawlers.extract import extract  # heavy, and only few sources read files

    try:
        page = await fetch(one.url)
        extraction = await aside(extract, file_name(one, page), page.body, page.media_type)
    except CrawlError as error:
        issues.append(Issue("attachment-failed", f"{one.name or one.url}: {error}", one.url))
        return ""
    issues += [replace(issue, url=one.url) for issue in extraction.issues]
    return "\n\n".join(item.text for item in extraction.items)


_DISPOSITION = re.compile(r"""filename\*?\s*=\s*(?:([\w-]+)'[^']*')?"?([^";]+)""", re.IGNORECASE)


def file_name(one: Attachment, page: Page) -> str:
    """The name of a file, with the extension that says how to read it."""
    if _EXTENSION.search(one.name):
        return one.name
    for charset, name in _DISPOSITION.findall(page.headers.get("content-disposition", "")):
        named = unquote(name, encoding=charset or "utf-8", errors="replace").strip()
        if _EXTENSION.search(named):
            return named
    parts = urlsplit(page.url)
    candidates = [
        unquote(parts.path.rpartition("/")[2]),
        *(value for values in parse_qs(parts.query).values() for value in values),
    ]
    return next((name for name in candidates if _EXTENSION.search(name)), one.name or candidates[0])
