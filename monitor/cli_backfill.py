"""policywatch backfill, audit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli_as_if import AsJson, Page, print_as_if, would_have
from monitor.cli_days import Days, Since, Until, days_between, days_of
from monitor.opened import (
    FAILED,
    SOME_SOURCES_FAILED,
    USAGE,
    catalogue,
    config,
    database,
    print_json,
    refuse,
    rulebook,
    told_errors,
)

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from crawlers.source import Source
    from monitor.backfill import Outcome
    from monitor.config import Config
    from rules import RuleSet

INTERRUPTED = 130


def backfill(
    file: Annotated[
        list[str] | None,
        typer.Option("--file", "-f", help="A file, folder, glob or archive, or - for JSON Lines; repeatable."),
    ] = None,
    source: Annotated[
        list[str] | None,
        typer.Option("--source", help="An id or pattern, repeatable; with --file, the source the files belong to."),
    ] = None,
    since: Since = "",
    until: Until = "",
    again: Annotated[bool, typer.Option("--again", help="Read also what was read before.")] = False,
    as_if: Annotated[bool, typer.Option("--as-if", help="Tell day by day what would have been sent.")] = False,
    html: Page = None,
    as_json: AsJson = False,
) -> None:
    """Store the past, from files or from sources; nobody is told. Asked again, it goes on where it stopped."""
    if bool(file) == bool(since):
        refuse("give either --file, or --source with --since", USAGE)
    with told_errors(), interruptible():
        conf = config()
        chosen = _chosen(catalogue(conf), source or [], bool(file))
        if not file:
            chosen = _with_a_past(chosen)
        engine, rules = database(conf), rulebook(conf).current
        if file:
            outcomes, days = _from_files(engine, chosen, file, rules, again=again), None
        else:
            days = days_between(since, until)
            outcomes = _from_sources(conf, engine, chosen, (since, until), rules, again=again)
        _tell(conf, engine, rules, outcomes, days, as_if=as_if or html is not None, html=html, as_json=as_json)
    if any(one.failed for one in outcomes):
        raise typer.Exit(SOME_SOURCES_FAILED)


def _chosen(known: Mapping[str, Source], patterns: Sequence[str], for_files: bool) -> list[Source]:
    from monitor.backfill import imported_source
    from monitor.catalogue import select

    if not patterns and for_files:
        return [imported_source()]
    if not patterns:
        refuse("--since needs --source", USAGE)
    for pattern in patterns:
        if pattern not in known and not any(letter in pattern for letter in "*?[:"):
            refuse(f"there is no source {pattern!r}; see `policywatch sources list`", USAGE)
    chosen = [one for one in select(known, patterns).values() if one.id in patterns or one.is_enabled]
    if not chosen:
        refuse(f"{', '.join(patterns)}: none of these sources is switched on; name one by its id", USAGE)
    if for_files and len(chosen) > 1:
        refuse(f"files belong to one source; {', '.join(patterns)} names {len(chosen)}", USAGE)
    return chosen


def _with_a_past(chosen: Sequence[Source]) -> list[Source]:
    past = [one for one in chosen if one.kind != "page"]
    if not past:
        refuse(f"{chosen[0].id} is one page that is watched for change: it has no past to ask for", USAGE)
    return past


def _from_files(
    engine: Engine, chosen: Sequence[Source], names: Sequence[str], rules: RuleSet, *, again: bool
) -> list[Outcome]:
    from monitor.backfill_files import files_of, size_of
    from monitor.backfill_reading import backfill_files
    from monitor.backfill_show import progress_bar

    try:
        files = files_of(Path(name).expanduser() for name in names)
    except FileNotFoundError as error:
        refuse(str(error), USAGE)
    with progress_bar(size_of(files), "bytes") as progress:
        return [backfill_files(engine, chosen[0], files, rules, progress, again=again)]


def _from_sources(
    conf: Config, engine: Engine, chosen: Sequence[Source], asked: tuple[str, str], rules: RuleSet, *, again: bool
) -> list[Outcome]:
    import asyncio

    from crawlers.crawler import Crawler
    from monitor.backfill_show import progress_bar
    from monitor.backfill_windows import Backfill, spans

    days = {source.id: days_of(source, *asked) for source in chosen}
    parts = sum(len(spans(source, days[source.id])) for source in chosen)

    async def run() -> list[Outcome]:
        async with Crawler(conf.crawler_settings()) as crawler:
            with progress_bar(parts, "parts") as progress:
                work = Backfill(engine, crawler, rules, progress, again=again)
                request = {"since": asked[0], "until": asked[1] or None}
                return await work.run(chosen, lambda source: days[source.id], request)

    return asyncio.run(run())


def _tell(
    conf: Config,
    engine: Engine,
    rules: RuleSet,
    outcomes: Sequence[Outcome],
    days: Days | None,
    *,
    as_if: bool,
    html: Path | None,
    as_json: bool,
) -> None:
    from db.past import Past
    from monitor.backfill_show import print_report, report

    answer = report(engine, outcomes, conf.settings.subscriptions)
    told = None
    if as_if:
        # of a window all that is stored of it counts; of files, what they held
        past = (
            Past(sources=[one.source_id for one in outcomes])
            if days
            else Past(backfills=[one.backfill_id for one in outcomes])
        )
        told = would_have(conf, engine, rules, past, days, html)
    if as_json:
        from monitor.as_if_show import as_json as plain

        print_json(answer | ({"as_if": plain(told)} if told is not None else {}))
        return
    print_report(answer, with_matches=told is None)
    if told is not None:
        print_as_if(told, html)


def audit(
    sources: Annotated[list[str], typer.Argument(metavar="SOURCE…", help="Ids or patterns.")],
    since: Since = "",
    until: Until = "",
    list_only: Annotated[
        bool, typer.Option("--list-only", help="Read no pages behind rows: compare titles, not texts.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Read sources again over a window and tell what is missing, extra or changed with us. Stores nothing.

    Exits with 0 when all is equal, 1 when something differs, 4 when a source could not be read.
    """
    import asyncio

    from crawlers.crawler import Crawler
    from monitor.audit import Audit
    from monitor.audit import audit as compare
    from monitor.audit_show import print_audit

    if not since:
        refuse("say the first day: --since YYYY-MM-DD", USAGE)
    with told_errors(), interruptible():
        conf = config()
        chosen = _chosen(catalogue(conf), sources, for_files=False)
        engine = database(conf)
        days = {source.id: days_of(source, since, until) for source in chosen}

        async def run() -> list[Audit]:
            async with Crawler(conf.crawler_settings()) as crawler:
                work = (compare(engine, crawler, one, *days[one.id], list_only=list_only) for one in chosen)
                return await asyncio.gather(*work)

        found = asyncio.run(run())
    if as_json:
        print_json([one.as_json() for one in found])
    for one in found if not as_json else ():
        print_audit(one)
    if any(one.error for one in found):
        raise typer.Exit(SOME_SOURCES_FAILED)
    if any(one.differs for one in found):
        raise typer.Exit(FAILED)


@contextmanager
def interruptible() -> Iterator[None]:
    """Ctrl-C is an answer, not a crash; errors of tasks are told as themselves."""
    try:
        yield
    except KeyboardInterrupt:
        typer.echo("stopped; what was read is stored, and the same command goes on from there", err=True)
        raise typer.Exit(INTERRUPTED) from None
    except BaseExceptionGroup as several:
        raise _first(several) from None


def _first(several: BaseExceptionGroup[BaseException]) -> BaseException:
    first = several.exceptions[0]
    return _first(first) if isinstance(first, BaseExceptionGroup) else first
