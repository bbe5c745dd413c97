"""What speaks against one story."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.story.likeness import TOLD
from rules.story.report import Finder, Report
from rules.story.vocabulary import families
from rules.story.weights import Sign
from rules.story.wording import dice, issue, only, plain, subject

#: weight from which on a topic of a title cannot be left out by another report
_FIRM = 0.8


def contrary(a: Report, b: Report, names: Finder | None) -> Iterator[Sign]:
    yield from _substances(a, b, names)
    yield from _countries(a, b)
    yield from _missing(a, b)
    yield from _stage(a, b)
    if a.months and b.months and not a.months & b.months:
        yield Sign("other months", 1, "other month or quarter")
    if a.ordinals and b.ordinals and not set(a.ordinals) & set(b.ordinals):
        yield Sign("other meeting", 1, f"other meeting: {a.ordinals[0]} and {b.ordinals[0]}")
    if a.numbers and b.numbers and not a.numbers & b.numbers:
        yield Sign("other numbers", 1, "other numbers")
    yield from _figures(a, b)
    yield from _publisher(a, b)
    yield from subject(a, b)
    yield from issue(a, b)
    yield from _topics(a, b)
    yield from _days(a, b)


def _substances(a: Report, b: Report, names: Finder | None) -> Iterator[Sign]:
    mine, theirs = a.substances(names), b.substances(names)
    heads = a.head_substances(names), b.head_substances(names)
    if mine and theirs and not mine & theirs:
        what = f"other substances: {', '.join(sorted(mine))} and {', '.join(sorted(theirs))}"
        yield Sign("other substances", 1, what)
    elif heads[0] and heads[1] and not heads[0] & heads[1]:
        what = f"other substances in the titles: {', '.join(sorted(heads[0]))} and {', '.join(sorted(heads[1]))}"
        yield Sign("other head substances", 1, what)


def _countries(a: Report, b: Report) -> Iterator[Sign]:
    mine, theirs = a.head_countries, b.head_countries
    everywhere = set(a.countries) | a.home, set(b.countries) | b.home
    strange = sorted(mine - everywhere[1]), sorted(theirs - everywhere[0])
    if mine and theirs and not mine & theirs and not (mine & everywhere[1] and theirs & everywhere[0]):
        yield Sign(
            "other countries",
            1.2 * _doubt(a, b),
            f"other countries: {', '.join(sorted(mine))} and {', '.join(sorted(theirs))}",
        )
    elif mine and theirs and strange[0] and strange[1]:
        yield Sign(
            "other countries", _doubt(a, b), f"other countries: {', '.join(strange[0])} and {', '.join(strange[1])}"
        )
    elif mine and theirs and (strange[0] or strange[1]):
        amount = min(2.0, 0.5 + 0.5 * len(strange[0] or strange[1]))
        yield Sign("country on one side", amount, f"on one side only: {', '.join(strange[0] or strange[1])}")


def _missing(a: Report, b: Report) -> Iterator[Sign]:
    """A country in one title of which the other report, from nowhere, says nothing."""
    for one, other in ((a, b), (b, a)):
        strange = one.head_countries - set(other.countries) - other.home
        if strange and not other.head_countries:
            yield Sign("country missing", 1, f"not told of: {', '.join(sorted(strange))}")


def _doubt(a: Report, b: Report) -> float:
    """One report of a firm or a project names its home, another the country it works in."""
    named = any(a.known[one] >= _FIRM for one in a.known.keys() & b.known.keys())
    return 0.4 if named or a.quoted & b.quoted or a.numbers & b.numbers else 1.0


def _stage(a: Report, b: Report) -> Iterator[Sign]:
    for one, other in ((a, b), (b, a)):
        missing = [stage for stage in one.head_stages if stage in TOLD and stage not in other.stages]
        firm = [stage for stage in other.head_stages if stage in TOLD and stage not in one.stages]
        for stage in missing[:1]:
            yield Sign(f"only {stage}", 1, f"other stage: {stage}{' and ' + firm[0] if firm else ' on one side'}")


def _publisher(a: Report, b: Report) -> Iterator[Sign]:
    """One publisher says a thing once: two items of it are two acts, unless it posted one text twice."""
    if not a.publisher or plain(a.publisher) != plain(b.publisher):
        return
    if dice(a, b) < 0.9 or (only(a, b) and only(b, a)):
        yield Sign("publisher", 1, "two items of one publisher")
    elif a.day and b.day and abs((a.day - b.day).days) > 2:
        yield Sign("publisher", 1, "one publisher on two days")


def _figures(a: Report, b: Report) -> Iterator[Sign]:
    """Amounts of one kind in both, none of them shared."""
    shared = a.figures.keys() & b.figures.keys()
    for unit in ("USD", "t", "%"):
        mine, theirs = ({one for one in side.figures if re.fullmatch(rf"[\d.]+{unit}", one)} for side in (a, b))
        if mine and theirs and not shared:
            yield Sign("other figures", 1, f"other amounts: {', '.join(sorted(mine))} and {', '.join(sorted(theirs))}")


def _topics(a: Report, b: Report) -> Iterator[Sign]:
    mine, theirs = _only_in(a, b), _only_in(b, a)
    if mine and theirs:
        what = f"other matter: {', '.join(sorted(mine))} and {', '.join(sorted(theirs))}"
        yield Sign("other topics", min(3, min(sum(mine.values()), sum(theirs.values()))), what)
    elif mine or theirs:
        only = mine or theirs
        yield Sign("topic on one side", min(3, sum(only.values())), f"on one side only: {', '.join(sorted(only))}")


def _only_in(one: Report, other: Report) -> dict[str, float]:
    return {
        topic: worth
        for topic, worth in one.head_topics.items()
        if worth >= _FIRM and not families().get(topic, frozenset({topic})) & other.topics.keys()
    }


def _days(a: Report, b: Report) -> Iterator[Sign]:
    if a.day is None or b.day is None:
        return
    apart = abs((a.day - b.day).days)
    if apart > 5:
        yield Sign("days", 3.0 if apart > 60 else 2.0 if apart > 12 else 0.7, f"{apart} days apart")
