"""Rarer habits: files instead of pages, labels around dates, times under the heading of their day, hidden keys."""

from __future__ import annotations

from datetime import date
from itertools import groupby

from tests.crawlers.infer.case import EN, JA, KO, ZH, Case, Row, days, each, en, ja, ko, page, truth, zh
from tests.crawlers.infer.west import LEAD, slug, us

KR = "https://www.mor.go.kr"
US = "https://www.mor.gov"


@page
def kr_links_to_other_hosts() -> Case:
    """Rows lead to the boards of other institutes; an empty twin of the date stands in a comment."""
    rows = each(
        lambda n, t, d: (
            f"""<div class="toggle"><a href="https://www.inst{n % 3}.or.kr/notice/view.do?no={n + 40}" target="_blank" title="새창 열림"><div class="num">{20 - n}</div><div class="txt"><p class="title">[기관{n % 3}] {t}</p></div><!-- <span class="date"></span> --><span class="date">{d}</span></a></div>"""
        ),
        KO,
    )
    made = tuple(
        Row(f"[기관{n % 3}] {r.title}", f"https://www.inst{n % 3}.or.kr/notice/view.do?no={n + 40}", r.date)
        for n, r in enumerate(truth(KO, lambda n, d: ""))
    )
    return Case(f"{KR}/shareData/list.do", ko("소속·유관기관 공고", f'<div class="board_list">{rows}</div>'), made)


@page
def kr_notice_class_and_page_in_link() -> Case:
    rows = each(
        lambda n, t, d: (
            f"""<tr{' class="notice"' if n < 2 else ""}><td class="num">{'<span class="cate">공지</span>' if n < 2 else 99 - n}</td><td class="sbj txtL"><a href="/401/form?postSeq={3244 - n}&page=1">{t}</a></td><td class="file"><a href="#fnPostAttachDownload" onclick="fnPostAttachDownload(401,'{3244 - n}',1,'KO'); return false;"><img src="/f.png" alt="첨부파일"></a></td><td class="date">{d}</td><td>{n}</td></tr>"""
        ),
        KO,
    )
    html = ko(
        "공지사항",
        f'<table class="tbl"><thead><tr><th>번호</th><th>제목</th><th>첨부</th><th>작성일</th><th>조회</th></tr></thead><tbody>{rows}</tbody></table>',
    )
    return Case(
        f"{KR}/401",
        html,
        truth(KO, lambda n, d: f"{KR}/401/form?postSeq={3244 - n}&page=1", lambda n, d: str(3244 - n)),
    )


@page
def kr_several_arguments() -> Case:
    """A function of a script in another file; only one of its arguments tells the rows apart."""
    rows = each(
        lambda n, t, d: (
            f"""<tr><td class="mobile">{n + 1}</td><td class="subject"><a href="#view" onclick="doBbsFView('86','{1048275 - n}','16010100','{1048275 - n}');return false;">{t}</a></td><td>소재부품과</td><td class="mobile">{d}</td><td><a href="#" onclick="fileDown('{n}')">다운로드</a></td></tr>"""
        ),
        KO,
    )
    html = ko("보도자료", f'<table class="board"><tbody>{rows}</tbody></table>')
    return Case(
        f"{KR}/site/mor/ex/bbs/List.do?cbIdx=86",
        html,
        tuple(Row(r.title, "", r.date, str(1048275 - n)) for n, r in enumerate(truth(KO, lambda n, d: ""))),
    )


@page
def kr_cards_with_deadline() -> Case:
    rows = each(
        lambda n, t, d: (
            f"""<li class="notice"><div class="inner"><div class="top"><span class="flag type05">사업화</span><span class="flag day">D-{n + 3}</span></div><div class="middle"><a href="javascript:go_view({171200 + n});"><div class="tit_wrap"><p class="tit">{t}</p></div></a></div><div class="bottom"><span class="list">자원산업진흥원</span><span class="list">등록일자 {d}</span><span class="list">마감일자 2026-10-0{n % 9 + 1}</span><span class="list">조회 {n * 90}</span></div></div></li>"""
        ),
        KO,
    )
    script = "<script>function go_view(pbancSn){ location.href = './ongoing.do?schM=view&pbancSn=' + pbancSn + '&page=1'; }</script>"
    return Case(
        f"{KR}/web/contents/ongoing.do",
        ko("모집중 공고", f'<div id="bizPbancList"><ul>{rows}</ul></div>', script),
        truth(
            KO,
            lambda n, d: f"{KR}/web/contents/ongoing.do?schM=view&pbancSn={171200 + n}&page=1",
            lambda n, d: str(171200 + n),
        ),
    )


