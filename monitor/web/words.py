"""The page's words in Korean, by what they are in English. A test finds every word of the templates here."""

from __future__ import annotations

from monitor.web.words_more import MORE

KOREAN: dict[str, str] = {}


def in_korean(english: str) -> str:
    return KOREAN.get(english) or MORE.get(english) or english
