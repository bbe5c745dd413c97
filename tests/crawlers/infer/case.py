"""Government list pages written for the tests: each page and what it truly shows come from the same data."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Row:
    title: str
    url: str
    date: str
    key: str = ""  # empty: the address is the key


@dataclass(frozen=True)
class Case:
    url: str
    html: str
    rows: tuple[Row, ...]


PAGES: dict[str, Callable[[], Case]] = {}


def page(build: Callable[[], Case]) -> Callable[[], Case]:
    PAGES[build.__name__] = build
    return build


def days(count: int, start: date = date(2026, 8, 31), gap: int = 3) -> list[date]:
    """Newest first, some days twice."""
    return [start - timedelta(days=gap * (number - number // 4)) for number in range(count)]


def each(
    template: Callable[[int, str, date], str], titles: Sequence[str], start: date = date(2026, 8, 31), gap: int = 3
) -> str:
    return "\n".join(
        template(number, title, day)
        for number, (title, day) in enumerate(zip(titles, days(len(titles), start, gap), strict=True))
    )


def truth(
    titles: Sequence[str],
    url: Callable[[int, date], str],
    key: Callable[[int, date], str] = lambda n, d: "",
    start: date = date(2026, 8, 31),
    gap: int = 3,
) -> tuple[Row, ...]:
    return tuple(
        Row(title, url(number, day), day.isoformat(), key(number, day))
        for number, (title, day) in enumerate(zip(titles, days(len(titles), start, gap), strict=True))
    )


KO = [
    "희토류 영구자석 공급망 안정화를 위한 민관 협의체 출범",
    "2026년 하반기 핵심광물 비축 확대 계획 발표",
    "중국의 흑연 수출허가 절차 변경에 따른 기업 설명회 개최 안내",
    "이차전지 재활용 산업 육성 방안 공청회",
    "산업기술혁신사업 신규지원 대상과제 공고(2차)",
    "갈륨·게르마늄 대체소재 기술개발 지원사업 재공고",
    "공급망안정화위원회 제7차 회의 결과",
    "텅스텐 국내 광산 재개발 현장 간담회 열려",
    "「소재부품장비산업법」 시행령 일부개정령안 입법예고",
    "니켈 정련 설비 투자세액공제 대상 확대",
]
EN = [
    "Department Announces Funding for Domestic Rare Earth Separation Facilities",
    "Final Rule: Export Controls on Advanced Graphite Materials",
    "Statement on the Suspension of Gallium and Germanium Exports",
    "Minister Opens New Cobalt Recycling Plant in the Northern Region",
    "Request for Comments on the Draft Critical Minerals List",
    "Updated Guidance for Importers of Battery Precursors",
    "Agency Signs Cooperation Agreement on Lithium Supply Chains",
    "Notice of Public Hearing on Antidumping Duties for Silicon Metal",
    "Quarterly Report on Strategic Stockpiles Published",
    "Review of Titanium Sponge Imports Extended by 60 Days",
]
JA = [
    "重要鉱物の安定供給確保に関する取組方針を改定しました",
    "レアアース磁石の国内生産基盤強化に向けた支援事業者を採択しました",
    "ガリウム及びゲルマニウムの輸出管理に関する説明会を開催します",
    "蓄電池サプライチェーン強靱化に係る検討会（第5回）の開催について",
    "外国為替及び外国貿易法に基づく行政処分を行いました",
    "令和9年度概算要求の概要について公表します",
    "黒鉛電極に対する不当廉売関税の課税期間延長に関する調査を開始しました",
    "資源循環経済政策に関する意見募集（パブリックコメント）を実施します",
    "豪州との重要鉱物に関する共同声明に署名しました",
    "タングステン資源の備蓄に関する有識者会議の議事要旨を掲載しました",
]
ZH = [
    "关于对镓、锗相关物项实施出口管制的公告",
    "商务部召开稀土出口管理工作座谈会",
    "关于公布2026年第三批钨冶炼分离总量控制指标的通知",
    "工业和信息化部关于印发石墨行业规范条件的通知",
    "关于组织开展动力电池回收利用试点工作的通知",
    "国家发展改革委就能源领域重大项目答记者问",
    "关于延长对原产于某国的进口多晶硅反倾销措施期限的公告",
    "新材料产业发展部际联席会议在京召开",
    "关于征求《战略性矿产勘查管理办法》意见的函",
    "2026年上半年有色金属行业运行情况",
]
DE = [
    "Bundesregierung beschließt Fonds für kritische Rohstoffe",
    "Ministerin eröffnet Pilotanlage für Magnetrecycling",
    "Änderung der Außenwirtschaftsverordnung tritt in Kraft",
    "Förderaufruf: Substitution von Kobalt in Batteriezellen",
    "Deutsch-kanadische Absichtserklärung zu Lithium unterzeichnet",
    "Bericht zur Versorgungslage bei Seltenen Erden vorgelegt",
    "Konsultation zum nationalen Rohstoffplan gestartet",
    "Neue Grenzwerte für Nickelverbindungen am Arbeitsplatz",
]
FR = [
    "Lancement de l'appel à projets sur les métaux stratégiques",
    "La ministre inaugure une usine de recyclage d'aimants permanents",
    "Publication du décret relatif aux stocks stratégiques de cobalt",
    "Signature d'un accord franco-australien sur les minerais critiques",
    "Bilan annuel de l'observatoire des ressources minérales",
    "Consultation publique sur le plan de souveraineté minérale",
    "Nouveau guide pour les importateurs de graphite",
    "Suspension temporaire des exportations de déchets de tungstène",
]

KO_TOP = """<!doctype html><html lang="ko"><head><meta charset="utf-8"><title>%s | 자원산업부</title></head><body>
<div id="accessibility"><a href="#contents">본문 바로가기</a></div>
<header id="header"><h1 class="logo"><a href="/"><img src="/img/logo.png" alt="자원산업부"></a></h1>
<ul class="util"><li><a href="/login.do">로그인</a></li><li><a href="/eng/">ENGLISH</a></li></ul>
<nav id="gnb"><ul><li><a href="/kor/open/main.do">정보공개</a><ul><li><a href="/kor/open/a1.do">정보공개제도 안내</a></li>
<li><a href="/kor/open/a2.do">사전정보공표 목록</a></li><li><a href="/kor/open/a3.do">정보공개 청구하기</a></li></ul></li>
<li><a href="/kor/news/main.do">소식·알림</a><ul><li><a href="/kor/news/b1.do">보도자료 및 해명자료</a></li><li><a href="/kor/news/b2.do">공지사항</a></li>
<li><a href="/kor/news/b3.do">채용·입찰 공고</a></li></ul></li><li><a href="/kor/policy/main.do">주요정책</a></li></ul></nav></header>
<div id="container"><div class="lnb"><h2>소식·알림</h2><ul><li class="on"><a href="/kor/news/b1.do">보도자료</a></li><li><a href="/kor/news/b2.do">공지사항</a></li>
<li><a href="/kor/news/b3.do">입찰공고</a></li><li><a href="/kor/news/b4.do">사진뉴스</a></li></ul></div>
<div id="contents"><div class="location"><span>홈</span> &gt; <a href="/kor/news/main.do">소식·알림</a> &gt; <strong>%s</strong></div><h3>%s</h3>
<form name="searchForm" method="get" action="?"><input type="hidden" name="pageIndex" value="1"><fieldset><legend>검색</legend>
<select name="searchCondition"><option value="1">제목</option><option value="2">내용</option></select><input type="text" name="searchKeyword" title="검색어"><button type="submit">검색</button></fieldset></form>
<p class="total">전체 <strong>1,284</strong>건 (1/129 페이지)</p>"""
KO_END = """<div class="paging"><a href="?pageIndex=1" class="first">처음</a><strong>1</strong><a href="?pageIndex=2">2</a><a href="?pageIndex=3">3</a><a href="?pageIndex=4">4</a><a href="?pageIndex=2" class="next">다음</a></div></div>
<aside class="quick"><h4>많이 본 자료</h4><ol><li><a href="/kor/news/hot.do?no=1">핵심광물 확보전략 설명자료 <span>2026-01-02</span></a></li><li><a href="/kor/news/hot.do?no=2">2026년 업무계획 <span>2026-01-20</span></a></li>
<li><a href="/kor/news/hot.do?no=3">공급망 기본계획 요약본 <span>2026-02-11</span></a></li></ol></aside></div>
<footer id="footer"><ul class="family"><li><a href="https://www.korea.kr">정책브리핑</a></li><li><a href="https://www.gov.kr">정부24</a></li><li><a href="https://www.epeople.go.kr">국민신문고</a></li></ul>
<p>30118 세종특별자치시 한누리대로 402 대표전화 044-000-0000 최종수정일 2026-08-30</p></footer></body></html>"""


def ko(name: str, middle: str, script: str = "") -> str:
    return KO_TOP % (name, name, name) + script + middle + KO_END


def en(name: str, middle: str, aside: str = "", lang: str = "en") -> str:
    return f"""<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>{name} | Ministry of Resources</title></head><body class="path-news page-node has-sidebar">
