"""Stores what polls brought, many in one transaction, and sees that one of them cannot hold up the others."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from sqlalchemy import Engine

import db.incidents
import db.sources
from crawlers.item import Poll
from crawlers.source import Source
from db.engine import writing
from monitor.ingest import Polled, ingest_together, ingest_unchanged, is_unchanged
from monitor.schedule import next_due
from monitor.standing_in import StandIns

_log = logging.getLogger("monitor.daemon")

_TOGETHER, _ITEMS = 100, 700  # polls with news stored in one transaction, and what they bring

Pair = tuple[Source, Poll]


def store_polls(engine: Engine, stand_ins: StandIns, batch: Sequence[Pair]) -> bool:
    """Whether there may be something to match or to tell."""
    quiet = [pair for pair in batch if is_unchanged(pair[1])]
    tell = False
    if quiet:
        with writing(engine) as connection:
            tell = ingest_unchanged(connection, quiet)
    news = [pair for pair in batch if not is_unchanged(pair[1])]
    for part in _parts(news):
        _store_news(engine, stand_ins, part)
    return tell or bool(news)


def _parts(news: Sequence[Pair]) -> Iterator[list[Pair]]:
    """Many polls of an item or two, few that bring a whole list: nobody waits long for the store."""
    part, items = list[Pair](), 0
    for pair in news:
        if part and (len(part) == _TOGETHER or items + len(pair[1].items) > _ITEMS):
            yield part
            part, items = [], 0
        part.append(pair)
        items += len(pair[1].items)
    if part:
        yield part


def _store_news(engine: Engine, stand_ins: StandIns, batch: Sequence[Pair]) -> None:
    """Together, because a commit costs more than a poll; one by one when one of them cannot be stored."""
    try:
        with writing(engine) as connection:
            stored = ingest_together(connection, [_polled(stand_ins, *pair) for pair in batch])
    except Exception:  # noqa: BLE001  whatever it is, the other polls of the batch must be stored
        if len(batch) == 1:
            _log.exception("poll not stored source=%s", batch[0][0].id)
            _put_off(engine, batch[0][0], datetime.now(UTC))
            return
        for pair in batch:
            _store_news(engine, stand_ins, [pair])
        return
    for (_, poll), one in zip(batch, stored, strict=True):
        _log.log(
            logging.WARNING if poll.error else logging.INFO,
            "poll source=%s outcome=%s rows=%s new=%s changed=%s%s", poll.source_id, poll.outcome, poll.rows,
            one.new_documents, one.new_revisions, f" error={poll.error!r}" if poll.error else "",
        )  # fmt: skip


def _polled(stand_ins: StandIns, source: Source, poll: Poll) -> Polled:
    return Polled(source, poll, stand_ins.standing.get(source.id, ()), stand_ins.who_told(source))


def _put_off(engine: Engine, source: Source, now: datetime) -> None:
    """A poll that our own store refuses must not be asked for again at every tick."""
    with writing(engine) as connection:
        detail = "what it published could not be stored; the log says why"
        db.incidents.open_incident(connection, f"source:{source.id}", "not-stored", detail, now)
        db.sources.put_off(connection, source.id, next_due(source, now, 1.0, failures=3))
