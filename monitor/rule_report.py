"""What `rules eval` shows."""

from __future__ import annotations

from typing import Any

from rich.table import Table

from monitor.terminal import console as terminal
from rules.measure import Labelled, Report


def report_table(report: Report, most_errors: int) -> None:
    console = terminal(highlight=True)
    table = Table("group", "label", "wanted", "given", "precision", "recall", "F1", title=f"{report.items} items")
    for (group, label), score in report.scores.items():
        numbers = (f"{value:.3f}" for value in (score.precision, score.recall, score.f1))
        table.add_row(group, label, str(score.true + score.missed), str(score.true + score.extra), *numbers)
    console.print(table)
    console.print(_severity(report))
    minerals = report.minerals
    console.print(f"minerals: precision {minerals.precision:.3f}, recall {minerals.recall:.3f}, F1 {minerals.f1:.3f}")
    share = report.flagged_wrongly / report.left_alone if report.left_alone else 0
    console.print(
        f"to be left alone: {report.left_alone}, flagged all the same: {report.flagged_wrongly} ({share:.1%})"
    )
    for row in report.errors[:most_errors]:
        console.print(_error(row), soft_wrap=True, highlight=False, markup=False)
    if len(report.errors) > most_errors:
        console.print(f"+{len(report.errors) - most_errors} more errors; --errors {len(report.errors)} lists all")


def _severity(report: Report) -> Table:
    table = Table(
        "wanted \\ given", "0", "1", "2", "3", title=f"severity, exact on {report.severity_exact:.1%} of the labelled"
    )
    for wanted in range(4):
        table.add_row(str(wanted), *(str(report.severity.get((wanted, given), 0)) for given in range(4)))
    return table


def _error(row: Labelled) -> str:
    missed = [f"missed {label}" for label in sorted(row.wanted - row.given)]
    extra = [f"wrongly {label}" for label in sorted(row.given - row.wanted)]
    return f"{row.item.get('id')} {', '.join(missed + extra)}: {str(row.item.get('title', ''))[:110]}"


def report_json(report: Report) -> dict[str, Any]:
    groups: dict[str, dict[str, Any]] = {}
    for (group, label), score in report.scores.items():
        groups.setdefault(group, {})[label] = {
            "precision": score.precision, "recall": score.recall, "f1": score.f1,
            "true": score.true, "extra": score.extra, "missed": score.missed,
        }  # fmt: skip
    return {
        "items": report.items,
        "groups": groups,
        "minerals_f1": report.minerals.f1,
        "severity_exact": report.severity_exact,
        "severity": [[report.severity.get((wanted, given), 0) for given in range(4)] for wanted in range(4)],
        "left_alone": report.left_alone,
        "flagged_wrongly": report.flagged_wrongly,
        "errors": [
            {"id": row.item.get("id"), "wanted": sorted(row.wanted), "given": sorted(row.given)}
            for row in report.errors
        ],
    }
