from __future__ import annotations

import re
import time
import unicodedata
from datetime import UTC, datetime

import pytest

from crawlers.documents import DocumentError
from crawlers.documents.flowing import flowing
from crawlers.documents.kinds import kind_of
from crawlers.documents.quality import quality
from crawlers.documents.read import Read, read_file
from crawlers.errors import CrawlError
from crawlers.extract import extract
from tests.crawlers.made_documents import (
    HWP_OBJECT,
    docx,
    hp,
    hp_table,
    hwp,
    hwp_paragraph,
    hwp_record,
    hwp_table,
    hwpx,
    pdf,
    pdf_of_pictures,
    pdf_with_password,
    pdf_with_table,
    w_table,
    wp,
    zipped,
)

ROWS = [["품목", "조치"], ["갈륨", "수출 허가"], ["흑연", "물량 점검"]]
AS_LINES = ["품목 | 조치", "갈륨 | 수출 허가", "흑연 | 물량 점검"]


def refused(body: bytes, name: str = "file") -> str:
    with pytest.raises(DocumentError) as caught:
        read_file(name, body)
    assert isinstance(caught.value, CrawlError)
    return str(caught.value)


def codes(read: Read) -> set[str]:
    return {issue.code for issue in read.issues}


def test_pdf_keeps_pages_lines_and_the_blanks_they_end_in() -> None:
    read = read_file("호.pdf", pdf(["핵심광물 재고를 \n두 배로 늘리고 비축기\n지를 새로 짓는다", "둘째 쪽"]))
    assert (read.kind, read.text) == ("pdf", "핵심광물 재고를 \n두 배로 늘리고 비축기\n지를 새로 짓는다\f둘째 쪽")
    assert (read.quality, codes(read)) == ("good", set())


def test_tables_of_a_pdf_are_rows_at_their_place() -> None:
    read = read_file("표.pdf", pdf_with_table("표 앞에 선 문단이다.", ROWS, "표 뒤에 선 문단이다."))
    assert read.rows.split("\n") == ["표 앞에 선 문단이다.", *AS_LINES, "표 뒤에 선 문단이다."]
    assert flowing(read).split("\n") == read.rows.split("\n")


BODY = (
    "{}에서는 올해 들어 세 번째로 갈륨과 게르마늄의 재고를 점검하고 비축기\n"
    "지를 넓히기로 하였으며 {}의 뜻도 물어 이듬해 계획에 담기로 정하고 널리 \n"
    "알리기로 했다. "
)


def test_wrapped_lines_of_a_pdf_flow_and_running_heads_go() -> None:
    places = ["동해", "서해", "남해", "제주"]
    pages = [f"주간 광물 소식 7호\n{BODY.format(place, place)}\n- {at} -" for at, place in enumerate(places, 1)]
    flow = flowing(read_file("x.pdf", pdf(pages)))
    assert flow.count("비축기지를 넓히기로") == 4
    assert "주간" not in flow
    assert not re.search(r"- \d -", flow)


def test_pictures_are_no_text() -> None:
    read = read_file("scan.pdf", pdf_of_pictures(3))
    assert (read.text.strip("\f"), read.quality) == ("", "poor")
    assert {"no-text-layer", "text-poor"} <= codes(read)


def test_hwpx() -> None:
    file = hwpx(hp("첫 문단<hp:tab/>이어서<hp:lineBreak/>새 줄") + hp_table(ROWS), hp("둘째 구역"))
    read = read_file("보도자료.hwpx", file)
    assert (read.kind, read.text.split("\n")) == ("hwpx", ["첫 문단\t이어서", "새 줄", *AS_LINES, "둘째 구역"])


def test_hwpx_without_headers_and_with_frames_as_lines() -> None:
    frame = hp_table([["틀 안의 글"]])
    header = (
        "<hp:p><hp:run><hp:ctrl><hp:header><hp:subList>"
        + hp("머리말")
        + "</hp:subList></hp:header></hp:ctrl></hp:run></hp:p>"
    )
    assert read_file("x", hwpx(header + frame)).text == "틀 안의 글"


