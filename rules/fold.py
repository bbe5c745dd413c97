"""Text as the scan reads it: one spelling for what only looks different, and the way back to the text as written.

Every fold keeps the length, so positions stay. Only a line that is not NFKC (decomposed Hangul, full-width letters,
ligatures, Kangxi radicals) is composed, unit by unit, and then `origin` leads back.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate

#: Fields stand one after the other in one text; nothing reaches across this.
WALL = "\x00"
#: An invisible break that may stand anywhere in a word: soft hyphen, zero-width space.
UNSEEN = "\x1e"
#: A dot that joins words as a space does.
DOT = "\x1f"
#: What is taken out before the scan.
GAPS = b" \t\n\r\x0b\x0c-\x1c\x1d\x1e\x1f"
GAP_CHARACTERS = frozenset(GAPS.decode())

_SPACED = bytes(32 if byte in GAPS else byte for byte in range(256))
_NOT_FIRST = bytes(range(0x80, 0xC0))
_BLOCK = 1024

#: By first UTF-8 byte, so that a text pays only for what it holds.
_SWAPS: dict[int, dict[str, str]] = {
    0xC2: {"·": DOT, "\xa0": " ", "\xad": UNSEEN, "\x85": "\n", "´": "'"},
    0xE2: {
        **dict.fromkeys("‐‑‒–—−", "-"),
        **dict.fromkeys("\u200b\u200c\u200d\u200e\u200f\u2060", UNSEEN),
        **dict.fromkeys("\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f", " "),
        **dict.fromkeys("‧∙⋅•", DOT),
        **dict.fromkeys("\u2028\u2029", "\n"),
        "‘": "'",
        "’": "'",
        "…": ".",
    },
    # the consonant ㅇ alone is a bullet of Korean offices
    0xE3: {"\u3000": " ", "・": DOT, "ㆍ": DOT, "ㅇ": "○"},
    0xEF: {
        **dict(zip("，．：；！？（）％＋／～＆＂＇［］＜＞＝｜＃＊＠＄＿", ",.:;!?()%+/~&\"'[]<>=|#*@$_", strict=True)),
        "－": "-",
        "｢": "「",
        "｣": "」",
        "｡": "。",
        "･": DOT,
        "\ufeff": UNSEEN,
    },
}
_MAY_COMPOSE = (0xCC, 0xCD, 0xE1, 0xE2, 0xE3, 0xEF, 0xF0)
_MARKS = "\u0300-\u036f\u1160-\u11ff\u20d0-\u20ff\u3099\u309a\ufe20-\ufe2f\uff9e\uff9f"
_MARK = re.compile(f"[{_MARKS}]")
_UNIT = re.compile(f"(?s).[{_MARKS}]*")
_SURROGATE = re.compile("[\ud800-\udfff]")
#: A middle dot that an old code page could not hold.
_LOST_DOT = re.compile(r"(?<=[가-힣])\?(?=[가-힣])")
#: The supplement of radicals has no decomposition; PDF files use these for the ideographs.
_RADICALS = str.maketrans(
    "⺠⻑⻄⻘⻝⻩⻲⻤⻨⻫⻭⺟⻁⻆⻋⻓⻔⻙⻚⻛⻜⻢⻥⻦⻬⻮⻰⻳⻯",
    "民長西青食黄亀鬼麦斉歯母虎角车长门韦页风飞马鱼鸟齐齿龙龟竜",
)


@dataclass(frozen=True)
class Folded:
    text: str
    raw: bytes
    origin: Sequence[int] | None = None

    @property
    def squeezed(self) -> bytes:
        return self.raw.translate(None, GAPS)

    def start(self, position: int) -> int:
        return position if self.origin is None else self.origin[position]

    def end(self, position: int) -> int:
        """A composed unit belongs to a span as a whole."""
        if self.origin is None or position == 0:
            return position
        last = self.origin[position - 1]
        while position < len(self.origin) - 1 and self.origin[position] == last:
            position += 1
        return self.origin[position]


def fold(text: str) -> Folded:
    small = text.lower()
    if small.isascii() and len(small) == len(text):
        return Folded(small, small.encode())
    if len(small) != len(text):
        small = "".join(letter.lower()[0] for letter in text)
    try:
        raw = small.encode()
    except UnicodeEncodeError:
        small = _SURROGATE.sub("?", small)
        raw = small.encode()
    swapped = _swap(small, raw)
    if any(lead in raw for lead in _MAY_COMPOSE) and not unicodedata.is_normalized("NFKC", swapped):
        return _compose(swapped)
    return Folded(small, raw) if swapped is small else Folded(swapped, swapped.encode())


def fold_name(name: str) -> str:
    """The folded text of a name, with its gaps."""
    return fold(unicodedata.normalize("NFKC", name.strip())).text


def _swap(small: str, raw: bytes) -> str:
    for lead, swaps in _SWAPS.items():
        if lead in raw:
            for old, new in swaps.items():
                small = small.replace(old, new)
    if b"\xe2\xba" in raw or b"\xe2\xbb" in raw:
        small = small.translate(_RADICALS)
    return _LOST_DOT.sub(DOT, small) if "?" in small else small


def _compose(small: str) -> Folded:
    pieces: list[str] = []
    origin = array("L")
    start = 0
    for line in small.splitlines(keepends=True):
        if unicodedata.is_normalized("NFKC", line):
            pieces.append(line)
            origin.extend(range(start, start + len(line)))
        else:
            _compose_line(line, start, pieces, origin)
        start += len(line)
    origin.append(start)
    text = "".join(pieces)
    return Folded(text, text.encode(), origin)


def _compose_line(line: str, start: int, pieces: list[str], origin: array[int]) -> None:
    if _MARK.search(line):
        units = [(found.start(), found.end()) for found in _UNIT.finditer(line)]
    else:
        odd = {letter for letter in set(line) if not unicodedata.is_normalized("NFKC", letter)}
        units = [(at, at + 1) for at, letter in enumerate(line) if letter in odd]
    done = 0
    for low, high in [*units, (len(line), len(line))]:
        pieces.append(line[done:low])
        origin.extend(range(start + done, start + low))
        composed = unicodedata.normalize("NFKC", line[low:high]).lower()
        pieces.append(composed)
        same = len(composed) == high - low
        origin.extend(range(start + low, start + high) if same else [start + low] * len(composed))
        done = high


def locator(folded: Folded) -> Callable[[int], int]:
    """From a byte of the squeezed text to a character of the folded text, computed only where somebody asks.

    A closure: it runs once for every find.
    """
    raw, plain = folded.raw, len(folded.raw) == len(folded.text)
    blocks = [raw[at : at + _BLOCK] for at in range(0, len(raw), _BLOCK)]
    before = list(accumulate((len(block.translate(None, GAPS)) for block in blocks), initial=0))
    characters = list(accumulate((len(block.translate(None, _NOT_FIRST)) for block in blocks), initial=0))
    runs: list[list[int] | None] = [None] * len(blocks)

    def character(squeezed: int) -> int:
        block = bisect_right(before, squeezed) - 1
        lengths = runs[block]
        if lengths is None:
            # squeezed lengths before each run of text; the number of runs before a byte is the number of gaps
            lengths = runs[block] = list(accumulate(map(len, blocks[block].translate(_SPACED).split(b" ")), initial=0))
        inside = squeezed - before[block]
        inside += bisect_right(lengths, inside) - 1
        if plain:
            return block * _BLOCK + inside
        return characters[block] + len(blocks[block][: inside + 1].translate(None, _NOT_FIRST)) - 1

    return character
