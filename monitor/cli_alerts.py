"""policywatch deliveries, subscriptions, silences, acknowledge."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from monitor.opened import (
    FAILED,
    USAGE,
    catalogue,
    config,
    database,
    print_json,
    refuse,
    rulebook,
    told_errors,
    watched,
)

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
States = Annotated[list[str] | None, typer.Option("--state", help="pending, retry, unknown, dead, sent …; repeatable.")]
OfChannel = Annotated[str, typer.Option("--channel", help="Of this channel only.")]
Numbers = Annotated[list[int] | None, typer.Argument(help="Numbers from `deliveries list`.")]

deliveries = typer.Typer(help="What went out, what waits, what failed.", no_args_is_help=True)
subscriptions = typer.Typer(help="Who hears of what: checked, previewed, explained.", no_args_is_help=True)
silences = typer.Typer(help="What nobody wants to hear of for a while.", no_args_is_help=True)


@deliveries.command("list")
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
    console, table = _table("delivery", "alert", "subscription", "channel", "state", "tries", "due or sent")
    for row in rows:
        table.add_row(
            str(row["id"]), str(row["alert_id"]), row["subscription"], row["channel"], row["state"],
            str(row["attempts"]), f"{row['sent_at'] or row['due_at']:%m-%d %H:%M}",
        )  # fmt: skip
    console.print(table)
    for row in rows:
        if row["error"]:
            console.print(f"{row['id']}: {row['error']}", style="yellow", markup=False)


@deliveries.command("retry")
def retry_deliveries(number: Numbers = None, state: States = None, channel: OfChannel = "") -> None:
    """Send again at once, with the full time to succeed: by number, or all of a state (default: dead) or channel."""
    from datetime import UTC, datetime

    import db.deliveries
    from db.engine import writing

    with told_errors(), writing(database(config())) as connection:
        ids = _chosen(connection, number, state or ["dead"], channel)
        changed = db.deliveries.retry(connection, ids, datetime.now(UTC))
    typer.echo(f"{changed} of {len(ids)} will be sent again")


@deliveries.command("drop")
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


def _chosen(connection: Any, numbers: list[int] | None, states: list[str], channel: str) -> list[int]:
    import db.deliveries

    if not numbers:
        rows = db.deliveries.listed(connection, states=states, channel=channel, most=1_000_000)
        return [row["id"] for row in rows]
    known = {row["id"] for row in db.deliveries.with_ids(connection, numbers)}
    if missing := sorted(set(numbers) - known):
        refuse(f"there is no delivery {', '.join(map(str, missing))}; see `policywatch deliveries list`", USAGE)
    return numbers


@subscriptions.command("check")
def check_subscriptions(as_json: AsJson = False) -> None:
    """Find subscriptions that can never fire: unknown names, sources nobody watches, nothing left of the rules."""
    from monitor.subscription_look import audit

    with told_errors():
        conf = config()
        sources, ruleset = catalogue(conf), rulebook(conf).current
        polled = watched(conf, sources)
        found = {one.id: audit(one, sources, polled, ruleset) for one in conf.settings.subscriptions}
    if as_json:
        print_json(found)
    else:
        for name, problems in found.items():
            typer.echo(f"{name}: {'; '.join(problems) or 'fine'}")
    if any(found.values()):
        raise typer.Exit(FAILED)


@subscriptions.command("preview")
def preview_subscription(
    name: Annotated[str, typer.Argument(help="The id of a subscription.")],
    days: Annotated[int, typer.Option("--days", min=1, help="How far back.")] = 30,
    most: Annotated[int, typer.Option("--most", min=1, help="How many are shown.")] = 30,
    as_json: AsJson = False,
) -> None:
    """What a subscription would have got lately, and how much a week. Nothing is sent."""
    from dataclasses import asdict
    from datetime import UTC, datetime

    from db.engine import reading
    from monitor.subscription_look import preview

    with told_errors():
        conf = config()
        subscription = _subscription(conf.settings.subscriptions, name)
        with reading(database(conf)) as connection:
            found, volume = preview(connection, subscription, datetime.now(UTC), days)
    if as_json:
        documents = [asdict(one) | {"quote": one.quote.text if one.quote else ""} for one in found[:most]]
        print_json({"subscription": name, "days": days, "volume": volume, "documents": documents})
        return
    console, table = _table("document", "severity", "published", "title", "publisher")
    for one in found[:most]:
        table.add_row(str(one.document_id), one.severity, one.published, one.title, one.publisher)
    console.print(table)
    if len(found) > most:
        console.print(f"+{len(found) - most} more: --most {len(found)}")
    counts = ", ".join(f"{number} {severity}" for severity, number in volume["severities"].items())
    console.print(f"{volume['documents']} documents in {days} days, {volume['a_week']} a week: {counts}.", markup=False)
    if found:
        console.print(f"Busiest day: {volume['busiest_day']} with {volume['on_that_day']}.")


@subscriptions.command("explain")
def explain_document(document: Annotated[int, typer.Argument(help="A document.")], as_json: AsJson = False) -> None:
    """Who gets a document and who does not, and why."""
    from datetime import UTC, datetime

    from db.engine import reading
    from monitor import look
    from monitor.subscription_look import explain

    with told_errors():
        conf = config()
        with reading(database(conf)) as connection:
            look.document(connection, str(document))
            rows = explain(connection, document, conf.settings.subscriptions, datetime.now(UTC))
    if as_json:
        print_json(rows)
        return
    for row in rows:
        told = f" (alert {', '.join(map(str, row['alerts']))})" if row["alerts"] else ""
        typer.echo(
            f"{row['subscription']}: " + (f"gets it, by {', '.join(row['rules'])}" if row["gets"] else "no") + told
        )
        for rule, reason in row["why_not"].items():
            typer.echo(f"  not {'by ' + rule if rule else ''}: {reason}".replace("not :", "because"))


def _subscription(known: Any, name: str) -> Any:
    found = next((one for one in known if one.id == name), None)
    if found is None:
        refuse(f"there is no subscription {name!r}; known are {', '.join(one.id for one in known) or 'none'}", USAGE)
    return found


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


def _table(*columns: str) -> tuple[Any, Any]:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD)
    for column in columns:
        table.add_column(column, overflow="fold")
    return Console(highlight=False), table
