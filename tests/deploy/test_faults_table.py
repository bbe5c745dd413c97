"""The tables of faults and threats in deploy/README.md name tests that exist."""

from __future__ import annotations

import re
from pathlib import Path

TESTS = Path(__file__).parents[1]
README = (TESTS.parent / "deploy" / "README.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`([\w/]+\.py)(?:::(\w+))?`", README)))


def test_every_fault_has_its_row() -> None:
    assert [int(number) for number in re.findall(r"^\| (\d+) \|", README, re.MULTILINE)] == list(range(1, 43))


def test_every_row_names_a_test_that_exists() -> None:
    rows = re.findall(
        r"^\| (?:\d+ \| )?.+\| (.+) \|$", README.partition("## What it is built to bear")[2], re.MULTILINE
    )
    unproven = [row for row in rows if "`" not in row and row not in ("proven by", "---")]
    missing = [f"{path}::{name}" for path, name in NAMED if not _exists(path, name)]
    assert (unproven, missing) == ([], [])
    assert len(NAMED) > 40


def _exists(path: str, name: str) -> bool:
    file = TESTS / path
    return file.exists() and (not name or re.search(rf"def {name}\(", file.read_text(encoding="utf-8")) is not None)
