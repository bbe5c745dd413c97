"""Trying a rule: what it finds in a text, and what a change of it would gain and lose. Always within a time limit."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import yaml
from pydantic import TypeAdapter
from sqlalchemy import Engine

import db.matches
import db.web_rules
import rules
from db.engine import reading
from monitor.highlight import merged
from monitor.match import candidate
from monitor.rule_items import field_text
from monitor.rulebook import PACKAGE
from monitor.yaml_file import BadFile, Positioned, parse_yaml, validated
from rules import Candidate, Rule, RuleError, RuleSet, Span
from rules.explain import Explanation, Why, explain

LONGEST_TEXT, LONGEST_RULE = 100_000, 30_000
SECONDS = 5.0  # a comparison reads as many documents as it can in this time
DAYS = 90
_BATCH, _SHOWN, _FIRST = 100, 50, 2**62


@dataclass(frozen=True, slots=True)
class Written:
    """A rule as somebody wrote it: its file and its lines there."""

    pack: str
    text: str


def written_rules(folders: tuple[Path, ...]) -> dict[str, Written]:
    """id → as it stands in its pack; the user's own over the package's."""
    found: dict[str, Written] = {}
    for folder in (PACKAGE, *folders):
        for path in sorted((folder / "packs").glob("*.y*ml")):
            try:
                text = path.read_text(encoding="utf-8-sig")
                file = parse_yaml(text, path.name)
            except (BadFile, OSError, UnicodeDecodeError):
                continue  # the daemon tells of a bad file, and keeps its old rules
            found |= dict(_parts(file, text, path.name))
    return found


def _parts(file: Positioned, text: str, pack: str) -> Iterator[tuple[str, Written]]:
    items = file.node.value if isinstance(file.node, yaml.SequenceNode) else []
    for node, data in zip(items, file.data or [], strict=False):
        if isinstance(data, dict) and isinstance(data.get("id"), str):
            part = text[node.start_mark.index : node.end_mark.index]
            lines = part.rstrip().splitlines()
            indent = node.start_mark.column
            shorn = [lines[0], *(line[indent:] if not line[:indent].strip() else line for line in lines[1:])]
            yield data["id"], Written(pack, "\n".join(shorn) + "\n")


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of a rule: its problems, or what it says of a text."""

    rule: str = ""
    problems: tuple[str, ...] = ()
    explanation: Explanation | None = None
    others: tuple[Explanation, ...] = ()  # that fire on the text too
    title: tuple[str, ...] = ()
    text: tuple[str, ...] = ()
    ruleset: RuleSet | None = None


def with_rule(current: RuleSet, text: str) -> tuple[str, RuleSet]:
    """The id of the rule that `text` describes, and the rules with it in place. Raises BadFile."""
    file = parse_yaml(text, "rule")
    data = file.data[0] if isinstance(file.data, list) and len(file.data) == 1 else file.data
    if not isinstance(data, dict):
        raise BadFile([file.problem((), "write one rule: id, title, severity, when, examples")])
    alone = Positioned("rule", [data], _listed(file))
    changed: Rule = validated(alone, TypeAdapter(list[Rule]))[0]
    others = [rule for id_, rule in current.rules.items() if id_ != changed.id]
    try:
        return changed.id, rules.compile(list(current.concepts.values()), [*others, changed])
    except RuleError as error:
        raise BadFile([alone.problem((0, *loc), f"{id_}: {said}") for id_, loc, said in error.problems]) from error


def _listed(file: Positioned) -> Any:
    node = file.node
    if isinstance(node, yaml.SequenceNode) or node is None:
        return node
    return yaml.SequenceNode("tag:yaml.org,2002:seq", [node], node.start_mark, node.end_mark)


def tried(current: RuleSet, rule_text: str, item: Candidate) -> Tried:
    try:
        rule, changed = with_rule(current, rule_text[:LONGEST_RULE])
    except BadFile as error:
        return Tried(problems=tuple(str(one).removeprefix("rule:") for one in error.problems))
    if rule not in changed.compiled:
        return Tried(rule, ("the rule is switched off: enabled: false",))
    found = explain(changed, item)
    mine = explain(changed, item, [rule])[0]
    spans = [span for why in mine.why for span in _spans(why)] if mine.fires else []
    return Tried(
        rule,
        explanation=mine,
        others=tuple(one for one in found if one.fires and one.rule_id != rule),
        title=_marked(item, "title", spans),
        text=_marked(item, "body", spans),
        ruleset=changed,
    )


def _spans(why: Why) -> Iterator[Span]:
    if why.holds:
        yield from why.spans
        for inner in why.inner:
            yield from _spans(inner)


def _marked(item: Candidate, field: str, spans: list[Span]) -> tuple[str, ...]:
    text, pieces, here = field_text(item, field), [], 0
    for start, end in merged((one.start, one.end) for one in spans if one.field == field):
        pieces += [text[here:start], text[start:end]]
        here = end
    return (*pieces, text[here:])


@dataclass(slots=True)
class Compared:
    """What a changed rule would gain and lose; grows while documents are read."""

    rule: str
    of: int
    read: int = 0
    seconds: float = 0.0
    gained: list[dict[str, Any]] = field(default_factory=list)
    lost: list[dict[str, Any]] = field(default_factory=list)
    kept: int = 0
    more: int = 0  # gained or lost and not listed


def compared(engine: Engine, current: RuleSet, changed: RuleSet, rule: str, now: datetime) -> Compared:
    """The documents of the last days, newest first, as far as the time goes."""
    started, since, before = time.monotonic(), now - timedelta(days=DAYS), _FIRST
    with reading(engine) as connection:
        found = Compared(rule, db.web_rules.count_since(connection, since))
    while time.monotonic() - started < SECONDS:
        with reading(engine) as connection:
            rows = db.web_rules.readable_since(connection, since, before=before, most=_BATCH)
            known = db.matches.rules_of_revisions(connection, [row["id"] for row in rows])
        if not rows:
            break
        for row in rows:
            if time.monotonic() - started > SECONDS:
                break
            had = (row["id"], rule) in known if row["rules_version"] == current.version else _hits(current, rule, row)
            _note(found, row, had=had, has=_hits(changed, rule, row))
        before = rows[-1]["id"]
    found.seconds = time.monotonic() - started
    return found


def _hits(ruleset: RuleSet, rule: str, row: Any) -> bool:
    return any(hit.rule_id == rule for hit in ruleset.hits(candidate(row)))


def _note(found: Compared, row: Any, *, had: bool, has: bool) -> None:
    found.read += 1
    found.kept += had and has
    if had != has:
        listed = found.gained if has else found.lost
        if len(listed) < _SHOWN:
            names = ("document_id", "title", "publisher", "published", "date_precision")
            listed.append({name: row[name] for name in names})
        else:
            found.more += 1
