"""policywatch calendar, policywatch measures: what binds when, and what became of a measure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from monitor.opened import FAILED, USAGE, config, database, print_json, refuse, told_errors

if TYPE_CHECKING:
    from rich.tree import Tree
    from sqlalchemy import Engine

    from monitor.config import Config
    from monitor.measures import Act, Measure
    from monitor.subscription import Subscription

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
_MOST_CITING = 5
_SILENTLY = 500  # documents read before it is said that it takes a while


def calendar(
    subscription: Annotated[str, typer.Option("--subscription", help="What this one hears of; default: all.")] = "",
    since: Annotated[str, typer.Option("--since", help="First day, YYYY-MM-DD; default: 30 days ago.")] = "",
    until: Annotated[str, typer.Option("--until", help="Last day, YYYY-MM-DD.")] = "",
    to: Annotated[Path | None, typer.Option("--to", help="Write the file here; default: standard output.")] = None,
    as_json: AsJson = False,
) -> None:
    """Write the dates that bind as iCalendar: in force, ends, last day for comments or to apply."""
    from db.engine import reading
    from monitor.calendar_feed import calendar_of

    first, last = _day(since, "--since"), _day(until, "--until")
    with told_errors():
        conf = config()
        chosen, engine = _subscription(conf, subscription), _noted(conf)
        if as_json:
            print_json(_listed(engine, chosen, first, last))
            return
        with reading(engine) as connection:
            text = calendar_of(connection, chosen, since=first, until=last)
    if to is None:
        typer.echo(text.encode(), nl=False)
        return
    try:
        to.write_bytes(text.encode())
    except OSError as error:
        refuse(f"{to}: cannot be written: {error.strerror}", FAILED)
    typer.echo(f"{to}: {text.count('BEGIN:VEVENT')} dates")


def _day(text: str, option: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        refuse(f"{option}: {text!r} is no day; write it as 2026-12-31", USAGE)
    return None


def _subscription(conf: Config, name: str) -> Subscription | None:
    known = {one.id: one for one in conf.settings.subscriptions}
    if name and name not in known:
        refuse(f"there is no subscription {name!r}; known are {', '.join(known) or 'none'}", USAGE)
    return known.get(name)


def _noted(conf: Config) -> Engine:
    """The database, with the facts of all that was matched: no daemon need have run."""
    from monitor.noting import Noting

    engine = database(conf)
    noting, now = Noting(engine), datetime.now(UTC)
    if noting.pending(now, most=_SILENTLY) >= _SILENTLY:
        typer.echo("reading the dates and numbers of what is new, once: this may take a while", err=True)
        noting.pending(now)
    return engine


def _listed(engine: Engine, subscription: Subscription | None, since: date | None, until: date | None) -> list[Any]:
    from datetime import timedelta

    from db.engine import reading
    from monitor.calendar_feed import dates_of, taken_back

    now = datetime.now(UTC)
    kept = (
        "uid", "kind", "day", "moved_from", "sequence", "changed_at", "quote", "document_id", "source_id", "title",
        "url",
    )  # fmt: skip
    with reading(engine) as connection:
        rows = dates_of(connection, subscription, since or now.date() - timedelta(days=30), until, now)
    return [{name: row[name] for name in kept} | {"taken_back_at": taken_back(row)} for row in rows]


def measures(
    asked: Annotated[
        str, typer.Argument(metavar="[NUMBER|DOCUMENT]", help="As it is printed, or the number of a document.")
    ] = "",
    gaps: Annotated[bool, typer.Option("--gaps", help="What is missing in the number series of authorities.")] = False,
    most: Annotated[int, typer.Option("--most", min=1, help="How many.")] = 30,
    as_json: AsJson = False,
) -> None:
    """Show a measure and what was done to it: amended, suspended, repealed, implemented, corrected, and by what."""
    with told_errors():
        engine = _noted(config())
        if gaps:
            _show_gaps(engine, as_json=as_json)
        elif asked:
            _show_measures(engine, asked, as_json=as_json)
        else:
            _show_moved(engine, most, as_json=as_json)


def _show_moved(engine: Engine, most: int, *, as_json: bool) -> None:
    from db.engine import reading
    from monitor.measures import moved_last

    with reading(engine) as connection:
        rows = moved_last(connection, most=most)
    if as_json:
        print_json(rows)
        return
    if not rows:
        typer.echo("nothing was done to any measure that a document names")
        return
    _print_table(
        ("measure", "acts", "last", "when", "by document"),
        ((row["name"], row["acts"], row["relation"], f"{row['published']:%Y-%m-%d}", row["title"]) for row in rows),
    )


def _show_gaps(engine: Engine, *, as_json: bool) -> None:
    from dataclasses import asdict

    from db.engine import reading
    from monitor.number_gaps import gaps, present

    now = datetime.now(UTC)
    with reading(engine) as connection:
        found = gaps(present(connection, now), now)
    if as_json:
        print_json([asdict(gap) for gap in found])
        return
    if not found:
        typer.echo("no gap in any series that is seen densely")
        return
    _print_table(
        ("missing", "between", "since"),
        ((gap.name, f"{gap.before} and {gap.after}", f"{gap.since:%Y-%m-%d}") for gap in found),
    )


def _print_table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    from monitor.terminal import console as terminal

    table = Table(*columns, box=box.SIMPLE_HEAD)
    for row in rows:
        table.add_row(*(Text(str(cell)) for cell in row))
    terminal().print(table)


def _show_measures(engine: Engine, asked: str, *, as_json: bool) -> None:
    from db.engine import reading
    from monitor.look import NotThere
    from monitor.measures import asked_for, measures
    from monitor.terminal import console as terminal

    with reading(engine) as connection:
        numbers = asked_for(connection, asked)
        found = [one for number in numbers for one in measures(connection, number)]
    if not found:
        raise NotThere(f"no document names {', '.join(number.name for number in numbers)}")
    if as_json:
        print_json([one.as_json() for one in found])
        return
    console = terminal()
    for one in found:
        console.print(_tree(one))


def _tree(measure: Measure) -> Tree:
    from rich.text import Text
    from rich.tree import Tree

    from monitor.number_names import label

    tree = Tree(Text(measure.number.name, style="bold"))
    for row in measure.documents:
        tree.add(_line("", row))
    if not measure.documents:
        tree.add(Text("the document itself has not come", style="dim"))
    for row in measure.reports:
        tree.add(_line("told of by ", row))
    for row in measure.acts_on:
        tree.add(Text(f"{row['relation']} {label(row)}", style="cyan"))
    for act in measure.acts:
        _add_act(tree, act)
    for row in measure.cited[:_MOST_CITING]:
        tree.add(_line("cited by ", row, style="dim"))
    if len(measure.cited) > _MOST_CITING:
        tree.add(Text(f"cited by {len(measure.cited) - _MOST_CITING} more: --json", style="dim"))
    return tree


_PASSIVE = {
    "amends": "amended", "suspends": "suspended", "repeals": "repealed", "implements": "implemented",
    "corrects": "corrected",
}  # fmt: skip


def _add_act(tree: Tree, act: Act) -> None:
    from rich.text import Text

    done = f"{_PASSIVE[act.relation]} by {act.by.name}" if act.by else _PASSIVE[act.relation]
    branch = tree.add(Text(done, style="yellow"))
    for row in act.said:
        branch.add(_line("", row))
    for one in act.then:
        _add_act(branch, one)


def _line(before: str, row: Any, style: str = "") -> Any:
    from rich.text import Text

    from monitor.measures import when

    return Text(f"{before}{when(row):%Y-%m-%d} {row['title']} (document {row['document_id']})", style=style)
