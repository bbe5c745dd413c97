"""What a publisher writes neither steers the terminal of who reads it, nor breaks a command."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, update
from typer.testing import CliRunner

import db.alerts
import db.sources
from db.engine import writing
from db.tables import Document, Revision
from db.write import table
from monitor.cli import app
from monitor.dispatch import dispatch_pending
from monitor.ingest import ingest
from monitor.match import match_pending
from monitor.subscription import Subscription
from monitor.terminal import console, harmless
from rules import RuleSet
from tests.monitor.conftest import item, make_source, poll

#: Closing a tag that rich does not know, colours, the name of the window, a link, the other direction, an emoji.
HOSTILE = (
    "[/b] [red]export[/red] control\x1b[2J\x1b]0;owned\x07 \x9b31m \u202egallium :warning: [link=http://x]1[/link]"
)
STEERING = ("\x1b", "\x07", "\x9b", "\u202e")
DESK = Subscription(id="desk", channels=["room"])


@pytest.fixture
def home(store: Engine, ruleset: RuleSet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    source, now = make_source(publisher=HOSTILE), datetime.now(UTC) - timedelta(hours=2)
    with writing(store) as connection:
        db.sources.register(connection, [source.id], now)
        db.alerts.register_subscriptions(connection, {"desk": now})
        ingest(connection, source, poll(item("0", "First", "Nothing."), at=now))
    for number, text in enumerate(("Export control on gallium. ", "Export control on gallium from 1 March 2027. ")):
        moment = now + timedelta(minutes=1 + number)
        with writing(store) as connection:
            ingest(connection, source, poll(item("7", HOSTILE, text + HOSTILE), at=moment))
        with writing(store) as connection:  # as an older program, or another hand, may have stored it
            connection.execute(update(table(Document)).where(table(Document).c.key == "7").values(title=HOSTILE))
            connection.execute(update(table(Revision)).values(text=text + HOSTILE, title=HOSTILE))
        match_pending(store, ruleset, moment)
        dispatch_pending(store, [DESK], [], moment)
    monkeypatch.setenv("POLICYWATCH_HOME", str(tmp_path))
    monkeypatch.setenv("POLICYWATCH_DATABASE", str(store.url))
    (tmp_path / "policywatch.yml").write_text(
        "sources: {only: []}\nsubscriptions: [{id: desk, channels: [room]}]\nchannels: {room: {url: 'json://127.0.0.1:9/'}}\n"
    )
    return tmp_path


@pytest.mark.parametrize(
    "command",
    [
        "status", "matches", "show 2", "why 1", "why-not 2", "revisions 2", "search gallium", "deliveries list", "show-message 1",
    ],
)  # fmt: skip
def test_a_hostile_title_is_shown_as_text(command: str, home: Path) -> None:
    answer = CliRunner().invoke(app, command.split())
    assert not [one for one in STEERING if one in answer.output], answer.output
    assert answer.exception is None or isinstance(answer.exception, SystemExit), answer.exception
    assert answer.exit_code == 0, answer.output


def test_the_words_stay(home: Path) -> None:
    answer = CliRunner().invoke(app, ["show", "2"])
    shown = "[/b] [red]export[/red] control[2J]0;owned 31m gallium :warning: [link=http://x]1[/link]"
    assert shown in " ".join(answer.output.split())
    found = json.loads(CliRunner().invoke(app, ["show", "2", "--json"]).stdout)
    assert found["title"] == HOSTILE


def test_colours_of_ours_stay(capsys: pytest.CaptureFixture[str]) -> None:
    shown = console()
    with shown.capture() as caught:
        shown.print("a\x1b[31mb\tc\nd", style="bold")
    assert caught.get().startswith("a[31mb")
    assert harmless("갈륨\n\tx") == "갈륨\n\tx"
