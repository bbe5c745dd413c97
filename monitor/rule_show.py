"""What `rules explain`, `check` and `diff` show to people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from monitor.rule_diff import Change
from monitor.rule_items import field_text
from monitor.terminal import console as terminal
from rules import Candidate, Span
from rules.explain import Explanation, Why

_MOST_CHANGES = 200


def show_explanations(candidate: Candidate, explanations: Sequence[Explanation], everything: bool) -> None:
    console = terminal(highlight=True)
    fired = [one for one in explanations if one.fires]
    others = [one for one in explanations if not one.fires and (everything or one.near_miss)]
    spans = {span for one in fired for why in one.why for span in _spans(why)}
    for field in ("title", "body"):
        if text := field_text(candidate, field):
            console.print(_highlighted(text, [span for span in spans if span.field == field]))
    for one in [*fired, *others]:
        console.print(_tree(candidate, one))
    if not fired:
        console.print("No rule fires." + ("" if others else " Nothing that a rule asks for stands in the text."))


def _spans(why: Why) -> Iterator[Span]:
    if why.holds:
        yield from why.spans
        for inner in why.inner:
            yield from _spans(inner)


def _highlighted(text: str, spans: Iterable[Span]) -> Text:
    shown = Text(text)
    for span in spans:
        shown.stylize("bold reverse", span.start, span.end)
    return shown


def _tree(candidate: Candidate, one: Explanation) -> Tree:
    head = (
        f"{one.rule_id}: fires" + (f", {one.severity}" if one.severity else "") if one.fires else f"{one.rule_id}: no"
    )
    tree = Tree(Text(head, style="bold green" if one.fires else "bold red"))
    for other in one.withheld_by:
        tree.add(Text(f"its condition holds, but {other} takes the hit away", style="yellow"))
    for why in one.why:
        _grow(candidate, tree, why)
    return tree


def _grow(candidate: Candidate, tree: Tree, why: Why) -> None:
    words = ", ".join(dict.fromkeys(field_text(candidate, span.field)[span.start : span.end] for span in why.spans))
    label = Text("✓ " if why.holds else "✗ ", style="green" if why.holds else "red")
    label.append(_cut(why.asks, 160), style="default")
    if words:
        label.append(f"  ← {_cut(words, 120)}", style="cyan")
    branch = tree.add(label)
    for note in why.notes:
        branch.add(Text(note, style="yellow"))
    for inner in why.inner:
        _grow(candidate, branch, inner)


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[: length - 1]}…"


def explanations_json(candidate: Candidate, explanations: Sequence[Explanation]) -> list[dict[str, Any]]:
    return [
        {
            "rule": one.rule_id,
            "fires": one.fires,
            "severity": one.severity,
            "withheld_by": list(one.withheld_by),
            "why": [_why_json(candidate, why) for why in one.why],
        }
        for one in explanations
    ]


def _why_json(candidate: Candidate, why: Why) -> dict[str, Any]:
    return {
        "asks": why.asks,
        "holds": why.holds,
        "spans": [{**s._asdict(), "text": field_text(candidate, s.field)[s.start : s.end]} for s in why.spans],
        "notes": list(why.notes),
        "inner": [_why_json(candidate, inner) for inner in why.inner],
    }


def show_changes(found: Sequence[Change], items: int) -> None:
    console = terminal(highlight=True)
    table = Table("change", "rule", "before", "after", "item", "title")
    for change in found[:_MOST_CHANGES]:
        table.add_row(change.kind, change.rule, change.before, change.after, change.item, _cut(change.title, 80))
    if found:
        console.print(table)
    if len(found) > _MOST_CHANGES:
        console.print(f"+{len(found) - _MOST_CHANGES} more; --json lists all")
    counts: Counter[str] = Counter(change.kind for change in found)
    kinds = ("gained", "lost", "severity", "labels")
    console.print(f"{items} items: " + ", ".join(f"{counts[kind]} {kind}" for kind in kinds))
