"""A document made to be printed, a press release most often: its title, date and publisher among the boxes on top.

보도자료 / 보도시점 2026. 3. 5.(목) 11:00 / 배포 2026. 3. 5.(목) / title / text / 담당 부서 | …
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

from crawlers.documents.byline import Byline, byline, closing
from crawlers.documents.page_text import language_of
from crawlers.documents.rows import BAR
from crawlers.item import Item
from crawlers.keys import by_title

_TOP = 40  # lines
_LONGEST_TITLE = 200
_KIND = re.compile(
    r"(?:보도|참고|설명|해명|브리핑|보도\s?참고|보도\s?설명)\s?자료(?:\s*\(.*\))?|공고문?|고시|훈령|예규|press\s+release|news\s+release"
    r"|(?:for\s+)?immediate\s+release|報道発表資料|プレスリリース|新闻发布|公告",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:보도\s?시점|보도\s?일시|보도|배포\s?일시|배포|엠바고|담당\s?부서|담당자?|담당|책임자|연락처|문의|총\s?\d+쪽|페이지|매수|붙임|첨부"
    r"|시행일?|발행일?|발행|제정|개정|작성일?|등록일?|공고일?|date|contact|embargo\w*|tel|e-?mail|日付|発表日)(?=\W|\d|$)",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"(?:[가-힣·]{2,16}(?:부|처|청|원|위원회|공단|공사|진흥원|연구원|협회|은행|센터|관|단|국)|[가-힣]{2,8}(?:시|도))"
)
_MARKS = re.compile(r"[\s□■◇◆○●▶▷※*\-–—‣·|<>〈〉《》\[\]【】]+")
_NUMBERED = re.compile(r"(?:[가-힣\s]{0,20}(?:공고|고시|훈령|예규|제))?\s*(?:제\s*)?\d{4}\s*[-–]\s*\d{1,5}\s*호?\s*")
_NO_TITLE = re.compile(
    r"untitled|\(anonymous\)|무제|제목\s?없음|.*\.(?:hwpx?|docx?|pdf|xlsx?|indd|tmp)|microsoft word - .*", re.IGNORECASE
)


def read_paper(name: str, text: str, stated: str = "") -> Item:
    """`stated` is the title of the file's metadata, which is often no title at all."""
    language = language_of(text)
    lines = [line for line in text.split("\n") if line.strip()]
    top = lines[:_TOP]
    dated = _dated(top, lines, language)
    title = _title(top, language) or _stated(stated) or PurePath(name).stem
    published = dated.published if dated else None
    return Item(
        key=by_title(title, published.date().isoformat() if published else ""),
        title=title,
        text="\n".join(" ".join(line.split()) for line in lines),
        published=published,
        date_precision=dated.precision if dated else "unknown",
        publisher=_publisher(top, lines, language),
        language=language,
    )


def _stated(stated: str) -> str:
    stated = " ".join(stated.split())[:_LONGEST_TITLE]
    return "" if _NO_TITLE.fullmatch(stated) or not re.search(r"[^\W\d]{2}", stated) else stated


def _title(top: Sequence[str], language: str) -> str:
    """The first line that is no box, number, date or office; kinds of papers are titles when nothing follows."""
    for line in top:
        cells = [cell.strip() for cell in line.split(BAR.strip()) if cell.strip()]
        if any(_is_box(_MARKS.sub(" ", cell).strip(), language) for cell in cells[:2]) or not cells:
            continue
        title = _MARKS.sub(" ", line).strip() if len(cells) > 1 else cells[0].strip("□■◇◆○●▶▷※ ")
        if len(re.findall(r"[^\W\d_]", title)) >= 4:
            return title[:_LONGEST_TITLE]
    return ""


def _is_box(cell: str, language: str) -> bool:
    return bool(
        _KIND.fullmatch(cell)
        or _LABEL.match(cell)
        or _NUMBERED.fullmatch(cell)
        or _OFFICE.fullmatch(cell)
        or (byline(cell, language) and not re.search(r"[^\W\d_]{4}", cell))
    )


def _dated(top: Sequence[str], lines: Sequence[str], language: str) -> Byline | None:
    """When it was given out: said behind a label, below it as a signature, or on a line of its own."""
    cells = [cell.strip() for line in top for cell in line.split(BAR.strip())]
    for before, cell in zip(["", *cells], cells, strict=False):
        if _LABEL.match(cell) and (found := _first_day(_LABEL.sub("", cell, count=1), language)):
            return found
        if _LABEL.match(before) and (found := _first_day(cell, language)):
            return found
    signed = next((one for line in lines[-10:] if (one := closing(line, language))), None)
    alone = next((one for cell in cells if (one := byline(cell, language)) and not one.by), None)
    return signed or alone


def _first_day(text: str, language: str) -> Byline | None:
    """`2026. 3. 5.(목) 11:00 이후(3. 6.(금) 조간)`: the day, for the hour is an embargo."""
    day = re.search(r"20\d\d\s*[.\-/년年]\s*\d{1,2}\s*[.\-/월月]\s*\d{1,2}", text[:40])
    found = byline(day[0], language) if day else None
    return replace(found, by="") if found else None


def _publisher(top: Sequence[str], lines: Sequence[str], language: str) -> str:
    cells = [_MARKS.sub(" ", cell).strip() for line in top[:12] for cell in line.split(BAR.strip())]
    office = next((cell for cell in cells if _OFFICE.fullmatch(cell)), "")
    signed = next((one.by for line in lines[-10:] if (one := closing(line, language))), "")
    return office or signed
