"""Which stored documents may tell the same story as a new one, and which do. Bounded work, however large the store.

Sure signs (one address, a citation) are looked up; for the rest the store holds what each document names and the bands
of its simhash. Few survive both, and only these are compared in full.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from hashlib import blake2b
from typing import Any

from sqlalchemy import Connection

import db.stories
from crawlers.keys import canonical
from monitor.message_facts import published_day
from monitor.stories_names import Finder
from rules.story import Comparison, Report, Signature, compare, near, worth_comparing
from rules.story.signature import folded

#: Days between two reports of one act.
WINDOW = 45
_FEW = 40  # documents of one anchor that are looked at; what more of them share says little
_SEEN, _COMPARED = 24, 6  # candidates whose signatures are read, and that are compared in full
_CITED = 3  # who cites more is a round-up
_SHARED_ADDRESS = 3  # an address of more documents is that of their list
_BANDS, _BAND_BITS = 6, 10
_WORDS = 8  # of a title, chosen by their hash: titles that share many words share some of these

_DIGITS = re.compile(r"\d+")

#: What sharing one says, at most; a country alone says nothing.
_WORTH = {"number": 3.0, "hs": 2.0, "quoted": 2.0, "amount": 1.5, "name": 1.0, "date": 1.0, "mineral": 1.0,
          "pair": 1.0, "topic": 0.7, "meeting": 0.5, "word": 0.5, "band": 1.5, "cites": 5.0}  # fmt: skip


@dataclass(frozen=True)
class Subject:
    """A document as it is compared."""

    document_id: int
    source_id: str
    report: Report
    day: int
    address: str = ""
    cited: tuple[str, ...] = ()
    names: Finder | None = None

    @cached_property
    def signature(self) -> Signature:
        return Signature.of(self.report, names=self.names)

    @cached_property
    def anchors(self) -> dict[int, float]:
        """Hash of what it can be found by → what that says, the most telling first."""
        signature = self.signature
        words = sorted((one for one in signature.anchors if one.startswith("word:")), key=_hash)[:_WORDS]
        named = [one for one in signature.anchors if not one.startswith(("word:", "country:"))]
        bands = [f"band:{number}:{bits}" for number, bits in enumerate(_bands(signature.simhash))]
        found = {_hash(one): _WORTH.get(one.partition(":")[0], 0.5) for one in [*bands, *named, *words]}
        return dict(sorted(found.items(), key=lambda pair: -pair[1])[: 2 * db.stories.ASKED])


#: To keep somebody from hearing of a document takes more than to call it the same: so sure a comparison, or a fact in
#: common that no second act has by chance.
_SURE = 0.9
_FACTS = ("number:", "amount:", "date:", "hs:", "quoted:")
#: With a sure sign so much likeness will do (half of what is asked without one).
_SIGNED = 0.18


@dataclass(frozen=True)
class Alike:
    """A stored document and how it compares.

    `sign`: why they are one story whatever their words; `against`: why they are two; `is_evident`: they share a fact,
    or are one text.
    """

    document_id: int
    story_id: int
    found: Comparison
    sign: str = ""
    is_evident: bool = False
    against: str = ""

    @property
    def is_same(self) -> bool:
        """Another stage of a matter (proposed, decided, suspended) is news, however alike the rest is."""
        if self.against or "other stage" in self.found.reason:
            return False
        if self.sign:
            return self.found.label != "different" and self.found.score >= _SIGNED
        return self.found.label == "same" and (self.is_evident or self.found.score >= _SURE)

    @property
    def reason(self) -> str:
        return "; ".join(part for part in (self.sign, self.against, self.found.reason) if part)


@dataclass
class Reports:
    """Reports read of late: reading one costs more than finding it."""

    names: Finder | None = None
    kept: dict[int, Subject] = field(default_factory=dict)

    def of(self, rows: Iterable[Mapping[Any, Any]]) -> list[Subject]:
        return [self.kept.get(row["document_id"]) or self.keep(subject_of(row, self.names)) for row in rows]

    def keep(self, subject: Subject) -> Subject:
        if len(self.kept) >= 500:
            self.kept.pop(next(iter(self.kept)))
        self.kept[subject.document_id] = subject
        return subject


def subject_of(row: Mapping[Any, Any], names: Finder | None) -> Subject:
    day = day_of(row)
    report = Report(row["title"], row["text"], row["publisher"], day, row["language"][:2].lower())
    cited = tuple(one for one in map(address_of, row["cited"]) if one)
    return Subject(
        document_id=row["document_id"],
        source_id=row["source_id"],
        report=report,
        day=day.toordinal(),
        address=address_of(row["url"]),
        cited=cited if len(cited) <= _CITED else (),
        names=names,
    )


def day_of(row: Mapping[Any, Any]) -> date:
    """Of its publication; of its discovery when it says none, or one that is not yet."""
    seen: datetime = row["first_seen_at"]
    moment: datetime = row["published"] or seen
    moment = min(moment, seen + timedelta(days=2))
    return published_day(moment) or moment.date()


def address_of(url: str) -> str:
    """Without scheme and www, tracking and the state of lists."""
    if not url.startswith(("http://", "https://")):
        return ""
    try:
        return canonical(url).partition("://")[2].removeprefix("www.")[:500]
    except ValueError:
        return ""


def alike(connection: Connection, subject: Subject, reports: Reports) -> list[Alike]:
    """How the few documents that may tell the same story compare, the most alike first."""
    signs = _sure(connection, subject)
    ids = list(dict.fromkeys([*signs, *_worth_a_look(connection, subject)]))[:_COMPARED]
    rows = db.stories.comparable(connection, ids)
    found = [
        _compared(subject, other, row, signs.get(other.document_id, ""))
        for row, other in zip(rows, reports.of(rows), strict=True)
    ]
    return sorted(found, key=lambda one: (-one.found.score, one.document_id))


def _compared(subject: Subject, other: Subject, row: Mapping[Any, Any], sign: str) -> Alike:
    """Within one source an address may be that of a list, and a citation is of another act."""
    stored = _signature(row)
    shared = {*subject.signature.anchors} & {*stored.anchors}
    is_evident = any(one.startswith(_FACTS) for one in shared) or is_near(subject.signature, stored)
    return Alike(
        other.document_id,
        row["story_id"],
        compare(subject.report, other.report, names=subject.names),
        sign if other.source_id != subject.source_id else "",
        is_evident,
        _two_acts(subject, other),
    )


def _two_acts(one: Subject, other: Subject) -> str:
    """Why they are two, however alike: numbers of a series, or two items of one source that are not one text."""
    titles = folded(one.report.title), folded(other.report.title)
    if titles[0] != titles[1] and _DIGITS.sub("", titles[0]) == _DIGITS.sub("", titles[1]):
        return "titles of a series"
    texts = folded(one.report.lead), folded(other.report.lead)
    if one.source_id == other.source_id and (titles[0] != titles[1] or texts[0] != texts[1]):
        return "two items of one source"
    return ""


def is_near(one: Signature, other: Signature) -> bool:
    return bool(one.simhash and other.simhash) and near(one, other)


def _sure(connection: Connection, subject: Subject) -> dict[int, str]:
    """document → the sign."""
    rows = db.stories.at_addresses(connection, [one for one in (subject.address, *subject.cited) if one], most=20)
    shared = Counter(row["address"] for row in rows)
    signs = {
        row["document_id"]: "same address" if row["address"] == subject.address else "the one cites the other"
        for row in rows
        if shared[row["address"]] <= _SHARED_ADDRESS and row["document_id"] != subject.document_id
    }
    if subject.address:
        asked = [cites(subject.address)]
        for ids in db.stories.postings(connection, asked, *_days(subject), most=_CITED + 1).values():
            signs |= {one: "the one cites the other" for one in ids if len(ids) <= _CITED and one not in signs}
    return signs


def cites(address: str) -> int:
    return _hash(f"cites:{address}")


def _days(subject: Subject) -> tuple[int, int]:
    return subject.day - WINDOW, subject.day + WINDOW


def _worth_a_look(connection: Connection, subject: Subject) -> list[int]:
    """The best candidates by what they share; what many share counts little."""
    lists = db.stories.postings(connection, list(subject.anchors), *_days(subject), most=_FEW)
    scores: dict[int, float] = {}
    for anchor, ids in lists.items():
        worth = subject.anchors[anchor] * (1 - len(ids) / (1.5 * _FEW))
        for one in ids:
            scores[one] = scores.get(one, 0.0) + worth
    scores.pop(subject.document_id, None)
    best = sorted(scores, key=lambda one: (-scores[one], -one))[:_SEEN]
    rows = {row["document_id"]: row for row in db.stories.signatures(connection, best)}
    return [one for one in best if one in rows and worth_comparing(subject.signature, _signature(rows[one]))][
        :_COMPARED
    ]


def _signature(row: Mapping[Any, Any]) -> Signature:
    return Signature(row["simhash"] % 2**64, tuple(row["anchors"]), date.fromordinal(row["day"]))


def _bands(simhash: int) -> Sequence[int]:
    if not simhash:
        return ()
    return [simhash >> (number * _BAND_BITS) & (2**_BAND_BITS - 1) for number in range(_BANDS)]


def _hash(anchor: str) -> int:
    """63 bits: what both databases hold in a whole number."""
    return int.from_bytes(blake2b(anchor.encode(), digest_size=8).digest()) >> 1
