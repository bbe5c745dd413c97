"""A publication as the comparison sees it: what it names, counts, dates, and how far the matter has come."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from rules.change.figures import figures
from rules.change.places import countries, partners
from rules.change.signals import codes
from rules.facts import official_numbers
from rules.story.counted import months, ordinals
from rules.story.offices import country_of
from rules.story.sounds import spoken
from rules.story.vocabulary import Vocabulary, vocabulary

Finder = Callable[[str], Iterable[tuple[str, int, int]]]
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9&.-]*[A-Za-z0-9]")
_QUOTED = re.compile(r"[\"'「『《〈‘“„«]([^\"'」』》〉’”“»]{3,40})[\"'」』》〉’”“»]")
_LEAD = 700  # characters of a lead that are read
_ACTS = 260  # characters of the text that tell what is done
#: what a publisher speaks for of which nothing is known, by its language
_HOMES = {"ko": "KR", "ja": "JP", "zh": "CN"}
#: what sharing a value of a kind is worth
_FIGURES = {"money": 1.6, "quantity": 1.6, "share": 1.2, "date": 0.9, "span": 0.5}


def _furthest(found: Iterable[str]) -> list[str]:
    """A bill that was passed is no proposal any more."""
    stages = list(found)
    return [one for one in stages if one != "proposal"] if {"decide", "force"} & {*stages} else stages


@dataclass(frozen=True)
class Report:
    title: str
    lead: str = ""
    publisher: str = ""
    day: date | None = None
    language: str = ""

    @classmethod
    def read(cls, row: Mapping[str, Any]) -> "Report":
        """From {title, lead, publisher, date, lang}. Raises ValueError for a date that is none."""
        day = date.fromisoformat(str(row["date"])[:10]) if row.get("date") else None
        title, lead, publisher, language = (str(row.get(key) or "") for key in ("title", "lead", "publisher", "lang"))
        return cls(title, lead, publisher, day, language[:2].lower())

    @cached_property
    def head(self) -> str:
        return unicodedata.normalize("NFKC", self.title)

    @cached_property
    def text(self) -> str:
        return unicodedata.normalize("NFKC", f"{self.title}\n{self.lead[:_LEAD]}")

    @cached_property
    def topics(self) -> dict[str, float]:
        return _weighed(_topics(), self.text)

    @cached_property
    def head_topics(self) -> dict[str, float]:
        return _weighed(_topics(), self.head)

    @cached_property
    def acts(self) -> dict[str, float]:
        """What is done, in common words, by the title and the beginning of the lead."""
        return _weighed(vocabulary("acts"), self.text[:_ACTS])

    @cached_property
    def stages(self) -> list[str]:
        return _furthest(vocabulary("stages").found(self.text))

    @cached_property
    def head_stages(self) -> list[str]:
        return _furthest(vocabulary("stages").found(self.head))

    @cached_property
    def months(self) -> set[str]:
        return months(self.head)

    @cached_property
    def ordinals(self) -> list[int]:
        return ordinals(self.head)

    @cached_property
    def countries(self) -> dict[str, int]:
        """With how often each is named; the title counts twice."""
        found: dict[str, int] = {}
        for text in (self.head, self.text):
            for code, _, _ in (*countries(text), *partners(text)):
                found[code] = found.get(code, 0) + 1
        speaking = vocabulary("names").countries
        return dict.fromkeys((speaking[one] for one in self.known if one in speaking), 1) | found

    @cached_property
    def head_countries(self) -> set[str]:
        return {code for code, _, _ in (*countries(self.head), *partners(self.head))}

    @cached_property
    def home(self) -> set[str]:
        """The country that the publisher speaks for."""
        speaking = vocabulary("names")
        named = {code for code, _, _ in countries(self.publisher)} | country_of(self.publisher)
        named |= {speaking.countries[one] for one in speaking.found(self.publisher) if one in speaking.countries}
        return named or {_HOMES[self.language]} if self.language in _HOMES else named

    @cached_property
    def figures(self) -> dict[str, float]:
        """Values that two reports of one act share, with what sharing one is worth."""
        found: dict[str, float] = {}
        for one in figures(self.text, self.language):
            value = self._dated(one.value) if one.kind == "date" else one.value
            weight = _FIGURES.get(one.kind, 0.0)
            if one.kind == "number":
                weight = 0.6 if len(value) >= 2 and not re.fullmatch(r"(?:19|20)\d\d", value) else 0.0
            if weight and value:
                found[value] = weight
        return found

    def _dated(self, value: str) -> str:
        year, month, day = value.split("-")
        if month == "?" and self.day is not None and year not in ("?", str(self.day.year), str(self.day.year - 1)):
            return year
        if day == "?" or month == "?":
            return ""
        if year == "?" and self.day is not None:
            year = str(self.day.year)
        return f"{year}-{month}-{day}"

    @cached_property
    def numbers(self) -> set[str]:
        found, _ = official_numbers(self.text, self.language)
        return {f"{one.scheme} {one.year} {one.number}" for one in found}

    @cached_property
    def codes(self) -> set[str]:
        return set(codes(self.text))

    @cached_property
    def names(self) -> set[str]:
        """Latin names and abbreviations, which every language keeps."""
        words = {found[0] for found in _LATIN.finditer(self.text)}
        if self.language in ("en", "de", ""):
            words = {one for one in words if one[:1].isupper() and (one.isupper() or self._inside(one))}
        return {one.lower().strip(".") for one in words if len(one) >= 3 and one.lower() not in _common()}

    def _inside(self, word: str) -> bool:
        return re.search(rf"(?<=[a-z,] ){re.escape(word)}", self.text) is not None

    @cached_property
    def known(self) -> dict[str, float]:
        """Companies, bodies, persons and cities that have names in several languages."""
        return _weighed(vocabulary("names"), self.text)

    @cached_property
    def spoken(self) -> set[str]:
        """What may be foreign names in Hangul or katakana, as they sound."""
        return spoken(self.text) if self.language in ("ko", "ja") else set()

    @cached_property
    def capitals(self) -> set[str]:
        """Latin words with a capital, the first of a sentence too."""
        return {one for one in _LATIN.findall(self.text) if one[0].isupper()}

    @cached_property
    def quoted(self) -> set[str]:
        return {re.sub(r"\s", "", found).lower() for found in _QUOTED.findall(self.text)}

    def substances(self, names: Finder | None) -> set[str]:
        return {id_ for id_, _, _ in names(self.text)} if names else set()

    def head_substances(self, names: Finder | None) -> set[str]:
        return {id_ for id_, _, _ in names(self.head)} if names else set()


def _common() -> frozenset[str]:
    return frozenset(form for _, form, _ in vocabulary("common").forms)


def _topics() -> Vocabulary:
    return vocabulary("topics", "more_topics", "laws_and_plans")


def _weighed(words: Vocabulary, text: str) -> dict[str, float]:
    return {meaning: words.weights[meaning] for meaning in words.found(text)}
