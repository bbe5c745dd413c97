"""What a query is made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Words:
    """This text stands in a document, exactly so, but for case, width and gaps; `title`: in its title."""

    text: str
    title: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """Any of these values. `exactly`: of an order such as severity this one only, else it and what is above."""

    name: str
    values: tuple[str, ...]
    exactly: bool = False


@dataclass(frozen=True, slots=True)
class Days:
    """Published, or else first seen, from `since` on and before `before`."""

    since: datetime | None = None
    before: datetime | None = None


@dataclass(frozen=True, slots=True)
class Not:
    node: Node


@dataclass(frozen=True, slots=True)
class All:
    """Of no parts: every document."""

    nodes: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Any:
    nodes: tuple[Node, ...]


Node = Words | Field | Days | Not | All | Any


@dataclass(frozen=True, slots=True)
class Query:
    """`text`: as it was written."""

    text: str
    node: Node

    @property
    def wanted(self) -> tuple[Words, ...]:
        """What is asked for, not what is excluded: in the order of the query."""
        return tuple(dict.fromkeys(_wanted(self.node)))


def _wanted(node: Node) -> Iterator[Words]:
    if isinstance(node, Words):
        yield node
    elif isinstance(node, (All, Any)):
        for part in node.nodes:
            yield from _wanted(part)
