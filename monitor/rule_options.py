"""What the commands about rules have in common: whose rules, how errors are told, JSON."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from monitor.rulebook import Written
    from rules import RuleSet

Folders = Annotated[
    list[Path] | None,
    typer.Option(
        "--rules",
        "-r",
        exists=True,
        file_okay=False,
        help="A folder with concepts/ and packs/; repeatable. Default: yours.",
    ),
]
Alone = Annotated[bool, typer.Option("--alone", help="Only those folders, without the package's own rules.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def _folders(given: list[Path] | None) -> list[Path]:
    if given:
        return given
    import os

    from monitor.places import places

    yours = places(os.environ).config / "rules"
    return [yours] if yours.is_dir() else []


@contextmanager
def told() -> Iterator[None]:
    """Bad items too end the command with what, where and what to do."""
    from monitor.opened import USAGE, refuse, told_errors
    from monitor.rule_items import BadItem

    with told_errors():
        try:
            yield
        except BadItem as error:
            refuse(str(error), USAGE)


def written_in(folders: list[Path] | None, alone: bool) -> Written:
    from monitor.rulebook import read_folders

    return read_folders(_folders(folders), builtin=not alone)


def rules_in(folders: list[Path] | None, alone: bool) -> RuleSet:
    return written_in(folders, alone).compiled()


def print_json(value: Any) -> None:
    import json

    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
