"""What speaks for one story."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import lru_cache

from rules.change.places import countries
from rules.story.report import Finder, Report
from rules.story.sounds import sound_alike
from rules.story.vocabulary import vocabulary
from rules.story.weights import Sign
from rules.story.wording import wording

#: topics that are substances too and count once
_SUBSTANCES = frozenset({"rare-earth", "aluminium-products", "magnet", "silicon", "gold", "heavy-rare-earth"})
#: weight from which on a topic in both titles says much
_RARE = 1.5
#: a stage that only one of two reports of one act would not leave out
TOLD = (
    "proposal",
    "initiation",
    "provisional",
    "final",
    "extension",
    "correction",
    "suspension",
    "withdrawal",
    "reaction",
    "followup",
    "meeting",
    "aftermath",
    "counter",
)


def likeness(a: Report, b: Report, names: Finder | None) -> Iterator[Sign]:
    if a.language == b.language or not (a.language and b.language):
        yield from wording(a, b)
    yield from _shared("number", "same number", a.numbers & b.numbers, 1)
    yield from _shared("code", "same code", a.codes & b.codes, 2)
    yield from _shared("substances", "same substances", a.substances(names) & b.substances(names), 2)
    shared = set(a.countries) & (set(b.countries) | b.home) | set(b.countries) & a.home
    yield from _shared("countries", "same countries", shared, 2)
    yield from _shared("meeting", "same meeting", {str(one) for one in set(a.ordinals) & set(b.ordinals)}, 1)
    yield from _names(a, b)
    yield from _shared("quoted", "same quoted name", a.quoted & b.quoted, 1)
    yield from _figures(a, b)
    yield from _topics(a, b, names)
    yield from _acts(a, b)
    yield from _near(a, b)
    yield from _shared("stage", "same stage", set(a.stages) & set(b.stages) & {*TOLD} - {"meeting"}, 1)


def _shared(kind: str, what: str, found: Collection[str], most: float) -> Iterator[Sign]:
    if found:
        yield Sign(kind, min(most, len(found)), f"{what}: {', '.join(sorted(found)[:5])}")


def _names(a: Report, b: Report) -> Iterator[Sign]:
    heard = (
        sound_alike(a.capitals, b.spoken)
        | sound_alike(b.capitals, a.spoken)
        | (a.spoken & b.spoken if a.language != b.language else set())
    )
    latin = (a.names & b.names) - a.known.keys()
    if a.language != b.language:
        latin |= _foreign(a) & {one.lower() for one in b.capitals} | _foreign(b) & {one.lower() for one in a.capitals}
        latin |= {one.lower() for one in a.capitals & b.capitals if _is_name(one)}
        latin -= a.known.keys()
    worth = len(latin) + len({one.lower() for one in heard} - latin)
    yield from _shared("names", "same names", [*latin, *heard], 2) if worth else ()
    known = a.known.keys() & b.known.keys()
    if known:
        yield Sign("known", min(2.5, sum(a.known[one] for one in known)), f"same names: {', '.join(sorted(known))}")


@lru_cache(4096)
def _is_name(word: str) -> bool:
    """No word that two Latin languages share: Export, Minister, China."""
    plain = vocabulary("topics", "more_topics", "laws_and_plans", "acts", "stages", "names").found(word)
    return len(word) >= 5 and not plain and not list(countries(word))


def _foreign(one: Report) -> set[str]:
    """Latin names in a text of another script."""
    return one.names if one.language in ("ko", "ja", "zh") else set()


def _figures(a: Report, b: Report) -> Iterator[Sign]:
    shared = a.figures.keys() & b.figures.keys()
    if shared:
        amount = min(2.5, sum(a.figures[one] for one in shared))
        yield Sign("figures", amount, f"same figures: {', '.join(sorted(shared)[:5])}")


def _topics(a: Report, b: Report, names: Finder | None) -> Iterator[Sign]:
    counted = _SUBSTANCES if a.substances(names) & b.substances(names) else frozenset()
    shared = (a.topics.keys() & b.topics.keys()) - counted
    if shared:
        amount = sum(a.topics[one] for one in shared)
        rarest = sorted(shared, key=lambda one: (-a.topics[one], one))
        yield Sign("topics", min(5.0, amount), f"same matter: {', '.join(rarest[:5])}")
    rare = [one for one in shared if a.topics[one] >= _RARE and one in a.head_topics and one in b.head_topics]
    if rare:
        yield Sign("rare topic", 1, f"both titles: {', '.join(sorted(rare)[:5])}")
    heads = (a.head_topics.keys() & b.topics.keys() | b.head_topics.keys() & a.topics.keys()) - counted
    told = {**a.head_topics, **b.head_topics}
    if told:
        covered = sum(told[one] for one in heads) / sum(worth for one, worth in told.items())
        yield Sign("covered", covered, f"{covered:.0%} of what the titles are about")


def _acts(a: Report, b: Report) -> Iterator[Sign]:
    shared = a.acts.keys() & b.acts.keys()
    if shared:
        whole = (sum(a.acts.values()) * sum(b.acts.values())) ** 0.5
        yield Sign("acts", sum(a.acts[one] for one in shared) / whole, f"same acts: {', '.join(sorted(shared)[:5])}")


def _near(a: Report, b: Report) -> Iterator[Sign]:
    if a.day and b.day and (apart := abs((a.day - b.day).days)) <= 3:
        yield Sign("near", 1.0 if apart <= 1 else 0.6, f"{apart} days apart")
