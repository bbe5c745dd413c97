"""Expressions that look only where they can find something.

A document is asked for a hundred forms of numbers, nearly all of them in other languages and scripts. What a form
cannot do without is read off its expression; one scan of a text for the words of all forms tells which may match.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from types import ModuleType
from typing import Any

from ahocorasick_rs import BytesAhoCorasick, MatchKind

Needs = list[frozenset[str]]  # of each set one must occur

_MOST_WORDS = 60  # more say too little, and so do these:
_EVERYWHERE = frozenset(["", *"abcdefghijklmnopqrstuvwxyz0123456789 "])
_NOTHING, _ANYTHING = frozenset([""]), frozenset[str]()
_SLOTS = 3  # needs that the scan asks for
_SHORT = 200  # characters; in a part of a text words are found at once

_forms: list[Form] = []


class Form:
    """An expression; `finditer` and `search` are those of `re`, and faster. Made once: all are kept."""

    def __init__(self, written: str) -> None:
        self.written = written
        self.bit = 1 << len(_forms)
        _forms.append(self)

    @cached_property
    def expression(self) -> re.Pattern[str]:
        """Compiled when it is first looked for: most never are."""
        return re.compile(self.written)

    @cached_property
    def needs(self) -> Needs:
        return _useful(_needs(parser.parse(self.written)))

    def can_match(self, text: str) -> bool:
        """False only when the text lacks something that every match holds."""
        if len(text) > _SHORT:
            return bool(possible(text) & self.bit)
        return all(any(word in text for word in words) for words in self.needs)

    def finditer(self, text: str) -> Iterable[re.Match[str]]:
        return self.expression.finditer(text) if self.can_match(text) else ()

    def search(self, text: str) -> re.Match[str] | None:
        return self.expression.search(text) if self.can_match(text) else None


def forms_of(module: ModuleType) -> Iterator[Form]:
    waiting = list(vars(module).values())
    while waiting:
        one = waiting.pop()
        if isinstance(one, Form):
            yield one
        elif isinstance(one, tuple | list):
            waiting += one


@lru_cache(maxsize=1)  # the text that is being read
def possible(text: str) -> int:
    """The forms that may find something in it, as bits."""
    automaton, words, (first, second, third) = _scan(len(_forms))
    found = automaton.find_matches_as_indexes(text.encode(errors="surrogatepass"), overlapping=True)
    for number in {number for number, _, _ in found}:
        one, other, last = words[number]
        first, second, third = first | one, second | other, third | last
    return first & second & third


@lru_cache(maxsize=1)
def _scan(known: int) -> tuple[BytesAhoCorasick, list[list[int]], list[int]]:
    """The words of all forms; of each word and by slot the forms that it is enough for; those that need none there."""
    words: dict[str, list[int]] = {}
    none = [0] * _SLOTS
    for form in _forms[:known]:
        for slot in range(_SLOTS):
            if slot >= len(form.needs):
                none[slot] |= form.bit
                continue
            for word in form.needs[slot]:
                words.setdefault(word, [0] * _SLOTS)[slot] |= form.bit
    keys = [word.encode() for word in words]
    return BytesAhoCorasick(keys, matchkind=MatchKind.Standard), list(words.values()), none


def _useful(needs: Needs) -> Needs:
    """The rarest first."""
    few = [words for words in dict.fromkeys(needs) if _EVERYWHERE.isdisjoint(words)]
    return sorted(few, key=lambda words: (-min(map(len, words)), len(words)))


def _needs(items: Iterable[tuple[Any, Any]]) -> Needs:
    """What stands side by side in every match makes longer words."""
    needs, run = Needs(), _NOTHING
    for words in _pieces(items, needs):
        longer = frozenset(one + other for one in run for other in words)
        if words and len(longer) <= _MOST_WORDS:
            run = longer
            continue
        needs += [run] if run != _NOTHING else []
        run = words if 0 < len(words) <= _MOST_WORDS else _NOTHING
    return [*needs, run] if run != _NOTHING else needs


def _pieces(items: Iterable[tuple[Any, Any]], needs: Needs) -> Iterator[frozenset[str]]:
    """What may stand at the next place, one after the other; no words: anything. Adds to `needs` what has no place."""
    for kind, value in items:
        if kind is code.LITERAL:
            yield frozenset([chr(value)])
        elif kind is code.IN:
            yield frozenset(_letters(value))
        elif kind is code.SUBPATTERN and not (value[1] or value[2]):
            yield from _pieces(value[3], needs)
        elif kind in (code.MAX_REPEAT, code.MIN_REPEAT) and value[0] > 0:
            yield from _pieces(value[2], needs)
            yield _ANYTHING
        elif kind is code.BRANCH:
            yield _either(value[1], needs)
        elif kind not in (code.AT, code.ASSERT, code.ASSERT_NOT):
            yield _ANYTHING


def _letters(value: Sequence[tuple[Any, Any]]) -> frozenset[str]:
    """Of a class; none of one that is too large to tell."""
    ranges = [one if kind is code.RANGE else (one, one) for kind, one in value if kind in (code.LITERAL, code.RANGE)]
    if len(ranges) < len(value) or sum(high - low + 1 for low, high in ranges) > _MOST_WORDS:
        return _ANYTHING
    return frozenset(chr(letter) for low, high in ranges for letter in range(low, high + 1))


def _either(branches: Iterable[Iterable[tuple[Any, Any]]], needs: Needs) -> frozenset[str]:
    """The words of all branches; where one is more than a word, a need of each makes one of all."""
    each = [_useful(_needs(branch)) for branch in branches]
    words = [_word(branch) for branch in branches]
    if all(words):
        return frozenset().union(*words)
    if all(each):
        needs.append(frozenset().union(*(one[0] for one in each)))
    return _ANYTHING


def _word(items: Iterable[tuple[Any, Any]]) -> frozenset[str]:
    """All that a branch can be, if that is little."""
    run = _NOTHING
    for words in _pieces(items, []):
        run = frozenset(one + other for one in run for other in words)
        if not 0 < len(run) <= _MOST_WORDS:
            return _ANYTHING
    return run
