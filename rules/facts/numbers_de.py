"""Germany: Bundesgesetzblatt, Bundesanzeiger, Drucksachen."""

import re
from collections.abc import Iterator

from rules.facts.dates_calendar import full_year
from rules.facts.form import Form
from rules.facts.numbers_scheme import OfficialNumber, serial

_NEW = Form(r"BGBl\.?\s?(?P<y>(?:19|20)\d\d)\s?(?P<s>I{1,3})\s?,?\s?(?:Nr\.?|S\.?)?\s?(?P<n>\d{1,5})")
_NEW_PART_FIRST = Form(r"BGBl\.?\s?(?P<s>I{1,3})\s?,?\s?(?P<y>(?:19|20)\d\d)\s?,?\s?(?:Nr\.?|S\.?)?\s?(?P<n>\d{1,5})")
_OLD = Form(r"BGBl\.?\s?(?P<s>I{1,3})\s?,?\s?(?:S\.|Nr\.?)\s?(?P<n>\d{1,5})")
_YEAR_BEFORE = re.compile(r"vom\s\d{1,2}\.\s?\S{1,10}\s(?P<y>(?:19|20)\d\d)\s?[(,]?\s?$")
_GAZETTE = Form(r"\bBAnz\.?\s?AT\s?(?P<n>\d{1,2}\.\d{1,2}\.(?P<y>(?:19|20)\d\d)(?:\s?[BV]\d{1,3})?)")
_PAPER = Form(
    r"(?P<k>\bBT-|\bBR-|\bBundestags?-?|\bBundesrats?-?|\bBundestag\s|\bBundesrat\s"
    r"|\bDeutscher\sBundestag\s)?(?:Drs\.|Drucks\.|[Dd]rucksachen?)\s?(?:Nr\.\s?)?"
    r"(?P<list>\d{1,4}/\d{1,6}(?:\s?\([A-Z]\))?(?:\s?(?:,|und)\s?\d{1,4}/\d{1,6}){0,10})"
)
_ITEM = re.compile(r"(?P<a>\d{1,4})/(?P<b>\d{1,6})")


def find(text: str) -> Iterator[OfficialNumber]:
    for pattern in (_NEW, _NEW_PART_FIRST):
        for found in pattern.finditer(text):
            yield OfficialNumber("de-bgbl", found["s"], found["y"], serial(found["n"]), *found.span())
    for found in _OLD.finditer(text):
        year = _YEAR_BEFORE.search(text[max(0, found.start() - 40) : found.start()])
        yield OfficialNumber("de-bgbl", found["s"], year["y"] if year else "", serial(found["n"]), *found.span())
    for found in _GAZETTE.finditer(text):
        yield OfficialNumber("de-banz", "BAnz AT", found["y"], " ".join(found["n"].split()), *found.span())
    yield from _papers(text)


def _papers(text: str) -> Iterator[OfficialNumber]:
    for found in _PAPER.finditer(text):
        for at, item in enumerate(_ITEM.finditer(found["list"])):
            start = found.start() if at == 0 else found.start("list") + item.start()
            end = found.start("list") + item.end()
            if _of_bundesrat(found["k"] or "", item):
                yield OfficialNumber(
                    "de-drucksache", "BR", str(full_year(int(item["b"]))), serial(item["a"]), start, end
                )
            else:
                yield OfficialNumber("de-drucksache", "BT", serial(item["a"]), serial(item["b"]), start, end)


def _of_bundesrat(printed: str, item: re.Match[str]) -> bool:
    """Without a house: a Bundestag number begins with the electoral term."""
    if printed:
        return "BR" in printed or "rat" in printed.lower()
    return int(item["a"]) > 30 and len(item["b"]) == 2
