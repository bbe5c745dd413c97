"""A document as stories see it: what it says, and what it can be found by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from hashlib import blake2b
from typing import Any

import db.stories
from crawlers.keys import canonical
from monitor.message_facts import published_day
from monitor.stories_names import Finder
from rules.story import Report, Signature

_CITED = 3  # who cites more is a round-up
_BANDS, _BAND_BITS = 6, 10
_WORDS = 8  # of a title, chosen by their hash: titles that share many words share some of these
_KEPT = 500  # reports that are kept read

#: What sharing one says, at most; a country alone says nothing.
_WORTH = {"number": 3.0, "hs": 2.0, "quoted": 2.0, "amount": 1.5, "name": 1.0, "date": 1.0, "mineral": 1.0,
          "pair": 1.0, "topic": 0.7, "meeting": 0.5, "word": 0.5, "band": 1.5}  # fmt: skip


@dataclass(frozen=True)
class Subject:
    document_id: int
    source_id: str
    report: Report
    day: int
    address: str = ""
    cited: tuple[str, ...] = ()  # addresses
    names: Finder | None = None

    @cached_property
    def signature(self) -> Signature:
        return Signature.of(self.report, names=self.names)

    @cached_property
    def anchors(self) -> dict[int, float]:
        """Hash of what it can be found by → what that says, the most telling first."""
        signature = self.signature
        words = sorted((one for one in signature.anchors if one.startswith("word:")), key=hashed)[:_WORDS]
        named = [one for one in signature.anchors if not one.startswith(("word:", "country:"))]
        bands = [f"band:{number}:{bits}" for number, bits in enumerate(_bands(signature.simhash))]
        found = {hashed(one): _WORTH.get(one.partition(":")[0], 0.5) for one in [*bands, *named, *words]}
        most = 2 * db.stories.ASKED - 1
        return dict(sorted(found.items(), key=lambda pair: -pair[1])[:most])


@dataclass
class Reports:
    """Reports read of late: reading one costs more than finding it."""

    names: Finder | None = None
    kept: dict[int, Subject] = field(default_factory=dict)

    def of(self, rows: Iterable[Mapping[Any, Any]]) -> list[Subject]:
        return [self.kept.get(row["document_id"]) or self.keep(subject_of(row, self.names)) for row in rows]

    def keep(self, subject: Subject) -> Subject:
        if len(self.kept) >= _KEPT:
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


def stored_signature(row: Mapping[Any, Any]) -> Signature:
    return Signature(row["simhash"] % 2**64, tuple(row["anchors"]), date.fromordinal(row["day"]))


def cites(address: str) -> int:
    """The anchor of those that cite an address."""
    return hashed(f"cites:{address}")


def hashed(anchor: str) -> int:
    """63 bits: what both databases hold in a whole number."""
    return int.from_bytes(blake2b(anchor.encode(), digest_size=8).digest()) >> 1


def _bands(simhash: int) -> Sequence[int]:
    if not simhash:
        return ()
    return [simhash >> (number * _BAND_BITS) & (2**_BAND_BITS - 1) for number in range(_BANDS)]
