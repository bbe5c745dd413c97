"""From the words around a date to what the date binds."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from rules.facts.dates_calendar import later
from rules.facts.dates_grammar import COUNTED, OTHER, REST, SIGNS, Cue, Grammar, Period
from rules.facts.dates_written import Mention, mentions

BEFORE, AFTER, EARLIER = 320, 260, 700
BACKGROUND = timedelta(days=40)
LONG_AGO = timedelta(days=366)
DEADLINES = ("comment_deadline", "application_deadline")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a date binds, and the part of the text that says so."""

    kind: str
    mention: Mention
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class View:
    """A date (or the two of a window) in its sentence, the date replaced by one sign."""

    text: str
    at: int  # where the sign stands
    role: str
    first: Mention
    last: Mention
    earlier: str = ""

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The part of the document between two places of the view."""
        shift = self.last.end - self.at - 1
        begin = start + self.first.start - self.at if start <= self.at else start + shift
        stop = end + self.first.start - self.at if end <= self.at else end + shift
        return min(begin, self.first.start), max(stop, self.last.end)


def readings(grammar: Grammar, text: str, published: date | None) -> list[Reading]:
    found = mentions(grammar, text, published)
    if not found:
        return []
    skeleton = _skeleton(text, found)
    cuts = [0, *(cut.end() for cut in grammar.cut.finditer(skeleton)), len(text)]
    views = list(_views(grammar, skeleton, found, cuts))
    result = [one for view in views if view.first.period is None for one in _judged(grammar, view, published)]
    for view in views:
        if view.first.period is not None:
            end = _end_of_period(view.first, view.first.period, found, result)
            if end is not None:
                result += _judged(grammar, replace(view, first=end, last=end), published)
    return result


def _end_of_period(one: Mention, period: Period, found: list[Mention], others: list[Reading]) -> Mention | None:
    at = found.index(one)
    base = found[at + 1].day() if period.anchor == "next" and at + 1 < len(found) else None
    if period.anchor == "previous" and at:
        base = found[at - 1].day()
    if period.anchor == "start":
        base = _start_of_effect(one, others) or (found[at - 1].day() if at and found[at - 1].role == "from" else None)
    end = later(base, period.count, period.unit) if base else date.max
    return replace(one, value=end.isoformat(), period=None) if end != date.max else None


def _start_of_effect(one: Mention, others: list[Reading]) -> date | None:
    """The last day before the period on which an effect begins, else the first behind it."""
    starts = [other.mention for other in others if other.kind in {"effective", "retroactive_from"} and other.mention.value]
    before = [start for start in starts if start.start < one.start]
    nearest = before[-1:] or starts[:1]
    return nearest[0].day() if nearest else None


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
        if pair is not None:
            window = _view(skeleton, one, pair, low, high, "window")
            if grammar.gives_way.search(window.text):
                yield _view(skeleton, pair, pair, low, high, "until")
            else:
                yield window
        else:
            yield _view(skeleton, one, one, low, high, one.role)
        at += 2 if pair is not None else 1


def _joined(grammar: Grammar, skeleton: str, one: Mention, other: Mention) -> bool:
    between = skeleton[one.end : other.start]
    if len(between) > 40 or one.value is None or other.value is None:
        return False
    return grammar.joins.search(f"{skeleton[max(0, one.start - 14) : one.start]}{OTHER}{between}") is not None


def _view(skeleton: str, first: Mention, last: Mention, low: int, high: int, role: str) -> View:
    before = skeleton[max(low, first.start - BEFORE) : first.start]
    after = skeleton[last.end : min(high, last.end + AFTER)]
    earlier = skeleton[max(0, first.start - EARLIER) : first.start]
    sign = SIGNS["until"] + COUNTED if first.period else SIGNS[role or "day"]
    return View(before + sign + after, len(before), role, first, last, earlier)


def role_of(grammar: Grammar, view: View) -> str:
    before, after = view.text[: view.at], view.text[view.at + 1 :]
    close = after.find(")", 0, 14) + 1
    if close and "(" in before[-14:] and _marked(grammar, after):
        return "until" if grammar.ends.match(after, close) else "from"
    if grammar.ends.match(after) or grammar.ends_before.search(before):
        return "until"
    if grammar.starts.match(after) or grammar.starts_before.search(before):
        return "from"
    return "day"


def _judged(grammar: Grammar, view: View, published: date | None) -> list[Reading]:
    if not view.role:
        role = role_of(grammar, view)
        view = replace(view, role=role, text=view.text[: view.at] + SIGNS[role] + view.text[view.at + 1 :])
    if view.role != "window" and grammar.gives_way.search(view.text):
        return []
    verdict = _verdict(grammar, view) or ((view.first.means, view.at, view.at + 1) if view.first.means else None)
    if verdict is None:
        return []
    kinds, start, end = verdict
    if kinds == "with_effect":
        kinds = "retroactive_from" if _gone(view.last, published) else "effective"
    both = [(kind, _in_the_past(one, published) if kind == "retroactive_from" else one) for kind, one in _shared(kinds, view)]
    kept = [(kind, one) for kind, one in both if _stands(grammar, view, kind, one, published)]
    if len(both) == 2 and kept == both[1:] and _within_a_year(both[0][1], published):
        kept = both
    return [Reading(kind, one, *view.original(start, end)) for kind, one in kept]


def _in_the_past(one: Mention, published: date | None) -> Mention:
    """An effect reaches back: a day without a year is the last such day."""
    day = one.day()
    if one.printed or one.computed or day is None or published is None or day <= published:
        return one
    return replace(one, value=later(day, -1, "year").isoformat())


def _within_a_year(one: Mention, published: date | None) -> bool:
    day = one.day()
    return day is None or published is None or day > published - timedelta(days=366)


def _gone(one: Mention, published: date | None) -> bool:
    day = one.day()
    return day is not None and published is not None and day < published


def _shared(kinds: str, view: View) -> list[tuple[str, Mention]]:
    first, both, last = kinds.partition(">")
    if not both:
        return [(first, view.last)] if first else []
    return [(first, view.first), (last, view.last)]


def _verdict(grammar: Grammar, view: View) -> tuple[str, int, int] | None:
    """The kinds, and where in the view the words stand that decide."""
    for kinds, pattern in grammar.first:
        found = pattern.search(view.text)
        if found:
            kinds = _topic(grammar, view) if kinds == "deadline" else kinds
            return (kinds, *found.span()) if kinds else None
    before, after = view.text[: view.at], view.text[view.at + 1 :]
    label = grammar.label.search(before)
    if label:
        return _by(grammar, grammar.labels, label, view, 0)
    inside = _PARENTHESIS.search(before)
    if inside and ")" in after[:60] and not _marked(grammar, after):
        return _inside(grammar, view, before[: inside.start()], after[: after.index(")")])
    near, skipped = _up_to_next_date(after), _from_last_date(before)
    searches = [
        (grammar.after, grammar.cue_after[view.role].search(near), view.at + 1),
        (grammar.before, _last(grammar.cue_before[view.role], before[skipped:]), skipped),
    ]
    for cues, found, shift in searches[::-1] if grammar.before_first else searches:
        if found:
            return _by(grammar, cues, found, view, shift)
    return None


LIST_GAP = 14


def _up_to_next_date(after: str) -> str:
    """The words of another date are not this one's, unless the two stand in a list."""
    other = after.find(OTHER)
    while 0 <= other <= LIST_GAP:
        start = other
        other = after.find(OTHER, start + 1)
        if other - start > LIST_GAP + after.count(REST, start, other):
            break
    return after if other < 0 else after[:other]


