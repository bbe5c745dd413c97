"""policywatch sources: list, show, check, add, repair, import, export."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from monitor.opened import FAILED, SOME_SOURCES_FAILED, USAGE, catalogue, config, print_json, refuse, told_errors

if TYPE_CHECKING:
    from crawlers.source import Source

app = typer.Typer(help="List, add, check and repair sources.", no_args_is_help=True)

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Patterns = Annotated[
    list[str] | None,
    typer.Argument(
        help="Ids or patterns: kr/*, tag:critical-minerals, publisher:NIST, kind:feed, country:KR. Default: all."
    ),
]


@app.command("list")
def list_(patterns: Patterns = None, as_json: AsJson = False) -> None:
    """The catalogue: every source, whether it is watched, and why not."""
    from monitor.sources_table import catalogue_table, listed

    with told_errors():
        rows = listed(config(), patterns or [])
    if as_json:
        print_json(rows)
        return
    _console().print(catalogue_table(rows))


@app.command()
def show(source_id: Annotated[str, typer.Argument(metavar="ID")], as_json: AsJson = False) -> None:
    """The definition of one source, as YAML."""
    from monitor.sources_write import as_yaml, definition_of

    with told_errors():
        definition = definition_of(_one(source_id))
    if as_json:
        print_json(definition)
        return
    sys.stdout.write(as_yaml(definition))


@app.command()
def check(patterns: Patterns = None, as_json: AsJson = False) -> None:
    """Ask sources now and say what came: status, rows, newest, fields. Exit code 4 when some fail."""
    import asyncio
    from datetime import UTC, datetime

    from monitor.catalogue import select
    from monitor.opened import watched
    from monitor.sources_check import probe_all
    from monitor.sources_table import probe_notes, probe_table

    with told_errors():
        conf = config()
        everything = catalogue(conf)
        chosen = select(everything, patterns) if patterns else watched(conf, everything)
        probes = asyncio.run(probe_all(chosen.values(), conf, datetime.now(UTC)))
    if as_json:
        print_json([one.as_json() for one in probes])
    else:
        console = _console()
        console.print(probe_table(probes))
        for note in probe_notes(probes):
            console.print(note, soft_wrap=True)
    raise typer.Exit(SOME_SOURCES_FAILED if any(one.failed for one in probes) else 0)


@app.command()
def add(
    address: Annotated[
        str, typer.Argument(metavar="URL", help="A list page, feed or API; or a saved page with --as-url.")
    ],
    source_id: Annotated[str, typer.Option("--id", help="Id such as kr/motir-press; default: guessed.")] = "",
    name: Annotated[str, typer.Option("--name", help="Name of the source; default: guessed.")] = "",
    publisher: Annotated[str, typer.Option("--publisher", help="Who publishes it; default: guessed.")] = "",
    as_url: Annotated[str, typer.Option("--as-url", help="The address that a saved page was saved from.")] = "",
    prefer: Annotated[str, typer.Option("--prefer", help="feed or list, when the page has both.")] = "",
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Write without asking.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Write nothing.")] = False,
    as_json: AsJson = False,
) -> None:
    """Look at a page, find its feed or its list by itself, show it, and write the source."""
    from monitor.sources_add import Given, added, seen_as_json, write

    if prefer not in ("", "feed", "list"):
        refuse(f"--prefer {prefer!r}: say feed or list", USAGE)
    given = Given(source_id, name, publisher, as_url, prefer)
    with told_errors(), _told_looks(address):
        conf = config()
        seen = added(address, conf, given)
        if as_json:
            print_json(seen_as_json(seen))
        else:
            _preview(seen)
        if dry_run:
            return
        if not yes and not (sys.stdin.isatty() and typer.confirm(f"Write {seen.inferred.definition['id']}?")):
            refuse("nothing is written; say --yes to write it", FAILED)
        for path in write(conf, seen):
            typer.echo(f"written: {path}", err=as_json)


@app.command()
def repair(
    source_id: Annotated[str, typer.Argument(metavar="ID")],
    page: Annotated[
        Path | None, typer.Option("--page", exists=True, dir_okay=False, help="A saved page instead of the live one.")
    ] = None,
    apply: Annotated[bool, typer.Option("--apply", help="Write the proposal into your sources folder.")] = False,
    as_json: AsJson = False,
) -> None:
    """When a layout changed: find the known documents in the page again and propose new selectors."""
    from monitor.sources_add import repaired, write_repair

    with told_errors(), _told_looks(source_id):
        conf = config()
        source = _one(source_id)
        proposal = repaired(conf, source, page)
        if as_json:
            print_json(proposal.as_json())
        else:
            _show_repair(proposal)
        if apply and proposal.diff:
            typer.echo(f"written: {write_repair(conf, proposal)}", err=as_json)


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="An OPML file.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Write nothing.")] = False,
    as_json: AsJson = False,
) -> None:
    """Take the feeds of an OPML file into your sources folder."""
    from monitor.sources_add import imported
    from monitor.sources_opml import NotOpml

    with told_errors():
        try:
            rows = imported(config(), file, dry_run=dry_run)
        except NotOpml as error:
            refuse(f"{file}: {error}", USAGE)
    if as_json:
        print_json(rows)
        return
    for row in rows:
        typer.echo(f"{row['id']}  {row['url']}  {row['said']}")


@app.command()
def export(
    patterns: Patterns = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="File; default: the terminal.")] = None,
    as_json: AsJson = False,
) -> None:
    """Sources as OPML, for a feed reader or another installation; --json for their whole definitions."""
    from monitor.catalogue import select
    from monitor.sources_opml import to_opml
    from monitor.sources_write import definition_of

    with told_errors():
        everything = catalogue(config())
        chosen = select(everything, patterns) if patterns else everything
    if as_json:
        print_json([definition_of(source) for source in chosen.values()])
        return
    text = to_opml(chosen.values())
    if output:
        output.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)


def _one(source_id: str) -> Source:
    from monitor.catalogue import select

    found = select(catalogue(config()), [source_id])
    if len(found) > 1:
        refuse(f"{source_id!r} names {len(found)} sources; say one of {', '.join(found)}", USAGE)
    return next(iter(found.values()))


def _told_looks(what: str) -> Any:
    from monitor.sources_add import told_looks

    return told_looks(what)


def _console() -> Any:
    from monitor.terminal import console

    return console(highlight=True)


def _preview(seen: Any) -> None:
    from monitor.sources_table import row_table
    from monitor.sources_write import as_yaml

    console = _console()
    console.print(row_table(seen.inferred))
    console.print(as_yaml(seen.inferred.definition), markup=False, highlight=False, soft_wrap=True)
    for said in seen.said:
        console.print(said, style="yellow", markup=False)


def _show_repair(proposal: Any) -> None:
    from monitor.sources_table import row_table

    console = _console()
    console.print(row_table(proposal.inferred))
    console.print(
        f"{proposal.found} of the {proposal.known} known documents are on the page, "
        f"{proposal.same_keys} under the same key.",
        markup=False,
    )
    console.print(proposal.diff or "The definition is as it should be.", markup=False, highlight=False, soft_wrap=True)


if __name__ == "__main__":
    app()
