"""Bad YAML gets an answer for people: where, what, and what was meant."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import BaseModel, ConfigDict

from monitor.yaml_file import BadFile, read_model, read_models, read_yaml


class Condition(BaseModel):
    model_config = ConfigDict(extra="forbid")
    any: list[str] = []
    all: list[str] = []


class Rule(BaseModel):
    model_config = ConfigDict(extra="forbid")
    id: str
    weight: int = 1
    when: Condition = Condition()


def write(folder: Path, text: str) -> Path:
    path = folder / "rules.yml"
    path.write_text(text, encoding="utf-8")
    return path


def problems(folder: Path, text: str) -> list[str]:
    with pytest.raises(BadFile) as caught:
        read_models(write(folder, text), Rule)
    return [str(problem).removeprefix(f"{folder}/") for problem in caught.value.problems]


def test_all_problems_come_in_one_pass_with_place_and_suggestion(tmp_path: Path) -> None:
    text = "- id: one\n  weight: heavy\n- when:\n    anny: [x]\n"
    assert problems(tmp_path, text) == [
        "rules.yml:2:3: 0.weight: input should be a valid integer, unable to parse string as an integer",
        "rules.yml:3:3: 1.id: is missing",
        "rules.yml:4:5: 1.when.anny: unknown field, did you mean 'any'?",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- id: a\n  id: b\n", "duplicate key"),
        ("- id: [a\n", "rules.yml:2:1:"),
        ("- &a {id: x}\n- *a\n", "aliases"),
        ("- " + "[" * 150 + "]" * 150, "nested deeper"),
        ("\t- id: x\n", "rules.yml:1:1:"),
    ],
)
def test_broken_yaml_is_refused(tmp_path: Path, text: str, expected: str) -> None:
    assert expected in problems(tmp_path, text)[0]


def test_words_stay_words(tmp_path: Path) -> None:
    path = write(tmp_path, "id: NO\nwhen: {any: [on, 'yes', '1:30']}\n")
    assert read_model(path, Rule) == Rule(id="NO", when=Condition(any=["on", "yes", "1:30"]))


def test_what_is_no_file_or_no_text_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="cannot be read: No such file"):
        read_yaml(tmp_path / "missing.yml")
    (tmp_path / "latin.yml").write_bytes(b"id: caf\xe9\n")
    with pytest.raises(BadFile, match="is not UTF-8"):
        read_yaml(tmp_path / "latin.yml")
