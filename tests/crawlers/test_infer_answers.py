"""Whatever an address answers: feeds, APIs, sitemaps; and what scripts, keys and pagers say."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from crawlers.infer import Inferred, infer
from crawlers.infer.key import key_of_links, varying
from crawlers.infer.origin import id_of, origin_of, rhythm
from crawlers.infer.paging import feed_links, paging_of
from crawlers.infer.script import address_template, handler_template
from crawlers.infer.sheet import Sheet
from crawlers.infer.targets import Call
from crawlers.page import Page
from crawlers.source import Source

NOW = datetime(2026, 9, 2, 3, 0, tzinfo=UTC)
LIST = "https://www.mor.go.kr/bbs/list.do?bbsId=7"


async def answered(body: str, url: str = "https://www.mor.go.kr/api/list") -> Inferred:
    found = await infer(Page(url, 200, {}, body.encode()), NOW)
    assert found is not None
    assert Source.model_validate(found.definition)
    return found


ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Ministry news</title>
<entry><id>tag:mor,2026:1</id><title>Cobalt plan published</title><link href="https://www.mor.gov/news/1"/><updated>2026-08-20T10:00:00Z</updated></entry></feed>"""
RSS = """<rss version="2.0"><channel><title>자원부 보도자료</title><item><title>갈륨 비축 확대</title><link>https://www.mor.go.kr/v?id=1</link>
<pubDate>Thu, 20 Aug 2026 09:00:00 +0900</pubDate></item></channel></rss>"""
RDF = """<?xml version="1.0"?><rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://a.go.jp/"><title>新着</title></channel><item rdf:about="https://a.go.jp/1"><title>重要鉱物の一覧</title><link>https://a.go.jp/1</link><dc:date>2026-08-20T09:00:00+09:00</dc:date></item></rdf:RDF>"""
JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "News",
        "items": [
            {"id": "1", "title": "Tungsten", "url": "https://www.mor.gov/1", "date_published": "2026-08-20T00:00:00Z"}
        ],
    }
)


@pytest.mark.parametrize("body", [ATOM, RSS, RDF, JSON_FEED, "\n\n " + RSS, "<!-- cache -->" + RSS])
async def test_every_feed_is_a_feed(body: str) -> None:
    found = await answered(body)
    assert found.definition["kind"] == "feed"
    assert len(found.rows) == 1
    assert found.rows[0].date[:10] == "2026-08-20"


async def test_a_feed_without_entries_is_one_too() -> None:
    found = await answered('<rss version="2.0"><channel><title>Later</title></channel></rss>')
    assert (found.definition["kind"], found.rows, found.definition["expect"]["min_rows"]) == ("feed", (), 0)


async def test_json_with_arrays_within_arrays() -> None:
    body = {
        "count": 2,
        "results": [
            {"title": f"Rule {n} on graphite imports", "html_url": f"https://www.mor.gov/documents/2026/{n}", "abstract": None,
             "document_number": f"2026-0{n}", "publication_date": f"2026-08-1{n}", "effective_on": "2026-12-01",
             "agencies": [{"name": "Department of Trade", "url": "https://www.mor.gov/agencies/trade"}] * 3}
            for n in (1, 2)
        ],
    }  # fmt: skip
    found = await answered(json.dumps(body), "https://www.mor.gov/api/v1/documents.json")
    assert found.definition["rows"] == "results"
    assert [(row.key, row.date) for row in found.rows] == [("2026-01", "2026-08-11"), ("2026-02", "2026-08-12")]


async def test_json_with_groups_of_groups() -> None:
    data = [
        {
            "data": {
                "title": f"关于稀土的公告（第{n}号）",
                "url": f"/art/2026/art_{n:032x}.html",
                "cdate": "1755648000000",
            }
        }
        for n in range(3)
    ]
    found = await answered(json.dumps({"data": {"results": [{"groupData": data}]}}), "https://www.zyb.gov.cn/search")
    assert found.definition["rows"] == "data.results[].groupData[].data"
    assert found.rows[1].key == f"{1:032x}"
    assert found.rows[0].date.startswith("2025-08-20")


async def test_json_that_carries_html() -> None:
    rows = "".join(
        f'<li><a href="/art/art_{n:032x}.html" title="关于钨的通知第{n}号">关于钨的通知</a><span>[2026-08-0{n + 1}]</span></li>'
        for n in range(4)
    )
    body = json.dumps({"success": True, "data": {"html": f"<style>a{{}}</style><ul class='txtList'>{rows}</ul>"}})
    found = await answered(body, "https://www.zyb.gov.cn/api-gateway/unit")
    assert (found.definition["kind"], found.definition["html_in"]) == ("api", "data.html")
    assert [row.title for row in found.rows] == [f"关于钨的通知第{n}号" for n in range(4)]


