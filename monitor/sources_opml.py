"""Sources as OPML, the list of feeds that every feed reader takes, and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

from crawlers.infer.origin import country_of, id_of, zone_of
from crawlers.source import Source

_PARSER = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}


class NotOpml(ValueError):  # noqa: N818  it is about a file, not about a fault of ours
    """The file is no OPML."""


def to_opml(sources: Iterable[Source]) -> str:
    """Feeds as `rss`; other kinds as `link`, which readers pass over and we read back."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = "Policywatch sources"
    body = etree.SubElement(root, "body")
    for source in sources:
        is_feed = source.kind == "feed"
        outline = etree.SubElement(
            body, "outline", text=source.name, title=source.name, type="rss" if is_feed else "link"
        )
        outline.set("xmlUrl" if is_feed else "url", source.url)
        outline.set("language", source.languages[0])
        outline.set("description", source.publisher)
        outline.set("category", ",".join(f"/{tag}" for tag in source.tags) if source.tags else "")
        outline.set("policywatchId", source.id)
    return str(etree.tostring(root, pretty_print=True, encoding="unicode"))


def from_opml(body: bytes, taken: Iterable[str]) -> Iterator[dict[str, Any]]:
    """The feeds of an OPML file as definitions; ids in `taken` are not given again. Raises NotOpml."""
    try:
        root = etree.fromstring(body, etree.XMLParser(**_PARSER))
    except etree.XMLSyntaxError as error:
        raise NotOpml(f"no OPML: {error}") from error
    if root.tag != "opml":
        raise NotOpml(f"no OPML: it begins with <{root.tag}>")
    used = set(taken)
    for outline in root.iter("outline"):
        url = (outline.get("xmlUrl") or "").strip()
        if url.startswith(("http://", "https://")) and urlsplit(url).hostname:
            definition = _definition(outline, url, used)
            used.add(definition["id"])
            yield definition


def _definition(outline: Any, url: str, used: set[str]) -> dict[str, Any]:
    language = (outline.get("language") or "").partition("-")[0].lower() or "en"
    country = country_of(url, language)
    name = outline.get("title") or outline.get("text") or url
    return {
        "id": free_id(outline.get("policywatchId") or id_of(url, country), used),
        "name": name,
        "publisher": outline.get("description") or name,
        "country": country,
        "languages": [language],
        "kind": "feed",
        "url": url,
        "timezone": zone_of(country),
        "every": "1h",
        "verified": False,
        "reason": "imported from OPML; `policywatch sources check` shows whether it answers",
        "enabled": True,
    }


def free_id(wanted: str, used: Iterable[str]) -> str:
    """`kr/press`, else `kr/press-2`, `kr/press-3` …"""
    taken, number = set(used), 2
    found = wanted
    while found in taken:
        found, number = f"{wanted}-{number}", number + 1
    return found
