"""Sentences by the frame: every word of a row in every frame of it binds the same (published 2026-09-14).

A row is `kinds day | frames | words`; a row of `-` binds nothing, the day may be left out, `~` allows one more or less.
"""

from datetime import date
from itertools import product
from pathlib import Path

import pytest

from rules.facts import BindingDate, binding_dates

FRAMES = Path(__file__).parent / "facts"
PUBLISHED = date(2026, 9, 14)


def fits(found: list[BindingDate], expected: str) -> bool:
    kinds, _, day = expected.partition(" ")
    if [one.kind for one in found] != [kind for kind in kinds.split(">") if kind != "-"]:
        return False
    if not day.startswith("~"):
        return not day or (found[-1].date or "null") == day
    last = date.fromisoformat(found[-1].date or "0001-01-01")
    return abs((last - date.fromisoformat(day[1:])).days) <= 1


@pytest.mark.parametrize("language", ["ko", "en", "ja", "zh", "de"])
def test_every_word_of_a_frame_binds_the_same(language: str) -> None:
    rows = (FRAMES / f"frames_{language}.txt").read_text(encoding="utf-8").splitlines()
    wrong = []
    for row in rows:
        if row.startswith("#"):
            continue
        expected, frames, words = row.split(" | ")
        for frame, word in product(frames.split(" ; "), words.split(" ; ")):
            text = frame.replace("…", word)
            found = binding_dates(text, language, PUBLISHED)
            if not fits(found, expected):
                wrong.append((text, [(one.kind, one.date) for one in found]))
    assert wrong == []