@page
def kr_meta_line() -> Case:
    rows = each(
        lambda n, t, d: (
            f"""<li><a class="item" href="/news/view.asp?b_code={7000 - n}&amp;menu=3"><strong class="tit">{t}</strong></a><p class="info">작성자 : 홍길동 | 등록일 : {d:%Y. %m. %d} | 조회수 : {n * 31} | 첨부 : 2</p></li>"""
        ),
        KO,
    )
    return Case(
        f"{KR}/news/list.asp?menu=3",
        ko("동향", f'<ul class="bbsList">{rows}</ul>'),
        truth(KO, lambda n, d: f"{KR}/news/view.asp?b_code={7000 - n}&menu=3", lambda n, d: str(7000 - n)),
    )


@page
def kr_date_with_time() -> Case:
    rows = each(
        lambda n, t, d: (
            f"""<div class="news"><div class="thumb"><a href="/news/{n + 12000}"><img src="/t{n}.jpg" alt=""></a></div><h4 class="titles"><a href="/news/{n + 12000}">{t}</a></h4><p class="lead line-6x2"><a href="/news/{n + 12000}">정부는 관련 대책을 마련해 발표했다. 업계는 환영한다는 입장이다. 세부 계획은 다음 달 확정된다.</a></p><span class="byline"><em>자원</em><em>기자</em><em>{d:%Y.%m.%d} 14:{n + 10}</em></span></div>"""
        ),
        KO,
    )
    return Case(
        f"{KR}/news",
        ko("자원뉴스", f'<section id="section-list">{rows}</section>'),
        truth(KO, lambda n, d: f"{KR}/news/{n + 12000}", lambda n, d: str(n + 12000)),
    )


@page
def kr_gallery() -> Case:
    rows = each(
        lambda n, t, d: (
            f"""<li><a href="/gallery/view.do?photoSeq={n + 500}"><span class="img"><img src="/g{n}.jpg" alt="{t}"></span><span class="txt"><span class="t">{t}</span><span class="d">{d:%Y-%m-%d}</span></span></a></li>"""
        ),
        KO,
    )
    return Case(
        f"{KR}/gallery/list.do",
        ko("사진뉴스", f'<ul class="photo_list">{rows}</ul>'),
        truth(KO, lambda n, d: f"{KR}/gallery/view.do?photoSeq={n + 500}", lambda n, d: str(n + 500)),
    )


@page
def kr_filled_by_script() -> Case:
    """The cells of the dates are empty; a script beside the rows fills them."""
    rows = each(
        lambda n, t, d: (
            f"""<tr><td>{30 - n}</td><td class="subject"><a href="/bbs/view.do?nttId={n + 88}">{t}</a></td><td id="td_REG_DT_{n}"></td></tr><script>$('#td_REG_DT_{n}').text('{d}');</script>"""
        ),
        KO,
    )
    return Case(
        f"{KR}/bbs/list.do",
        ko("공지", f'<table class="t"><tbody>{rows}</tbody></table>'),
        truth(KO, lambda n, d: f"{KR}/bbs/view.do?nttId={n + 88}", lambda n, d: str(n + 88)),
    )


