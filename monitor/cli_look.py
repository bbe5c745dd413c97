"""policywatch status, matches, show, why, why-not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from monitor.opened import catalogue, config, database, print_json, told_errors

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]

_COLOURS = {"high": "bold red", "medium": "yellow", "low": "cyan", "ok": "green", "not run yet": "dim"}


def status(as_json: AsJson = False) -> None:
    """What is watched, when it was last read, how it is, what is stored, and who works."""
    from datetime import UTC, datetime

    from db.engine import reading
    from monitor import latency, look, storage
    from monitor.canary import last_flight
    from monitor.cluster_look import cluster

    with told_errors():
        conf = config()
        engine, now = database(conf), datetime.now(UTC)
        with reading(engine) as connection:
            answer = look.status(connection, catalogue(conf), now)
            answer["latency"] = latency.latency(connection, now, days=7)
            answer["canary"] = last_flight(connection)
            answer |= cluster(connection, now)
        answer |= {"storage": storage.figures(engine, conf.settings.keep, now), "held": storage.held(engine)}
    if as_json:
        print_json(answer)
        return
    _print_status(answer)


def _print_status(answer: dict[str, Any]) -> None:
    from monitor import latency, storage

    console = _console()
    table = _table("source", "health", "last run", "next due", "newest", "documents")
    for row in answer["sources"]:
        due = _when(row["next_due"]) if row["enabled"] else "off"
        table.add_row(
            row["id"], _coloured(row["health"]), _when(row["last_run_at"]), due, _when(row["newest_published"]),
            str(row["documents"]),
        )  # fmt: skip
    console.print(table)
    for row in answer["sources"]:
        if row["stands_in_for"]:
            console.print(f"{row['id']} stands in for {', '.join(row['stands_in_for'])}", style="cyan", markup=False)
        if said := row["error"] or "; ".join(row["issues"][:2]):
            console.print(f"{row['id']}: {said}", style="yellow", markup=False)
    for incident in answer["incidents"]:
        since = f"{incident['subject']}: {incident['kind']} since {_when(incident['opened_at'])}"
        console.print(f"incident {since}: {incident['detail']}", style="red", markup=False)
    sent = ", ".join(f"{number} {state}" for state, number in sorted(answer["deliveries"].items())) or "none yet"
    console.print(f"{answer['coverage']}. {answer['documents']} documents. Deliveries: {sent}.", markup=False)
    console.print(storage.said(answer["storage"]), markup=False)
    if took := latency.said(answer["latency"]["all"]):
        console.print(took, markup=False)
    if flight := answer["canary"]:
        arrived = f"arrived after {flight['seconds']} s" if flight["accepted_at"] else "not arrived yet"
        console.print(f"Canary: let go {_when(flight['started_at'])}, {arrived}.", markup=False)
    _print_workers(console, answer)
    if held := answer["held"]:
        waits = f"since {_when(held['since'])} ({held['reason']}): {held['waiting']} wait"
        console.print(f"Nothing is sent {waits} for `policywatch deliveries release`.", style="red", markup=False)


def _print_workers(console: Any, answer: dict[str, Any]) -> None:
    from monitor.cluster_look import doing, said

    console.print(f"Leads: {answer['leader'] or 'nobody. Start `policywatch run`'}.", markup=False)
    if not answer["workers"]:
        return
    table = _table("worker", "since", "last heartbeat", "does")
    for worker in answer["workers"]:
        name = worker["name"] or f"number {worker['number']}"
        table.add_row(name, _when(worker["since"]), f"{worker['last_heartbeat']:%H:%M:%S}", doing(worker))
    console.print(table)
    for queue in answer["queues"]:
        console.print(said(queue), markup=False)


def matches(
    most: Annotated[int, typer.Option("--most", min=1, help="How many.")] = 30,
    source: Annotated[str, typer.Option("--source", help="Of this source only.")] = "",
    as_json: AsJson = False,
) -> None:
    """The newest matches."""
    from db.engine import reading
    from monitor import look
    from monitor.message import published

    with told_errors(), reading(database(config())) as connection:
        rows = look.matches(connection, most=most, source_id=source)
    if as_json:
        print_json(rows)
        return
    table = _table("document", "severity", "published", "rule", "title", "source")
    for row in rows:
        day = published(row["published"], row["date_precision"])
        table.add_row(
            str(row["document_id"]), _coloured(row["severity"]), day, row["rule_id"], row["title"], row["source_id"]
        )
    _console().print(table)


def show(
    document: Annotated[str, typer.Argument(help="A number from `matches`, or SOURCE:KEY.")], as_json: AsJson = False
) -> None:
    """A document: its revisions, what changed, and its matches with the words that matched."""
    from db.engine import reading
    from monitor import look

    with told_errors(), reading(database(config())) as connection:
        answer = look.document(connection, document)
    if as_json:
        print_json(answer)
        return
    _print_document(answer)


def _print_document(answer: dict[str, Any]) -> None:
    from monitor.message import published

    console = _console()
    console.print(f"{answer['title']}", style="bold", markup=False)
    day = published(answer["published"], answer["date_precision"])
    about = [answer["publisher"], day, answer["section"], answer["url"]]
    console.print(" · ".join(part for part in about if part), markup=False)
    newest = answer["revisions"][-1]
    console.print(_highlighted(newest["text"], answer["matches"], newest["number"]))
    for change in answer["changes"]:
        console.print(f"\nrevision {change['from']} → {change['to']}", style="bold")
        for sign, line in change["lines"]:
            console.print(f"{sign} {line}", style="green" if sign == "+" else "red", markup=False)
    table = _table("match", "revision", "severity", "rule", "concepts")
    for row in answer["matches"]:
        concepts = ", ".join(row["concepts"])
        table.add_row(str(row["id"]), str(row["number"]), _coloured(row["severity"]), row["rule_id"], concepts)
    console.print(table)
    _print_facts(answer)
    _print_story(answer, answer["id"])
    for article in answer["articles"]:
        console.print(f"article {article['id']}: {article['title']}", markup=False)


def _print_facts(answer: dict[str, Any]) -> None:
    from monitor.facts_look import lines

    for line in lines(answer):
        _console().print(f"  {line}", markup=False)


def _print_story(answer: dict[str, Any], document_id: int) -> None:
    from monitor.stories_look import story_lines

    for line in story_lines(answer, document_id):
        _console().print(line, markup=False)


def _highlighted(text: str, rows: list[dict[str, Any]], number: int) -> Text:
    from rich.text import Text

    shown = Text(text)
    for row in rows:
        for field, start, end, _ in row["spans"]:
            if field == "body" and row["number"] == number:
                shown.stylize("black on yellow", start, end)
    return shown


def why(alert: Annotated[int, typer.Argument(help="The number of an alert.")], as_json: AsJson = False) -> None:
    """Why an alert was sent: rule, words, subscription, and what became of each delivery."""
    from db.engine import reading
    from monitor import look

    with told_errors():
        conf = config()
        with reading(database(conf)) as connection:
            answer = look.why(connection, alert, conf.settings.subscriptions)
    if as_json:
        print_json(answer)
        return
    console = _console()
    subscription = answer["alert"]["subscription"]
    console.print(f"alert {alert} ({answer['alert']['kind']}) for {subscription}, because of", style="bold")
    for said in answer["because"]:
        console.print(f"- {said}", markup=False)
    for row in answer["matches"]:
        console.print(f"  {row['title']} ({row['source_id']})", markup=False)
        for quote in row["quotes"]:
            console.print(f"    {quote}", markup=False)
    _print_facts(answer)
    _print_story(answer, answer["alert"]["document_id"])
    for row in answer["deliveries"]:
        sent = f"sent {_when(row['sent_at'])}" if row["sent_at"] else f"{row['state']} {row['error']}"
        console.print(f"  {row['channel']}: {sent}, attempt {row['attempts']}", markup=False)


def why_not(document: Annotated[int, typer.Argument(help="A document.")], as_json: AsJson = False) -> None:
    """Why a document was not told: for each of its matches and each subscription."""
    from datetime import UTC, datetime

    from db.engine import reading
    from monitor import look, stories_look

    with told_errors():
        conf = config()
        with reading(database(conf)) as connection:
            look.document(connection, str(document))
            rows = stories_look.why_not(connection, document, conf.settings.subscriptions, datetime.now(UTC))
    if as_json:
        print_json(rows)
        return
    if not rows:
        typer.echo("no rule matched it, or there is no subscription; see `policywatch rules explain`")
    for row in rows:
        what = f"{row['rule_id']} × {row['subscription']}"
        typer.echo(f"{what}, revision {row['revision']}: {row['refusal'] or row['told']}")


def _console() -> Any:
    from monitor.terminal import console

    return console()


def _table(*columns: str) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD)
    for column in columns:
        table.add_column(column, overflow="fold", no_wrap=column not in ("title", "rule", "concepts"))
    return table


def _coloured(word: str) -> Text:
    from rich.text import Text

    return Text(word, style=_COLOURS.get(word, "red"))


def _when(moment: Any) -> str:
    return f"{moment:%m-%d %H:%M}" if moment else ""
