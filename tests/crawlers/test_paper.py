from __future__ import annotations

import pytest

from crawlers.extract import Extraction, extract
from tests.crawlers.made_documents import docx, hp, hp_table, hwpx, pdf, w_table, wp

BOXES = [["보도시점", "2026. 3. 5.(목) 11:00 이후 (3. 6.(금) 조간)", "배포", "2026. 3. 4.(수)"]]
DESK = [["담당 부서", "산업자원안보과", "책임자", "과장 아무개"]]
TITLE = "핵심광물 비축, 올해 두 배로 늘린다"
TEXT = "정부는 핵심광물 비축 물량을 두 배로 늘린다."


def summary(found: Extraction) -> tuple[str, str, str, str]:
    (paper,) = found.items
    assert found.kinds == ["document"]
    return paper.title, paper.published.isoformat() if paper.published else "", paper.date_precision, paper.publisher


@pytest.mark.parametrize(
    "file",
    [
        hwpx(hp("보도자료") + hp_table(BOXES) + hp("산업통상부") + hp(TITLE) + hp(f"- {TEXT}") + hp_table(DESK)),
        docx(wp("보도자료") + wp("산업통상부") + w_table(BOXES) + wp(TITLE) + wp(TEXT) + w_table(DESK)),
        pdf([f"산업통상부\n보도자료\n보도시점 2026. 3. 5.(목) 11:00\n{TITLE}\n{TEXT}"]),
    ],
    ids=["hwpx", "docx", "pdf"],
)
def test_press_releases(file: bytes) -> None:
    found = extract("release", file)
    assert summary(found) == (TITLE, "2026-03-04T15:00:00+00:00", "day", "산업통상부")
    assert TEXT in found.items[0].text


def test_papers_of_other_kinds() -> None:
    notice = docx(
        wp("공고 제2026-17호")
        + wp("2026년 희소금속 기술개발 사업 공고")
        + wp("다음과 같이 공고한다.")
        + wp("2026. 1. 9.")
    )
    title = "2026년 희소금속 기술개발 사업 공고"
    assert summary(extract("x", notice))[:3] == (title, "2026-01-08T15:00:00+00:00", "day")
    signed = docx(wp("도시광산 실태") + wp("조사 결과를 밝힌다.") + wp("(한국광물협회, 2025.12.1)"))
    assert summary(extract("x", signed)) == ("도시광산 실태", "2025-11-30T15:00:00+00:00", "day", "한국광물협회")
    plain = docx(
        wp("A study of tungsten") + wp("Tungsten is mined in few places, for version 4.1 of this text, 3 May 2020")
    )
    assert summary(extract("x", plain)) == ("A study of tungsten", "", "unknown", "")


def test_a_paper_without_words_takes_the_name_of_its_file() -> None:
    assert extract("2026-갈륨.docx", docx(wp("1 2 3"))).items[0].title == "2026-갈륨"
