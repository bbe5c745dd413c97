"""What stands around a title and is no part of it: marks, numbers, categories, counts of comments, hidden words."""

from __future__ import annotations

import re
from collections import Counter
from copy import deepcopy

from crawlers.infer.sheet import Element, Sheet, is_visible, units, word_set, words
from crawlers.infer.spots import Spot
from crawlers.plain import line_of

_BADGE = re.compile(
    r"(?i)^(?:new|ico\w*|icon\w*|badge\w*|label\w*|tag|tags|cate\w*|cat|flag|mark|notice|noti|blind|hidden|hide|sr|visually"
    r"|skip|num\w*|no|date|day|hot|up|file\w*|cnt|count|state|status|type|sort|screen|reader|prefix|dept|size|filesize|important)$"
)
_MARKS = re.compile(
    r"(?i)\W*(?:n|new|hot|up|pdf|hwp|공지|공지사항|알림|중요|필독|새\s?글|새\s?창\w*|신규|첨부(?:파일)?|첨부파일\s?있음|新|新着|置顶|"
    r"重要|opens? in (?:a )?new (?:window|tab)|external(?: link)?|title|제목|标题|件名|link"
    r"|(?:pdf|hwpx?|word|excel|xlsx?|docx?|zip)\W*(?:形式|ファイル)?\W*\d[\d,.]*\s?(?:kb|mb|キロバイト|メガバイト|bytes?))\W*"
)

_BRACKETED = re.compile(r"[\[(【〔<《].+[\])】〕>》]")
_STANDING_OUT = word_set("highlight hl keyword hit match point em")


def common_pieces(sheet: Sheet, spot: Spot) -> frozenset[str]:
    """Short texts that stand in several titles as an element of their own: categories and marks."""
    counted: Counter[str] = Counter()
    for element in spot.elements.values():
        counted.update({sheet.line(one) for one in element.iterdescendants() if is_visible(one)})
    several = max(2, 0.15 * len(spot.elements))
    return frozenset(text for text, times in counted.items() if text and times >= several and units(text) <= 24)


def without_badges(sheet: Sheet, element: Element, common: frozenset[str]) -> str:
    """The text of an element without its badges, if anything is left then."""
    inner = list(element.iterdescendants())
    badges = [place for place, one in enumerate(inner) if is_visible(one) and _is_badge(sheet, element, one, common)]
    if not badges:
        return sheet.line(element)
    copy = deepcopy(element)
    copy.tail = None
    copied = list(copy.iterdescendants())
    for place in badges:
        copied[place].text, copied[place].tail = None, " " + (copied[place].tail or "")
        for child in list(copied[place]):
            copied[place].remove(child)
    return line_of(copy) or sheet.line(element)


def _is_badge(sheet: Sheet, root: Element, element: Element, common: frozenset[str]) -> bool:
    text = sheet.line(element)
    if not text or units(text) > 30 or len(element.getparent()) == 0:
        return False
    if _MARKS.fullmatch(text):
        return True
    named = any(_BADGE.match(word) for word in words(element))
    if _is_emphasis(element) and not _BRACKETED.fullmatch(text):
        return False
    return (named and units(text) <= 24) or (text in common and _is_at_an_end(sheet, root, text))


def _is_emphasis(element: Element) -> bool:
    """A word of the title that a search or an author made stand out."""
    plain = element.tag in ("mark", "b", "strong", "em", "i", "u", "font") and not element.get("class")
    return plain or bool(words(element) & _STANDING_OUT)


def _is_at_an_end(sheet: Sheet, root: Element, text: str) -> bool:
    line = sheet.line(root)
    return line.startswith(text) or line.endswith(text)
