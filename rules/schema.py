"""A concept and a rule as their YAML files describe them. Every field is explained in rules/README.md."""

from __future__ import annotations

import datetime
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, model_validator

from rules.shorthand import (
    Boundary,
    Id,
    Ids,
    Places,
    Severity,
    Strict,
    Text,
    Texts,
    Unit,
    listed,
    named,
    phrased,
    sampled,
    shallow,
    weighed,
)


class Near(Strict):
    """Within so many characters."""

    characters: int = Field(ge=1, le=100_000)


class Context(Strict):
    """What stands beside a name. Words are found as phrases are; `within` says how far away they may be."""

    words: Texts = ()
    concepts: Ids = ()
    within: Unit | Near = "sentence"


def _context(value: Any) -> Any:
    return {"words": value} if isinstance(value, (str, list, tuple)) else value


ContextOf = Annotated[
    Context | None, BeforeValidator(_context, json_schema_input_type=Text | tuple[Text, ...] | Context | None)
]


class Name(Strict):
    """One name of a concept, with what makes it ambiguous.

    `needs`: counts only beside one of these. `refuses`: does not count beside any of these. `decoys`: longer
    expressions that contain the name and mean something else (국가주석 for 주석). `case`: exactly as written.
    `bound`: counts only in texts of its own language. `boundary`: how much of a word it must be.
    """

    name: Text
    case: bool | None = None
    boundary: Boundary | None = None
    bound: bool | None = None
    needs: ContextOf = None
    refuses: ContextOf = None
    decoys: Texts = ()
    example: Texts = ()
    no_match: Texts = ()


NameOf = Annotated[Name, BeforeValidator(named, json_schema_input_type=Text | Name)]
Names = Annotated[tuple[NameOf, ...], BeforeValidator(listed, json_schema_input_type=NameOf | tuple[NameOf, ...])]


class Concept(Strict):
    """One meaning with its names in every language; a group when it has `members`.

    `needs`, `refuses` and `decoys` hold for all names. `covers` names concepts whose hits inside a hit of this one
    do not count (lithium-ion battery covers lithium).
    """

    id: Id
    kind: Id
    title: dict[str, Text] = {}
    mineral: Id | None = None
    country: str | None = Field(default=None, pattern="^[A-Z]{2}$")
    names: dict[str, Names] = {}
    symbols: Names = ()
    hs: Texts = ()
    cas: Texts = ()
    members: Ids = ()
    covers: Ids = ()
    needs: ContextOf = None
    refuses: ContextOf = None
    decoys: Texts = ()
    source: str | None = None
    date: datetime.date | None = None
    note: str | None = None
    examples: Examples = Field(default_factory=lambda: Examples())

    @model_validator(mode="after")
    def _findable(self) -> Self:
        if not (self.names or self.symbols or self.hs or self.cas or self.members):
            raise ValueError("nothing to find: give names, symbols, hs, cas or members")
        return self


class Weight(Strict):
    """Points by place; the best place where the condition holds counts."""

    title: float = 0
    lead: float = 0
    intro: float = 0
    text: float = 0


class Condition(Strict):
    """Exactly one of the questions, and what narrows it.

    `all`, `any` and `none` may stand together: all of them must hold, with `near` in one and the same place.
    """

    phrase: Texts = ()
    concept: Ids = ()
    kind: Ids = ()
    regex: Text | None = None
    rule: Ids = ()
    source: Texts = ()
    country: Texts = ()
    language: Texts = ()
    all: Conditions = ()
    any: Conditions = ()
    none: Conditions = ()
    at_least: int | None = Field(default=None, ge=1)
    score: float | None = None
    of: Conditions = ()

    near: Unit | Near | None = None
    in_: Places = Field(default=(), alias="in")
    case: bool | None = None
    boundary: Boundary | None = None
    weight: Annotated[Weight | None, BeforeValidator(weighed, json_schema_input_type=float | Weight)] = None
    times: int = Field(default=1, ge=1, le=1_000)

    @model_validator(mode="after")
    def _one_question(self) -> Self:
        given = [name for name in QUESTIONS if getattr(self, name) not in ((), None)]
        logic = bool(self.all or self.any or self.none)
        if len(given) + logic == 0:
            raise ValueError(f"asks nothing; give one of all, any, none, {', '.join(QUESTIONS)}")
        if len(given) + logic > 1:
            both = [*given, *(["all/any/none"] if logic else [])]
            raise ValueError(f"asks {' and '.join(both)}; put each into a condition of its own under all or any")
        self._fits(logic)
        return self

    def _fits(self, logic: bool) -> None:
        if bool(self.of) != (self.at_least is not None or self.score is not None):
            raise ValueError("`of` belongs to at_least or score: {at_least: 2, of: [...]}")
        if self.near and not (logic or self.at_least):
            raise ValueError("`near` belongs to all, any, none or at_least: {near: sentence, all: [...]}")
        if (self.case is not None or self.boundary) and not self.phrase:
            raise ValueError("`case` and `boundary` belong to phrase; a concept's names have their own")


