"""What a match means for somebody: touched are their own materials, HS codes, countries and suppliers, or not. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PrivateAttr,
    StringConstraints,
    model_validator,
)

if TYPE_CHECKING:
    from monitor.subscription import Severity, Told
    from rules import Concept, RuleSet

SEVERITIES: tuple[Severity, ...] = ("low", "medium", "high")

#: Below this share of what one buys, a country is touched and raises nothing.
_SMALL_SHARE = 10

#: A code is one by its form (8112.92, 81129289), or because a word before it says so.
_FORMED = r"(?<![\d.,-])(\d{4}(?:[. ]\d{2}){1,3}|\d{8}|\d{10})(?![\d%]|[.,]\d)"
_SAID = (
    r"(?:(?<![a-z])(?:hs|hts|htsus|hsk|cn|taric|(?:sub)?headings?)(?![a-z])|세번|품목번호|관세번호|税号|税號|税则|税則|商品编[号码]|商品編號|関税番号)"
    r"(?:\s*(?:codes?|nos?\.?|코드|コード|号|:|：|ex))*\s*(\d{4}(?:[. ]?\d{2}){0,3})(?!\d)"
)
_CODES = re.compile(f"{_FORMED}|{_SAID}", re.IGNORECASE)
_DAY = re.compile(r"20[1-4]\d")  # the year of a date; no heading begins with it
_LONGEST = 200_000  # characters that are read

#: Legal forms, which texts leave out.
_FORMS = re.compile(
    r"(?:[\s,]+(?:co\.?,?\s*ltd\.?|ltd\.?|limited|inc\.?|corp\.?|corporation|plc|llc|gmbh|ag|s\.?a\.?|n\.?v\.?|pty\.?\s*ltd\.?)"
    r"|\s*(?:주식회사|\(주\)|㈜|股份有限公司|有限公司|株式会社|\(株\)))+$",
    re.IGNORECASE,
)


def _digits(value: object) -> object:
    return re.sub(r"[.\s]", "", value) if isinstance(value, str) else value


def _spelled(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _findable(names: tuple[str, ...]) -> tuple[str, ...]:
    if any(len(re.sub(r"\W", "", name)) < 2 for name in names):
        raise ValueError("a supplier needs two letters or more to be found by")
    return names


HsCode = Annotated[str, BeforeValidator(_digits), StringConstraints(pattern=r"^\d{2}(\d{2}){0,4}$")]
Supplier = Annotated[tuple[str, ...], BeforeValidator(_spelled), AfterValidator(_findable), Field(min_length=1)]
Country = Annotated[str, StringConstraints(pattern="^[A-Z]{2}$")]


class Exposure(BaseModel):
    """What somebody makes, buys and whom they buy from. A supplier is a name, or a list of its spellings."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    materials: tuple[str, ...] = ()  # minerals or concepts; a group stands for its members
    hs: tuple[HsCode, ...] = ()
    countries: tuple[Country, ...] = ()
    suppliers: tuple[Supplier, ...] = ()
    shares: dict[Country, Annotated[float, Field(ge=0, le=100)]] = {}  # percent of what is bought, by country
    untouched: Literal["leave", "lower"] = "leave"  # severity of what touches nothing of it
    only_exposed: bool = False  # what touches nothing of it is not told
    _known: dict[str, tuple[str, ...]] = PrivateAttr(default_factory=dict)  # see `completed`

    @model_validator(mode="after")
    def _says_something(self) -> Exposure:
        if not (self.materials or self.hs or self.countries or self.suppliers or self.shares):
            raise ValueError("says nothing: give materials, hs, countries, suppliers or shares")
        return self


@dataclass(frozen=True, slots=True)
class ForMe:
    """The severity for somebody, and why; `touches`: what of the profile the match touches."""

    severity: Severity
    touches: tuple[str, ...] = ()
    reason: str = ""


def for_me(exposure: Exposure, match: Told) -> ForMe:
    """A material with a country or supplier of theirs is a step graver; what touches nothing may be a step less."""
    what, where = _materials(exposure, match), _places(exposure, match)
    touches = tuple(said for said, _ in (*what, *where))
    grave = bool(what) and any(counts for _, counts in where)
    step = 1 if grave else -1 if not touches and exposure.untouched == "lower" else 0
    severity = SEVERITIES[min(max(SEVERITIES.index(match.severity) + step, 0), 2)]
    if not touches:
        return ForMe(severity, (), "touches nothing of the exposure profile")
    by = f"{severity} instead of {match.severity}: " if severity != match.severity else ""
    return ForMe(severity, touches, by + "touches " + ", ".join(touches))


Touch = tuple[str, bool]  # what is said, and whether it counts


