"""Finding the days in a text and giving each its year."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from rules.facts.dates_calendar import era_year, full_year, last_day, number, real
from rules.facts.dates_grammar import Grammar, Period, Written

PASSED = timedelta(days=45)
"""A date without a year that lies so little before the publication is still of that year."""
JOINED = 16


@dataclass(frozen=True, slots=True)
class Mention:
    """A day or month of the calendar, or a bound day nobody can compute yet (`value` None)."""

    start: int
    end: int
    value: str | None
    role: str = "day"
    computed: bool = False
    not_after: str | None = None
    period: Period | None = None
    means: str = ""
    printed: bool = True  # with its year

    def day(self) -> date | None:
        if self.value is None:
            return None
        return date.fromisoformat(self.value) if len(self.value) == 10 else last_day(*map(int, self.value.split("-")))


def written(grammar: Grammar, text: str, published: date | None) -> list[Written]:
    """All that names a day, in order; where two readings overlap the earlier form in the table wins."""
    taken: list[Written] = []
    busy = bytearray(len(text) + 1)
    for one in _candidates(grammar, text, published):
        if not any(busy[one.start : one.end]):
            busy[one.start : one.end] = b"\1" * (one.end - one.start)
            taken.append(one)
    return sorted(taken, key=lambda one: one.start)


def _candidates(grammar: Grammar, text: str, published: date | None) -> Iterable[Written]:
    yield from grammar.relatives(text, published)
    for form in grammar.forms:
        for found in form.finditer(text):
            one = _read(grammar, found, published)
            if one is not None:
                yield one


def _read(grammar: Grammar, found: re.Match[str], published: date | None) -> Written | None:
    part = {name: value for name, value in found.groupdict().items() if value}
    month = _month(grammar, part.get("m", ""))
    day = number(part["d"]) if "d" in part else None
    if not (0 <= month <= 12) or (day is not None and not 1 <= day <= 31):
        return None
    word = grammar.words.get(re.sub(r"\s+", " ", part.get("w", "")).strip().lower(), "")
    if "alone" in part:
        word = "near"
    if "last" in part and month and day is None:
        word = f"{word} last"
    elif not word and "y" not in part and "era" not in part and _is_gone(grammar, found):
        word = "past"
    elif not word and "y" not in part and "era" not in part and _is_due(grammar, found):
        word = "due"
    return Written(*found.span(), month=month, day=day, year=_year(part, published), word=word)


def _is_due(grammar: Grammar, found: re.Match[str]) -> bool:
    """An end without a year is still to come."""
    before = found.string[max(0, found.start() - 40) : found.start()]
    return bool(grammar.ends.match(found.string, found.end()) or grammar.ends_before.search(before))


def _is_gone(grammar: Grammar, found: re.Match[str]) -> bool:
    before = found.string[max(0, found.start() - 40) : found.start()]
    return bool(grammar.gone_after.match(found.string, found.end()) or grammar.gone_before.search(before))


def _month(grammar: Grammar, text: str) -> int:
    if not text:
        return 0
    return grammar.months.get(text.lower().rstrip("."), 0) or (
        number(text) if text[0] not in "abcdefghijklmnopqrstuvwxyz" else 99
    )


def _year(part: dict[str, str], published: date | None) -> int | None:
    if "era" in part:
        return era_year(part["era"], number(part["ey"]))
    if "y" in part:
        return full_year(number(part["y"]), published)
    return None


def mentions(grammar: Grammar, text: str, published: date | None) -> list[Mention]:
    found = written(grammar, text, published)
    result: list[Mention] = []
    years: list[int | None] = [one.year for one in found]
    years_printed = [year is not None for year in years]
    for at, one in enumerate(found):
        dated = _dated(found, years, at, published, year_last=grammar.year_last)
        years[at] = dated.year
        value = _value(dated)
        if value is not None or (one.computed and one.value is None):
            limit = one.not_after.isoformat() if one.not_after else None
            result.append(
                Mention(
                    one.start, one.end, value, one.role, one.computed, limit, one.period, one.means, years_printed[at]
                )
            )
    return result


def _value(one: Written) -> str | None:
    if one.computed:
        return one.value.isoformat() if one.value and one.value != date.max else None
    if one.year is None or not one.month or not 1 <= one.year <= 9998:
        return None
    if one.day is None:
        return last_day(one.year, one.month).isoformat() if "last" in one.word else f"{one.year:04}-{one.month:02}"
    day = real(one.year, one.month, one.day)
    return day.isoformat() if day else None


def _dated(
    found: list[Written], years: list[int | None], at: int, published: date | None, *, year_last: bool
) -> Written:
    """The same day with the month and year its neighbours, its words or the publication give it."""
    one = found[at]
    if one.computed or (one.year is not None and one.month):
        return (
            one if not one.computed or one.value is None else replace(one, year=one.value.year, month=one.value.month)
        )
    before = found[at - 1] if at and one.start - found[at - 1].end <= JOINED else None
    last = found[at - 1] if at else None
    if one.word == "same day" and last is not None and last.day:
        found[at] = replace(one, year=years[at - 1], month=last.month, day=last.day)
    elif "same" in one.word and last is not None:
        found[at] = replace(one, year=years[at - 1], month=one.month or last.month)
    elif (
        before is not None
        and not before.computed
        and years[at - 1] is not None
        and one.word.strip() in {"", "last", "due"}
    ):
        found[at] = _following(one, before, years[at - 1])
    elif one.month or one.word:
        found[at] = _by_publication(one, published)
        _borrow_year(found, at, year_last=year_last)
    else:
        found[at] = _with_month_of_next(found, at)
        _borrow_year(found, at, year_last=year_last)
    return found[at]


def _following(one: Written, before: Written, year: int | None) -> Written:
    month = one.month or before.month
    if year is None or not month:
        return one
    earlier = (month, one.day or 31) < (before.month, before.day or 0)
    return replace(one, month=month, year=year + earlier)


def _with_month_of_next(found: list[Written], at: int) -> Written:
    one = found[at]
    if at + 1 == len(found) or found[at + 1].start - one.end > JOINED:
        return one
    return replace(one, month=found[at + 1].month)


def _borrow_year(found: list[Written], at: int, *, year_last: bool) -> None:
    """July 1 to September 30, 2027: the first day has the year of the second."""
    one = found[at]
    if not year_last or one.word not in {"", "due"} or at + 1 == len(found) or found[at + 1].start - one.end > JOINED:
        return
    after = found[at + 1]
    if after.year is not None and after.month and one.month:
        later = (one.month, one.day or 1) > (after.month, after.day or 31)
        found[at] = replace(one, year=after.year - later)


def _by_publication(one: Written, published: date | None) -> Written:
    if published is None:
        return one
    word = one.word
    for sign, shift in (("year+1", 1), ("year-1", -1), ("year0", 0)):
        if sign in word:
            return replace(one, year=published.year + shift, month=one.month or published.month)
    for sign, shift in (("month+1", 1), ("month-1", -1), ("month0", 0)):
        if sign in word:
            year, month = divmod(published.year * 12 + published.month - 1 + shift, 12)
            return replace(one, year=year, month=month + 1)
    return _nearest(one, published, timedelta(0) if "next" in word or word == "due" else PASSED)


def _nearest(one: Written, published: date, passed: timedelta) -> Written:
    """The next such day, or one that has just passed; with "past" the last such day."""
    months = [one.month] if one.month else range(1, 13)
    days = [
        (day, replace(one, year=year, month=month))
        for year in range(published.year - 1, published.year + 2)
        for month in months
        if (day := real(year, month, one.day) if one.day else last_day(year, month))
    ]
    if not one.month:
        passed = timedelta(days=3)
    if "past" in one.word:
        gone = [item for item in days if item[0] <= published]
        return gone[-1][1] if gone else one
    coming = [item for item in days if item[0] >= published - passed]
    return coming[0][1] if coming else one
