"""An evidence pack proves an alert to somebody who has neither our database nor a network."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine
from typer.testing import CliRunner

import db.alerts
import db.sources
from crawlers.item import Item, Retrieval
from crawlers.source import Source
from db.engine import reading, writing
from monitor import evidence
from monitor.attention import again
from monitor.cli import app
from monitor.deliver import Outbox, deliver_pending
from monitor.dispatch import dispatch_pending
from monitor.evidence_pack import MANIFEST, SEAL, Pack, PackError, write_pack
from monitor.ingest import ingest
from monitor.look import NotThere
from monitor.match import match_pending
from monitor.subscription import Subscription
from monitor.verify import Check, failed, verify_pack
from monitor.verify_apart import verify_apart
from rules import Concept, Rule, RuleSet, compile  # noqa: A004
from tests.monitor.chat_server import chat_server
from tests.monitor.conftest import NOW, item, make_source, poll

PAGE = """<html><body><h1>Notice 7</h1>
<div class="body">{} Exporters of 갈륨 need a licence.</div></body></html>"""
DESK = Subscription(id="desk", channels=["room"])
LATER = NOW + timedelta(hours=1)


def source_of_pages() -> Source:
    return make_source(detail={"text": "div.body"}, alert_existing=True)


def shown(text: str) -> Item:
    raw = PAGE.format(text).encode("euc-kr")
    answer = Retrieval("http://127.0.0.1/7?after=redirect", 200, {"content-type": "text/html; charset=euc-kr"})
    body = f"{text} Exporters of 갈륨 need a licence."
    return item("7", "Notice 7", body, raw=raw, media_type="text/html", retrieval=answer, row_hash="r")


@pytest.fixture
def told(engine: Engine, ruleset: RuleSet) -> Engine:
    """Alerted once, then changed and alerted again; both messages were taken."""
    source = source_of_pages()
    with writing(engine) as connection:
        db.sources.register(connection, [source.id], NOW)
        db.alerts.register_subscriptions(connection, {"desk": NOW})
    with chat_server() as chat:
        for number, text in enumerate(["Export control on gallium.", "Export control on gallium from 1 March 2027."]):
            moment = NOW + number * timedelta(hours=1)
            with writing(engine) as connection:
                ingest(connection, source, poll(shown(text), at=moment))
            match_pending(engine, ruleset, moment)
            dispatch_pending(engine, [DESK], [], moment)
            deliver_pending(Outbox(engine, {"room": chat.url()}, {"desk": DESK}, clock=lambda: LATER))
    return engine


def packed(engine: Engine, path: Path, alert: int = 2) -> str:
    with reading(engine) as connection:
        found = evidence.of_alert(connection, alert, {"xx/press": source_of_pages()})
    return write_pack(path, found.members, found.about)


def outcomes(checks: list[Check]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for one in checks:
        found.setdefault(one.name, set()).add(one.outcome)
    return found


def test_everything_of_an_alert_is_packed_and_computed_again(told: Engine, tmp_path: Path) -> None:
    path = tmp_path / "alert.zip"
    digest = packed(told, path)
    checks = verify_pack(path, digest)
    assert outcomes(checks) == {
        name: {"ok"}
        for name in ("pack", "members", "snapshot", "rules", "content", "text", "match", "message-id", "message")
    }
    assert sum(one.name == "text" for one in checks) == 2
    pack = Pack(path)
    (document,) = pack.names(r"documents/\d+/document\.json")
    folder = document.removesuffix("/document.json")
    assert pack.text(f"{folder}/revisions/2.txt").startswith("Export control on gallium from 1 March 2027.")
    match = pack.json(f"{folder}/matches.json")[0]
    assert any("⟦gallium⟧" in quote for quote in match["quotes"])
    snapshots = [pack.json(name) for name in pack.names(r"snapshots/.*\.json")]
    assert {one["answered_by"] for one in snapshots} == {"http://127.0.0.1/7?after=redirect"}
    assert {one["headers"]["content-type"] for one in snapshots} == {"text/html; charset=euc-kr"}
    (message,) = pack.names(r"messages/.*")
    told_alert = pack.json("alert.json")
    assert pack.json(message)["headers"]["Message-ID"] == told_alert["alert"]["message_id"]
    assert told_alert["deliveries"][0]["sent_at"] == LATER.isoformat()
    rules = pack.json("rules/matched.json")
    assert {rule["id"] for one in rules.values() for rule in one["rules"]} == {"gallium-control", "gallium-news"}
    assert {concept["id"] for one in rules.values() for concept in one["concepts"]} == {"gallium", "export-control"}


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_the_same_alert_makes_the_same_bytes(told: Engine, tmp_path: Path) -> None:
    assert packed(told, tmp_path / "one.zip") == packed(told, tmp_path / "two.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def rewritten(path: Path, to: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    with zipfile.ZipFile(path) as old:
        members = {name: old.read(name) for name in old.namelist()}
    change(members)
    with zipfile.ZipFile(to, "w") as new:
        for name, body in members.items():
            new.writestr(name, body)
    return to


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_change_of_any_member_is_found(told: Engine, tmp_path: Path) -> None:
    path = tmp_path / "alert.zip"
    digest = packed(told, path)
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
    assert len(names) > 12
    for name in names:

        def flip(members: dict[str, bytes], name: str = name) -> None:
            body = bytearray(members[name])
            body[len(body) // 2] ^= 1
            members[name] = bytes(body)

        changed = rewritten(path, tmp_path / "changed.zip", flip)
        try:
            checks = verify_pack(changed)
        except PackError:
            assert name == MANIFEST
            continue
        assert [one for one in failed(checks) if one.name == "members"], name
        assert outcomes(verify_pack(changed, digest))["pack"] == {"different"}
        gone = rewritten(path, tmp_path / "gone.zip", lambda members, name=name: members.pop(name))  # type: ignore[misc]
        if name != MANIFEST:
            assert failed(verify_pack(gone)), name
    added = rewritten(path, tmp_path / "added.zip", lambda members: members.update({"more.txt": b""}))
    assert failed(verify_pack(added))


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_change_is_found_although_the_manifest_was_written_anew(told: Engine, tmp_path: Path) -> None:
    """The parts prove one another: who changes one must forge them all, and still not the sum of the whole."""
    path = tmp_path / "alert.zip"
    digest = packed(told, path)
    folder = "documents/1"

    def changed(name: str, old: bytes, new: bytes) -> list[Check]:
        with zipfile.ZipFile(path) as archive:
            members = {one: archive.read(one) for one in archive.namelist() if one not in (MANIFEST, SEAL)}
            about = {key: value for key, value in json.loads(archive.read(MANIFEST)).items() if key != "members"}
        assert old in members[name], name
        members[name] = members[name].replace(old, new)
        forged = tmp_path / "forged.zip"
        write_pack(forged, members, about)
        assert outcomes(verify_pack(forged, digest))["pack"] == {"different"}
        return failed(verify_pack(forged))

    with zipfile.ZipFile(path) as archive:
        raw = next(name for name in archive.namelist() if name.endswith(".bin"))
        message = next(name for name in archive.namelist() if name.startswith("messages/"))
    assert {one.name for one in changed(raw, b"gallium", b"GALLIUM")} == {"snapshot", "text"}
    assert {one.name for one in changed(f"{folder}/revisions/2.txt", b"2027", b"2028")} >= {"content"}
    assert {one.name for one in changed(f"{folder}/matches.json", b'"high"', b'"low"')} == {"match"}
    assert {one.name for one in changed(f"{folder}/document.json", b'"key": "7"', b'"key": "8"')} == {"message-id"}
    assert {one.name for one in changed(message, b"gallium", b"copper!")} == {"message"}
    assert {one.name for one in changed("alert.json", b'"subscription": "desk"', b'"subscription": "dusk"')} == {
        "message-id"
    }
    assert {one.name for one in changed(f"{folder}/matches.json", b'"rule_id"', b'"rule"')} == {"form"}


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_another_parser_is_told_apart_from_a_change(
    told: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "alert.zip"
    packed(told, path)
    assert not failed(verify_pack(path))
    changed = tmp_path / "other.zip"
    with zipfile.ZipFile(path) as archive:
        members = {one: archive.read(one) for one in archive.namelist() if one not in (MANIFEST, SEAL)}
        about = {key: value for key, value in json.loads(archive.read(MANIFEST)).items() if key != "members"}
    source = json.loads(members["documents/1/source.json"])
    source["detail"]["text"] = "h1"  # reads something else, as a parser of another version would
    members["documents/1/source.json"] = json.dumps(source).encode()
    write_pack(changed, members, about)
    assert {one.name for one in failed(verify_pack(changed))} == {"text"}
    write_pack(changed, members, about | {"reader": about["reader"] | {"lxml": "0.1"}})
    assert outcomes(verify_pack(changed))["text"] == {"version"}
    assert not failed(verify_pack(changed))


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_match_that_later_rules_no_longer_find_is_proven_by_those_that_did(
    told: Engine, ruleset: RuleSet, tmp_path: Path
) -> None:
    from monitor.rematch import rematch

    fewer: RuleSet = compile(
        [Concept.model_validate(one.model_dump()) for one in ruleset.concepts.values()],
        [Rule.model_validate(one.model_dump()) for one in ruleset.rules.values() if one.id != "gallium-news"],
    )
    rematch(told, fewer, LATER + timedelta(hours=1))
    packed(told, tmp_path / "alert.zip")
    checks = verify_pack(tmp_path / "alert.zip")
    assert not failed(checks)
    assert outcomes(checks)["match"] == {"ok"}


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_what_is_not_kept_is_said_and_is_no_failure(told: Engine, tmp_path: Path) -> None:
    with writing(told) as connection:
        for statement in ("DELETE FROM snapshot", "DELETE FROM kept_rules", "UPDATE delivery SET message = ''"):
            connection.exec_driver_sql(statement)
    packed(told, tmp_path / "alert.zip")
    checks = verify_pack(tmp_path / "alert.zip")
    assert not failed(checks)
    assert {name for name, found in outcomes(checks).items() if found == {"unchecked"}} == {"text", "match", "message"}


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_an_article_is_read_again_from_its_bulletin(engine: Engine, ruleset: RuleSet, tmp_path: Path) -> None:
    from crawlers.extract import extract
    from monitor.demo.bulletin import _ARTICLES, bulletin_pdf

    raw = bulletin_pdf(NOW.date(), next(iter(_ARTICLES)))
    items = extract("issue.pdf", raw, "application/pdf").items
    whole = next(one for one in items if not one.parent)
    bulletin = replace(whole, key="b", raw=raw, media_type="application/pdf", url="http://127.0.0.1/issue.pdf")
    articles = [
        replace(one, key=f"b#{one.key.rpartition('#')[2]}", parent="b") for one in items if one.parent == whole.key
    ]
    assert articles
    source = make_source(alert_existing=True)
    with writing(engine) as connection:
        db.sources.register(connection, [source.id], NOW)
        ingest(connection, source, poll(bulletin, *articles))
        found = evidence.of_document(connection, 2, {"xx/press": source})
    write_pack(tmp_path / "article.zip", found.members, found.about)
    checks = verify_pack(tmp_path / "article.zip")
    assert not failed(checks)
    assert [one.outcome for one in checks if one.name == "text" and "b#" in one.what] == ["ok"]


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_an_incident_has_its_evidence_too(engine: Engine, tmp_path: Path) -> None:
    from tests.monitor.test_deliver import write_alerts

    write_alerts(engine, 1)
    packed(engine, tmp_path / "incident.zip", alert=1)
    found = outcomes(verify_pack(tmp_path / "incident.zip"))
    assert found == {"members": {"ok"}, "message-id": {"ok"}, "message": {"unchecked"}}
    with reading(engine) as connection, pytest.raises(NotThere, match="no alert 99"):
        evidence.of_alert(connection, 99, {})


HOSTILE: dict[str, tuple[str, int]] = {
    "up": ("../../etc/passwd", 1), "root": ("/etc/passwd", 1), "inside": ("a/../../b", 1), "backslash": ("..\\b", 1),
    "double": ("a//b", 1), "bomb": ("bomb.bin", 101 * 2**20), "twice": (MANIFEST, 1), "other form": ("x.txt", 1),
}  # fmt: skip


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_hostile_pack_is_refused(kind: str, tmp_path: Path) -> None:
    name, size = HOSTILE[kind]
    path = tmp_path / "hostile.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(MANIFEST, "{}")
        archive.writestr(name, bytes(size))
    with pytest.raises(PackError):
        verify_pack(path)
    assert [one.name for one in tmp_path.iterdir()] == ["hostile.zip"]


@pytest.mark.parametrize("body", [b"", b"no zip at all", b"PK\x05\x06" + bytes(18)], ids=["empty", "text", "no member"])
def test_what_is_no_pack_is_refused(body: bytes, tmp_path: Path) -> None:
    path = tmp_path / "odd.zip"
    path.write_bytes(body)
    with pytest.raises(PackError):
        verify_pack(path)


def test_deep_json_is_told_as_a_fault_of_the_pack(tmp_path: Path) -> None:
    members = {"rules/0123456789abcdef.json": b"[" * 100_000, "documents/1/document.json": b"{" * 100_000}
    write_pack(tmp_path / "deep.zip", members, {"kind": "document"})
    assert {one.name for one in failed(verify_pack(tmp_path / "deep.zip"))} == {"rules", "form"}


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_the_commands_pack_and_verify(told: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICYWATCH_HOME", str(tmp_path))
    monkeypatch.setenv("POLICYWATCH_DATABASE", str(told.url))
    pack, run = tmp_path / "alert.zip", CliRunner().invoke
    answer = run(app, ["evidence", "1", "--to", str(pack), "--json"])
    assert answer.exit_code == 0, answer.output
    digest = json.loads(answer.stdout)["sha256"]
    assert run(app, ["evidence", "1", "--to", str(pack)]).exit_code == 2
    assert run(app, ["evidence", "77", "--to", str(tmp_path / "none.zip")]).exit_code == 2
    assert run(app, ["evidence", "xx/press:7", "--to", str(tmp_path / "document.zip")]).exit_code == 0
    answer = run(app, ["verify", str(pack), "--sha256", digest])
    assert answer.exit_code == 0, answer.output
    assert answer.output.splitlines()[-1].startswith("verified: ")
    answer = run(app, ["verify", str(pack), "--sha256", "0" * 64, "--json"])
    assert (answer.exit_code, json.loads(answer.stdout)["verified"]) == (1, False)
    assert run(app, ["verify", str(tmp_path / "none.zip")]).exit_code == 1


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_pack_that_would_be_computed_for_ever_is_given_up(told: Engine, tmp_path: Path) -> None:
    path, forged = tmp_path / "alert.zip", tmp_path / "forged.zip"
    packed(told, path)
    assert verify_apart(path) == verify_pack(path)
    with zipfile.ZipFile(path) as archive:
        members = {one: archive.read(one) for one in archive.namelist() if one not in (MANIFEST, SEAL)}
    source = json.loads(members["documents/1/source.json"])
    source["detail"]["fields"] = {"title": {"css": "div.body", "regex": r"((\w|[^x])+)+\d\dnever"}}
    members["documents/1/source.json"] = json.dumps(source).encode()
    write_pack(forged, members, {"kind": "document"})
    with pytest.raises(PackError, match="more than 4 s of a processor"):
        verify_apart(forged, cpu_seconds=4)


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_an_alert_that_came_back_has_a_name_that_is_computed(told: Engine, tmp_path: Path) -> None:
    with writing(told) as connection:
        first = db.alerts.alert(connection, 1)
        assert first is not None
        again_id = db.alerts.add_alert(connection, again(first, "back", 5, LATER), [], ["room"])
    assert again_id is not None
    packed(told, tmp_path / "back.zip", again_id)
    assert failed(verify_pack(tmp_path / "back.zip")) == []
    assert outcomes(verify_pack(tmp_path / "back.zip"))["message-id"] == {"ok"}
