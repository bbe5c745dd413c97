from __future__ import annotations

from tests.crawlers.site import Desk, Site, codes, source

URL = "https://institute.example/trends"
LINK = """<a href="javascript:view('{0}')">산업기술 동향 제{1}호</a>"""
LIST = f"<table class=t><tr><td class=title>{LINK}</td><td class=d>2026-08-1{{1}}</td></tr></table>"
SERIES = {
    "rows": "table.t tr",
    "fields": {
        "title": {"css": "td.title"},
        "link": {"css": "a", "attr": "href", "regex": r"view\('(\w+)'\)", "template": URL + "/{}"},
        "date": {"css": "td.d", "formats": ["%Y-%m-%d"]},
    },
    "key": {"regex": r"trends/(\w+)$"},
    "detail": {"text": "div.body", "attachments": {"css": "a.file"}},
}


def desk(file: str = "<a class=file href=/f/1>동향 제1호.pdf</a>") -> Desk:
    page = f"<div class=body>이번 호의 차례</div>{file}"
    return Desk(source("bulletin", URL, **SERIES), Site({URL: LIST.format("ab12", 1), URL + "/ab12": page}))


async def test_a_file_that_cannot_be_had_yet_is_tried_again() -> None:
    one = desk()
    told = await one.poll()
    assert [(item.key, item.row_hash) for item in told.items] == [("ab12", "")]
    assert codes(told) == {"bulletin-failed"}
    told = await one.poll()
    assert (told.items, codes(told), told.requests) == ([], {"bulletin-failed"}, 3)


async def test_a_row_without_its_file_is_told_alone() -> None:
    told = await desk("<a class=file href=/f/1>표지.jpg</a>").poll()
    assert [(item.key, item.text) for item in told.items] == [("ab12", "이번 호의 차례")]
    assert codes(told) == {"bulletin-missing"}
