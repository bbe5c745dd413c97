"""The backfill command: progress while it runs, a table at the end."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from sqlalchemy import Engine

from crawlers.crawler import Crawler
from crawlers.item import Poll, Window
from crawlers.source import Source
from monitor import backfill
from monitor.config import Config
from monitor.message import published
from monitor.opened import USAGE, refuse
from rules import RuleSet


def backfill_files(
    conf: Config, engine: Engine, source: Source | None, names: Sequence[str], rules: RuleSet
) -> backfill.Report:
    source = source or backfill.imported_source()
    try:
        files = backfill.files_of(Path(name).expanduser() for name in names)
    except FileNotFoundError as error:
        refuse(str(error), USAGE)
    request = backfill.request_of(source, files=sorted(str(path) for path in files))
    parts = backfill.file_parts(source, files)
    return asyncio.run(_store(conf, engine, source, request, parts, rules))


def backfill_window(
    conf: Config, engine: Engine, source: Source, since: str, until: str, rules: RuleSet
) -> backfill.Report:
    window = _window(source, since, until)

    async def store() -> backfill.Report:
        async with Crawler(conf.crawler_settings()) as crawler:
            parts = backfill.window_parts(source, crawler.fetch_for(source), engine, window)
            request = backfill.request_of(source, since=window.since, until=window.until)
            return await _store(conf, engine, source, request, parts, rules)

    return asyncio.run(store())


def _window(source: Source, since: str, until: str) -> Window:
    today = datetime.now(ZoneInfo(source.timezone)).date()
    first, last = _day(since), _day(until) if until else today
    if first > last:
        refuse(f"--since {first} lies after --until {last}", USAGE)
    return Window(first, min(last, today))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        refuse(f"{text!r} is no day; write YYYY-MM-DD", USAGE)
        raise


async def _store(
    conf: Config, engine: Engine, source: Source, request: str, parts: Sequence[backfill.Part], rules: RuleSet
) -> backfill.Report:
    with _bar(len(parts)) as progress:
        runs = await backfill.backfill(engine, source, request, parts, rules, progress)
    return backfill.report(engine, runs, conf.settings.subscriptions)


@contextmanager
def _bar(total: int) -> Iterator[backfill.Progress]:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("backfill", total=total)

        def advance(part: str, poll: Poll | None) -> None:
            said = "done before" if poll is None else poll.error or f"{len(poll.items)} items"
            bar.update(task, advance=1, description=f"{part[:40]}: {said[:60]}")

        yield advance


def print_report(report: backfill.Report) -> None:
    from rich import box
    from rich.table import Table

    console = Console(highlight=False)
    table = Table("severity", "published", "rule", "title", box=box.SIMPLE_HEAD)
    for row in report.matches:
        table.add_row(row["severity"], published(row["published"], row["date_precision"]), row["rule_id"], row["title"])
    if report.matches:
        console.print(table)
    console.print(
        f"{report.parts} parts: {report.documents} new documents, {report.revisions} new revisions, "
        f"{len(report.matches)} matches. Nobody was told.",
        markup=False,
    )
    for subscription, number in report.alerts.items():
        console.print(f"{subscription} would have got {number} alerts", markup=False)
    for part, error in report.failed.items():
        console.print(f"failed: {part}: {error}", style="red", markup=False)