async def test_xml_of_an_api() -> None:
    items = "".join(
        f"<NewsItem><NewsItemId>{n}</NewsItemId><ModifyDate>08/2{n}/2026 10:00:00</ModifyDate><ApproveDate>08/1{n}/2026 09:00:00</ApproveDate>"
        f"<Title>핵심광물 정책 발표 {n}</Title><OriginalUrl>https://www.korea.kr/v.do?newsId={n}00&call=a</OriginalUrl></NewsItem>"
        for n in range(1, 4)
    )
    found = await answered(f"<?xml version='1.0'?><response><body>{items}</body></response>")
    assert (found.definition["answer"], found.definition["rows"]) == ("xml", "//NewsItem")
    assert [(row.key, row.date[:10]) for row in found.rows] == [
        ("100", "2026-08-11"),
        ("200", "2026-08-12"),
        ("300", "2026-08-13"),
    ]


async def test_a_sitemap() -> None:
    urls = "".join(
        f"<url><loc>https://www.mor.gov/news/{n}</loc><lastmod>2026-08-1{n}</lastmod></url>" for n in range(3)
    )
    found = await answered(
        f"<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{urls}</urlset>"
    )
    assert found.definition["kind"] == "sitemap"
    assert len(found.rows) == 3


@pytest.mark.parametrize("body", ["{", "[]", '{"status": "ok"}', "<?xml version='1.0'?><a/>", ""])
async def test_answers_that_hold_nothing(body: str) -> None:
    assert await infer(Page("https://www.mor.gov/api", 200, {}, body.encode()), NOW) is None


VIEW = "https://www.mor.go.kr/bbs/view.do"


@pytest.mark.parametrize(
    ("script", "template"),
    [
        ("function fn(id){ location.href='view.do?id='+id; }", f"{VIEW}?id={{1}}"),
        ('var fn = function(a, id) { window.open("/bbs/view.do?id=" + id + "&m=1"); }', f"{VIEW}?id={{2}}&m=1"),
        ("var o = {\n fn: function (id) { document.location.replace(`/bbs/view.do?id=${id}`) } }", f"{VIEW}?id={{1}}"),
        ("function fn(id){ var url = '/bbs/view.do'; url += '?id=' + id; location.href = url; }", f"{VIEW}?id={{1}}"),
        ("const fn = (id) => { location.href = './view.do?id=' + encodeURIComponent(id); }", f"{VIEW}?id={{1}}"),
        ("function fn(id){ // location.href='old.do?id='+id;\n location.href='view.do?id='+id }", f"{VIEW}?id={{1}}"),
        ("function fn(id){ $('#nttId').val(id); $('#f').attr('action','view.do').submit(); }", f"{VIEW}?bbsId=7&nttId={{1}}"),
        ("function fn(id){ var f = document.f; f.nttId.value = id; f.action = 'view.do'; f.submit(); }", f"{VIEW}?bbsId=7&nttId={{1}}"),
        ("function fn(id){ openLayer(id); }", ""),
        ("function other(id){ location.href='view.do?id='+id; }", ""),
    ],
)  # fmt: skip
def test_where_a_script_goes(script: str, template: str) -> None:
    form = "<form id='f' name='f' action='/bbs/list.do'><input type='hidden' name='bbsId' value='7'><input type='hidden' name='pageIndex' value='1'><input type='hidden' id='nttId' name='nttId' value=''></form>"
    sheet = Sheet(f"<html><body><script>{script}</script>{form}</body></html>", LIST)
    assert address_template(sheet, Call("o.fn", ("1", "2"))) == template


@pytest.mark.parametrize(
    "script",
    [
        "$('.view').on('click', function(){ location.href = './view.do?id=' + $(this).data('ntt-id'); });",
        "$(document).on('click', 'a', function(e){ const id = e.target.dataset.nttId; location.href=`/bbs/view.do?id=${id}`; })",
    ],
)
def test_where_a_handler_goes(script: str) -> None:
    sheet = Sheet(f"<html><body><script>{script}</script></body></html>", LIST)
    assert handler_template(sheet, "data-ntt-id") == f"{VIEW}?id={{1}}"


@pytest.mark.parametrize(
    ("links", "key"),
    [
        ([f"https://a/v.do?mi=1&nttSn={n}&page=1" for n in (5, 6, 7)], {"param": "nttSn"}),
        ([f"https://a/v.do?page={n}&seq={9 - n}" for n in (5, 6, 7)], {"param": "seq"}),
        ([f"https://a/2026/art_{n:032x}.html" for n in (5, 6, 7)], {"regex": r"art_([0-9a-f]{8,40})\.html"}),
        ([f"https://a/news/2026/{word}/" for word in ("one", "two", "three")], None),
        ([f"https://a/{n}/view" for n in (51234, 61234)], {"regex": r"/(\d{4,})/?(?:view)?/?(?:\?|$)"}),
        ([], None),
    ],
)
def test_the_key_of_links(links: list[str], key: dict[str, str] | None) -> None:
    assert key_of_links(links) == key


