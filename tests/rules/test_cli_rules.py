"""policywatch rules …"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from monitor.cli_rules import app

_PACK = """
- id: control
  title: {en: Control}
  severity: high
  labels: [supply_chain, rare_metal]
  when: {near: sentence, all: [{concept: gallium}, 수출통제]}
  examples: {match: 갈륨 수출통제}
- id: talk
  title: {en: Talk}
  severity: low
  labels: [supply_chain]
  when: 공급망
  examples: {match: 공급망 세미나}
"""
_CONCEPTS = "- {id: gallium, kind: mineral, mineral: gallium, names: {ko: 갈륨}, examples: {match: 갈륨}}\n"
_ITEMS: list[dict[str, Any]] = [
    {"id": "a", "title": "갈륨 수출 통제", "body": "", "lang": "ko", "supply_chain": 1, "rare_metal": 1, "severity": 3,
     "minerals": ["gallium"], "hard": 0},
    {"id": "b", "title": "날씨", "body": "공급망 회의", "lang": "ko", "supply_chain": 0, "rare_metal": 0, "severity": 0,
     "minerals": [], "hard": 1},
    {"id": "c", "title": "니켈", "body": "", "lang": "ko", "supply_chain": 0, "rare_metal": 1, "severity": 2,
     "minerals": ["nickel"], "hard": 0},
]  # fmt: skip


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home whose rules replace all that the package's could say about these items."""
    monkeypatch.setenv("POLICYWATCH_HOME", str(tmp_path / "home"))
    folder = tmp_path / "home" / "rules"
    for kind, text in (("concepts", _CONCEPTS), ("packs", _PACK)):
        (folder / kind).mkdir(parents=True)
        (folder / kind / "mine.yml").write_text(text, encoding="utf-8")
    return folder


def run(*words: str | Path, stdin: str = "") -> Result:
    return CliRunner().invoke(app, [str(word) for word in words], input=stdin)


def items(tmp_path: Path) -> Path:
    path = tmp_path / "items.jsonl"
    path.write_text("\n".join(json.dumps(item, ensure_ascii=False) for item in _ITEMS) + "\n", encoding="utf-8")
    return path


def test_match_keeps_the_order_and_quotes(mine: Path, tmp_path: Path) -> None:
    result = run("match", items(tmp_path), "--alone", "--rules", mine)
    assert result.exit_code == 0
    first, second, third = map(json.loads, result.stdout.splitlines())
    assert first == {
        "id": "a", "labels": ["supply_chain", "rare_metal"], "flags": ["supply_chain", "rare_metal"], "severity": 3,
        "minerals": ["gallium"], "countries": [], "measures": [],
        "matches": [{
            "rule": "control", "severity": 3, "labels": ["supply_chain", "rare_metal"], "concepts": ["gallium"],
            "spans": [
                {"field": "title", "start": 0, "end": 2, "concept": "gallium", "text": "갈륨"},
                {"field": "title", "start": 3, "end": 8, "concept": "", "text": "수출 통제"},
            ],
        }],
    }  # fmt: skip
    assert (second["id"], second["labels"], second["severity"]) == ("b", ["supply_chain"], 1)
    assert (third["id"], third["labels"], third["severity"], third["matches"]) == ("c", [], 0, [])


def test_match_reads_standard_input(mine: Path) -> None:
    from_json = run("match", "-", "--alone", stdin='{"id": 7, "title": "갈륨 수출통제"}\n\n')
    from_text = run("match", "--text", "--alone", "-", stdin="갈륨 수출통제\n시행\n")
    assert json.loads(from_json.stdout)["id"] == 7
    assert "control" in [match["rule"] for match in json.loads(from_text.stdout)["matches"]]


@pytest.mark.parametrize(
    ("line", "message"), [("{", "standard input:1: is no JSON"), ("[1]", "standard input:1: is no JSON object")]
)
def test_bad_items_end_the_command(line: str, message: str) -> None:
    result = run("match", "-", "--alone", stdin=line)
    assert (result.exit_code, message in result.stderr) == (2, True)


def test_a_missing_file_is_said() -> None:
    result = run("match", "nowhere.jsonl", "--alone")
    assert (result.exit_code, result.stderr) == (2, "nowhere.jsonl: cannot be read: No such file or directory\n")


