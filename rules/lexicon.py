"""Names become terms: what to scan for, and what must be checked where the scan finds it."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from ahocorasick_rs import BytesAhoCorasick, Implementation, MatchKind

from rules.boundary import default_boundary, script
from rules.candidate import RuleError
from rules.fold import fold_name
from rules.schema import Concept, Context, Name, Near
from rules.shorthand import Boundary
from rules.spelling import spellings
from rules.term import Beside, Leaf, Loc, Term, exact_of, is_capitals, joints_of

#: Of two names of these kinds that overlap, the longer one is meant.
LONGEST_WINS = frozenset({"mineral", "material", "country"})
#: Languages whose short everyday words are names in others (French `or`, `fer`; German `Blei`).
BOUND_LANGUAGES = frozenset({"de", "fr"})
_LONGEST_NAME = 200


class Lexicon:
    """All terms of a rule set. Built once; read only afterwards."""

    def __init__(self, concepts: Sequence[Concept]) -> None:
        self.concepts = {concept.id: concept for concept in concepts}
        self.problems: list[tuple[str, Loc, str]] = []
        self.terms: list[Term] = []
        self.patterns: list[str] = []
        self.by_concept: dict[str, list[int]] = defaultdict(list)
        self._numbers: dict[str, int] = {}
        self._phrases: dict[tuple[object, ...], tuple[int, ...]] = {}
        self._leaves: dict[tuple[object, ...], Leaf] = {}
        self._shared: dict[tuple[object, ...], Any] = {}
        self.leaves: list[Leaf] = []
        self._decoys: dict[int, tuple[int, ...]] = {}
        for concept in concepts:
            self._add_concept(concept)
        self._wire()

    def finish(self) -> BytesAhoCorasick:
        """The automaton; no term can be added afterwards. Raises RuleError when something did not fit."""
        if self.problems:
            raise RuleError(self.problems)
        self._leaves.clear()
        self._shared.clear()
        keys = [pattern.encode() for pattern in self.patterns] or [b"\xff\xff"]
        # the table of a DFA falls out of the cache: half as fast on text full of names, five times the memory
        return BytesAhoCorasick(keys, matchkind=MatchKind.Standard, implementation=Implementation.ContiguousNFA)

    # --- concepts ---

    def _add_concept(self, concept: Concept) -> None:
        for language, names in concept.names.items():
            for index, name in enumerate(names):
                self._add_name(concept, name, language, ("names", language, index))
        for index, name in enumerate(concept.symbols):
            exact = name if name.case is not None else name.model_copy(update={"case": True})
            self._add_name(concept, exact, "", ("symbols", index))
        for field in ("hs", "cas"):
            for index, code in enumerate(getattr(concept, field)):
                self._add_code(concept, code, (field, index))

    def _add_name(self, concept: Concept, name: Name, language: str, loc: Loc) -> None:
        folded = self._folded(concept.id, name.name, loc)
        if folded is None:
            return
        case = name.case if name.case is not None else is_capitals(name.name)
        bound = language in BOUND_LANGUAGES if name.bound is None else name.bound
        decoys = self.phrase_terms(concept.id, (*name.decoys, *concept.decoys), (*loc, "decoys"))
        for spelled in sorted({folded} if case else spellings(folded, language)):
            number = self._add_term(
                owner=concept.id,
                name=name.name,
                spelled=spelled,
                boundary=name.boundary,
                language=language,
                exact=exact_of(name.name) if case else None,
                bound=language if bound and language else None,
                needs=self._beside(concept.id, name.needs or concept.needs, (*loc, "needs")),
                refuses=self._beside(concept.id, name.refuses or concept.refuses, (*loc, "refuses")),
            )
            self.by_concept[concept.id].append(number)
            self._decoys[number] = decoys

    def _add_code(self, concept: Concept, code: str, loc: Loc) -> None:
        folded = self._folded(concept.id, code, loc)
        if folded is not None:
            number = self._add_term(
                owner=concept.id, name=code, spelled=folded, boundary="word", language="", code=True
            )
            self.by_concept[concept.id].append(number)

    def _add_term(
        self,
        *,
        owner: str,
        name: str,
        spelled: str,
        boundary: Boundary | None,
        language: str,
        exact: str | None = None,
        bound: str | None = None,
        code: bool = False,
        needs: Beside | None = None,
        refuses: Beside | None = None,
    ) -> int:
        plain, joints, musts = joints_of(spelled)
        number = len(self.terms)
        boundary = boundary or default_boundary(plain, language)
        self.terms.append(
            Term(
                number=number,
                pattern=self._pattern(plain),
                owner=owner,
                name=name,
                plain=plain,
                spelled=spelled,
                joints=joints,
                musts=musts,
                boundary=boundary,
                language=language,
                free=boundary == "anywhere" and not (musts or exact or bound or code or needs or refuses),
                exact=exact,
                bound=bound,
                code=code,
                needs=needs,
                refuses=refuses,
            )
        )
        return number

    def _pattern(self, plain: str) -> int:
        number = self._numbers.setdefault(plain, len(self.patterns))
        if number == len(self.patterns):
            self.patterns.append(plain)
        return number

    def _folded(self, owner: str, name: str, loc: Loc) -> str | None:
        folded = fold_name(name)
        if not any(script(letter) for letter in folded):
            self.problems.append((owner, loc, f"{name!r} has no letter or digit to find"))
        elif len(folded) > _LONGEST_NAME:
            self.problems.append((owner, loc, f"longer than {_LONGEST_NAME} characters; use a part of it"))
        else:
            return folded
        return None

    # --- phrases and contexts ---

    def phrase_terms(
        self, owner: str, phrases: Sequence[str], loc: Loc, case: bool | None = None, boundary: Boundary | None = None
    ) -> tuple[int, ...]:
        return tuple(
            number
            for index, phrase in enumerate(phrases)
            for number in self._phrase(owner, phrase, (*loc, index), case, boundary)
        )

    def _phrase(
        self, owner: str, phrase: str, loc: Loc, case: bool | None, boundary: Boundary | None
    ) -> tuple[int, ...]:
        known = self._phrases.get((phrase, case, boundary))
        if known is not None:
            return known
        folded = self._folded(owner, phrase, loc)
        if folded is None:
            return ()
        exact = case if case is not None else is_capitals(phrase)
        numbers = tuple(
            self._add_term(
                owner="", name=phrase, spelled=spelled, boundary=boundary, language="",
                exact=exact_of(phrase) if exact else None,
            )
            for spelled in sorted({folded} if exact else spellings(folded, ""))
        )  # fmt: skip
        self._phrases[(phrase, case, boundary)] = numbers
        return numbers

    def _beside(self, owner: str, context: Context | None, loc: Loc) -> Beside | None:
        if context is None:
            return None
        within = context.within.characters if isinstance(context.within, Near) else context.within
        concepts = self.leaves_of(owner, context.concepts, loc)
        return Beside(self.phrase_terms(owner, context.words, loc), concepts, within)

    # --- groups and leaves ---

    def leaves_of(self, owner: str, ids: Sequence[str], loc: Loc) -> tuple[str, ...]:
        """The concepts meant by ids: members of groups and members of members too."""
        found: dict[str, None] = {}
        waiting = list(ids)
        while waiting:
            id_ = waiting.pop(0)
            if id_ in found:
                continue
            if id_ not in self.concepts:
                self.problems.append((owner, loc, f"unknown concept {id_!r}{did_you_mean(id_, self.concepts)}"))
                continue
            found[id_] = None
            waiting += self.concepts[id_].members
        return tuple(found)

    def leaf(self, numbers: Sequence[tuple[int, str]], shown: str) -> Leaf:
        key = tuple(self._shared.setdefault(one, one) for one in numbers)
        if key not in self._leaves:
            terms: dict[int, list[tuple[int, str]]] = defaultdict(list)
            for one in key:
                terms[self.terms[one[0]].pattern].append(one)
            # leaves name the same terms again and again: one tuple serves all
            held = {pattern: self._shared.setdefault(pair := tuple(pairs), pair) for pattern, pairs in terms.items()}
            self._leaves[key] = Leaf(len(self._leaves), frozenset(terms), held, shown)
            self.leaves.append(self._leaves[key])
        return self._leaves[key]

    # --- which longer names take a hit away ---

    def _wire(self) -> None:
        for concept in self.concepts.values():
            self.leaves_of(concept.id, concept.members, ("members",))
            self.leaves_of(concept.id, concept.covers, ("covers",))
        owned = [term for term in self.terms if term.owner]
        inside = self._inside()
        for term in owned:
            longer = [self.terms[number] for number in inside.get(term.pattern, ())]
            decoys = set(self._decoys.get(term.number, ()))
            voiders = tuple(other.number for other in longer if other.number in decoys or self._wins(other, term))
            if voiders:
                self.terms[term.number] = replace(term, voiders=voiders, free=False)

    def _inside(self) -> dict[int, list[int]]:
        """By pattern: the terms whose text holds it and more."""
        keys = [pattern.encode() for pattern in self.patterns]
        if not keys:
            return {}
        automaton = BytesAhoCorasick(keys, matchkind=MatchKind.Standard)
        by_pattern: dict[int, list[int]] = defaultdict(list)
        for term in self.terms:
            by_pattern[term.pattern].append(term.number)
        inside: dict[int, list[int]] = defaultdict(list)
        for longer, key in enumerate(keys):
            parts = {part for part, _, _ in automaton.find_matches_as_indexes(key, overlapping=True)}
            for part in parts - {longer}:
                inside[part] += by_pattern[longer]
        return inside

    def _wins(self, longer: Term, term: Term) -> bool:
        if not longer.owner or longer.owner == term.owner:
            return False
        winner, loser = self.concepts[longer.owner], self.concepts[term.owner]
        if loser.id in winner.covers:
            return True
        if winner.kind != loser.kind or winner.kind not in LONGEST_WINS:
            return False
        same = winner.mineral is not None and winner.mineral == loser.mineral
        return not (same or loser.id in winner.members or winner.id in loser.members)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(word, list(known), n=1)
    return f", did you mean {near[0]!r}?" if near else ""


def iter_names(concept: Concept) -> Iterator[tuple[Loc, str, Name]]:
    """Every name with its place and language, symbols with none."""
    for language, names in concept.names.items():
        for index, name in enumerate(names):
            yield ("names", language, index), language, name
    for index, name in enumerate(concept.symbols):
        yield ("symbols", index), "", name
