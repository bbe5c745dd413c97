"""policywatch latency."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from monitor.opened import config, database, print_json, table_of, told_errors


def latency(
    days: Annotated[int, typer.Option("--days", min=1, max=3650, help="How far back.")] = 7,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """How long it took from publication to acceptance, by source: p50 and p95 of each part of the way."""
    from datetime import UTC, datetime

    from db.engine import reading
    from monitor.latency import PARTS
    from monitor.latency import latency as measured

    with told_errors(), reading(database(config())) as connection:
        answer = measured(connection, datetime.now(UTC), days)
    if as_json:
        print_json(answer)
        return
    console, table = table_of("source", "alerts", *PARTS)
    for name, times in [*answer["sources"].items(), ("all", answer["all"])]:
        table.add_row(name, str(times.get("ours", {}).get("count", 0)), *(_shown(times.get(part)) for part in PARTS))
    console.print(table)
    console.print("p50 / p95; found: from publication to seen by us, where the source gives an hour.")


def _shown(times: dict[str, Any] | None) -> str:
    from monitor.latency import spoken

    return f"{spoken(times['p50'])} / {spoken(times['p95'])}" if times else ""
