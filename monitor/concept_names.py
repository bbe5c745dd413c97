"""What a concept is called in the reader's language, from our own lists; nothing is translated by a machine."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rules import Concept

HANGUL = re.compile(r"[\uac00-\ud7a3]")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\u0400-\u04ff\u0600-\u06ff]")
#: What a subject names, and how many of each.
_SAID = ((("country",), 2), (("mineral", "material"), 3), (("measure",), 1))
_LONGEST = 90
#: Kinds whose name says what a word means; those of a stage or a context gather many words.
THINGS = ("country", "mineral", "material", "measure", "law", "body")


def called(concept: Concept, language: str) -> str:
    """Empty when we know no name in that language. A title goes before: the first name of a list may be narrow."""
    if title := concept.title.get(language):
        return title
    names = [name.name for name in concept.names.get(language, ())]
    plain = concept.id.replace("-", " ")
    if language == "en" and (concept.kind == "mineral" or plain in [name.casefold() for name in names]):
        return plain
    return names[0] if names else ""


def is_foreign(text: str, written_in: str, language: str) -> bool:
    """Whether a reader of `language` cannot be expected to read it. `written_in`: what its source says."""
    if language == "ko":
        return not HANGUL.search(text)
    return written_in not in ("", language) or bool(_WIDE.search(text))


def gist(rows: Sequence[Mapping[str, Any]], concepts: Mapping[str, Concept], language: str) -> str:
    """Who, what and which measure: `중국, 갈륨·게르마늄 수출통제`; of the title, else of the text. Empty: none."""
    found = list(dict.fromkeys(_found(rows)))
    known = [concepts[one] for one in found if one in concepts]
    country, thing, measure = (
        [said for concept in known if concept.kind in kinds and (said := called(concept, language))][:most]
        for kinds, most in _SAID
    )
    if not thing and not measure:
        return ""
    about = " ".join(filter(None, ["·".join(dict.fromkeys(thing)), *measure]))
    who = "·".join(dict.fromkeys(country))
    return (f"{who}, {about}" if who else about)[:_LONGEST]


def _found(rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Concepts, those in the title first, each by its place."""
    spans = [span for row in rows for span in row["spans"]]
    for _, _, _, concept in sorted(spans, key=lambda span: (span[0] != "title", span[1])):
        if concept:
            yield concept
