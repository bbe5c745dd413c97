from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawlers.documents.lost_dots import repaired
from crawlers.extract import Extraction, extract

DOCUMENTS = Path(__file__).parents[2].parent / "shared" / "documents"

RELEASE = """폐배터리 순환이용 시범사업 착수… 재생원료 인증 마련

담당부서 : 기후에너지환경부


  • 한국생산성본부
  • 3
  • 1,204
  • 0
  • Print
  • 상태: 노출
  • 03-11

기후에너지환경부는 3월 10일 폐배터리 순환이용 시범사업을 시작한다. 정?제련 기업과 전기?전자 재활용 업체가 참여한다.

\u00a0

? 대상: 니켈?코발트?리튬

사업은 왜 필요할까?라고 묻는 이도 있다.

?

(기후에너지환경부, 2026.3.10)

https://www.korea.kr/briefing/pressReleaseView.do?newsId=156748001&pageIndex=1&repCode=&period=year


ESG 정책뉴스

"""
BOARDS = {
    "one line": "번호 제목 글쓴이 날짜 조회수\n"
    "3802 산업단지 탄소중립 전환 지원 공고 관리자 2026-03-11 1,020\n"
    "3801 2026년 자원순환 실태조사\n결과 발표 관리자 2026-03-11 7\n"
    "3800 3월 2026-03-01 기준 배출권 가격 관리자 2026-03-10 3\n",
    "one cell": "번호\n제목\n글쓴이\n날짜\n조회수\n3802\n산업단지 탄소중립 전환 지원 공고\n관리자\n2026-03-11\n1,020\n"
    "3801\n2026년 자원순환 실태조사 결과 발표\n관리자\n2026-03-11\n7\n"
    "3800\n3월 2026-03-01 기준 배출권 가격\n관리자\n2026-03-10\n3",
    "tabs": "번호\t제목\t글쓴이\t날짜\t조회수\n3802\t산업단지 탄소중립 전환 지원 공고\t관리자\t2026-03-11\t1,020\n"
    "3801\t2026년 자원순환 실태조사 결과 발표\t관리자\t2026-03-11\t7\n"
    "3800\t3월 2026-03-01 기준 배출권 가격\t관리자\t2026-03-10\t3",
    "bars": "번호 | 제목 | 글쓴이 | 날짜 | 조회수\n"
    "3802 | 산업단지 탄소중립 전환 지원 공고 | 관리자 | 2026-03-11 | 1,020\n"
    "3801 | 2026년 자원순환 실태조사 결과 발표 | 관리자 | 2026-03-11 | 7\n"
    "3800 | 3월 2026-03-01 기준 배출권 가격 | 관리자 | 2026-03-10 | 3",
}


def read(text: str, name: str = "page.txt") -> Extraction:
    return extract(name, text.encode())


@pytest.mark.parametrize("board", BOARDS.values(), ids=list(BOARDS))
def test_a_repeated_release_with_its_board(board: str) -> None:
    found = read(RELEASE + board)
    release, *rows = found.items
    assert found.kinds == ["document", "row", "row", "row"]
    assert (release.key, release.publisher, release.country) == ("156748001", "기후에너지환경부", "KR")
    assert release.title == "폐배터리 순환이용 시범사업 착수… 재생원료 인증 마련"
    assert (release.published, release.date_precision) == (datetime(2026, 3, 9, 15, tzinfo=UTC), "day")
    assert release.cited == ("https://www.korea.kr/briefing/pressReleaseView.do?newsId=156748001",)
    assert release.text.startswith("기후에너지환경부는 3월 10일")
    assert "정·제련 기업과 전기·전자" in release.text
    assert "· 대상: 니켈·코발트·리튬" in release.text
    assert "필요할까?라고" in release.text
    assert "Print" not in release.text
    assert [(row.key, row.title) for row in rows] == [
        ("3802", "산업단지 탄소중립 전환 지원 공고"),
        ("3801", "2026년 자원순환 실태조사 결과 발표"),
        ("3800", "3월 2026-03-01 기준 배출권 가격"),
    ]
    assert found.said["3802"] == {"number": "3802", "author": "관리자", "views": "1,020"}
    assert {row.section for row in rows} == {"ESG 정책뉴스"}


