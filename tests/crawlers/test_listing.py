from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from crawlers.errors import TimedOut
from crawlers.item import Item, Window
from tests.crawlers.site import NOW, Desk, Site, codes, cut, keys, saved, source

URL = "https://ministry.example/list.do"
VIEW = "https://ministry.example/view.do?id="
SCRIPT = r"(?:fncShow\('|^)(\d+)"
BOARD: dict[str, Any] = {
    "rows": "table.board tr",
    "skip_rows": "tr.notice",
    "fields": {
        "title": {"css": "td.subject a"},
        "link": {
            "xpath": ".//a/@href[contains(., 'fnc')] | .//a/@onclick | .//a/@data-id",
            "regex": SCRIPT,
            "template": VIEW + "{}",
        },
        "date": {"css": "td.date", "formats": ["%Y-%m-%d"]},
    },
    "key": {"param": "id"},
}
DETAIL: dict[str, Any] = {
    "text": "div.cont",
    "fields": {"section": {"css": ".dept"}, "date": {"css": ".at", "formats": ["%Y. %m. %d. %p %I:%M"]}},
    "attachments": {"css": ".files a", "key": {"param": "fileId"}},
}


def rows(*numbers: int, day: str = "2026-08-{:02}") -> str:
    cells = "".join(
        f"<li><a href='/v?id={number}'>Title {number}</a><i>{day.format(number % 28 + 1)}</i></li>"
        for number in numbers
    )
    return f"<html><body><ul class=list>{cells}</ul></body></html>"


def paged(most: int = 50, **fields: Any) -> Desk:
    given: dict[str, Any] = {
        "rows": "ul.list > li",
        "fields": {"date": {"css": "i", "formats": ["%Y-%m-%d"]}},
        "key": {"param": "id"},
        "paging": {"most": most},
    }
    return Desk(source("listing", URL + "?page={page}", **(given | fields)), Site())


def page(number: int) -> str:
    return f"{URL}?page={number}"


async def test_links_hidden_in_scripts_cut_titles_and_pinned_rows() -> None:
    told = await Desk(source("listing", URL, **BOARD), Site({URL: saved("board.html")})).poll()
    assert (told.outcome, told.rows, told.issues) == ("ok", 3, [])
    first, second, third = told.items
    assert (first.key, first.url) == ("8249", VIEW + "8249")
    assert first.title == "희소금속 비축 확대 계획과 갈륨 재고 점검 결과 발표"
    assert (first.published, first.date_precision) == (datetime(2026, 8, 18, 15, 0, tzinfo=UTC), "day")
    assert (second.key, second.title) == ("8248", "배터리 재활용 기준 개정")
    assert (third.key, third.title) == ("8247", "산업용 흑연 수급 점검 회의 개최")


async def test_detail_pages_and_their_files() -> None:
    one = Desk(source("listing", URL, **BOARD, detail=DETAIL), Site({URL: saved("board.html")}))
    one.site.answers |= {VIEW + number: saved("board-detail.html") for number in ("8249", "8248", "8247")}
    told = await one.poll()
    assert told.requests == 4
    item = told.items[0]
    assert item.text.splitlines() == [
        "예시부는 갈륨과 인듐의 비축 물량을 내년까지 두 배로 늘리는 계획을 내놓았다.",
        "품목 | 일수",
        "갈륨 | 120",
        "자세한 내용은 붙임을 참고하면 된다.",
    ]
    assert (item.section, item.published) == ("자원정책과", datetime(2026, 8, 19, 5, 30, tzinfo=UTC))
    assert [(file.name, file.url) for file in item.attachments] == [
        ("비축 확대 계획.pdf", "https://ministry.example/download.do?fileId=51&key=A")
    ]
    assert item.raw == saved("board-detail.html")


async def test_without_a_selector_the_main_text_is_found() -> None:
    one = Desk(source("listing", URL, **BOARD, detail={}), Site({URL: saved("board.html")}))
    one.site.answers |= {VIEW + number: saved("board-detail.html") for number in ("8249", "8248", "8247")}
    item = (await one.poll()).items[0]
    assert "두 배로 늘리는 계획" in item.text


