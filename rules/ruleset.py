"""A compiled set of rules: candidate in, hits out."""

from __future__ import annotations

import fnmatch
import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from rules.candidate import Candidate, Hit
from rules.conditions import WHOLE, Facet, Node
from rules.fold import Folded, fold
from rules.lexicon import Lexicon
from rules.page import Facts, Page
from rules.parts import Evidence, head_end, joined
from rules.schema import Applies, Concept, Rule
from rules.selection import bits, leaves_with, selection
from rules.shorthand import Severity
from rules.term import Leaf

#: Goes into every version: raise it when the same rules would find something else.
ENGINE = 1
SEVERITIES: tuple[Severity, ...] = ("low", "medium", "high")
RANK: dict[Severity, int] = {severity: rank for rank, severity in enumerate(SEVERITIES, 1)}
_MOST_SPANS = 100
#: A text's finds are kept up to here; a text with more is hostile.
_MOST_FINDS = 500_000
#: Longer texts are scanned in pieces, and in smaller ones when names end in names that end in names.
_WHOLE = 200_000


@dataclass(frozen=True, slots=True)
class Shifted:
    to: Severity
    when: Node


@dataclass(frozen=True, slots=True, eq=False)
class CompiledRule:
    rule: Rule
    when: Node
    unless: tuple[Node, ...]
    facets: tuple[Facet, ...]
    raises: tuple[Shifted, ...]
    lowers: tuple[Shifted, ...]
    #: Read at every hit, and a model's attributes are slow.
    id: str = field(init=False)
    labels: tuple[str, ...] = field(init=False)
    applies: Applies | None = field(init=False)

    def __post_init__(self) -> None:
        for name in ("id", "labels", "applies"):
            object.__setattr__(self, name, getattr(self.rule, name))

    def evidence(self, page: Page) -> list[Evidence] | None:
        held = page.held
        if self.id not in held:
            held[self.id] = self._evidence(page)
        return held[self.id]

    def _evidence(self, page: Page) -> list[Evidence] | None:
        if self.facets and any(facet.find(page, WHOLE) is None for facet in self.facets):
            return None
        evidence = self.when.find(page, WHOLE)
        if evidence is not None and self.unless and any(node.find(page, WHOLE) is not None for node in self.unless):
            return None
        return evidence

    def severity(self, page: Page) -> Severity:
        rank = RANK[self.rule.severity]
        for shift in self.raises:
            if RANK[shift.to] > rank and shift.when.find(page, WHOLE) is not None:
                rank = RANK[shift.to]
        for shift in self.lowers:
            if RANK[shift.to] < rank and shift.when.find(page, WHOLE) is not None:
                rank = RANK[shift.to]
        return SEVERITIES[rank - 1]


Held = list[tuple[CompiledRule, list[Evidence]]]


