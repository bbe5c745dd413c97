"""The words behind the signals, compiled for the scripts that a text is written in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

_HANGUL = re.compile("[가-힣]")
_HAN = re.compile("[一-鿿ぁ-ヿ々]")
_LATIN = re.compile("[A-Za-z]")


class Word(NamedTuple):
    """`type` of fact, `name` of the class, and its forms: an expression each."""

    type: str
    name: str
    forms: tuple[str, ...]


@cache
def table() -> tuple[Word, ...]:
    text = (files("rules.change") / "words" / "signals.txt").read_text(encoding="utf-8")
    return tuple(_word(line) for line in re.sub(r"\n +", "", text).splitlines() if line and not line.startswith("#"))


def _word(line: str) -> Word:
    head, _, forms = line.partition(": ")
    type_, _, name = head.partition(" ")
    return Word(type_, name, tuple(_split(forms)))


def _split(forms: str) -> Iterator[str]:
    """At the bars that stand outside of brackets."""
    depth, begin, listed = 0, 0, False
    for found in re.finditer(r"\\.|[\[\]()|]", forms):
        sign = found[0]
        listed = sign == "[" or (listed and sign != "]")
        if not listed:
            depth += (sign == "(") - (sign == ")")
        if sign == "|" and not depth and not listed:
            yield forms[begin : found.start()]
            begin = found.end()
    yield forms[begin:]


def expression(text: str) -> re.Pattern[str]:
    """Of the forms that can stand in this text; its groups are `s` and the index in the table."""
    return _expression(*(one.search(text) is not None for one in (_HANGUL, _HAN, _LATIN)))


@cache
def _expression(hangul: bool, han: bool, latin: bool) -> re.Pattern[str]:
    groups = []
    for at, word in enumerate(table()):
        kept = [form for form in word.forms if _stands(form, hangul, han, latin)]
        if kept:
            groups.append(f"(?P<s{at}>{'|'.join(kept)})")
    return re.compile("|".join(groups) or "(?!)", re.IGNORECASE)


def _stands(form: str, hangul: bool, han: bool, latin: bool) -> bool:
    """A form is written in one script; digits and signs alone stand anywhere."""
    bare = re.sub(r"\(\?[!=<][^)]*\)|\\.", "", form)
    if _HANGUL.search(bare):
        return hangul
    if _HAN.search(bare):
        return han
    return latin or not _LATIN.search(bare)
