"""Words of a meaning in five languages: read from `words/*.txt`, found in a text all at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import ahocorasick_rs

#: letters from which on a German word may stand inside a compound
_COMPOUND = 6
_ESCAPES = re.compile(r"\\([.$&/-])")
#: what makes a form an expression rather than a word
_SIGNS = re.compile(r"[\\()\[\]?*+{}]")
_LATIN = re.compile(r"[a-zà-ÿ0-9]")
_FOREIGN = re.compile(r"[^\x00-\x7fà-ÿ]")


@dataclass(frozen=True)
class Vocabulary:
    """`weights` and `countries` by meaning; a plain form begins a word where it is Latin, and stands anywhere else."""

    weights: dict[str, float]
    countries: dict[str, str]
    forms: Sequence[tuple[str, str, bool]]  # meaning, form, whether a word ends with it
    automaton: ahocorasick_rs.AhoCorasick
    expressions: Sequence[tuple[str, re.Pattern[str]]]

    def found(self, text: str) -> dict[str, int]:
        """Meanings with the place where each stands first, in the order of the text."""
        low = text.lower()
        places: dict[str, int] = {}
        for meaning, at in (*self._plain(low), *self._expressed(low)):
            places[meaning] = min(at, places.get(meaning, at))
        return dict(sorted(places.items(), key=lambda one: one[1]))

    def _plain(self, text: str) -> Iterator[tuple[str, int]]:
        for index, start, end in self.automaton.find_matches_as_indexes(text, overlapping=True):
            meaning, form, whole = self.forms[index]
            if _begins(text, start, form) and not (whole and _LATIN.match(text, end)):
                yield meaning, start

    def _expressed(self, text: str) -> Iterator[tuple[str, int]]:
        for meaning, pattern in self.expressions:
            if found := pattern.search(text):
                yield meaning, found.start()


def _begins(text: str, start: int, form: str) -> bool:
    """Latin forms begin a word, or stand inside a German compound when long."""
    if not start or not _LATIN.match(form):
        return True
    if not _LATIN.match(text[start - 1]):
        return True
    return len(form) >= _COMPOUND and form.isalpha() and text[max(0, start - 3) : start].isalpha() and start >= 3


@cache
def vocabulary(*names: str) -> Vocabulary:
    """Of the files with these names. Raises FileNotFoundError."""
    weights: dict[str, float] = {}
    countries: dict[str, str] = {}
    plain: list[tuple[str, str, bool]] = []
    expressions: list[tuple[str, re.Pattern[str]]] = []
    for head, form in (line for name in names for line in _lines(name)):
        meaning, weight, country = head
        weights.setdefault(meaning, weight)
        countries |= {meaning: country} if country else {}
        for spaced in {form.replace(r"\s?", ""), form.replace(r"\s?", " ")}:
            bare = _ESCAPES.sub(r"\1", spaced.removeprefix(r"\b").removesuffix(r"\b"))
            if not _SIGNS.search(bare):
                plain.append((meaning, bare, spaced.endswith(r"\b")))
        if _SIGNS.search(bare):
            expressions.append((meaning, re.compile(_bounded(form))))
    automaton = ahocorasick_rs.AhoCorasick([form for _, form, _ in plain])
    return Vocabulary(weights, countries, plain, automaton, expressions)


def _lines(name: str) -> Iterator[tuple[tuple[str, float, str], str]]:
    """((meaning, weight, country), form)"""
    text = (files("rules.story") / "words" / f"{name}.txt").read_text(encoding="utf-8")
    for line in re.sub(r"\n +", "", text).splitlines():
        if line and not line.startswith("#"):
            head, _, forms = line.partition(": ")
            meaning, weight, country = [*head.split(), "", ""][:3]
            yield from (((meaning, float(weight or 1), country[1:]), form) for form in _split(forms) if form)


@cache
def families() -> dict[str, frozenset[str]]:
    """By meaning: those that another report may use in its stead, itself among them."""
    text = (files("rules.story") / "words" / "families.txt").read_text(encoding="utf-8")
    found: dict[str, frozenset[str]] = {}
    for line in text.splitlines():
        members = frozenset(line.partition(": ")[2].split())
        found |= {one: found.get(one, frozenset()) | members for one in members}
    return found


def _split(forms: str) -> Iterator[str]:
    """At the bars that stand outside of brackets."""
    depth, begin = 0, 0
    for at, sign in enumerate(forms):
        depth += (sign in "([") - (sign in ")]")
        if sign == "|" and not depth:
            yield forms[begin:at].lower()
            begin = at + 1
    yield forms[begin:].lower()


def _bounded(form: str) -> str:
    return rf"(?<![a-zà-ÿ0-9])(?:{form})" if _LATIN.match(form) else f"(?:{form})"
