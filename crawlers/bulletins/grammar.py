"""The grammar of a bulletin series, as its YAML file states it."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from ruamel.yaml import YAML


def _pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f"no regular expression: {error}") from error
    return text


Pattern = Annotated[str, AfterValidator(_pattern)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


_NEVER = r"(?!)"


class Summary(_Strict):
    header: Pattern = _NEVER  # the head of the table; stands again on each of its pages
    entry: Pattern = _NEVER  # what a title begins with
    detail: Pattern = _NEVER  # what the line below it begins with
    kind: Pattern = _NEVER  # the group `kind` and `name` of a clipping's entry


class Clippings(_Strict):
    header: Pattern = _NEVER
    section: str = ""
    source: Pattern = _NEVER  # what ends the source of a clipping: group `date`
    columns: tuple[str, str] = ("", "")  # what the kind and the source are called
    widest: int = 24  # of a line in the columns before the text, in half-width characters


class Grammar(_Strict):
    id: str
    name: str
    title: Pattern
    issue: Pattern  # groups `year`, `number`
    issue_beside_title: Pattern = _NEVER  # the same, in words that would be a date elsewhere: 2024-1
    published: Pattern = _NEVER  # groups `year`, `month`, `day`
    issues_a_year: int
    publisher: str
    country: str
    language: str
    timezone: str
    sections: tuple[str, ...] = ()
    section_ending: Pattern = _NEVER  # what the name of a section ends in that is not in `sections`
    summary: Summary = Summary()
    head: Pattern  # groups `title`, `by`, `date`
    original: Pattern  # what begins the note that names the originals
    date: Pattern  # groups `year`, `month`, `day`
    furniture: tuple[Pattern, ...] = ()
    clippings: Clippings = Clippings()
    marks: dict[str, str] = Field(default_factory=dict)  # before the publisher's name: 美 → US
    countries: dict[str, str] = Field(default_factory=dict)  # in the publisher's name: 미국 → US
    needs_mark: tuple[str, ...] = ()  # names that say nothing without the mark: EU 집행위


@cache
def grammars() -> tuple[Grammar, ...]:
    folder = files("crawlers.bulletins")
    paths = sorted((path for path in folder.iterdir() if path.name.endswith(".yml")), key=lambda path: path.name)
    return tuple(read_grammar(path.read_text("utf-8")) for path in paths)


def read_grammar(text: str) -> Grammar:
    """Raises ruamel's and pydantic's errors: a grammar ships with the package and its tests."""
    return Grammar.model_validate(YAML(typ="safe", pure=True).load(text))
