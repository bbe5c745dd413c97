"""policywatch reparse, snapshots."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

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

snapshots = typer.Typer(help="The raw answers that documents were read from.", no_args_is_help=True)


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


@snapshots.callback()
def _group() -> None:
    """A group of one command stays a group."""


@snapshots.command("export")
def export_snapshots(
    file: Annotated[Path, typer.Argument(metavar="FILE.warc.gz", help="Where to; not there yet.")],
    sources: Annotated[list[str] | None, typer.Argument(help="Ids or patterns; default: all.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Write the kept snapshots as a WARC file, which web archives and their tools read."""
    from datetime import UTC, datetime

    import db.snapshots
    from db.engine import reading
    from monitor.catalogue import select
    from monitor.warc import write_warc

    if not file.name.endswith(".warc.gz"):
        refuse(f"{file}: name it FILE.warc.gz, so that archives know what it is", USAGE)
    if file.exists():
        refuse(f"{file} is there already: name another file, or remove it", USAGE)
    with told_errors():
        conf = config()
        known = catalogue(conf)
        chosen = select(known, sources) if sources else known
        with reading(database(conf)) as connection:
            rows = (row for id_ in chosen for row in db.snapshots.of_source(connection, id_))
            try:
                number = write_warc(file, rows, datetime.now(UTC))
            except OSError as error:
                refuse(f"{file} cannot be written: {error.strerror}", FAILED)
    if as_json:
        print_json({"file": str(file), "snapshots": number})
    else:
        typer.echo(f"{file}: {number} snapshots")
