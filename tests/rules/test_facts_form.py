"""A form finds what its expression finds, everywhere."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.facts import numbers
from rules.facts.dates_calendar import fold
from rules.facts.form import Form

PASSAGES = sorted((Path(__file__).parent / "facts").glob("numbers*.txt"))[:4]
FORMS = [
    ("(?:고시|공고) 제(?P<n>[0-9]+)호", 0), ("[ab]+c{2}(?:d|e)?f", 0), ("no\\.? [0-9]+", re.IGNORECASE), ("(a|b|)x", 0),
    ("(?<=제)[0-9]+(?!호)", 0), ("(?:ab){0,2}cd", 0), ("[^x]y", 0), ("(?i:ab)c", 0), ("(第)[0-9]+\\1", 0),
]  # fmt: skip


@given(st.sampled_from(FORMS), st.text("abcdefxyCNOno. 019제호고시공第İſK", max_size=30))
def test_a_form_finds_what_its_expression_finds(written: tuple[str, int], text: str) -> None:
    form, expression = Form(*written), re.compile(*written)
    spans = [found.span() for found in expression.finditer(text)]
    assert [found.span() for found in form.finditer(text)] == spans
    assert bool(form.search(text)) == bool(spans)


def forms() -> Iterator[Form]:
    """Of all families of numbers."""
    for family in numbers.FAMILIES:
        waiting = list(vars(sys.modules[family.__module__]).values())
        while waiting:
            one = waiting.pop()
            if isinstance(one, Form):
                yield one
            elif isinstance(one, tuple | list):
                waiting += one


@pytest.mark.parametrize("path", PASSAGES, ids=lambda path: path.stem)
def test_no_form_passes_over_a_passage(path: Path) -> None:
    found, known = 0, list(forms())
    for line in path.read_text(encoding="utf-8").splitlines():
        text = fold(line)
        for form in known:
            spans = [one.span() for one in form.expression.finditer(text)]
            found += len(spans)
            assert [one.span() for one in form.finditer(text)] == spans, form.expression.pattern
    assert found
    assert len(known) > 50


def test_english_is_not_read_for_numbers_of_other_scripts() -> None:
    text = "The ministry announced a programme for roads and ferries in the northern provinces. " * 7
    known = list(forms())
    assert sum(form.can_match(text) for form in known) < len(known) / 4
