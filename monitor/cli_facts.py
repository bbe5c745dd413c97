"""`policywatch dates` and `policywatch numbers`: JSON Lines in, JSON Lines out."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

app = typer.Typer(no_args_is_help=True, add_completion=False)
File = Annotated[str, typer.Argument(metavar="FILE", help="JSON Lines, or - for standard input.")]
Answer = Callable[[dict[str, Any]], dict[str, Any]]


class LineError(Exception):
    """A line of the input that cannot be read; says where and what."""


@app.command()
def dates(file: File) -> None:
    """Find the dates that bind: from when a rule applies, until when, and by when to answer or apply.

    Reads {"id", "text", "lang", "published"}, writes {"id", "dates": [{"kind", "date", "quote"}]}.
    """
    _answer(file, _dates)


@app.command()
def numbers(file: File) -> None:
    """Find official numbers and how they relate: what is amended, suspended, repealed, implemented, corrected, cited.

    Reads {"id", "text", "lang"}, writes {"id", "numbers": [...], "relations": [...]}.
    """
    _answer(file, _numbers)


def _dates(row: dict[str, Any]) -> dict[str, Any]:
    from rules.facts import binding_dates

    found = binding_dates(row["text"], str(row.get("lang") or ""), _published(row))
    return {"dates": [_date(one.kind, one.date, one.quote, one.not_after) for one in found]}


def _published(row: dict[str, Any]) -> date | None:
    if not row.get("published"):
        return None
    try:
        return date.fromisoformat(str(row["published"])[:10])
    except ValueError:
        raise LineError(f"published is no day: {row['published']!r}") from None


def _date(kind: str, day: str | None, quote: str, not_after: str | None) -> dict[str, Any]:
    limit = {"not_after": not_after} if not_after else {}
    return {"kind": kind, "date": day, "quote": quote, **limit}


def _numbers(row: dict[str, Any]) -> dict[str, Any]:
    from rules.facts import official_numbers

    found, relations = official_numbers(row["text"], str(row.get("lang") or ""))
    return {
        "numbers": [one.named() | {"quote": row["text"][one.start : one.end]} for one in found],
        "relations": [one.named() for one in relations],
    }


def _answer(file: str, answer: Answer) -> None:
    failed = False
    for place, line in _lines(file):
        try:
            row = _row(line)
            print(json.dumps({"id": row["id"], **answer(row)}, ensure_ascii=False), flush=file == "-")
        except LineError as error:
            failed = True
            print(f"{place}: {error}", file=sys.stderr)
    if failed:
        raise typer.Exit(1)


def _lines(file: str) -> Iterator[tuple[str, str]]:
    try:
        with nullcontext(sys.stdin) if file == "-" else Path(file).open(encoding="utf-8") as lines:
            for at, line in enumerate(lines, 1):
                if line.strip():
                    yield f"{file}:{at}", line
    except (OSError, UnicodeDecodeError) as error:
        print(f"{file}: cannot be read: {error}", file=sys.stderr)
        raise typer.Exit(2) from None


def _row(line: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise LineError(f"not JSON: {error}") from None
    if not isinstance(row, dict) or "id" not in row or not isinstance(row.get("text"), str):
        raise LineError('expected an object with "id" and "text"')
    return row


if __name__ == "__main__":
    app()
