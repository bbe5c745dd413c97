"""Japanese press lists."""

from __future__ import annotations

from datetime import date
from itertools import groupby

from tests.crawlers.infer.case import JA, Case, days, each, ja, page, truth

BASE = "https://www.shigen.go.jp"


def jp(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def era(day: date) -> str:
    return f"令和{day.year - 2018}年{day.month}月{day.day}日"


@page
def jp_image_cards() -> Case:
    rows = each(
        lambda n, t, d: (
            f"""<li class="clearfix"><div class="left img_box"><img src="/files/{n}.jpg" alt="エネルギー・環境"></div><div class="left txt_box"><p>{jp(d)}</p><a class="cut_txt" href="/press/{d:%Y/%m}/{d:%Y%m%d}{n:03}.html"> {t}</a></div></li>"""
        ),
        JA,
    )
    menu = '<h2>カテゴリーから選ぶ</h2><ul class="clearfix category_box"><li class="bg01"><a href="/press/category_01.html"><p>経済産業</p></a></li><li class="bg02"><a href="/press/category_02.html"><p>対外経済</p></a></li><li class="bg03"><a href="/press/category_03.html"><p>ものづくり／情報／流通・サービス</p></a></li></ul>'
    return Case(
        f"{BASE}/press/index.html",
        ja("ニュースリリース", f'{menu}<h2>最新</h2><ul class="clearfix float_li">{rows}</ul>'),
        truth(JA, lambda n, d: f"{BASE}/press/{d:%Y/%m}/{d:%Y%m%d}{n:03}.html", lambda n, d: f"{d:%Y%m%d}{n:03}"),
    )


def grouped(titles: list[str], head: str, row: str, gap: int = 3) -> str:
    """Rows under the heading of their day."""
    numbered = [(n, t, d) for n, (t, d) in enumerate(zip(titles, days(len(titles), gap=gap), strict=True))]
    return "".join(
        head.format(d=day, jp=jp(day), era=era(day), rows="".join(row.format(n=n, t=t, d=d) for n, t, d in group))
        for day, group in groupby(numbered, key=lambda one: one[2])
    )


@page
def jp_details_groups() -> Case:
    html = grouped(
        JA,
        '<details class="p-press-release-list__block" open><summary><span class="p-press-release-list__heading">{d:%Y}年{d:%m}月{d:%d}日発表</span></summary><ul class="p-press-release-list__list">{rows}</ul></details>',
        '<li class="c-news-link__item"><span class="p-news-link__tag">水・土壌</span><a class="c-news-link__link" href="/press/press_0{n}444.html">{t}</a></li>',
    )
    return Case(
        f"{BASE}/press/index.html",
        ja("報道発表一覧", f'<div class="p-press-release-list">{html}</div>'),
        truth(JA, lambda n, d: f"{BASE}/press/press_0{n}444.html", lambda n, d: f"0{n}444"),
    )


@page
def jp_era_heading_and_day() -> Case:
    """Year and month in a heading, the day in a paragraph, over two months."""
    parts, month = [], None
    for n, (t, d) in enumerate(zip(JA, days(len(JA), gap=5), strict=True)):
        if d.month != month:
            parts.append(f"<h2>令和{d.year - 2018}年{d.month}月分</h2>")
            month, day = d.month, None
        if d != day:
            parts.append(f'<p class="list_item_date">{d.month}月{d.day}日</p>')
            day = d
        parts.append(
            f'<dl class="list_item"><dt class="list_item-{n}">農産</dt><dd><a href="./nousan/kikaku/{d:%y%m%d}_{n}.html">{t}</a></dd></dl>'
        )
    return Case(
        f"{BASE}/j/press/index.html",
        ja("報道発表資料", f'<div class="content">{"".join(parts)}</div>'),
        truth(JA, lambda n, d: f"{BASE}/j/press/nousan/kikaku/{d:%y%m%d}_{n}.html", gap=5),
    )


@page
def jp_dt_without_year() -> Case:
    html = grouped(
        JA,
        '<dt class="list-title">{d.month}月{d.day}日付</dt><dd><ul class="link-list">{rows}</ul></dd>',
        '<li><a href="/mofaj/press/release/pressit_000001_0{n}123.html">{t}</a></li>',
    )
    return Case(
        f"{BASE}/mofaj/press/release/index.html",
        ja("報道発表", f'<h2>令和8年8月</h2><dl class="title-list">{html}</dl>'),
        truth(JA, lambda n, d: f"{BASE}/mofaj/press/release/pressit_000001_0{n}123.html"),
    )


@page
def jp_date_in_comment() -> Case:
    rows = each(
        lambda n, t, d: (
            f"""<dl><!-- <dt>{era(d)}</dt> --><dd><a href="/hisho/press_0{n + 321}.html">{t}</a></dd></dl>"""
        ),
        JA,
    )
    return Case(
        f"{BASE}/hisho/press_2026.html",
        ja("プレスリリース", f'<div class="list">{rows}</div>'),
        truth(JA, lambda n, d: f"{BASE}/hisho/press_0{n + 321}.html"),
    )


@page
def jp_records_with_label() -> Case:
    rows = each(
        lambda n, t, d: (
            f"""<li class="record"><div class="date">{d:%Y年%m月%d日}</div><div class="catelabel"><span>ビジネス短信</span></div><div class="title"><a href="/biznews/{d:%Y/%m}/{n:02x}f2a9c1d{n}e8b7{n:02x}.html">{t}</a></div><div class="country">中国、韓国</div></li>"""
        ),
        JA,
    )
    return Case(
        f"{BASE}/biznews/",
        ja("ビジネス短信", f'<ul class="elem_list_news">{rows}</ul>'),
        truth(JA, lambda n, d: f"{BASE}/biznews/{d:%Y/%m}/{n:02x}f2a9c1d{n}e8b7{n:02x}.html"),
    )


@page
def jp_two_digit_year_table() -> Case:
    rows = each(
        lambda n, t, d: (
            f"""<tr class="tableWhatNew"><td>{d:%y/%m/%d}</td><td>お知らせ</td><td><a href="/service/{n}01.html">{t}</a>{'<img src="/new.gif" alt="NEW">' if n < 2 else ""}</td></tr>"""
        ),
        JA,
    )
    return Case(
        f"{BASE}/cistec/index.html",
        ja("新着情報", f'<table width="600">{rows}</table>'),
        truth(JA, lambda n, d: f"{BASE}/service/{n}01.html"),
    )


@page
def jp_dt_dd_pairs() -> Case:
    rows = each(
        lambda n, t, d: (
            f"""<dt>{jp(d)}</dt>\n<dd><span class="icon-press">発表</span><a href="/news/2026/n{n:03}.html">{t}</a> <span class="size">（PDF：{n + 1}23KB）</span></dd>"""
        ),
        JA,
    )
    return Case(
        f"{BASE}/news/index.html",
        ja("新着情報", f'<dl class="news__list">{rows}</dl>'),
        truth(JA, lambda n, d: f"{BASE}/news/2026/n{n:03}.html"),
    )


@page
def jp_lines_without_rows() -> Case:
    """Links with their date beside them, nothing around each of them."""
    rows = each(
        lambda n, t, d: f"""・<a href="houdou/{d:%y%m%d}-{n}.html">{t}</a>（{d.year}.{d.month}.{d.day}）<br>""", JA
    )
    return Case(
        f"{BASE}/toukei/index.html",
        ja("統計に関する報道発表", f'<table><tr><td class="body">{rows}</td></tr></table>'),
        truth(JA, lambda n, d: f"{BASE}/toukei/houdou/{d:%y%m%d}-{n}.html"),
    )


@page
def jp_link_with_time_inside() -> Case:
    rows = each(
        lambda n, t, d: (
            f"""<li class="m-listNews__item"><a href="/stf/newpage_{64500 - n}.html"><div class="m-listNews__wrapper"><div class="m-listNews__date"><time datetime="{d}">{jp(d)}</time></div><div class="m-listNews__category"><span>{("生産", "貿易", "環境")[n % 3]}</span></div><div class="m-listNews__text">{t}</div></div></a></li>"""
        ),
        JA,
    )
    return Case(
        f"{BASE}/stf/houdou/index.html",
        ja("報道発表資料", f'<ul class="m-listNews">{rows}</ul>'),
        truth(JA, lambda n, d: f"{BASE}/stf/newpage_{64500 - n}.html", lambda n, d: str(64500 - n)),
    )


@page
def jp_day_cell_for_several_rows() -> Case:
    """The cell of the day spans the rows of that day."""
    html = ""
    numbered = [(n, t, d) for n, (t, d) in enumerate(zip(JA, days(len(JA)), strict=True))]
    for day, group in groupby(numbered, key=lambda one: one[2]):
        members = list(group)
        for place, (n, t, _) in enumerate(members):
            cell = f'<td class="day" rowspan="{len(members)}">{era(day)}</td>' if not place else ""
            html += f'<tr>{cell}<td><a href="/kisha/{n}a.html">{t}</a></td><td>広報課</td></tr>'
    rows = truth(JA, lambda n, d: f"{BASE}/kisha/{n}a.html")
    return Case(
        f"{BASE}/kisha/index.html",
        ja("記者発表", f"<table><tr><th>発表日</th><th>件名</th><th>担当</th></tr>{html}</table>"),
        rows,
    )


@page
def jp_month_tables() -> Case:
    """A table for each month, the day alone in the first cell."""
    tables = ""
    numbered = [(n, t, d) for n, (t, d) in enumerate(zip(JA, days(len(JA), gap=6), strict=True))]
    for (year, month), group in groupby(numbered, key=lambda one: (one[2].year, one[2].month)):
        body = "".join(
            f'<tr><td class="d">{d.day}日</td><td><a href="{d:%m%d}{n}.html">{t}</a></td></tr>' for n, t, d in group
        )
        tables += f'<h3 id="m{month}">{year}年{month}月</h3><table class="press">{body}</table>'
    return Case(
        f"{BASE}/release/2026/index.html",
        ja("報道発表 2026年", tables),
        truth(JA, lambda n, d: f"{BASE}/release/2026/{d:%m%d}{n}.html", gap=6),
    )