async def test_known_rows_are_not_read_again_until_they_are_due() -> None:
    one = Desk(source("listing", URL, **BOARD, detail=DETAIL), Site({URL: saved("board.html")}))
    one.site.answers |= {VIEW + number: saved("board-detail.html") for number in ("8249", "8248", "8247")}
    await one.poll()
    assert (await one.poll()).requests == 1
    one.site.answers[URL] = saved("board.html").replace("재활용".encode(), "재사용".encode())
    told = await one.poll()
    assert (keys(told.items), told.checked, told.requests) == (["8248"], ["8248"], 2)
    one.now += timedelta(days=1, hours=1)
    assert sorted((await one.poll()).checked) == ["8247", "8248", "8249"]
    one.now += timedelta(days=8)
    assert (await one.poll()).checked == []


async def test_a_detail_page_that_fails_is_tried_again_and_overwrites_nothing() -> None:
    one = Desk(source("listing", URL, **BOARD, detail=DETAIL), Site({URL: saved("board.html")}))
    one.site.answers |= {VIEW + number: saved("board-detail.html") for number in ("8248", "8247")}
    one.site.answers[VIEW + "8249"] = TimedOut("too slow")
    told = await one.poll()
    assert told.outcome == "ok"
    assert [(item.key, item.row_hash == "") for item in told.items] == [
        ("8249", True),
        ("8248", False),
        ("8247", False),
    ]
    assert codes(told) == {"detail-failed"}
    one.site.answers[VIEW + "8249"] = saved("board-detail.html")
    assert [(item.key, bool(item.text)) for item in (await one.poll()).items] == [("8249", True)]
    one.site.answers[VIEW + "8249"] = b"<html><body>captcha</body></html>"
    one.now += timedelta(days=1, hours=1)
    told = await one.poll()
    assert "8249" not in keys(told.items)
    assert "8249" not in told.checked


async def test_dates_of_group_headings_in_eras() -> None:
    fields = {
        "title": {"css": "a"},
        "date": {"xpath": "concat(preceding::h2[1], preceding::p[@class='list_item_date'][1])", "formats": ["era"]},
        "section": {"css": "dt"},
    }
    one = source("listing", URL, rows="dl.list_item", fields=fields, timezone="Asia/Tokyo")
    told = await Desk(one, Site({URL: saved("grouped.html")})).poll()
    days = [item.published + timedelta(hours=9) for item in told.items if item.published]
    assert [f"{day:%m-%d}" for day in days] == ["08-19", "08-19", "08-03", "07-31"]
    assert [item.url for item in told.items][1:3] == [
        "https://ministry.example/nousan/rice.html",
        "https://other.example/form.html",
    ]
    assert told.items[0].section == "資源課"


async def test_a_date_in_a_comment() -> None:
    fields = {"date": {"xpath": "preceding::comment()[1]", "regex": r"dt (.+)", "formats": ["%Y年%m月%d日"]}}
    one = source("listing", URL, rows="section.year p", fields=fields, timezone="Asia/Tokyo")
    (item,) = (await Desk(one, Site({URL: saved("grouped.html")})).poll()).items
    assert item.published == datetime(2026, 6, 30, 15, 0, tzinfo=UTC)


async def test_a_date_split_over_elements() -> None:
    day = "<b class=year>2026-07</b><b class=day>07</b>"
    body = f"<ul><li><a href=/a title='The whole title'>{day}<h6>The whole…</h6></a></ul>"
    fields = {
        "title": {"css": "h6"},
        "date": {"xpath": "concat(.//*[@class='year'], '-', .//*[@class='day'])", "formats": ["%Y-%m-%d"]},
    }
    (item,) = (await Desk(source("listing", URL, rows="li", fields=fields), Site({URL: body})).poll()).items
    assert (item.title, item.published) == ("The whole title", datetime(2026, 7, 6, 15, 0, tzinfo=UTC))


async def test_rows_without_a_word_on_the_fields() -> None:
    rows = '<li><a href="#">x</a><a href="a.html">A</a><li><a href="a.html#top">A again</a>'
    body = f'<base href="https://files.example/x/"><ol>{rows}</ol>'
    told = await Desk(source("listing", URL, rows="li"), Site({URL: body})).poll()
    assert [(item.key, item.title) for item in told.items] == [("https://files.example/x/a.html", "x")]


@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        ("<html><body><ul class=list></ul></body></html>", "empty"),
        ("<html><body><ul class=list><li>게시물이 없습니다</li></ul></body></html>", "empty"),
        ("<html><body>시스템안내</body></html>", "blocked"),
        ("<html><script src=/_Incapsula_Resource></script></html>", "blocked"),
        ("", "wrong-page"),
    ],
)
async def test_lists_that_show_nothing(body: str, outcome: str) -> None:
    one = paged()
    one.site.answers[page(1)] = body
    told = await one.poll()
    assert told.outcome == outcome


