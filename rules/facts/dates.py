"""Binding dates: when a legal effect starts, ends or pauses, and by when somebody must act."""

from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import import_module

from rules.facts.dates_calendar import fold
from rules.facts.dates_grammar import Grammar
from rules.facts.dates_reading import DEADLINES, Reading, readings
from rules.facts.dates_written import Mention

LANGUAGES = ("ko", "en", "ja", "zh", "de")
QUOTE = 200
REPLACED = (*DEADLINES, "suspension_until")
ENDS, BESIDE = ("expiry", "suspension_until"), 12
APPOSED = 3


@dataclass(frozen=True, slots=True)
class BindingDate:
    """`date` is YYYY-MM-DD, YYYY-MM, or None where a day is bound but cannot be known yet."""

    kind: str
    date: str | None
    quote: str
    start: int
    end: int
    not_after: str | None = None


@cache
def grammar(language: str) -> Grammar:
    found: Grammar = import_module(f"rules.facts.dates_{language}").GRAMMAR
    return found


def binding_dates(text: str, language: str = "", published: date | None = None) -> list[BindingDate]:
    """In the order of the text, each kind and day once; days without a year need `published`."""
    chosen = language[:2].lower() if language[:2].lower() in LANGUAGES else guessed(text)
    rules = grammar(chosen)
    if published is not None and not 1900 <= published.year <= 2200:
        published = None  # no day to reckon from
    folded = fold(text)
    found = _latest(readings(rules, folded, published), extended=rules.extends.search(folded) is not None)
    said = _said_better(found)
    found = [one for one in found if not said(one)]
    unique: dict[tuple[str, str | None], Reading] = {}
    for one in sorted(found, key=lambda one: one.mention.start):
        unique.setdefault((one.kind, one.mention.value), one)
    return [_binding(text, one) for key, one in unique.items() if not _told_closer(key, unique)]


def _said_better(found: list[Reading]) -> Callable[[Reading], bool]:
    """Whether a printed day says it: "for two years, until 30 June 2028", "six months later, on 1 March"."""
    days: dict[str, set[int]] = {}
    places: dict[str, list[tuple[int, int]]] = {}
    for one in found:
        day = one.mention.day()
        if day and not one.mention.computed:
            days.setdefault(one.kind, set()).add(day.toordinal())
            places.setdefault(one.kind, []).append((one.mention.start, one.mention.end))

    def said(one: Reading) -> bool:
        day = one.mention.day()
        if day is None or not one.mention.computed or one.kind not in days:
            return False
        if any(day.toordinal() + off in days[one.kind] for off in range(-3, 4)):
            return True
        beside = places[one.kind]
        at = bisect_left(beside, (one.mention.start, 0))
        most = BESIDE if one.kind in ENDS else APPOSED
        return any(_gap(one.mention, start, end) <= most for start, end in beside[max(at - 1, 0) : at + 1])

    return said


def _gap(one: Mention, start: int, end: int) -> int:
    return max(one.start, start) - min(one.end, end)


def _told_closer(key: tuple[str, str | None], all_keys: Iterable[tuple[str, str | None]]) -> bool:
    """A month whose day stands elsewhere: "from September … from 1 September"."""
    kind, day = key
    return (
        day is not None
        and len(day) == 7
        and any(k == kind and d and len(d) == 10 and d.startswith(day) for k, d in all_keys)
    )


def _latest(found: list[Reading], *, extended: bool) -> list[Reading]:
    """Where a deadline is extended only the last one counts."""
    if not extended:
        return found
    last = {kind: max((one.mention.value or "" for one in found if one.kind == kind), default="") for kind in REPLACED}
    return [one for one in found if one.kind not in last or one.mention.value == last[one.kind]]


def _binding(text: str, one: Reading) -> BindingDate:
    end = min(one.end, one.start + QUOTE) if one.mention.end <= one.start + QUOTE else one.mention.end
    start = one.start
    if end - start > QUOTE:
        start = end - QUOTE
        start = text.find(" ", start, start + 40) + 1 or start
    return BindingDate(one.kind, one.mention.value, text[start:end], start, end, one.mention.not_after)


def guessed(text: str) -> str:
    """The language of a text by its letters."""
    part = text[:20000]
    counts = {"ko": 0, "ja": 0, "zh": 0}
    for char in part:
        if "가" <= char <= "힣":
            counts["ko"] += 1
        elif "ぁ" <= char <= "ヿ":
            counts["ja"] += 1
        elif "一" <= char <= "鿿":
            counts["zh"] += 1
    if counts["ko"] > 5 or (counts["ko"] and counts["ko"] >= counts["ja"]):
        return "ko"
    if counts["zh"] + counts["ja"] > len(part) / 20:
        return "ja" if counts["ja"] * 20 > counts["zh"] else "zh"
    words = part.lower().split()
    german = sum(
        word
        in {"der", "die", "das", "und", "des", "dem", "tritt", "wird", "bis", "zum", "am", "ist", "im", "vom", "ab"}
        for word in words
    )
    english = sum(word in {"the", "of", "and", "to", "in", "on", "is", "by", "for", "be", "are"} for word in words)
    return "de" if german > english else "en"


__all__ = ["LANGUAGES", "BindingDate", "binding_dates", "grammar", "guessed"]