def test_sections_of_a_hwpx_stand_by_number() -> None:
    parts = [hp(f"구역 {at}") for at in range(12)]
    assert read_file("x", hwpx(*parts)).text.split("\n") == [f"구역 {at}" for at in range(12)]


def test_hwp() -> None:
    body = hwp_paragraph("머리글이다")
    body += hwp_paragraph("표 " + HWP_OBJECT, 0, hwp_table(ROWS)) + hwp_paragraph("긴" * 3000)
    read = read_file("문서.hwp", hwp(body))
    assert read.kind == "hwp"
    assert read.text.split("\n") == ["머리글이다", "표 ", *AS_LINES, "긴" * 3000]
    assert read_file("문서.hwp", hwp(body, flags=0)).text.split("\n")[1:5] == ["표 ", *AS_LINES]


def test_tables_inside_tables_of_a_hwp() -> None:
    inner = hwp_paragraph(HWP_OBJECT, 2, hwp_table(ROWS[:2], 3))
    outer = hwp_table([["왼쪽", "오른쪽"]])
    read = read_file("x.hwp", hwp(hwp_paragraph(HWP_OBJECT, 0, outer + inner)))
    assert read.text == "왼쪽 | 오른쪽 품목 | 조치 갈륨 | 수출 허가"


def test_docx() -> None:
    box = "<w:p><w:r><w:txbxContent>" + wp("글상자") + "</w:txbxContent></w:r></w:p>"
    gone = "<w:p><w:del><w:r><w:delText>지운 말</w:delText></w:r></w:del><w:r><w:t>남은 말</w:t></w:r></w:p>"
    file = docx(wp("첫 문단") + w_table(ROWS) + box + gone, footnotes=wp("각주"))
    read = read_file("x.docx", file)
    assert (read.kind, read.text.split("\n")) == ("docx", ["첫 문단", *AS_LINES, "글상자", "남은 말", "각주"])


@pytest.mark.parametrize(
    ("flags", "says"),
    [(1 | 2, "encrypted"), (1 | 16, "DRM"), (1 | 4, "distribution")],
    ids=["password", "drm", "sealed"],
)
def test_a_locked_hwp_says_so(flags: int, says: str) -> None:
    assert says in refused(hwp(hwp_paragraph("글"), flags=flags))


def test_a_hwp_for_distribution_shows_its_preview() -> None:
    read = read_file("x.hwp", hwp(b"\x01" * 600, flags=1 | 4, preview="미리 보는 글이 여기에 있다\r\n둘째 줄"))
    assert "미리 보는 글이 여기에 있다" in read.text
    assert "preview-only" in codes(read)


def test_locked_files_say_so() -> None:
    assert "password" in refused(pdf_with_password("secret"))
    manifest = '<m:manifest xmlns:m="urn:m"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>'
    assert "encrypted" in refused(hwpx(hp("글"), manifest=manifest))


def test_a_file_is_what_it_holds_not_what_it_is_called() -> None:
    assert read_file("notice.pdf", hwpx(hp("글"))).kind == "hwpx"
    assert read_file("notice.hwp", docx(wp("글"))).kind == "docx"
    assert read_file("notice.docx", pdf(["글"])).kind == "pdf"
    assert read_file("notice.hwp", "그냥 글이다".encode("cp949")).text == "그냥 글이다"
    assert read_file("notice.pdf", b"<!doctype html><title>t</title><p>text of the page").kind == "html"
    assert read_file("x.txt", unicodedata.normalize("NFD", "조각난 글자").encode()).text == "조각난 글자"
    assert kind_of("x.txt", "utf-16의 글".encode("utf-16")) == "text"
    assert kind_of("x.txt", "wide text without a mark".encode("utf-16-le")) == "text"


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"", "empty"),
        (b"\0" * 5000, "empty"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "image"),
        (b"{\\rtf1 text}", "rich text"),
        (bytes(range(256)) * 20, "neither text"),
        (zipped({"xl/workbook.xml": "<x/>"}), "Excel"),
        (zipped({"readme.txt": "x"}), "without a document"),
        (pdf(["글"])[:300], "broken"),
        (b"%PDF-1.7\n" + b"rubbish " * 50, "broken"),
        (hwpx(hp("글"))[:-60], "broken"),
        (hwp(hwp_paragraph("글"))[:1500], "broken"),
        (b"PK\x03\x04" + b"\0" * 400, "broken"),
    ],
)
def test_what_cannot_be_read_says_why(body: bytes, says: str) -> None:
    assert says in refused(body)


