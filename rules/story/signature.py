"""What an archive keeps of a document to find the few that may tell the same story: no full compare for the rest.

    mine = Signature.of(report, names=names)
    candidates = [one for one in kept if worth_comparing(mine, one)]

Recall comes first: what `compare` calls the same is worth comparing; much else is too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from itertools import combinations

from rules.story.report import Finder, Report
from rules.story.sounds import skeleton, skeletons

_SHINGLE = 4
_LONGEST = 20_000  # characters of a text that count for its simhash
_BITS = 64
#: bits in which two texts may differ and still be one text with another header or footer; chance gives 32
NEAR = 14
#: days between two reports of one act; a gazette may be late, a translation later
DAYS = 45
#: what sharing one anchor of a kind says; two points are worth a look
_WORTH = {
    "number": 2.0,
    "hs": 2.0,
    "quoted": 2.0,
    "name": 1.0,
    "amount": 1.5,
    "date": 1.0,
    "mineral": 1.0,
    "pair": 1.0,
    "country": 0.5,
    "meeting": 0.5,
    "topic": 0.7,
    "word": 0.5,
    "act": 0.2,
    "body": 0.5,
    "sound": 1.0,
}
_ENOUGH, _ENOUGH_SOON = 1.4, 1.2  # the latter within days of each other
_SOON = 3
_PAIRED = 5  # of more countries than this no pairs are made


@dataclass(frozen=True, slots=True)
class Signature:
    """`simhash` is unsigned 64 bit. `anchors` are sorted, each once, `kind:value`:

    number:cn-announcement:2025-70 · mineral:gallium · date:2025-10-09 · hs:2805 · country:CN · pair:CN-US ·
    amount:12000000000USD · name:exim · quoted:projectvault · meeting:29 · topic:export-control ·
    act:levy · body:mofcom · sound:nkspl · word:license
    """

    simhash: int
    anchors: tuple[str, ...]
    day: date | None = None

    @classmethod
    def of(cls, report: Report, *, names: Finder | None = None) -> Signature:
        return cls(simhash(f"{report.title}\n{report.lead}"), tuple(sorted(set(_anchors(report, names)))), report.day)


def worth_comparing(a: Signature, b: Signature) -> bool:
    """Whether a full compare could call these two the same story. Symmetric."""
    if a.simhash and b.simhash and near(a, b):
        return True
    shared = {*a.anchors} & {*b.anchors}
    if any(one.startswith("number:") for one in shared):
        return True
    apart = abs((a.day - b.day).days) if a.day and b.day else 0
    if apart > DAYS:
        return False
    return sum(_WORTH[one.partition(":")[0]] for one in shared) >= (_ENOUGH if apart > _SOON else _ENOUGH_SOON)


def near(a: Signature, b: Signature) -> bool:
    """One text, but for a header, a footer, a few words."""
    return distance(a.simhash, b.simhash) <= NEAR


def distance(one: int, other: int) -> int:
    """Bits in which two simhashes differ, 0 to 64."""
    return (one ^ other).bit_count()


def folded(text: str) -> str:
    """Letters and digits alone, in one width and case."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text[:_LONGEST]).casefold())


#: each byte as eight lanes of 32 bits, so that one addition counts eight bits at once
_LANES = [sum((byte >> bit & 1) << (32 * bit) for bit in range(8)) for byte in range(256)]


def simhash(text: str) -> int:
    """Of the distinct shingles of four characters; 0 for a text without a letter."""
    plain = folded(text)
    shingles = {plain[at : at + _SHINGLE] for at in range(max(1, len(plain) - _SHINGLE + 1))} - {""}
    lanes = [0] * (_BITS // 8)
    for one in shingles:
        for at, byte in enumerate(blake2b(one.encode(), digest_size=8).digest()):
            lanes[at] += _LANES[byte]
    return sum(
        1 << (8 * at + bit)
        for at, lane in enumerate(lanes)
        for bit in range(8)
        if 2 * (lane >> (32 * bit) & 0xFFFFFFFF) > len(shingles)
    )


def _anchors(report: Report, names: Finder | None) -> Iterator[str]:
    for number in report.numbers:
        scheme, year, rest = number.split(" ", 2)
        yield f"number:{scheme}:{year}-{rest}"
    yield from (f"hs:{one[:8]}" for one in report.codes)
    yield from (f"mineral:{one}" for one in report.substances(names))
    countries = sorted({*report.countries, *report.home})
    yield from (f"country:{one}" for one in countries)
    if len(countries) <= _PAIRED:
        yield from (f"pair:{one}-{other}" for one, other in combinations(countries, 2))
    yield from (f"name:{one}" for one in report.names)
    yield from (f"{'name' if worth >= 0.8 else 'body'}:{one}" for one, worth in report.known.items())
    yield from (f"sound:{one}" for one in _sounds(report))
    yield from (f"act:{one}" for one in report.acts)
    yield from (f"quoted:{one}" for one in report.quoted)
    yield from (f"meeting:{one}" for one in report.ordinals)
    yield from (f"topic:{one}" for one in report.topics)
    yield from (f"word:{one}" for one in _words(report.head.lower()))
    for value in report.figures:
        if re.fullmatch(r"\d{4}-\d+-\d+", value):
            year, month, day = value.split("-")
            yield f"date:{year}-{month:0>2}-{day:0>2}"
        elif not re.fullmatch(r"(?:19|20)\d\d", value):
            yield f"amount:{value}"


def _sounds(report: Report) -> set[str]:
    """The consonants of names, Latin or in Hangul and katakana; four and more."""
    written = {bones for one in report.capitals if len(one) >= 5 for bones in skeletons(one)}
    return {bones for bones in written | {skeleton(one) for one in report.spoken} if len(bones) >= 4}


_WORD = re.compile(r"[가-힣一-鿿ァ-ヺー]{2,}|[a-zà-ÿ]{5,}")


def _words(title: str) -> set[str]:
    """Words of Latin letters; of Korean, Chinese and Japanese each two letters that stand together."""
    found = [one[0] for one in _WORD.finditer(title)]
    return {one for one in found if one[0] < "ɐ"} | {
        one[at : at + 2] for one in found if one[0] >= "ɐ" for at in range(len(one) - 1)
    }