@page
def kr_two_boards() -> Case:
    """The list, and a short one of another board beside it with the same markup."""
    rows = each(lambda n, t, d: f"""<li><a href="/a/view.do?no={n + 300}">{t}</a><span>{d}</span></li>""", KO)
    other = "".join(
        f'<li><a href="/b/view.do?no={n}">입찰공고 제{n}호 물품 구매 계약 안내</a><span>2026-08-0{n}</span></li>'
        for n in range(1, 5)
    )
    return Case(
        f"{KR}/a/list.do",
        ko(
            "보도자료",
            f'<div class="boardA"><ul class="lst">{rows}</ul></div><div class="boardB"><h4>입찰공고</h4><ul class="lst">{other}</ul></div>',
        ),
        truth(KO, lambda n, d: f"{KR}/a/view.do?no={n + 300}", lambda n, d: str(n + 300)),
    )


@page
def us_two_dates_in_labels() -> Case:
    rows = each(
        lambda n, t, d: (
            f"""<div class="c-search-result"><h4 class="c-search-result__header"><a href="/products/gao-26-{107000 + n}">{t}</a></h4><p class="reportnumber">GAO-26-{107000 + n}</p><div class="teaser-search--dates">Published: {d:%b %d, %Y}. Publicly Released: {d:%b %d, %Y}.</div><p>{LEAD}</p></div>"""
        ),
        EN,
    )
    return Case(
        f"{US}/reports-testimonies",
        en("Reports", f'<div class="results">{rows}</div>'),
        truth(EN, lambda n, d: f"{US}/products/gao-26-{107000 + n}"),
    )


@page
def us_weekday_and_slashes() -> Case:
    rows = each(
        lambda n, t, d: (
            f"""<div class="views-row"><div class="release-date">Release Date: {d:%a}, {d:%m/%d/%Y}</div><div><a href="/newsroom/national-media-release/{slug(t)}">{t}</a></div></div>"""
        ),
        EN,
    )
    return Case(
        f"{US}/newsroom/media-releases",
        en("Media releases", f"<div>{rows}</div>"),
        truth(EN, lambda n, d: f"{US}/newsroom/national-media-release/{slug(EN[n])}"),
    )


@page
def us_table_of_files() -> Case:
    """The title is plain text; only an icon leads to the file."""
    rows = each(
        lambda n, t, d: (
            f"""<tr><td>{n + 1}</td><td>{31 - n}/2026-27</td><td>2026-27</td><td>{t}</td><td>{d:%d/%m/%Y}</td><td><a href="/CP/?opt=notification&amp;file={n + 800}" title="View PDF"><i class="fa fa-file-pdf-o"></i></a></td></tr>"""
        ),
        EN,
    )
    return Case(
        "https://www.mor.gov.in/CP/?opt=notification",
        en(
            "Notifications",
            f'<table id="metaTable" class="display"><thead><tr><th>Sl.No.</th><th>Number</th><th>Year</th><th>Description</th><th>Date</th><th>Attachment</th></tr></thead><tbody>{rows}</tbody></table>',
        ),
        truth(
            EN, lambda n, d: f"https://www.mor.gov.in/CP/?opt=notification&file={n + 800}", lambda n, d: str(n + 800)
        ),
    )


@page
def eu_time_under_day() -> Case:
    """The heading says the day, the row the hour."""
    numbered = [(n, t, d) for n, (t, d) in enumerate(zip(EN, days(len(EN)), strict=True))]
    html = ""
    for day, group in groupby(numbered, key=lambda one: one[2]):
        items = "".join(
            f'<li class="list-item ts-responsive-row"><div class="col-md-2"><span class="excerpt-time">{9 + n % 8}:30</span></div><div class="col-md-10"><h3><a href="/en/press/press-releases/{d:%Y/%m/%d}/{slug(t)}/">{t}</a></h3><p>{LEAD}</p></div></li>'
            for n, t, d in group
        )
        html += f'<div class="day-group"><h2 class="month-year">{day.day} {day:%B} {day.year}</h2><ul class="list-unstyled">{items}</ul></div>'
    return Case(
        "https://www.consil.mor.europa.eu/en/press/press-releases/",
        en("Press releases", html),
        truth(EN, lambda n, d: f"https://www.consil.mor.europa.eu/en/press/press-releases/{d:%Y/%m/%d}/{slug(EN[n])}/"),
    )


