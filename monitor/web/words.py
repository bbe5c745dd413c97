"""The page's words in Korean. A test finds every word of the templates here."""

from __future__ import annotations

from monitor.web.words_frame import FRAME
from monitor.web.words_value import VALUES

KOREAN = FRAME | VALUES


def in_korean(english: str) -> str:
    """What nobody has translated stays as it is: names of fields, kinds that a later version adds."""
    return KOREAN.get(english, english)
