"""policywatch doctor."""

from __future__ import annotations

from typing import Annotated

import typer

from monitor.opened import FAILED, catalogue, config, print_json, rulebook, table_of, told_errors, watched

_COLOURS = {"ok": "green", "warning": "yellow", "trouble": "bold red"}


def doctor(as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False) -> None:
    """Look at configuration, database, channels, clock, disk and names, and say what to do. Changes nothing."""
    from dataclasses import asdict
    from datetime import UTC, datetime

    from rich.text import Text

    from monitor.doctor import Doctor

    with told_errors():
        conf = config()
        seen = Doctor(conf, watched(conf, catalogue(conf)), rulebook(conf), datetime.now(UTC))
        findings = list(seen.findings())
    if as_json:
        print_json([asdict(one) for one in findings])
    else:
        console, table = table_of("subject", "state", "says", "what to do")
        for one in findings:
            table.add_row(one.subject, Text(one.state, style=_COLOURS[one.state]), one.says, one.do)
        console.print(table)
    if any(one.state == "trouble" for one in findings):
        raise typer.Exit(FAILED)
