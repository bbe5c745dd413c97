"""What a subscription would get, who gets a document, and which subscriptions can never fire."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from math import ceil
from typing import Any

from sqlalchemy import Connection

import db.alerts
import db.digests
import db.matches
import db.silences
from crawlers.source import Source
from monitor.digest_message import Entry, entries
from monitor.exposure import near
from monitor.silence import silenced
from monitor.subscription import SEVERITIES, Subscription, as_of, for_rows, refusal, told
from monitor.subscription_audit import contradictions
from rules import Rule, RuleSet

Row = dict[str, Any]


def preview(connection: Connection, subscription: Subscription, now: datetime, days: int) -> tuple[list[Entry], Row]:
    """The documents published in the last days that it would have told, the past of a baseline or backfill included."""
    awake = subscription.model_copy(update={"paused": False})  # a preview is asked for before it begins
    since = now - timedelta(days=days)
    rows = [
        row
        for row in db.matches.published_since(connection, since)
        if row["origin"] != "technical" and not refusal(awake, told(row))
    ]
    found = entries(for_rows(awake, rows))
    return found, volume(found, since, now)


def volume(found: Sequence[Entry], since: datetime, now: datetime) -> Row:
    weeks = max((now - since) / timedelta(weeks=1), 1e-9)
    counts = {severity: sum(one.severity == severity for one in found) for severity in reversed(SEVERITIES)}
    busiest: dict[str, int] = {}
    for one in found:
        day = f"{one.moment:%Y-%m-%d}"
        busiest[day] = busiest.get(day, 0) + 1
    day = max(busiest, key=lambda name: busiest[name], default="")
    return {
        "documents": len(found),
        "a_week": round(len(found) / weeks, 1),
        "weeks": _by_week(found, ceil(weeks), now),
        "severities": counts,
        "busiest_day": day,
        "on_that_day": busiest.get(day, 0),
    }


def _by_week(found: Sequence[Entry], weeks: int, now: datetime) -> dict[str, int]:
    """last day of the week → documents, oldest first."""
    counts = dict.fromkeys(reversed(range(max(1, weeks))), 0)
    for one in found:
        counts[min(max(0, (now - one.moment) // timedelta(weeks=1)), len(counts) - 1)] += 1
    return {f"{now - timedelta(weeks=back):%Y-%m-%d}": number for back, number in counts.items()}


def explain(
    connection: Connection, document_id: int, subscriptions: Sequence[Subscription], now: datetime
) -> list[Row]:
    """Per subscription: whether it gets the document, by which rules, or why not."""
    rows = db.matches.of_document(connection, document_id)
    alerts = db.alerts.alerts_of_document(connection, document_id)
    silences = db.silences.listed(connection, now)
    since = db.digests.ends(connection, [one.id for one in subscriptions])
    return [_explained(one, rows, alerts, silences, since.get(one.id), now) for one in as_of(subscriptions, now)]


def _explained(
    subscription: Subscription,
    rows: Sequence[Row],
    alerts: Sequence[Row],
    silences: Sequence[Row],
    since: datetime | None,
    now: datetime,
) -> Row:
    reasons = {row["rule_id"]: _why_not(subscription, row, silences, now) for row in rows}
    gets = sorted(rule for rule, reason in reasons.items() if not reason)
    mine = [one["id"] for one in alerts if one["subscription"] == subscription.id]
    answer: Row = {"subscription": subscription.id, "gets": bool(gets), "rules": gets, "alerts": mine}
    if not rows:
        reasons = {"": "no rule hit the document; see `policywatch rules explain`"}
    elif gets and not mine and since is None:
        reasons = {"": "it would, but the daemon has not run with this subscription yet"}
    answer["for_me"] = list(dict.fromkeys(row["for_me"] for row in for_rows(subscription, rows) if row["for_me"]))
    return answer | {"why_not": {rule: reason for rule, reason in reasons.items() if reason}}


def _why_not(subscription: Subscription, row: Row, silences: Sequence[Row], now: datetime) -> str:
    match = told(row)
    if reason := refusal(subscription, match):
        return reason
    if row["origin"] != "news":
        return f"a {row['origin']} is never news"
    return silenced(silences, subscription.id, match, now)


def audit(
    subscription: Subscription, sources: Mapping[str, Source], watched: Iterable[str], ruleset: RuleSet
) -> list[str]:
    """Why it can never fire, or not as its author thinks; empty when nothing is wrong."""
    problems = ["it is paused"] if subscription.paused is True else []
    problems += _unknown("rule", subscription.rules, ruleset.rules)
    problems += _unknown("concept", subscription.concepts, ruleset.concepts)
    problems += _unknown("mineral", subscription.minerals, _facts(ruleset, "mineral"))
    problems += _unknown("country", subscription.countries, _facts(ruleset, "country"))
    problems += _unknown("publisher", subscription.publishers, {one.publisher for one in sources.values()})
    if not [rule for rule in ruleset.rules.values() if _may_fire(rule, subscription)]:
        problems.append("no rule has what it asks for: its rules, labels and severity together leave none")
    problems += _sources(subscription, sources, set(watched))
    return problems + contradictions(subscription)


def _facts(ruleset: RuleSet, kind: str) -> set[str]:
    return {str(value) for concept in ruleset.concepts.values() if (value := getattr(concept, kind, None))}


def _unknown(kind: str, named: Sequence[str], known: Iterable[str]) -> list[str]:
    names = sorted(known)
    return [f"there is no {kind} {one!r}{near(one, names)}" for one in named if one not in names]


def _may_fire(rule: Rule, subscription: Subscription) -> bool:
    if rule.hidden or rule.applies or not rule.enabled:
        return False
    severities = [rule.severity, *(shift.to for shift in rule.raise_)]
    most = max(SEVERITIES.index(one) for one in severities) + (subscription.exposure is not None)
    grave = most >= SEVERITIES.index(subscription.severity)
    labelled = not subscription.labels or set(subscription.labels) & set(rule.labels)
    return bool(grave and labelled and (not subscription.rules or rule.id in subscription.rules))


def _sources(subscription: Subscription, sources: Mapping[str, Source], watched: set[str]) -> list[str]:
    from fnmatch import fnmatchcase

    problems = []
    for pattern in subscription.sources:
        fitting = [one for one in sources if fnmatchcase(one, pattern)]
        if not fitting:
            problems.append(f"no source is named {pattern!r}")
        elif not watched & set(fitting):
            problems.append(f"no source of {pattern!r} is watched; see `policywatch sources list`")
    if subscription.publishers and not any(sources[one].publisher in subscription.publishers for one in watched):
        problems.append(f"no source of {', '.join(subscription.publishers)} is watched")
    return problems
