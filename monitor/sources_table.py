"""Tables of sources for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from rich.table import Table
from rich.text import Text

from monitor.config import Config
from monitor.opened import catalogue, watched

if TYPE_CHECKING:
    from crawlers.infer import Inferred
    from monitor.sources_check import Probe


def listed(conf: Config, patterns: Sequence[str]) -> list[dict[str, Any]]:
    from monitor.catalogue import select

    everything = catalogue(conf)
    on = watched(conf, everything)
    chosen = select(everything, patterns) if patterns else everything
    return [
        {
            "id": source.id,
            "name": source.name,
            "publisher": source.publisher,
            "country": source.country,
            "languages": source.languages,
            "kind": source.kind,
            "url": source.url,
            "tags": source.tags,
            "verified": source.verified,
            "watched": source.id in on,
            "why": "" if source.id in on else source.reason or "switched off",
            "seen": source.seen,
        }
        for source in chosen.values()
    ]


def catalogue_table(rows: Sequence[dict[str, Any]]) -> Table:
    table = _table("source", "kind", "publisher", "watched", "verified", "why not, or when seen")
    for row in rows:
        table.add_row(
            row["id"],
            row["kind"],
            Text(row["publisher"]),
            Text("yes", "green") if row["watched"] else Text("no", "dim"),
            Text("yes", "green") if row["verified"] else Text("no", "yellow"),
            Text(row["why"] or row["seen"], "dim"),
        )
    table.caption = f"{len(rows)} sources, {sum(row['watched'] for row in rows)} watched"
    return table


def probe_table(probes: Sequence[Probe]) -> Table:
    table = _table("source", "outcome", "HTTP", "type", "size", "rows", "newest", "title/link/date", "robots", "time")
    for one in probes:
        table.add_row(
            one.id,
            Text(one.outcome, "red" if one.failed else "green"),
            str(one.status or ""),
            one.type,
            _size(one.bytes),
            str(one.rows),
            one.newest[:10],
            "/".join(str(one.fields[name]) for name in ("title", "link", "date")),
            one.robots,
            f"{one.seconds:.1f} s",
        )
    failed = sum(one.failed for one in probes)
    table.caption = f"{len(probes)} sources asked, {failed} failed"
    return table


def probe_notes(probes: Sequence[Probe]) -> Iterator[Text]:
    """What failed and what to try, below the table."""
    for one in probes:
        said = [part for part in (one.error, one.advice) if part] or list(one.problems[:2])
        if said:
            yield Text(f"{one.id}: ", "red" if one.failed else "yellow") + Text("; ".join(said))


def row_table(inferred: Inferred, most: int = 15) -> Table:
    definition = inferred.definition
    table = _table("date", "key", "title", "address")
    table.title = f"{definition['name']} ({definition['kind']}, {definition['id']})"
    for row in inferred.rows[:most]:
        mark = Text("pinned ", "magenta") if row.pinned else Text("")
        table.add_row(row.date, Text(row.key[-24:]), mark + Text(row.title[:90]), Text(row.url[:70], "dim"))
    dated = sum(bool(row.date) for row in inferred.rows)
    table.caption = f"{len(inferred.rows)} rows, {dated} with a date; shown: {min(most, len(inferred.rows))}"
    return table


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _size(count: int) -> str:
    return f"{count / 1024:.0f} kB" if count >= 1024 else f"{count} B"