def test_bombs_are_refused() -> None:
    many = zipped({"Contents/section0.xml": b"<a>" + b" " * (60 * 2**20) + b"</a>"})
    assert len(many) < 100_000
    assert "unpacks to more" in refused(many)
    assert "unpacks to more" in refused(hwp(b"\0" * (60 * 2**20)))
    laugh = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + at)} "{f"&{chr(97 + at)};" * 10}">' for at in range(9)
    )
    told = zipped({"Contents/section0.xml": laugh + "]><a><p><run><t>&j;</t></run></p></a>"})
    assert len(read_file("x", told).text) < 100


def test_deep_nesting_is_refused_or_read() -> None:
    deep = "<hp:p><hp:run><hp:rect>" * 500 + "</hp:rect></hp:run></hp:p>" * 500
    try:
        read_file("x", hwpx(deep))
    except DocumentError as error:
        assert "deep" in str(error)  # noqa: PT017  both answers are right
    chain = (hwp_record(66 if level % 2 == 0 else 71, level, b"\0" * 24) for level in range(300))
    assert "levels" in refused(hwp(b"".join(chain)))


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("희소금속의 공급망을 안정시키기 위하여 비축을 늘린다.", "good"),
        ("鎵と ゲルマニウム の 輸出を 管理する", "good"),
        ("Für große Übungen müßten die Bürger häufig überall Flüsse queren.", "good"),
        ("(cid:12)(cid:99)(cid:7) 글 (cid:8)", "poor"),
        ("\ufffd\ufffd 글 \ufffd\ufffd\ufffd 다", "poor"),
        ("희소금속".encode().decode("latin-1"), "poor"),
        ("占쏙옙占쏙옙 占쏙옙", "poor"),
        ("\ue001\ue002\ue003 글", "poor"),
        ("ㅎㅢㅅㅗㄱㅡㅁㅅㅗㄱ", "poor"),
        ("", "poor"),
        (". - . - . , , , ; ; | | | | ! ! ! % % % # # # @ @ @ ^ ^ ^ & & &", "poor"),
    ],
)
def test_quality(text: str, grade: str) -> None:
    assert quality(text)[0] == grade
    assert bool(quality(text)[1]) == (grade == "poor")


def test_web_page_with_metadata_and_board() -> None:
    rows = "".join(f"<tr><td>{9 - at}</td><td>광물 소식 {at}</td><td>2026-03-0{at + 1}</td></tr>" for at in range(3))
    page = f"""<html><head><title>누리집</title><meta property="og:title" content="비축 계획을 발표">
      <meta property="article:published_time" content="2026-03-02T09:30:00+09:00"></head><body>
      <nav><a href=/>처음</a></nav><article><h1>비축 계획을 발표</h1>
      <p>희소금속 비축을 늘리는 계획을 발표했다. 창고를 두 곳 새로 짓고 품목을 늘린다.</p>
      <p>산업 현장의 의견을 모아 품목마다 알맞은 물량을 정하고 해마다 한 번 다시 점검하기로 했다.</p></article>
      <table><tr><th>번호</th><th>제목</th><th>등록일</th></tr>{rows}</table></body></html>"""
    read = read_file("page", page.encode())
    assert (read.title, read.published) == ("비축 계획을 발표", "2026-03-02T00:30:00+00:00")
    assert "창고를 두 곳" in read.text
    found = extract("page", page.encode())
    assert [(item.key, item.title) for item in found.items[1:]] == [(str(9 - at), f"광물 소식 {at}") for at in range(3)]
    assert found.items[0].published == datetime(2026, 3, 2, 0, 30, tzinfo=UTC)


def test_a_page_nested_without_end_costs_little() -> None:
    begin = time.process_time()
    read_file("x", b"<html>" + "<p>글".encode() + b"<div>" * 50_000)
    assert time.process_time() - begin < 3
