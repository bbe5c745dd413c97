"""The README names every field, place and command; its examples are right."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest
import typer
from pydantic import TypeAdapter

import monitor.cli_rules
import rules
from monitor.yaml_file import parse_yaml, validated
from rules import Concept, Rule
from rules.examples import failures
from rules.lint import lint
from rules.schema import Applies, Condition, Context, Example, Name
from rules.shorthand import Boundary, Place, Unit

_TEXT = (Path(rules.__file__).parent / "README.md").read_text(encoding="utf-8")
_CODE = re.findall(r"`([^`\n]+)`", _TEXT)


@pytest.mark.parametrize("model", [Rule, Concept, Name, Context, Condition, Applies, Example])
def test_every_field_is_explained(model: type[Rule]) -> None:
    words = {word for code in _CODE for word in re.findall(r"[\w-]+", code)}
    missing = {field.alias or name for name, field in model.model_fields.items()} - words
    assert not missing


def test_every_place_unit_and_boundary_is_explained() -> None:
    words = {word for code in _CODE for word in re.findall(r"\w+", code)}
    assert set(get_args(Place)) | set(get_args(Unit)) | set(get_args(Boundary)) <= words


def test_every_command_is_listed() -> None:
    commands = typer.main.get_command(monitor.cli_rules.app).commands  # type: ignore[attr-defined]
    assert set(commands) == set(re.findall(r"\| `policywatch rules (\w+)", _TEXT))


def test_the_first_five_minutes_work() -> None:
    concepts, pack = (parse_yaml(text, "README.md") for text in re.findall(r"```yaml\n(.*?)```", _TEXT, re.DOTALL))
    compiled = rules.compile(
        validated(concepts, TypeAdapter(list[Concept])), validated(pack, TypeAdapter(list[Rule]))
    )  # fmt: skip
    assert list(failures(compiled)) == []
    assert lint(compiled) == []


def test_the_contents_lead_to_headings() -> None:
    anchors = {heading.lower().replace(" ", "-") for heading in re.findall(r"^## (.+)$", _TEXT, re.MULTILINE)}
    assert set(re.findall(r"\]\(#([\w-]+)\)", _TEXT)) == anchors
