"""Dates that bind, in five languages. The passages lie beside this file: published | expected | text."""

import time
from datetime import date, timedelta
from pathlib import Path

import pytest

from rules.facts import binding_dates

PASSAGES = Path(__file__).parent / "facts"
LANGUAGES = ["ko", "en", "ja", "zh", "de"]


def files(language: str) -> list[Path]:
    return sorted(PASSAGES.glob(f"dates_{language}*.txt"))


def passages(*of: Path) -> list[tuple[str, str, str]]:
    lines = [line for file in of for line in file.read_text(encoding="utf-8").splitlines()]
    rows = [line.split(" | ", 2) for line in lines if line.strip() and not line.startswith("#")]
    return [(row[0].strip(), row[1].strip(), row[2].strip()) for row in rows]


def wanted(expected: str) -> list[list[str]]:
    """`effective 2026-03-01 ; expiry null not_after 2027-01-01`; `-` is nothing; `expiry/effective` is either; `~1` a day off."""
    parts = [part.split() for part in expected.split(";") if part.strip() not in {"", "-"}]
    return [
        [
            " ".join([kind, day, *(word for word in part[2:] if word != "~1")])
            for kind in part[0].split("/")
            for day in days(part)
        ]
        for part in parts
    ]


def days(part: list[str]) -> list[str]:
    if "~1" not in part:
        return part[1].split("/")
    return [str(date.fromisoformat(part[1]) + timedelta(days=off)) for off in (-1, 0, 1)]


def found(text: str, language: str, published: str) -> list[str]:
    dates = binding_dates(text, language, date.fromisoformat(published))
    return [
        f"{one.kind} {one.date or 'null'}" + (f" not_after {one.not_after}" if one.not_after else "") for one in dates
    ]


def unlike(found: list[str], wanted: list[list[str]]) -> tuple[list[str], list[list[str]]]:
    """What was found and not wanted, and wanted and not found."""
    left = list(wanted)
    extra = []
    for one in found:
        match = next((options for options in left if one in options), None)
        if match is None:
            extra.append(one)
        else:
            left.remove(match)
    return extra, left


@pytest.mark.parametrize(
    "file", [file for language in LANGUAGES for file in files(language)], ids=lambda file: file.stem
)
def test_a_passage_binds_what_a_reader_would_note(file: Path) -> None:
    language = file.stem.removeprefix("dates_")[:2]
    wrong = [
        (text, *differing)
        for published, expected, text in passages(file)
        if (differing := unlike(found(text, language, published), wanted(expected))) != ([], [])
    ]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_quote_is_the_part_of_the_text_that_says_so(language: str) -> None:
    for published, _, text in passages(*files(language)[:3]):
        for one in binding_dates(text, language, date.fromisoformat(published)):
            assert one.quote
            assert text[one.start : one.end] == one.quote


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_is_guessed_from_the_text(language: str) -> None:
    for published, expected, text in passages(*files(language))[:3]:
        assert unlike(found(text, "", published), wanted(expected)) == ([], [])


def test_without_a_publication_day_only_printed_years_are_read() -> None:
    assert [one.date for one in binding_dates("이 고시는 2026년 7월 1일부터 시행한다.", "ko")] == ["2026-07-01"]
    assert binding_dates("이 고시는 7월 1일부터 시행한다.", "ko") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_long_document_is_read_in_linear_time(language: str) -> None:
    filler = "lorem ipsum dolor 금속 金属 Verordnung der Kommission über die Regeln " * 60
    page = ("\n".join(text for _, _, text in passages(*files(language))) + filler)[:50_000]
    text = page * (100_000 // len(page))
    start = time.process_time()
    binding_dates(text, language, date(2026, 3, 2))
    assert time.process_time() - start < 5


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("piece", ["1", " ", "(", "제", "至", "2026. 3. 4. ", "until ", "第1号、", "comment «U» "])
def test_monotonous_text_takes_no_longer(language: str, piece: str) -> None:
    text = piece * (40_000 // len(piece))
    start = time.process_time()
    binding_dates(text, language, date(2026, 3, 2))
    assert time.process_time() - start < 3
