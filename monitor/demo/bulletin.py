"""A bulletin of the demo's technology institute, as a PDF in the layout of the real series. All of it is invented."""

from __future__ import annotations

import io
from datetime import date

_FONT = "HYSMyeongJo-Medium"

_ARTICLES = {
    1: [
        ("교량 센서 시험 시설 개소", "美 NIST", "교량 센서 시험 시설이 문을 열었다.", "NIST, Bridge sensor test bed"),
        ("해운 디지털화 동향", "EU 집행위", "해운 문서의 전자화가 진행된다.", "European Commission, Digital shipping"),
    ],
    2: [
        ("핵심광물 공급망 다변화 전략", "美 DOE", "갈륨과 희토류의 공급망 다변화를 위한 투자 계획을 발표했다.",
         "DOE, Critical minerals supply chain diversification"),
        ("희토류 영구자석 재활용 실증", "日 경제산업성", "폐모터에서 희토류를 회수하는 재활용 실증을 시작했다.",
         "METI, Rare earth magnet recycling"),
    ],
}  # fmt: skip


def bulletin_lines(today: date, number: int) -> list[str]:
    lines = ["요약", f"산업기술 동향워치 {today.year}년 {number}호 요약", "구분 주요 내용 페이지"]
    lines += ["산업·", "기술", "동향"]
    stamp = f"{today.month}.{today.day}"
    for page, (title, publisher, text, _) in enumerate(_ARTICLES[number], 1):
        lines += [f"∙ {title} ({publisher}, {stamp})", f"- {text}", str(page)]
    lines.append("\f")
    for title, publisher, text, original in _ARTICLES[number]:
        lines += ["산업·기술 동향", f"{title} ({publisher}, {stamp})", text]
        lines += [f"(참고 : {original}, {today.year}.{today.month:02}.{today.day:02}.)", "\f"]
    return lines[:-1]


def bulletin_pdf(today: date, number: int) -> bytes:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont(_FONT))
    body = io.BytesIO()
    canvas = Canvas(body)
    text = None
    for line in bulletin_lines(today, number):
        if text is None:
            text = canvas.beginText(60, 780)
            text.setFont(_FONT, 11, leading=18)
        if line == "\f":
            canvas.drawText(text)
            canvas.showPage()
            text = None
        else:
            text.textLine(line)
    if text is not None:
        canvas.drawText(text)
        canvas.showPage()
    canvas.save()
    return body.getvalue()
