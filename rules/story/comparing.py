"""Two reports: the same act or event, another stage of the same matter, or something else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from rules.story.report import Finder, Report
from rules.story.wording import Found, dice, plain, subject, wording

Label = Literal["same", "related", "different"]
#: a stage that only one of two reports of one act would not leave out
_TOLD = (
    "proposal",
    "initiation",
    "provisional",
    "final",
    "extension",
    "correction",
    "suspension",
    "reaction",
    "followup",
)
#: topics that are substances too and count once
_SUBSTANCES = frozenset({"rare-earth", "aluminium-products", "magnet"})
#: without one of these two reports only share a subject
_TELLING = (
    "same countries",
    "same figures",
    "same names",
    "same number",
    "same quoted",
    "same meeting",
    "titles",
    "same words",
    "leads",
    "same code",
)
_SAME_AT = 2.75
_RELATED_AT = 2.6


@dataclass(frozen=True)
class Comparison:
    label: Label
    score: float
    reason: str


def compare(a: Report, b: Report, *, names: Finder | None = None) -> Comparison:
    """`names` finds the substances of a text, whatever its language."""
    likeness = list(_likeness(a, b, names))
    against = list(_against(a, b, names))
    alike, contrary = sum(one.worth for one in likeness), sum(one.worth for one in against)
    total = alike - contrary
    reason = "; ".join(one.what for one in (*likeness, *against)) or "nothing in common"
    score = round(1 / (1 + 2.718281828 ** -(total - _SAME_AT)), 4)
    telling = any(one.what.startswith(_TELLING) for one in likeness)
    if telling and total >= _SAME_AT and not any(one.worth >= 2 for one in against):
        return Comparison("same", score, reason)
    elsewhere = any(
        one.what.startswith(("other substances", "other countries", "other figures", "other month")) for one in against
    )
    label: Label = "related" if alike >= _RELATED_AT and not elsewhere else "different"
    return Comparison(label, min(score, 0.49), reason)


def _likeness(a: Report, b: Report, names: Finder | None) -> Iterator[Found]:
    if a.language == b.language or not (a.language and b.language):
        yield from wording(a, b)
    yield from _shared("same number", a.numbers & b.numbers, 2.5)
    yield from _shared("same code", a.codes & b.codes, 1.5)
    yield from _shared("same substances", a.substances(names) & b.substances(names), 0.9, most=1.8)
    shared = set(a.countries) & (set(b.countries) | b.home) | set(b.countries) & a.home
    yield from _shared("same countries", shared, 0.5, most=1.0)
    yield from _shared("same meeting", {str(one) for one in set(a.ordinals) & set(b.ordinals)}, 0.8, most=0.8)
    yield from _shared("same names", a.names & b.names, 0.7, most=1.4)
    yield from _shared("same quoted name", a.quoted & b.quoted, 1.5, most=1.5)
    figures = a.figures.keys() & b.figures.keys()
    if figures:
        yield Found(min(2.5, sum(a.figures[one] for one in figures)), f"same figures: {', '.join(sorted(figures))}")
    topics = (a.topics.keys() & b.topics.keys()) - (_SUBSTANCES if a.substances(names) & b.substances(names) else set())
    if topics:
        yield Found(min(2.8, 0.8 * sum(a.topics[one] for one in topics)), f"same matter: {', '.join(sorted(topics))}")
    yield from _near(a, b)
    stages = set(a.stages) & set(b.stages) & set(_TOLD)
    if stages:
        yield Found(0.5, f"same stage: {', '.join(sorted(stages))}")


def _near(a: Report, b: Report) -> Iterator[Found]:
    if a.day and b.day and (apart := abs((a.day - b.day).days)) <= 3:
        yield Found(0.5 if apart <= 1 else 0.3, f"{apart} days apart")


def _shared(what: str, found: set[str], worth: float, most: float = 4.0) -> Iterator[Found]:
    if found:
        yield Found(min(most, worth * len(found)), f"{what}: {', '.join(sorted(found)[:5])}")


def _against(a: Report, b: Report, names: Finder | None) -> Iterator[Found]:
    yield from _substances(a, b, names)
    yield from _countries(a, b)
    yield from _stage(a, b)
    if a.months and b.months and not a.months & b.months:
        yield Found(4.0, "other month or quarter")
    if a.ordinals and b.ordinals and not set(a.ordinals) & set(b.ordinals):
        yield Found(4.0, f"other meeting: {a.ordinals[0]} and {b.ordinals[0]}")
    if a.numbers and b.numbers and not a.numbers & b.numbers:
        yield Found(1.2, "other numbers")
    yield from _figures(a, b)
    yield from _publisher(a, b)
    yield from subject(a, b)
    yield from _topics(a, b)
    yield from _days(a, b)


def _substances(a: Report, b: Report, names: Finder | None) -> Iterator[Found]:
    mine, theirs = a.substances(names), b.substances(names)
    heads = a.head_substances(names), b.head_substances(names)
    if mine and theirs and not mine & theirs:
        yield Found(3.0, f"other substances: {', '.join(sorted(mine))} and {', '.join(sorted(theirs))}")
    elif heads[0] and heads[1] and not heads[0] & heads[1]:
        yield Found(
            2.0, f"other substances in the titles: {', '.join(sorted(heads[0]))} and {', '.join(sorted(heads[1]))}"
        )


def _countries(a: Report, b: Report) -> Iterator[Found]:
    mine, theirs = a.head_countries, b.head_countries
    everywhere = set(a.countries) | a.home, set(b.countries) | b.home
    if mine and theirs and not mine & theirs and not (mine & everywhere[1] and theirs & everywhere[0]):
        yield Found(3.0, f"other countries: {', '.join(sorted(mine))} and {', '.join(sorted(theirs))}")
    elif mine and theirs and (mine - everywhere[1]) and (theirs - everywhere[0]):
        strange = sorted(mine - everywhere[1]), sorted(theirs - everywhere[0])
        yield Found(2.5, f"other countries: {', '.join(strange[0])} and {', '.join(strange[1])}")


def _stage(a: Report, b: Report) -> Iterator[Found]:
    for one, other in ((a, b), (b, a)):
        missing = [stage for stage in one.head_stages if stage in _TOLD and stage not in other.stages]
        if missing:
            firm = [stage for stage in other.head_stages if stage in _TOLD and stage not in one.stages]
            yield Found(
                2.2 if firm else 1.4, f"other stage: {missing[0]}{' and ' + firm[0] if firm else ' on one side'}"
            )
            return


def _publisher(a: Report, b: Report) -> Iterator[Found]:
    """One publisher says a thing once: two items of it are two acts, unless it posted one text twice."""
    if not a.publisher or plain(a.publisher) != plain(b.publisher):
        return
    if dice(a, b) < 0.9:
        yield Found(3.0, "two items of one publisher")
    elif a.day and b.day and abs((a.day - b.day).days) > 2:
        yield Found(3.0, "one publisher on two days")


def _figures(a: Report, b: Report) -> Iterator[Found]:
    """Amounts of one kind in both, none of them shared."""
    shared = a.figures.keys() & b.figures.keys()
    for unit in ("USD", "t", "%"):
        mine, theirs = ({one for one in side.figures if re.fullmatch(rf"[\d.]+{unit}", one)} for side in (a, b))
        if mine and theirs and not shared:
            yield Found(1.0, f"other amounts: {', '.join(sorted(mine))} and {', '.join(sorted(theirs))}")


def _topics(a: Report, b: Report) -> Iterator[Found]:
    mine = {one for one, worth in a.head_topics.items() if worth >= 1.2} - b.topics.keys()
    theirs = {one for one, worth in b.head_topics.items() if worth >= 1.2} - a.topics.keys()
    if mine and theirs:
        yield Found(
            min(2.2, 0.7 * min(len(mine), len(theirs)) + 0.4),
            f"other matter: {', '.join(sorted(mine))} and {', '.join(sorted(theirs))}",
        )


def _days(a: Report, b: Report) -> Iterator[Found]:
    if a.day is None or b.day is None:
        return
    apart = abs((a.day - b.day).days)
    if apart > 60:
        yield Found(3.0, f"{apart} days apart")
    elif apart > 12:
        yield Found(1.8, f"{apart} days apart")
    elif apart > 5:
        yield Found(0.6, f"{apart} days apart")
