"""What is wrong with a source? Pure: from what the store remembers and the poll that just ended."""

from __future__ import annotations

from datetime import datetime

from crawlers.errors import HEALTHY, Outcome
from crawlers.item import Poll
from crawlers.source import Source

#: Failures in a row before an incident opens: one is weather.
PATIENCE = 3

_KINDS: dict[Outcome, str] = {
    "unreachable": "down", "timeout": "down", "http-error": "down", "crashed": "down",
    "refused": "refused", "blocked": "blocked", "too-large": "layout", "wrong-page": "layout", "empty": "empty",
}  # fmt: skip

#: Incidents that a healthy poll closes.
FAILURE_KINDS = sorted(set(_KINDS.values()))

#: Those that a whole host can have: all its sources fail of one cause.
HOST_KINDS = frozenset({"down", "blocked"})


def failure_kind(outcome: Outcome, failures: int) -> str | None:
    """The kind of incident that this many failures in a row mean."""
    return _KINDS[outcome] if outcome not in HEALTHY and failures >= PATIENCE else None


#: Fewer rows than this share of the usual are too few, from this many usual rows on.
_SHRUNK_SHARE = 0.3
_LONG_ENOUGH = 10

#: Incidents that a whole reading opens or closes, although the source answers.
READING_KINDS = frozenset({"shrunk", "decoding-poor", "keys-changed", "not-stored"})


def may_be_the_host(outcome: Outcome) -> bool:
    return _KINDS.get(outcome) in HOST_KINDS


def is_stale(source: Source, newest: datetime | None, now: datetime) -> bool:
    """A source whose newest item is older than it promises, although it answers: a feed that died in silence."""
    return bool(source.expect.max_age and newest and now - newest > source.expect.max_age)


def is_far_below(rows: int, usual: float) -> bool:
    """So much fewer rows than usual that it is no quiet day; short lists have no usual length."""
    return usual >= _LONG_ENOUGH and rows < _SHRUNK_SHARE * usual


def poor_decoding(source: Source, poll: Poll) -> str:
    """What is said when no encoding fits the list itself, or half of what it leads to; one odd page is not it."""
    poor = [issue for issue in poll.issues if issue.code == "decoding-poor"]
    if not poor:
        return ""
    own = any(issue.url in ("", source.url) for issue in poor)
    return poor[0].detail if own or 2 * len(poor) >= len(poll.items) else ""


def health(state: dict[str, object], open_kinds: list[str]) -> str:
    """One word for the status table."""
    if open_kinds:
        return open_kinds[0]
    if state["last_run_at"] is None:
        return "not run yet"
    return "failing" if state["failures"] else "ok"
