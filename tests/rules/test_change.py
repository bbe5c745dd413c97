from collections import Counter
from collections.abc import Callable
from time import process_time

import pytest

from rules.change import grade, rendered
from rules.change.alignment import opcodes
from rules.change.comparing import Finder
from tests.rules.change_cases import cases
from tests.rules.finding import names


@pytest.fixture(scope="module", name="names")
def read_names() -> Finder:
    return names()


@pytest.fixture(scope="module")
def graded(names: Finder) -> list[tuple[str, str, str]]:
    """(wanted, found, what it was) of every case"""
    changes = [(lang, label, grade(old, new, lang, names=names)) for lang, label, old, new in cases()]
    return [(label, change.label, f"{lang} {rendered(change.pieces)[-120:]}") for lang, label, change in changes]


def test_revisions_are_graded(graded: list[tuple[str, str, str]]) -> None:
    found = Counter((wanted == "material", got == "material") for wanted, got, _ in graded)
    f1 = 2 * found[True, True] / (2 * found[True, True] + found[True, False] + found[False, True])
    assert f1 >= 0.98, [one for one in graded if (one[0] == "material") != (one[1] == "material")]


def test_none_is_told_from_minor(graded: list[tuple[str, str, str]]) -> None:
    assert sum(wanted == got for wanted, got, _ in graded) / len(graded) >= 0.97


@pytest.mark.parametrize(("language", "label", "old", "new"), cases()[::17])
def test_a_text_is_never_news_to_itself(language: str, label: str, old: str, new: str) -> None:
    assert grade(new, new, language).label == "none"


@pytest.mark.parametrize(
    ("old", "new", "type_", "value"),
    [
        ("The duty is 5 percent.", "The duty is 9 percent.", "threshold", "9 percent"),
        ("It applies from 3 May 2027.", "It applies from 5 May 2027.", "date", "5 May 2027"),
        ("The quota is 300 tonnes.", "The quota is 350 tonnes.", "amount", "350 tonnes"),
        ("It covers HTS 8112.92.10.", "It covers HTS 8112.92.60.", "hs_code", "8112.92.60"),
        ("Goods from Peru are exempt.", "Goods from Chile are exempt.", "country", "Chile"),
        ("It covers tin, zinc and lead.", "It covers tin, zinc, cadmium and lead.", "item_added", "cadmium"),
        ("Exporters must report.", "Exporters need not report.", "modality", "need not"),
        ("Docket No. USTR-2027-0003 is open.", "Docket No. USTR-2027-0008 is open.", "number", "USTR-2027-0008"),
    ],
)
def test_facts_say_what_changed(old: str, new: str, type_: str, value: str) -> None:
    change = grade(old, new, "en")
    assert change.label == "material"
    assert any(fact.type == type_ and value in fact.new for fact in change.facts), change.facts


def test_the_language_is_guessed() -> None:
    assert grade("Die Frist beträgt 1.500 Tage und wird am 3. Mai enden.", "Die Frist beträgt 1500 Tage und wird am 3. Mai enden.").label == "none"  # fmt: skip


def test_the_diff_shows_what_went_came_and_moved() -> None:
    change = grade("one line\nsecond line\nthe rate is 5%", "second line\none line\nthe rate is 7%", "en")
    text = rendered(change.pieces)
    assert "[-5-]{+7+}" in text
    assert "{~" in text
    assert "".join(piece.text for piece in change.pieces if piece.kind in ("same", "added", "moved")).count("line") == 2


def test_a_long_document_is_graded_in_time() -> None:
    lines = [f"Entry {at}: company {at * 7919 % 9973} is subject to a licence of {at} tonnes." for at in range(1000)]
    changed = [*lines[:500], "Entry X: company 5 is exempt.", *lines[501:]]
    begun = process_time()
    assert grade("\n".join(lines), "\n".join(changed), "en").label == "material"
    assert process_time() - begun < 5


def test_two_texts_with_nothing_in_common_are_graded_in_time() -> None:
    old = " ".join(f"word{at * 31 % 977}" for at in range(3000))
    new = "。".join("甲乙丙丁戊己庚辛"[at % 8] * 5 for at in range(1000))
    begun = process_time()
    grade(old, new)
    assert process_time() - begun < 5


@pytest.mark.parametrize(
    "changed",
    [
        lambda lines: [line.replace("tonnes", f"tonnes of {at}") for at, line in enumerate(lines)],
        lambda lines: [line for pair in zip(lines, reversed(lines), strict=True) for line in pair],
        lambda lines: [" ".join(lines)],
    ],
)
def test_a_long_document_that_changed_all_over_is_graded_in_time(changed: Callable[[list[str]], list[str]]) -> None:
    words = (
        "office",
        "licence",
        "export",
        "duty",
        "rate",
        "period",
        "notice",
        "import",
        "control",
        "material",
        "article",
        "within",
        "days",
    )
    lines = [
        f"Section {at}. " + " ".join(words[(at * 7 + by * by) % len(words)] for by in range(30)) + f" {at} tonnes."
        for at in range(500)
    ]
    begun = process_time()
    grade("\n".join(lines), "\n".join(changed(lines)), "en")
    assert process_time() - begun < 4


def test_lines_are_aligned_whatever_stands_between_them() -> None:
    old, new = list("abcabcxyz"), list("bcaxabczz")
    found = opcodes(old, new)
    assert [line for tag, _, _, at, to in found for line in new[at:to]] == new
    assert all(old[a:b] == new[c:d] for tag, a, b, c, d in found if tag == "equal")
    assert sum(b - a for tag, a, b, _, _ in found if tag == "equal") >= 5
