"""Why a rule fires on a text, or why not: condition by condition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rules.candidate import Candidate, Span
from rules.combined import AtLeast, Inside, Logic, Near, Score
from rules.conditions import Facet, Node, Other, Regex, Scope, Words
from rules.page import Page
from rules.ruleset import CompiledRule, RuleSet
from rules.shorthand import Severity

_MOST_NOTES = 4


@dataclass(frozen=True, slots=True)
class Why:
    """One condition: what it asks, whether it holds, what it found, and what stood in the way."""

    asks: str
    holds: bool
    spans: tuple[Span, ...] = ()
    notes: tuple[str, ...] = ()
    inner: tuple[Why, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    rule_id: str
    fires: bool
    severity: Severity | None
    why: tuple[Why, ...] = field(default=())
    withheld_by: tuple[str, ...] = ()

    @property
    def near_miss(self) -> bool:
        """Something of it was found."""
        return not self.fires and any(_found_something(why) for why in self.why)


def explain(rules: RuleSet, candidate: Candidate, only: Sequence[str] = ()) -> list[Explanation]:
    """Every rule that reports, or the ones named. Raises KeyError for a rule that is not there or switched off."""
    page = rules.page(candidate)
    severities = {hit.rule_id: hit.severity for hit in rules.hits(candidate)}
    chosen = [rules.compiled[id_] for id_ in only] or [one for one in rules.compiled.values() if not one.rule.hidden]
    return [_explanation(rules, page, rule, severities.get(rule.id)) for rule in chosen]


def _explanation(rules: RuleSet, page: Page, rule: CompiledRule, severity: Severity | None) -> Explanation:
    holds = rule.evidence(page) is not None
    reports = not (rule.rule.hidden or rule.rule.applies)
    withheld = tuple(_vetoes(rules, page, rule)) if holds and reports and severity is None else ()
    fires = holds if not reports else severity is not None
    return Explanation(rule.id, fires, severity if reports else None, tuple(_parts(page, rule)), withheld)


def _vetoes(rules: RuleSet, page: Page, rule: CompiledRule) -> Iterator[str]:
    for other in rules.compiled.values():
        applies = other.rule.applies
        if applies and applies.veto and other.evidence(page) is not None:
            yield other.id


def _parts(page: Page, rule: CompiledRule) -> Iterator[Why]:
    scope = Scope()
    for facet in rule.facets:
        yield why(page, facet, scope)
    yield why(page, rule.when, scope)
    for node in rule.unless:
        inner = why(page, node, scope)
        yield Why("unless", not inner.holds, notes=("this stands in the text",) if inner.holds else (), inner=(inner,))
    for word, shifts in (("raise", rule.raises), ("lower", rule.lowers)):
        for shift in shifts:
            inner = why(page, shift.when, scope)
            yield Why(f"{word} to {shift.to} when", inner.holds, inner=(inner,))


def why(page: Page, node: Node, scope: Scope) -> Why:
    evidence = node.find(page, scope)
    spans = tuple(page.spans(evidence or ()))
    holds = evidence is not None
    if isinstance(node, Words):
        return Why(node.leaf.shown, holds, spans, () if holds else tuple(_obstacles(page, node, scope)))
    if isinstance(node, Near):
        return _near(page, node, scope, holds)
    if isinstance(node, Inside):
        inner = why(page, node.condition, Scope(node.places, scope.stretch))
        return Why(f"in {', '.join(node.places)}: {inner.asks}", holds, spans, inner.notes, inner.inner)
    if isinstance(node, Logic):
        return Why(_logic(node), holds, inner=tuple(_logic_parts(page, node, scope)))
    if isinstance(node, Score):
        return _score(page, node, scope, holds)
    inners = tuple(why(page, one, scope) for one in node.inner())
    return Why(_asks(page, node), holds, () if inners else spans, inner=inners)


def _asks(page: Page, node: Node) -> str:
    if isinstance(node, AtLeast):
        return f"at least {node.count} of"
    if isinstance(node, Regex):
        return f"regex {node.written}"
    if isinstance(node, Facet):
        actual = page.language if node.name == "language" else getattr(page.candidate, node.name)
        return f"{node.name} is {' or '.join(node.values)} (it is {actual or 'not known'})"
    if isinstance(node, Other):
        return f"rule {' or '.join(rule.id for rule in node.rules)}"
    return type(node).__name__.lower()


def _logic(node: Logic) -> str:
    return " and ".join(name for name in ("all", "any", "none") if getattr(node, name)) + " of"


def _logic_parts(page: Page, node: Logic, scope: Scope) -> Iterator[Why]:
    for one in (*node.all, *node.any):
        yield why(page, one, scope)
    for one in node.none:
        inner = why(page, one, scope)
        yield Why(f"not {inner.asks}", not inner.holds, inner.spans, inner=inner.inner)


def _near(page: Page, node: Near, scope: Scope, holds: bool) -> Why:
    unit = f"{node.unit} characters" if isinstance(node.unit, int) else node.unit
    for stretch in node.stretches(page, scope):
        if node.condition.find(page, Scope(scope.places, stretch)) is not None:
            inner = why(page, node.condition, Scope(scope.places, stretch))
            return Why(f"within one {unit}: {inner.asks}", True, inner.spans, inner.notes, inner.inner)
    inner = why(page, node.condition, scope)
    apart = (f"each holds in the text, but never within one {unit}",) if inner.holds else ()
    return Why(f"within one {unit}: {inner.asks}", holds, inner.spans, (*apart, *inner.notes), inner.inner)


def _score(page: Page, node: Score, scope: Scope, holds: bool) -> Why:
    total, parts = 0.0, []
    for weighed in node.of:
        points, evidence = weighed.score(page, scope)
        total += points
        inner = why(page, weighed.condition, scope)
        parts.append(
            Why(f"{points:+g} {inner.asks}", bool(points), tuple(page.spans(evidence)), inner.notes, inner.inner)
        )
    return Why(f"score at least {node.least:g} (it is {total:g})", holds, inner=tuple(parts))


def _obstacles(page: Page, node: Words, scope: Scope) -> Iterator[str]:
    """What the scan found and why it does not count."""
    elsewhere = page.evidence(node.leaf)
    if elsewhere:
        spans = page.spans(elsewhere[:2])
        yield "stands only at " + ", ".join(f"{span.field} {span.start}–{span.end}" for span in spans)
        return
    notes: dict[str, None] = {}
    for pattern in page.present & node.leaf.patterns:
        for number, _ in node.leaf.terms[pattern]:
            term = page.rules.lexicon.terms[number]
            for start, end in page.located(pattern)[:_MOST_NOTES]:
                span = page.span(start, end, "")
                notes[f"“{term.name}” at {span.field} {span.start}–{span.end}: {page.misfit(term, start, end)}"] = None
    yield from list(notes)[:_MOST_NOTES]


def _found_something(why: Why) -> bool:
    return bool(why.spans or why.notes) or any(_found_something(inner) for inner in why.inner)
