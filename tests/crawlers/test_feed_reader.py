from __future__ import annotations

import io
from html import escape
from pathlib import Path

import feedparser
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawlers.errors import PageError
from crawlers.feed import FeedBody, read_feed
from crawlers.plain import plain_line

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"
FEEDS = sorted(
    [*SAMPLES.glob("feeds/*"), *SAMPLES.glob("jp/*.xml"), *SAMPLES.glob("ca/*"), *SAMPLES.glob("abridged/*")]
)

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:atom="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>News of the <![CDATA[Ministry]]></title><link>https://m.example/</link>
<atom:link href="https://m.example/rss" rel="self"/>
<item>
  <title>Export &amp;amp; import of &lt;b&gt;gallium&lt;/b&gt;</title>
  <link>https://m.example/news/1</link>
  <guid isPermaLink="false">id-1</guid>
  <pubDate>Wed, 19 Aug 2026 15:00:00 +0900</pubDate>
  <description>Short.</description>
  <content:encoded><![CDATA[<p>First <em>part</em>.</p><p>Second part.</p><script>no()</script>]]></content:encoded>
  <dc:creator>Office of Trade</dc:creator>
  <category>Trade</category><category>Minerals</category>
  <media:content url="https://m.example/1.jpg"><media:title>A picture</media:title></media:content>
  <enclosure url="https://m.example/1.pdf" type="application/pdf" length="1"/>
</item>
<item><title/><guid>https://m.example/news/2</guid></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://m.example/base/">
<title type="html">News</title><id>urn:f</id>
<entry><id>urn:1</id><title>1 &lt; 2</title><link rel="self" href="self"/><link href="one.html"/>
  <published>2026-08-19T15:00:00+09:00</published><updated>2026-08-20T00:00:00Z</updated>
  <summary type="html">&lt;p&gt;Sum &amp;amp; mary&lt;/p&gt;</summary>
  <author><name>Office</name></author><category term="trade" label="Trade"/></entry>
<entry xml:base="/other/"><id>urn:2</id>
  <title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Two <b>bold</b></div>
  </title><link href="two.html"/><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">
  <p>One</p><p>Two</p></div></content></entry>
</feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://m.example/"><title>報道発表</title>
<items><rdf:Seq><rdf:li rdf:resource="https://m.example/1"/></rdf:Seq></items></channel>
<item rdf:about="https://m.example/1"><title>ガリウム</title><link>https://m.example/1 </link>
<dc:date>2026-08-19T15:00:00+09:00</dc:date></item>
</rdf:RDF>"""


def items(*names: str) -> bytes:
    entries = "".join(f"<item><title>{name}</title><guid>{name}</guid></item>" for name in names)
    return f'<rss version="2.0"><channel><title>F</title>{entries}</channel></rss>'.encode()


def test_rss() -> None:
    feed = read_feed(RSS.encode())
    first, second = feed.entries
    assert feed.title == "News of the Ministry"
    assert (first.id, first.title_text, first.link) == (
        "id-1",
        "Export & import of gallium",
        "https://m.example/news/1",
    )
    assert first.text == "First part.\nSecond part."
    assert first.published == "Wed, 19 Aug 2026 15:00:00 +0900"
    assert (first.author, first.categories) == ("Office of Trade", ["Trade", "Minerals"])
    assert first.enclosures == [["https://m.example/1.pdf", "application/pdf"]]
    assert (second.link, second.title_text) == ("https://m.example/news/2", "")


def test_atom() -> None:
    first, second = read_feed(ATOM.encode()).entries
    assert (first.id, first.title_text, first.link, first.base) == (
        "urn:1",
        "1 < 2",
        "one.html",
        "https://m.example/base/",
    )
    assert (first.published, first.updated) == ("2026-08-19T15:00:00+09:00", "2026-08-20T00:00:00Z")
    assert (first.text, first.author, first.categories) == ("Sum & mary", "Office", ["Trade"])
    assert (second.title_text, second.text) == ("Two bold", "One\nTwo")
    assert second.base == "https://m.example/other/"


def test_rdf_in_shift_jis() -> None:
    body = ('<?xml version="1.0" encoding="Shift_JIS" ?>\n' + RDF).encode("cp932")
    (entry,) = read_feed(body).entries
    assert (entry.id, entry.link, entry.title_text) == ("https://m.example/1", "https://m.example/1", "ガリウム")
    assert entry.updated == "2026-08-19T15:00:00+09:00"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32", "cp949", "utf-8-sig"])
@pytest.mark.parametrize("label", ["utf-8", "euc-kr", ""])
def test_encodings(encoding: str, label: str) -> None:
    declared = f'<?xml version="1.0" encoding="{label}"?>' if label else ""
    feed = read_feed((declared + items("갈륨 수출통제를 시행하는 방안", "게르마늄 공급망").decode()).encode(encoding))
    assert [entry.title_text for entry in feed.entries] == ["갈륨 수출통제를 시행하는 방안", "게르마늄 공급망"]


def test_json_feed() -> None:
    body = """{"version": "https://jsonfeed.org/version/1.1", "title": "J", "items": [
      {"id": "1", "url": "https://m.example/1", "title": "a < b", "content_text": "text", "tags": ["Trade"],
       "date_published": "2026-08-19T15:00:00+09:00", "authors": [{"name": "Office"}],
       "attachments": [{"url": "https://m.example/1.pdf", "mime_type": "application/pdf"}]},
      {"id": 2, "external_url": "https://m.example/2", "content_html": "<p>x</p>"}, "rubbish"]}"""
    first, second = read_feed(body.encode()).entries
    assert (first.id, first.title_text, first.text, first.author) == ("1", "a < b", "text", "Office")
    assert (second.id, second.link, second.text) == ("2", "https://m.example/2", "x")


def test_a_json_feed_cut_in_the_middle_keeps_its_whole_items() -> None:
    body = b'{"version": "https://jsonfeed.org/version/1", "items": [{"id": "1", "title": "A"}, {"id": "2", "ti'
    feed = read_feed(body)
    assert [entry.id for entry in feed.entries] == ["1"]
    assert not feed.complete


@pytest.mark.parametrize(
    ("body", "titles"),
    [
        (items("A").replace(b"A<", b"A & B<"), ["A & B"]),
        (items("A").replace(b"A<", b"A &nbsp;B<"), ["A B"]),
        (b"<rss><channel><item><title>A</title><item><title>B</title></channel></rss>", ["A", "B"]),
        (b'<feed><entry><title>A</title></entry></feed>', ["A"]),
        (b'<x:rss xmlns:x="u"><channel><item><title>A</title></item></channel></x:rss>', ["A"]),
        (b"<rss version='2.0'><channel><item><title>A</title></category></item></channel></rss>", ["A"]),
        (b'<!DOCTYPE rss [<!ENTITY e "x">]>' + items("A"), ["A"]),
        (b"\n\n " + items("A"), ["A"]),
        (items("A").replace(b"<title>A", b"<title>A\x00"), ["A"]),
    ],
)  # fmt: skip
def test_feeds_that_are_not_well_formed(body: bytes, titles: list[str]) -> None:
    assert [entry.title_text for entry in read_feed(body).entries] == titles


@pytest.mark.parametrize(
    "body",
    [b"", b"  \n", b"<!DOCTYPE html><html><body>Maintenance</body></html>", b"<html><item>x</item></html>",
     b"/dev/zero", b"https://m.example/rss", b"\x00\x01\x02\x03", b'{"error": 1}', b"[]",
     b"<error/>", b"%PDF-1.7", b"<opml/>"],
)  # fmt: skip
def test_what_is_no_feed(body: bytes) -> None:
    with pytest.raises(PageError):
        read_feed(body)


def test_an_empty_feed_is_a_feed() -> None:
    assert read_feed(items()).entries == []


@pytest.mark.parametrize("at", range(60, 190, 7))
def test_a_feed_cut_anywhere_keeps_its_whole_entries(at: int) -> None:
    body = items("A", "B", "C")[:at]
    whole = body.count(b"</item>")
    try:
        feed = read_feed(body)
    except PageError:
        assert whole == 0
        return
    assert [entry.title_text for entry in feed.entries][:whole] == ["A", "B", "C"][:whole]
    assert not feed.complete
    assert whole == 0 or len(feed.entries) == whole


def test_only_unseen_entries_are_parsed() -> None:
    before = FeedBody(items("A", "B")).read()
    seen = frozenset(before.cuts[at : at + 8] for at in range(0, len(before.cuts), 8))
    after = FeedBody(items("C", "A", "B").replace(b"<title>F", b"<title>Moved")).read_fast(seen)
    assert after
    assert [entry.title_text for entry in after.entries] == ["C"]
    assert after.rows == 3


@pytest.mark.parametrize(
    "hidden",
    [
        b"<!-- <item><title>X</title></item> -->",
        b"<description><![CDATA[<item><title>X</title></item>]]></description>",
    ],
)
def test_entries_in_comments_and_cdata_are_none(hidden: bytes) -> None:
    body = items("A", "B").replace(b"</title><item>", b"</title>" + hidden + b"<item>")
    assert [entry.title_text for entry in read_feed(body).entries] == ["A", "B"]
    inside = items("A", "B").replace(b"<guid>A", hidden + b"<guid>A")
    assert [entry.title_text for entry in read_feed(inside).entries] == ["A", "B"]


def test_entities_and_files_stay_where_they_are() -> None:
    declared = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY a "aaaaaaaaaa">'
    bomb = declared + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)) + "]>"
    feed = read_feed((bomb + items("&x; &a11;").decode()).encode())
    assert all("root:" not in entry.title and len(entry.title) < 10_000 for entry in feed.entries)


def told_by_feedparser(body: bytes) -> list[tuple[str, str, str]]:
    parsed = feedparser.parse(io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False)
    return [
        (one.get("id", "").strip(), plain_line(one.get("title", "")), one.get("link", "").strip())
        for one in parsed.entries
    ]


def told_by_us(body: bytes) -> list[tuple[str, str, str]]:
    return [(one.id, one.title_text, one.link) for one in read_feed(body).entries]


WORDS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs"), exclude_characters="\x85"), max_size=20)
ENTRIES = st.lists(
    st.tuples(WORDS, st.booleans(), st.booleans(), st.booleans(), st.sampled_from(["rss", "cdata"])), max_size=6
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ENTRIES, st.booleans())
def test_the_fast_reader_finds_what_feedparser_finds(
    entries: list[tuple[str, bool, bool, bool, str]], has_comment: bool
) -> None:
    written = []
    for number, (title, has_id, has_link, has_date, style) in enumerate(entries):
        words = escape(title) if style == "rss" else f"<![CDATA[{title.replace(']]>', '')}]]>"
        parts = [f"<title>{words}</title>"]
        parts += [f"<guid isPermaLink='false'>id-{number}</guid>"] if has_id else []
        parts += [f"<link>https://m.example/{number}?a=1&amp;b=2</link>"] if has_link else []
        parts += ["<pubDate>Wed, 19 Aug 2026 15:00:00 GMT</pubDate>"] if has_date else []
        written.append(f"<item>{''.join(parts)}<description>&lt;p&gt;x&lt;/p&gt;</description></item>")
    comment = "<!-- <item> -->" if has_comment else ""
    body = f"<rss version='2.0'><channel><title>F</title>{comment}{chr(10).join(written)}</channel></rss>".encode()
    assert told_by_us(body) == told_by_feedparser(body)


@pytest.mark.skipif(not FEEDS, reason="the recorded samples are not here")
@pytest.mark.parametrize("path", [pytest.param(path, id=path.name) for path in FEEDS])
def test_recorded_feeds_read_as_feedparser_reads_them(path: Path) -> None:
    body = path.read_bytes()
    theirs = told_by_feedparser(body)
    if not theirs:
        return
    ours = read_feed(body)
    assert [(one.id, one.title_text, one.link) for one in ours.entries] == theirs
    assert ours.complete
