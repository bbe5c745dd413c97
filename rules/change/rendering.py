"""The word diff for people."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from rules.change.alignment import opcodes
from rules.change.words import common_ends

_PART = re.compile(r"\n|[^\S\n]+|[A-Za-zÀ-ÿ]+|\d+(?:[.,:-]\d+)*|[가-힣]+|[ァ-ヺー]+|[一-鿿]|[ぁ-ん]|\S")
_CONTEXT = 40
_LONG = 6_000  # characters of two changed passages that are compared word by word


class Piece(NamedTuple):
    """`kind` is same, removed, added or moved."""

    kind: str
    text: str


def pieces(old: str, new: str) -> list[Piece]:
    """Line by line, then word by word inside changed lines; a line that stands elsewhere is moved."""
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    moved = {line for line in set(before) & set(after) if line.strip()}
    found: list[Piece] = []
    for tag, a, b, c, d in opcodes(before, after):
        if tag == "equal":
            found.append(Piece("same", "".join(before[a:b])))
            continue
        gone = [line for line in before[a:b] if line not in moved]
        come = [line for line in after[c:d] if line not in moved]
        found += [Piece("moved", line) for line in after[c:d] if line in moved]
        found += _inside("".join(gone), "".join(come))
    return _joined(found)


def _inside(old: str, new: str) -> list[Piece]:
    if not old or not new:
        return [Piece(kind, text) for kind, text in (("removed", old), ("added", new)) if text]
    if len(old) + len(new) > _LONG:
        return _between(old, new)
    before, after = _PART.findall(old), _PART.findall(new)
    found = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Piece("same", "".join(before[a:b])))
        else:
            found += [Piece("removed", "".join(before[a:b])), Piece("added", "".join(after[c:d]))]
    return found


def _between(old: str, new: str) -> list[Piece]:
    """What stands between the beginning and the end that both share; word by word when that is short."""
    start, end = common_ends(old, new)
    gone, come = old[start : len(old) - end], new[start : len(new) - end]
    middle = _inside(gone, come) if len(gone) + len(come) <= _LONG else [Piece("removed", gone), Piece("added", come)]
    return [Piece("same", old[:start]), *middle, Piece("same", old[len(old) - end :])]


def _joined(found: Sequence[Piece]) -> list[Piece]:
    result: list[Piece] = []
    for one in found:
        if one.text and result and result[-1].kind == one.kind:
            result[-1] = Piece(one.kind, result[-1].text + one.text)
        elif one.text:
            result.append(one)
    return result


def rendered(found: Sequence[Piece]) -> str:
    """[-removed-] {+added+} {~moved~}, with long unchanged stretches left out."""
    marks = {"removed": "[-{}-]", "added": "{{+{}+}}", "moved": "{{~{}~}}"}
    last = len(found) - 1
    return "".join(
        _short(one.text, first=at == 0, last=at == last) if one.kind == "same" else marks[one.kind].format(one.text)
        for at, one in enumerate(found)
    )


def _short(text: str, *, first: bool, last: bool) -> str:
    head = "" if first else text[:_CONTEXT]
    tail = "" if last else text[-_CONTEXT:]
    return text if len(text) <= 2 * _CONTEXT + 3 else f"{head} … {tail}"
