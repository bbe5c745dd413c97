"""`policywatch diff` and `policywatch stories`: JSON Lines in, JSON Lines out."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

app = typer.Typer(no_args_is_help=True, add_completion=False)
File = Annotated[str, typer.Argument(metavar="FILE", help="JSON Lines, or - for standard input.")]
Answer = Callable[[dict[str, Any]], dict[str, Any]]
Finder = Callable[[str], Iterable[tuple[str, int, int]]]


class BadLineError(Exception):
    """A line of the input that cannot be read; says what."""


@app.command()
def diff(file: File) -> None:
    """Grade what changed between two states of a document: none, minor or material.

    Reads {"id", "lang", "old", "new"}, writes {"id", "label", "facts": [{"type", "old", "new"}], "diff"}.
    """
    from rules.change import grade, rendered

    names = finder()

    def answer(row: dict[str, Any]) -> dict[str, Any]:
        change = grade(row["old"], row["new"], row.get("lang") or "", names=names)
        facts = [one._asdict() for one in change.facts]
        return {"label": change.label, "facts": facts, "diff": rendered(change.pieces)}

    _answer(file, answer, {"old": str, "new": str})


@app.command()
def stories(file: File) -> None:
    """Tell whether two publications report the same act or event, a related one, or another.

    Reads {"id", "a": {"title", "lead", "publisher", "date", "lang"}, "b": {...}},
    writes {"id", "same_story", "label", "score", "reason"}.
    """
    from rules.story import Report, compare

    names = finder()

    def answer(row: dict[str, Any]) -> dict[str, Any]:
        found = compare(Report.read(row["a"]), Report.read(row["b"]), names=names)
        return {
            "same_story": int(found.label == "same"),
            "label": found.label,
            "score": found.score,
            "reason": found.reason,
        }

    _answer(file, answer, {"a": dict, "b": dict})


def finder() -> Finder:
    """Finds the substances that the concepts name: (concept, start, end) in a text."""
    from monitor.rulebook import read_folders
    from monitor.stories_names import names_among

    return names_among(entry.model for entry in read_folders().concepts.values())


def _answer(file: str, answer: Answer, fields: dict[str, type]) -> None:
    failed = False
    for place, line in _lines(file):
        try:
            row = _row(line, fields)
            print(json.dumps({"id": row["id"], **answer(row)}, ensure_ascii=False), flush=file == "-")
        except (BadLineError, ValueError) as error:
            failed = True
            print(f"{place}: {error}", file=sys.stderr)
    if failed:
        raise typer.Exit(1)


def _lines(file: str) -> Iterator[tuple[str, str]]:
    try:
        with sys.stdin if file == "-" else Path(file).open(encoding="utf-8") as lines:
            for at, line in enumerate(lines, 1):
                if line.strip():
                    yield f"{file}:{at}", line
    except (OSError, UnicodeDecodeError) as error:
        print(f"{file}: cannot be read: {error}", file=sys.stderr)
        raise typer.Exit(2) from None


def _row(line: str, fields: dict[str, type]) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise BadLineError(f"not JSON: {error}") from None
    if (
        not isinstance(row, dict)
        or "id" not in row
        or not all(isinstance(row.get(f), kind) for f, kind in fields.items())
    ):
        raise BadLineError(f"expected an object with {', '.join(json.dumps(name) for name in ('id', *fields))}")
    return row


if __name__ == "__main__":
    app()
