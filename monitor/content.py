"""When is the content of a document the same? Normalised before hashing, with the version of this algorithm."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import Any

#: Stored with every hash; raise it when `content_hash` changes, so that old hashes are not taken for changes.
HASH_VERSION = 1

#: What changes at every visit and says nothing: view counters and relative times.
_VOLATILE = re.compile(
    r"(조회수?|views?|アクセス数|浏览次数|阅读)\s*[:：]?\s*[\d,]+"
    # minutes and hours only: "30일 전" and "30 days ago" also stand in the text of laws
    r"|\d+\s*(초|분|시간)\s*전|\d+\s*(seconds?|minutes?|hours?) ago|\d+\s*(分|時間)前|\d+\s*(分钟|小时)前",
    re.IGNORECASE,
)
#: What _VOLATILE finds holds one of these, and right behind it this; looking for them first costs a tenth.
_TRACES = tuple(
    (trace, re.compile(trace + behind))
    for trace, behind in (
        ("조회", r"수?\s*[:：]?\s*[\d,]"), ("view", r"s?\s*[:：]?\s*[\d,]"), ("アクセス数", r"\s*[:：]?\s*[\d,]"),
        ("浏览次数", r"\s*[:：]?\s*[\d,]"), ("阅读", r"\s*[:：]?\s*[\d,]"), ("초", r"\s*전"), ("분", r"\s*전"),
        ("시간", r"\s*전"), (" ago", ""), ("分前", ""), ("時間前", ""), ("分钟前", ""), ("小时前", ""),
    )
)  # fmt: skip
_CONTROLS = bytes({*range(9), 11, 12, *range(14, 32)})
_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


def storable(text: str) -> str:
    """Without what PostgreSQL (NUL) and sqlite3 (lone surrogates) refuse; other control characters say nothing."""
    return _REFUSED.sub("", text) if _may_be_refused(text) else text


def _may_be_refused(text: str) -> bool:
    """What the pattern looks for, in a fifth of its time: control characters are single bytes in UTF-8 too."""
    try:
        raw = text.encode()
    except UnicodeEncodeError:  # a lone surrogate
        return True
    return len(raw.translate(None, _CONTROLS)) != len(raw)


def clean(row: dict[str, Any]) -> dict[str, Any]:
    return {name: storable(value) if isinstance(value, str) else value for name, value in row.items()}


def has_traces(text: str) -> bool:
    low = text.lower()
    return any(trace in low and pattern.search(low) for trace, pattern in _TRACES)


def content_hash(title: str, text: str) -> str:
    whole = f"{title}\n{text}"
    if has_traces(whole):
        whole = _VOLATILE.sub("", whole)
    normal = whole if whole.isascii() else unicodedata.normalize("NFC", whole)
    # a lone surrogate (of a JSON escape) is no reason to refuse the rest
    return hashlib.sha256(" ".join(normal.split()).encode(errors="surrogatepass")).hexdigest()[:32]