async def test_a_sentinel_and_a_size_prove_the_page() -> None:
    one = paged(expect={"sentinel": "class=list", "min_bytes": 100})
    one.site.answers[page(1)] = "<html>moved</html>"
    told = await one.poll()
    assert (told.outcome, "lacks the text 'class=list'" in told.error) == ("wrong-page", True)
    one.site.answers[page(1)] = "<i class=list>"
    assert "has only 14 bytes" in (await one.poll()).error


async def test_the_first_poll_reads_as_many_pages_as_wanted() -> None:
    one = paged(paging={"pages": 2})
    one.site.answers |= {page(1): rows(9, 8), page(2): rows(7, 6), page(3): rows(5, 4)}
    assert keys((await one.poll()).items) == ["9", "8", "7", "6"]


async def test_after_a_pause_pages_are_read_back_to_the_known_ones() -> None:
    one = paged()
    one.site.answers |= {page(1): rows(2, 1)}
    await one.poll()
    one.site.answers |= {page(1): rows(8, 7), page(2): rows(6, 5), page(3): rows(3, 2), page(4): rows(1)}
    told = await one.poll()
    assert keys(told.items) == ["8", "7", "6", "5", "3"]
    assert told.requests == 3


async def test_a_list_that_shows_nothing_known_is_not_read_for_ever() -> None:
    one = paged()
    one.site.answers[page(1)] = rows(999)
    await one.poll()
    one.site.answers |= {page(number): rows(number) for number in range(1, 40)}
    told = await one.poll()
    assert told.requests == 11
    assert codes(told) == {"gap"}


@pytest.mark.parametrize("end", ["<ul class=list></ul>", "", None, rows(1)])
async def test_a_backfill_reads_to_the_end(end: str | None) -> None:
    """Lists end with an empty list, an empty answer, a 404, or by showing the last page again."""
    one = paged()
    one.site.answers |= {page(1): rows(5, 4), page(2): rows(3, 2), page(3): rows(1)}
    if end is not None:
        one.site.answers[page(4)] = end
    told = await one.poll(Window(date(2026, 1, 1), date(2026, 12, 31)))
    assert (told.outcome, keys(told.items)) == ("ok", ["5", "4", "3", "2", "1"])
    assert not one.validators.full_read_at


async def test_a_backfill_stops_before_its_window() -> None:
    one = paged(detail={"text": "p"})
    one.site.answers |= {page(number): rows(20 - number) for number in range(1, 18)}
    one.site.answers |= {f"https://ministry.example/v?id={number}": "<p>text</p>" for number in range(20)}
    told = await one.poll(Window(date(2026, 8, 15), date(2026, 8, 17)))
    assert keys(told.items) == ["16", "15", "14"]
    assert [url for url in one.site.asked if "/v?" in url] == [
        f"https://ministry.example/v?id={n}" for n in (16, 15, 14)
    ]


async def test_a_page_that_fails_on_the_way_leaves_the_poll_partial() -> None:
    one = paged()
    one.site.answers |= {page(1): rows(5, 4), page(2): TimedOut("too slow")}
    told = await one.poll(Window(date(2026, 1, 1), date(2026, 12, 31)))
    assert (told.outcome, keys(told.items), codes(told)) == ("partial", ["5", "4"], {"page-failed"})


async def test_rows_are_audited_against_the_sources_own_count() -> None:
    one = paged(paging={"total": {"css": ".total"}})
    one.site.answers |= {page(1): rows(5, 4) + "<b class=total>총 1,204 건</b>", page(2): "<b class=total>1,204</b>"}
    told = await one.poll(Window(date(2026, 1, 1), date(2026, 12, 31)))
    assert [issue.detail for issue in told.issues] == ["the source counts 1204 rows, 2 were found"]
    assert (told.total, told.rows) == (1204, 2)


