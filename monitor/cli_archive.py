"""policywatch reparse, snapshots, evidence, verify."""

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


def evidence(
    reference: Annotated[str, typer.Argument(metavar="ALERT|DOCUMENT", help="An alert's number, or SOURCE:KEY.")],
    to: Annotated[Path | None, typer.Option("--to", metavar="PACK.zip", help="Where to; default: here.")] = None,
    is_document: Annotated[bool, typer.Option("--document", help="The number is a document's.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Pack what an alert or a document stands on: raw bytes, texts, rules, matches, the message as sent."""
    from db.engine import reading
    from monitor import evidence as gathering
    from monitor import look
    from monitor.evidence_pack import write_pack

    of_alert = reference.isdigit() and not is_document
    what = f"{'alert' if of_alert else 'document'}-{''.join(one if one.isalnum() else '-' for one in reference)}"
    path = to or Path(f"{what}.zip")
    if path.exists():
        refuse(f"{path} is there already: name another file with --to", USAGE)
    with told_errors():
        conf = config()
        sources = catalogue(conf)
        with reading(database(conf)) as connection:
            if of_alert:
                found = gathering.of_alert(connection, int(reference), sources)
            else:
                found = gathering.of_document(connection, look.document(connection, reference)["id"], sources)
    try:
        digest = write_pack(path, found.members, found.about)
    except OSError as error:
        refuse(f"{path} cannot be written: {error.strerror}", FAILED)
    if as_json:
        print_json({"file": str(path), "sha256": digest, "members": len(found.members)})
        return
    typer.echo(f"{path}: {len(found.members)} members, sha256 {digest}")
    typer.echo(f"Whoever keeps this sum apart from the file can prove it: policywatch verify {path} --sha256 {digest}")


def verify(
    pack: Annotated[Path, typer.Argument(metavar="PACK.zip", help="What `evidence` wrote.")],
    sha256: Annotated[str, typer.Option("--sha256", help="Of the whole file, as told when it was made.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Compute an evidence pack again, offline: hashes, texts from the raw bytes, matches, names of messages."""
    from monitor.evidence_pack import PackError
    from monitor.terminal import harmless
    from monitor.verify import as_json as plain
    from monitor.verify import failed
    from monitor.verify_apart import verify_apart

    try:
        checks = verify_apart(pack, sha256)
    except PackError as error:
        refuse(str(error), FAILED)
    if as_json:
        print_json(plain(checks))
    else:
        for one in checks:
            line = f"{one.outcome:9} {one.name:10} {one.what}" + (f": {one.detail}" if one.detail else "")
            typer.echo(harmless(line))
        wrong, ok = len(failed(checks)), sum(one.outcome == "ok" for one in checks)
        rest = len(checks) - wrong - ok
        typer.echo(f"{'NOT verified' if wrong else 'verified'}: {ok} ok, {wrong} different, {rest} that cannot be told")
    if failed(checks):
        raise typer.Exit(FAILED)
