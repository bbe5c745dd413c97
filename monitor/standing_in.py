"""Fallback sources: who stands in for a watched source in trouble, and what of its reading is news.

A stand-in takes over while its source has an incident, and hands back when the incident closes. It is `enabled` in the
store for as long; everything else follows from the incidents, so that a restart goes on where it was.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Connection, Engine, RowMapping

import db.alerts
import db.documents
import db.incidents
import db.sources
from crawlers.item import Item
from crawlers.source import Source
from db.engine import writing
from monitor.content import storable

_log = logging.getLogger(__name__)

#: Incidents of a source during which it cannot be relied on for its news.
TROUBLE = frozenset({"down", "blocked", "refused", "layout", "empty", "stale"})

#: The same title within this time is the same publication; a weekly bulletin repeats its title.
_SAME_TITLE = timedelta(days=2)
_PRECISION = {"day": timedelta(days=1), "month": timedelta(days=31)}

#: stand-in → the sources it stands in for
Standing = Mapping[str, frozenset[str]]


def in_trouble(source: Source, kinds: Mapping[str, set[str]]) -> bool:
    """`kinds`: the open incidents of each subject."""
    host = urlsplit(source.url).hostname or ""
    return bool(kinds.get(f"source:{source.id}", set()) & TROUBLE or kinds.get(f"host:{host}"))


def kinds_by_subject(incidents: Iterable[Mapping[str, Any]]) -> dict[str, set[str]]:
    kinds: dict[str, set[str]] = defaultdict(set)
    for incident in incidents:
        kinds[incident["subject"]].add(incident["kind"])
    return kinds


def standing(watched: Mapping[str, Source], catalogue: Mapping[str, Source], kinds: Mapping[str, set[str]]) -> Standing:
    """A stand-in that is in trouble itself has one of its own; a watched fallback needs no standing in."""
    found: dict[str, frozenset[str]] = {}
    for source in watched.values():
        absent: list[str] = []
        while source.fallback and source.id not in absent and in_trouble(source, kinds):
            absent.append(source.id)
            if source.fallback in watched or source.fallback not in catalogue:
                break
            source = catalogue[source.fallback]  # along the chain of fallbacks
            found[source.id] = found.get(source.id, frozenset()) | set(absent)
    return found


def shown(enabled: Collection[str], sources: Mapping[str, Source], kinds: Mapping[str, set[str]]) -> Standing:
    """As `standing`, for who only sees the store: a source that nobody names as its fallback is watched for itself."""
    found: dict[str, frozenset[str]] = defaultdict(frozenset)
    for source in (sources[id_] for id_ in enabled if id_ in sources):
        if source.fallback and source.fallback in enabled and in_trouble(source, kinds):
            found[source.fallback] |= {source.id}
    return found


def take_over(
    connection: Connection, watched: Mapping[str, Source], catalogue: Mapping[str, Source], now: datetime
) -> Standing:
    """Enables exactly the watched sources and today's stand-ins."""
    wanted = standing(watched, catalogue, kinds_by_subject(db.incidents.open_incidents(connection)))
    before, after = db.sources.enabled(connection), {*watched, *wanted}
    if before == after:
        return wanted
    db.sources.register(connection, sorted(after), now)
    for id_ in wanted.keys() - before:
        # its next reading is a first one: what is older than the trouble is no news
        db.sources.begin_anew(connection, id_, now)
        _log.warning("%s stands in for %s", id_, ", ".join(sorted(wanted[id_])))
    for id_ in before - after:
        db.incidents.close_all(connection, f"source:{id_}", now)
        _log.warning("%s is no longer read", id_)
    return wanted


class StandIns:
    """Who is polled for whom, as the daemon last saw it."""

    def __init__(self, watched: Mapping[str, Source], catalogue: Mapping[str, Source], *, tell_twice: bool) -> None:
        """`tell_twice`: not everybody who hears of a stand-in hears of its source, so that both tell all they have."""
        self.watched, self.catalogue, self.tell_twice = watched, catalogue, tell_twice
        self.standing: Standing = {}

    def take_over(self, connection: Connection, now: datetime) -> None:
        self.standing = take_over(connection, self.watched, self.catalogue, now)

    def look_again(self, engine: Engine, now: datetime) -> None:
        with writing(engine) as connection:
            self.take_over(connection, now)

    def polled(self, id_: str) -> Source | None:
        """A source that is watched, or stands in for one that is."""
        return self.watched.get(id_) or (self.catalogue.get(id_) if id_ in self.standing else None)

    def who_told(self, source: Source) -> list[str]:
        """The stand-ins that may have told before what a source tells now, along the chain of fallbacks."""
        chain: list[str] = []
        following: Source | None = None if self.tell_twice else source
        while following and following.fallback and following.fallback not in {source.id, *chain, *self.watched}:
            chain.append(following.fallback)
            following = self.catalogue.get(following.fallback)
        return chain


def no_news(connection: Connection, items: Sequence[Item], stands_in_for: Iterable[str], *, first: bool) -> set[str]:
    """Keys of items of a stand-in that are not told: the source knows them, or they are older than the trouble."""
    ids = sorted(stands_in_for)
    since = _last_relied_on(connection, ids) if first else None
    old = {item.key for item in items if not _is_after(item, since)} if first else set()
    return old | _known_at(connection, items, ids).keys()


def told_instead(connection: Connection, items: Sequence[Item], stand_ins: Iterable[str]) -> set[str]:
    """Keys of items that somebody was alerted of while one of `stand_ins` was read in the place of their source."""
    known = _known_at(connection, items, stand_ins)
    return {
        key for key, rows in known.items() if any(db.alerts.alerts_of_document(connection, row["id"]) for row in rows)
    }


def _last_relied_on(connection: Connection, ids: Sequence[str]) -> datetime | None:
    """None when the source never was: then, as for any new source, nothing that is there already is news."""
    kinds = kinds_by_subject(db.incidents.open_incidents(connection))
    moments = [
        state["newest_published"] if "stale" in kinds.get(f"source:{id_}", set()) else state["last_healthy_at"]
        for id_, state in db.sources.states(connection, ids).items()
    ]
    return min((moment for moment in moments if moment), default=None)


def _is_after(item: Item, since: datetime | None) -> bool:
    if since is None or item.published is None:
        return False
    return item.published + _PRECISION.get(item.date_precision, timedelta(0)) > since


def _known_at(connection: Connection, items: Sequence[Item], ids: Iterable[str]) -> dict[str, list[RowMapping]]:
    """key of an item → the same publication, as one of the sources `ids` shows it."""
    titles = {title for item in items for title in _titles(item)}
    urls, keys = {item.url for item in items if item.url}, {item.key for item in items}
    found: dict[str, list[RowMapping]] = defaultdict(list)
    for id_ in ids:
        rows = db.documents.alike(connection, id_, titles=titles, urls=urls, keys=keys)
        for item in items:
            if same := [row for row in rows if _same(item, row)]:
                found[item.key] += same
    return found


def _titles(item: Item) -> set[str]:
    """A news search puts the publisher behind: `Title - Ministry`."""
    title = storable(item.title)
    return {title, title.rpartition(" - ")[0] or title}


def _same(item: Item, row: RowMapping) -> bool:
    if item.url and item.url == row["url"]:
        return True
    if item.key == row["key"] and urlsplit(item.url).hostname == urlsplit(row["url"]).hostname:
        return True
    if row["title"] not in _titles(item):
        return False
    if item.published is None or row["published"] is None:
        return True
    return bool(abs(item.published - row["published"]) <= _SAME_TITLE)
