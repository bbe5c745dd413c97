"""Which language is it? Enough to keep French `or` and German `Blei` to their own texts."""

from __future__ import annotations

from collections import Counter

from rules.boundary import script

_SAMPLE = 3_000
_SMALL_WORDS = {
    language: frozenset(words.split())
    for language, words in {
        "en": "the of and to in for on with by from its a an is are be will as at over after new under against",
        "de": "der die das und zur zum für von mit des im den auf über ein eine ist nach bei aus wird gegen dem",
        "fr": "le la les des du et de aux une un sur pour dans au en est par avec contre ses leur",
    }.items()
}


def guess_language(text: str) -> str:
    """By letters, then by small words; nothing when neither tells."""
    sample = text[:_SAMPLE]
    scripts = Counter(map(script, sample))
    if scripts["H"] > 3:
        return "ko"
    if scripts["K"] + scripts["k"] > 3:
        return "ja"
    if scripts["C"] > 3:
        return "zh"
    words = Counter(sample.split())
    counts = {language: sum(words[word] for word in small) for language, small in _SMALL_WORDS.items()}
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] else ""
