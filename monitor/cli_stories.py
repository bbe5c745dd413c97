"""policywatch revisions, release."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from monitor.opened import (
    FAILED,
    USAGE,
    config,
    database,
    print_json,
    refuse,
    rulebook,
    told_errors,
)

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def revisions(
    document: Annotated[str, typer.Argument(help="A number from `matches`, or SOURCE:KEY.")],
    first: Annotated[
        int, typer.Option("--from", help="The earlier revision; default: each one.", show_default=False)
    ] = 0,
    last: Annotated[int, typer.Option("--to", help="The later revision; default: the newest.", show_default=False)] = 0,
    as_json: AsJson = False,
) -> None:
    """What changed between the stored revisions of a document, graded: none, minor or material, and which facts."""
    from db.engine import reading
    from monitor import look, stories_look
    from monitor.stories_names import names_of
    from monitor.terminal import harmless

    with told_errors():
        conf = config()
        with reading(database(conf)) as connection:
            row = look.document(connection, document)
            numbers = [one["number"] for one in row["revisions"]]
            pairs = _pairs(numbers, first, last)
            names = names_of(rulebook(conf).current)
            changes = stories_look.revisions(connection, row["id"], pairs, names)
    if as_json:
        print_json({"document_id": row["id"], "title": row["title"], "revisions": numbers, "changes": changes})
        return
    typer.echo(f"{harmless(row['title'])}: {len(numbers)} revision{'s' if len(numbers) != 1 else ''}")
    for change in changes:
        _print(change)


def _pairs(numbers: list[int], first: int, last: int) -> list[tuple[int, int]]:
    from itertools import pairwise

    if not first and not last:
        return list(pairwise(numbers))
    last = last or numbers[-1]
    first = first or last - 1
    unknown = [one for one in (first, last) if one not in numbers]
    if unknown:
        refuse(f"there is no revision {unknown[0]}; known are {', '.join(map(str, numbers))}", USAGE)
    return [(first, last)]


def _print(change: dict[str, Any]) -> None:
    from monitor.terminal import console as terminal

    console = terminal()
    grade = change["label"] or "too long to be graded"
    when = f"{change['seen_at']:%Y-%m-%d %H:%M} UTC, {change['origin']}"
    console.print(f"\n{change['from']} → {change['to']} ({when}): {grade}", style="bold", markup=False)
    for fact in change["facts"]:
        console.print(f"- {fact['type']}: {fact['old'] or '–'} → {fact['new'] or '–'}", markup=False)
    if change["diff"]:
        console.print(change["diff"], markup=False)


def release(
    source: Annotated[str, typer.Argument(help="A source with an incident keys-changed.")],
    days: Annotated[int, typer.Option("--days", min=1, help="What was held in the last so many days.")] = 7,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would be told.")] = False,
    as_json: AsJson = False,
) -> None:
    """Tell what a source published while its keys changed: it was held because its titles were known."""
    from datetime import UTC, datetime, timedelta

    import db.held
    import db.incidents
    from db.engine import writing
    from monitor.terminal import harmless

    now = datetime.now(UTC)
    with told_errors(), writing(database(config())) as connection:
        rows = db.held.held(connection, source, now - timedelta(days=days))
        waiting = 0
        if rows and not dry_run:
            waiting = db.held.release(connection, [row["id"] for row in rows])
            db.incidents.close_incidents(connection, f"source:{source}", ["keys-changed"], now)
    titles = [{"document_id": row["document_id"], "title": row["title"]} for row in rows]
    if as_json:
        print_json({"source": source, "held": titles, "matches_to_tell": waiting, "released": not dry_run})
    elif not rows:
        refuse(f"nothing of {source} was held in the last {days} days", FAILED)
    else:
        for one in titles:
            typer.echo(f"document {one['document_id']}: {harmless(one['title'])}")
        said = "would be released" if dry_run else f"released, {waiting} matches are told by the daemon"
        typer.echo(f"{len(rows)} documents {said}")
