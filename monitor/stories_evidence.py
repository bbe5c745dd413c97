"""What two documents have in common that two acts have not by chance. Hiding one of them takes more than likeness.

Likeness alone takes meetings, figures and programmes of one week for each other, and so do a common mineral or name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date

from rules.story import Report, Signature, near
from rules.story.signature import folded
from rules.story.wording import dice

#: (points of each, points at most) for what both name
_POINTS = {
    "number": (2.0, 4.0),
    "hs": (1.5, 3.0),
    "amount": (1.25, 2.5),
    "date": (1.0, 1.0),
    "pair": (0.75, 0.75),
    "quoted": (0.5, 1.0),
    "meeting": (0.5, 0.5),
}
_ONE_TEXT = 2.0
_TITLES = ((0.7, 2.0), (0.5, 1.0))  # so alike: so many points
#: Days around its publication that every text names.
_TODAY = 3
#: Counts and spans of time are shared by chance; sums of money, quantities and shares are not.
_AMOUNT = re.compile(r"[\d.]+(?![dwmyh]$)[A-Za-z%]+")
_DIGITS = re.compile(r"\d+")


def evidence(one: Signature, other: Signature) -> float:
    """Points for what the signatures share."""
    points: dict[str, float] = defaultdict(float)
    for anchor in {*one.anchors} & {*other.anchors}:
        kind, _, value = anchor.partition(":")
        if kind in _POINTS and not _by_chance(kind, value, one, other):
            each, most = _POINTS[kind]
            points[kind] = min(most, points[kind] + each)
    return sum(points.values()) + (_ONE_TEXT if one.simhash and other.simhash and near(one, other) else 0.0)


def _by_chance(kind: str, value: str, one: Signature, other: Signature) -> bool:
    if kind == "date":
        day = date.fromisoformat(value)
        return any(side.day and abs((day - side.day).days) <= _TODAY for side in (one, other))
    return kind == "amount" and not _AMOUNT.fullmatch(value)


def titles_alike(one: Report, other: Report) -> float:
    """Points for the wording of the titles, in one language."""
    if one.language != other.language:
        return 0.0
    alike = dice(one, other)
    return next((points for least, points in _TITLES if alike >= least), 0.0)


def two_acts(one: Report, other: Report, *, one_source: bool) -> str:
    """Why they are two, however alike: numbers of a series, or two items of one source that are not one text."""
    titles = folded(one.title), folded(other.title)
    if titles[0] != titles[1] and _DIGITS.sub("", titles[0]) == _DIGITS.sub("", titles[1]):
        return "titles of a series"
    if one_source and (titles[0] != titles[1] or folded(one.lead) != folded(other.lead)):
        return "two items of one source"
    return ""
