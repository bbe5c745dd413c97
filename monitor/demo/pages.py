"""The pages of the demo's publishers, in the structures of the real ones. All items are invented."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from email.utils import format_datetime
from hashlib import md5
from html import escape


@dataclass(frozen=True, slots=True)
class Notice:
    key: str
    title: str
    text: str
    day: date
    office: str = ""
    file: str = ""  # key of an attachment


def korea_list(notices: Iterable[Notice]) -> str:
    rows = "".join(
        f'<li><a href="/briefing/pressReleaseView.do?newsId={one.key}&amp;pageIndex=1&amp;startDate=2026-11-01">'
        f'<span class="text"><strong>{escape(one.title)}</strong><span class="lead">관련 보도자료 내용입니다</span>'
        f'<span class="source"><span>{one.day:%Y.%m.%d}</span><span>{one.office}</span></span></span></a></li>'
        for one in notices
    )
    # the filter above the real list holds a stray link that is no row
    stray = '<div class="filter"><a href="/briefing/pressReleaseView.do?newsId=100000001">인기 보도자료</a></div>'
    return page(f'{stray}<div class="list_type"><ul>{rows}</ul></div>')


def korea_detail(one: Notice) -> str:
    link = f"/common/download.do?fileId={one.file}&amp;tblKey=GMN"
    name = f"{one.title[:12]}.txt"
    files = f'<div class="filedown"><a href="{link}">{name}</a><a href="{link}">내려받기</a></div>' if one.file else ""
    return page(f'<h1>{escape(one.title)}</h1><div class="view_cont">{paragraphs(one.text)}</div>{files}')


def board_list(notices: Iterable[Notice]) -> str:
    rows = "".join(
        f'<tr><td>{one.key}</td><td><a href="/esg/view?idx={one.key}">{escape(one.title)}</a></td><td>관리자</td>'
        f"<td>{one.day:%Y-%m-%d}</td><td>{len(one.title)}</td></tr>"
        for one in notices
    )
    head = "<tr><th>번호</th><th>제목</th><th>글쓴이</th><th>날짜</th><th>조회수</th></tr>"
    return (
        f'<html><head><meta charset="utf-8"></head><body><h2>ESG 정책뉴스</h2><table>{head}{rows}</table></body></html>'
    )


def board_detail(one: Notice) -> str:
    return page(f'<h3>{escape(one.title)}</h3><div class="view">{paragraphs(one.text)}</div>')


def bulletin_list(notices: Iterable[Notice]) -> str:
    rows = "".join(
        f'<tr><td>{number}</td><td class="td_title"><a href="javascript:contentsView(\'{one.key}\')">'
        f'{escape(one.title)}</a></td><td class="td_reg_date">{one.day:%Y-%m-%d}</td></tr>'
        for number, one in enumerate(notices, 2598)
    )
    return f'<table class="listTypeA"><tbody>{rows}</tbody></table>'


def bulletin_detail(one: Notice) -> str:
    file = f'<a href="/cmm/ifsFileDown.do?file={one.key}.pdf">{escape(one.title)}.pdf</a>'
    body = f'<div class="viewTypeA_contents">{escape(one.title)}</div>'
    return page(f'{body}<div class="view_area">{file}</div>')


def rss(title: str, link: str, notices: Iterable[Notice]) -> str:
    items = "".join(
        f"<item><title>{escape(one.title)}</title><link>{link.format(key=one.key)}</link>"
        f'<guid isPermaLink="true">{link.format(key=one.key)}</guid><description>{escape(one.text)}</description>'
        f"<pubDate>{format_datetime(datetime.combine(one.day, time(14), UTC))}</pubDate></item>"
        for one in notices
    )
    head = '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>'
    return f"{head}<title>{title}</title>{items}</channel></rss>"


def commerce_unit(notices: Iterable[Notice]) -> str:
    rows = "".join(
        f'<li><a href="/zwgk/zcfb/art/2026/art_{hashed(one.key)}.html" title="{escape(one.title)}">'
        f"{escape(one.title[:14])}...</a><span>[{one.day:%Y-%m-%d}]</span></li>"
        for one in notices
    )
    html = f'<style>li{{margin:0}}</style><ul class="txtList_01">{rows}</ul><div class="pagination" count="2"></div>'
    return json.dumps({"code": "200", "success": True, "data": {"html": html}}, ensure_ascii=False)


def commerce_detail(one: Notice) -> str:
    return page(f'<div class="art-con">{paragraphs(one.text)}</div>')


def page(body: str) -> str:
    return f'<html><head><meta charset="utf-8"></head><body>{body}</body></html>'


def hashed(key: str) -> str:
    """The 32 hexadecimal digits that name an article; they guard nothing."""
    return md5(key.encode(), usedforsecurity=False).hexdigest()


def paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in text.split("\n"))