@page
def au_utc_times_shown_local() -> Case:
    rows = each(
        lambda n, t, d: (
            f"""<div class="views-row"><article><h3><a href="/media/{slug(t)}"><span>{t}</span></a></h3><time datetime="{date.fromordinal(d.toordinal() - 1)}T22:30:00Z">{d.day} {d:%B} {d.year}</time></article></div>"""
        ),
        EN,
    )
    return Case(
        "https://minister.mor.gov.au/media-releases",
        en("Media releases", f'<div class="view-content">{rows}</div>'),
        truth(EN, lambda n, d: f"https://minister.mor.gov.au/media/{slug(EN[n])}"),
    )


@page
def nl_numeric_after_bar() -> Case:
    rows = each(
        lambda n, t, d: (
            f"""<li class="results__item"><a class="news" href="/actueel/nieuws/{d:%Y/%m/%d}/{slug(t)}"><h3>{t}</h3><p class="meta">Nieuwsbericht | {d:%d-%m-%Y} | 12:0{n % 10}</p><p>{LEAD}</p></a></li>"""
        ),
        EN,
    )
    return Case(
        "https://www.mor.nl/actueel/nieuws",
        en("Nieuws", f'<ol class="results">{rows}</ol>', lang="nl"),
        truth(EN, lambda n, d: f"https://www.mor.nl/actueel/nieuws/{d:%Y/%m/%d}/{slug(EN[n])}"),
    )


@page
def es_written_months() -> Case:
    months = [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ]
    rows = each(
        lambda n, t, d: (
            f"""<div class="noticia"><p class="fecha">Lunes, {d.day} de {months[d.month - 1]} de {d.year}</p><h3><a href="/institucion/noticias/{9000 - n}-{slug(t)}">{t}</a></h3></div>"""
        ),
        EN,
        gap=9,
    )
    return Case(
        "https://www.mor.gob.pe/institucion/noticias",
        en("Noticias", f'<div class="lista">{rows}</div>', lang="es"),
        truth(EN, lambda n, d: f"https://www.mor.gob.pe/institucion/noticias/{9000 - n}-{slug(EN[n])}", gap=9),
    )


@page
def pl_written_months() -> Case:
    months = [
        "stycznia",
        "lutego",
        "marca",
        "kwietnia",
        "maja",
        "czerwca",
        "lipca",
        "sierpnia",
        "września",
        "października",
        "listopada",
        "grudnia",
    ]
    rows = each(
        lambda n, t, d: (
            f"""<li><a href="/web/surowce/{slug(t)}"><div class="event"><span class="date">{d.day} {months[d.month - 1]} {d.year}</span></div><div class="title">{t}</div></a></li>"""
        ),
        EN,
        gap=9,
    )
    return Case(
        "https://www.gov.pl/web/surowce/wiadomosci",
        en("Wiadomości", f'<div class="art-prev"><ul>{rows}</ul></div>', lang="pl"),
        truth(EN, lambda n, d: f"https://www.gov.pl/web/surowce/{slug(EN[n])}", gap=9),
    )


@page
def jp_category_links_in_row() -> Case:
    rows = each(
        lambda n, t, d: (
            f"""<div class="post"><p class="meta"><time>{d.year}/{d.month}/{d.day}</time> <a class="cat" href="/category/{("trade", "energy")[n % 2]}/">{("貿易・投資に関する政策", "エネルギー・資源政策")[n % 2]}</a></p><p class="ttl"><a href="/archives/{n + 3300}">{t}</a></p></div>"""
        ),
        JA,
    )
    return Case(
        "https://www.shigen.go.jp/archives/",
        ja("お知らせ", f'<div class="posts">{rows}</div>'),
        truth(JA, lambda n, d: f"https://www.shigen.go.jp/archives/{n + 3300}", lambda n, d: str(n + 3300)),
    )


