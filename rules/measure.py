"""Predictions against labelled items: precision, recall, F1 and the confusion of severity."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

#: Either label counts for this one.
ANY = "any"


@dataclass(frozen=True, slots=True)
class Score:
    true: int = 0
    extra: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        return self.true / (self.true + self.extra) if self.true + self.extra else 0.0

    @property
    def recall(self) -> float:
        return self.true / (self.true + self.missed) if self.true + self.missed else 0.0

    @property
    def f1(self) -> float:
        whole = 2 * self.true + self.extra + self.missed
        return 2 * self.true / whole if whole else 0.0


@dataclass(frozen=True, slots=True)
class Labelled:
    """One item: what people said and what the rules said."""

    item: Mapping[str, Any]
    wanted: frozenset[str]
    given: frozenset[str]
    wanted_severity: int
    severity: int
    wanted_minerals: frozenset[str]
    minerals: frozenset[str]


@dataclass(frozen=True, slots=True)
class Report:
    items: int
    scores: Mapping[tuple[str, str], Score]  # by group and label
    minerals: Score
    severity: Mapping[tuple[int, int], int]  # wanted, given → items
    left_alone: int
    flagged_wrongly: int
    errors: Sequence[Labelled] = field(default=())

    @property
    def severity_exact(self) -> float:
        wanted = {pair: count for pair, count in self.severity.items() if pair[0]}
        right = sum(count for (one, other), count in wanted.items() if one == other)
        return right / sum(wanted.values()) if wanted else 0.0


def labels_of(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """The keys of items whose values are 0 and 1, besides hard and ambiguous."""
    keys: dict[str, bool] = {}
    for row in rows:
        for key, value in row.items():
            keys[key] = keys.get(key, True) and value in (0, 1) and not isinstance(value, float)
    return [key for key, binary in keys.items() if binary and key not in ("hard", "ambiguous", "severity")]


def labelled(item: Mapping[str, Any], given: Mapping[str, Any], labels: Sequence[str]) -> Labelled:
    return Labelled(
        item=item,
        wanted=frozenset(label for label in labels if item.get(label)),
        given=frozenset(given["labels"]) & frozenset(labels),
        wanted_severity=int(item.get("severity") or 0),
        severity=int(given["severity"]),
        wanted_minerals=frozenset(item.get("minerals") or ()),
        minerals=frozenset(given["minerals"]),
    )


def measure(rows: Sequence[Labelled], labels: Sequence[str]) -> Report:
    groups = {"all": rows, **_by(rows, "hard"), **_by(rows, "lang")}
    scores = {
        (group, label): _score(part, label) for group, part in groups.items() for label in [*labels, ANY]
    }  # fmt: skip
    alone = [row for row in rows if not row.wanted]
    return Report(
        items=len(rows),
        scores=scores,
        minerals=_minerals(rows),
        severity=Counter((row.wanted_severity, row.severity) for row in rows),
        left_alone=len(alone),
        flagged_wrongly=sum(bool(row.given) for row in alone),
        errors=[row for row in rows if row.wanted != row.given],
    )


def _by(rows: Sequence[Labelled], key: str) -> dict[str, list[Labelled]]:
    name: Callable[[Any], str] = (lambda value: "hard" if value else "not hard") if key == "hard" else str
    values = sorted({name(row.item[key]) for row in rows if key in row.item})
    return {value: [row for row in rows if key in row.item and name(row.item[key]) == value] for value in values}


def _score(rows: Sequence[Labelled], label: str) -> Score:
    def has(labels: frozenset[str]) -> bool:
        return bool(labels) if label == ANY else label in labels

    return Score(
        true=sum(has(row.wanted) and has(row.given) for row in rows),
        extra=sum(has(row.given) and not has(row.wanted) for row in rows),
        missed=sum(has(row.wanted) and not has(row.given) for row in rows),
    )


def _minerals(rows: Sequence[Labelled]) -> Score:
    return Score(
        true=sum(len(row.wanted_minerals & row.minerals) for row in rows),
        extra=sum(len(row.minerals - row.wanted_minerals) for row in rows),
        missed=sum(len(row.wanted_minerals - row.minerals) for row in rows),
    )
