"""policywatch worker."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from monitor.opened import FAILED, USAGE, catalogue, config, database, refuse, rulebook, stand_ins, told_errors, watched


def worker(
    at_once: Annotated[int, typer.Option("--at-once", min=1, max=2000, help="Polls under way at once.")] = 200,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Say every poll on the terminal too.")] = False,
) -> None:
    """Be one of many daemons on one PostgreSQL: all poll, one leads, and another when that one dies."""
    try:
        from monitor.cluster.worker import Worker
    except ModuleNotFoundError as error:
        refuse(f"workers need {error.name}: pip install 'policywatch[cluster]'", FAILED)
    from monitor.running import run_daemon

    with told_errors():
        conf = config()
        if not conf.database.startswith("postgresql"):
            refuse("workers share a PostgreSQL database; for SQLite there is `policywatch run`", USAGE)
        known, rules = catalogue(conf), rulebook(conf)
        make = partial(Worker, at_once=at_once)
        sources, spare = watched(conf, known), stand_ins(conf, known)
        code = run_daemon(conf, database(conf), sources, rules, stand_ins=spare, verbose=verbose, make=make)
    raise typer.Exit(code)
