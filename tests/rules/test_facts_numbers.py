"""Official numbers and their relations. The passages lie beside this file: numbers | relations | text."""

import time
from pathlib import Path

import pytest

from rules.facts import OfficialNumber, official_numbers

PASSAGES = Path(__file__).parent / "facts"


def files() -> list[Path]:
    return sorted(PASSAGES.glob("numbers*.txt"))


def passages(*of: Path) -> list[tuple[str, str, str]]:
    lines = [line for file in of or files() for line in file.read_text("utf-8").splitlines()]
    rows = [line.split(" | ", 2) for line in lines if line.strip() and not line.startswith("#")]
    return [(row[0].strip(), row[1].strip(), row[2].strip()) for row in rows]


def wanted(expected: str) -> set[str]:
    return {part.strip() for part in expected.split(" ; ") if part.strip() not in {"", "-"}}


def short(one: OfficialNumber) -> str:
    return f"{one.scheme}:{one.year}:{one.number}".replace(" ", "")


@pytest.mark.parametrize("file", files(), ids=lambda file: file.stem)
def test_a_passage_names_these_numbers_and_relates_them_so(file: Path) -> None:
    wrong = []
    for numbers, relations, text in passages(file):
        found, related = official_numbers(text)
        read = {short(one) for one in found}, {f"{one.relation} {short(one.target)}" for one in related}
        if read != (wanted(numbers), wanted(relations)):
            wrong.append((text, *read))
    assert wrong == []


def test_a_number_knows_where_it_stands() -> None:
    for _, _, text in passages():
        for one in official_numbers(text)[0]:
            assert any(char.isalnum() for char in text[one.start : one.end])


@pytest.mark.parametrize(
    ("authority", "text"),
    [
        ("商务部+海关总署", "商务部、海关总署公告2027年第3号"),
        ("商务部", "根据中国商务部公告2027年第3号"),
        ("산업통상부+관세청", "산업통상부·관세청 공고 제2027-3호"),
        ("経済産業省", "令和9年経済産業省告示第3号"),
        ("EPA-HQ-OAR", "EPA-HQ-OAR-2027-0003"),
        ("国函", "按照国函〔2027〕3号要求"),
        ("BR", "BR-Drs. 3/27"),
    ],
)
def test_the_issuer_is_the_printed_name(authority: str, text: str) -> None:
    assert official_numbers(text)[0][0].authority == authority


def test_the_source_is_the_act_that_does_it() -> None:
    (relation,) = official_numbers("Directive 2006/66/EC is repealed by Regulation (EU) 2023/1542.")[1]
    assert relation.source is not None
    assert (short(relation.source), short(relation.target)) == ("eu-regulation:2023:1542", "eu-directive:2006:66")


def test_without_another_act_the_document_itself_does_it() -> None:
    (relation,) = official_numbers("Executive Order 14250 is hereby revoked.")[1]
    assert relation.named()["source"] == "this"


def test_a_long_document_is_read_in_linear_time() -> None:
    page = "\n".join(text for _, _, text in passages()) + "lorem ipsum dolor 금속 金属 Verordnung 12/34 " * 100
    text = page * (150_000 // len(page))
    start = time.process_time()
    official_numbers(text)
    assert time.process_time() - start < 5


@pytest.mark.parametrize("piece", ["1", " ", "(", "제", "第", "号、", "91 FR 22 ", "第1号、第2号", "제1호, "])
def test_monotonous_text_takes_no_longer(piece: str) -> None:
    text = piece * (40_000 // len(piece))
    start = time.process_time()
    official_numbers(text)
    assert time.process_time() - start < 3
