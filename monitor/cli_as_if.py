"""policywatch as-if."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli_days import Days, Since, Until, days_between
from monitor.opened import FAILED, USAGE, catalogue, config, database, print_json, refuse, rulebook, told_errors

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from db.past import Past
    from monitor.as_if import AsIf
    from monitor.config import Config
    from rules import RuleSet

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Page = Annotated[Path | None, typer.Option("--html", metavar="FILE", help="Write it as one page with charts too.")]


def as_if(
    since: Since = "",
    until: Until = "",
    source: Annotated[list[str] | None, typer.Option("--source", help="An id or pattern, repeatable.")] = None,
    html: Page = None,
    as_json: AsJson = False,
) -> None:
    """Tell, day by day, what today's rules and subscriptions would have sent of what is stored. Sends nothing."""
    from db.past import Past
    from monitor.as_if_show import as_json as plain
    from monitor.catalogue import select

    if not since:
        refuse("say the first day: --since YYYY-MM-DD", USAGE)
    with told_errors():
        conf = config()
        sources = list(select(catalogue(conf), source)) if source else None
        days = days_between(since, until)
        told = would_have(conf, database(conf), rulebook(conf).current, Past(sources=sources), days, html)
    if as_json:
        print_json(plain(told))
    else:
        print_as_if(told, html)


def would_have(
    conf: Config, engine: Engine, rules: RuleSet, past: Past, days: Days | None, html: Path | None
) -> list[AsIf]:
    from datetime import UTC, datetime

    from db.engine import reading
    from monitor.as_if_read import as_if as read
    from monitor.as_if_show import extent, write_page
    from monitor.stories_names import names_of

    with reading(engine) as connection:
        told = read(connection, conf.settings.subscriptions, rules, past, days, lambda: names_of(rules))
    if html:
        now = datetime.now(UTC)
        first, last = days or extent(told, now)
        try:
            write_page(html, told, first, last, now)
        except OSError as error:
            refuse(f"{html} cannot be written: {error.strerror}", FAILED)
    return told


def print_as_if(told: Sequence[AsIf], html: Path | None) -> None:
    from monitor.as_if_show import print_reports
    from monitor.terminal import console

    print_reports(told, console())
    typer.echo("Nothing was sent." + (f" The page is {html}" if html else ""))
