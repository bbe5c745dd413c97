"""Raw bytes read again: what a revision would say if it were made of its snapshot now, and by which parser."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from crawlers.errors import CrawlError
from crawlers.item import Item
from crawlers.source import Source
from monitor.content import storable
from monitor.reparse import retrieval

#: Libraries that turn bytes into text.
_READERS = ("feedparser", "lxml", "olefile", "pdfplumber", "pypdfium2", "resiliparse", "w3lib")


class NotReadAgain(Exception):  # noqa: N818  it is what happened, no fault
    """The snapshot alone does not hold what the revision says; the message says why."""


@cache
def reader() -> dict[str, str]:
    """What the text depends on besides the bytes: the code that reads, as a hash, and its libraries."""
    import crawlers

    folder, digest = Path(crawlers.__file__).parent, hashlib.sha256()
    for path in sorted(folder.rglob("*.py")):
        digest.update(f"{path.relative_to(folder)}\0".encode() + path.read_bytes())
    return {"policywatch": _version("policywatch"), "crawlers": digest.hexdigest()[:16]} | {
        name: _version(name) for name in _READERS
    }


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def written_source(source: Source) -> dict[str, Any]:
    """As it may stand in a YAML file."""
    found: dict[str, Any] = _short(source.model_dump(exclude_defaults=True, by_alias=True))
    return found


def _short(value: Any) -> Any:
    if isinstance(value, timedelta):
        return f"{int(value.total_seconds())}s"
    if isinstance(value, dict):
        return {name: _short(one) for name, one in value.items()}
    return [_short(one) for one in value] if isinstance(value, (list, tuple)) else value


async def read_again(
    source: Source | None,
    document: Mapping[str, Any],
    revision: Mapping[str, Any],
    snapshot: Mapping[str, Any],
    raw: bytes,
) -> tuple[str, str]:
    """Title and text. `snapshot`: for an article, of the bulletin it stands in. Raises NotReadAgain."""
    if source is None or document["parent_id"]:
        return _part(document, snapshot, raw)
    fresh = await _reread(source, _item(document, revision, snapshot, raw), datetime.fromisoformat(revision["seen_at"]))
    if revision["text"] and not fresh.text:
        raise NotReadAgain("its text stood in a list, which is not kept")
    return storable(fresh.title), storable(fresh.text)


async def _reread(source: Source, item: Item, now: datetime) -> Item:
    from crawlers.reread import reread

    try:
        fresh, _ = await reread(source, item, now)
    except CrawlError as error:
        raise NotReadAgain(str(error)) from error
    return fresh


def _item(document: Mapping[str, Any], revision: Mapping[str, Any], snapshot: Mapping[str, Any], raw: bytes) -> Item:
    return Item(
        key=document["key"],
        title=revision["title"],
        url=document["url"],
        publisher=document["publisher"],
        section=document["section"],
        raw=raw,
        media_type=snapshot["media_type"],
        retrieval=retrieval(snapshot),
    )


def _part(document: Mapping[str, Any], snapshot: Mapping[str, Any], raw: bytes) -> tuple[str, str]:
    """One of the documents in a file: the articles of a bulletin have keys that end in what the file calls them."""
    from crawlers.documents import DocumentError
    from crawlers.extract import extract

    try:
        address = snapshot["answered_by"] or snapshot["url"]
        found = extract(address.rpartition("/")[2], raw, snapshot["media_type"])
    except DocumentError as error:
        raise NotReadAgain(str(error)) from error
    end = document["key"].rpartition("#")[2]
    item = next((one for one in found.items if one.key.rpartition("#")[2] == end), None)
    if item is None:
        raise NotReadAgain(f"the file has no part {end!r}")
    return storable(item.title), storable(item.text)
