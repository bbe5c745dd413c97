"""policywatch silences, acknowledge."""

from __future__ import annotations

from typing import Annotated

import typer

from monitor.opened import USAGE, config, database, print_json, refuse, told_errors

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]

silences = typer.Typer(help="What nobody wants to hear of for a while.", no_args_is_help=True)


@silences.command("list")
def list_silences(
    past: Annotated[bool, typer.Option("--past", help="Also those that ended.")] = False, as_json: AsJson = False
) -> None:
    """The silences that keep quiet now."""
    from datetime import UTC, datetime

    import db.silences
    from db.engine import reading

    with told_errors(), reading(database(config())) as connection:
        rows = db.silences.listed(connection, datetime.now(UTC), past=past)
    if as_json:
        print_json(rows)
        return
    for row in rows:
        matcher = ", ".join(f"{field}={'|'.join(values)}" for field, values in row["matcher"].items())
        typer.echo(f"{row['id']} {matcher} until {row['until']:%Y-%m-%d %H:%M} UTC by {row['author']}: {row['reason']}")


@silences.command("add")
def add_silence(
    matcher: Annotated[list[str], typer.Argument(help="FIELD=VALUE, such as source_id=kr/* or minerals=gallium.")],
    author: Annotated[str, typer.Option("--by", help="Who.")],
    reason: Annotated[str, typer.Option("--reason", help="Why.")],
    hours: Annotated[float, typer.Option("--hours", min=0.1, max=8760, help="How long.")] = 24,
) -> None:
    """Keep quiet about what fits all of the matchers, for a while. It is stored and shown, only not told."""
    from datetime import UTC, datetime, timedelta

    import db.silences
    from db.engine import writing
    from monitor.silence import FIELDS

    fields: dict[str, list[str]] = {}
    for one in matcher:
        field, equals, value = one.partition("=")
        if field not in FIELDS or not equals or not value:
            refuse(f"{one!r} is no FIELD=VALUE; fields are {', '.join(FIELDS)}", USAGE)
        fields.setdefault(field, []).append(value)
    now = datetime.now(UTC)
    row = {
        "matcher": fields,
        "author": author,
        "reason": reason,
        "created_at": now,
        "until": now + timedelta(hours=hours),
    }
    with told_errors(), writing(database(config())) as connection:
        number = db.silences.add(connection, row)
    typer.echo(f"silence {number} until {row['until']:%Y-%m-%d %H:%M} UTC; `policywatch silences end {number}` ends it")


@silences.command("end")
def end_silence(number: Annotated[int, typer.Argument(help="A number from `silences list`.")]) -> None:
    """End a silence now."""
    from datetime import UTC, datetime

    import db.silences
    from db.engine import writing

    with told_errors(), writing(database(config())) as connection:
        if not db.silences.end(connection, number, datetime.now(UTC)):
            refuse(f"there is no silence {number} that keeps quiet now", USAGE)
    typer.echo(f"silence {number} ended")


def acknowledge(
    alert: Annotated[int, typer.Argument(help="The number of an alert; every message shows its own.")],
    author: Annotated[str, typer.Option("--by", help="Who takes care of it.")],
) -> None:
    """Say that somebody has seen an alert and takes care of it."""
    from datetime import UTC, datetime

    import db.alerts
    import db.silences
    from db.engine import writing

    with told_errors(), writing(database(config())) as connection:
        done = db.silences.acknowledge(connection, alert, author, datetime.now(UTC))
        row = db.alerts.alert(connection, alert)
    if row is None:
        refuse(f"there is no alert {alert}", USAGE)
    elif not done:
        typer.echo(f"alert {alert} was acknowledged by {row['acknowledged_by']} already")
    else:
        typer.echo(f"alert {alert} acknowledged by {author}")
