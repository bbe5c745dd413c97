"""An audit on a terminal."""

from __future__ import annotations

from monitor.audit import Audit
from monitor.terminal import console as terminal

_MOST = 20  # of each list


def print_audit(found: Audit) -> None:
    console = terminal()
    console.print(f"{found.source_id}, {found.since} to {found.until}: {said(found)}", markup=False)
    if found.reaches > found.since:
        console.print(
            f"  it shows nothing of before {found.reaches}: what we have of then is not compared", markup=False
        )
    if found.error:
        console.print(f"  not read whole: {found.error}", style="red", markup=False)
    for name, style, meaning in (
        ("missing", "red", "at the source, not with us"),
        ("extra", "yellow", "with us, not at the source"),
        ("changed", "yellow", "other content than ours"),
    ):
        listed = getattr(found, name)
        if listed:
            console.print(f"  {len(listed)} {name} ({meaning}):", style=style, markup=False)
        for one in listed[:_MOST]:
            console.print(f"    {one.day or 'undated'}  {one.title[:90]}  [{one.key}]", markup=False)
        if len(listed) > _MOST:
            console.print(f"    and {len(listed) - _MOST} more; --json tells them all", markup=False)
    if found.missing:
        command = f"policywatch backfill --source {found.source_id} --since {found.since} --until {found.until} --again"
        console.print(f"  `{command}` reads them", markup=False)


def said(found: Audit) -> str:
    parts = [f"{found.shown:,} documents at the source, {found.stored:,} with us"]
    if found.stated is not None:
        agrees = "as many were read" if found.stated == found.rows else f"{found.rows or 0:,} were read"
        parts.append(f"the source counts {found.stated:,} rows, {agrees}")
    parts.append("they differ" if found.differs else "all equal" if not found.error else "")
    return "; ".join(part for part in parts if part)
