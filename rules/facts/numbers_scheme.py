"""An official number in its one form, and what every family of schemes needs to read one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rules.facts.dates_calendar import HAN, number

LONGEST_RANGE = 200


@dataclass(frozen=True, slots=True)
class OfficialNumber:
    """`year` is "" where none is printed; joint issuers stand in printed order joined by +."""

    scheme: str
    authority: str
    year: str
    number: str
    start: int
    end: int

    @property
    def key(self) -> tuple[str, str, str]:
        return self.scheme, self.year, self.number

    def named(self) -> dict[str, str]:
        return {"scheme": self.scheme, "authority": self.authority, "year": self.year, "number": self.number}


def serial(text: str) -> str:
    """No leading zeros, no thousands commas, Arabic digits."""
    text = text.replace(",", "").replace(" ", "")
    return str(number(text)) if text and all(char.isdigit() or char in HAN for char in text) else text


_ITEM = re.compile(rf"\d+|[{HAN}]+")
_RANGE = re.compile(r"至|到|~|-|내지|부터|から|ないし|乃至|\bto\b|through|\bbis\b")


def spread(text: str, start: int) -> Iterator[tuple[str, int, int]]:
    """Every serial of a printed list or range and where it stands: `3号至第6号` → 3, 4, 5, 6."""
    last, last_end = None, 0
    for item in _ITEM.finditer(text):
        value = number(item.group())
        if last is not None and _RANGE.search(text[last_end : item.start()]) and 0 < value - last <= LONGEST_RANGE:
            for between in range(last + 1, value):
                yield str(between), start + item.start(), start + item.end()
        yield str(value), start + item.start(), start + item.end()
        last, last_end = value, item.end()


def joined(authorities: list[str]) -> str:
    return "+".join(one for one in authorities if one)
