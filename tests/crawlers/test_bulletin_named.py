from __future__ import annotations

import re
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

from crawlers.bulletins.grammar import grammars, read_grammar
from crawlers.bulletins.named import Number, cited_moment, moment, publisher

(GRAMMAR,) = grammars()


@pytest.mark.parametrize(
    ("by", "name", "country"),
    [
        ("美 NIST", "NIST", "US"),
        ("美NIST", "NIST", "US"),
        ("美 DOE·NREL", "DOE·NREL", "US"),
        ("美 DOE·日 METI", "DOE·METI", "US"),
        ("美·日 정부", "美·日 정부", "US"),
        ("英 GO-Science", "GO-Science", "UK"),
        ("獨 BMWK", "BMWK", "DE"),
        ("日 경제산업성·문부과학성", "경제산업성·문부과학성", "JP"),
        ("中 上海市人民政府", "上海市人民政府", "CN"),
        ("中国信息通信研究院", "中国信息通信研究院", "CN"),
        ("佛 경제재정부", "경제재정부", "FR"),
        ("加 NRCan", "NRCan", "CA"),
        ("濠 산업부", "산업부", "AU"),
        ("台 경제부", "경제부", "TW"),
        ("韓 과기부", "과기부", "KR"),
        ("EU 집행위", "EU 집행위", "EU"),
        ("EU JRC", "JRC", "EU"),
        ("EU", "EU", "EU"),
        ("EUROSTAT", "EUROSTAT", ""),
        ("미국지질조사소", "미국지질조사소", "US"),
        ("인도네시아 광물부", "인도네시아 광물부", "ID"),
        ("호주 정부", "호주 정부", "AU"),
        ("UK Finance", "UK Finance", "UK"),
        ("USENIX", "USENIX", ""),
        ("Accenture", "Accenture", ""),
        ("美 NIST, 11.20 / 英 DSIT", "NIST / DSIT", "US"),
    ],
)
def test_publishers(by: str, name: str, country: str) -> None:
    assert publisher(GRAMMAR, by) == (name, country)


@pytest.mark.parametrize(
    ("date", "issue", "cited", "expected"),
    [
        ("11.20", Number(2023, 23), "", "2023-11-20 day"),
        ("11/10", Number(2023, 23), "", "2023-11-10 day"),
        ("11月", Number(2023, 23), "", "2023-11-01 month"),
        ("12월", Number(2024, 1), "", "2023-12-01 month"),
        ("12월 20일", Number(2024, 1), "", "2023-12-20 day"),
        ("12.20", Number(2024, 2), "", "2023-12-20 day"),
        ("12.20", Number(2024, 24), "", "2024-12-20 day"),
        ("1.5", Number(2024, 1), "", "2024-01-05 day"),
        ("’22.12.5", Number(2024, 1), "", "2022-12-05 day"),
        ("2021.3.4", Number(2024, 1), "", "2021-03-04 day"),
        ("3.4", Number(2024, 6), "DOE, A plan, 2022.3.4.", "2022-03-04 day"),
        ("3.4", Number(), "DOE, A plan, 2022.3.4.", "2022-03-04 day"),
        ("1.15~17", Number(2024, 2), "", "2024-01-15 day"),
        ("13.1", Number(2024, 2), "", ""),
        ("2.30", Number(2024, 4), "", ""),
        ("3.4", Number(), "", ""),
    ],
)
def test_dates(date: str, issue: Number, cited: str, expected: str) -> None:
    found = moment(GRAMMAR, date, issue, cited)
    said = f"{found.at.astimezone(ZoneInfo('Asia/Seoul')):%Y-%m-%d} {found.precision}" if found else ""
    assert said == expected


@pytest.mark.parametrize(
    ("head", "by", "date"),
    [
        ("양자 센서 전략 (美 DOE·NREL, 3.4)", "美 DOE·NREL", "3.4"),
        ("국가 계획(NQI) 개정 (美 OSTP(백악관), 2023.11)", "美 OSTP(백악관)", "2023.11"),
        ("소재 시장 전망 (Deloitte, ’23.11)", "Deloitte", "’23.11"),
        ("소재 시장 전망 (Deloitte, 2023)", "Deloitte", "2023"),
        ("소재 시장 전망(日 경제산업성, 11月20日)", "日 경제산업성", "11月20日"),
        ("소재 시장 전망 （中 工信部， 1.2）", "中 工信部", "1.2"),
        ("공동 성명 (美 NIST, 11.20 / 英 DSIT, 11.21)", "美 NIST, 11.20 / 英 DSIT", "11.21"),
        ("공동 성명 (G7, 5.19~21)", "G7", "5.19~21"),
    ],
)
def test_heads(head: str, by: str, date: str) -> None:
    found = re.match(GRAMMAR.head, head)
    assert found
    assert (found["by"], found["date"]) == (by, date)


@pytest.mark.parametrize(
    "line", ["올해 예산은 20억 원 (전년 대비 3.4)", "다음을 참고 (그림 1, 표 2)", "(美 NIST, 11.20)"]
)
def test_lines_that_are_no_heads(line: str) -> None:
    assert not re.match(GRAMMAR.head, line)


def test_the_date_of_a_cited_original() -> None:
    found = cited_moment(GRAMMAR, "DOE, 2030 vision, 2022.3.")
    assert found
    assert found.precision == "month"
    assert cited_moment(GRAMMAR, "DOE, A plan") is None


def test_a_grammar_says_what_is_wrong_with_it() -> None:
    with pytest.raises(ValidationError, match="no regular expression"):
        read_grammar("title: '('")
