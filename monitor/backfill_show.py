"""What a backfill tells: progress while it runs, a report at the end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.text import Text
from sqlalchemy import Engine, RowMapping

import db.backfills
import db.matches
from db.engine import reading
from monitor.backfill import Outcome, Progress, as_json, counted
from monitor.message import published
from monitor.subscription import SEVERITIES, Subscription, refusal, told
from monitor.terminal import console as terminal

_MOST_SHOWN = 50  # matches on a terminal
_BATCH = 500


@contextmanager
def progress_bar(total: float, unit: str) -> Iterator[Progress]:
    """`total` in bytes or parts; beside it how many documents a second."""
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        TaskProgressColumn(), BarColumn(20), TextColumn("{task.fields[pace]}"), TimeRemainingColumn(),
        TextColumn("{task.description}", markup=False),
    )  # fmt: skip
    console = Console(stderr=True)
    with Bar(*columns, console=console, disable=not console.is_terminal) as bar:
        task = bar.add_task("backfill", total=total or None, pace="")
        read = 0

        def tell(said: str, *, at: float, documents: int = 0) -> None:
            nonlocal read
            read += documents
            elapsed = bar.tasks[task].elapsed
            pace = f"{read:,} documents, {read / elapsed:,.0f}/s" if read and elapsed else unit
            bar.update(task, completed=at, description=said, pace=pace)

        yield tell


def report(engine: Engine, outcomes: Sequence[Outcome], subscriptions: Sequence[Subscription]) -> dict[str, Any]:
    """The same after every call for the same, however often it was interrupted."""
    ids = [one.backfill_id for one in outcomes]
    with reading(engine) as connection:
        documents, revisions = db.backfills.stored(connection, ids)
    matches: list[dict[str, Any]] = []
    heard: dict[str, set[int]] = {one.id: set() for one in subscriptions}
    for row in _matches(engine, ids):
        matches.append(_shown(row))
        fact = told(row)
        for one in subscriptions:
            if not refusal(one, fact):
                heard[one.id].add(row["revision_id"])
    matches.sort(key=lambda row: (row["document_id"], row["rule_id"]))
    failed = {_named(one, part, outcomes): why for one in outcomes for part, why in one.failed.items()}
    return {
        "parts": sum(one.parts for one in outcomes),
        "failed": failed,
        "documents": documents, "revisions": revisions, "sources": as_json(counted(engine, outcomes)),
        "matches": matches, "would_have_alerted": {name: len(revisions) for name, revisions in heard.items()},
    }  # fmt: skip


def _named(one: Outcome, part: str, outcomes: Sequence[Outcome]) -> str:
    return f"{one.source_id} {part}" if len(outcomes) > 1 else part


def _matches(engine: Engine, ids: Sequence[int]) -> Iterator[RowMapping]:
    after = 0
    while True:
        with reading(engine) as connection:
            rows = db.matches.of_backfills(connection, ids, after=after, most=_BATCH)
        if not rows:
            return
        yield from rows
        after = rows[-1]["id"]


def _shown(row: RowMapping) -> dict[str, Any]:
    keep = (
        "severity",
        "rule_id",
        "source_id",
        "document_id",
        "title",
        "published",
        "date_precision",
        "minerals",
        "countries",
    )
    return {name: row[name] for name in keep}


def print_report(answer: Mapping[str, Any], *, with_matches: bool = True) -> None:
    console, matches = terminal(), answer["matches"]
    if matches and with_matches:
        _print_matches(console, matches)
    console.print(
        f"{answer['parts']:,} parts: {answer['documents']:,} new documents, {answer['revisions']:,} new revisions, "
        f"{len(matches):,} matches. Nobody was told.",
        markup=False,
    )
    for source_id, counts in answer["sources"].items():
        _print_counts(console, source_id, counts)
    for subscription, number in answer["would_have_alerted"].items():
        console.print(f"{subscription} would have heard of {number:,} documents", markup=False)
    for part, error in answer["failed"].items():
        console.print(f"failed: {part}: {error}", style="red", markup=False)
    if answer["failed"]:
        console.print("the same command asks for what failed, and for nothing else", markup=False)


def clipped(title: str, width: int) -> Text:
    """On one line: a title must not squeeze the columns beside it."""
    text = Text(title)
    text.truncate(max(width, 14), overflow="ellipsis")
    return text


def _print_matches(console: Console, matches: Sequence[Mapping[str, Any]]) -> None:
    from rich import box
    from rich.table import Table

    table = Table("severity", "published", "rule", "title", box=box.SIMPLE_HEAD)
    gravest = sorted(matches, key=lambda row: -SEVERITIES.index(row["severity"]))
    for row in gravest[:_MOST_SHOWN]:
        day = published(row["published"], row["date_precision"])
        table.add_row(row["severity"], day, row["rule_id"], clipped(row["title"], console.width - 55))
    console.print(table)
    if len(matches) > _MOST_SHOWN:
        console.print(f"and {len(matches) - _MOST_SHOWN:,} more; --json tells them all", markup=False)


def _print_counts(console: Console, source_id: str, counts: Mapping[str, Any]) -> None:
    if counts["stated"] is None:
        return
    missing = counts["missing"]
    odd = f", {abs(missing):,} {'are missing' if missing > 0 else 'more than it says'}" if missing else ": all of them"
    style = "yellow" if missing else None
    console.print(
        f"{source_id} counts {counts['stated']:,} rows, {counts['stated'] - missing:,} were read{odd}",
        style=style, markup=False,
    )  # fmt: skip
