"""A form finds what its expression finds, everywhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.facts import numbers
from rules.facts.dates_calendar import fold
from rules.facts.form import Form, forms_of

PASSAGES = sorted((Path(__file__).parent / "facts").glob("numbers*.txt"))[:4]
FORMS = (
    "(?:고시|공고) 제(?P<n>[0-9]+)호", "[ab]+c{2}(?:d|e)?f", "(?<=제)[0-9]+(?!호)", "(a|b|)x", "(?:ab){0,2}cd", "[^x]y",
    "(?i:ab)c", "(第)[0-9]+\\1", "[Nn][Oo]\\.? 0", "(?:a|bc|x?y)(?:C|N)[0-9]", "C{1,2}(?:O(?=1)|[A-Zx]O|\\bN)", "(?:a|b[cd]?|e)C",
    "[a-b][C-Ox]?제", "(?:(?:cd)+|ef)y",
)  # fmt: skip
MADE = {written: Form(written) for written in FORMS}


@given(st.sampled_from(FORMS), st.text("abcdefxyCNOno. 019제호고시공第", max_size=30), st.sampled_from(["", "-" * 300]))
def test_a_form_finds_what_its_expression_finds(written: str, text: str, longer: str) -> None:
    form, text = MADE[written], text + longer
    spans = [found.span() for found in form.expression.finditer(text)]
    assert [found.span() for found in form.finditer(text)] == spans
    assert bool(form.search(text)) == bool(spans)


def forms() -> list[Form]:
    """Of all families of numbers."""
    return [one for family in numbers.FAMILIES for one in forms_of(family)]


@pytest.mark.parametrize("path", PASSAGES, ids=lambda path: path.stem)
def test_no_form_passes_over_a_passage(path: Path) -> None:
    found, known = 0, forms()
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
    known = forms()
    assert sum(form.can_match(text) for form in known) < len(known) / 4
