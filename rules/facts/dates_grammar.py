"""What a language has to say about binding dates, as tables.

Before the words around a date are read, every date becomes a sign: the tables speak of sentences, not of digits.

    «F» this date is a start   «U» an end   «D» a day   «W» a window (from A to B)   «FD» either   «X» any
    «P» an end that is counted from the start: "for six months"   § another date
    … some words of the sentence   ‥ the same without another date
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

OTHER, REST = "\ue000", "\ue001"
SIGNS = {"from": "\ue010", "day": "\ue011", "until": "\ue012", "window": "\ue013"}
COUNTED = "\ue014"


@dataclass(frozen=True, slots=True)
class Written:
    """A day as it stands in the text; month 0, day None and year None are not printed."""

    start: int
    end: int
    month: int = 0
    day: int | None = None
    year: int | None = None
    word: str = ""
    role: str = ""
    value: date | None = None
    computed: bool = False
    not_after: date | None = None
    period: "Period | None" = None
    means: str = ""  # the kind, where the words of the day say it themselves: "with immediate effect"


@dataclass(frozen=True, slots=True)
class Period:
    """So long after the effective day found before it (`anchor` start), or after the next or previous date."""

    anchor: str
    count: int
    unit: str


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that bind, and what they make of a start, a day, an end and a window (`effective>expiry`: of both ends)."""

    pattern: str
    start: str = ""
    day: str = ""
    until: str = ""
    window: str = ""

    @property
    def binds(self) -> bool:
        return any((self.start, self.day, self.until, self.window))

    def kind(self, role: str) -> str:
        return {"from": self.start, "day": self.day, "until": self.until, "window": self.window}[role]


def in_force(pattern: str) -> Cue:
    return Cue(pattern, "effective", "effective", "expiry", "effective>expiry")


def measure(pattern: str) -> Cue:
    """Words that bind only with a start or a window beside them."""
    return Cue(pattern, "effective", "", "", "effective>expiry")


def lapse(pattern: str) -> Cue:
    return Cue(pattern, "expiry", "expiry", "expiry", "effective>expiry")


def pause(pattern: str) -> Cue:
    return Cue(pattern, "effective", "effective", "suspension_until", "effective>suspension_until")


def comment(pattern: str, *, day: bool = False) -> Cue:
    return Cue(pattern, "", "comment_deadline" if day else "", "comment_deadline", "comment_deadline")


def apply(pattern: str, *, day: bool = False) -> Cue:
    return Cue(pattern, "", "application_deadline" if day else "", "application_deadline", "application_deadline")


def back(pattern: str) -> Cue:
    return Cue(pattern, "retroactive_from", "retroactive_from", "", "retroactive_from>expiry")


def nothing(pattern: str) -> Cue:
    return Cue(pattern)


_SIGNS_OF = re.compile(r"«([FUDWX]+)»")
_ROLES = {"F": "from", "U": "until", "D": "day", "W": "window"}


def _one_of(letters: re.Match[str]) -> str:
    meant = _ROLES if letters[1] == "X" else letters[1]
    counted = f"{COUNTED}?" if "U" in meant else ""
    return f"[{''.join(SIGNS[_ROLES[letter]] for letter in meant)}]{counted}"


def template(text: str) -> re.Pattern[str]:
    text = text.replace("«P»", f"{SIGNS['until']}{COUNTED}").replace("§", f"{OTHER}{REST}*+")
    text = _SIGNS_OF.sub(_one_of, text)
    return re.compile(text.replace("…", "[^。]{0,240}?").replace("‥", f"[^。{OTHER}]{{0,70}}?"), re.IGNORECASE)


Rows = tuple[tuple[str, re.Pattern[str]], ...]


def templates(*rows: tuple[str, str]) -> Rows:
    """Rows of (what it makes of the date, sentence); the first that fits decides, "" binds nothing."""
    return tuple((kind, template(text)) for kind, text in rows)


def together(cues: Sequence[Cue], role: str = "", end: str = "") -> re.Pattern[str]:
    """One expression for all: words that bind other roles are passed over, words that bind none stop the search."""
    heard = [(i, cue) for i, cue in enumerate(cues) if not role or cue.kind(role) or not cue.binds]
    either = "|".join(f"(?P<c{i}>{cue.pattern})" for i, cue in heard) or r"(?!)"
    return re.compile(f"(?:{either}){end}", re.IGNORECASE)


Sense = TypeVar("Sense")


def words_of(senses: dict[Sense, str]) -> dict[str, Sense]:
    """{"year+1": "내년|이듬해"} → every word with its sense."""
    return {word: sense for sense, words in senses.items() for word in words.split("|")}


Relatives = Callable[[str, date | None], Iterable[Written]]


@dataclass(frozen=True)
class Grammar:
    forms: tuple[re.Pattern[str], ...]
    starts: re.Pattern[str]  # stands right behind the date …
    ends: re.Pattern[str]
    joins: re.Pattern[str]  # "before § between": what makes two dates a window
    cut: re.Pattern[str]
    first: Rows
    labels: tuple[Cue, ...]  # right before the date, as "Deadline:"
    after: tuple[Cue, ...]
    before: tuple[Cue, ...]
    relatives: Relatives
    enacts: re.Pattern[str]
    past: re.Pattern[str]
    gives_way: re.Pattern[str]  # a view whose date is replaced by another
    starts_before: re.Pattern[str] = re.compile(r"(?!)")  # … or right before it
    ends_before: re.Pattern[str] = re.compile(r"(?!)")
    background: re.Pattern[str] = re.compile(r"(?!)")  # a day gone by that only tells when something known began
    extends: re.Pattern[str] = re.compile(r"(?!)")
    carries: re.Pattern[str] = re.compile(r"(?!)")  # "from the days given below": an earlier sentence says what binds
    gone_before: re.Pattern[str] = re.compile(r"(?!)")  # a day without a year lies in the past, by the words before
    gone_after: re.Pattern[str] = re.compile(r"(?!)")  # … or right behind it
    due: re.Pattern[str] = re.compile(r"(?!)")  # an end by which to act, where nothing else tells
    measures: re.Pattern[str] = re.compile(r"(?!)")  # nouns of what ends by a day without a verb of ending
    happens: re.Pattern[str] = re.compile(r"(?!)")  # what begins without being a measure: events, projects, terms
    topics: re.Pattern[str] = re.compile(r"(?!)")  # what a bare "deadline" is for: group comment or another
    months: dict[str, int] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    before_first: bool = False
    year_last: bool = False  # "July 1 to September 30, 2027": a year at the end holds for both
    label: re.Pattern[str] = field(init=False)
    cue_after: dict[str, re.Pattern[str]] = field(init=False)
    cue_before: dict[str, re.Pattern[str]] = field(init=False)
    cue_any: re.Pattern[str] = field(init=False)
    cue_not: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "label", together(self.labels, end="$"))
        object.__setattr__(self, "cue_after", {role: together(self.after, role) for role in SIGNS})
        object.__setattr__(self, "cue_any", together(self.after))
        object.__setattr__(self, "cue_not", together([cue for cue in self.after if not cue.binds]))
        object.__setattr__(self, "cue_before", {role: together(self.before, role) for role in SIGNS})
