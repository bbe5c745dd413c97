"""Who, where from and when: the words in the brackets behind a title."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from crawlers.bulletins.grammar import Grammar
from crawlers.item import DatePrecision

_FULL_DATE = re.compile(r"(20\d\d)\s*[.\-/년年]\s*(\d{1,2})(?:\s*[.\-/월月]\s*(\d{1,2}))?")
_DATED = re.compile(r"\s*,\s*\d{1,2}[./]\d{1,2}\.?(?=\s|[·/,]|$)")  # `美 NIST, 11.20 / 英 DSIT`
_JOINT = r"[·ㆍ・,/&]"


@dataclass(frozen=True, slots=True)
class Moment:
    at: datetime
    precision: DatePrecision


@dataclass(frozen=True, slots=True)
class Number:
    """Which issue of a series; zeros when it does not say."""

    year: int = 0
    number: int = 0


def publisher(grammar: Grammar, by: str) -> tuple[str, str]:
    """Name and country: `美 DOE·日 METI` → `DOE·METI`, US: the first named."""
    by = _DATED.sub("", " ".join(by.split()))
    if not grammar.marks:
        return by, _country_named(grammar, by)
    marks = "|".join(sorted(map(re.escape, grammar.marks), key=len, reverse=True))
    mark = re.compile(rf"(?<![^\s·ㆍ・,/&])((?:{marks})(?:\s*{_JOINT}\s*(?:{marks}))*)(?:\s+|(?=[A-Za-z가-힣]{{2,}}))")
    found = mark.search(by)
    if found and found.start() == 0 and not _latin_glued(found, by):
        country = grammar.marks[re.split(rf"\s*{_JOINT}\s*", found[1])[0]]
        name = re.sub(mark, "", by)
        return (by if name in grammar.needs_mark else name), country
    return by, _country_named(grammar, by)


def _latin_glued(found: re.Match[str], by: str) -> bool:
    """`EUROSTAT` does not begin with the mark EU, nor `호주` with 호."""
    return found.end() == found.end(1) and (found[1].isascii() or "가" <= found[1][-1] <= "힣")


def _country_named(grammar: Grammar, by: str) -> str:
    if by in grammar.marks:
        return grammar.marks[by]
    names = sorted(grammar.countries, key=len, reverse=True)
    return next((grammar.countries[name] for name in names if _begins(by, name)), "")


def _begins(by: str, name: str) -> bool:
    """`US DOE` begins with US, USENIX does not; 미국지질조사소 begins with 미국."""
    return by.startswith(f"{name} ") or by == name or (not name.isascii() and by.startswith(name))


def moment(grammar: Grammar, text: str, issue: Number, cited: str = "") -> Moment | None:
    """A date without a year is of the cited original's year, else of the last such month before the issue."""
    found = re.match(grammar.date, text.strip())
    if not found:
        return None
    month, day = int(found["month"]), int(found["day"] or 0)
    year = _year(found["year"]) or _cited_year(cited, month) or _issue_year(grammar, issue, month)
    return _moment(grammar, year, month, day)


def cited_moment(grammar: Grammar, cited: str) -> Moment | None:
    found = _FULL_DATE.findall(cited)
    return _moment(grammar, *(int(part or 0) for part in found[-1])) if found else None


def whole_moment(grammar: Grammar, found: re.Match[str]) -> Moment | None:
    return _moment(grammar, int(found["year"]), int(found["month"]), int(found["day"] or 0))


def _moment(grammar: Grammar, year: int, month: int, day: int) -> Moment | None:
    try:
        local = datetime(year, month, day or 1, tzinfo=ZoneInfo(grammar.timezone))
    except ValueError:
        return None
    return Moment(local.astimezone(UTC), "day" if day else "month")


def _year(text: str | None) -> int:
    digits = "".join(filter(str.isdigit, text or ""))
    return int(digits) + (2000 if len(digits) == 2 else 0) if digits else 0


def _cited_year(cited: str, month: int) -> int:
    return next((int(year) for year, other, _ in reversed(_FULL_DATE.findall(cited)) if int(other) == month), 0)


def _issue_year(grammar: Grammar, issue: Number, month: int) -> int:
    """Issue 1 of January tells of December: a month well after the issue's own is of the year before."""
    own = -(-issue.number * 12 // grammar.issues_a_year) if issue.number else 12
    return issue.year - (1 if issue.year and month > min(own, 12) + 3 else 0)
