"""From the words around a date to what the date binds."""

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from datetime import date, timedelta

from rules.facts.dates_calendar import later
from rules.facts.dates_grammar import OTHER, REST, Cue, Grammar
from rules.facts.dates_usual import usual
from rules.facts.dates_view import View, marked, views
from rules.facts.dates_written import Mention, mentions

BACKGROUND = timedelta(days=40)
JUST_NOW = timedelta(days=3)
LONG_AGO = timedelta(days=366)
DEADLINES = ("comment_deadline", "application_deadline")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a date binds, and the part of the text that says so."""

    kind: str
    mention: Mention
    start: int
    end: int


def readings(grammar: Grammar, text: str, published: date | None) -> list[Reading]:
    found = mentions(grammar, text, published)
    seen = views(grammar, text, found)
    result: list[Reading] = []
    kinds = ""
    for before, view in zip([None, *seen], seen, strict=False):
        if view.first.period is None:
            one = _judged(grammar, view, published, kinds if before and _coordinated(text, before, view) else "")
            kinds = one[0].kind if len(one) == 1 else ""
            result += one
    starts = [one.mention for one in result if one.kind in {"effective", "retroactive_from"} and one.mention.value]
    for view in seen:
        end = _end_of_period(view, found, starts, published)
        if end is not None:
            result += _judged(grammar, replace(view, first=end, last=end), published)
    return result


def _end_of_period(view: View, found: list[Mention], starts: list[Mention], published: date | None) -> Mention | None:
    """The last day of "for six months", counted from the effective day, or from the date beside it."""
    period, at = view.first.period, view.place
    if period is None:
        return None
    base = None
    if period.anchor == "next":
        base = found[at + 1] if at + 1 < len(found) else None
    elif period.anchor == "previous":
        base = found[at - 1] if at else None
        if base and published and (base.day() or published) < published - 4 * BACKGROUND:
            return None
    else:
        base = _start_of_effect(view.first, starts) or (found[at - 1] if at and found[at - 1].role == "from" else None)
    day = base.day() if base else None
    end = later(day, period.count, period.unit) if day else date.max
    return replace(view.first, value=end.isoformat(), period=None) if end != date.max else None


def _start_of_effect(one: Mention, starts: list[Mention]) -> Mention | None:
    """The last day before the period on which an effect begins, else the first behind it."""
    at = bisect_left(starts, one.start, key=lambda start: start.start)
    return starts[max(at - 1, 0)] if starts else None


_COORDINATION = re.compile(
    r"[^.;。\n()\[\]<>「」《》]{0,70}?(?:,|\band|、|및|며|고|그리고|和|及|,而|\bund|\bsowie|;)\s*(?:(?:on|from|as\s+of|by|ab|am|zum|dem|自|从)\s*)*(?:(?!meet|hear)[a-z]+\s+){0,3}(?:(?:on|from|by|am|ab)\s+)?"
)


def _coordinated(text: str, before: View, view: View) -> bool:
    """ "on 1 January for cobalt and on 1 July for lithium": what is said of the first holds for the second."""
    return (
        view.role in {before.role, "day"}
        and _COORDINATION.fullmatch(text, before.last.end, view.first.start) is not None
    )


def _judged(grammar: Grammar, view: View, published: date | None, like: str = "") -> list[Reading]:
    if view.role != "window" and grammar.gives_way.search(view.text):
        return []
    verdict = _verdict(grammar, view)
    kinds, start, end = verdict or (usual(grammar, view, published), view.at, view.at + 1)
    if not kinds:
        kinds, start, end = _carried(grammar, view, like if verdict is None else "")
    if not kinds:
        return []
    if kinds == "with_effect":
        kinds = "retroactive_from" if _gone(view.last, published) else "effective"
    both = [(kind, _in_the_past(kind, one, published)) for kind, one in _shared(kinds, view)]
    kept = [(kind, one) for kind, one in both if _stands(grammar, view, kind, one, published)]
    if len(both) == 2 and kept == both[1:] and _within_a_year(both[0][1], published):
        kept = both
    return [Reading(kind, one, *view.original(start, end)) for kind, one in kept]


def _in_the_past(kind: str, one: Mention, published: date | None) -> Mention:
    """An effect reaches back: a day without a year is the last such day."""
    day = one.day()
    if (
        kind != "retroactive_from"
        or one.printed
        or one.computed
        or day is None
        or published is None
        or day <= published
    ):
        return one
    return replace(one, value=later(day, -1, "year").isoformat())


def _within_a_year(one: Mention, published: date | None) -> bool:
    day = one.day()
    return day is None or published is None or day > published - timedelta(days=366)


def _carried(grammar: Grammar, view: View, like: str) -> tuple[str, int, int]:
    means = (
        view.first.means
        or like
        or ("effective" if view.role != "window" and grammar.carries.search(view.earlier) else "")
    )
    return means, view.at, view.at + 1


def _gone(one: Mention, published: date | None) -> bool:
    day = one.day()
    return day is not None and published is not None and day < published


def _shared(kinds: str, view: View) -> list[tuple[str, Mention]]:
    first, both, last = kinds.partition(">")
    if not both:
        return [(first, view.last)] if first else []
    return [(first, view.first), (last, view.last)]


def _verdict(grammar: Grammar, view: View) -> tuple[str, int, int] | None:
    """The kinds ("" binds nothing) and where in the view the words stand that decide; None if none do."""
    for kinds, pattern in grammar.first:
        found = pattern.search(view.text)
        if found:
            kinds = _topic(grammar, view) if kinds == "deadline" else kinds
            return (kinds, *found.span())
    before, after = view.text[: view.at], view.text[view.at + 1 :]
    label = grammar.label.search(before)
    if label:
        return _by(grammar, grammar.labels, label, view, 0)
    inside = _PARENTHESIS.search(before)
    if inside and ")" in after[:60] and not marked(grammar, after):
        return _inside(grammar, view, before[: inside.start()], after[: after.index(")")])
    near, skipped = _up_to_next_date(after), _from_last_date(before)
    ahead = grammar.cue_after[view.role].search(near)
    if ahead is not None and len(near) < len(after) and _LEADS_ON.fullmatch(near, ahead.end()):
        ahead = None  # "promulgated: 14 August, in force: 1 September"
    if ahead is None and view.role == "from":
        ahead = grammar.cue_after[view.role].search(after)
    searches = [
        (grammar.after, ahead, view.at + 1),
        (grammar.before, _last(grammar.cue_before[view.role], before[skipped:]), skipped),
    ]
    for cues, found, shift in searches[::-1] if grammar.before_first else searches:
        if found:
            return _by(grammar, cues, found, view, shift)
    return None


LIST_GAP = 14
_LEADS_ON = re.compile(
    r"\s*(?:期日|日期|日|时间)?(?:[:(は为]\s*|(?:on|from|until|by|as\s+of|am|ab|bis|zum|vom|dem)\s+)+"
)


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


def _by(grammar: Grammar, cues: tuple[Cue, ...], found: re.Match[str], view: View, shift: int) -> tuple[str, int, int]:
    cue = cues[int((found.lastgroup or "c0")[1:])]
    kinds = cue.kind(view.role)
    kinds = _topic(grammar, view) if kinds == "deadline" else kinds
    return kinds, found.start() + shift, found.end() + shift


def _stands(grammar: Grammar, view: View, kind: str, one: Mention, published: date | None) -> bool:
    """A day long gone is background, the sooner if nothing is enacted; a deadline that has passed binds no one."""
    day = one.day()
    if published is None or day is None or kind == "retroactive_from" or day >= published:
        return True
    if kind in DEADLINES:
        return False
    if grammar.background.search(view.text):
        return False
    if day >= published - JUST_NOW:
        return True
    if grammar.past.search(view.text):
        return day >= published - BACKGROUND
    return day >= published - (LONG_AGO if grammar.enacts.search(view.text) else BACKGROUND)
