"""Two reports: the same act or event, another stage of the same matter, or something else."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp
from typing import Literal

from rules.story.against import contrary
from rules.story.likeness import likeness
from rules.story.report import Finder, Report
from rules.story.weights import RELATED_AT, SAME_AT, TELLING, VETOES, WEIGHTS, Sign

Label = Literal["same", "related", "different"]
#: signs of another matter, not of another stage of one
_ELSEWHERE = frozenset({"other substances", "other countries", "other months", "other subject"})


#: what reports of any two matters share
_ANY = frozenset({"near", "acts"})


@dataclass(frozen=True)
class Comparison:
    """`score` is 0 to 1, from 0.5 on the same; `reason` names what speaks for and against it."""

    label: Label
    score: float
    reason: str


def compare(a: Report, b: Report, *, names: Finder | None = None) -> Comparison:
    """`names` finds the substances of a text, whatever its language. Symmetric."""
    signs = signs_of(a, b, names)
    total = sum(WEIGHTS[one.kind] * one.amount for one in signs)
    matter = sum(WEIGHTS[one.kind] * one.amount for one in signs if WEIGHTS[one.kind] > 0 and one.kind not in _ANY)
    reason = "; ".join(one.what for one in signs if abs(WEIGHTS[one.kind] * one.amount) >= 0.1) or "nothing in common"
    score = round(1 / (1 + exp(SAME_AT - total)), 4)
    kinds = {one.kind for one in signs}
    if total >= SAME_AT and kinds & TELLING and not kinds & VETOES:
        return Comparison("same", score, reason)
    label: Label = "related" if matter >= RELATED_AT and not kinds & _ELSEWHERE else "different"
    return Comparison(label, min(score, 0.49), reason)


def signs_of(a: Report, b: Report, names: Finder | None) -> list[Sign]:
    return [*likeness(a, b, names), *contrary(a, b, names)]
