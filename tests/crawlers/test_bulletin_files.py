"""Bulletins out of files: a PDF set line by line, an HWPX with tables."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from xml.sax.saxutils import escape

from crawlers.extract import Extraction, extract
from crawlers.reread import reread
from tests.crawlers.bulletin_issue import CLIPS, JANUARY
from tests.crawlers.bulletin_layout import Style, as_rows, set_in_type
from tests.crawlers.site import NOW, codes
from tests.crawlers.test_bulletin_spider import URL, desk

_FONT = "HYSMyeongJo-Medium"
_SPACE = "http://www.hancom.co.kr/hwpml/2011/paragraph"


def pdf(text: str) -> bytes:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont(_FONT))
    body = io.BytesIO()
    canvas = Canvas(body, pagesize=(595, 1400))
    for page in text.split("\f"):
        lines = canvas.beginText(60, 1360)
        lines.setFont(_FONT, 9, leading=14)
        for line in page.split("\n"):
            lines.textLine(line)
        canvas.drawText(lines)
        canvas.showPage()
    canvas.save()
    return body.getvalue()


def hwpx(text: str) -> bytes:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/hwp+zip")
        blocks = "".join(_block(line) for line in text.split("\n"))
        archive.writestr("Contents/section0.xml", f'<s xmlns:hp="{_SPACE}">{blocks}</s>')
    return body.getvalue()


def _block(line: str) -> str:
    if " | " not in line:
        return f"<hp:p><hp:run><hp:t>{escape(line)}</hp:t></hp:run></hp:p>"
    cells = "".join(f"<hp:tc><hp:subList>{_block(cell)}</hp:subList></hp:tc>" for cell in line.split(" | "))
    return f"<hp:p><hp:run><hp:tbl><hp:tr>{cells}</hp:tr></hp:tbl></hp:run></hp:p>"


def pdf_with_tables() -> bytes:
    from reportlab.lib.colors import black
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Table

    pdfmetrics.registerFont(UnicodeCIDFont(_FONT))
    style = ParagraphStyle("text", fontName=_FONT, fontSize=9, leading=13)

    def set_(*texts: str) -> list[Flowable]:
        return [Paragraph(escape(text), style) for text in texts]

    rows: list[list[list[Flowable]]] = [[set_(text) for text in ("구분", "주요 내용", "페이지")]]
    for section, pieces in JANUARY.sections:
        for at, one in enumerate(pieces):
            label = set_(section.replace("\n", "")) if not at else []
            cell = set_(f"∙ {one.title} ({one.by}, {one.date})", f"- {one.gist}")
            rows.append([label, cell, set_(str(one.page))])
    kind = ""
    for clip in CLIPS:
        label = set_("유망기술클리핑") if not kind else []
        kind = clip.kind or kind
        rows.append([label, set_(f"∙ ({kind}) {clip.told_as or clip.name}", f"- {clip.gist}"), []])
    grid = ("GRID", (0, 0), (-1, -1), 0.5, black)
    story = [
        *set_("산업기술 동향워치 2024년 1호 요약"),
        Table(rows, colWidths=[60, 340, 40], style=[grid]),
        PageBreak(),
    ]
    for _, one in JANUARY.pieces:
        head = f"{one.title} ({one.by}, {one.date})"
        story += [*set_(head, *one.text, f"(참고 : {one.original})"), PageBreak()]
    rows = [[set_(text) for text in ("분류", "기술명", "주요 내용", "출처")]]
    for clip in CLIPS:
        text = [f"∙ {clip.text[0]}", *(f"- {line}" for line in clip.text[1:])]
        rows.append([set_(clip.kind), set_(clip.name), set_(*text), set_(*clip.source, f"({clip.date})")])
    story.append(Table(rows, colWidths=[50, 80, 250, 60], style=[grid]))
    body = io.BytesIO()
    SimpleDocTemplate(body).build(story)
    return body.getvalue()


def told(extraction: Extraction) -> list[str]:
    return [item.title for item in extraction.items[1:]]


TITLES = [piece.title for _, piece in JANUARY.pieces] + [clip.name for clip in CLIPS]


def test_a_pdf() -> None:
    text = set_in_type(JANUARY, Style(feeds=True, blank_lines=False, numbers="- {number} -"))
    extraction = extract("동향워치.pdf", pdf(text))
    assert (extraction.format, extraction.quality, extraction.issues) == ("pdf", "good", [])
    assert told(extraction) == TITLES
    assert extraction.items[1].cited == (JANUARY.pieces[0][1].original,)
    for paragraph in JANUARY.pieces[0][1].text:
        assert paragraph in extraction.items[1].text


def test_a_pdf_with_ruled_tables() -> None:
    extraction = extract("동향워치.pdf", pdf_with_tables())
    assert (extraction.format, extraction.issues) == ("pdf", [])
    assert told(extraction) == TITLES
    assert [item.section for item in extraction.items[1:10]] == [section for section, _ in JANUARY.pieces]
    assert [item.publisher for item in extraction.items[10:]] == [" ".join(clip.source) for clip in CLIPS]
    for item, (_, piece) in zip(extraction.items[1:10], JANUARY.pieces, strict=True):
        assert all(paragraph in item.text for paragraph in piece.text)


def test_a_hwpx_with_tables() -> None:
    extraction = extract("동향워치.hwpx", hwpx(as_rows(JANUARY)))
    assert (extraction.format, extraction.issues) == ("hwpx", [])
    assert told(extraction) == TITLES
    assert [item.section for item in extraction.items[1:10]] == [section for section, _ in JANUARY.pieces]


async def test_a_series_that_leads_to_pdfs() -> None:
    one = desk()
    one.site.answers["https://institute.example/f/1"] = pdf(set_in_type(JANUARY, Style(feeds=True, blank_lines=False)))
    told = await one.poll()
    bulletin, *articles = told.items
    assert codes(told) == set()
    assert (bulletin.key, bulletin.url, bulletin.raw[:5]) == ("ab12", URL + "/ab12", b"%PDF-")
    assert [item.title for item in articles] == TITLES
    assert {item.parent for item in articles} == {"ab12"}
    assert [item.key for item in articles][:9] == [f"ab12#{number}" for number in range(1, 10)]
    fresh, issues = await reread(one.source, replace(bulletin, text="as an older parser read it"), NOW)
    assert (fresh.text, issues) == (bulletin.text, [])
    told = await one.poll()
    assert told.items == []