<a class="visually-hidden focusable skip-link" href="#main-content">Skip to main content</a>
<div class="usa-banner"><p>An official website of the government</p><a href="/about-banner">Here's how you know</a></div>
<header role="banner"><a href="/" class="logo">Ministry of Resources</a><nav class="usa-nav" aria-label="Primary"><ul><li><a href="/about/our-mission-and-leadership">Our Mission and Leadership</a></li>
<li><a href="/topics/critical-minerals">Critical Minerals and Materials</a></li><li><a href="/topics/trade">Trade and Export Controls</a></li><li><a href="/news">News and Events</a></li><li><a href="/contact-us">Contact Us</a></li></ul></nav></header>
<nav class="breadcrumb"><ol><li><a href="/">Home</a></li><li><a href="/news">News and Events</a></li><li>{name}</li></ol></nav>
<main id="main-content"><h1 class="page-title">{name}</h1><form class="views-exposed-form"><label>Search <input name="q"></label><select name="topic"><option>All topics</option><option>Trade</option></select><button>Apply</button></form>
{middle}
<nav class="pager" aria-label="Pagination"><ul class="pager__items"><li class="is-active"><a href="?page=0">1</a></li><li><a href="?page=1" title="Go to page 2">2</a></li><li><a href="?page=2">3</a></li><li><a href="?page=1" rel="next">Next ›</a></li></ul></nav></main>
<aside class="layout-sidebar">{aside}<div class="block"><h2>Related links</h2><ul><li><a href="/reports/annual">Annual report on mineral commodities</a></li><li><a href="/data">Open data portal of the ministry</a></li><li><a href="/subscribe">Subscribe to updates by e-mail</a></li></ul></div></aside>
<footer><ul><li><a href="/privacy">Privacy policy</a></li><li><a href="/accessibility">Accessibility statement</a></li><li><a href="/foia">Freedom of information</a></li></ul><p>Last updated: 30 August 2026</p></footer></body></html>"""


def ja(name: str, middle: str) -> str:
    return f"""<!DOCTYPE html><html lang="ja"><head><meta charset="UTF-8"><title>{name}｜資源省</title></head><body>
