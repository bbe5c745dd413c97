"""Files that hang on a release: read once, whichever twin reads best, however often they are linked."""

from __future__ import annotations

from crawlers.item import Item
from tests.crawlers.made_documents import hp, hwpx, pdf
from tests.crawlers.site import Desk, Site, codes, source

URL = "https://ministry.example/press"
LIST = "<table class=t><tr><td class=title><a href=/press/7>갈륨 재고 점검</a></td><td class=d>2026-08-11</td></tr></table>"
SERIES = {
    "rows": "table.t tr",
    "fields": {
        "title": {"css": "td.title"},
        "link": {"css": "a", "attr": "href"},
        "date": {"css": "td.d", "formats": ["%Y-%m-%d"]},
    },
    "key": {"regex": r"press/(\d+)$"},
    "detail": {"text": "div.body", "attachments": {"css": "a.file", "read": True}},
}


def page(*links: tuple[str, str]) -> str:
    anchors = "".join(f"<a class=file href={href}>{name}</a>" for href, name in links)
    return f"<div class=body>본문이다.</div>{anchors}"


async def read(site: Site) -> tuple[Item, set[str]]:
    told = await Desk(source("listing", URL, **SERIES), site).poll()
    (item,) = told.items
    return item, codes(told)


def site(*links: tuple[str, str], **files: bytes) -> Site:
    answers: dict[str, bytes | str] = {URL: LIST, "https://ministry.example/press/7": page(*links)}
    answers |= {f"https://ministry.example/f/{name}": body for name, body in files.items()}
    return Site(dict(answers))


async def test_of_twins_the_better_one_is_read() -> None:
    where = site(
        ("/f/a", "(보도자료) 재고 점검.pdf"), ("/f/b", "(보도자료)_재고점검.hwpx"), ("/f/c", "표.xlsx"),
        b=hwpx(hp("비축기지를 넓힌다.")),
    )  # fmt: skip
    item, odd = await read(where)
    assert [(one.name, one.text) for one in item.attachments] == [
        ("(보도자료) 재고 점검.pdf", ""),
        ("(보도자료)_재고점검.hwpx", "비축기지를 넓힌다."),
        ("표.xlsx", ""),
    ]
    assert odd == set()
    assert where.asked[2:] == ["https://ministry.example/f/b"]


async def test_several_links_to_one_file() -> None:
    where = site(("/f/a", "내려받기"), ("/f/a", "재고.pdf [1.2MB]"), ("/f/a", "바로보기"), a=pdf(["재고를 늘린다"]))
    item, _ = await read(where)
    assert [(one.name, one.text) for one in item.attachments] == [("재고.pdf", "재고를 늘린다")]
    assert where.asked.count("https://ministry.example/f/a") == 1


async def test_a_file_that_cannot_be_read_is_told() -> None:
    item, odd = await read(site(("/f/a", "재고.pdf"), ("/f/b", "없음.pdf"), a=b"%PDF-1.7 cut"))
    assert [one.text for one in item.attachments] == ["", ""]
    assert odd == {"attachment-failed"}