@pytest.mark.parametrize(
    ("said", "total"),
    [("총 4건 (1/2 페이지)", 4), ("Total: 4", 4), ("全4件", 4), ("no number", None), ("4 of 1 204", 4)],
)
async def test_the_count_of_a_list_read_to_its_end(said: str, total: int | None) -> None:
    one = paged(paging={"total": {"css": ".total"}})
    first = rows(5, 4).replace("<ul", f"<b class=total>{said}</b><ul")
    one.site.answers |= {page(1): first, page(2): rows(3, 2), page(3): rows()}
    told = await one.poll(Window(date(2026, 1, 1), date(2026, 12, 31)))
    assert (told.outcome, told.total, told.rows) == ("ok", total, 4)


async def test_the_count_of_a_whole_list_says_nothing_of_a_window() -> None:
    one = paged(paging={"total": {"css": ".total"}})
    many = "<b class=total>1,204</b><ul"
    one.site.answers |= {page(number): rows(20 - number).replace("<ul", many) for number in range(1, 18)}
    told = await one.poll(Window(date(2026, 8, 15), date(2026, 8, 17)))
    assert (len(told.items), told.total) == (3, None)


async def test_a_list_longer_than_its_pages_is_no_whole_past() -> None:
    one = paged(paging={"most": 3})
    one.site.answers |= {page(number): rows(20 - number) for number in range(1, 18)}
    told = await one.poll(Window(date(2026, 1, 1), date(2026, 12, 31)))
    assert (told.outcome, codes(told), len(told.items)) == ("partial", {"pages-left"}, 3)


