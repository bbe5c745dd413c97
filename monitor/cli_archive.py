"""policywatch reparse."""

from __future__ import annotations

from typing import Annotated

import typer

from monitor.opened import SOME_SOURCES_FAILED, catalogue, config, database, print_json, rulebook, told_errors


def reparse(
    sources: Annotated[list[str] | None, typer.Argument(help="Ids or patterns; default: all with snapshots.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Read the kept snapshots again with today's parser; differences are stored, nobody is told."""
    import asyncio
    from datetime import UTC, datetime

    from rich.progress import track

    from monitor.catalogue import select
    from monitor.match import match_pending
    from monitor.reparse import reparse as read_again

    with told_errors():
        conf = config()
        known = catalogue(conf)
        chosen = select(known, sources) if sources else known
        engine, now = database(conf), datetime.now(UTC)
        answers = {
            id_: asyncio.run(read_again(engine, source, now, lambda _: None))
            for id_, source in track(chosen.items(), "reparse", disable=as_json)
        }
        match_pending(engine, rulebook(conf).current, now)
    read = {id_: answer for id_, answer in answers.items() if answer.read}
    if as_json:
        print_json({id_: vars(answer) for id_, answer in read.items()})
    for id_, answer in read.items() if not as_json else ():
        typer.echo(f"{id_}: {answer.read} read, {answer.changed} changed, {len(answer.failed)} failed")
    if any(answer.failed for answer in read.values()):
        raise typer.Exit(SOME_SOURCES_FAILED)