def _from_last_date(before: str) -> int:
    other = before.rfind(REST)
    return 0 if other < 0 or len(before) - other <= LIST_GAP else other + 1


def _topic(grammar: Grammar, view: View) -> str:
    found = _last(grammar.topics, view.earlier) or grammar.topics.search(view.text, view.at)
    return "comment_deadline" if found and found.lastgroup == "comment" else "application_deadline"


def _marked(grammar: Grammar, after: str) -> bool:
    """이달 말(5월 31일)까지: what stands behind the parenthesis belongs to the date."""
    close = after.index(")") + 1
    return bool(grammar.ends.match(after, close) or grammar.starts.match(after, close))


_PARENTHESIS = re.compile(r"[(\[][^()\[\]]{0,12}$")


def _inside(grammar: Grammar, view: View, before: str, after: str) -> tuple[str, int, int] | None:
    """A date in parentheses belongs to the words inside, else to the word it stands behind."""
    found = grammar.cue_after[view.role].search(after)
    if found:
        return _by(grammar, grammar.after, found, view, view.at + 1)
    found = _last(grammar.cue_before[view.role], before)
    if found and len(before) - found.end() <= 3:
        return _by(grammar, grammar.before, found, view, 0)
    found = grammar.cue_after[view.role].search(view.text, view.at + len(after) + 2)
    if found and found.start() - view.at - len(after) <= 5:
        return _by(grammar, grammar.after, found, view, 0)
    return None


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    found = None
    for found in pattern.finditer(text):  # noqa: B007 - the last one is wanted
        pass
    return found


def _by(grammar: Grammar, cues: tuple[Cue, ...], found: re.Match[str], view: View, shift: int) -> tuple[str, int, int] | None:
    cue = cues[int((found.lastgroup or "c0")[1:])]
    kinds = cue.kind(view.role)
    kinds = _topic(grammar, view) if kinds == "deadline" else kinds
    return (kinds, found.start() + shift, found.end() + shift) if kinds else None


def _stands(grammar: Grammar, view: View, kind: str, one: Mention, published: date | None) -> bool:
    """A day long gone is background, sooner where the sentence does not itself enact it; nobody can meet a deadline that has passed."""
    day = one.day()
    if published is None or day is None or kind == "retroactive_from" or day >= published - timedelta(days=3):
        return True
    if kind in DEADLINES:
        return False
    if grammar.past.search(view.text):
        return day >= published - BACKGROUND
    return day >= published - (LONG_AGO if grammar.enacts.search(view.text) else BACKGROUND)
