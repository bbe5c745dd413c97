"""When is the content of a document the same? Normalised before hashing, with the version of this algorithm."""

from __future__ import annotations

import hashlib
import re
import unicodedata

#: Stored with every hash; raise it when `content_hash` changes, so that old hashes are not taken for changes.
HASH_VERSION = 1

#: What changes at every visit and says nothing: view counters and relative times.
_VOLATILE = re.compile(
    r"(조회수?|views?|アクセス数|浏览次数|阅读)\s*[:：]?\s*[\d,]+"
    # minutes and hours only: "30일 전" and "30 days ago" also stand in the text of laws
    r"|\d+\s*(초|분|시간)\s*전|\d+\s*(seconds?|minutes?|hours?) ago|\d+\s*(分|時間)前|\d+\s*(分钟|小时)前",
    re.IGNORECASE,
)
#: One of these stands in whatever _VOLATILE finds; looking for them first costs a tenth of the pattern.
_TRACES = ("조회", "초", "분", "시간", "view", "アクセス数", "浏览次数", "阅读", "ago", "前")
_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


def storable(text: str) -> str:
    """Without what PostgreSQL (NUL) and sqlite3 (lone surrogates) refuse; other control characters say nothing."""
    return _REFUSED.sub("", text)


def content_hash(title: str, text: str) -> str:
    whole = f"{title}\n{text}"
    low = whole.lower()
    if any(trace in low for trace in _TRACES):
        whole = _VOLATILE.sub("", whole)
    normal = unicodedata.normalize("NFC", whole)
    return hashlib.sha256(" ".join(normal.split()).encode()).hexdigest()[:32]
