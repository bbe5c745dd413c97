"""What today's rules and subscriptions would have told of the past, message by message. Sends and stores nothing.

A new document counts on the day it was published, a changed one on the day it was seen. What stands in the way of an
alert today (being news, the day a subscription was configured, silences) did not then; everything else decides as in
dispatch: what passes a subscription, what of a story or change it still needs to hear, digests, quiet hours, floods.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from monitor.stories_heard import verdict
from monitor.subscription import SEVERITIES, Subscription
from monitor.windows import cron_of, told_at

_HOUR, _SUMMARY = timedelta(hours=1), timedelta(minutes=10)

Row = Mapping[Any, Any]
Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Entry:
    """One document in a message. `kind`: new, changed or upgraded."""

    moment: datetime
    kind: str
    document_id: int
    severity: str
    rules: tuple[str, ...]
    title: str
    url: str
    source_id: str


@dataclass(frozen=True, slots=True)
class Message:
    """`kind` of an alert of one document, or digest, or summary of a flood."""

    at: datetime
    kind: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """Of one subscription, in its zone."""

    day: date
    messages: int
    documents: int
    severities: Mapping[str, int]
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class AsIf:
    subscription: Subscription
    messages: tuple[Message, ...]
    withheld: Mapping[str, int]  # reason → documents that passed and would not have been told

    def days(self) -> list[Day]:
        zone = ZoneInfo(self.subscription.zone)
        by_day = groupby(self.messages, key=lambda one: one.at.astimezone(zone).date())
        return [_day(day, list(messages)) for day, messages in by_day]


def _day(day: date, messages: Sequence[Message]) -> Day:
    entries = tuple(entry for message in messages for entry in message.entries)
    counts = Counter(entry.severity for entry in entries)
    return Day(day, len(messages), len(entries), {name: counts[name] for name in reversed(SEVERITIES)}, entries)


@dataclass(slots=True)
class Passing:
    """One revision, its matches that pass each subscription, and whether a change of it is news to who heard before."""

    moment: datetime
    row: Row
    member: Row | None
    hears: dict[str, list[Row]]
    no_news: Callable[[Sequence[Row]], str]


@dataclass(slots=True)
class _Heard:
    """What one subscription would have heard so far."""

    messages: list[Message] = field(default_factory=list)
    windows: dict[datetime, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    flood: dict[datetime, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    of_document: dict[int, list[Row]] = field(default_factory=lambda: defaultdict(list))
    of_story: dict[int, list[Row]] = field(default_factory=lambda: defaultdict(list))
    withheld: Counter[str] = field(default_factory=Counter)
    recent: list[datetime] = field(default_factory=list)  # alerts by themselves of the last hour


def simulated(subscription: Subscription, passing: Iterable[Passing], days: Days | None = None) -> AsIf:
    """`passing` in the order of their moments; `days` in the subscription's zone, both included."""
    heard, zone = _Heard(), ZoneInfo(subscription.zone)
    for one in passing:
        rows = one.hears[subscription.id]
        if rows and (days is None or days[0] <= one.moment.astimezone(zone).date() <= days[1]):
            _tell(subscription, heard, one, rows)
    messages = [
        *heard.messages,
        *(Message(told_at(subscription, end), "digest", tuple(of_one)) for end, of_one in heard.windows.items()),
        *(Message(told_at(subscription, end), "summary", tuple(of_one)) for end, of_one in heard.flood.items()),
    ]
    return AsIf(subscription, tuple(sorted(messages, key=lambda one: one.at)), dict(heard.withheld))


def _tell(subscription: Subscription, heard: _Heard, one: Passing, rows: Sequence[Row]) -> None:
    story = one.member["story_id"] if one.member else None
    known = heard.of_document[one.row["document_id"]] + (heard.of_story[story] if story is not None else [])
    said = verdict(rows, one.member, known, lambda: one.no_news(rows))
    if not said.kind:
        heard.withheld["the same story" if said.reason.startswith("same story") else "no material change"] += 1
        return
    entry = _entry(one, said.kind, rows)
    note = {
        "document_id": entry.document_id, "severity": entry.severity, "message_id": "", "alert": None,
        "official": one.member is None or bool(one.member["official"]),
    }  # fmt: skip
    heard.of_document[entry.document_id].append(note)
    if story is not None and one.member is not None:
        heard.of_story[story].append(note)
    _send(subscription, heard, entry)


def _send(subscription: Subscription, heard: _Heard, entry: Entry) -> None:
    if subscription.digest:
        heard.windows[next_end(subscription, entry.moment)].append(entry)
        return
    heard.recent = [moment for moment in heard.recent if moment > entry.moment - _HOUR]
    if subscription.max_per_hour and len(heard.recent) >= subscription.max_per_hour:
        heard.flood[_next_summary(entry.moment)].append(entry)
        return
    heard.recent.append(entry.moment)
    heard.messages.append(Message(told_at(subscription, entry.moment), entry.kind, (entry,)))


def _entry(one: Passing, kind: str, rows: Sequence[Row]) -> Entry:
    row = one.row
    return Entry(
        one.moment,
        kind,
        row["document_id"],
        max((hit["severity"] for hit in rows), key=SEVERITIES.index),
        tuple(sorted({hit["rule_id"] for hit in rows})),
        row["title"],
        row["url"],
        row["source_id"],
    )


def next_end(subscription: Subscription, moment: datetime) -> datetime:
    """The end of the digest window that a moment falls into."""
    from cronsim import CronSim

    local = moment.astimezone(ZoneInfo(subscription.zone)) - timedelta(seconds=1)  # CronSim looks strictly after
    return next(CronSim(cron_of(subscription), local)).astimezone(moment.tzinfo)


def _next_summary(moment: datetime) -> datetime:
    """What a flood leaves over is told every ten minutes."""
    return (
        moment
        - timedelta(minutes=moment.minute % 10, seconds=moment.second, microseconds=moment.microsecond)
        + _SUMMARY
    )
