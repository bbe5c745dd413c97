"""What contradicts itself in a subscription, and what keeps it from being heard now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection

import db.incidents
from monitor.subscription import Subscription, as_of


def contradictions(subscription: Subscription) -> list[str]:
    """Words that take one another away, and settings that do nothing beside others."""
    problems = []
    wanted = {word.casefold() for word in subscription.words}
    unwanted = {word.casefold() for word in subscription.exclude}
    problems += [f"{word!r} is both wanted and excluded" for word in sorted(wanted & unwanted)]
    inside = {word: next((one for one in unwanted - wanted if one in word), "") for word in sorted(wanted)}
    problems += [f"its word {word!r} contains its excluded word {one!r}" for word, one in inside.items() if one]
    if subscription.group_wait and subscription.digest:
        problems.append("group_wait does nothing beside digest: a digest waits longer")
    if subscription.escalate and subscription.digest:
        problems.append("escalate does nothing beside digest: what a digest tells does not escalate")
    return problems + _profile(subscription)


def _profile(subscription: Subscription) -> list[str]:
    profile = subscription.exposure
    if profile is None:
        return []
    problems = []
    for name, mine, asked in (
        ("minerals", profile.materials, subscription.minerals),
        ("countries", [*profile.countries, *profile.shares], subscription.countries),
    ):
        if profile.only_exposed and mine and asked and not set(mine) & set(asked):
            problems.append(f"its {name} ({', '.join(asked)}) are none of its exposure ({', '.join(mine)})")
    if sum(profile.shares.values()) > 100:
        problems.append(f"the shares of its exposure add up to {sum(profile.shares.values()):g} percent")
    if not (profile.countries or profile.suppliers or profile.shares):
        problems.append("its exposure raises nothing: it has neither countries nor suppliers")
    elif not (profile.materials or profile.hs):
        problems.append("its exposure raises nothing: it has neither materials nor hs")
    return problems


def now_unheard(connection: Connection, subscription: Subscription, now: datetime) -> list[str]:
    """Why nobody hears it now: it pauses, it has not begun, its channels are dead."""
    problems = []
    (current,) = as_of([subscription], now)
    if isinstance(current.paused, date):
        problems.append(f"it hears nothing until {current.paused}")
    broken = {one["subject"]: one for one in db.incidents.open_incidents(connection)}
    to = [*subscription.channels, *(subscription.escalate.to if subscription.escalate else [])]
    dead: Sequence[Mapping[str, Any]] = [broken[f"channel:{one}"] for one in to if f"channel:{one}" in broken]
    return problems + [f"its {one['subject'].replace(':', ' ')} is {one['kind']}: {one['detail']}" for one in dead]