def test_eval_measures(mine: Path, tmp_path: Path) -> None:
    result = run("eval", items(tmp_path), "--json", "--alone", "--rules", mine)
    report = json.loads(result.stdout)
    assert report["groups"]["all"]["supply_chain"] == {
        "precision": 0.5, "recall": 1.0, "f1": pytest.approx(2 / 3), "true": 1, "extra": 1, "missed": 0,
    }  # fmt: skip
    assert report["groups"]["hard"]["any"]["extra"] == 1
    assert report["groups"]["ko"]["rare_metal"]["missed"] == 1
    assert (report["left_alone"], report["flagged_wrongly"], report["severity_exact"]) == (1, 1, 0.5)
    assert {error["id"] for error in report["errors"]} == {"b", "c"}
    shown = run("eval", items(tmp_path), "--errors", "1", "--alone", "--rules", mine).stdout
    assert "b wrongly supply_chain: 날씨" in shown
    assert "+1 more errors" in shown


def test_check_and_test(mine: Path) -> None:
    assert run("check", "--alone", "--rules", mine).stdout == "1 concepts, 2 rules, 0 findings\n"
    assert run("test", "--alone", "--rules", mine).stdout == "3 examples, 0 failed\n"
    pack = mine / "packs" / "mine.yml"
    pack.write_text(
        _PACK.replace("match: 공급망 세미나", "match: 날씨").replace("when: 공급망", "when: {at_least: 2, of: x}")
    )
    checked, tested = run("check", "--alone", "--rules", mine), run("test", "--alone", "--rules", mine)
    assert (checked.exit_code, tested.exit_code) == (1, 1)
    assert f"{pack}:12:3: 1.when: error: can never fire: at_least 2 of 1 conditions" in checked.stdout
    assert f"{pack}:13:14: 1.examples.match: should be found and is not: 날씨" in tested.stdout


def test_bad_files_end_with_their_place(mine: Path) -> None:
    (mine / "packs" / "mine.yml").write_text(_PACK.replace("labels:", "lables:", 1))
    result = run("check", "--alone", "--rules", mine)
    assert result.exit_code == 3
    assert "mine.yml:5:3: 0.lables: unknown field, did you mean 'labels'?" in result.stderr


def test_diff_tells_gains_and_losses(mine: Path, tmp_path: Path) -> None:
    new = tmp_path / "new"
    for kind in ("concepts", "packs"):
        (new / kind).mkdir(parents=True)
    (new / "concepts" / "mine.yml").write_text(_CONCEPTS)
    changed = _PACK.replace("severity: high", "severity: medium").replace("when: 공급망", "when: 니켈")
    (new / "packs" / "mine.yml").write_text(changed)
    result = run("diff", mine, new, items(tmp_path), "--alone", "--json")
    assert [(one["kind"], one["rule"], one["item"]) for one in json.loads(result.stdout)] == [
        ("severity", "control", "a"), ("lost", "talk", "b"), ("gained", "talk", "c"),
    ]  # fmt: skip
    limited = run("diff", mine, new, items(tmp_path), "--alone", "--most", "2")
    assert limited.exit_code == 1
    assert "3 items: 1 gained, 1 lost, 1 severity, 0 labels" in limited.stdout


def test_diff_wants_a_file_or_the_archive(mine: Path) -> None:
    assert run("diff", mine, mine).exit_code == 2


def test_explain_shows_the_words_and_the_reasons(mine: Path) -> None:
    fires = run("explain", "갈륨 수출통제", "--rule", "control", "--alone")
    assert "control: fires, high" in fires.stdout
    assert "갈륨" in fires.stdout
    not_ = run("explain", "갈륨\n\n수출통제", "--rule", "control", "--json", "--alone")
    (explanation,) = json.loads(not_.stdout)
    assert explanation["fires"] is False
    assert explanation["why"][0]["notes"] == ["each holds in the text, but never within one sentence"]


def test_explain_knows_the_rules(mine: Path) -> None:
    result = run("explain", "x", "--rule", "contrl", "--alone")
    assert result.exit_code == 2
    assert "did you mean 'control'?" in result.stderr


def test_schema_is_for_editors() -> None:
    packs, concepts = (json.loads(run("schema", of).stdout) for of in ("packs", "concepts"))
    assert {"type": "string"} in packs["$defs"]["Condition"]["properties"]["all"]["anyOf"]
    assert "in" in packs["$defs"]["Condition"]["properties"]
    assert concepts["type"] == "array"
    assert run("schema", "x").exit_code == 2
