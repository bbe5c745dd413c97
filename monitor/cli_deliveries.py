"""policywatch deliveries."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from monitor.opened import USAGE, config, database, print_json, refuse, table_of, told_errors

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
States = Annotated[list[str] | None, typer.Option("--state", help="pending, retry, unknown, dead, sent …; repeatable.")]
OfChannel = Annotated[str, typer.Option("--channel", help="Of this channel only.")]
Numbers = Annotated[list[int] | None, typer.Argument(help="Numbers from `deliveries list`.")]

app = typer.Typer(help="What went out, what waits, what failed.", no_args_is_help=True)


@app.command("list")
def list_deliveries(
    state: States = None,
    channel: OfChannel = "",
    most: Annotated[int, typer.Option("--most", min=1, help="How many.")] = 50,
    as_json: AsJson = False,
) -> None:
    """The newest deliveries with their state and last error."""
    import db.deliveries
    from db.engine import reading

    with told_errors(), reading(database(config())) as connection:
        rows = db.deliveries.listed(connection, states=state or (), channel=channel, most=most)
    if as_json:
        print_json(rows)
        return
    console, table = table_of("delivery", "alert", "subscription", "channel", "state", "tries", "due or sent")
    for row in rows:
        table.add_row(
            str(row["id"]), str(row["alert_id"]), row["subscription"], row["channel"], row["state"],
            str(row["attempts"]), f"{row['sent_at'] or row['due_at']:%m-%d %H:%M}",
        )  # fmt: skip
    console.print(table)
    for row in rows:
        if row["error"]:
            console.print(f"{row['id']}: {row['error']}", style="yellow", markup=False)


@app.command("retry")
def retry_deliveries(number: Numbers = None, state: States = None, channel: OfChannel = "") -> None:
    """Send again at once, with the full time to succeed: by number, or all of a state (default: dead) or channel."""
    from datetime import UTC, datetime

    import db.deliveries
    from db.engine import writing

    with told_errors(), writing(database(config())) as connection:
        ids = _chosen(connection, number, state or ["dead"], channel)
        changed = db.deliveries.retry(connection, ids, datetime.now(UTC))
    typer.echo(f"{changed} of {len(ids)} will be sent again")


@app.command("drop")
def drop_deliveries(number: Numbers = None, state: States = None, channel: OfChannel = "") -> None:
    """Never send: by number, or all of a state or channel. The rows stay, as the proof of it."""
    import db.deliveries
    from db.engine import writing

    if not (number or state or channel):
        refuse("say which: numbers, --state or --channel", USAGE)
    waiting = ["pending", "retry", "unknown", "dead"]
    with told_errors(), writing(database(config())) as connection:
        ids = _chosen(connection, number, state or waiting, channel)
        changed = db.deliveries.drop(connection, ids)
    typer.echo(f"{changed} of {len(ids)} dropped")


@app.command("release")
def release_deliveries(as_json: AsJson = False) -> None:
    """Let go what `run --hold` holds back; look at it before with `list` and `drop`."""
    import db.keeping
    from db.engine import writing

    with told_errors(), writing(database(config())) as connection:
        held, waiting = db.keeping.held(connection), db.keeping.release(connection)
    if as_json:
        print_json({"held_since": held["since"] if held else None, "released": waiting if held else 0})
    else:
        typer.echo(f"{waiting} deliveries are released" if held else "nothing is held back")


def _chosen(connection: Any, numbers: list[int] | None, states: list[str], channel: str) -> list[int]:
    import db.deliveries

    if not numbers:
        rows = db.deliveries.listed(connection, states=states, channel=channel, most=1_000_000)
        return [row["id"] for row in rows]
    known = {row["id"] for row in db.deliveries.with_ids(connection, numbers)}
    if missing := sorted(set(numbers) - known):
        refuse(f"there is no delivery {', '.join(map(str, missing))}; see `policywatch deliveries list`", USAGE)
    return numbers
