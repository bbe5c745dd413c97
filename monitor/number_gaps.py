"""Gaps in the number series of an authority: what was announced and never reached us.

Only series that are seen densely count, so that one that we see by chance does not cry.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection, Engine

import db.facts
import db.incidents
from db.engine import reading, writing
from monitor.number_names import label

#: Schemes whose numbers an issuer counts up by one.
SERIES = (
    "cn-announcement", "cn-order", "kr-gosi", "kr-gonggo", "kr-presidential", "us-eo", "us-proclamation", "jp-seirei",
    "jp-kokuji", "jp-law",
)  # fmt: skip
GRACE = timedelta(days=14)
_LAST, _DENSE = 10, 8  # of the last ten numbers so many must be known
_PAST = timedelta(days=400)  # older numbers tell nothing of today's series
_GIVEN_UP = timedelta(days=90)  # after a gap was seen; it was never published, or not here

Row = Mapping[str, Any]
_Series = dict[int, datetime]  # number → when it was published


@dataclass(frozen=True, slots=True)
class Gap:
    """`since`: when the next number was published. `is_recent`: among the last numbers of its series."""

    name: str
    before: int
    after: int
    since: datetime
    is_recent: bool


def gaps(rows: Iterable[Row], now: datetime, grace: timedelta = GRACE) -> list[Gap]:
    """What outlived its grace time. `rows`: own numbers with `scheme`, `body`, `year`, `number`, `published`."""
    found = []
    for key, series in _series(rows).items():
        newest = max(series)
        for before, after, since in _neighbours(series):
            if now - since < grace:
                continue
            found += [
                Gap(_name(key, number), before, after, since, number > newest - _LAST)
                for number in range(before + 1, after)
                if _is_dense(series, number, newest)
            ]
    return sorted(found, key=lambda gap: (gap.since, gap.name))


def _neighbours(series: _Series) -> Iterable[tuple[int, int, datetime]]:
    """Known numbers between which some are missing, and since when a later one is known.

    What is further apart is not dense, and a misprint may be a million away.
    """
    known, since = sorted(series, reverse=True), datetime.max.replace(tzinfo=UTC)
    for after, before in pairwise(known):
        since = min(since, series[after])
        if 1 < after - before <= _LAST:
            yield before, after, since


def _series(rows: Iterable[Row]) -> dict[tuple[str, str, str], _Series]:
    found: dict[tuple[str, str, str], _Series] = {}
    for row in rows:
        if row["number"].isdecimal() and len(row["number"]) < 7:
            series = found.setdefault((row["scheme"], row["body"], row["year"]), {})
            number = int(row["number"])
            series[number] = min(series.get(number, row["published"]), row["published"])
    return found


def _is_dense(series: _Series, number: int, newest: int) -> bool:
    """Eight of the ten numbers that end at most five behind it."""
    last = min(newest, number + _LAST // 2)
    first = last - _LAST + 1
    return first >= min(series) and sum(one in series for one in range(first, last + 1)) >= _DENSE


def _name(key: tuple[str, str, str], number: int) -> str:
    scheme, body, year = key
    return label({"scheme": scheme, "authority": body, "year": year, "number": number})


def present(connection: Connection, now: datetime) -> list[dict[str, Any]]:
    return db.facts.own_numbers(connection, SERIES, now - _PAST)


def tell_gaps(engine: Engine, now: datetime) -> None:
    """An incident for each gap in the last numbers of a series, once; it closes when the number arrives."""
    with reading(engine) as connection:
        rows = present(connection, now)
    recent = [gap for gap in gaps(rows, now) if gap.is_recent and now - gap.since < _GIVEN_UP]
    with writing(engine) as connection:
        for gap in recent:
            db.incidents.open_incident(connection, f"number:{gap.name}", "gap", detail(gap), now)
        _close(connection, rows, now)


def detail(gap: Gap) -> str:
    return (
        f"{gap.before} and {gap.after} are known, the latter since {gap.since:%Y-%m-%d}, what is between never came: "
        "look at the publisher's list; `policywatch backfill` reads what was missed"
    )


def _close(connection: Connection, rows: Sequence[Row], now: datetime) -> None:
    standing = [one for one in db.incidents.open_incidents(connection) if one["kind"] == "gap"]
    if not standing:
        return
    here = {f"number:{_name(key, number)}" for key, series in _series(rows).items() for number in series}
    for incident in standing:
        given_up = now - incident["opened_at"] > _GIVEN_UP
        if incident["subject"] in here or given_up:
            db.incidents.close_incidents(connection, incident["subject"], ["gap"], now)
        if given_up and incident["subject"] not in here:  # no recovery to tell of
            db.incidents.mark_announced(connection, incident["id"], "closing_announced_at", now)
