"""`policywatch dates` and `policywatch numbers`: JSON Lines in, JSON Lines out, order and ids kept."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from monitor.cli_facts import app

RUN = CliRunner()
ROWS = [
    {"id": "b", "lang": "ko", "published": "2027-02-01", "text": "이 고시는 2027년 3월 1일부터 시행한다."},
    {"id": "a", "lang": "en", "published": "2027-02-01", "text": "The committee meets on March 4."},
    {"id": "c", "text": "Regulation (EU) 2027/12 repeals Directive 2006/66/EC."},
]


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    file = tmp_path / "rows.jsonl"
    file.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in ROWS) + "\n", encoding="utf-8")
    return file


def test_dates_of_a_file(rows: Path) -> None:
    done = RUN.invoke(app, ["dates", str(rows)])
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.exit_code == 0
    assert [line["id"] for line in lines] == ["b", "a", "c"]
    assert [(one["kind"], one["date"]) for one in lines[0]["dates"]] == [("effective", "2027-03-01")]
    assert lines[0]["dates"][0]["quote"] in ROWS[0]["text"]
    assert lines[1]["dates"] == []


def test_numbers_of_standard_input(rows: Path) -> None:
    done = RUN.invoke(app, ["numbers", "-"], input=rows.read_text("utf-8"))
    last = json.loads(done.stdout.splitlines()[-1])
    assert [(one["scheme"], one["year"], one["number"]) for one in last["numbers"]] == [
        ("eu-regulation", "2027", "12"),
        ("eu-directive", "2006", "66"),
    ]
    assert [(one["relation"], one["target"]["number"]) for one in last["relations"]] == [("repeals", "66")]


def test_a_bad_line_is_named_and_the_rest_is_answered(tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text(
        '{"id": 1, "text": "자유"}\nnot json\n{"text": "no id"}\n{"id": 2, "text": "x", "published": "soon"}\n', "utf-8"
    )
    done = RUN.invoke(app, ["dates", str(file)])
    assert done.exit_code == 1
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == [1]
    assert f"{file}:2: not JSON" in done.stderr
    assert f'{file}:3: expected an object with "id" and "text"' in done.stderr
    assert f"{file}:4: published is no day: 'soon'" in done.stderr


def test_a_missing_file_is_a_usage_error(tmp_path: Path) -> None:
    done = RUN.invoke(app, ["numbers", str(tmp_path / "none.jsonl")])
    assert done.exit_code == 2
    assert "none.jsonl: cannot be read" in done.stderr