#: What a condition can ask, besides all, any and none.
QUESTIONS = ("phrase", "concept", "kind", "regex", "rule", "source", "country", "language", "at_least", "score")

ConditionOf = Annotated[Condition, BeforeValidator(phrased, json_schema_input_type=str | Condition)]
Conditions = Annotated[
    tuple[ConditionOf, ...], BeforeValidator(listed, json_schema_input_type=ConditionOf | tuple[ConditionOf, ...])
]


class Example(Strict):
    """A text for a test: a sentence alone is a title."""

    title: str = ""
    text: str = ""
    publisher: str = ""
    section: str = ""
    source: str = ""
    country: str = ""
    language: str = ""


ExampleOf = Annotated[Example, BeforeValidator(sampled, json_schema_input_type=str | Example)]
ExamplesOf = Annotated[
    tuple[ExampleOf, ...], BeforeValidator(listed, json_schema_input_type=ExampleOf | tuple[ExampleOf, ...])
]


class Examples(Strict):
    match: ExamplesOf = ()
    no_match: ExamplesOf = ()


class Shift(Strict):
    """Another severity when a condition holds."""

    to: Severity
    when: ConditionOf


Shifts = Annotated[
    tuple[Shift, ...],
    BeforeValidator(listed, json_schema_input_type=Shift | tuple[Shift, ...]),
    BeforeValidator(shallow, json_schema_input_type=Shift | tuple[Shift, ...]),
]


class Facets(Strict):
    """Only for items of these sources, countries and languages (`kiat-*` is allowed)."""

    source: Texts = ()
    country: Texts = ()
    language: Texts = ()


class Applies(Strict):
    """What a rule does to the hits of other rules on the same item, chosen by label or by id (`trade-*` is allowed).

    `veto` takes them away, `cap` and `floor` bound their severity.
    """

    labels: Ids = ()
    rules: Texts = ()
    veto: bool = False
    cap: Severity | None = None
    floor: Severity | None = None

    @model_validator(mode="after")
    def _does_something(self) -> Self:
        if not (self.labels or self.rules):
            raise ValueError("say which hits: labels or rules")
        if not (self.veto or self.cap or self.floor):
            raise ValueError("say what happens to them: veto, cap or floor")
        return self


class Rule(Strict):
    """A named condition. With `applies` it corrects other rules; `hidden`, it only serves as {rule: id} in others."""

    id: Id
    title: dict[str, Text] = {}
    severity: Severity = "medium"
    labels: Ids = ()
    facets: Facets | None = None
    when: Annotated[ConditionOf, BeforeValidator(shallow, json_schema_input_type=ConditionOf)]
    unless: Annotated[Conditions, BeforeValidator(shallow, json_schema_input_type=Conditions)] = ()
    raise_: Shifts = Field(default=(), alias="raise")
    lower: Shifts = ()
    applies: Applies | None = None
    hidden: bool = False
    enabled: bool = True
    examples: Examples = Examples()
    note: str | None = None
    source: str | None = None
    date: datetime.date | None = None

    @model_validator(mode="after")
    def _reports(self) -> Self:
        if not self.hidden and not self.applies and not self.title:
            raise ValueError("give a title, such as {en: Export control on gallium}; or make it hidden")
        return self


Concept.model_rebuild()
Condition.model_rebuild()
Rule.model_rebuild()
