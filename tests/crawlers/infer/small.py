"""Single habits of rows, each on a page of its own; titles and dates are checked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from tests.crawlers.infer.case import EN, JA, KO, PAGES, Case, Row, days, each, en, ja, ko
from tests.crawlers.infer.japan import era
from tests.crawlers.infer.west import LEAD, slug, us

Template = Callable[[int, str, date], str]


def habit(name: str, url: str, around: Callable[[str], str], template: Template, titles: list[str] = EN) -> None:
    rows = tuple(Row(title, "", day.isoformat()) for title, day in zip(titles, days(len(titles)), strict=True))
    PAGES[name] = lambda: Case(url, around(each(template, titles)), rows)


habit(
    "moj_li_comment",
    "https://www.moj.go.jp/hisho/x.html",
    lambda rows: ja("報道", f"<ul class='list'>{rows}</ul>"),
    lambda n, t, d: f'<li><!-- dt class="date">{era(d)}</dt --><a href="/hisho/a{n}.html">{t}</a></li>',
    JA,
)
habit(
    "moj_dl_comment",
    "https://www.moj.go.jp/hisho/x.html",
    lambda rows: ja("報道", f"<dl class='list'>{rows}</dl>"),
    lambda n, t, d: (
        f'<!--<dt>平成{d.year - 1988}年{d.month}月{d.day}日</dt>--><dd><a href="/hisho/a{n}.html">{t}</a></dd>'
    ),
    JA,
)
habit(
    "moj_two_comments",
    "https://www.moj.go.jp/hisho/x.html",
    lambda rows: ja("報道", f"<div class='list'>{rows}</div>"),
    lambda n, t, d: (
        f'<dl><!-- dt -->\n<!-- {era(d)} --><dd><ul><li><a href="/hisho/a{n}.html">{t}</a></li></ul></dd></dl>'
    ),
    JA,
)
habit(
    "ntis",
    "https://www.ntis.go.kr/rndgate/eg/un/ra/mng.do",
    lambda rows: ko(
        "공고",
        f'<table class="basic_list"><thead><tr><th>선택</th><th>순번</th><th>현황</th><th>공고명</th><th>부처명</th><th>접수일</th><th>마감일</th><th>D-day</th></tr></thead><tbody>{rows}</tbody></table>',
    ),
    lambda n, t, d: (
        f'''<tr><td data-title="선택"><input type="checkbox" id="chk_{n}"><label for="chk_{n}"></label></td><td data-title="순번">{n + 1}</td><td data-title="현황"><span class="ing">접수중</span></td><td data-title="공고명" class="title"><a href="/rndgate/eg/un/ra/view.do?roRndUid={1176163 - n}&flag=rndList" onclick="javascript:fn_view('{1176163 - n}')" title="{t}">{t}</a></td><td data-title="부처명">과학기술정보통신부</td><td data-title="접수일">{d}</td><td data-title="마감일">2026-10-{n + 10}</td><td data-title="D-day">D-{n}</td></tr>'''
    ),
    KO,
)
habit(
    "fr_html",
    "https://www.mor.gov/documents/search",
    lambda rows: en("Docs", f'<ul class="search-results"><li>{rows}</li></ul>'),
    lambda n, t, d: (
        f'<div class="document-wrapper"><h5><a href="/documents/{d:%Y/%m/%d}/2026-{n + 10000}/{slug(t)}">{t}</a></h5><p class="metadata">A <a href="/notices">Notice</a> by the <a href="/agencies/industry-and-security-bureau">Industry and Security Bureau</a> on {d:%m/%d/%Y}</p><p>{LEAD}</p></div>'
    ),
)
habit(
    "table_plain_titles",
    "https://www.mor.gov/docs",
    lambda rows: en(
        "Docs",
        f'<table class="tbl"><tr><th>#</th><th>Title</th><th>Date</th><th colspan=2>Files</th></tr>{rows}</table>',
    ),
    lambda n, t, d: (
        f'<tr><td>{n + 1}</td><td>{t}</td><td>{d:%d.%m.%Y}</td><td><a href="/f/{n}.pdf">Download</a></td><td><a href="/f/{n}.docx">Word</a></td></tr>'
    ),
)
habit(
    "accordion",
    "https://www.mor.gov/docs",
    lambda rows: en("Docs", f'<div class="accordion">{rows}</div>'),
    lambda n, t, d: (
        f'<div class="accordion-item"><button aria-expanded="false"><span>{d:%Y-%m-%d}</span><span>{t}</span></button><div class="panel"><p>{LEAD}</p><a href="/doc/{n}">Read the full text</a></div></div>'
    ),
)
habit(
    "postback",
    "https://www.mor.gov.in/docs.aspx",
    lambda rows: en("Docs", f'<form><table id="ctl00_grid">{rows}</table></form>'),
    lambda n, t, d: (
        f"<tr><td><a href=\"javascript:__doPostBack('ctl00$grid$ctl{n + 2:02}$lnk','')\">{t}</a></td><td>{d:%d/%m/%Y}</td></tr>"
    ),
)
habit(
    "badge_sibling",
    "https://www.mor.go.kr/l",
    lambda rows: ko("보도", f'<ul class="list">{rows}</ul>'),
    lambda n, t, d: (
        f'<li class="clearfix"><span class="badge">NEW</span><span class="category">보도자료</span><a href="/v/{n + 1000}" class="tit">{t}</a><span class="date">{d:%Y.%m.%d}</span></li>'
    ),
    KO,
)
habit(
    "b_inside",
    "https://www.mor.go.kr/l",
    lambda rows: ko("보도", f'<ul class="list">{rows}</ul>'),
    lambda n, t, d: (
        f'<li><a href="/v/{n + 1000}"><em class="cate">[보도]</em> <b>{t}</b> <i class="new">N</i></a><span>{d:%y.%m.%d}</span></li>'
    ),
    KO,
)
habit(
    "dl_in_a",
    "https://www.mor.go.kr/l",
    lambda rows: ko("보도", f'<div class="list">{rows}</div>'),
    lambda n, t, d: (
        f'<div class="box"><a href="/v/{n + 1000}"><dl><dt>{t}</dt><dd class="txt">{LEAD}</dd><dd class="date"><span>등록일</span> {d:%Y-%m-%d}</dd></dl></a></div>'
    ),
    KO,
)
habit(
    "etc_ul_in_td",
    "https://www.mor.go.kr/l/list.jsp",
    lambda rows: ko("보도", f"<table>{rows}</table>"),
    lambda n, t, d: (
        f'<tr><td class="center">{n}</td><td class="left"><p class="stitle"><a href="./read.jsp?reqPageNo=1&board_no={n + 900}">{t}</a></p><ul class="etc"><li>작성일: {d:%Y-%m-%d}</li><li>조회: {n}</li></ul></td></tr>'
    ),
    KO,
)
habit(
    "date_br_year",
    "https://www.mor.gov/n",
    lambda rows: en("Docs", f'<ul class="x">{rows}</ul>'),
    lambda n, t, d: (
        f'<li class="item{n}"><p class="date">{d:%d} {d:%b}<br><small>{d.year}</small></p><h3><a href="/n/{n}">{t}</a></h3></li>'
    ),
)
habit(
    "three_pieces",
    "https://www.mor.gov/n",
    lambda rows: en("Docs", f'<ul class="x">{rows}</ul>'),
    lambda n, t, d: (
        f'<li><a href="/n/{slug(t)}"><span class="day">{d:%d}</span><span class="month">{d:%b}</span><span class="year">{d.year}</span><strong>{t}</strong></a></li>'
    ),
)
habit(
    "month_day_no_year",
    "https://www.mor.gov/n",
    lambda rows: en("Docs", f'<ul class="x">{rows}</ul>'),
    lambda n, t, d: f'<li><a href="/n/{slug(t)}">{t}</a> <small>{d:%b} {d.day}</small></li>',
)
habit(
    "three_links",
    "https://www.mor.gov/n",
    lambda rows: en("Docs", f'<div class="cards">{rows}</div>'),
    lambda n, t, d: (
        f'<article><a href="/n/{slug(t)}"><img src="x.jpg" alt="{t}"></a><div class="c"><span class="eyebrow">Press release</span><a href="/n/{slug(t)}"><h3>{t}</h3></a><span>{us(d)}</span><a href="/n/{slug(t)}" aria-label="Read more about {t}">Read more</a></div></article>'
    ),
)
habit(
    "spacer_rows",
    "https://www.mor.go.kr/bbs/list.php?bbs=notice",
    lambda rows: ko(
        "공지",
        f'<table width="100%"><tr bgcolor="#eee"><td>번호</td><td>제목</td><td>글쓴이</td><td>날짜</td><td>조회</td></tr><tr><td colspan=5 height=2></td></tr>{rows}</table><table><tr><td><a href="list.php?start=10">[2]</a> <a href="list.php?start=20">[3]</a></td></tr></table>',
    ),
    lambda n, t, d: (
        f"""<tr><td align="center">{90 - n}</td><td>&nbsp;&nbsp;<img src="/i/dot.gif"> <a href="view.php?bbs=notice&amp;num={n + 770}&amp;start=0">{t}</a> <img src="/i/new.gif"></td><td align="center">관리자</td><td align="center">{d:%Y-%m-%d}</td><td>{n}</td></tr><tr><td colspan="5" height="1" bgcolor="#dddddd"></td></tr>"""
    ),
    KO,
)
habit(
    "div_table",
    "https://www.mor.go.kr/ko/bbs/list",
    lambda rows: ko(
        "공지",
        f'<div class="tbl"><div class="thead"><div class="tr"><div class="td">번호</div><div class="td">제목</div><div class="td">부서</div><div class="td">날짜</div></div></div><div class="tbody">{rows}</div></div>',
    ),
    lambda n, t, d: (
        f'<div class="tr"><div class="td num">{n}</div><div class="td title"><a href="/ko/bbs/view?sn={n + 31}"><span>{t}</span></a></div><div class="td dept">대변인</div><div class="td date">{d:%Y.%m.%d}</div></div>'
    ),
    KO,
)
habit(
    "hashed",
    "https://www.mor.gov/en/news",
    lambda rows: en("News", f'<ul class="styles_list__aa1Bc">{rows}</ul>'),
    lambda n, t, d: (
        f'<li class="styles_item__a1B2{n}"><a class="styles_link__x9Zq1" href="/en/news/{slug(t)}"><p class="styles_eyebrow__Pq3x">News</p><p class="styles_title__k2Lm4">{t}</p><p class="styles_date__8sDf2">{d:%d %b %Y}</p></a></li>'
    ),
)
habit(
    "tailwind",
    "https://www.mor.gov/news",
    lambda rows: en("News", f'<div class="max-w-7xl mx-auto"><div class="space-y-4">{rows}</div></div>'),
    lambda n, t, d: (
        f'<div class="mt-4 flex flex-col md:flex-row border-b-[1px] py-2"><div class="w-1/4 text-sm text-gray-500">{d:%B %d, %Y}</div><div class="w-3/4"><a class="text-blue-600 hover:underline font-bold" href="/news/{slug(t)}">{t}</a><div class="text-base line-clamp-2">{LEAD}</div></div></div>'
    ),
)
habit(
    "time_am",
    "https://www.mor.gov/news",
    lambda rows: en("News", f'<div class="list">{rows}</div>'),
    lambda n, t, d: (
        f'<div class="list-item"><div class="list-item__content"><div class="list-item__meta"><span class="list-item__tag">Media release</span><span class="list-item__time">{us(d)} 10:0{n % 10} AM</span></div><a class="list-item__title" href="/en/{n}"><h2>{t}</h2></a></div></div>'
    ),
)
habit(
    "d_mon_y",
    "https://www.mor.gov/news",
    lambda rows: en("News", f'<ul class="list">{rows}</ul>'),
    lambda n, t, d: f'<li><time class="timestamp">{d.day:02} {d:%b}, {d.year}</time><a href="/en/{n}">{t}</a></li>',
)
habit(
    "yyyymmdd",
    "https://www.mor.gov/news",
    lambda rows: en("News", f'<ul class="list">{rows}</ul>'),
    lambda n, t, d: f'<li><span>{d:%Y%m%d}</span><a href="/en/{n}">{t}</a></li>',
)
habit(
    "indonesian",
    "https://www.mor.go.id/berita",
    lambda rows: en("Berita", f'<ul class="list">{rows}</ul>', lang="id"),
    lambda n, t, d: (
        f'<li><a href="/en/{n}">{t}</a><p>Kamis, {d.day} {["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember"][d.month - 1]} {d.year} 10:00 WIB</p></li>'
    ),
)
habit(
    "vietnamese",
    "https://www.mor.gov.vn/tin",
    lambda rows: en("Tin", f'<div class="list">{rows}</div>', lang="vi"),
    lambda n, t, d: f'<div class="item"><a href="/vi/{n}"><h3>{t}</h3></a><span>({d:%d/%m/%Y}, 08:15)</span></div>',
)
habit(
    "day_month_pieces_no_year",
    "https://www.mor.go.kr/l",
    lambda rows: ko("보도", f'<ul class="l">{rows}</ul>'),
    lambda n, t, d: (
        f'<li><div class="r"><span class="d">{d.day}</span> <span class="m">{d.month}월</span></div><a href="/v.do?nttId={n + 9}">{t}</a></li>'
    ),
    KO,
)
habit(
    "date_in_path",
    "https://www.mor.gov/news",
    lambda rows: en("News", f'<div class="posts">{rows}</div>'),
    lambda n, t, d: (
        f'<div class="post"><h2 class="entry-title"><a href="/{d:%Y/%m/%d}/{slug(t)}/" rel="bookmark">{t}</a></h2><div class="entry-content"><p>{LEAD}</p></div></div>'
    ),
)
habit(
    "date_in_lead",
    "https://www.mor.gov.au/news",
    lambda rows: en("News", f'<div class="posts">{rows}</div>'),
    lambda n, t, d: (
        f'<div class="gsc"><a href="/n/{n}"><strong>{t}</strong></a><div class="text">{d.day}/{d.month}/{d.year} - {LEAD}</div></div>'
    ),
)
habit(
    "posted_and_updated",
    "https://www.x.go.jp/ja/",
    lambda rows: ja("新着", f"<ul>{rows}</ul>"),
    lambda n, t, d: (
        f'<li class="elements_list"><div class="title"><a href="/ja/x{n}.html">{t}</a></div><div class="info"><span>掲載日：{d.year}年{d.month:02}月{d.day:02}日</span><span>更新日：2026年9月1日</span></div></li>'
    ),
    JA,
)
habit(
    "size_in_link",
    "https://www.x.go.jp/ja/",
    lambda rows: ja("新着", f"<ul>{rows}</ul>"),
    lambda n, t, d: (
        f'<li><p class="date">{d.year}.{d.month}.{d.day}<span class="cat">プレスリリース</span></p><p><a href="/ja/x{n}.pdf" target="_blank">{t}<span class="size">[PDF:{n}23KB]</span></a></p></li>'
    ),
    JA,
)
habit(
    "bracketed_em",
    "https://www.mor.go.kr/l",
    lambda rows: ko("보도", f'<ul class="l">{rows}</ul>'),
    lambda n, t, d: f'<li><a href="/v.do?nttId={n + 9}"><em>[공고]</em> {t}</a><span>{d}</span></li>',
    KO,
)
