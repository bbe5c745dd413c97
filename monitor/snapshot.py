"""The row of a snapshot: the bytes an item was read from, and the answer they came in."""

from __future__ import annotations

import hashlib
import zlib
from datetime import datetime
from typing import Any

from crawlers.item import Item, Retrieval
from monitor.content import clean, storable


def snapshot_of(item: Item, now: datetime) -> dict[str, Any]:
    return {
        "sha256": sha(item.raw),
        "media_type": item.media_type,
        "url": storable(item.url),
        "retrieved_at": now,
        "body": zlib.compress(item.raw, 6),
    } | _retrieved(item.retrieval)


def _retrieved(retrieval: Retrieval | None) -> dict[str, Any]:
    if retrieval is None:
        return {"answered_by": "", "http_status": None, "headers": {}}
    answer = {"answered_by": storable(retrieval.url), "http_status": retrieval.status}
    return answer | {"headers": clean(dict(retrieval.headers))}


def sha(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()
