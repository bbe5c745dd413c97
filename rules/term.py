"""What the scan looks for, and what must be checked where it finds it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from rules.boundary import script
from rules.fold import GAP_CHARACTERS
from rules.shorthand import Boundary, Unit

#: Where something stands in a concept or rule.
Loc = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """Context of a name, compiled: terms of words, concepts, and how far."""

    terms: tuple[int, ...]
    concepts: tuple[str, ...]
    within: Unit | int


@dataclass(frozen=True, slots=True)
class Term:
    number: int
    pattern: int
    owner: str
    name: str
    plain: str
    spelled: str
    joints: frozenset[int]
    musts: bool
    boundary: Boundary
    language: str
    exact: str | None = None
    bound: str | None = None
    code: bool = False
    needs: Beside | None = None
    refuses: Beside | None = None
    voiders: tuple[int, ...] = ()
    #: Nothing is checked where it stands without a gap.
    free: bool = False

    @property
    def certain(self) -> bool:
        return self.needs is None and self.refuses is None


@dataclass(frozen=True, slots=True)
class Leaf:
    """Several terms asked for together; `terms` by pattern, each with the concept to report."""

    number: int
    patterns: frozenset[int]
    terms: dict[int, tuple[tuple[int, str], ...]]
    shown: str


@lru_cache(maxsize=4096)
def _shared(joints: frozenset[int]) -> frozenset[int]:
    """Thousands of names have none, or one at the same place."""
    return joints


def joints_of(spelled: str) -> tuple[str, frozenset[int], bool]:
    """The name without its gaps, where they were, and whether one must be there (a space between Latin words)."""
    plain = "".join(letter for letter in spelled if letter not in GAP_CHARACTERS)
    joints, offset, musts = set(), 0, False
    for letter, after in zip(spelled, f"{spelled[1:]} ", strict=True):
        if letter not in GAP_CHARACTERS:
            offset += 1
            continue
        joints.add(offset)
        latin = 0 < offset < len(plain) and script(plain[offset - 1]) == "L" == script(plain[offset])
        musts = musts or (letter == " " and latin and after not in GAP_CHARACTERS)
    return plain, _shared(frozenset(joints)), musts


def is_capitals(name: str) -> bool:
    letters = [letter for letter in name if letter.isalpha()]
    return len(letters) <= 5 and all("A" <= letter <= "Z" for letter in letters) and bool(letters)


def exact_of(name: str) -> str:
    normal = unicodedata.normalize("NFKC", name)
    return "".join(letter for letter in normal if letter not in GAP_CHARACTERS)
