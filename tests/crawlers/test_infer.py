"""Lists nobody has described: every page of tests/crawlers/infer is read whole, also when it is disturbed."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from importlib import import_module

import pytest

from crawlers.infer import Inferred, infer_list
from crawlers.infer.replay import replay
from crawlers.page import Page
from tests.crawlers.infer.case import PAGES, Case

for country in ("china", "japan", "korea", "more", "small", "west"):
    import_module(f"tests.crawlers.infer.{country}")
NOW = datetime(2026, 9, 2, 3, 0, tzinfo=UTC)


def inferred(case: Case, html: str = "") -> Inferred:
    found = infer_list(html or case.html, case.url, NOW)
    assert found is not None
    return found


def check(case: Case, found: Inferred) -> None:
    wanted = {row.title: row for row in case.rows}
    assert [row.title for row in found.rows] == list(wanted)
    for row in found.rows:
        assert row.date[:10] == wanted[row.title].date, row
        assert not wanted[row.title].key or row.key == wanted[row.title].key
        assert not wanted[row.title].url or row.url == wanted[row.title].url


@pytest.mark.parametrize("name", PAGES)
async def test_a_list_is_read_whole_and_the_spider_reads_the_same(name: str) -> None:
    case = PAGES[name]()
    found = inferred(case)
    check(case, found)
    told = await replay(found.source, Page(case.url, 200, {}, case.html.encode()), NOW)
    assert told.outcome == "ok", told.error
    assert [(item.title, item.url, item.key) for item in told.items] == [(r.title, r.url, r.key) for r in found.rows]
    assert "nth-child" not in str(found.definition)  # selectors are no places of one row
    assert "nth-of-type" not in str(found.definition)


MENU = "".join(
    f'<li><a href="/menu/{n}/index.do">Department {n} of the ministry and its tasks</a><ul>'
    + "".join(f'<li><a href="/menu/{n}/{m}.do">A section with a rather long name {n}-{m}</a></li>' for m in range(6))
    + "</ul></li>"
    for n in range(8)
)
CALENDAR = "".join(
    f'<td><a href="/calendar?d=2026-08-{d:02}" title="2026-08-{d:02}">{d}</a></td>' for d in range(1, 29)
)
OTHER = "".join(
    f'<li><a href="/other/view?no={900 + n}">News of quite another board, entry {n}</a><span>2026-08-{20 - n:02}</span></li>'
    for n in range(5)
)


def noisy(html: str) -> str:
    """A menu of a hundred links, a calendar full of dates, another small list, photographs."""
    before = f'<div class="all"><ul>{MENU}</ul></div><table class="cal"><tr>{CALENDAR}</tr></table>'
    photos = "".join(f'<li><a href="/photo/{n}"><img src="{n}.jpg" alt="photo {n}"></a></li>' for n in range(9))
    after = f'<div class="box"><h3>Other</h3><ul>{OTHER}</ul></div><ul class="photos">{photos}</ul></body>'
    return re.sub(r"(<body[^>]*>)", lambda body: body[1] + before, html, count=1).replace("</body>", after)


def without_classes(html: str) -> str:
    return html if "fn_detail" in html else re.sub(r'\s(?:class|id|role|style)="[^"]*"', "", html)


def by_a_browser(html: str) -> str:
    return re.sub(r"(<table[^>]*>)(?!\s*<(?:tbody|thead|caption|colgroup))", r"\1<tbody>", html)


def as_divs(html: str) -> str:
    return re.sub(r"<(/?)(?:ul|ol|li)\b", r"<\1div", html)


def links_in_spans(html: str) -> str:
    return html.replace("<a ", '<span class="w"><a ').replace("</a>", "</a></span>")


def unclosed(html: str) -> str:
    return re.sub(r"</(?:li|td|tr|p|dd|dt)>", "", html)


CHANGES = (noisy, without_classes, by_a_browser, as_divs, links_in_spans, unclosed)
#: Without its classes a board cannot be told from its twin; titles of four syllables look like a menu among menus.
LOST = {
    ("kr_two_boards", "without_classes"),
    ("short_titles", "noisy"),
    ("kr_filled_by_script", "unclosed"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_surrounds_a_list_and_how_it_is_written_does_not_matter(change: Callable[[str], str]) -> None:
    wrong, turn = [], CHANGES.index(change)
    for name, build in list(PAGES.items())[turn::6]:  # each page in one of the six ways
        case = build()
        found = infer_list(change(case.html), case.url, NOW)
        rows = {(row.title, row.date[:10]) for row in found.rows} if found else set()
        if rows != {(row.title, row.date) for row in case.rows} and (name, change.__name__) not in LOST:
            wrong.append(name)
    assert not wrong


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<html><body><p>Wartungsarbeiten</p></body></html>",
        "<html><body><div id='app'></div><script src='/main.js'></script></body></html>",
    ],
)
def test_a_page_without_a_list_gives_nothing(html: str) -> None:
    assert infer_list(html, "https://www.mor.gov/news", NOW) is None
