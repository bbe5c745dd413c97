"""What is a revision, whose doing it is, and what of it is told."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine
from typer.testing import CliRunner

import db.documents
import db.held
import db.incidents
import db.matches
from db.engine import open_database, reading, writing
from db.migrate import migrate
from monitor.message import alert_message
from monitor.message_change import shown
from monitor.stories_look import why_not
from rules import RuleSet
from tests.conftest import database_of
from tests.monitor.conftest import item
from tests.monitor.story_world import ACT, BODY, DESK, MINISTRY, StoryWorld, act

LATER = BODY.replace("1 January 2027", "1 March 2027").replace("99.99%", "99.9%")


@pytest.fixture
def world(engine: Engine, ruleset: RuleSet) -> StoryWorld:
    return StoryWorld(engine, ruleset)


def revisions(world: StoryWorld, key: str = "1") -> list[tuple[int, str]]:
    with reading(world.engine) as connection:
        rows = db.documents.revisions(connection, world.document(MINISTRY, key)["id"])
    return [(row["number"], row["origin"]) for row in rows]


def test_a_material_change_answers_with_its_facts_and_words(world: StoryWorld) -> None:
    world.publish(MINISTRY, act("1"))
    (first,) = world.tell()
    world.publish(MINISTRY, act("1", text=LATER))
    (changed,) = world.tell()
    assert (changed["kind"], changed["in_reply_to"]) == ("changed", first["message_id"])
    with reading(world.engine) as connection:
        message = alert_message(connection, changed["id"], {"desk": DESK}, world.now)
    assert "- date: 1 January 2027 → 1 March 2027" in message.text
    assert "[-January-]{+March+}" in message.text
    assert "<del" in message.html
    assert ">March</ins>" in message.html
    assert ">date</td>" in message.html


def test_a_long_change_is_bounded(world: StoryWorld) -> None:
    world.publish(MINISTRY, act("1"))
    world.tell()
    table = "\n".join(f"HS {2805 + number}.10 gallium item {number}: {number}.5%" for number in range(400))
    world.publish(MINISTRY, act("1", text=f"{BODY}\n{table}"))
    (changed,) = world.tell()
    with reading(world.engine) as connection:
        message = alert_message(connection, changed["id"], {"desk": DESK}, world.now)
    assert len(message.text) < 6000
    assert "more changes: policywatch revisions" in message.text


def test_a_minor_change_is_stored_and_why_not_says_its_grade(world: StoryWorld) -> None:
    world.publish(MINISTRY, act("1"))
    world.tell()
    world.publish(MINISTRY, act("1", text=BODY.replace("gallium arsenide.", "gallium  arsenide .")))
    world.publish(MINISTRY, act("1", text=BODY.replace("gallium arsenide.", "gallium-arsenide.")))
    assert world.tell() == []
    with reading(world.engine) as connection:
        rows = why_not(connection, world.document(MINISTRY, "1")["id"], [DESK], world.now)
    said = {row["revision"]: row["told"] or row["refusal"] for row in rows}
    assert said[1].startswith("told in alert")
    assert "is graded" in said[max(said)]


def test_what_matches_only_after_a_change_is_news(world: StoryWorld) -> None:
    world.publish(MINISTRY, act("1", title="Notice 70", text="To be published."))
    assert world.tell() == []
    world.publish(MINISTRY, act("1", title="Notice 70", text=BODY))
    assert [one["kind"] for one in world.tell()] == ["changed"]


def test_another_way_of_hashing_is_no_revision(world: StoryWorld) -> None:
    world.publish(MINISTRY, act("1"))
    with writing(world.engine) as connection:  # as an older version of the program has stored it
        connection.exec_driver_sql("UPDATE revision SET content_hash = 'old', hash_version = 0")
        connection.exec_driver_sql("UPDATE document SET content_hash = 'old'")
    world.publish(MINISTRY, act("1"))
    assert revisions(world) == [(1, "news")]
    with writing(world.engine) as connection:
        connection.exec_driver_sql("UPDATE revision SET content_hash = 'old', hash_version = 0")
        connection.exec_driver_sql("UPDATE document SET content_hash = 'old'")
    world.publish(MINISTRY, act("1", text=LATER))
    assert revisions(world) == [(1, "news"), (2, "news")]


def test_the_same_bytes_read_otherwise_are_our_doing(world: StoryWorld) -> None:
    world.publish(MINISTRY, act("1", raw=b"<page>"))
    world.tell()
    world.publish(MINISTRY, act("1", text=LATER, raw=b"<page>"))
    assert revisions(world) == [(1, "news"), (2, "technical")]
    assert world.tell() == []
    world.publish(MINISTRY, act("1", text=BODY, raw=b"<page 2>"))
    assert revisions(world)[-1] == (3, "news")


def test_new_keys_hold_what_is_known_and_release_tells_it(world: StoryWorld) -> None:
    old = [item(str(number), f"Gallium export control {number}") for number in range(10)]
    world.publish(MINISTRY, *old)
    known = len(world.tell())
    world.publish(MINISTRY, *(replace(one, key=f"new-{one.key}") for one in old), act("fresh"))
    (fresh,) = world.tell()
    assert fresh["document_id"] == world.document(MINISTRY, "fresh")["id"]
    with writing(world.engine) as connection:
        assert [one["kind"] for one in db.incidents.open_incidents(connection)] == ["keys-changed"]
        rows = db.held.held(connection, MINISTRY.id, world.now - timedelta(days=1))
        assert len(rows) == 10
        assert db.held.release(connection, [row["id"] for row in rows[:3]]) == 6
        assert len(db.held.held(connection, MINISTRY.id, world.now - timedelta(days=1))) == 7
    assert known == 10
    with reading(world.engine) as connection:
        assert len(db.matches.undispatched(connection, most=99)) == 6


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ruleset: RuleSet) -> StoryWorld:
    """The same world behind the command."""
    monkeypatch.setenv("POLICYWATCH_HOME", str(tmp_path))
    (tmp_path / "policywatch.yml").write_text(
        "channels: {mail: {url: 'json://127.0.0.1'}}\nsubscriptions: [{id: desk, channels: [mail]}]\n"
    )
    engine = open_database(database_of(tmp_path))
    migrate(engine)
    return StoryWorld(engine, ruleset)


def command(*words: str) -> str:
    from monitor.cli import app

    answer = CliRunner().invoke(app, list(words), env={"COLUMNS": "200"})
    assert answer.exit_code == 0, answer.output
    return answer.stdout


@pytest.mark.both_databases
def test_the_commands_tell_revisions_stories_and_what_was_held(home: StoryWorld) -> None:
    from tests.monitor.story_world import PORTAL

    home.publish(MINISTRY, act("1"))
    home.publish(PORTAL, act("p1"))
    home.publish(MINISTRY, act("1", text=LATER))
    home.tell()
    first, portal = (str(home.document(source, key)["id"]) for source, key in ((MINISTRY, "1"), (PORTAL, "p1")))
    answer = json.loads(command("revisions", first, "--from", "1", "--to", "2", "--json"))
    assert (answer["title"], answer["revisions"]) == (ACT, [1, 2])
    (change,) = answer["changes"]
    assert change["label"] == "material"
    assert {"type": "date", "old": "1 January 2027", "new": "1 March 2027"} in change["facts"]
    assert "[-January-]{+March+}" in change["diff"]
    assert f"it is the same as document {first}" in command("show", portal)
    assert f"same story as document {first}, told in alert 1" in command("why-not", portal)
    home.publish(MINISTRY, *(act(f"n{number}", title=ACT) for number in range(5)))
    assert json.loads(command("release", MINISTRY.id, "--days", "9999", "--dry-run", "--json"))["matches_to_tell"] == 0
    assert "5 documents released" in command("release", MINISTRY.id, "--days", "9999")


def test_what_sources_write_into_changes_and_stories_stays_text(world: StoryWorld) -> None:
    from monitor.channel_slack import blocks
    from tests.monitor.story_world import PORTAL

    hostile = "<script>alert(1)</script> <!channel> {{ 7 * 7 }} [x](javascript:alert(1))"
    world.publish(MINISTRY, act("1"))
    world.publish(PORTAL, act("p1", title=f"{ACT} <b>now</b>"))
    world.tell()
    world.publish(MINISTRY, act("1", text=f"{LATER} {hostile}"))
    (changed,) = world.tell()
    with reading(world.engine) as connection:
        message = alert_message(connection, changed["id"], {"desk": DESK}, world.now)
    assert "&lt;script&gt;" in message.html
    assert "<script>" not in message.html
    assert "<b>now</b>" not in message.html
    assert "{{ 7 * 7 }}" in message.text
    shown = [one for one in blocks(message) if "channel>" in json.dumps(one)]
    assert shown
    assert all(one["text"]["type"] == "plain_text" for one in shown)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("시행일은 2026년 12월 1일이다.", "시행일은 2027년 1월 15일이다.", "[-2026년 12월 1-]{+2027년 1월 15+}"),
        ("갈륨 수출 통제", "갈륨 및 게르마늄 수출 통제", "갈륨{+ 및 게르마늄+} 수출"),
    ],
)
def test_changes_with_hardly_a_letter_between_them_are_one(old: str, new: str, said: str) -> None:
    first, second = ({"number": at, "title": "고시", "text": text} for at, text in ((1, old), (2, new)))
    text = shown(first, second, "ko").text
    assert said in text
    assert text.count("{+") == 1