def _materials(exposure: Exposure, match: Told) -> list[Touch]:
    named = {*match.minerals, *match.concepts}
    found = [(f"material {one}", True) for one in exposure.materials if named & {one, *exposure._known.get(one, ())}]
    carried = [(code, concept) for concept in match.concepts for code in exposure._known.get(f"hs of {concept}", ())]
    for mine in exposure.hs:
        by = next((f" ({concept})" for code, concept in carried if _touch(code, mine)), "")
        if by or any(_touch(code, mine) for code in codes_in(f"{match.title}\n{match.text}")):
            found.append((f"HS {mine}{by}", True))
    return found


def _places(exposure: Exposure, match: Told) -> list[Touch]:
    found = []
    for country in dict.fromkeys((*exposure.countries, *exposure.shares)):
        if country in match.countries:
            share = exposure.shares.get(country)
            said = f" ({share:g} % of what is bought)" if share is not None else ""
            found.append((f"country {country}{said}", share is None or share >= _SMALL_SHARE))
    return found + [(f"supplier {name}", True) for name in suppliers_in(exposure.suppliers, match.title, match.text)]


def _touch(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


@lru_cache(32)
def codes_in(text: str) -> frozenset[str]:
    """HS codes that stand in a text, as digits."""
    found = (formed or said for formed, said in _CODES.findall(text[:_LONGEST]))
    return frozenset(re.sub(r"\D", "", one) for one in found if not _DAY.match(one))


def suppliers_in(suppliers: tuple[tuple[str, ...], ...], title: str, text: str) -> list[str]:
    """The first name of each supplier that is named, however it is spelled, wrapped or written wide."""
    if not suppliers:
        return []
    from rules import Candidate

    hits = _supplier_rules(suppliers).hits(Candidate(title=title, text=text))
    named = {concept for hit in hits for concept in hit.concepts}
    return [names[0] for number, names in enumerate(suppliers) if f"supplier-{number}" in named]


@lru_cache(32)
def _supplier_rules(suppliers: tuple[tuple[str, ...], ...]) -> RuleSet:
    """Names are found as the rules find names."""
    import rules

    concepts = [
        {"id": f"supplier-{number}", "kind": "supplier", "names": {"": sorted({*names, *map(_short, names)})}}
        for number, names in enumerate(suppliers)
    ]
    rule = {"id": "supplier", "title": {"en": "Supplier"}, "when": {"concept": [one["id"] for one in concepts]}}
    return rules.compile([rules.Concept.model_validate(one) for one in concepts], [rules.Rule.model_validate(rule)])


def _short(name: str) -> str:
    short = _FORMS.sub("", name).strip()
    return short if len(short) > 1 else name


def completed(exposure: Exposure, concepts: Mapping[str, Concept]) -> Exposure:
    """With what the concepts know: material → what it stands for, `hs of CONCEPT` → its codes."""
    known = {one: tuple(sorted(_stands_for(one, concepts))) for one in exposure.materials}
    codes = {f"hs of {one.id}": tuple(str(_digits(code)) for code in one.hs) for one in concepts.values() if one.hs}
    copy = exposure.model_copy()
    copy._known = known | (codes if exposure.hs else {})
    return copy


def _stands_for(name: str, concepts: Mapping[str, Concept]) -> set[str]:
    waiting, found = [name], set[str]()
    while waiting:
        one = waiting.pop()
        if one not in found and (concept := concepts.get(one)):
            found |= {one, *([concept.mineral] if concept.mineral else [])}
            waiting += concept.members
    return found


def unknown(exposure: Exposure, concepts: Iterable[Concept]) -> list[tuple[tuple[str | int, ...], str]]:
    """(place in the profile, problem) of names that no concept has."""
    ids = {one.id for one in concepts} | {one.mineral for one in concepts if one.mineral}
    places = {one.country for one in concepts if one.country}
    given: list[tuple[str, str, Sequence[Any], set[str]]] = [
        ("materials", "material", exposure.materials, ids),
        ("countries", "country", exposure.countries, places),
    ]
    problems: list[tuple[tuple[str | int, ...], str]] = []
    for field, kind, names, known in given:
        wrong = [(number, name) for number, name in enumerate(names) if name not in known]
        problems += [((field, number), f"there is no {kind} {name!r}{near(name, known)}") for number, name in wrong]
    wrong_shares = [name for name in exposure.shares if name not in places]
    return problems + [(("shares", name), f"there is no country {name!r}{near(name, places)}") for name in wrong_shares]


def near(name: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    found = get_close_matches(name, sorted(known), n=1)
    return f", did you mean {found[0]!r}?" if found else ""
