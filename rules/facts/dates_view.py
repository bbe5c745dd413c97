"""A date, or the two of a window, in its sentence, where every date is a sign."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from rules.facts.dates_grammar import COUNTED, OTHER, REST, SIGNS, Grammar
from rules.facts.dates_written import Mention

BEFORE, AFTER, EARLIER = 320, 260, 700
NEIGHBOURS = 8  # so many dates to each side are looked at: a table of days stays cheap


@dataclass(frozen=True, slots=True)
class View:
    """A date (or the two of a window) in its sentence, the date replaced by one sign."""

    text: str
    at: int  # where the sign stands
    role: str
    first: Mention
    last: Mention
    place: int  # of the first in the row of mentions
    earlier: str = ""

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The part of the document between two places of the view."""
        shift = self.last.end - self.at - 1
        begin = start + self.first.start - self.at if start <= self.at else start + shift
        stop = end + self.first.start - self.at if end <= self.at else end + shift
        return min(begin, self.first.start), max(stop, self.last.end)


def views(grammar: Grammar, text: str, found: list[Mention]) -> list[View]:
    skeleton = _skeleton(text, found)
    cuts = [0, *(cut.end() for cut in grammar.cut.finditer(skeleton)), len(text)]
    return [_with_role(grammar, view) for view in _views(grammar, skeleton, found, cuts)]


def _with_role(grammar: Grammar, view: View) -> View:
    if view.role:
        return view
    role = role_of(grammar, view)
    return replace(view, role=role, text=view.text[: view.at] + SIGNS[role] + view.text[view.at + 1 :])


def _skeleton(text: str, found: list[Mention]) -> str:
    parts, at = [], 0
    for one in found:
        parts += [text[at : one.start], OTHER, REST * (one.end - one.start - 1)]
        at = one.end
    return "".join([*parts, text[at:]])


def _views(grammar: Grammar, skeleton: str, found: list[Mention], cuts: list[int]) -> Iterator[View]:
    at = sentence = 0
    while at < len(found):
        one = found[at]
        while sentence + 1 < len(cuts) - 1 and cuts[sentence + 1] <= one.start:
            sentence += 1
        pair = found[at + 1] if at + 1 < len(found) and _joined(grammar, skeleton, one, found[at + 1]) else None
        low, high = cuts[sentence], max(cuts[sentence + 1], (pair or one).end)
        low = max(low, found[max(at - NEIGHBOURS, 0)].start if at > NEIGHBOURS else low)
        high = min(high, found[at + NEIGHBOURS].end) if at + NEIGHBOURS < len(found) else high
        if pair is not None:
            window = _view(skeleton, (one, pair), (low, high), "window", at)
            replaced = grammar.gives_way.search(window.text)
            yield _view(skeleton, (pair, pair), (low, high), "until", at + 1) if replaced else window
        else:
            yield _view(skeleton, (one, one), (low, high), one.role, at)
        at += 2 if pair is not None else 1


def _joined(grammar: Grammar, skeleton: str, one: Mention, other: Mention) -> bool:
    between = skeleton[one.end : other.start]
    if len(between) > 40 or one.value is None or other.value is None:
        return False
    return grammar.joins.search(f"{skeleton[max(0, one.start - 14) : one.start]}{OTHER}{between}") is not None


def _view(skeleton: str, ends: tuple[Mention, Mention], sentence: tuple[int, int], role: str, place: int) -> View:
    (first, last), (low, high) = ends, sentence
    before = skeleton[max(low, first.start - BEFORE) : first.start]
    after = skeleton[last.end : min(high, last.end + AFTER)]
    earlier = skeleton[max(0, first.start - EARLIER) : first.start]
    sign = SIGNS["until"] + COUNTED if first.period else SIGNS[role or "day"]
    return View(before + sign + after, len(before), role, first, last, place, earlier)


def role_of(grammar: Grammar, view: View) -> str:
    before, after = view.text[: view.at], view.text[view.at + 1 :]
    close = after.find(")", 0, 14) + 1
    if close and "(" in before[-14:] and marked(grammar, after):
        return "until" if grammar.ends.match(after, close) else "from"
    if grammar.ends.match(after) or grammar.ends_before.search(before):
        return "until"
    if grammar.starts.match(after) or grammar.starts_before.search(before):
        return "from"
    return "day"


def marked(grammar: Grammar, after: str) -> bool:
    """이달 말(5월 31일)까지: what stands behind the parenthesis belongs to the date."""
    close = after.index(")") + 1
    return bool(grammar.ends.match(after, close) or grammar.starts.match(after, close))
