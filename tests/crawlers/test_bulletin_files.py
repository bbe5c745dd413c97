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
