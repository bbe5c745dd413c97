"""Chinese columns."""

from __future__ import annotations

from tests.crawlers.infer.case import ZH, Case, each, page, truth, zh

BASE = "https://www.zyb.gov.cn"


def hex32(n: int) -> str:
    return f"{n:02x}1d86d911fc4488a69302a72c{n:02x}16{n:02x}"


@page
def cn_cut_titles_in_brackets() -> Case:
    rows = each(
        lambda n, t, d: (
            f"""<li><a href="/zwgk/zcfb/art/2026/art_{hex32(n)}.html" title="{t}" target="_blank">{t[:12]}</a><span>[{d}]</span></li>"""
        ),
        ZH,
    )
    return Case(
        f"{BASE}/zcfb/blgg/index.html",
        zh("部令公告", f'<ul class="txtList_01">{rows}</ul>'),
        truth(ZH, lambda n, d: f"{BASE}/zwgk/zcfb/art/2026/art_{hex32(n)}.html", lambda n, d: hex32(n)),
    )


@page
def cn_separators() -> Case:
    rows = each(
        lambda n, t, d: (
            f"""<li><a href="./{d:%Y%m}/t{d:%Y%m%d}_{1390000 + n}.html" title="{t}">{t}</a><span>{d:%Y/%m/%d}</span></li>{'<li class="empty"></li>' if n % 5 == 4 else ""}"""
        ),
        ZH,
    )
    return Case(
        f"{BASE}/xxgk/zcfb/tz/index.html",
        zh("通知", f'<ul class="u-list">{rows}</ul>'),
        truth(
            ZH,
            lambda n, d: f"{BASE}/xxgk/zcfb/tz/{d:%Y%m}/t{d:%Y%m%d}_{1390000 + n}.html",
            lambda n, d: f"{d:%Y%m%d}_{1390000 + n}",
        ),
    )


@page
def cn_same_link_twice() -> Case:
    rows = each(
        lambda n, t, d: (
            f"""<li><a class="fl pc_1600" href="./202608/t{d:%Y%m%d}_{1965400 + n}.html" target="_blank">{t}</a><a class="pchide" href="./202608/t{d:%Y%m%d}_{1965400 + n}.html">{t}</a><span>{d}</span></li>"""
        ),
        ZH,
    )
    return Case(
        f"{BASE}/sj/zxfb/",
        zh("最新发布", f'<div class="list-content"><ul>{rows}</ul></div>'),
        truth(
            ZH,
            lambda n, d: f"{BASE}/sj/zxfb/202608/t{d:%Y%m%d}_{1965400 + n}.html",
            lambda n, d: f"{d:%Y%m%d}_{1965400 + n}",
        ),
    )


@page
def cn_parentheses() -> Case:
    rows = each(
        lambda n, t, d: (
            f"""<li><a href="../{d:%Y%m%d}/{hex32(n)}/c.html" target="_blank">{t}</a><span class="date">({d})</span></li>"""
        ),
        ZH,
    )
    return Case(
        f"{BASE}/ztzl/list/index.htm",
        zh("通知", f'<ul class="list01" data="datasource:1">{rows}</ul>'),
        truth(ZH, lambda n, d: f"{BASE}/ztzl/{d:%Y%m%d}/{hex32(n)}/c.html", lambda n, d: hex32(n)),
    )


@page
def cn_font_in_cells() -> Case:
    rows = each(
        lambda n, t, d: (
            f"""<table><tr><td width="15"><img src="/dot.gif"></td><td height="22"><font class="newslist_style"><a onclick="void(0)" href="./{5200 + n}/index.html" title="{t}" istitle="true">{t}</a></font><span class="hui12">{d}</span></td></tr></table>"""
        ),
        ZH,
    )
    return Case(
        f"{BASE}/goutongjiaoliu/113456/index.html",
        zh("新闻发布", f'<div opentype="page">{rows}</div>'),
        truth(ZH, lambda n, d: f"{BASE}/goutongjiaoliu/113456/{5200 + n}/index.html"),
    )


