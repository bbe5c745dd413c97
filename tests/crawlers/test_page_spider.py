from __future__ import annotations

from datetime import timedelta

import pytest

from tests.crawlers.site import Desk, Site, codes, cut, source

URL = "https://portal.example/materials?utm_source=x"
BODY = """<html><head><title>Materials | Portal</title></head><body><nav>Menu {menu}</nav>
<main><h1>Critical materials</h1><p>{text}</p><div class="counter">Views {views}</div> after
<p>Last line</p></main></body></html>"""


def body(text: str = "The list holds 34 materials.", views: int = 1, menu: str = "a") -> str:
    return BODY.format(text=text, views=views, menu=menu)


def desk(first: str, **fields: object) -> Desk:
    watched = {"page": {"content": "main", "ignore": [".counter"]}} | fields
    return Desk(source("page", URL, **watched), Site({URL: first}))


async def test_the_part_that_counts_without_what_moves_by_itself() -> None:
    one = desk(body())
    (item,) = (await one.poll()).items
    assert (item.key, item.title) == ("https://portal.example/materials", "Materials | Portal")
    assert item.text == "Critical materials\nThe list holds 34 materials.\nafter\nLast line"
    one.site.answers[URL] = body(views=2, menu="b")
    assert (await one.poll()).outcome == "unchanged"
    one.site.answers[URL] = body("The list holds 35 materials.")
    assert (await one.poll()).items[0].text.splitlines()[1] == "The list holds 35 materials."


async def test_the_same_bytes_and_304() -> None:
    one = desk(body())
    one.site.etags[URL] = '"a"'
    await one.poll()
    assert (await one.poll()).http_status == 304
    one.now += timedelta(days=2)
    assert ((told := await one.poll()).outcome, told.http_status) == ("unchanged", 200)


async def test_without_a_selector_the_main_text_counts() -> None:
    (item,) = (await desk(body(), page={}).poll()).items
    assert "The list holds 34 materials." in item.text


async def test_fields_and_files_of_a_page() -> None:
    text = "Updated 2026-08-19. <a class=f href='/uploads/list.pdf'>List.pdf</a>"
    fields = {
        "title": {"css": "h1"},
        "date": {"css": "main p", "regex": r"(\d{4}-\d\d-\d\d)", "formats": ["%Y-%m-%d"]},
    }
    (item,) = (await desk(body(text), fields=fields, detail={"attachments": {"css": "a.f"}}).poll()).items
    assert (item.title, item.date_precision) == ("Critical materials", "day")
    assert [file.url for file in item.attachments] == ["https://portal.example/uploads/list.pdf"]


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ("<html><body><p>We are sorry</p></body></html>", "wrong-page"),
        ("<html><body>Access denied</body></html>", "blocked"),
        ("<html><body><main> </main></body></html>", "empty"),
        ("", "wrong-page"),
    ],
)
async def test_what_is_not_the_page(answer: str, outcome: str) -> None:
    one = desk(body())
    await one.poll()
    one.site.answers[URL] = answer
    told = await one.poll()
    assert (told.outcome, told.items) == (outcome, [])


async def test_half_a_page_is_no_change() -> None:
    one = desk(body())
    await one.poll()
    one.site.answers[URL] = cut(URL, body("half").encode()[:-60])
    told = await one.poll()
    assert (told.outcome, told.items) == ("wrong-page", [])


async def test_missing_title_is_the_name_of_the_source() -> None:
    (item,) = (await desk("<main>Text</main>").poll()).items
    assert item.title == "One"
    assert codes(await desk("<main>Text</main>").poll()) == set()
