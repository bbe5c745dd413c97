from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from crawlers.errors import Blocked, TimedOut
from crawlers.item import Validators, Window
from crawlers.page import Page
from tests.crawlers.site import NOW, Desk, Site, codes, cut, keys, source

URL = "https://ministry.example/rss"


def item(name: str, *, title: str = "", date: str = "Wed, 19 Aug 2026 15:00:00 +0900", more: str = "") -> str:
    return (
        f"<item><title>{title or 'Title ' + name}</title><link>/news/{name}</link>"
        f"<guid isPermaLink='false'>{name}</guid>"
        f"<pubDate>{date}</pubDate><description>About {name}</description>{more}</item>"
    )


def feed(*items: str, built: str = "Wed, 19 Aug 2026 15:00:00 +0900") -> str:
    head = f"<title>F</title><lastBuildDate>{built}</lastBuildDate>"
    return f"<rss version='2.0'><channel>{head}{''.join(items)}</channel></rss>"


def desk(body: bytes | str, **fields: object) -> Desk:
    return Desk(source("feed", URL, **fields), Site({URL: body}))


async def test_a_first_poll_brings_everything() -> None:
    told = await desk(feed(item("1"), item("2"))).poll()
    assert (told.outcome, told.rows, told.requests, told.http_status, told.issues) == ("ok", 2, 1, 200, [])
    first = told.items[0]
    assert (first.key, first.title, first.url) == ("1", "Title 1", "https://ministry.example/news/1")
    assert first.text == "About 1"
    assert first.published == datetime(2026, 8, 19, 6, 0, tzinfo=UTC)
    assert first.date_precision == "time"


async def test_the_same_bytes_and_a_moved_date_cost_nothing() -> None:
    one = desk(feed(item("1"), item("2")))
    await one.poll()
    assert (await one.poll()).outcome == "unchanged"
    one.site.answers[URL] = feed(item("1"), item("2"), built="Thu, 20 Aug 2026 15:00:00 +0900")
    told = await one.poll()
    assert (told.outcome, told.items, told.rows, told.remembered) == ("unchanged", [], 0, True)


async def test_what_moves_elsewhere_than_in_a_date_of_the_feed_is_looked_into() -> None:
    one = desk(feed(item("1"), item("2")))
    await one.poll()
    one.site.answers[URL] = feed(item("1"), item("2")) + "<!-- made in 3 ms -->"
    told = await one.poll()
    assert (told.outcome, told.items, told.rows, told.remembered) == ("unchanged", [], 2, False)
    one.site.answers[URL] = feed(item("1", date="Thu, 20 Aug 2026 15:00:00 +0900"), item("2"))
    assert keys((await one.poll()).items) == ["1"]


async def test_a_new_entry_alone_is_brought() -> None:
    one = desk(feed(item("1"), item("2")))
    await one.poll()
    one.site.answers[URL] = feed(item("3"), item("1"), item("2"))
    assert keys((await one.poll()).items) == ["3"]


async def test_a_changed_entry_is_brought_under_its_key() -> None:
    one = desk(feed(item("1"), item("2")))
    await one.poll()
    one.site.answers[URL] = feed(item("1", title="Corrected"), item("2"))
    (again,) = (await one.poll()).items
    assert (again.key, again.title) == ("1", "Corrected")


async def test_a_server_that_says_304() -> None:
    one = desk(feed(item("1")))
    one.site.etags[URL] = '"a"'
    await one.poll()
    told = await one.poll()
    assert (told.outcome, told.http_status, told.validators.etag) == ("unchanged", 304, '"a"')


async def test_once_a_day_the_whole_is_read_because_validators_lie() -> None:
    one = desk(feed(item("1")))
    one.site.etags[URL] = '"forever"'
    await one.poll()
    one.site.answers[URL] = feed(item("2"), item("1"))
    assert (await one.poll()).outcome == "unchanged"
    one.now += timedelta(hours=25)
    assert keys((await one.poll()).items) == ["2"]