<div id="header"><p class="logo"><a href="/index.html"><img src="/img/logo.png" alt="資源省"></a></p><ul id="gnavi"><li><a href="/about/index.html">省について</a></li><li><a href="/policy/index.html">政策について調べる</a></li>
<li><a href="/press/index.html">報道・広報</a></li><li><a href="/statistics/index.html">統計情報</a></li><li><a href="/procedure/index.html">申請・お問合せ</a></li></ul></div>
<div id="topicpath"><a href="/index.html">ホーム</a> &gt; {name}</div><div id="main"><h1>{name}</h1>
<ul class="anchor"><li><a href="#m8">8月</a></li><li><a href="#m7">7月</a></li></ul>
{middle}
<p class="backnumber"><a href="/press/archive_2025.html">2025年の一覧</a> <a href="/press/archive_2024.html">2024年の一覧</a></p></div>
<div id="sub"><h2>関連リンク</h2><ul><li><a href="https://www.kantei.go.jp/">首相官邸</a></li><li><a href="https://www.e-gov.go.jp/">電子政府の総合窓口</a></li><li><a href="/kids/index.html">キッズページ</a></li></ul></div>
<div id="footer"><ul><li><a href="/rule.html">利用規約・リンク・著作権</a></li><li><a href="/privacy.html">プライバシーポリシー</a></li><li><a href="/access.html">アクセシビリティ閲覧支援</a></li></ul><p>〒100-0000 東京都千代田区霞が関</p></div></body></html>"""


def zh(name: str, middle: str) -> str:
    return f"""<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="ColumnName" content="{name}"><title>{name}_资源部</title></head><body>
<div class="header"><div class="logo"><a href="/"><img src="/images/logo.png" alt="资源部"></a></div><div class="nav"><ul><li><a href="/jgsz/index.html">机构设置</a></li><li><a href="/xwfb/index.html">新闻发布</a></li>
<li><a href="/zwgk/index.html">政务公开</a></li><li><a href="/zwfw/index.html">政务服务</a></li><li><a href="/hdjl/index.html">互动交流</a></li></ul></div></div>
<div class="position">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk/index.html">政务公开</a> &gt; {name}</div>
<div class="content"><div class="left-menu"><ul><li><a href="/zwgk/zcfb/index.html">政策发布</a></li><li><a href="/zwgk/zcjd/index.html">政策解读</a></li><li><a href="/zwgk/tzgg/index.html">通知公告</a></li></ul></div>
<div class="right"><h2>{name}</h2>
{middle}
<div class="page"><a href="index_1.html">下一页</a><a href="index_9.html">尾页</a></div></div></div>
<div class="foot"><ul><li><a href="https://www.gov.cn">中国政府网</a></li><li><a href="/wzdt/index.html">网站地图</a></li><li><a href="/lxwm/index.html">联系我们</a></li></ul><p>京ICP备00000000号 主办单位：资源部办公厅</p></div></body></html>"""
