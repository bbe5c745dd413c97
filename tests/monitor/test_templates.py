"""The user's own templates: they go before ours, and whatever they do wrong, the alert is told."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

import db.deliveries
import db.incidents
from crawlers.source import Source
from db.engine import reading, writing
from monitor.channel import Message
from monitor.deliver import Outbox, deliver_pending
from monitor.message import alert_message
from monitor.message_frame import Frame
from rules import RuleSet
from tests.monitor.chat_server import chat_server
from tests.monitor.conftest import item, poll
from tests.monitor.harmless import assert_page
from tests.monitor.test_stages import SUBSCRIPTION, after, register, store, tell


@pytest.fixture
def alerted(store_: Engine, source: Source, ruleset: RuleSet) -> Engine:
    register(store_, source)
    news = item("1", "Export control on gallium", "An export control on gallium: <b>{{ 7 * 7 }}</b>.")
    store(store_, source, poll(item("0", "Nothing")), poll(news, at=after(10)))
    assert tell(store_, ruleset) == 1
    return store_


@pytest.fixture(name="store_")
def _store(store: Engine) -> Engine:
    return store


def shown(engine: Engine, folder: Path, **written: str) -> tuple[Message, Frame]:
    for name, text in written.items():
        (folder / name.replace("_", ".")).write_text(text, encoding="utf-8")
    frame = Frame(folder)
    with reading(engine) as connection:
        return alert_message(connection, 1, {}, after(20), frame=frame), frame


def test_the_users_template_goes_before_ours_and_escapes(alerted: Engine, tmp_path: Path) -> None:
    page = '{% extends "policywatch/alert.html" %}{% block footer %}House style: {{ quotes[0].text }}{% endblock %}'
    message, frame = shown(alerted, tmp_path, alert_txt="{{ title }} / {{ quotes[0].text }}", alert_html=page)
    assert message.text == "Export control on gallium / An export control on gallium: <b>{{ 7 * 7 }}</b>."
    assert "House style: An export control on gallium: &lt;b&gt;{{ 7 * 7 }}&lt;/b&gt;." in message.html
    assert_page(message, "Export control on gallium")
    assert (frame.used, frame.problems) == ({"alert.txt", "alert.html"}, {})


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{{ title", "line 1: unexpected end of template"),
        ("\n{{ titel }}", "alert.txt, line 2: UndefinedError: 'titel' is undefined"),
        ("{% include 'other.txt' %}", "TemplateNotFound: other.txt"),
        ("{% include '/etc/passwd' %}", "TemplateNotFound"),
        ("{% include '../policywatch.yml' %}", "TemplateNotFound"),
        ("{{ ''.__class__.__mro__[1].__subclasses__() }}", "SecurityError"),
        ("{{ words.severity.update({'high': 'x'}) }}", "SecurityError"),
        ("{{ '%1000000000s' | format('x') }}", "more memory"),
        ("{{ '%1000000000s' % 'x' }}", "more memory"),
        ("{{ 'x' * 10000000000 }}", "memory"),
        ("{% for n in range(99999) %}{{ 'x' * 1000 }}{% endfor %}", "longer than 1000000 characters"),
        ("{{ 9 ** (9 ** 9) }}", "too long"),
        ("{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}", "too long"),
    ],
)
def test_what_a_template_does_wrong_is_said_and_ours_stands_in(
    alerted: Engine, tmp_path: Path, text: str, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("monitor.message_sandbox._SECONDS", 1.0)
    began = time.monotonic()
    message, frame = shown(alerted, tmp_path, alert_txt=text)
    assert reason in frame.problems["alert.txt"]
    assert message.text.startswith("high · Ministry of Ore")
    assert time.monotonic() - began < 30
    again, frame = shown(alerted, tmp_path, alert_txt="fine")
    assert (again.text, frame.problems) == ("fine", {})


def test_a_template_sees_no_secret(alerted: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYWATCH_SECRET", "to be kept")
    from monitor import message_sandbox

    message_sandbox._apart.end()  # one that begins now would inherit it
    message, _ = shown(alerted, tmp_path, alert_txt="fine")
    assert message.text == "fine"
    process = message_sandbox._apart._process
    assert process
    environ = Path(f"/proc/{process.pid}/environ")
    if environ.exists():
        assert b"to be kept" not in environ.read_bytes()
        assert process.pid != os.getpid()


def test_the_operators_hear_of_it_once_and_of_its_end(alerted: Engine, tmp_path: Path) -> None:
    def incidents() -> list[tuple[Any, Any]]:
        with reading(alerted) as connection:
            return [(one["subject"], one["kind"]) for one in db.incidents.open_incidents(connection)]

    def deliver(minutes: int) -> int:
        outbox = Outbox(
            alerted, {"mail": chat.url()}, {"desk": SUBSCRIPTION}, frame=Frame(tmp_path), clock=lambda: after(minutes)
        )
        return deliver_pending(outbox)

    with chat_server() as chat:
        (tmp_path / "alert.txt").write_text("{{ titel }}", encoding="utf-8")
        assert deliver(200) == 1
        assert incidents() == [("template:alert.txt", "template")]
        (tmp_path / "alert.txt").write_text("{{ title }}", encoding="utf-8")
        with reading(alerted) as connection:
            rows = db.deliveries.listed(connection)
        _send_again(alerted, rows[0]["id"])
        assert deliver(201) == 1
        assert incidents() == []
    assert chat.received[0]["blocks"][1]["text"]["text"].startswith("high · Ministry of Ore")
    assert chat.received[1]["blocks"][1]["text"]["text"] == "Export control on gallium"


def _send_again(engine: Engine, delivery_id: int) -> None:
    with writing(engine) as connection:
        db.deliveries.settle(connection, delivery_id, {"state": "pending", "due_at": after(25)})