@page
def jp_definition_with_table() -> Case:
    """Layout by tables within tables, as twenty years ago."""
    rows = each(
        lambda n, t, d: (
            f"""<tr><td nowrap valign="top"><font size="2">平成{d.year - 1988}年{d.month}月{d.day}日</font></td><td><table border="0"><tr><td><img src="b.gif"></td><td><font size="2"><a href="{d:%y%m%d}{n}.htm">{t}</a></font></td></tr></table></td></tr>"""
        ),
        JA,
    )
    return Case(
        "https://www.shigen.go.jp/old/houdou.htm",
        ja(
            "報道発表",
            f'<table width="100%"><tr><td><table width="90%" cellpadding="2">{rows}</table></td></tr></table>',
        ),
        truth(JA, lambda n, d: f"https://www.shigen.go.jp/old/{d:%y%m%d}{n}.htm"),
    )


@page
def cn_leads_and_more() -> Case:
    rows = each(
        lambda n, t, d: (
            f"""<div class="item"><h3><a href="//www.zyb.gov.cn/csrc/c100028/c{7661513 + n}/content.shtml">{t}</a></h3><p>为贯彻落实有关部署，进一步规范管理工作，现将有关事项通知如下，请各单位遵照执行，并及时反馈实施情况和建议。<a href="//www.zyb.gov.cn/csrc/c100028/c{7661513 + n}/content.shtml">[详细]</a></p><div class="info"><span>来源：资源部</span><span>时间：{d} 18:42:37</span></div></div>"""
        ),
        ZH,
    )
    return Case(
        "https://www.zyb.gov.cn/csrc/c100028/common_list.shtml",
        zh("要闻", f'<div class="newslist">{rows}</div>'),
        truth(
            ZH,
            lambda n, d: f"https://www.zyb.gov.cn/csrc/c100028/c{7661513 + n}/content.shtml",
            lambda n, d: str(7661513 + n),
        ),
    )


@page
def cn_month_and_day() -> Case:
    rows = each(
        lambda n, t, d: (
            f"""<li><div class="time"><b>{d:%m-%d}</b><i>{d.year}</i></div><a href="/art/{d.year}/{d.month}/{d.day}/art_{n + 10}_{8800 + n}.html" title="{t}">{t}</a></li>"""
        ),
        ZH,
    )
    return Case(
        "https://www.zyb.gov.cn/col/col10/index.html",
        zh("要闻动态", f'<ul class="dt">{rows}</ul>'),
        truth(ZH, lambda n, d: f"https://www.zyb.gov.cn/art/{d.year}/{d.month}/{d.day}/art_{n + 10}_{8800 + n}.html"),
    )


@page
def hero_before_list() -> Case:
    """A large first story in another markup; the list below goes on."""
    hero = '<section class="hero"><h2><a href="/stories/hero">A large story on top of everything else</a></h2><p>1 September 2026</p></section>'
    rows = each(
        lambda n, t, d: (
            f"""<li class="story"><h3><a href="/stories/{slug(t)}">{t}</a></h3><p class="story-date">{us(d)}</p></li>"""
        ),
        EN,
    )
    return Case(
        f"{US}/stories",
        en("Stories", f'{hero}<ul class="stories">{rows}</ul>'),
        truth(EN, lambda n, d: f"{US}/stories/{slug(EN[n])}"),
    )


@page
def short_titles() -> Case:
    titles = [
        "금속 수급 점검",
        "갈륨 동향",
        "리튬 가격",
        "희토류 통계",
        "니켈 전망",
        "광산 안전",
        "비축 현황",
        "인사 발령",
    ]
    rows = each(
        lambda n, t, d: f"""<tr><td>{n}</td><td><a href="?mode=view&amp;no={n + 61}">{t}</a></td><td>{d}</td></tr>""",
        titles,
    )
    return Case(
        f"{KR}/board/",
        ko("동향", f"<table>{rows}</table>"),
        truth(titles, lambda n, d: f"{KR}/board/?mode=view&no={n + 61}", lambda n, d: str(n + 61)),
    )


@page
def few_rows() -> Case:
    rows = each(
        lambda n, t, d: (
            f"""<article><header><h2><a href="/n/{slug(t)}">{t}</a></h2></header><footer>Posted on {us(d)} by Press Office</footer></article>"""
        ),
        EN[:3],
    )
    return Case(
        f"{US}/n", en("Notices", f'<div class="list">{rows}</div>'), truth(EN[:3], lambda n, d: f"{US}/n/{slug(EN[n])}")
    )
