"""The whole way over loopback: crawler, spider, poll."""

from __future__ import annotations

from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from crawlers.crawler import Crawler
from crawlers.item import Known, Poll, Validators
from crawlers.poll import poll
from crawlers.source import Source
from tests.crawlers.network import open_crawler, source
from tests.crawlers.site import NOW, saved


def at(server: HTTPServer, path: str) -> str:
    return f"http://127.0.0.1:{server.port}{path}"


async def one(crawler: Crawler, asked: Source, validators: Validators | None = None) -> Poll:
    fetch = crawler.fetch_for(asked)
    known: dict[str, Known] = {}
    return await poll(asked, fetch, validators=validators or Validators(), known=lambda _: known, now=NOW)


async def test_a_feed_in_euc_kr_that_knows_304(httpserver: HTTPServer) -> None:
    item = "<item><title>희토류 똠방</title><link>/1</link></item>"
    text = f'<?xml version="1.0" encoding="euc-kr"?><rss version="2.0"><channel>{item}</channel></rss>'
    body = text.encode("cp949")

    def answer(request: Request) -> Response:
        same = request.headers.get("If-None-Match") == '"a"'
        return Response(b"" if same else body, 304 if same else 200, {"ETag": '"a"', "Content-Type": "text/xml"})

    httpserver.expect_request("/rss").respond_with_handler(answer)
    asked = source(at(httpserver, "/rss"), kind="feed")
    async with open_crawler() as crawler:
        told = await one(crawler, asked)
        again = await one(crawler, asked, told.validators)
    assert (told.outcome, told.items[0].title, told.bytes_read) == ("ok", "희토류 똠방", len(body))
    assert told.items[0].url == at(httpserver, "/1")
    assert (again.outcome, again.http_status, again.bytes_read) == ("unchanged", 304, 0)


async def test_a_list_with_its_pages_behind_a_form(httpserver: HTTPServer) -> None:
    page = saved("board.html").replace(b'charset="utf-8"', b'charset="euc-kr"').decode().encode("cp949")
    httpserver.expect_request("/ajax", method="POST", data="page=1&board=90").respond_with_data(page)
    for number in ("8249", "8248", "8247"):
        httpserver.expect_request("/view", query_string=f"id={number}").respond_with_data(saved("board-detail.html"))
    asked = source(
        at(httpserver, "/ajax"),
        kind="listing",
        ask={"method": "POST", "form": {"page": "{page}", "board": "90"}},
        rows="table.board tbody tr",
        skip_rows="tr.notice",
        fields={
            "link": {
                "xpath": ".//a/@*[contains(., 'fnc')] | .//a/@data-id",
                "regex": r"(\d+)",
                "template": "/view?id={}",
            },
            "date": {"css": ".date", "formats": ["%Y-%m-%d"]},
        },
        key={"param": "id"},
        detail={"text": ".cont"},
    )
    async with open_crawler() as crawler:
        told = await one(crawler, asked)
    assert (told.outcome, told.error, told.issues, told.requests) == ("ok", "", [], 4)
    assert [item.key for item in told.items] == ["8249", "8248", "8247"]
    assert told.items[0].title == "희소금속 비축 확대 계획과 갈륨 재고 점검 결과 발표"
    assert "갈륨 | 120" in told.items[0].text


async def test_a_source_that_is_not_there() -> None:
    async with open_crawler() as crawler:
        told = await one(crawler, source("http://127.0.0.1:9/rss", kind="feed"))
    assert (told.outcome, told.requests, told.http_status) == ("unreachable", 1, None)
    assert "127.0.0.1:9" in told.error
