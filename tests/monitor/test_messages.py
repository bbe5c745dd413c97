"""Messages worth reading, and nothing in them active that a source wrote."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import lxml.html
import pytest
from markdown_it import MarkdownIt
from sqlalchemy import Engine

import db.alerts
from crawlers.source import Source
from db.engine import open_database, reading
from db.migrate import migrate
from monitor.channel import Message, readable
from monitor.channel_text import written_for
from monitor.digest_message import Entry, rendered
from monitor.dispatch import dispatch_pending
from monitor.match import match_pending
from monitor.message import alert_message, web_address
from monitor.message_frame import Frame
from monitor.remarkable import differing
from monitor.subscription import Subscription
from rules import RuleSet
from tests.conftest import database_of
from tests.monitor.conftest import NOW, item, poll
from tests.monitor.harmless import PLUGINS, assert_harmless, assert_page, assert_slack
from tests.monitor.hostile import hostile_texts, storable
from tests.monitor.test_stages import after, register, store, tell

KOREAN = Subscription(id="desk", channels=["mail"], language="ko")
ENGLISH = Subscription(id="desk", channels=["mail"])
PAGE = Frame(page="https://watch.example", secret=b"secret", who="mail")
DIGEST = {
    "id": 1,
    "kind": "digest",
    "period": "digest 2026-11-22 08:00",
    "subscription": "desk",
    "document_id": None,
    "message_id": "<1@x>",
    "in_reply_to": "",
}


@pytest.fixture
def written(tmp_path: Path) -> Engine:
    engine = open_database(database_of(tmp_path))
    migrate(engine)
    return engine


def test_hostile_documents_are_text(written: Engine, source: Source, ruleset: RuleSet) -> None:
    texts = [text for text in hostile_texts() if storable(text)]
    assert len(texts) >= 200
    register(written, source)
    store(written, source, poll(item("0", "Nothing")))
    news = [item(str(at), f"gallium {text}", f"Export control on gallium {text}") for at, text in enumerate(texts, 1)]
    store(written, source, poll(*news, at=after(10)))
    match_pending(written, ruleset, after(11))
    dispatch_pending(written, [ENGLISH.model_copy(update={"max_per_hour": 0})], [], after(12))
    with reading(written) as connection:
        alerts = db.alerts.newest(connection, most=300)
        messages = [alert_message(connection, one["id"], {"desk": ENGLISH}, NOW, frame=PAGE) for one in alerts]
    assert len(messages) > len(texts) * 0.9
    for message in messages:
        assert "gallium" in message.subject
        assert_harmless(message, "gallium")
    assert any("{{ 7 * 7 }}" in message.text and "{{ 7 * 7 }}" in message.html for message in messages)


def test_hostile_digests_are_text() -> None:
    for text in hostile_texts():
        entry = Entry(1, "high", text, text, "2026-11-22", "", "KR", (text,), None, NOW)
        for by in ("severity", "publisher", "mineral"):
            desk = ENGLISH.model_copy(update={"group_by": by})
            message = rendered(DIGEST, desk, [entry], "all", frame=PAGE)
            assert_page(message, readable(text))
        assert_harmless(message)


def test_hostile_addresses_are_no_links() -> None:
    for url in (
        "javascript:alert(1)",
        "data:text/html,x",
        "JAVASCRIPT:x",
        "//evil",
        "file:///etc/passwd",
        " https://x",
    ):
        assert web_address(url) == ""
    for url in (
        'https://a/"><script>',
        "https://a/x|y>z",
        "https://a/ b\nc",
        "https://a/](https://evil)",
        "https://a/<b>",
    ):
        message = Message("s", "t", "", {}, url, "Original")
        assert_slack(message)
        for name in ("discord", "tgram"):
            said = written_for(PLUGINS[name], name, message).body
            page = said if name == "tgram" else MarkdownIt("commonmark").render(said)
            (link,) = lxml.html.fragment_fromstring(page, create_parent="section").iter("a")
            assert link.get("href", "").startswith("https://a/")
            assert not list(lxml.html.fragment_fromstring(page, create_parent="section").iter("script"))


def test_dates_numbers_and_foreign_words_are_told(engine: Engine, source: Source, ruleset: RuleSet) -> None:
    korean = source.model_copy(update={"languages": ["ko"]})
    text = "산업통상부고시 제2026-123호에 따라 갈륨 수출통제를 2026년 12월 1일부터 시행한다."
    register(engine, korean)
    store(engine, korean, poll(item("0", "Nothing")), poll(item("1", "갈륨 수출통제 고시", text), at=after(10)))
    tell(engine, ruleset)
    with reading(engine) as connection:
        english = alert_message(connection, 1, {"desk": ENGLISH}, NOW, ruleset.concepts)
        own = alert_message(connection, 1, {"desk": KOREAN}, NOW, ruleset.concepts)
    assert "2026-12-01 in force" in english.text
    assert "2026-123" in english.text.partition("Official numbers")[2].splitlines()[0]
    assert "갈륨 = gallium, 수출통제 = export control" in english.text
    assert "2026-12-01 시행" in own.text
    assert "용어" not in own.text


def test_a_corrected_spelling_is_no_news_and_a_new_date_is(engine: Engine, source: Source, ruleset: RuleSet) -> None:
    first = item("1", "Export control on gallium", "Teh export control on gallium begins on 1 May 2027.")
    register(engine, source)
    store(engine, source, poll(item("0", "Nothing")), poll(first, at=after(10)))
    assert tell(engine, ruleset) == 1
    store(engine, source, poll(replace(first, text=first.text.replace("Teh", "The")), at=after(20)))
    assert tell(engine, ruleset) == 0
    store(
        engine, source, poll(replace(first, text="The export control on gallium begins on 1 June 2027."), at=after(30))
    )
    assert tell(engine, ruleset) == 1


def test_only_what_differs_is_graded() -> None:
    old = "\n".join(map(str, range(100)))
    first, second = differing(old, old.replace("50", "fifty"))
    assert (first, second) == ("48\n49\n50\n51\n52", "48\n49\nfifty\n51\n52")
    assert differing("a", "a\nb") == ("a", "a\nb")
