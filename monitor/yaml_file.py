"""Strict YAML 1.2 for people: every problem of a file in one pass, each with its line and column."""

from __future__ import annotations

import difflib
import re
import types
import typing
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, TypeAdapter, ValidationError
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

_MOST_BYTES = 1_000_000
_MOST_DEPTH = 100  # deeper nesting ends in a RecursionError, which is no YAMLError

Model = TypeVar("Model", bound=BaseModel)
Loc = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    path: str
    line: int
    column: int
    where: str  # `1.when.any`
    message: str

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}:{self.column}"
        return f"{place}: {self.where}: {self.message}" if self.where else f"{place}: {self.message}"


class BadFile(Exception):  # noqa: N818  it is about a file, not about a fault of ours
    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = list(problems)


@dataclass(frozen=True, slots=True)
class Positioned:
    """The plain data of a file, and where each value stands."""

    path: str
    data: Any
    node: Node | None

    def position(self, loc: Loc) -> tuple[int, int]:
        """Line and column, from 1, of the value at `loc`, or of the nearest thing around it that exists."""
        node, mark = self.node, self.node.start_mark if self.node else None
        for step in loc:
            found = _child(node, step)
            if found is None:
                # pydantic puts names of union members and functions between the keys: they stand nowhere in the file
                continue
            key, node = found
            mark = (key or node).start_mark
        return (mark.line + 1, mark.column + 1) if mark else (1, 1)

    def problem(self, loc: Loc, message: str) -> Problem:
        return Problem(self.path, *self.position(loc), ".".join(str(step) for step in self._real(loc)), message)

    def _real(self, loc: Loc) -> Iterator[str | int]:
        node = self.node
        for number, step in enumerate(loc):
            found = _child(node, step)
            if found is not None:
                node = found[1]
                yield step
            elif number == len(loc) - 1 and isinstance(step, str) and step.isidentifier():
                yield step  # the missing field itself


def _child(node: Node | None, step: str | int) -> tuple[Node | None, Node] | None:
    if isinstance(node, MappingNode):
        return next(((key, value) for key, value in node.value if key.value == str(step)), None)
    if isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
        return None, node.value[step]
    return None


def read_yaml(path: Path) -> Positioned:
    try:
        size = path.stat().st_size
        if size > _MOST_BYTES:
            raise _bad(path, f"{size:,} bytes are too many, at most {_MOST_BYTES:,} are read")
        return parse_yaml(path.read_text(encoding="utf-8-sig"), str(path))
    except UnicodeDecodeError as error:
        raise _bad(path, f"is not UTF-8 text: {error.reason} at byte {error.start}") from error
    except OSError as error:
        raise _bad(path, f"cannot be read: {error.strerror}") from error


def parse_yaml(text: str, path: str) -> Positioned:
    """Composed by libyaml, a hundred times faster than in Python (the rules alone are half a megabyte); what a plain
    word means is decided here, because PyYAML still reads YAML 1.1, where `NO` is false."""
    try:
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        raise BadFile([_at(path, error, f"{error.problem or error}".strip())]) from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise _bad(Path(path), f"is no YAML: {error}") from error
    _refuse_depth_and_aliases(node, path)
    return Positioned(path, _value(node, path) if node else None, node)


# 0103 stays a text: it is a customs heading, not a number
_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(
    r"[-+]?(\.[0-9]+|(0|[1-9][0-9]*)(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"
)
_WORDS = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}


def _value(node: Node, path: str) -> Any:
    if isinstance(node, ScalarNode):
        return node.value if node.style else _scalar(node.value)
    if isinstance(node, SequenceNode):
        return [_value(part, path) for part in node.value]
    return _mapping(node, path)


def _scalar(word: str) -> Any:
    """YAML 1.2's core schema. A date stays a text: the field knows what it wants."""
    if word in _WORDS:
        return _WORDS[word]
    if _INTEGER.fullmatch(word):
        return int(word, 0)
    return float(word.lower().replace(".inf", "inf").replace(".nan", "nan")) if _FLOAT.fullmatch(word) else word


