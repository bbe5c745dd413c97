"""The invented issue of tests/fixtures/documents."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from tests.crawlers.bulletin_layout import Clip, Issue, Piece

_FILE = Path(__file__).parents[1] / "fixtures" / "documents" / "trend-watch-2024-01.yml"


def _tuples(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in fields.items()}


def _read() -> Issue:
    told = YAML(typ="safe", pure=True).load(_FILE)
    sections = tuple(
        ("\n".join(section["label"]), tuple(Piece(**_tuples(one)) for one in section["articles"]))
        for section in told["sections"]
    )
    clips = tuple(Clip(**{"kind": ""} | _tuples(one)) for one in told["clippings"])
    return Issue(told["year"], told["number"], sections, clips)


JANUARY = _read()
SECTIONS = JANUARY.sections
CLIPS = JANUARY.clips
POLICY = SECTIONS[2][1]