class RuleSet:
    def __init__(
        self, concepts: Sequence[Concept], rules: Sequence[Rule], lexicon: Lexicon, compiled: Sequence[CompiledRule]
    ) -> None:
        self.concepts = {concept.id: concept for concept in concepts}
        self.rules = {rule.id: rule for rule in rules}
        self.lexicon = lexicon
        self.compiled = {one.id: one for one in compiled}
        self.version = _version(concepts, rules)
        self._facts = self._fact_leaf()
        self._automaton = lexicon.finish()
        self.plains = lexicon.patterns
        self.sizes = [len(pattern.encode()) for pattern in lexicon.patterns]
        self.leaves_with = leaves_with(lexicon)
        self._longest = max(self.sizes, default=1)
        self._piece = max(1_000, min(_WHOLE, _MOST_FINDS // self._most_at_once()))
        self._order = [one for one in compiled if not one.rule.hidden]
        self._always, self._masks = selection(self._order)
        self._asks_heads = any(pattern < 0 for pattern in self._masks)
        #: The rules that only change what others say: nothing is asked of them when no other holds.
        self._applying = sum(1 << at for at, one in enumerate(self._order) if one.applies is not None)

    def _fact_leaf(self) -> Leaf:
        """Whatever is reported besides evidence: minerals, countries, measures."""
        told = [c.id for c in self.concepts.values() if c.mineral or c.country or c.kind == "measure"]
        lexicon = self.lexicon
        return lexicon.leaf([(number, id_) for id_ in told for number in lexicon.by_concept[id_]], "facts")

    # --- the hot path ---

    def hits(self, candidate: Candidate) -> list[Hit]:
        whole = joined(candidate)
        folded = fold(whole)
        found = self.scan(folded)
        chosen = self._chosen(folded, found)
        if not chosen & ~self._applying:
            return []
        page = Page(self, candidate, whole, folded, found)
        held = self._held(page, chosen & ~self._applying)
        if not held:
            return []
        return self._report(page, held, self._held(page, chosen & self._applying) if self._applying else [])

    def _held(self, page: Page, chosen: int) -> Held:
        rules = (self._order[at] for at in bits(chosen))
        return [(rule, evidence) for rule in rules if (evidence := rule.evidence(page)) is not None]

    def page(self, candidate: Candidate) -> Page:
        whole = joined(candidate)
        folded = fold(whole)
        return Page(self, candidate, whole, folded, self.scan(folded))

    def scan(self, folded: Folded) -> list[tuple[int, int, int]]:
        """Every (pattern, start, end) in the squeezed bytes."""
        squeezed = folded.squeezed
        if len(squeezed) <= self._piece:
            return self._automaton.find_matches_as_indexes(squeezed, overlapping=True)
        return list(self._scan_long(squeezed))

    def _most_at_once(self) -> int:
        """How many names can end at one place."""
        ends = self._automaton.find_matches_as_indexes
        sizes = ((pattern.encode(), size) for pattern, size in zip(self.plains, self.sizes, strict=True))
        return max((sum(end == size for _, _, end in ends(key, overlapping=True)) for key, size in sizes), default=1)

    def _scan_long(self, squeezed: bytes) -> Iterator[tuple[int, int, int]]:
        step, kept = self._piece, 0
        for at in range(0, len(squeezed), step):
            piece = squeezed[max(0, at - self._longest + 1) : at + step]
            moved = max(0, at - self._longest + 1)
            for pattern, start, end in self._automaton.find_matches_as_indexes(piece, overlapping=True):
                if end + moved > at:
                    yield pattern, start + moved, end + moved
                    kept += 1
            if kept > _MOST_FINDS:
                return

    def _chosen(self, folded: Folded, found: Sequence[tuple[int, int, int]]) -> int:
        """The rules whose necessary names all occur where they must, as bits."""
        present = {find[0] for find in found}
        if self._asks_heads:
            head = head_end(folded)
            present |= {~pattern for pattern, _, end in found if end <= head}
        first = second = third = 0
        masks = self._masks
        for pattern in present:
            mask = masks.get(pattern)
            if mask is not None:
                first |= mask[0]
                second |= mask[1]
                third |= mask[2]
        always = self._always
        return (first | always[0]) & (second | always[1]) & (third | always[2])

    # --- hits from evidence ---

    def _report(self, page: Page, held: Held, applying: Held) -> list[Hit]:
        told = self._told(page)
        hits = [self._hit(page, rule, evidence, told) for rule, evidence in held]
        for rule, _ in applying:
            if rule.applies is not None:
                hits = [changed for hit in hits if (changed := _apply(rule.applies, hit)) is not None]
        return hits

    def _told(self, page: Page) -> frozenset[str]:
        """Concepts named where the item says what it is about."""
        if not self._facts.patterns:
            return frozenset()
        ranges = page.window(("intro",))
        found = page.evidence(self._facts)
        return frozenset(id_ for start, _, id_ in found if any(low <= start < high for low, high in ranges))

    def _hit(self, page: Page, rule: CompiledRule, evidence: list[Evidence], told: frozenset[str]) -> Hit:
        named = {concept for _, _, concept in evidence if concept}
        minerals, countries, measures = self._facts_of(page, told if named <= told else told | named)
        shift = rule.raises or rule.lowers
        return Hit(
            rule.id,
            rule.severity(page) if shift else rule.rule.severity,
            rule.labels,
            tuple(sorted(named)) if named else (),
            minerals,
            countries,
            measures,
            tuple(page.spans(sorted(set(evidence))[:_MOST_SPANS] if len(evidence) > 1 else evidence)),
        )

    def _facts_of(self, page: Page, named: frozenset[str]) -> Facts:
        """Minerals, countries and measures among concepts; the publishing country counts."""
        if named not in page.facts:
            facts = [self.concepts[id_] for id_ in sorted(named)]
            countries = {fact.country for fact in facts if fact.country} | ({page.candidate.country} - {""})
            page.facts[named] = (
                tuple(sorted({fact.mineral for fact in facts if fact.mineral})),
                tuple(sorted(countries)),
                tuple(fact.id for fact in facts if fact.kind == "measure"),
            )
        return page.facts[named]


def _apply(applies: Applies, hit: Hit) -> Hit | None:
    meant = set(applies.labels) & set(hit.labels) or any(fnmatch.fnmatchcase(hit.rule_id, one) for one in applies.rules)
    if not meant:
        return hit
    if applies.veto:
        return _without(applies, hit)
    rank = RANK[hit.severity]
    rank = min(rank, RANK[applies.cap]) if applies.cap else rank
    rank = max(rank, RANK[applies.floor]) if applies.floor else rank
    return hit._replace(severity=SEVERITIES[rank - 1])


def _without(applies: Applies, hit: Hit) -> Hit | None:
    """A veto by label takes the label; a hit that keeps another stays."""
    if any(fnmatch.fnmatchcase(hit.rule_id, one) for one in applies.rules):
        return None
    labels = tuple(label for label in hit.labels if label not in applies.labels)
    return hit._replace(labels=labels) if labels else None


def _version(concepts: Iterable[Concept], rules: Iterable[Rule]) -> str:
    parts = [one.model_dump(mode="json", exclude_defaults=True) for one in (*concepts, *rules)]
    whole = json.dumps([ENGINE, sorted(parts, key=lambda part: str(part["id"]))], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(whole.encode()).hexdigest()[:16]
