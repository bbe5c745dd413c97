from __future__ import annotations

from urllib.parse import urljoin, urlsplit, urlunsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawlers.keys import by_title, canonical, declared, feed_key, key_of, web_address
from crawlers.source import Key
from tests.crawlers.site import source

BASE = "https://www.ministry.example/board/list.do?page=2"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://WWW.ministry.example/a?b=2&a=1", "https://www.ministry.example/a?a=1&b=2"),
        ("https://m.example/news/1?at_medium=RSS&at_campaign=rss", "https://m.example/news/1"),
        (
            "https://m.example/v.do?newsId=7&pageIndex=3&startDate=2025-01-01&srchWord=",
            "https://m.example/v.do?newsId=7",
        ),
        ("https://m.example/read.do;jsessionid=A1.x?id=7", "https://m.example/read.do?id=7"),
        ("https://m.example/n/1#0", "https://m.example/n/1"),
        ("https://m.example/%ED%95%9C", "https://m.example/한"),
        ("https://m.example", "https://m.example/"),
    ],
)
def test_the_same_document_has_one_address(one: str, other: str) -> None:
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://m.example/v?id=1", "https://m.example/v?id=2"),
        ("https://m.example/?page=crm-list-2020", "https://m.example/?page=crm-list-2026"),
        ("https://m.example/#!/news/1", "https://m.example/#!/news/2"),
        ("https://m.example/a%2Bb", "https://m.example/a b"),
    ],
)
def test_different_documents_keep_different_addresses(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("view.do?id=7", "https://www.ministry.example/board/view.do?id=7"),
        ("//files.example/a.pdf", "https://files.example/a.pdf"),
        (" /a b.pdf\n", "https://www.ministry.example/a%20b.pdf"),
        ('<a href="https://m.example/1" hreflang="en">One</a>', "https://m.example/1"),
        ("javascript:view('7')", ""),
        ("mailto:a@m.example", ""),
        ("file:///etc/passwd", ""),
        ("#", ""),
        ("", ""),
        ("http://[broken", ""),
        ("http://m.example:99999/", ""),
    ],
)
def test_links(link: str, expected: str) -> None:
    assert web_address(link, BASE) == expected


def test_declared_keys() -> None:
    assert declared(Key(param="newsId"), "https://m.example/v?x=1&newsId=156&p=2") == "156"
    assert declared(Key(regex=r"art_([0-9a-f]+)\.html"), "/zcfb/art/2026/art_9f3c.html") == "9f3c"
    assert declared(Key(regex=r"\d{4}"), "/2026/x") == "2026"
    assert declared(Key(param="newsId"), "https://m.example/") == ""


def test_the_ladder_of_keys() -> None:
    keyed = source(key={"regex": r"view\('(\d+)'\)"})
    plain = source()
    assert key_of(keyed, link="javascript:view('7')", title="T") == "7"
    assert key_of(keyed, link="javascript:view('7')", title="T", own="K") == "K"
    assert key_of(plain, link="https://m.example/a?utm_source=x", title="T") == "https://m.example/a"
    assert key_of(plain, link="javascript:view('7')", title="T", date="2026-08-19") == by_title("T", "2026-08-19")
    assert key_of(plain, link="", title="") == ""


def test_keys_of_feeds() -> None:
    assert feed_key("https://m.example/n/1#3", "https://m.example/n/1", "T", "") == "https://m.example/n/1"
    assert feed_key("tag:m.example,2026:/a#1", "", "T", "") == "tag:m.example,2026:/a#1"
    assert feed_key("", "http://m.example/n?utm_medium=rss", "T", "") == "https://m.example/n"
    assert feed_key("", "", "T", "d") == feed_key("", "", " T ", "d") != feed_key("", "", "T", "e")
    assert feed_key("", "", "", "") == ""


@given(st.text(max_size=80))
def test_any_link_gives_an_address_or_nothing(link: str) -> None:
    address = web_address(link, BASE)
    assert address == "" or address.startswith(("http://", "https://"))
    if address:
        assert canonical(canonical(address)) == canonical(address)


@given(
    st.lists(st.sampled_from(["/", "a", ".", "..", "?", "=", "&", "%20", ":", "@", "#", ";", "//", "-"]), max_size=8)
)
def test_a_link_from_the_root_leads_where_the_standard_says(parts: list[str]) -> None:
    link = "/" + "".join(parts)
    expected = urlsplit(urljoin(BASE, link))
    found = web_address(link, BASE)
    assert found == (urlunsplit(expected) if expected.hostname else "")
