"""policywatch subscriptions."""

from __future__ import annotations

from math import ceil
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
    table_of,
    told_errors,
    watched,
)

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]

app = typer.Typer(help="Who hears of what: checked, previewed, explained.", no_args_is_help=True)


@app.command("check")
def check_subscriptions(as_json: AsJson = False) -> None:
    """Find subscriptions that can never fire: unknown names, unwatched sources, contradictions, dead channels."""
    from datetime import UTC, datetime

    from db.engine import reading
    from monitor.subscription_audit import now_unheard
    from monitor.subscription_look import audit

    with told_errors():
        conf = config()
        sources, ruleset = catalogue(conf), rulebook(conf).current
        polled = watched(conf, sources)
        found = {one.id: audit(one, sources, polled, ruleset) for one in conf.settings.subscriptions}
        with reading(database(conf)) as connection:
            for one in conf.settings.subscriptions:
                found[one.id] += now_unheard(connection, one, datetime.now(UTC))
    if as_json:
        print_json(found)
    else:
        for name, problems in found.items():
            typer.echo(f"{name}: {'; '.join(problems) or 'fine'}")
    if any(found.values()):
        raise typer.Exit(FAILED)


@app.command("preview")
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
    console, table = table_of("document", "severity", "published", "title", "publisher")
    for one in found[:most]:
        table.add_row(str(one.document_id), one.severity, one.published, one.title, one.publisher)
    console.print(table)
    if len(found) > most:
        console.print(f"+{len(found) - most} more: --most {len(found)}")
    for line in _bars(volume["weeks"]):
        console.print(line, markup=False)
    counts = ", ".join(f"{number} {severity}" for severity, number in volume["severities"].items())
    console.print(f"{volume['documents']} documents in {days} days, {volume['a_week']} a week: {counts}.", markup=False)
    if found:
        console.print(f"Busiest day: {volume['busiest_day']} with {volume['on_that_day']}.")


def _bars(weeks: dict[str, int]) -> list[str]:
    """A line a week: its last day, a bar and the number of documents."""
    most = max([1, *weeks.values()])
    return [f"until {day} {'█' * ceil(number * 40 / most)} {number}" for day, number in weeks.items()]


@app.command("explain")
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
        for said in row["for_me"]:
            typer.echo(f"  for it: {said}")
        for rule, reason in row["why_not"].items():
            typer.echo(f"  not {'by ' + rule if rule else ''}: {reason}".replace("not :", "because"))


def _subscription(known: Any, name: str) -> Any:
    found = next((one for one in known if one.id == name), None)
    if found is None:
        refuse(f"there is no subscription {name!r}; known are {', '.join(one.id for one in known) or 'none'}", USAGE)
    return found
