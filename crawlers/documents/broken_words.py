"""Whether a word goes on behind the end of its line, where no space at the end of a line tells.

Some makers of PDFs break Korean lines anywhere and drop the spaces there. What other lines hold whole decides:
비축기 / 지를 is one word when 비축기지 stands somewhere inside a line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_HANGUL = re.compile("[가-힣]+")
_TAIL = re.compile("[가-힣]+$")
_LONGEST_PREFIX = 8
_FEWEST, _SHARE = 2, 0.1  # of the breaks, from which on lines are broken anywhere
_NEARLY_FULL = 0.75
#: Words of one syllable; any other that stands alone beside a break is a piece of one.
_SYLLABLES = frozenset(
    "및등수것더총약위이그각내간후전중시할한된될볼큰새첫두세네몇올못안잘꼭또즉단곧때곳줄뿐만적점측명개년월일억조천백원석넉달해집땅물불값힘법건"
)


@dataclass(frozen=True, slots=True)
class Words:
    whole: frozenset[str] = frozenset()
    prefixes: frozenset[str] = frozenset()
    anywhere: bool = False

    @classmethod
    def of(cls, lines: Sequence[str]) -> Words:
        whole = {word for line in lines for token in line.split()[1:-1] for word in _HANGUL.findall(token)}
        prefixes = {word[:end] for word in whole for end in range(2, min(len(word), _LONGEST_PREFIX) + 1)}
        words = cls(frozenset(whole), frozenset(prefixes))
        breaks = [(one, other) for one, other in pairwise(_full(lines)) if one and all(_pieces(one, other))]
        inside = sum(words._seen(*_pieces(*each)) or words._is_piece(*each) for each in breaks)
        return cls(words.whole, words.prefixes, inside >= max(_FEWEST, _SHARE * len(breaks)))

    def goes_on(self, before: str, after: str) -> bool:
        tail, head = _pieces(before, after)
        if not tail or not head:
            return False
        return self._seen(tail, head) or (self.anywhere and self._is_piece(before, after))

    def _seen(self, tail: str, head: str) -> bool:
        if not tail or not head or tail in self.whole:
            return False
        return (tail + head)[: max(3, len(tail) + 1)] in self.prefixes

    def _is_piece(self, before: str, after: str) -> bool:
        tail, head = before.split()[-1], after.split()[0]
        return any(len(one) == 1 and _HANGUL.match(one) and one not in _SYLLABLES for one in (tail, head))


def _full(lines: Sequence[str]) -> list[str]:
    """Lines that end near the edge, and an empty one for each other."""
    usual = sorted(map(len, lines))[len(lines) * 4 // 5] if lines else 0
    return [line if len(line) >= _NEARLY_FULL * usual else "" for line in lines]


def _pieces(before: str, after: str) -> tuple[str, str]:
    tail, head = _TAIL.search(before.rstrip()), _HANGUL.match(after.lstrip())
    return (tail[0] if tail else ""), (head[0] if head else "")
