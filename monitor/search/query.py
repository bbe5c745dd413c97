"""The query language: `갈륨 수출통제 source:kr/* since:2025-01 severity:high`. monitor/README.md has the table."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from monitor.search.fields import CHOICES, FIELDS, span
from monitor.search.names import Names, package_names
from monitor.search.nodes import All, Any, Days, Field, Node, Not, Query, Words
from rules import Concept
from rules.fold import GAP_CHARACTERS, fold

_OPENING, _CLOSING = '"“”„', '"“”'
_TOKEN = re.compile(
    rf"""\s*(?:
        (?P<paren>[()])
      | (?P<minus>-(?=[^\s)]))
      | (?P<field>[A-Za-z_]+)[:：](?!//)(?P<exactly>=?)
      | [{_OPENING}](?P<phrase>[^{_CLOSING}]*)[{_CLOSING}]
      | (?P<open>[{_OPENING}])
      | (?P<word>[^\s()"“”„]+)
    )""",
    re.VERBOSE,
)
_VALUE = re.compile(rf"[{_OPENING}](?P<phrase>[^{_CLOSING}]*)[{_CLOSING}]|(?P<word>[^\s()\"“”„,]+)")
_DEEPEST = 50
_LONGEST = 2_000  # characters of a query


class QueryError(ValueError):
    """What is wrong with a query and what to do; `column` counts from 1."""

    def __init__(self, message: str, column: int) -> None:
        super().__init__(message)
        self.message, self.column = message, column

    def __str__(self) -> str:
        return f"column {self.column}: {self.message}"


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str  # paren, minus, or, node
    text: str
    column: int
    node: Node | None = None


def parse(text: str, concepts: Mapping[str, Concept] | None = None) -> Query:
    """Raises QueryError. The empty query asks for every document.

    `concepts`: by whose names mineral: and concept: go; default: those of the program.
    """
    if len(text) > _LONGEST:
        raise QueryError(f"a query has at most {_LONGEST} characters", _LONGEST + 1)
    tokens = _tokens(text)
    if text.strip() and not tokens:
        raise QueryError("there is no letter to look for", 1)
    return Query(text.strip(), _named(_Reader(tokens, len(text) + 1).whole(), concepts))


def _named(node: Node, concepts: Mapping[str, Concept] | None) -> Node:
    """Minerals and concepts by their names."""
    if isinstance(node, Not):
        return Not(_named(node.node, concepts))
    if isinstance(node, (All, Any)):
        return type(node)(tuple(_named(part, concepts) for part in node.nodes))
    if not (isinstance(node, Field) and node.name in ("mineral", "concept")):
        return node
    names = package_names() if concepts is None else Names(concepts)
    find = names.minerals if node.name == "mineral" else names.concepts
    ids = tuple(dict.fromkeys(one for value in node.values for one in find(value)))
    field = Field(node.name, ids)
    texts = [text for one in ids for text in names.texts(one)] if node.name == "concept" else []
    return Any((field, *map(Words, texts))) if texts else field


def narrowed(text: str, field: str, value: str) -> str:
    """The query with one more condition, for links: severity is exactly this one; `year` and `month` are fields too."""
    if field in ("year", "month"):
        return f"{text} since:{value} until:{value}".strip()
    equal = "=" if field == "severity" else ""
    quoted = f'"{value}"' if re.search(r"[\s(),]", value) or not value else value
    return f"{text} {field}:{equal}{quoted}".strip()


def _tokens(text: str) -> list[_Token]:
    found: list[_Token] = []
    at = 0
    while text[at:].strip():
        match = _TOKEN.match(text, at)
        assert match is not None  # noqa: S101  every character fits one of the kinds
        kind = str(match.lastgroup)
        column, at = match.end() - len(match.group(0).lstrip()) + 1, match.end()
        if kind == "exactly":
            node, at = _field(text, match, column)
            found.append(_Token("node", match["field"], column, node))
        elif kind != "word" or _has_letters(match[kind]):  # a lone sign between words says nothing
            found.append(_plain(kind, match[kind], column))
    return found


def _plain(kind: str, said: str, column: int) -> _Token:
    if kind == "open":
        raise QueryError("this quotation mark is never closed: write a second one behind the phrase", column)
    if kind in ("paren", "minus"):
        return _Token(kind, said, column)
    if kind == "word" and said == "OR":
        return _Token("or", said, column)
    return _Token("node", said, column, Words(_letters(said, column)))


def _letters(said: str, column: int) -> str:
    if not _has_letters(said):
        raise QueryError("nothing to look for stands between these quotation marks", column)
    return said


def _has_letters(said: str) -> bool:
    return not GAP_CHARACTERS.issuperset(fold(said).text)


def _field(text: str, match: re.Match[str], column: int) -> tuple[Node, int]:
    name = match["field"].lower()
    if name not in FIELDS:
        raise QueryError(f"there is no field {name!r}{_proposal(name)}; quotes make it plain text", column)
    values, at = _values(text, match.end())
    if not values:
        raise QueryError(f"{name}: needs a value right behind the colon: {FIELDS[name]}", column)
    where = match.end() + 1
    return _BUILD.get(name, _listed)(name, values, bool(match["exactly"]), where), at


def _proposal(name: str) -> str:
    near = difflib.get_close_matches(name, FIELDS, n=1, cutoff=0.7)
    return f", did you mean {near[0]!r}?" if near else f"; the fields are {', '.join(FIELDS)}"


def _values(text: str, at: int) -> tuple[list[str], int]:
    """Values with commas between them."""
    found: list[str] = []
    while match := _VALUE.match(text, at):
        found.append(match["word"] if match["phrase"] is None else match["phrase"])
        at = match.end()
        if text[at : at + 1] != ",":
            break
        at += 1
    return [value for value in found if value.strip()], at


def _listed(name: str, values: list[str], exactly: bool, column: int) -> Node:
    choices = CHOICES.get(name)
    if choices:
        values = [value.lower() for value in values]
        wrong = next((value for value in values if value not in choices), None)
        if wrong is not None:
            near = difflib.get_close_matches(wrong, choices, n=1)
            hint = f", did you mean {near[0]!r}?" if near else ""
            raise QueryError(f"{name}: {wrong!r} is none of {', '.join(choices)}{hint}", column)
    return Field(name, tuple(values), exactly)


def _title(_: str, values: list[str], exactly: bool, column: int) -> Node:
    found = tuple(Words(_letters(value, column), title=True) for value in values)
    return found[0] if len(found) == 1 else Any(found)


def _days(name: str, values: list[str], exactly: bool, column: int) -> Node:
    found = span(values[0]) if len(values) == 1 else None
    if found is None:
        raise QueryError(f"{name}: {','.join(values)!r} is no day; write 2025, 2025-01 or 2025-01-31", column)
    return Days(since=found[0]) if name == "since" else Days(before=found[1])


_BUILD: dict[str, Callable[[str, list[str], bool, int], Node]] = {"title": _title, "since": _days, "until": _days}


class _Reader:
    """or := and (OR and)*; and := not+; not := -not | (or) | node."""

    def __init__(self, tokens: Iterable[_Token], end: int) -> None:
        self.tokens, self.at, self.end, self.deep = list(tokens), 0, end, 0

    def whole(self) -> Node:
        if not self.tokens:
            return All()
        node = self._or()
        if self.at < len(self.tokens):
            raise QueryError("this parenthesis was never opened", self._column())
        return node

    def _peek(self) -> _Token | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def _column(self) -> int:
        token = self._peek()
        return token.column if token else self.end

    def _or(self) -> Node:
        nodes = [self._and()]
        while (token := self._peek()) and token.kind == "or":
            self.at += 1
            nodes.append(self._and())
        return nodes[0] if len(nodes) == 1 else Any(tuple(nodes))

    def _and(self) -> Node:
        nodes: list[Node] = []
        while (token := self._peek()) and token.kind != "or" and token.text != ")":
            nodes.append(self._not(token))
        if not nodes:
            raise QueryError("a word or a field is missing here", self._column())
        return nodes[0] if len(nodes) == 1 else All(tuple(nodes))

    def _not(self, token: _Token) -> Node:
        self.at += 1
        if token.node is not None:
            return token.node
        self.deep += 1
        if self.deep > _DEEPEST:
            raise QueryError("too many parentheses", token.column)
        node = Not(self._excluded(token)) if token.kind == "minus" else self._inside(token)
        self.deep -= 1
        return node

    def _excluded(self, minus: _Token) -> Node:
        token = self._peek()
        if token is None or token.kind == "or":
            raise QueryError("a word or a field is missing behind this minus", minus.column)
        return self._not(token)

    def _inside(self, opening: _Token) -> Node:
        node = self._or()
        token = self._peek()
        if token is None:
            raise QueryError("this parenthesis is never closed", opening.column)
        self.at += 1
        return node
