"""Text cut where a reader does not stumble."""

from __future__ import annotations

import unicodedata


def short(text: str, most: int) -> str:
    """Never within a letter of several parts: a mark, a joined emoji or a syllable of jamo stays with what it marks."""
    if len(text) <= most:
        return text
    at = most - 1
    while at > most - 40 and (_joins(text[at]) or text[at - 1] == "\u200d"):
        at -= 1
    return f"{text[:at].rstrip()}…"


def _joins(letter: str) -> bool:
    return (
        bool(unicodedata.combining(letter))
        or letter in "\u200d\ufe0f"
        or "\u1160" <= letter <= "\u11ff"
        or "\U0001f3fb" <= letter <= "\U0001f3ff"
    )
