"""Messages worth reading, and nothing in them active that a source wrote."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes, policy
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

import db.alerts
from crawlers.source import Source
from db.engine import open_database, reading
from db.migrate import migrate
from monitor.channel import Message
from monitor.channel_slack import blocks, escaped
from monitor.digest_message import Entry, rendered
from monitor.dispatch import dispatch_pending
from monitor.match import match_pending
from monitor.message import alert_message
from monitor.remarkable import differing
from monitor.subscription import Subscription
from rules import RuleSet
from tests.monitor.conftest import NOW, item, poll
from tests.monitor.hostile import hostile_texts
from tests.monitor.test_stages import after, register, store, tell

KOREAN = Subscription(id="desk", channels=["mail"], language="ko")
ENGLISH = Subscription(id="desk", channels=["mail"])


class Tags(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.names, self.attributes, self.text = set[str](), list[tuple[str, str]](), ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_comment(self, data: str) -> None:
        self.names.add("comment")

    def handle_data(self, data: str) -> None:
        self.text += data


_OURS = {"html", "body", "p", "h2", "h3", "a", "b", "br", "blockquote", "mark", "ul", "li", "del", "ins", "div", "span",
         "table", "tr", "td", "code"}  # fmt: skip


def assert_harmless(message: Message) -> None:
    page = Tags(message.html)
    assert page.names <= _OURS
    assert {name for name, _ in page.attributes} <= {"href", "style", "lang"}
    assert all(value.startswith(("http://", "https://")) for name, value in page.attributes if name == "href")
    assert message.subject.splitlines() == [message.subject]
    assert not {char for char in message.text + message.html if ord(char) < 32 and char not in "\n\t"}
    assert not {char for char in message.text + message.subject if char in "\u202a\u202b\u202d\u202e\u2066\u2067\u2068"}
    assert "<" not in escaped(message.subject)
    kinds = {block["text"]["type"] for block in blocks(message) if "text" in block}
    assert kinds == {"plain_text"}


@pytest.fixture
def sqlite(tmp_path: Path) -> Engine:
    engine = open_database(f"sqlite:///{tmp_path / 'x.db'}")
    migrate(engine)
    return engine


def test_hostile_documents_are_text(sqlite: Engine, source: Source, ruleset: RuleSet) -> None:
    texts = hostile_texts()
    assert len(texts) == 200
    register(sqlite, source)
    store(sqlite, source, poll(item("0", "Nothing")))
    news = [item(str(at), f"gallium {text}", f"Export control on gallium {text}") for at, text in enumerate(texts, 1)]
    store(sqlite, source, poll(*news, at=after(10)))
    match_pending(sqlite, ruleset, after(11))
    dispatch_pending(sqlite, [ENGLISH.model_copy(update={"max_per_hour": 0})], [], after(12))
    with reading(sqlite) as connection:
        alerts = db.alerts.newest(connection, most=300)
        messages = [alert_message(connection, one["id"], {"desk": ENGLISH}, NOW) for one in alerts]
    assert len(messages) > 190
    for message in messages:
        assert_harmless(message)
    assert_mail(messages)


def assert_mail(messages: list[Message]) -> None:
    """Every one of them becomes a mail that a mail program reads back, with no header of a source's making."""
    from types import SimpleNamespace

    from monitor.channel_mail import mail_of

    plugin: Any = SimpleNamespace(from_addr=["", "a@example.org"], targets=[("", "b@example.org")])
    for message in messages:
        parsed = message_from_bytes(mail_of(plugin, message), policy=policy.default)
        assert parsed["Bcc"] is None
        assert parsed["Subject"].split() == message.subject.split()


def test_hostile_digests_are_text() -> None:
    alert = {"id": 1, "kind": "digest", "period": "digest 2026-11-22 08:00", "subscription": "desk", "message_id": "<1@x>", "in_reply_to": ""}  # fmt: skip
    for text in hostile_texts():
        entry = Entry(1, "high", text, text, "2026-11-22", "", "KR", (text,), None, NOW)
        for by in ("severity", "publisher", "mineral"):
            assert_harmless(rendered(alert, ENGLISH.model_copy(update={"group_by": by}), [entry], "all"))


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
