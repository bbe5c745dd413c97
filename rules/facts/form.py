"""Expressions that look only where they can find something.

A document is asked for a hundred forms of numbers, nearly all of them in other languages and scripts. What a form
cannot do without is read off its expression, and looked for first: plain words are found fifty times as fast.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

Needs = list[frozenset[str]]  # of each set one must occur

_MOST_WORDS = 24  # more take as long as the expression


class Form:
    """A compiled expression; `finditer` and `search` are those of `re`, and faster."""

    __slots__ = ("_folded", "_in_ascii", "_needs", "_possible_in_ascii", "expression")

    def __init__(self, written: str, flags: int = 0) -> None:
        self.expression = re.compile(written, flags)
        self._folded = bool(self.expression.flags & re.IGNORECASE)
        self._needs = _cheapest(_needs(parser.parse(written, flags)))
        ascii_only = [frozenset(filter(str.isascii, words)) for words in self._needs]
        self._possible_in_ascii = all(ascii_only)
        self._in_ascii = [frozenset(map(str.lower, words)) for words in ascii_only] if self._folded else ascii_only

    def can_match(self, text: str) -> bool:
        """False only when the text lacks something that every match holds."""
        if text.isascii():
            if not self._possible_in_ascii:
                return False
            text, needs = text.lower() if self._folded else text, self._in_ascii
        elif self._folded:
            return True  # letters that fold to one another are not worth their rules here
        else:
            needs = self._needs
        return all(any(word in text for word in words) for words in needs)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        return self.expression.finditer(text) if self.can_match(text) else iter(())

    def search(self, text: str) -> re.Match[str] | None:
        return self.expression.search(text) if self.can_match(text) else None

    def match(self, text: str, at: int = 0) -> re.Match[str] | None:
        return self.expression.match(text, at)


def _cheapest(needs: Needs) -> Needs:
    """Two are enough: the longest words of which there are fewest."""
    few = [words for words in dict.fromkeys(needs) if len(words) <= _MOST_WORDS]
    return sorted(few, key=lambda words: (-min(map(len, words)), len(words)))[:2]


def _needs(items: Iterable[tuple[Any, Any]]) -> Needs:
    needs, run = Needs(), ""
    for kind, value in items:
        if kind is code.LITERAL:
            run += chr(value)
            continue
        if run:
            needs.append(frozenset([run]))
            run = ""
        needs += _of_part(kind, value)
    return [*needs, frozenset([run])] if run else needs


def _of_part(kind: Any, value: Any) -> Needs:
    if kind is code.SUBPATTERN and not (value[1] or value[2]):
        return _needs(value[3])
    if kind in (code.MAX_REPEAT, code.MIN_REPEAT) and value[0] > 0:
        return _needs(value[2])
    if kind is code.BRANCH:
        branches = [_cheapest(_needs(branch)) for branch in value[1]]
        return [frozenset().union(*(branch[0] for branch in branches))] if all(branches) else []
    if kind is code.IN and all(each is code.LITERAL for each, _ in value):
        return [frozenset(chr(one) for _, one in value)]
    return []
