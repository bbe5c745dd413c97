"""What makes an alert provable is kept: the answer a snapshot came in, the rules of a match, the message as sent."""

from __future__ import annotations

import json
from dataclasses import replace

from sqlalchemy import Engine, select

import db.alerts
import db.documents
import db.keeping
import db.matches
import db.sources
from crawlers.item import Retrieval
from crawlers.source import Source
from db.engine import reading, writing
from db.tables import KeptRules
from db.write import table
from monitor.evidence_rules import compiled
from monitor.ingest import ingest
from monitor.match import candidate, match_pending
from rules import RuleSet
from tests.monitor.conftest import NOW, item, poll

ANSWER = Retrieval("http://127.0.0.1/after/redirect", 200, {"content-type": "text/html; charset=euc-kr", "etag": '"7"'})


def test_a_snapshot_tells_the_answer_it_came_in(engine: Engine, source: Source) -> None:
    page = "<p>갈륨</p>".encode("euc-kr")
    with writing(engine) as connection:
        db.sources.register(connection, [source.id], NOW)
        kept = replace(item("1", "Notice"), raw=page, media_type="text/html", retrieval=ANSWER)
        ingest(connection, source, poll(kept, replace(item("2", "From a file"), raw=b"file")))
        rows = db.documents.snapshots(connection, source.id, after=0, most=9)
    told = {row["key"]: (row["answered_by"], row["http_status"], row["headers"]) for row in rows}
    assert told == {"1": (ANSWER.url, 200, ANSWER.headers), "2": ("", None, {})}


def test_the_rules_of_a_match_are_kept_once_and_find_it_again(engine: Engine, source: Source, ruleset: RuleSet) -> None:
    with writing(engine) as connection:
        db.sources.register(connection, [source.id], NOW)
        ingest(connection, source, poll(item("1", "Export control on gallium"), item("2", "갈륨 수출통제 시행")))
    match_pending(engine, ruleset, NOW)
    match_pending(engine, ruleset, NOW)
    with reading(engine) as connection:
        assert len(connection.execute(select(table(KeptRules))).all()) == 1
        revision = db.documents.newest_revisions(connection, after=0, most=1)[0]
        text = db.keeping.rules_of(connection, ruleset.version)
        stored = db.matches.of_document(connection, revision["document_id"])
        assert db.keeping.rules_of(connection, "another") is None
    assert text is not None
    again = compiled(text)
    assert again.version == ruleset.version
    found = {(hit.rule_id, hit.severity, tuple(hit.spans)) for hit in again.hits(candidate(revision))}
    assert found == {(one["rule_id"], one["severity"], tuple(map(tuple, one["spans"]))) for one in stored}


def test_a_message_is_kept_under_its_content(engine: Engine) -> None:
    message = {"subject": "[high] 갈륨", "text": "갈륨", "html": "<p>갈륨</p>", "headers": {"Message-ID": "<1@x>"}}
    with writing(engine) as connection:
        first = db.keeping.add_message(connection, message)
        assert db.keeping.add_message(connection, dict(reversed(message.items()))) == first
        kept = db.keeping.messages(connection, [first, "unknown"])
    assert {name: json.loads(body) for name, body in kept.items()} == {first: message}


def test_a_hold_stays_until_it_is_released(engine: Engine) -> None:
    with writing(engine) as connection:
        assert db.keeping.held(connection) is None
        db.keeping.hold(connection, "restored", NOW)
        db.keeping.hold(connection, "started again", NOW)
        found = db.keeping.held(connection)
        assert found is not None
        assert (found["since"], found["reason"]) == (NOW, "restored")
        alert = {"subscription": "desk", "kind": "opened", "created_at": NOW, "severity": "", "message_id": "<1@x>"}
        db.alerts.add_alert(connection, alert, [], ["mail", "chat"])
        assert db.keeping.release(connection) == 2
        assert db.keeping.held(connection) is None
