"""Which stored documents may tell the same story as a new one, and which do. Bounded work, however large the store.

Sure signs (one address, a citation) are looked up; for the rest the store holds what each document names and the bands
of its simhash. Few survive both, and only these are compared in full.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

import db.stories
from monitor.stories_evidence import evidence, titles_alike, two_acts
from monitor.stories_subject import Reports, Subject, cites, stored_signature
from rules.story import Comparison, compare, worth_comparing

#: Days between two reports of one act.
WINDOW = 45
_FEW = 40  # documents of one anchor that are looked at; what more of them share says little
_SEEN = 24  # candidates whose signatures are read
_COMPARED = 6  # of those that share a fact so many are compared in full
_LIKELY = 3  # of those that only resemble each other: what has no fact in common may still have a title
_SHARED_ADDRESS = 3  # an address of more documents is that of their list
_CITING = 3  # what more documents cite is no news to any of them

#: To keep somebody from hearing of a document takes more than to call it the same: points of evidence, or fewer and so
#: high a score.
_EVIDENT, _HALF_EVIDENT, _SURE = 1.0, 0.75, 0.95
#: With a sure sign so much likeness will do (half of what is asked without one).
_SIGNED = 0.18

Lists = Mapping[int, list[int]]


@dataclass(frozen=True)
class Alike:
    """A stored document and how it compares.

    `sign`: why they are one story whatever their words; `against`: why they are two; `evidence`: see
    monitor.stories_evidence.
    """

    document_id: int
    story_id: int
    found: Comparison
    sign: str = ""
    evidence: float = 0.0
    against: str = ""

    @property
    def is_same(self) -> bool:
        """Another stage of a matter (proposed, decided, suspended) is news, however alike the rest is."""
        if self.against or "other stage" in self.found.reason:
            return False
        if self.sign:
            return self.found.label != "different" and self.found.score >= _SIGNED
        least = _HALF_EVIDENT if self.found.score >= _SURE else _EVIDENT
        return self.found.label == "same" and self.evidence >= least

    @property
    def reason(self) -> str:
        return "; ".join(part for part in (self.sign, self.against, self.found.reason) if part)


def alike(connection: Connection, subject: Subject, reports: Reports) -> list[Alike]:
    """How the few documents that may tell the same story compare, the most alike first."""
    citing = cites(subject.address)
    days = subject.day - WINDOW, subject.day + WINDOW
    lists = db.stories.postings(connection, [*subject.anchors, citing], *days, most=_FEW)
    signs = _sure(connection, subject, lists.get(citing, []) if subject.address else [])
    ids = list(dict.fromkeys([*signs, *_worth_a_look(connection, subject, lists)]))[:_COMPARED]
    rows = db.stories.comparable(connection, ids)
    found = [
        _compared(subject, other, row, signs.get(other.document_id, ""))
        for row, other in zip(rows, reports.of(rows), strict=True)
    ]
    return sorted(found, key=lambda one: (-one.found.score, one.document_id))


def _sure(connection: Connection, subject: Subject, citing: list[int]) -> dict[int, str]:
    """document → the sign."""
    rows = db.stories.at_addresses(connection, [one for one in (subject.address, *subject.cited) if one], most=20)
    shared = Counter(row["address"] for row in rows)
    cited = dict.fromkeys(citing if len(citing) <= _CITING else [], "the one cites the other")
    return cited | {
        row["document_id"]: "same address" if row["address"] == subject.address else "the one cites the other"
        for row in rows
        if shared[row["address"]] <= _SHARED_ADDRESS and row["document_id"] != subject.document_id
    }


def _worth_a_look(connection: Connection, subject: Subject, lists: Lists) -> list[int]:
    """The best candidates by what they share; what many share counts little."""
    scores: dict[int, float] = {}
    for anchor, ids in lists.items():
        worth = subject.anchors.get(anchor, 0.0) * (1 - len(ids) / (1.5 * _FEW))
        for one in ids:
            scores[one] = scores.get(one, 0.0) + worth
    scores.pop(subject.document_id, None)
    best = sorted(scores, key=lambda one: (-scores[one], -one))[:_SEEN]
    kept = {row["document_id"]: stored_signature(row) for row in db.stories.signatures(connection, best)}
    worth_it = [one for one in best if one in kept and worth_comparing(subject.signature, kept[one])]
    evident = [one for one in worth_it if evidence(subject.signature, kept[one]) >= _HALF_EVIDENT]
    return evident + [one for one in worth_it if one not in evident][:_LIKELY]


def _compared(subject: Subject, other: Subject, row: Mapping[Any, Any], sign: str) -> Alike:
    """Within one source an address may be that of a list, and a citation is of another act."""
    one_source = other.source_id == subject.source_id
    shared = evidence(subject.signature, stored_signature(row)) + titles_alike(subject.report, other.report)
    return Alike(
        other.document_id,
        row["story_id"],
        compare(subject.report, other.report, names=subject.names),
        "" if one_source else sign,
        shared,
        two_acts(subject.report, other.report, one_source=one_source),
    )
