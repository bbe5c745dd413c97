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
from rules.story.topics import months, ordinals, stages, topics

Finder = Callable[[str], Iterable[tuple[str, int, int]]]
_COMMON = frozenset(
    [
        "the",
        "and",
        "for",
        "with",
        "from",
        "into",
        "over",
        "under",
        "mou",
        "fta",
        "usd",
        "eur",
        "new",
        "act",
        "law",
        "rule",
        "notice",
        "federal",
        "register",
        "pdf",
        "oil",
        "via",
        "per",
        "gdp",
        "ceo",
        "vat",
        "und",
        "der",
        "die",
        "das",
        "ihre",
        "eine",
        "auf",
        "bei",
        "zum",
        "zur",
        "ab",
        "ihr",
    ]
)
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9&.-]*[A-Za-z0-9]")
_OFFICES = {
    code: re.compile(pattern, re.IGNORECASE)
    for code, pattern in {
        "CN": r"^(?:商务部|国务院|海关总署|财政部|外交部|发改委|国家发|工信部|工业和信息化部|"
        r"自然资源部|税务总局|市场监管总局)|MOFCOM",
        "KR": r"부$|^(?:관세청|무역위원회|대통령실|금융위원회|국무조정실|무역안보관리원|조달청|"
        r"산업부|외교부|기획예산처|국가기술표준원)",
        "JP": r"^(?:経済産業省|財務省|外務省|環境省|内閣府|防衛省|税関|首相官邸)|\bMETI\b|\bMOFA Japan",
        "US": r"federal register|white house|\bBIS\b|\bUSTR\b|\bEXIM\b|"
        r"department of (?:state|commerce|energy|defense|war|the interior|treasury)|"
        r"\bUSITC\b|\bUSGS\b|\bOFAC\b|congress|u\.s\.",
        "EU": r"european commission|council of the eu|european parliament|eur-lex|"
        r"europäische kommission|official journal",
        "DE": r"^(?:BMWE|BMWK|BAFA|Bundes|Auswärtiges Amt)",
    }.items()
}
_QUOTED = re.compile(r"[\"'「『《〈‘“„«]([^\"'」』》〉’”“»]{3,40})[\"'」』》〉’”“»]")


def _furthest(found: list[str]) -> list[str]:
    """A bill that was passed is no proposal any more."""
    return [one for one in found if one != "proposal"] if {"decide", "force"} & {*found} else found


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
        return unicodedata.normalize("NFKC", f"{self.title}\n{self.lead[:700]}")

    @cached_property
    def topics(self) -> dict[str, float]:
        return topics(self.text)

    @cached_property
    def head_topics(self) -> dict[str, float]:
        return topics(self.head)

    @cached_property
    def stages(self) -> list[str]:
        return _furthest(stages(self.text))

    @cached_property
    def head_stages(self) -> list[str]:
        return _furthest(stages(self.head))

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
        return found

    @cached_property
    def head_countries(self) -> set[str]:
        return {code for code, _, _ in (*countries(self.head), *partners(self.head))}

    @cached_property
    def home(self) -> set[str]:
        """The country that the publisher speaks for."""
        named = {code for code, _, _ in countries(self.publisher)}
        return named | {code for code, pattern in _OFFICES.items() if pattern.search(self.publisher)}

    @cached_property
    def figures(self) -> dict[str, float]:
        """Values that two reports of one act share, with what sharing one is worth."""
        worth = {"money": 1.6, "quantity": 1.6, "share": 1.2, "date": 0.9, "span": 0.5}
        found: dict[str, float] = {}
        for one in figures(self.text, self.language):
            value = self._dated(one.value) if one.kind == "date" else one.value
            weight = worth.get(one.kind, 0.0)
            if one.kind == "number":
                weight = 0.6 if len(value) >= 3 and not re.fullmatch(r"(?:19|20)\d\d", value) else 0.0
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
        return {one.lower().strip(".") for one in words if len(one) >= 3 and one.lower() not in _COMMON}

    def _inside(self, word: str) -> bool:
        return re.search(rf"(?<=[a-z,] ){re.escape(word)}", self.text) is not None

    @cached_property
    def quoted(self) -> set[str]:
        return {re.sub(r"\s", "", found).lower() for found in _QUOTED.findall(self.text)}

    def substances(self, names: Finder | None) -> set[str]:
        return {id_ for id_, _, _ in names(self.text)} if names else set()

    def head_substances(self, names: Finder | None) -> set[str]:
        return {id_ for id_, _, _ in names(self.head)} if names else set()
