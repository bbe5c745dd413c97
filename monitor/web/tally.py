"""What the trends are drawn from: counted once, and anew when something has matched, while readers see the last."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import get_args

from sqlalchemy import Connection

import db.web_inbox
import db.web_trends
from db.engine import reading
from db.web_trends import By
from monitor.web.chart import weeks_until
from monitor.web.site import Site
from monitor.web.wanted import SEOUL

_log = logging.getLogger(__name__)
WEEKS = 104
_MAY_BE_OLD = timedelta(minutes=10)  # so long the last count is shown while the next one is made
_counting = threading.Lock()

Pairs = dict[tuple[str, str], tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Tally:
    version: tuple[int, date, str]  # newest match, this week, rules
    counted_at: datetime
    weeks: dict[By, dict[str, dict[date, int]]]  # value → Monday → documents
    first: Pairs  # (mineral, country) → the day and the document that named them together first


def tally(site: Site) -> Tally:
    known: Tally | None = site.kept.get("tally")
    with reading(site.engine) as connection:
        version = _version(connection, site)
        if known is None or (site.now() - known.counted_at > _MAY_BE_OLD and known.version != version):
            with _counting:
                return _kept(site, _counted(connection, site, version))
    if known.version != version:
        count_again(site)
    return known


def count_again(site: Site) -> None:
    """Beside what else is done; nothing when it is being done already."""
    if _counting.acquire(blocking=False):
        threading.Thread(target=_again, args=(site,), daemon=True).start()


def _version(connection: Connection, site: Site) -> tuple[int, date, str]:
    this_week = weeks_until(site.now().astimezone(SEOUL).date(), 1)[0]
    return db.web_inbox.newest_match(connection), this_week, site.rulebook.current.version


def _again(site: Site) -> None:
    try:
        with reading(site.engine) as connection:
            _kept(site, _counted(connection, site, _version(connection, site)))
    except Exception:  # noqa: BLE001  the last count stays; a thread has nobody else to tell
        _log.exception("trends not counted")
    finally:
        _counting.release()


def _kept(site: Site, counted: Tally) -> Tally:
    site.kept["tally"] = counted
    return counted


def _counted(connection: Connection, site: Site, version: tuple[int, date, str]) -> Tally:
    known: Tally | None = site.kept.get("tally")
    since = datetime.combine(version[1] - timedelta(weeks=WEEKS - 1), time(), SEOUL)
    measures = {one.id for one in site.rulebook.current.concepts.values() if one.kind == "measure"}
    weeks: dict[By, dict[str, dict[date, int]]] = {by: {} for by in get_args(By)}
    for by, found in weeks.items():
        for one in db.web_trends.counts(connection, by, since, measures):
            found.setdefault(one.value, {})[one.week] = one.documents
    return Tally(version, site.now(), weeks, _first(connection, known))


def _first(connection: Connection, known: Tally | None) -> Pairs:
    """Only what was matched meanwhile is read again."""
    first = dict(known.first) if known else {}
    for pair, found in db.web_trends.first_mentions(connection, after=known.version[0] if known else 0).items():
        first[pair] = min(first.get(pair, found), found)
    return first