async def test_a_cut_feed_is_partial_and_leaves_no_validators() -> None:
    one = desk(feed(item("1"), item("2"), item("3"))[:-120])
    told = await one.poll()
    assert (told.outcome, keys(told.items)) == ("partial", ["1", "2"])
    assert told.validators == Validators()
    assert codes(told) == {"cut-off"}


async def test_what_the_transport_says_of_a_cut_is_believed() -> None:
    one = desk(b"")
    one.site.answers[URL] = cut(URL, feed(item("1")).encode())
    told = await one.poll()
    assert (told.outcome, keys(told.items), codes(told)) == ("partial", ["1"], {"cut-off", "truncated"})


@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        ("<!doctype html><html><body>Under maintenance</body></html>", "wrong-page"),
        ("<html><title>Just a moment...</title></html>", "blocked"),
        ("", "wrong-page"),
        (feed(), "empty"),
        ("{}", "wrong-page"),
    ],
)
async def test_silence_is_proven(body: str, outcome: str) -> None:
    one = desk(feed(item("1")))
    await one.poll()
    good = one.validators
    one.site.answers[URL] = body
    told = await one.poll()
    assert (told.outcome, told.items, told.validators) == (outcome, [], good)
    assert URL in told.error


async def test_errors_of_the_fetch_become_outcomes() -> None:
    one = desk(b"")
    one.site.answers[URL] = Blocked(f"{URL} answered 403", retry_after=60.0)
    told = await one.poll()
    assert (told.outcome, told.retry_after, told.error) == ("blocked", 60.0, f"{URL} answered 403")
    del one.site.answers[URL]
    told = await one.poll()
    assert (told.outcome, told.http_status) == ("http-error", 404)


async def test_entries_without_id_title_or_date() -> None:
    undated = "<item><link>/a</link><description>Only a text here</description></item>"
    odd = "<item><title>T</title><pubDate>26-08-19</pubDate></item>"
    nothing = "<item><author>x</author></item>"
    told = await desk(feed(undated, odd, nothing)).poll()
    first, second = told.items
    assert (first.key, first.title, first.published) == ("https://ministry.example/a", "Only a text here", None)
    assert second.key.startswith("title:")
    assert (second.published, second.date_precision) == (None, "unknown")
    assert codes(told) == {"missing-title", "date-unread", "no-key"}


async def test_fragments_that_count_revisions_are_no_part_of_the_key() -> None:
    one = desk(feed(item("https://m.example/n/1#0")))
    await one.poll()
    one.site.answers[URL] = feed(item("https://m.example/n/1#1", title="More"))
    assert keys((await one.poll()).items) == ["https://m.example/n/1"]
    assert len(one.documents) == 1


async def test_an_id_used_again_for_something_else_is_another_document() -> None:
    first = "<item><guid isPermaLink='false'>id</guid><title>One</title><link>/1</link></item>"
    second = "<item><guid isPermaLink='false'>id</guid><title>Two</title><link>/2</link></item>"
    one = desk(feed(first))
    assert keys((await one.poll()).items) == ["id"]
    one.site.answers[URL] = feed(second, first)
    assert keys((await one.poll()).items) == ["id"]  # that it stands for something else, the store sees
    (other,) = one.documents.keys() - {"id"}
    assert other.startswith("id#")
    one.validators = Validators()  # everything is read again, in any order
    one.site.answers[URL] = feed(first, second)
    assert sorted(keys((await one.poll()).items)) == sorted(["id", other])
    one.validators = Validators()
    one.site.answers[URL] = feed(second, first)
    assert sorted(keys((await one.poll()).items)) == sorted(["id", other])


async def test_a_date_far_ahead_is_told() -> None:
    told = await desk(feed(item("1", date="Wed, 19 Aug 2027 15:00:00 +0900"))).poll()
    assert codes(told) == {"date-in-future"}


