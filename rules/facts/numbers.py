"""Official numbers of documents, laws, dockets and cases, each in one form, and how they relate."""

from collections.abc import Iterable
from dataclasses import replace
from types import ModuleType

from rules.facts import numbers_cn, numbers_de, numbers_eu, numbers_jp, numbers_kr, numbers_us
from rules.facts.dates_calendar import fold
from rules.facts.form import forms_of, possible
from rules.facts.numbers_relations import Relation, relations
from rules.facts.numbers_scheme import OfficialNumber

FAMILIES: tuple[ModuleType, ...] = (numbers_de, numbers_us, numbers_eu, numbers_kr, numbers_jp, numbers_cn)
#: Of each its forms, as bits.
_READ = [(family.find, sum(form.bit for form in forms_of(family))) for family in FAMILIES]


def official_numbers(text: str, language: str = "") -> tuple[list[OfficialNumber], list[Relation]]:
    """Each number once, where it first stands; the relations of the document and of its numbers to others."""
    folded = fold(text)
    may_find = possible(folded)
    places = _apart(_whole(folded, one) for find, forms in _READ if forms & may_find for one in find(folded))
    if not places:
        return [], []
    places = _inherited(places)
    unique: dict[tuple[str, str, str], OfficialNumber] = {}
    for one in places:
        unique.setdefault(one.key, one)
    return list(unique.values()), relations(folded, places)


def _whole(text: str, one: OfficialNumber) -> OfficialNumber:
    """The 号 or 호 behind the digits belongs to the number."""
    end = (
        one.end + 1
        if text[one.end : one.end + 1] == " " and text[one.end + 1 : one.end + 2] in ("号", "호")
        else one.end
    )
    return replace(one, end=end + 1) if text[end : end + 1] in ("号", "호") else one


def _apart(found: Iterable[OfficialNumber]) -> list[OfficialNumber]:
    """Where two readings overlap the earlier family, and in it the earlier form, is right; a range shares one place."""
    taken: list[OfficialNumber] = []
    owner: dict[int, tuple[int, int]] = {}
    for one in found:
        place = (one.start, one.end)
        if all(owner.get(at, place) == place for at in range(one.start, one.end)):
            owner.update(dict.fromkeys(range(one.start, one.end), place))
            taken.append(one)
    return sorted(taken, key=lambda one: (one.start, one.end))


def _inherited(places: list[OfficialNumber]) -> list[OfficialNumber]:
    """ "first notice No. 2026-41" is by the body named before."""
    last: dict[str, str] = {}
    result = []
    for one in places:
        if one.scheme in ("kr-gosi", "kr-gonggo") and not one.authority and one.scheme in last:
            one = OfficialNumber(one.scheme, last[one.scheme], one.year, one.number, one.start, one.end)
        if one.authority:
            last[one.scheme] = one.authority
        result.append(one)
    return result


__all__ = ["OfficialNumber", "Relation", "official_numbers"]