async def test_years_are_handed_over_by_the_way() -> None:
    one, kept = paged(), []

    async def keep(items: list[Item]) -> None:
        kept.append(len(items))

    ids = list(range(10_000, 9_670, -1))
    one.site.answers |= {page(at // 30 + 1): rows(*ids[at : at + 30]) for at in range(0, len(ids), 30)}
    told = await one.poll(Window(date(2026, 1, 1), date(2026, 12, 31), keep))
    assert (kept, len(told.items), told.rows) == ([120, 120], 90, 330)


async def test_pages_that_may_come_back_are_counted_as_unread() -> None:
    one = paged(detail={"text": "p"})
    one.site.answers |= {page(1): rows(5, 4, 3), page(2): rows()}
    one.site.answers |= {
        "https://ministry.example/v?id=5": "<p>text</p>",
        "https://ministry.example/v?id=4": TimedOut(""),
    }
    told = await one.poll(Window(date(2026, 1, 1), date(2026, 12, 31)))
    assert (keys(told.items), told.unread) == (["5", "4", "3"], 1)  # the page of 3 is not there


async def test_the_last_row_of_a_cut_page_is_left_out() -> None:
    one = paged()
    one.site.answers[page(1)] = cut(page(1), rows(5, 4, 3).encode()[:-40])
    told = await one.poll()
    assert (told.outcome, keys(told.items)) == ("partial", ["5", "4"])
    assert not one.validators.full_read_at


async def test_the_same_bytes_hold_the_same_rows() -> None:
    one = paged()
    one.site.answers[page(1)] = rows(5, 4)
    await one.poll()
    told = await one.poll()
    assert (told.outcome, told.requests) == ("unchanged", 1)


def around(counter: int, list_: str) -> str:
    return f"<html><body><p>{counter} visitors today</p>{list_}</body></html>"


async def test_a_page_that_moves_around_its_rows_is_unchanged() -> None:
    one = paged()
    told = []
    for counter, shown in enumerate([rows(5, 4), rows(5, 4), rows(5, 4, 3), rows(5, 4, 3).replace("Title 4", "New 4")]):
        one.site.answers[page(1)] = around(counter, shown)
        told.append(await one.poll())
    assert [poll.outcome for poll in told] == ["ok", "unchanged", "ok", "ok"]
    assert (told[1].rows, told[1].remembered, told[1].items) == (2, True, [])
    assert [[item.title for item in poll.items] for poll in told[2:]] == [["Title 3"], ["New 4"]]
    one.now += timedelta(days=1)
    one.site.answers[page(1)] = around(9, rows(5, 4, 3))
    assert (await one.poll()).outcome == "ok"


@pytest.mark.parametrize(
    ("where", "outcome"), [("preceding::h2[1]", "ok"), ("//h2", "ok"), ("./i | i/../i", "ok"), (".//i[1]", "unchanged")]
)
async def test_a_row_whose_date_stands_elsewhere_is_read_again(where: str, outcome: str) -> None:
    one = paged(fields={"date": {"xpath": where, "formats": ["%Y-%m-%d"]}})
    for day in (1, 2):
        one.site.answers[page(1)] = around(day, f"<h2>2026-08-0{day}</h2>{rows(5, 4)}")
        told = await one.poll()
    assert told.outcome == outcome


async def test_only_links_of_documents_are_rows() -> None:
    one = paged(only=r"[?&]id=[45]$")
    one.site.answers[page(1)] = rows(5, 4, 3)
    assert keys((await one.poll()).items) == ["5", "4"]


async def test_post_with_a_form() -> None:
    ask = {"method": "POST", "form": {"board_id": "90", "miv_pageNo": "{page}"}, "headers": {"X-Requested-With": "x"}}
    one = Desk(source("listing", URL, rows="ul.list > li", ask=ask), Site({URL: rows(2, 1)}))
    await one.poll()
    assert one.site.bodies == [b"board_id=90&miv_pageNo=1"]
    assert one.site.headers[0] == {"Content-Type": "application/x-www-form-urlencoded", "X-Requested-With": "x"}


async def test_json_questions_and_answers() -> None:
    ask = {"method": "POST", "json": {"pageNum": "{page}", "sort": ["date", "{since}"]}}
    fields = {
        "key": {"path": "id"},
        "title": {"path": "title"},
        "link": {"path": "url"},
        "date": {"path": "at", "formats": ["epoch-ms"]},
        "publisher": {"path": "agencies[].name"},
        "text": {"path": "abstract"},
    }
    one = source(
        "api", URL, answer="json", rows="data.results", fields=fields, ask=ask, window={"days": 5, "poll_days": 3},
        failed_when="code != `200`",
    )  # fmt: skip
    answer = {
        "code": 200,
        "data": {
            "results": [
                {
                    "id": 7, "title": "On <em>gallium</em>", "url": "//m.example/7", "at": 1786000000000,
                    "agencies": [{"name": "A"}, {"name": "B"}], "abstract": "<p>One</p><p>Two</p>",
                }
            ]
        },
    }  # fmt: skip
    desk = Desk(one, Site({URL: json.dumps(answer)}))
    (item,) = (await desk.poll()).items
    assert json.loads(desk.site.bodies[0]) == {"pageNum": 1, "sort": ["date", "2026-08-17"]}
    assert (item.key, item.title, item.url, item.publisher) == ("7", "On gallium", "https://m.example/7", "A, B")
    assert (item.text, item.published) == ("One\nTwo", datetime(2026, 8, 6, 7, 6, 40, tzinfo=UTC))
    desk.site.answers[URL] = '{"code": 500, "message": "try later"}'
    told = await desk.poll()
    assert (told.outcome, "says that it failed" in told.error) == ("wrong-page", True)
    desk.site.answers[URL] = "<html>error</html>"
    assert "is no JSON" in (await desk.poll()).error


async def test_html_inside_json() -> None:
    fields = {"title": {"css": "a"}, "date": {"css": "span", "formats": ["%Y-%m-%d"]}}
    one = source(
        "api", URL + "?p={page}", answer="json", html_in="data.html", rows="ul.list > li", fields=fields,
        key={"regex": r"art_(\w+)\.html"}, failed_when="success != `true`",
        paging={"total": {"css": ".pagination", "attr": "count"}}, timezone="Asia/Shanghai",
    )  # fmt: skip
    desk = Desk(one, Site({URL + "?p=1": saved("unit.json")}))
    told = await desk.poll()
    assert keys(told.items) == ["aa11", "bb22"]
    assert told.items[0].title == "部门公告2026年第1号 对镓相关物项实施管理"
    assert told.items[0].published == datetime(2026, 8, 18, 16, 0, tzinfo=UTC)
    desk.site.answers[URL + "?p=1"] = '{"success": false, "data": null}'
    assert (await desk.poll()).outcome == "wrong-page"


XML: dict[str, Any] = {
    "answer": "xml",
    "rows": "//NewsItem",
    "fields": {
        "title": {"xpath": "Title"},
        "link": {"css": "OriginalUrl"},
        "date": {"xpath": "ApproveDate", "formats": ["%m/%d/%Y %H:%M:%S"]},
        "publisher": {"xpath": "MinisterCode"},
        "text": {"xpath": "DataContents"},
    },
    "key": {"param": "newsId"},
    "failed_when": "//resultCode[. != '0']",
}


async def test_xml_that_is_not_well_formed() -> None:
    told = await Desk(source("api", URL, **XML), Site({URL: saved("news.xml")})).poll()
    first, second = told.items
    assert (first.key, first.title, first.publisher) == ("9001", "희토류 & 영구자석 공급망 점검", "예시부")
    assert first.url == "https://news.example/view.do?newsId=9001&call_from=openData"
    assert first.text == "정부는 희토류 & 영구자석의 재고를 점검한다."
    assert (second.title, second.text) == ("수출 동향", "")


@pytest.mark.parametrize(
    "body",
    [
        "<response><header><resultCode>98</resultCode></header></response>",
        '{"error": "quota"}',
        "<html><body>Service unavailable</body></html>",
        "<!DOCTYPE html><p>x",
    ],
)
async def test_errors_of_an_api_with_200(body: str) -> None:
    told = await Desk(source("api", URL, **XML), Site({URL: body})).poll()
    assert told.outcome == "wrong-page"


async def test_windows_of_at_most_so_many_days(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXAMPLE_KEY", "s3cret")
    ask = {"query": {"from": "{since}", "to": "{until}"}, "secret_query": {"key": "EXAMPLE_KEY"}}
    desk = Desk(source("api", URL, **XML, ask=ask, window={"format": "%Y%m%d", "days": 3, "poll_days": 1}), Site())
    spans = [("20260804", "20260806"), ("20260801", "20260803"), ("20260731", "20260731")]
    addresses = [f"{URL}?from={since}&to={until}&key=s3cret" for since, until in spans]
    desk.site.answers |= {address: saved("news.xml") for address in addresses}
    told = await desk.poll(Window(date(2026, 7, 31), date(2026, 8, 6)))
    assert desk.site.asked == addresses
    assert told.items == []  # they are of the 18th and 19th


async def test_after_a_pause_the_days_since_then_are_asked_for() -> None:
    ask = {"query": {"from": "{since}", "to": "{until}"}}
    desk = Desk(source("api", URL, **XML, ask=ask, window={"days": 31, "poll_days": 1}), Site())
    desk.site.answers |= {f"{URL}?from={day}&to=2026-08-20": saved("news.xml") for day in ("2026-08-19", "2026-08-13")}
    await desk.poll()
    desk.validators = type(desk.validators)(full_read_at=NOW - timedelta(days=7))
    await desk.poll()
    assert [address.partition("from=")[2][:10] for address in desk.site.asked] == ["2026-08-19", "2026-08-13"]


async def test_a_missing_key_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("EXAMPLE_KEY", raising=False)
    told = await Desk(source("api", URL, **XML, ask={"secret_query": {"key": "EXAMPLE_KEY"}}), Site()).poll()
    assert (told.outcome, told.requests) == ("refused", 0)
    assert "set the environment variable EXAMPLE_KEY" in told.error


async def test_detail_from_json_by_key() -> None:
    detail = {"url": "https://m.example/api?ref={key}", "answer": "json", "fields": {"text": {"path": "doc.html"}}}
    fields = {"key": {"path": "ref"}, "title": {"path": "title"}}
    desk = Desk(source("api", URL, answer="json", rows="@", fields=fields, detail=detail), Site())
    desk.site.answers[URL] = '[{"ref": "IP/26/1799", "title": "T"}]'
    desk.site.answers["https://m.example/api?ref=IP/26/1799"] = '{"doc": {"html": "<p>Text</p>"}}'
    (item,) = (await desk.poll()).items
    assert (item.key, item.text) == ("IP/26/1799", "Text")


async def test_missing_fields_are_issues() -> None:
    one = paged(expect={"fields": ["title", "date", "text"]}, fields={"title": {"css": "a"}})
    one.site.answers[page(1)] = rows(2, 1)
    assert codes(await one.poll()) == {"missing-date", "missing-text"}


@pytest.mark.parametrize(
    "rubbish",
    [
        "<base href='http://[x'>",
        "<a href='http://m.example:99:00/fncShow(1'>x</a>",
        "&#xD800;",
        "<Ti:t:le>",
        "\x00",
        "<!--",
    ],
)
async def test_rubbish_in_an_answer_crashes_nothing(rubbish: str) -> None:
    for asked, name in ((source("listing", URL, **BOARD), "board.html"), (source("api", URL, **XML), "news.xml")):
        body = saved(name).decode()
        for at in range(0, len(body), 97):
            told = await Desk(asked, Site({URL: body[:at] + rubbish + body[at:]})).poll()
            assert told.outcome in ("ok", "wrong-page", "empty"), told.error
