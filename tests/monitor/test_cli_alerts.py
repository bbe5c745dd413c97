"""The commands about deliveries, subscriptions and silences, over a home of their own."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine
from typer.testing import CliRunner, Result

import db.alerts
import db.deliveries
import db.sources
from db.engine import open_database, reading, writing
from db.migrate import migrate
from monitor.cli import app
from monitor.deliver import Outbox, deliver_pending
from monitor.dispatch import dispatch_pending
from monitor.ingest import ingest
from monitor.match import match_pending
from monitor.subscription import Subscription
from rules import RuleSet
from tests.conftest import database_of
from tests.monitor.chat_server import chat_server
from tests.monitor.conftest import item, make_source, poll

NOW = datetime.now(UTC).replace(microsecond=0)

SETTINGS = """
channels: {room: {url: "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7/#desk"}}
subscriptions:
  - {id: desk, channels: [room]}
  - {id: copper, channels: [room], words: [copper]}
  - {id: lost, channels: [room], sources: [zz/*], rules: [no-such-rule], exclude: [ore], words: [ore]}
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ruleset: RuleSet) -> Engine:
    """One document told to the desk; its delivery failed for good."""
    (tmp_path / "policywatch.yml").write_text(SETTINGS, encoding="utf-8")
    monkeypatch.setenv("POLICYWATCH_HOME", str(tmp_path))
    engine = open_database(database_of(tmp_path))
    migrate(engine)
    source, desk = make_source(), Subscription(id="desk", channels=["room"])
    with writing(engine) as connection:
        db.sources.register(connection, [source.id], NOW)
        db.alerts.register_subscriptions(connection, {"desk": NOW, "copper": NOW})
    news = item("1", "Export control on gallium", "Export control begins.")
    for one in (poll(item("0", "Nothing"), at=NOW), poll(news, at=NOW + timedelta(minutes=1))):
        with writing(engine) as connection:
            ingest(connection, source, one)
    match_pending(engine, ruleset, NOW)
    dispatch_pending(engine, [desk], [], NOW)
    with chat_server(lambda _: "404") as chat:
        deliver_pending(Outbox(engine, {"room": chat.url()}, {"desk": desk}, clock=lambda: NOW))
    return engine


def command(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def states(engine: Engine) -> dict[str, int]:
    with reading(engine) as connection:
        return db.alerts.deliveries_by_state(connection)


@pytest.mark.both_databases
def test_a_dead_delivery_is_listed_retried_and_dropped(home: Engine) -> None:
    (row,) = json.loads(command("deliveries", "list", "--json").stdout)
    assert (row["state"], row["error"], row["attempts"]) == ("dead", "HTTP 404 no_service", 1)
    assert "no_service" in command("deliveries", "list", "--state", "dead").stdout
    assert command("deliveries", "retry").stdout == "1 of 1 will be sent again\n"
    assert states(home) == {"pending": 1}
    assert command("deliveries", "drop").exit_code == 2
    assert command("deliveries", "drop", "1").stdout == "1 of 1 dropped\n"
    assert states(home) == {"dropped": 1}
    assert command("deliveries", "retry", "7").exit_code == 2


def test_preview_shows_what_would_have_come(home: Engine) -> None:
    answer = json.loads(command("subscriptions", "preview", "desk", "--json").stdout)
    assert answer["volume"]["documents"] == 1
    assert answer["documents"][0]["title"] == "Export control on gallium"
    assert sum(answer["volume"]["weeks"].values()) == 1
    shown = command("subscriptions", "preview", "desk").stdout
    assert "0.2 a week: 1 high" in shown
    assert f" {40 * '█'} 1\n" in shown
    assert "0 documents" in command("subscriptions", "preview", "copper").stdout
    assert "known are desk, copper, lost" in command("subscriptions", "preview", "none").stderr


def test_explain_says_who_gets_a_document_and_who_does_not(home: Engine) -> None:
    said = command("subscriptions", "explain", "2").stdout
    assert "desk: gets it, by gallium-control, gallium-news (alert 1)" in said
    assert "copper: no\n" in said
    assert "  not by gallium-news: none of its words (copper) stands in the text\n" in said


def test_check_finds_what_can_never_fire(home: Engine) -> None:
    answer = command("subscriptions", "check")
    assert answer.exit_code == 1
    lost = next(line for line in answer.stdout.splitlines() if line.startswith("lost:"))
    assert "there is no rule 'no-such-rule'" in lost
    assert "no source is named 'zz/*'" in lost
    assert "'ore' is both wanted and excluded" in lost
    assert "desk: its channel room is dead: alert 1 could not be delivered" in answer.stdout


def test_silences_are_written_with_author_and_reason(home: Engine) -> None:
    added = command("silences", "add", "source_id=xx/*", "minerals=gallium", "--by", "kim", "--reason", "move")
    assert added.stdout.startswith("silence 1 until ")
    assert "minerals=gallium, source_id=xx/*" in command("silences", "list").stdout
    assert "silence 1 of kim" in command("why-not", "2").stdout
    assert command("silences", "end", "1").exit_code == 0
    assert command("silences", "end", "1").exit_code == 2
    assert command("silences", "add", "colour=red", "--by", "kim", "--reason", "x").exit_code == 2


def test_an_alert_is_acknowledged_once(home: Engine) -> None:
    assert command("acknowledge", "1", "--by", "kim").stdout == "alert 1 acknowledged by kim\n"
    assert "by kim already" in command("acknowledge", "1", "--by", "lee").stdout
    assert command("acknowledge", "9", "--by", "lee").exit_code == 2


def test_a_message_is_shown_as_it_would_be_sent(home: Engine, tmp_path: Path) -> None:
    text = command("show-message", "1").stdout
    assert text.startswith("Subject: [high] Export control on gallium — Ministry of Ore\nMessage-ID: <")
    assert "Why you get this" in text
    said = json.loads(command("show-message", "1", "--json").stdout)
    assert said["link"] == "http://127.0.0.1/1"
    page = tmp_path / "page.html"
    assert command("show-message", "1", "--html", str(page)).exit_code == 0
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "alert.txt").write_text("{{ titel }}", encoding="utf-8")
    failed = command("show-message", "1")
    assert failed.exit_code == 1
    assert "'titel' is undefined; the template that comes with the program stood in" in failed.stderr
    assert "Why you get this" in failed.stdout
    assert command("show-message", "99").exit_code == 1


def test_with_a_page_a_message_links_to_it_and_shows_nobody_how_to_act(home: Engine, tmp_path: Path) -> None:
    web = "web: {base_url: https://watch.example}\n"
    (tmp_path / "policywatch.yml").write_text(SETTINGS + web, encoding="utf-8")
    text = command("show-message", "1").stdout
    assert "Open in Policywatch: https://watch.example/documents/2" in text
    assert "Acknowledge: https://watch.example/act/…" in text
    page = tmp_path / "page.html"
    command("show-message", "1", "--html", str(page))
    assert 'href="https://watch.example/act/…"' in page.read_text(encoding="utf-8")
