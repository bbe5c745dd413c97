"""The main text of a page whose source names no selector."""

from __future__ import annotations

import re

from crawlers.plain import parse_html, text_of, tidy

#: Tags that are closed, not those that are void or end of themselves.
_TAG = re.compile(
    r"<(/?)(?!(?:br|img|input|meta|link|hr|wbr|source|col|area|embed|param"
    r"|p|li|td|th|tr|tbody|thead|dt|dd|option)\b)[a-z]",
    re.IGNORECASE,
)
#: resiliparse takes the square of the depth: 94 s for 50,000 open tags of 240 kB.
_DEEPEST = 500


def main_text(markup: str) -> str:
    if _depth(markup) > _DEEPEST:
        return text_of(parse_html(markup))
    from resiliparse.extract.html2text import extract_plain_text

    return tidy(
        extract_plain_text(markup, main_content=True, preserve_formatting=True, alt_texts=False, list_bullets=False)
    )


def _depth(markup: str) -> int:
    depth = deepest = 0
    for tag in _TAG.finditer(markup):
        depth = max(depth - 1, 0) if tag[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest
