"""Rows that a board keeps on top."""

from __future__ import annotations

import re

from crawlers.infer.sheet import Element, is_visible, words
from crawlers.plain import line_of

_MARK = re.compile(
    r"(?i)\W*(?:공지|공지사항|알림|중요|필독|고정|notice|pinned|sticky|important|置顶|重要|重要なお知らせ|top)\W*"
)
_CLASSES = frozenset(("notice", "noti", "pinned", "sticky", "fixed", "important", "top"))


def is_pinned(row: Element) -> bool:
    """By its class, or by a mark where other rows have their number."""
    if not hasattr(row, "iter"):
        return False
    if words(row) & _CLASSES and not words(row) & {"list", "board", "news"}:
        return True
    for element in row.iter():
        if (
            is_visible(element)
            and element.tag in ("td", "th", "span", "em", "strong", "i", "b", "div", "p")
            and len(element) <= 1
        ):
            line = line_of(element)
            if line:
                return bool(len(line) < 12 and _MARK.fullmatch(line))
    return False
