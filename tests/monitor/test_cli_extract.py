from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from monitor.cli import app
from tests.crawlers.bulletin_issue import JANUARY
from tests.crawlers.bulletin_layout import set_in_type

BLOG = "기록/광물 이야기\n\n텅스텐이 모자란 까닭\n\n돌멩이 2026. 3. 1. 08:30\n\n재고가 줄고 값이 올랐다.\n"


def run(*words: str) -> Result:
    return CliRunner().invoke(app, ["extract", *words])


@pytest.fixture
def issue(tmp_path: Path) -> Path:
    file = tmp_path / "동향워치.txt"
    file.write_text(set_in_type(JANUARY), encoding="utf-8")
    return file


def as_json(file: Path) -> Any:
    result = run(str(file), "--json")
    assert result.exit_code == 0
    return json.loads(result.stdout)


def test_json_of_a_bulletin(issue: Path) -> None:
    told = as_json(issue)
    assert (told["format"], told["quality"], told["issues"]) == ("text", "good", [])
    documents = told["documents"]
    assert [one["kind"] for one in documents] == ["bulletin"] + ["article"] * 9 + ["clipping"] * 8
    first = documents[1]
    assert (first["publisher"], first["country"], first["date"]) == ("DOE·NREL", "US", "2023-12-18")
    assert (first["section"], first["parent"]) == ("이슈포커스", documents[0]["key"])
    assert first["cited"] == [JANUARY.pieces[0][1].original]
    assert documents[4]["date"] == "2023-12"


def test_json_of_a_post(tmp_path: Path) -> None:
    file = tmp_path / "post.txt"
    file.write_text(BLOG, encoding="utf-8")
    (post,) = as_json(file)["documents"]
    assert (post["kind"], post["title"], post["publisher"]) == ("document", "텅스텐이 모자란 까닭", "돌멩이")
    assert (post["date"], post["date_precision"]) == ("2026-03-01T08:30+0900", "time")
    assert post["text"] == "재고가 줄고 값이 올랐다."


def test_for_people(issue: Path) -> None:
    result = run(str(issue))
    assert result.exit_code == 0
    assert "동향워치.txt: text, 18 documents, quality good" in result.stdout
    for said in ("bulletin", "#c8", "2024-01-08", "cites", JANUARY.pieces[1][1].text[0][:20]):
        assert said in result.stdout


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    result = run(str(tmp_path / "nothing.pdf"))
    assert (result.exit_code, result.stdout) == (2, "")
    assert "nothing.pdf: No such file" in result.stderr


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    file = tmp_path / "cut.pdf"
    file.write_bytes(b"%PDF-1.7\n1 0 obj <<")
    result = run(str(file))
    assert (result.exit_code, result.stdout) == (1, "")
    assert "cut.pdf: a broken or truncated PDF" in result.stderr
