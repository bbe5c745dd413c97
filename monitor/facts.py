"""The dates that bind and the official numbers of a document. Pure: text in, facts out."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from monitor.facts_bodies import bodies, is_named
from monitor.message_facts import published_day
from rules.facts import BindingDate, OfficialNumber, Relation, binding_dates, official_numbers

#: Characters that are read of a document, and of one that no rule hit: its own number stands at the beginning.
LONGEST, BEGINNING = 60_000, 600
_ATTACHED, _ATTACHMENTS = 20_000, 3  # characters of an attachment, and of how many

Row = Mapping[str, Any]
Key = tuple[str, str, str]  # scheme, year, number


@dataclass(frozen=True, slots=True)
class Place:
    """Offsets into `title`, `body` or `attachment 1`; a fact that a field of the source says has none."""

    field: str = ""
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Dated:
    kind: str
    day: str  # YYYY-MM-DD, YYYY-MM, or empty
    quote: str
    place: Place
    origin: str = "text"  # or source
    not_after: str = ""

    @property
    def due(self) -> date | None:
        """The day; of a month its first, because an effect may begin then."""
        return date.fromisoformat(self.day if len(self.day) == 10 else f"{self.day}-01") if self.day else None


@dataclass(frozen=True, slots=True)
class Numbered:
    relation: str
    scheme: str
    authority: str
    year: str
    number: str
    quote: str
    place: Place
    acting: Mapping[str, str] | None = None  # the number that acts, where it is not the document itself

    @property
    def key(self) -> Key:
        return self.scheme, self.year, self.number

    @property
    def body(self) -> str:
        return next(iter(bodies(self.authority)), "")


@dataclass(frozen=True, slots=True)
class Facts:
    dates: tuple[Dated, ...] = ()
    numbers: tuple[Numbered, ...] = ()


@cache
def grammar_version() -> str:
    """Changes with the grammar, so that what an older one has read is read again."""
    digest = hashlib.sha256()
    files = (file for file in resources.files("rules.facts").iterdir() if file.name.endswith(".py"))
    for file in sorted(files, key=lambda file: file.name):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


def facts_of(row: Row, *, whole: bool) -> Facts:
    """`whole`: everything; otherwise only what the document itself is numbered."""
    text = f"{row['title']}\n{row['text'][: LONGEST if whole else BEGINNING]}"
    numbers = tuple(_numbers(row, text))
    if not whole:
        return Facts(numbers=tuple(one for one in numbers if one.relation == "own"))
    attached = [str(one["text"]) for one in row["attachments"] if one.get("text")]
    return Facts(tuple(dates_in(row, row["dates"], attached[:_ATTACHMENTS])), numbers)


def dates_in(row: Row, stated: Iterable[Sequence[str]], attachments: Sequence[str] = ()) -> Iterator[Dated]:
    """Of title and body; `stated`: (kind, day) that the source gives as fields.

    Texts of attachments say only what kinds the document itself leaves open: they hold old laws and forms as well.
    """
    rest = {(kind, day) for kind, day in stated}
    kinds = set()
    for found in _read(row, f"{row['title']}\n{row['text'][:LONGEST]}"):
        one = _dated(found, len(row["title"]))
        kinds.add(one.kind)
        if one.day and (one.kind, one.day) in rest:
            rest.discard((one.kind, one.day))
            one = replace(one, origin="source")
        if not any(kind == one.kind and day.startswith(one.day) for kind, day in rest):
            yield one
    for kind, day in sorted(rest):
        kinds.add(kind)
        yield Dated(kind, day, "", Place(), "source")
    yield from _attached(row, attachments, kinds)


def _read(row: Row, text: str) -> Sequence[BindingDate]:
    return binding_dates(text, row["language"], published_day(row["published"]))


def _attached(row: Row, attachments: Sequence[str], kinds: set[str]) -> Iterator[Dated]:
    seen: set[tuple[str, str]] = set()
    for number, text in enumerate(attachments):
        for found in _read(row, text[:_ATTACHED]):
            key = (found.kind, found.date or "")
            if found.date and found.kind not in kinds and key not in seen:
                seen.add(key)
                place = Place(f"attachment {number + 1}", found.start, found.end)
                yield Dated(*key, found.quote, place, not_after=found.not_after or "")


def _dated(found: BindingDate, title: int) -> Dated:
    place = _place(found.start, found.end, title)
    return Dated(found.kind, found.date or "", found.quote, place, not_after=found.not_after or "")


def _place(start: int, end: int, title: int) -> Place:
    """The body begins behind the title and a line break."""
    return (
        Place("title", start, min(end, title)) if start < title else Place("body", start - title - 1, end - title - 1)
    )


def _numbers(row: Row, text: str) -> Iterator[Numbered]:
    found, relations = official_numbers(text, row["language"])
    seen: set[Key] = set()
    for printed in row["numbers"]:
        for one in official_numbers(printed)[0]:
            seen.add(_unified(one).key)
            yield _numbered(_unified(one), "own", printed, Place())
    title = len(row["title"])
    acts = {one.target.key: one for one in relations}
    own = {one.key for one in found if _is_own(one, acts, row, first=one is found[0])}
    for one in found:
        relation = "own" if one.key in own else acts[one.key].relation if one.key in acts else ""
        unified = _unified(one)
        if not relation or unified.key in seen:
            continue
        seen.add(unified.key)
        if relation == "own" and not _by_its_own_state(one.scheme, row["country"]):
            relation = "about"
        acting = _acting(acts.get(one.key), own) if relation not in ("own", "about") else None
        yield _numbered(unified, relation, text[one.start : one.end], _place(one.start, one.end, title), acting)


def _is_own(one: OfficialNumber, acts: Mapping[Key, Relation], row: Row, *, first: bool) -> bool:
    in_title = one.start < len(row["title"])
    act = acts.get(one.key)
    if act is None:
        agents = {relation.source.key for relation in acts.values() if relation.source}
        return one.key not in agents or in_title
    # a title such as "Announcement No. 46 on gallium" names its own number, where its issuer publishes it
    return act.relation == "cites" and first and in_title and is_named(one.authority, row["publisher"])


def _acting(relation: Relation | None, own: set[Key]) -> Mapping[str, str] | None:
    if relation is None or relation.source is None or relation.source.key in own:
        return None
    return _unified(relation.source).named()


def _by_its_own_state(scheme: str, country: str) -> bool:
    """A report from abroad has no number of its own: it tells of one."""
    state = scheme.partition("-")[0].upper()
    return not country or state in ("WTO", "UN") or state == {"GB": "UK"}.get(country, country)


_CELEX = re.compile(r"3(\d{4})([RLD])0*(\d{1,4})")
_ACTS = {"R": "eu-regulation", "L": "eu-directive", "D": "eu-decision"}


def _unified(one: OfficialNumber) -> OfficialNumber:
    """CELEX 32025R0351 is Regulation (EU) 2025/351."""
    celex = _CELEX.fullmatch(one.number) if one.scheme == "eu-celex" else None
    if celex is None:
        return one
    return replace(one, scheme=_ACTS[celex[2]], authority="EU", year=celex[1], number=celex[3])


def _numbered(
    one: OfficialNumber, relation: str, quote: str, place: Place, acting: Mapping[str, str] | None = None
) -> Numbered:
    return Numbered(relation, one.scheme, one.authority, one.year, one.number, quote[:200], place, acting)


def numbers_in(text: str) -> Sequence[OfficialNumber]:
    """What somebody asks for by its number."""
    return [_unified(one) for one in official_numbers(text)[0]]
