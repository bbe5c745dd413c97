"""Words that bind, permit, count or name, as classes: two words of one class mean the same to the reader."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from rules.change.figures import figures, han
from rules.change.places import countries, partners
from rules.change.signal_words import expression, table


@dataclass(frozen=True, slots=True)
class Signal:
    """Equal (type, value) means nothing changed; `start` and `end` in the segment."""

    type: str
    value: str
    start: int
    end: int


_CODE = re.compile(
    r"(?<![\d.\w])(?:\d{4}\.\d{2}(?:[.-]\d{2,4}){0,3}(?:-\d{4})?|\d{4}\s\d{2}(?:\s\d{2}){0,2}(?=\s|$|"
    r"[,.;)])|\d{8,10}(?=\D|$))(?![\d%])|\b[0-9][A-E][0-9]{3}(?:\.[a-z0-9]+)*\b|(?<=hs\s)\d{4,10}|"
    r"(?<=hsk\s)\d{4,10}|(?<=税号)\d{4,10}|\b\d{2,7}-\d{2}-\d\b", re.IGNORECASE)  # fmt: skip
_DOCKET = re.compile(
    r"\b[A-Z]{2,8}(?:-[A-Z]{2,8})?-\d{4}-\d{2,6}\b|"
    r"\b(?:GB(?:/T)?|ISO(?:/IEC)?|IEC|DIN(?: EN)?|KS [A-Z]|JIS [A-Z]|ASTM [A-Z])\s?\d{2,6}(?:[-—–:]\d{2,4})?"
)
#: signals whose absence alone proves nothing: style adds and drops them freely
WEAK = frozenset({
    "tax-office",
    "adopted", "affirmative", "aft", "all", "any", "applicant", "authority", "central", "chair", "company", "copy",
    "customs", "end", "fine", "fore", "foreign", "granted", "household", "include", "individual", "local",
    "metal", "new",
    "only", "or", "original", "prison", "punish", "ref", "should", "some", "start", "used", "warning",
})  # fmt: skip


def signals(text: str, language: str) -> list[Signal]:
    """In order; a place counts once, for codes before figures, figures before names, names before words."""
    taken = bytearray(len(text) + 1)
    found: list[Signal] = []
    for one in _all(text, language):
        if one.end > one.start and not any(taken[one.start : one.end]):
            taken[one.start : one.end] = b"\1" * (one.end - one.start)
            found.append(one)
    return sorted((one for one in found if one.type), key=lambda one: one.start)


def _all(text: str, language: str) -> Iterator[Signal]:
    from rules.facts import official_numbers

    for number in official_numbers(text, language)[0]:
        yield Signal("number", f"{number.scheme} {number.year} {number.number}", number.start, number.end)
    for docket in _DOCKET.finditer(text):
        yield Signal("number", docket[0].lower(), *docket.span())
    for code in _CODE.finditer(text):
        yield Signal("hs_code", re.sub(r"\W", "", code[0]).lower(), *code.span())
    words = [(table()[int((found.lastgroup or "s0")[1:])], found) for found in expression(text).finditer(text)]
    for word, found in words:
        if word.name == "ref":
            yield Signal("number", f"ref {_bare(found[0])}", *found.span())
    for figure in figures(text, language):
        yield Signal(_type(figure.kind), figure.value, figure.start, figure.end)
    for country, start, end in (*countries(text), *partners(text)):
        yield Signal("country", country, start, end)
    for word, found in words:
        if word.name != "ref":
            alert = f" {found[0].lower()}" if word.name == "alert" else ""
            yield Signal(word.type, word.name + alert, *found.span())


_REF = re.compile("|".join(table()[0].forms), re.IGNORECASE)


def ref(text: str, renumbered: Mapping[str, str] = MappingProxyType({})) -> str:
    """The text with its references to articles in one form, the old numbers among them replaced."""

    def form(found: re.Match[str]) -> str:
        bare = _bare(found[0])
        head = next((one for one in sorted(renumbered, key=len, reverse=True) if bare.startswith(one)), "")
        return renumbered[head] + bare[len(head) :] if head else bare

    return _REF.sub(form, text)


def heading(text: str) -> tuple[str, str]:
    """The number an article begins with, and the beginning of what it says."""
    found = _REF.match(text)
    if found is None:
        return "", ""
    return _bare(found[0]), re.sub(r"\W", "", _REF.sub("", text[found.end() : found.end() + 90])).lower()[:40]


def _bare(text: str) -> str:
    bare = (
        re.sub(r"[\s第제]|(?<=\d)s", "", text)
        .lower()
        .replace("sections", "section")
        .replace("sec.", "section")
        .replace("articles", "article")
        .replace("absatz", "abs")
        .replace("artikel", "art")
        .replace("nummer", "nr")
        .replace(".", "")
    )
    return re.sub(r"[〇一二三四五六七八九十百]+", lambda found: str(han(found[0])), bare).replace("條", "条")


def _type(kind: str) -> str:
    return {"weekday": "", "time": "date", "span": "date", "share": "threshold", "money": "amount"}.get(
        kind, "amount" if kind in ("quantity", "number") else kind
    )


def codes(text: str) -> Iterator[str]:
    """HS, CAS and control-list codes without their dots."""
    return (re.sub(r"\W", "", found[0]).lower() for found in _CODE.finditer(text))
