"""Who hears of which matches, and where: the subscriptions and channels of policywatch.yml."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from fnmatch import fnmatchcase
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationInfo, field_validator

from crawlers.checked import Duration
from db.names import CANARY
from monitor.exposure import Exposure, ForMe, for_me

Severity = Literal["low", "medium", "high"]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]*$")]
SEVERITIES: tuple[Severity, ...] = ("low", "medium", "high")


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Channel(Strict):
    """Where messages go: one Apprise URL = one recipient. `${NAME}` is filled in from NAME or the file NAME_FILE."""

    url: str


def _day(value: object) -> object:
    try:
        return value if value == "now" else date.fromisoformat(str(value))
    except ValueError as error:
        raise ValueError(f"{value!r} is neither now nor a day such as 2026-11-01") from error


Since = Annotated[date | Literal["now"], BeforeValidator(_day)]


class Escalate(Strict):
    """Who hears of an alert that nobody acknowledged in time."""

    after: Duration
    to: list[Name] = Field(min_length=1)
    severity: Severity = "high"  # the lowest that escalates


class Subscription(Strict):
    """An empty list does not narrow; a match must pass every list that is given."""

    id: Name
    name: str = ""
    channels: list[Name] = Field(min_length=1)
    severity: Severity = "low"  # the lowest that is told
    labels: list[Literal["supply_chain", "rare_metal"]] = []
    rules: list[str] = []
    concepts: list[str] = []
    minerals: list[str] = []
    countries: list[str] = []
    publishers: list[str] = []
    sources: list[str] = []  # ids or patterns such as kr/*
    words: list[str] = []  # any of them in title or text
    exclude: list[str] = []  # none of them in title or text
    language: Literal["en", "ko"] = "en"  # of the frame of the message
    exposure: Exposure | None = None  # own materials, HS codes, countries, suppliers: severity becomes severity for me
    since: Since = "now"  # a day in the past: what was published since comes as one summary
    paused: bool | date = False  # or until the morning of a day
    digest: str = ""  # daily, weekly (Mondays), or a cron expression; empty: each alert by itself
    at: Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")] = "08:00"  # of daily and weekly
    zone: str = "UTC"  # of `at`, cron and quiet hours
    group_by: Literal["severity", "publisher", "country", "mineral"] = "severity"
    heartbeat: bool = False  # a digest also when there is nothing to tell
    quiet: str = ""  # hours such as 22:00-07:00: what comes then is told at their end
    max_per_hour: int = Field(default=200, ge=0)  # more are collapsed into summaries; 0: never
    group_wait: Duration | None = None  # what comes meanwhile is told as one message
    group: Literal["all", "source", "story"] = "all"  # what is told as one
    escalate: Escalate | None = None
    remind: list[Annotated[int, Field(ge=0, le=365)]] = Field(default=[], max_length=10)  # days before a binding date

    @field_validator("group_wait")
    @classmethod
    def _bounded(cls, value: timedelta | None) -> timedelta | None:
        if value is not None and not timedelta(seconds=1) <= value <= timedelta(days=1):
            raise ValueError("a message waits between 1s and 24h for others; for longer times there is `digest`")
        return value

    @field_validator("digest", "quiet", "zone")
    @classmethod
    def _understood(cls, value: str, info: ValidationInfo) -> str:
        from monitor import windows

        problem = getattr(windows, f"{info.field_name}_problem")(value)
        if problem:
            raise ValueError(problem)
        return value


class Told(Strict):
    """What a subscription decides by: one match with its document."""

    severity: Severity
    rule_id: str
    labels: list[str]
    concepts: list[str]
    minerals: list[str]
    countries: list[str]
    publisher: str
    source_id: str
    title: str
    text: str


def told(row: Mapping[Any, Any]) -> Told:
    return Told.model_validate({name: row[name] for name in Told.model_fields})


def refusal(subscription: Subscription, match: Told) -> str:
    """Why the subscription does not hear of the match; empty when it does."""
    if match.source_id == CANARY and CANARY not in subscription.sources:
        return "a canary is told to its own channel alone"
    if subscription.paused:
        until = "" if subscription.paused is True else f" until {subscription.paused}"
        return f"the subscription is paused{until}"
    mine = for_subscription(subscription, match)
    if SEVERITIES.index(mine.severity) < SEVERITIES.index(subscription.severity):
        return f"severity {mine.severity} is below {subscription.severity}" + (
            f": {mine.reason}" if mine.reason else ""
        )
    if subscription.exposure and subscription.exposure.only_exposed and not mine.touches:
        return mine.reason
    for name, wanted, has in _lists(subscription, match):
        if wanted and not set(wanted) & set(has):
            return f"none of its {name} ({', '.join(wanted)}) is among {', '.join(has) or 'nothing'}"
    if subscription.sources and not any(fnmatchcase(match.source_id, pattern) for pattern in subscription.sources):
        return f"source {match.source_id} is not among {', '.join(subscription.sources)}"
    return _words_refusal(subscription, f"{match.title}\n{match.text}".casefold())


def for_subscription(subscription: Subscription, match: Told) -> ForMe:
    return for_me(subscription.exposure, match) if subscription.exposure else ForMe(match.severity)


def for_rows(subscription: Subscription | None, rows: Sequence[Mapping[Any, Any]]) -> list[dict[str, Any]]:
    """Matches with the severity they have for the subscription, and why as `for_me`; empty without a profile."""
    if subscription is None or subscription.exposure is None:
        return [{**row, "for_me": ""} for row in rows]
    mine = [for_subscription(subscription, told(row)) for row in rows]
    return [{**row, "severity": one.severity, "for_me": one.reason} for row, one in zip(rows, mine, strict=True)]


def as_of(subscriptions: Iterable[Subscription], now: datetime) -> list[Subscription]:
    """As they are at a time: a pause that is over is none, and one that begins later is paused until then."""
    return [one.model_copy(update={"paused": _pause(one, now)}) for one in subscriptions]


def _pause(subscription: Subscription, now: datetime) -> bool | date:
    for until in (subscription.paused, subscription.since):
        if isinstance(until, date) and now < midnight(until, subscription.zone):
            return until
    return subscription.paused is True


def midnight(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)


def _lists(subscription: Subscription, match: Told) -> list[tuple[str, list[str], list[str]]]:
    return [
        ("labels", list(subscription.labels), match.labels),
        ("rules", subscription.rules, [match.rule_id]),
        ("concepts", subscription.concepts, match.concepts),
        ("minerals", subscription.minerals, match.minerals),
        ("countries", subscription.countries, match.countries),
        ("publishers", subscription.publishers, [match.publisher]),
    ]


def _words_refusal(subscription: Subscription, text: str) -> str:
    if subscription.words and not any(word.casefold() in text for word in subscription.words):
        return f"none of its words ({', '.join(subscription.words)}) stands in the text"
    unwanted = [word for word in subscription.exclude if word.casefold() in text]
    return f"its excluded word {unwanted[0]!r} stands in the text" if unwanted else ""