def test_the_argument_that_tells_rows_apart() -> None:
    assert varying([("86", "1001", "x"), ("86", "1002", "x")]) == [1]
    assert varying([("1", "7"), ("1", "8"), ("2", "7")]) == [0, 1]


@pytest.mark.parametrize(
    ("pager", "paging"),
    [
        ('<a href="?bbsId=7&pageIndex=2">2</a><a href="?bbsId=7&pageIndex=3">3</a>', ("?bbsId=7&pageIndex={page}", 1, 1)),
        ('<a href="?bbsId=7&page=1">2</a><a href="?bbsId=7&page=2">3</a>', ("?bbsId=7&page={page}", 0, 1)),
        ('<a href="?bbsId=7&pagerOffset=10">2</a><a href="?bbsId=7&pagerOffset=20">3</a>', ("?bbsId=7&pagerOffset={page}", 0, 10)),
        ('<a href="?pageIndex=2" onclick="fn(2);return false;">2</a>', ("?bbsId=7&pageIndex={page}", 1, 1)),
        ('<a href="javascript:go(2)">2</a><a href="javascript:go(3)">3</a><input name="pageIndex">', ("?bbsId=7&pageIndex={page}", 1, 1)),
    ],
)  # fmt: skip
def test_how_the_next_page_is_asked_for(pager: str, paging: tuple[str, int, int]) -> None:
    found = paging_of(Sheet(f'<html><body><div class="paging"><strong>1</strong>{pager}</div></body></html>', LIST))
    assert (found["url"], found["first"], found["step"]) == (
        "https://www.mor.go.kr/bbs/list.do" + paging[0],
        *paging[1:],
    )


def test_pages_in_the_path() -> None:
    sheet = Sheet(
        '<html><body><div class="page"><a href="index_1.html">2</a><a href="index_2.html">3</a></div></body></html>',
        "https://www.zyb.gov.cn/tz/index.html",
    )
    assert paging_of(sheet) == {"url": "https://www.zyb.gov.cn/tz/index_{page}.html", "first": 0, "step": 1, "pages": 1}


def test_declared_feeds() -> None:
    html = '<html><head><link rel="alternate" type="application/atom+xml" href="/a.atom"></head><body><a href="/rss/">RSS</a><a href="/x">x</a></body></html>'
    assert list(feed_links(Sheet(html, "https://www.mor.gov/n"))) == [
        "https://www.mor.gov/a.atom",
        "https://www.mor.gov/rss/",
    ]


@pytest.mark.parametrize(
    ("url", "html", "titles", "expected"),
    [
        ("https://www.mor.go.kr/kor/news.do", "<html lang='en'></html>", ["희토류 공급망"], ("KR", "ko", "Asia/Seoul")),
        ("https://www.mor.go.jp/press/", "<html></html>", ["重要鉱物の確保について"], ("JP", "ja", "Asia/Tokyo")),
        ("https://www.mor.gov.cn/tz/", "<html></html>", ["关于稀土出口的公告"], ("CN", "zh", "Asia/Shanghai")),
        ("https://www.mor.gov/news", "<html></html>", ["Notice of the hearing"], ("US", "en", "America/New_York")),
        ("https://www.mor.gouv.fr/x", "<html></html>", ["Bilan annuel de la filière"], ("FR", "fr", "Europe/Paris")),
        ("http://127.0.0.1:99/x", "<html><head><link rel='canonical' href='https://mor.gov.au/n'></head></html>", ["News of the day"], ("AU", "en", "Australia/Sydney")),
    ],
)  # fmt: skip
def test_who_publishes_where(url: str, html: str, titles: list[str], expected: tuple[Any, ...]) -> None:
    origin = origin_of(Sheet(html, url), titles)
    assert (origin.country, origin.languages[0], origin.zone) == expected


def test_ids_are_short_and_telling() -> None:
    assert id_of("https://www.mor.go.kr/kor/pressRelease/list.do", "KR") == "kr/mor-press-release"
    assert id_of("https://www.gov.uk/search/news", "GB") == "uk/gov-search-news"
    assert id_of("http://127.0.0.1:8000/1.html", "KR") == "kr/site"


def test_the_rhythm_of_a_source() -> None:
    daily = [datetime(2026, 8, day, tzinfo=UTC) for day in range(10, 31)]
    assert rhythm(daily, NOW)[0] == "30m"
    yearly = [datetime(year, 8, 1, tzinfo=UTC) for year in range(2020, 2027)]
    assert rhythm(yearly, NOW) == ("12h", "730d")
    assert rhythm([], NOW) == ("3h", "")