def test_a_board_alone_has_no_document() -> None:
    found = read("번호 제목 등록일\n공지 누리집 점검 2026.01.02\n12 리튬 가격 2026.01.01\n11 흑연 가격 2025.12.31\n")
    assert found.kinds == ["row"] * 3
    assert [item.key for item in found.items[1:]] == ["12", "11"]


@pytest.mark.parametrize(
    ("line", "by", "moment"),
    [
        ("광물쟁이(Mineral) 2025. 5. 3. 08:15", "광물쟁이(Mineral)", "2025-05-02T23:15+00:00 time"),
        ("by 광물쟁이 2025. 6. 7.", "광물쟁이", "2025-06-06T15:00+00:00 day"),
        ("등록일 : 2025-06-07 오후 3:05", "", "2025-06-07T06:05+00:00 time"),
        ("2025.06.07 | 광물쟁이", "광물쟁이", "2025-06-06T15:00+00:00 day"),
    ],
)
def test_posts(line: str, by: str, moment: str) -> None:
    said = ["인듐은 아연을 제련할 때 함께 나온다.", "2024. 1. 1. 기준으로 값이 올랐다.", "끝으로 한마디."]
    (post,) = read("\n\n".join(["자원/금속", "인듐을 찾아서", line, *said, "공유하기", "게시글 관리"])).items
    assert (post.title, post.section, post.publisher) == ("인듐을 찾아서", "자원/금속", by)
    assert post.published
    assert f"{post.published.isoformat(timespec='minutes')} {post.date_precision}" == moment
    assert post.text.split("\n") == said


def test_english_and_japanese_posts() -> None:
    (post,) = read("Indium in 2026\n\nBy Jane Doe | March 5, 2026\n\nIndium is a by-product of zinc.").items
    assert (post.title, post.publisher) == ("Indium in 2026", "Jane Doe")
    assert post.published == datetime(2026, 3, 5, tzinfo=UTC)
    (post,) = read("資源ノート\n\n輸出規制の影響\n\n2025年7月3日 10:00\n\n半導体材料の調達に影響が出ている。").items
    assert (post.title, post.section, post.published) == (
        "輸出規制の影響",
        "資源ノート",
        datetime(2025, 7, 3, 1, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("소재?부품?장비 산업", "소재·부품·장비 산업"),
        ("한 곳의 정?제련", "한 곳의 정·제련"),
        ("무엇이 필요할까? 그리고 왜인가?", "무엇이 필요할까? 그리고 왜인가?"),
        ("뭐라고?그래서 물었다. 정말인가? 그렇다.", "뭐라고?그래서 물었다. 정말인가? 그렇다."),
        (
            "소재?부품 https://x.example/view.do?newsId=1?나 전기?전자",
            "소재·부품 https://x.example/view.do?newsId=1?나 전기·전자",
        ),
        ("국가?지역, ?인력 양성, ?해외 협력", "국가·지역, ·인력 양성, ·해외 협력"),
        ("2026년 4월?12월에 소재?부품을", "2026년 4월?12월에 소재·부품을"),
    ],
)
def test_lost_dots(text: str, told: str) -> None:
    assert repaired(text) == told


def test_a_text_of_one_long_line_is_not_lost() -> None:
    (item,) = read("긴 글이다. " * 100).items
    assert item.text == ("긴 글이다. " * 100).strip()
    assert len(item.title) <= 300


def test_anything_gives_a_document_with_a_title() -> None:
    for text in ("x", "\n\n  제목만\n", "줄\n" * 5000, "번호 제목 날짜\n" * 50, "2025. 1. 1.\n" * 20, "(" * 5000):
        assert all(item.title for item in read(text).items)


@pytest.mark.skipif(not DOCUMENTS.is_dir(), reason="the real pages are not here")
def test_the_real_pages() -> None:
    board = extract("board.txt", (DOCUMENTS / "kpc-esg-board-page.txt").read_bytes())
    assert (board.items[0].key, len(board.items), board.kinds[1:]) == ("156605571", 21, ["row"] * 20)
    assert board.items[0].published == datetime(2023, 12, 14, 15, tzinfo=UTC)
    assert "?" not in board.items[0].text.partition("https:")[0]
    post = extract("post.txt", (DOCUMENTS / "urban-mining-blog-post.txt").read_bytes()).items[0]
    assert (post.published, post.date_precision) == (datetime(2025, 4, 22, 11, tzinfo=UTC), "time")