def _mapping(node: Node, path: str) -> dict[Any, Any]:
    found: dict[Any, Any] = {}
    for key, value in node.value:
        mark = key.start_mark
        if not isinstance(key, ScalarNode):
            raise BadFile([Problem(path, mark.line + 1, mark.column + 1, "", "a key must be a single word")])
        name = _value(key, path)
        if name in found:
            raise BadFile([Problem(path, mark.line + 1, mark.column + 1, "", f"found duplicate key {key.value!r}")])
        found[name] = _value(value, path)
    return found


def _refuse_depth_and_aliases(node: Node | None, path: str) -> None:
    """Aliases make 35 MB of nine lines, and nobody needs them in a rule."""
    seen: set[int] = set()
    waiting = [(node, 0)] if node else []
    while waiting:
        one, depth = waiting.pop()
        mark = one.start_mark
        if depth > _MOST_DEPTH:
            raise BadFile([Problem(path, mark.line + 1, mark.column + 1, "", f"nested deeper than {_MOST_DEPTH}")])
        if isinstance(one, ScalarNode):
            continue
        if id(one) in seen:
            raise BadFile([Problem(path, mark.line + 1, mark.column + 1, "", "aliases (&, *) are not allowed")])
        seen.add(id(one))
        parts = [part for pair in one.value for part in pair] if isinstance(one, MappingNode) else one.value
        waiting += [(part, depth + 1) for part in parts]


def _at(path: str, error: yaml.MarkedYAMLError, message: str) -> Problem:
    mark = error.problem_mark or error.context_mark
    return Problem(path, mark.line + 1 if mark else 1, mark.column + 1 if mark else 1, "", message)


def _bad(path: Path, message: str) -> BadFile:
    return BadFile([Problem(str(path), 1, 1, "", message)])


_adapter = cache(TypeAdapter[Any])  # making one costs as much as what it reads


def read_model(path: Path, model: type[Model]) -> Model:
    found: Model = validated(read_yaml(path), _adapter(model))
    return found


def read_models(path: Path, model: type[Model]) -> list[Model]:
    """For a file that holds a list."""
    found: list[Model] = validated(read_yaml(path), TypeAdapter(list[model]))  # type: ignore[valid-type]
    return found


def validated(file: Positioned, adapter: TypeAdapter[Any]) -> Any:
    """The model that the file describes. Raises BadFile with every problem, in the order of the file."""
    try:
        return adapter.validate_python(file.data)
    except ValidationError as error:
        problems = {file.problem(found["loc"], _message(found, adapter)) for found in error.errors()}
        raise BadFile(sorted(problems)) from error


def _message(found: Any, adapter: TypeAdapter[Any]) -> str:
    if found["type"] == "extra_forbidden":
        return "unknown field" + _did_you_mean(str(found["loc"][-1]), _fields_at(adapter, found["loc"][:-1]))
    if found["type"] == "missing":
        return "is missing"
    message = str(found["msg"]).removeprefix("Value error, ")
    return message[:1].lower() + message[1:]


def _did_you_mean(name: str, known: Sequence[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    if near:
        return f", did you mean {near[0]!r}?"
    return f"; known are {', '.join(known)}" if known else ""


def _fields_at(adapter: TypeAdapter[Any], loc: Loc) -> list[str]:
    """The field names that the schema knows at a place, for a suggestion."""
    kinds = [adapter._type]
    for step in loc:
        kinds = [inner for kind in kinds for inner in _step(kind, step)] or kinds
    models = [model for kind in kinds for model in _models(kind)]
    return sorted({field.alias or name for model in models for name, field in model.model_fields.items()})


def _models(kind: Any) -> Iterator[type[BaseModel]]:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        yield kind
        return
    for part in typing.get_args(kind):
        yield from _models(part)


def _step(kind: Any, step: str | int) -> Iterator[Any]:
    origin = typing.get_origin(kind)
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        fields = kind.model_fields
        named = [field.annotation for name, field in fields.items() if step in (name, field.alias)]
        yield from named
    elif origin in (list, tuple, typing.Union, types.UnionType, typing.Annotated, dict):
        for part in typing.get_args(kind):
            if origin is list and isinstance(step, int):
                yield part
            else:
                yield from _step(part, step)
