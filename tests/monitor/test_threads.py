"""An answer stands where what it answers stands: in mail by its headers, in Slack by the name a bot was told."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine

import db.alerts
from crawlers.source import Source
from db.engine import reading
from monitor.channel import Message, send
from monitor.deliver import Outbox, deliver_pending
from monitor.subscription import Subscription
from rules import RuleSet
from tests.monitor.chat_server import Chat, chat_server
from tests.monitor.conftest import NOW, item, poll
from tests.monitor.test_stages import after, register, store, tell

DESK = Subscription(id="desk", channels=["room", "hook"])
FIRST = item("1", "Export control on gallium", "The export control on gallium begins on 1 May 2027.")


def deliver(engine: Engine, chat: Chat, hours: int) -> int:
    urls = {"room": chat.bot_url(), "hook": chat.url()}
    return deliver_pending(Outbox(engine, urls, {"desk": DESK}, clock=lambda: NOW + timedelta(hours=hours)))


@pytest.fixture
def told(engine: Engine, source: Source, ruleset: RuleSet) -> Engine:
    register(engine, source)
    store(engine, source, poll(item("0", "Nothing")), poll(FIRST, at=after(10)))
    assert tell(engine, ruleset, [DESK]) == 1
    return engine


def change(engine: Engine, source: Source, ruleset: RuleSet, month: str, minutes: int) -> None:
    store(engine, source, poll(replace(FIRST, text=FIRST.text.replace("May", month)), at=after(minutes)))
    assert tell(engine, ruleset, [DESK]) == 1


def test_a_change_answers_in_the_thread_and_in_the_channel(told: Engine, source: Source, ruleset: RuleSet) -> None:
    with chat_server() as chat:
        assert deliver(told, chat, 3) == 2
        change(told, source, ruleset, "June", 20)
        change(told, source, ruleset, "July", 30)
        assert deliver(told, chat, 4) == 4
    bot = [one for one in chat.received if one["channel"] == "#desk" and "thread_ts" in one]
    assert [one["thread_ts"] for one in bot] == [chat.threads[0]] * 2
    assert all(one["reply_broadcast"] for one in bot)
    assert len(chat.received) == 6
    assert len(chat.threads) == 3, "the webhook is told no name"
    with reading(told) as connection:
        kept = {(one["channel"], one["thread"]) for one in _deliveries(connection)}
    assert kept == {("room", chat.threads[0]), ("hook", "")}


def _deliveries(connection: object) -> list[dict[str, object]]:
    return [one for at in (1, 2, 3) for one in db.alerts.deliveries_of(connection, at)]  # type: ignore[arg-type]


def test_an_answer_to_what_is_gone_stands_by_itself(told: Engine, source: Source, ruleset: RuleSet) -> None:
    with chat_server() as chat:
        assert deliver(told, chat, 3) == 2
        change(told, source, ruleset, "June", 20)
        chat.threads.clear()
        assert deliver(told, chat, 4) == 2
    assert "thread_ts" not in chat.received[-1]
    assert len(chat.received) == 4


def test_what_is_no_answer_opens_a_thread() -> None:
    with chat_server() as chat:
        name = send(chat.bot_url(), Message("first", "text", ""))
        assert send(chat.bot_url(), Message("second", "text", ""), name) == name
        assert send(chat.url(), Message("third", "text", ""), name) == ""
    assert [one.get("thread_ts", "") for one in chat.received] == ["", name, ""]