@page
def cn_date_before_link() -> Case:
    rows = each(
        lambda n, t, d: (
            f"""<li><span class="date">{d}</span><a href="./{d:%Y%m}/t{d:%Y%m%d}_{114200 + n}.shtml" class="cjcx_biaob">{t}</a></li>"""
        ),
        ZH,
    )
    return Case(
        f"{BASE}/ywdt/xwfb/",
        zh("新闻发布", f'<div class="bd mobile_list"><ul id="div">{rows}</ul></div>'),
        truth(
            ZH,
            lambda n, d: f"{BASE}/ywdt/xwfb/{d:%Y%m}/t{d:%Y%m%d}_{114200 + n}.shtml",
            lambda n, d: f"{d:%Y%m%d}_{114200 + n}",
        ),
    )


@page
def cn_category_bracket() -> Case:
    rows = each(
        lambda n, t, d: (
            f"""<li><em>【{("对外贸易", "公平贸易", "投资")[n % 3]}】</em><a href="/zcfb/zc/art/2026/art_{hex32(n)}.html" title="{t}">{t}</a><span>{d}</span></li>"""
        ),
        ZH,
    )
    more = '<ul class="policy-list nav"><li><a href="/zcfb/wgtzgl/index.html">外国投资管理相关措施汇编</a></li><li><a href="/zcfb/dwmy/index.html">对外贸易管理相关措施汇编</a></li><li><a href="/zcfb/swzf/index.html">商务法规综合性文件汇编</a></li></ul>'
    return Case(
        f"{BASE}/zcfb/index.html",
        zh("政策发布", f'{more}<ul class="policy-list">{rows}</ul>'),
        truth(ZH, lambda n, d: f"{BASE}/zcfb/zc/art/2026/art_{hex32(n)}.html", lambda n, d: hex32(n)),
    )


@page
def cn_split_year() -> Case:
    rows = each(
        lambda n, t, d: (
            f"""<li><a href="/zgxtjt/xwzx/{n + 100}/list.shtml" title="{t}"><div class="times"><span class="year">{d:%Y-%m}</span><span class="day">{d:%d}</span></div><div class="txt"><h6>{t}</h6><p>本报讯记者从有关部门获悉，相关工作正在有序推进，下一步将继续完善制度，强化监管，促进行业健康发展。</p></div></a></li>"""
        ),
        ZH,
    )
    return Case(
        f"{BASE}/zgxtjt/xwzx/list.shtml",
        zh("新闻中心", f'<ul class="aclist">{rows}</ul>'),
        truth(ZH, lambda n, d: f"{BASE}/zgxtjt/xwzx/{n + 100}/list.shtml"),
    )


@page
def cn_heading_links() -> Case:
    rows = each(
        lambda n, t, d: (
            f"""<li><h4><a href="/zhengce/content/{d:%Y%m}/content_{6970000 + n}.htm" target="_blank">{t}</a><span class="date"> {d} </span></h4></li>"""
        ),
        ZH,
    )
    return Case(
        f"{BASE}/zhengce/zuixin/",
        zh("最新政策", f'<div class="news_box"><div class="list list_1 list_2"><ul>{rows}</ul></div></div>'),
        truth(
            ZH, lambda n, d: f"{BASE}/zhengce/content/{d:%Y%m}/content_{6970000 + n}.htm", lambda n, d: str(6970000 + n)
        ),
    )


@page
def cn_float_right_with_document_number() -> Case:
    rows = each(
        lambda n, t, d: (
            f"""<tr><td class="xh">{n + 1}</td><td><a class="fl" href="/cms_files/filemanager/{n}/attach/20268/{hex32(n)}.html" title="{t}">{t}</a></td><td>资部函〔2026〕{334 - n}号</td><td>{d:%Y-%m-%d}</td></tr>"""
        ),
        ZH,
    )
    return Case(
        f"{BASE}/zwgk/zcwj/index.html",
        zh(
            "政策文件",
            f'<table class="zcwj"><tr><th>序号</th><th>名称</th><th>文号</th><th>发布日期</th></tr>{rows}</table>',
        ),
        truth(ZH, lambda n, d: f"{BASE}/cms_files/filemanager/{n}/attach/20268/{hex32(n)}.html", lambda n, d: hex32(n)),
    )
