"""The child process in which feedparser runs: bodies that eat time or memory cost the source its poll, nothing more."""

from __future__ import annotations

import pytest

from crawlers import feed_tolerant
from crawlers.errors import PageError
from crawlers.feed_tolerant import read_tolerantly, stop_children

ONE = b"<rss><channel><item><title>A & B</title></item></channel></rss>"


def test_one_child_reads_many_feeds() -> None:
    stop_children()
    for _ in range(3):
        version, _, entries = read_tolerantly("https://m.example/", ONE)
        assert version == "rss"
        assert [entry.title_text for entry in entries] == ["A & B"]
    assert len(feed_tolerant._idle) == 1


def test_a_slow_feed_ends_its_child_and_the_next_one_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed_tolerant, "SECONDS", 0.5)
    with pytest.raises(PageError, match="took more than"):
        read_tolerantly("", b"<rss><channel><item>" + b"<b>" * 400_000)
    monkeypatch.setattr(feed_tolerant, "SECONDS", 20.0)
    assert len(read_tolerantly("", ONE)[2]) == 1


def test_a_child_that_died_while_idle_is_replaced() -> None:
    stop_children()
    read_tolerantly("", ONE)
    feed_tolerant._idle[0]._process.kill()
    assert len(read_tolerantly("", ONE)[2]) == 1


def test_deep_nesting_is_an_answer() -> None:
    try:
        read_tolerantly("", b"<feed>" + b"<entry><a>" * 20_000)
    except PageError as error:
        assert "deep" in str(error) or "seconds" in str(error) or "took" in str(error)  # noqa: PT017  both ends are fine


def test_relative_links_are_told_from_where_the_feed_stood() -> None:
    body = b"<rss><channel><item><title>A & B</title><link>/news/1</link></item></channel></rss>"
    assert read_tolerantly("https://m.example/rss", body)[2][0].link == "https://m.example/news/1"