async def test_fields_of_the_yaml_shape_the_entry() -> None:
    fields = {
        "title": {"path": "title", "regex": r"^(.*?) - [^-]+$"},
        "publisher": {"path": "author"},
        "section": {"path": "categories", "regex": "AREA=([A-Z]+)"},
        "date": {"path": "published", "formats": ["%y-%m-%d"]},
    }
    entry = item(
        "1", title="News - Agency", date="26-08-19", more="<author>Office</author><category>AREA=TRADE,X</category>"
    )
    (told,) = (await desk(feed(entry), fields=fields).poll()).items
    assert (told.title, told.publisher, told.section) == ("News", "Office", "TRADE")
    assert told.published == datetime(2026, 8, 18, 15, 0, tzinfo=UTC)


async def test_only_keeps_what_it_finds() -> None:
    told = await desk(feed(item("1"), item("events-2")), only="/news/[0-9]+$").poll()
    assert keys(told.items) == ["1"]
    assert told.rows == 2


async def test_files_of_an_entry_but_no_pictures() -> None:
    more = "<enclosure url='/f/a.pdf' type='application/pdf'/><enclosure url='/f/a.jpg' type='image/jpeg'/>"
    (told,) = (await desk(feed(item("1", more=more))).poll()).items
    assert [(file.url, file.name) for file in told.attachments] == [("https://ministry.example/f/a.pdf", "a.pdf")]


async def test_detail_pages_of_a_feed_are_tried_again_until_they_come() -> None:
    one = desk(feed(item("1")), detail={"text": "div.body"})
    told = await one.poll()
    assert (told.items[0].text, told.items[0].row_hash) == ("About 1", "")
    assert codes(told) == {"detail-failed"}
    one.site.answers["https://ministry.example/news/1"] = "<h1>T</h1><div class=body><p>The whole text.</p></div>"
    told = await one.poll()
    assert told.items[0].text == "The whole text."
    assert (await one.poll()).outcome == "unchanged"


async def test_the_past_of_a_feed_with_pages() -> None:
    one = Desk(source("feed", URL + "?paged={page}", paging={"most": 9}), Site())
    for page, day in enumerate((19, 18, 17, 16), 1):
        one.site.answers[f"{URL}?paged={page}"] = feed(item(str(day), date=f"{day} Aug 2026 12:00:00 +0900"))
    told = await one.poll(Window(date(2026, 8, 17), date(2026, 8, 18)))
    assert keys(told.items) == ["18", "17"]
    assert told.requests == 4
    assert one.validators == Validators()


async def test_the_past_of_a_feed_reads_the_pages_behind_its_entries() -> None:
    one = Desk(source("feed", URL, detail={"text": "p"}), Site())
    one.site.answers[URL] = feed(item("18", date="18 Aug 2026 12:00:00 +0900"))
    one.site.answers["https://ministry.example/news/18"] = "<p>The whole text.</p>"
    told = await one.poll(Window(date(2026, 8, 17), date(2026, 8, 18)))
    assert [one.text for one in told.items] == ["The whole text."]


async def test_the_past_of_a_feed_that_breaks_on_the_way_is_partial() -> None:
    one = Desk(source("feed", URL + "?paged={page}", paging={"most": 9}), Site())
    one.site.answers[f"{URL}?paged=1"] = feed(item("18", date="18 Aug 2026 12:00:00 +0900"))
    one.site.answers[f"{URL}?paged=2"] = TimedOut("too slow")
    told = await one.poll(Window(date(2026, 1, 17), date(2026, 8, 18)))
    assert (told.outcome, keys(told.items), codes(told)) == ("partial", ["18"], {"page-failed"})


async def test_issues_of_one_kind_are_counted_not_listed() -> None:
    told = await desk(feed(*(item(str(number), date="soon") for number in range(40)))).poll()
    assert len(told.issues) == 6
    assert told.issues[-1].detail == "and 35 more of the same"


async def test_a_bug_of_ours_is_a_crashed_run() -> None:
    one = desk(b"")
    one.site.answers[URL] = Page(URL, 200, None, b"<rss>")  # type: ignore[arg-type]
    told = await one.poll()
    assert told.outcome == "crashed"
    assert "AttributeError at feed.py:" in told.error
    assert told.finished_at >= NOW
