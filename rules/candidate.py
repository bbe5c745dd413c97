"""What a rule looks at and what it finds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rules.shorthand import Severity


@dataclass(frozen=True)
class Candidate:
    title: str
    text: str = ""
    publisher: str = ""
    section: str = ""
    attachments: Sequence[str] = ()
    source: str = ""
    country: str = ""
    language: str = ""


class Span(NamedTuple):
    """Evidence: characters `start` to `end` of the field as written.

    Fields: title, body, publisher, section, attachment; attachment:2 and so on for further ones. `concept` is empty
    for a phrase or regular expression of the rule itself.
    """

    field: str
    start: int
    end: int
    concept: str = ""


class Hit(NamedTuple):  # like Span a tuple, because making a frozen dataclass costs as much as finding the hit
    rule_id: str
    severity: Severity
    labels: tuple[str, ...] = ()
    concepts: tuple[str, ...] = ()
    minerals: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()


class RuleError(Exception):
    """Concepts and rules that do not fit together; `problems` are (id, place inside it, message)."""

    def __init__(self, problems: Sequence[tuple[str, tuple[str | int, ...], str]]) -> None:
        self.problems = list(problems)
        super().__init__("\n".join(f"{id_}: {'.'.join(map(str, loc))}: {text}" for id_, loc, text in self.problems))
