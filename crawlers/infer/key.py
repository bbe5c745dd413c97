"""What identifies a document in its address: a parameter, or a part of the path."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import parse_qsl, urlsplit

from crawlers.keys import canonical, declared
from crawlers.source import Key

#: Parameters of boards that are known to hold the document; others are taken when their values differ in every row.
_KNOWN = (
    "nttSn", "nttId", "nttNo", "nttSeqNo", "nttSeq", "newsId", "boardId", "bcIdx", "docSeq", "artId", "serialNo",
    "notAncmtMgtNo", "contents_id", "contentsNo", "postSeq", "roRndUid", "list_no", "idx", "bbs_seq", "boardSeq",
    "articleNo", "articleId", "article_id", "articleSeq", "seq", "no", "num", "id", "uid", "wr_id", "document_srl",
    "aid", "bseq", "PRID", "prid", "relid", "newsid", "docid", "docId", "itemid", "ItemId", "b_idx", "dataSid",
    "pstSn", "bbsSn",
)  # fmt: skip
_KNOWN_LOWER = {name.lower(): place for place, name in enumerate(_KNOWN)}
_PATHS = (
    r"art_([0-9a-f]{8,40})\.html",
    r"/([0-9a-f]{32})(?:[/.]|$)",
    r"/t?(\d{8}_\d+)\.s?html?",
    r"/(\d{4,})/?(?:view)?/?(?:\?|$)",
    r"/(\d{5,})\.\w+(?:\?|$)",
    r"[/_-](\d{4,})(?:\.\w+)?/?(?:\?|$)",
    r"/(\d{4,})/[^/?]*/?(?:\?|$)",
    r"/c?(\d{5,})/content\.s?html?",
    r"[?;/]id=?(\d{3,})",
    r"/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})",
)
_ENOUGH = 0.8


def key_of_links(links: Sequence[str]) -> dict[str, str] | None:
    """The `key` of a source; None when the address itself is the best key."""
    if not links:
        return None
    different = {canonical(link) for link in links}
    if len(different) < 2:
        return _single(links)
    for key in _candidates(links):
        values = [declared(Key.model_validate(key), link) for link in links]
        held = [value for value in values if value]
        if len(held) >= _ENOUGH * len(links) and len(set(held)) == len(
            {c for c, v in zip(map(canonical, links), values, strict=True) if v}
        ):
            return key
    return None


def _single(links: Sequence[str]) -> dict[str, str] | None:
    """With one row only known names count."""
    for key in _candidates(links):
        known = key.get("param", "").lower() in _KNOWN_LOWER or key.get("regex") in _PATHS[:3]
        if known and all(declared(Key.model_validate(key), link) for link in links):
            return key
    return None


def _candidates(links: Sequence[str]) -> list[dict[str, str]]:
    counted: dict[str, set[str]] = {}
    for link in links:
        for name, value in parse_qsl(urlsplit(link).query):
            counted.setdefault(name, set()).add(value)
    kept = dict(parse_qsl(urlsplit(canonical(links[0])).query)) if links else {}
    names = [name for name in counted if name in kept]
    names.sort(key=lambda name: (_KNOWN_LOWER.get(name.lower(), 99), -len(counted[name])))
    same_path = len({urlsplit(link).path for link in links}) <= max(1, len(links) // 3)
    return ([{"param": name} for name in names] if same_path else []) + [{"regex": pattern} for pattern in _PATHS]


def varying(arguments: Sequence[tuple[str, ...]]) -> list[int]:
    """Numbers of the arguments of a script (from 0) that tell the rows apart: as few as possible."""
    width = min((len(one) for one in arguments), default=0)
    values = [{one[place] for one in arguments} for place in range(width)]
    whole = len(set(arguments))
    alone = [place for place in range(width) if len(values[place]) == whole and _is_key(arguments[0][place])]
    if alone:
        return [min(alone, key=lambda place: (-_worth(arguments[0][place]), place))]
    return [place for place in range(width) if len(values[place]) > 1] or ([0] if width else [])


def _is_key(value: str) -> bool:
    return any(character.isdigit() for character in value) or len(value) >= 8


def _worth(value: str) -> int:
    return min(len(re.sub(r"\W", "", value)), 6) if value.isalnum() or re.fullmatch(r"[\w-]+", value) else 0
