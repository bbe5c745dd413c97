"""Sentences by the frame: every word of a row in every frame of it binds the same (published 2026-09-14).

A row is `kinds day | frames | words`; a row of `-` binds nothing, the day may be left out, `~` allows one more or less.
"""

from datetime import date
from itertools import product
from pathlib import Path

import pytest

from rules.facts import BindingDate, binding_dates, official_numbers

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


def relations_of_frames() -> list[tuple[str, str, list[str], list[str]]]:
    """(set, relation, frames, forms of a number)"""
    lines = (FRAMES / "frames_of_numbers.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split(" | ") for line in lines if not line.startswith("#")]
    forms = {head.split()[1]: rest.split(" ; ") for head, rest in rows if head.startswith("forms ")}
    return [
        (head.split()[0], head.split()[1], rest.split(" ; "), forms[head.split()[0]])
        for head, rest in rows
        if not head.startswith("forms ")
    ]


@pytest.mark.parametrize(("name", "relation", "frames", "forms"), relations_of_frames())
def test_every_form_of_a_number_is_related_by_every_frame(
    name: str, relation: str, frames: list[str], forms: list[str]
) -> None:
    wrong = []
    for frame, form in product(frames, forms):
        acting, target = form.replace("#", "45"), form.replace("#", "31")
        text = frame.replace("<A>", acting).replace("<B>", target)
        (wanted,) = official_numbers(target)[0]
        found = [(one.relation, one.target.key) for one in official_numbers(text)[1]]
        if found != [(relation, wanted.key)]:
            wrong.append((text, found))
    assert wrong == []
