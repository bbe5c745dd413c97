"""What no single poll can see: everything fails at once, a whole host fails, a source falls out of its own rhythm."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import quantiles
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Connection, Engine, RowMapping

import db.documents
import db.incidents
import db.sources
from crawlers.source import Source
from db.engine import writing
from monitor.health import may_be_the_host

#: From this many sources on, and this share of them unreachable, it is our own network and not they.
_NETWORK_SOURCES = 5
_NETWORK_SHARE = 0.6

#: Of its usual gap between days with publications (reliability: stale at three times the rhythm).
_RHYTHM = 3
_RHYTHM_DAYS = 10  # days with publications that make a rhythm
_SHORTEST_SILENCE = timedelta(days=3)  # weekends and a holiday are no silence

_UNREACHABLE = ("unreachable", "timeout")

State = RowMapping | Mapping[str, Any]


def host_of(source: Source) -> str:
    return urlsplit(source.url).hostname or ""


def group_subjects(source: Source) -> list[str]:
    """The subjects under which the trouble of a source may already have been told."""
    return ["network", f"host:{host_of(source)}"]


def oversee(engine: Engine, sources: Mapping[str, Source], now: datetime) -> None:
    with writing(engine) as connection:
        states = db.sources.states(connection, sources)
        polled = {id_: state for id_, state in states.items() if state["last_run_at"]}
        if not _tell_network(connection, list(polled.values()), now):
            _tell_hosts(connection, sources, polled, now)


def network_is_down(states: Sequence[State]) -> bool:
    lost = [state for state in states if state["failures"] and state["last_outcome"] in _UNREACHABLE]
    return len(states) >= _NETWORK_SOURCES and len(lost) >= _NETWORK_SHARE * len(states)


def _tell_network(connection: Connection, states: Sequence[State], now: datetime) -> bool:
    """True while the network is down: what else fails then says nothing about anybody else."""
    down = network_is_down(states)
    if down:
        lost = sum(state["last_outcome"] in _UNREACHABLE for state in states)
        detail = f"{lost} of {len(states)} sources cannot be reached: look at this machine's network and DNS first"
        db.incidents.open_incident(connection, "network", "down", detail, now)
    else:
        db.incidents.close_incidents(connection, "network", ["down"], now)
    return down


def _tell_hosts(
    connection: Connection, sources: Mapping[str, Source], states: Mapping[str, State], now: datetime
) -> None:
    hosts: dict[str, list[str]] = defaultdict(list)
    for id_ in states:
        hosts[host_of(sources[id_])].append(id_)
    for host, ids in hosts.items():
        if len(ids) > 1 and all(_fails_again(states[id_]) for id_ in ids):
            detail = f"all {len(ids)} sources of {host} fail: {states[ids[0]]['last_error']}"
            db.incidents.open_incident(connection, f"host:{host}", "down", detail, now)
        elif len(ids) > 1:
            db.incidents.close_incidents(connection, f"host:{host}", ["down"], now)


def _fails_again(state: State) -> bool:
    return state["failures"] > 1 and may_be_the_host(state["last_outcome"])


def usual_silence(days: Sequence[datetime]) -> timedelta | None:
    """How long a source may be silent by its own rhythm; None while it has none. `days`: newest first."""
    if len(days) < _RHYTHM_DAYS:
        return None
    gaps = [(later - earlier) / timedelta(days=1) for later, earlier in pairwise(days)]
    return max(_SHORTEST_SILENCE, _RHYTHM * timedelta(days=quantiles(gaps, n=10)[-1]))


def oversee_rhythm(engine: Engine, sources: Mapping[str, Source], now: datetime) -> None:
    """For sources that promise no age of their newest item; a promise is looked at by every poll."""
    with writing(engine) as connection:
        states = db.sources.states(connection, [id_ for id_, one in sources.items() if one.expect.max_age is None])
        for id_, state in states.items():
            days = db.documents.days_of_publication(connection, id_, most=40)
            silence = usual_silence(days)
            if silence is None or state["failures"]:
                continue
            if now - days[0] > silence:
                detail = f"nothing new since {days[0]:%Y-%m-%d}; by its rhythm {silence.days} days are the most"
                db.incidents.open_incident(connection, f"source:{id_}", "stale", detail, now)
            else:
                db.incidents.close_incidents(connection, f"source:{id_}", ["stale"], now)
