"""policywatch silences, acknowledge, assign, snooze, attention."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any

import typer

from monitor.opened import USAGE, config, database, print_json, refuse, table_of, told_errors

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]

silences = typer.Typer(help="What nobody wants to hear of for a while.", no_args_is_help=True)
attention = typer.Typer(help="What waits for somebody to take care.", no_args_is_help=True)


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
        matcher = ", ".join(f"{field}={'|'.join(values)}" for field, values in sorted(row["matcher"].items()))
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


Alert = Annotated[int, typer.Argument(help="The number of an alert; every message shows its own.")]
By = Annotated[str, typer.Option("--by", help="Who says so; default: who is signed in on this machine.")]


def acknowledge(alert: Alert, author: By = "") -> None:
    """Say that somebody has seen an alert and takes care of it, and so of the documents it tells of."""
    from datetime import UTC, datetime

    import db.attention

    with _opened(alert) as (connection, row):
        who = author or _signed_in()
        done = db.attention.acknowledge(connection, alert, who, datetime.now(UTC))
    said = f"acknowledged by {who}" if done else f"was acknowledged by {row['acknowledged_by']} already"
    typer.echo(f"alert {alert} {said}")


def assign(alert: Alert, to: Annotated[str, typer.Option("--to", help="Whose it is now.")], author: By = "") -> None:
    """Give the documents of an alert to somebody."""
    from datetime import UTC, datetime

    import db.attention

    with _opened(alert) as (connection, _):
        given = db.attention.assign(connection, alert, to, author or _signed_in(), datetime.now(UTC))
    if not given:
        refuse(f"alert {alert} tells of no document that somebody could take", USAGE)
    typer.echo(f"alert {alert} is {to}'s now")


def snooze(
    alert: Alert, how_long: Annotated[str, typer.Option("--for", help="Such as 4h or 2d.")], author: By = ""
) -> None:
    """Put an alert aside: it comes back then as an answer in its thread, unless somebody acknowledged it."""
    from datetime import UTC, datetime

    import db.attention
    from crawlers.checked import duration

    now = datetime.now(UTC)
    try:
        until = now + duration(how_long)
    except (ValueError, OverflowError) as error:
        refuse(str(error), USAGE)
    with _opened(alert) as (connection, row):
        if row["acknowledged_at"]:
            refuse(f"alert {alert} was acknowledged by {row['acknowledged_by']}: it does not come back", USAGE)
        db.attention.snooze(connection, alert, until, author or _signed_in(), now)
    typer.echo(f"alert {alert} comes back {until:%Y-%m-%d %H:%M} UTC")


@contextmanager
def _opened(number: int) -> Iterator[tuple[Any, dict[str, Any]]]:
    import db.alerts
    from db.engine import writing

    with told_errors(), writing(database(config())) as connection:
        row = db.alerts.alert(connection, number)
        if row is None:
            refuse(f"there is no alert {number}", USAGE)
        else:
            yield connection, row


def _signed_in() -> str:
    from getpass import getuser

    try:
        return getuser()
    except (KeyError, OSError):  # a container whose user has no name
        refuse("nobody is signed in here: say who with --by", USAGE)
        raise


@attention.command("list")
def list_open(
    severity: Annotated[str, typer.Option("--severity", help="The lowest: low, medium or high.")] = "low",
    to: Annotated[str, typer.Option("--to", help="Only what was given to NAME; '' for what nobody has.")] = "*",
    days: Annotated[int, typer.Option("--days", min=1, max=36500, help="How far back.")] = 30,
    most: Annotated[int, typer.Option("--most", min=1, help="How many are shown.")] = 50,
    as_json: AsJson = False,
) -> None:
    """The alerts that nobody acknowledged: incidents first, then the gravest, then the oldest."""
    from datetime import UTC, datetime

    from db.engine import reading
    from monitor.attention import open_alerts
    from monitor.subscription import SEVERITIES

    if severity not in SEVERITIES:
        refuse(f"{severity!r} is no severity; they are {', '.join(SEVERITIES)}", USAGE)
    with told_errors(), reading(database(config())) as connection:
        rows = open_alerts(connection, datetime.now(UTC), days)
    grave = {"", *(one for number, one in enumerate(SEVERITIES) if one == severity or severity in SEVERITIES[:number])}
    rows = [row for row in rows if row["severity"] in grave and to in ("*", row["assigned_to"])]
    if as_json:
        print_json(rows[:most])
    elif rows:
        _print_open(rows, most)
    else:
        typer.echo("Nothing waits for anybody.")


def _print_open(rows: list[dict[str, Any]], most: int) -> None:
    from rich.markup import escape

    console, table = table_of("alert", "age", "severity", "subscription", "title", "who", "back")
    for row in rows[:most]:
        until = f"{row['snoozed_until']:%m-%d %H:%M}" if row["snoozed_until"] else ""
        grave = (row["severity"] or "incident") + (", escalated" if row["escalated_at"] else "")
        age = f"{row['age'] // 86400}d {row['age'] % 86400 // 3600:02}:{row['age'] % 3600 // 60:02}"
        who, title = escape(row["assigned_to"]), escape(row["title"])
        table.add_row(str(row["alert"]), age, grave, row["subscription"], title, who, until)
    console.print(table)
    if len(rows) > most:
        typer.echo(f"+{len(rows) - most} more: --most {len(rows)}")
