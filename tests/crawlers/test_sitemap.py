from __future__ import annotations

import gzip
from datetime import UTC, date, datetime, timedelta

from crawlers.item import Window
from tests.crawlers.site import Desk, Site, codes, keys, source

URL = "https://agency.example/sitemap.xml"
NEWS = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://agency.example/world/gallium-2026-08-18/</loc><lastmod>2026-08-19T01:00:00Z</lastmod>
<news:news><news:publication><news:name>Agency</news:name></news:publication>
<news:publication_date>2026-08-18T10:00:00Z</news:publication_date><news:title>Gallium &amp; more</news:title>
</news:news></url>
<url><loc>https://agency.example/world/export-rules.html</loc><lastmod>2026-08-19</lastmod></url>
<url><loc>https://agency.example/sports/1</loc></url></urlset>"""


def urls(*numbers: int, day: str = "2026-08-01") -> str:
    entries = "".join(f"<url><loc>/n/{number}</loc><lastmod>{day}</lastmod></url>" for number in numbers)
    return f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{entries}</urlset>"


def index(**parts: str) -> str:
    entries = "".join(f"<sitemap><loc>/{name}.xml</loc>{when}</sitemap>" for name, when in parts.items())
    return f"<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{entries}</sitemapindex>"


async def test_a_news_sitemap() -> None:
    told = await Desk(source("sitemap", URL, timezone="UTC", only="/world/"), Site({URL: NEWS})).poll()
    by_rules, gallium = told.items
    assert (gallium.title, gallium.published) == ("Gallium & more", datetime(2026, 8, 18, 10, 0, tzinfo=UTC))
    assert (by_rules.title, by_rules.date_precision) == ("export rules", "day")
    assert told.rows == 3


async def test_unchanged_and_changed() -> None:
    one = Desk(source("sitemap", URL), Site({URL: urls(1, 2)}))
    await one.poll()
    assert (await one.poll()).outcome == "unchanged"
    one.site.answers[URL] = urls(1, 2, 3)
    assert keys((await one.poll()).items) == ["https://agency.example/n/3"]


async def test_an_index_is_followed_to_its_newest_parts() -> None:
    dated = {"a": "<lastmod>2026-08-01</lastmod>", "b": "<lastmod>2026-08-19</lastmod>", "c": ""}
    one = Desk(source("sitemap", URL), Site({URL: index(**dated)}))
    one.site.answers |= {f"https://agency.example/{name}.xml": urls(ord(name)) for name in "abc"}
    assert len((await one.poll()).items) == 3
    one.site.asked.clear()
    await one.poll()
    assert one.site.asked == [URL, "https://agency.example/b.xml", "https://agency.example/c.xml"]


async def test_a_part_that_fails_and_a_packed_one() -> None:
    one = Desk(source("sitemap", URL), Site({URL: index(a="", b="")}))
    one.site.answers["https://agency.example/b.xml"] = gzip.compress(urls(1).encode())
    told = await one.poll()
    assert (told.outcome, keys(told.items), codes(told)) == ("partial", ["https://agency.example/n/1"], {"page-failed"})


async def test_a_packed_bomb() -> None:
    bomb = gzip.compress(b"<urlset>" + b" " * 20_000_000)
    assert (await Desk(source("sitemap", URL), Site({URL: bomb})).poll()).outcome == "too-large"


async def test_titles_come_from_the_pages() -> None:
    one = Desk(source("sitemap", URL, detail={"text": "main"}), Site({URL: urls(1)}))
    one.site.answers["https://agency.example/n/1"] = "<head><title>T | A</title></head><h1>Title</h1><main>Text</main>"
    (item,) = (await one.poll()).items
    assert (item.title, item.text) == ("Title", "Text")


async def test_a_first_poll_reads_the_newest_pages_only() -> None:
    one = Desk(source("sitemap", URL, detail={"text": "main"}), Site({URL: urls(*range(80))}))
    one.site.answers |= {f"https://agency.example/n/{number}": "<h1>T</h1><main>x</main>" for number in range(80)}
    told = await one.poll()
    assert (len(told.items), told.requests) == (80, 51)


async def test_a_window() -> None:
    one = Desk(source("sitemap", URL), Site({URL: urls(1, day="2026-08-01").replace("</urlset>", "") + "</urlset>"}))
    assert keys((await one.poll(Window(date(2026, 8, 1), date(2026, 8, 2)))).items) == ["https://agency.example/n/1"]
    assert (await one.poll(Window(date(2026, 7, 1), date(2026, 7, 2)))).items == []


async def test_the_past_is_read_whole() -> None:
    one = Desk(source("sitemap", URL, detail={"text": "main"}), Site({URL: urls(*range(1_100), day="2026-08-01")}))
    one.site.answers |= {f"https://agency.example/n/{number}": "<h1>T</h1><main>x</main>" for number in range(1_100)}
    told = await one.poll(Window(date(2026, 8, 1), date(2026, 8, 2)))
    assert (len(told.items), {one.text for one in told.items}) == (1_100, {"x"})


async def test_no_sitemap() -> None:
    one = Desk(source("sitemap", URL), Site({URL: "<rss/>"}))
    assert (await one.poll()).outcome == "wrong-page"
    one.site.answers[URL] = "<html><body>captcha</body></html>"
    assert (await one.poll()).outcome == "blocked"
    one.site.answers[URL] = urls()
    one.now += timedelta(days=2)
    assert (await one.poll()).outcome == "empty"
