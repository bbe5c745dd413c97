"""Pages whose bytes move while their rows stay: counters, tokens and the date of today stand around many lists."""

from __future__ import annotations

import hashlib
import re

from lxml import etree

from crawlers.answers import Answer
from crawlers.source import FieldFrom, Fields, Source

#: An XPath with one of these may read what stands outside of its row.
_OUTSIDE = re.compile(r"\.\.|preceding|following|ancestor|parent|\bid\s*\(|(?:^|[\s(\[,|=+*<>-])/")


def rows_hash(source: Source, answer: Answer) -> bytes:
    """8 bytes for all rows of a page of HTML. Empty when what is read may stand outside of them."""
    if source.answer not in (None, "html") or source.html_in:
        return b""
    if any(_OUTSIDE.search(one.xpath or "") for one in _all(source.fields)):
        return b""
    digest = hashlib.blake2b(answer.base.encode("utf-8", "replace"), digest_size=8)
    for row in answer.rows:
        digest.update(etree.tostring(row, encoding="utf-8", with_tail=False))
    return digest.digest()


def _all(fields: Fields) -> list[FieldFrom]:
    each = [getattr(fields, name) for name in Fields.model_fields]
    return [one for one in [*each, *fields.dates.values(), *fields.numbers] if isinstance(one, FieldFrom)]
