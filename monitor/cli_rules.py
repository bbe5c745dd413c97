"""policywatch rules: check, test, match, eval, diff, explain, schema."""

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

app = typer.Typer(help="Check, test, measure and explain the rules.", no_args_is_help=True)

_FAILED, _USAGE, _BAD_CONFIGURATION = 1, 2, 3

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
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def _folders(given: list[Path] | None) -> list[Path]:
    if given:
        return given
    import os

    from monitor.places import places

    yours = places(os.environ).config / "rules"
    return [yours] if yours.is_dir() else []


@contextmanager
def _told() -> Iterator[None]:
    """Bad files and bad items end the command with what, where and what to do."""
    from monitor.rule_items import BadItem
    from monitor.yaml_file import BadFile

    try:
        yield
    except BadFile as error:
        for problem in error.problems:
            print(problem, file=sys.stderr)
        raise typer.Exit(_BAD_CONFIGURATION) from error
    except BadItem as error:
        print(error, file=sys.stderr)
        raise typer.Exit(_USAGE) from error


def _written(folders: list[Path] | None) -> Written:
    from monitor.rulebook import read_folders

    return read_folders(_folders(folders))


def _rules(folders: list[Path] | None) -> RuleSet:
    return _written(folders).compiled()


def _print_json(value: Any) -> None:
    import json

    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")


@app.command()
def match(
    file: Annotated[
        str, typer.Argument(help="JSONL, one item a line: title, body, agency, lang …; - for standard input.")
    ],
    text: Annotated[bool, typer.Option("--text", help="FILE is one plain text: its first line is the title.")] = False,
    rules: Folders = None,
) -> None:
    """Items in, predictions out: one JSON object a line, in the same order."""
    from monitor.rule_items import prediction, read_items, read_text

    with _told():
        compiled = _rules(rules)
        for item in [read_text(file, sys.stdin)] if text else read_items(file, sys.stdin):
            _print_json(prediction(compiled, item))


@app.command("eval")
def evaluate(
    file: Annotated[
        str, typer.Argument(help="JSONL of labelled items: the labels as 0/1, severity, minerals, lang, hard.")
    ],
    errors: Annotated[int, typer.Option(help="How many of the errors to list.")] = 40,
    rules: Folders = None,
    as_json: AsJson = False,
) -> None:
    """Precision, recall and F1 by label and language; severity; minerals; the errors."""
    from monitor.rule_items import prediction, read_items
    from monitor.rule_report import report_json, report_table
    from rules.measure import labelled, labels_of, measure

    with _told():
        compiled = _rules(rules)
        items = list(read_items(file, sys.stdin))
        labels = labels_of(items)
        rows = [labelled(item, prediction(compiled, item), labels) for item in items]
    report = measure(rows, labels)
    if as_json:
        _print_json(report_json(report))
    else:
        report_table(report, errors)


if __name__ == "__main__":
    app()
