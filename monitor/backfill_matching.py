"""Matching while a backfill stores: in processes beside, as long as they keep up; the rest here."""

from __future__ import annotations

import logging
from collections import deque
from concurrent.futures import BrokenExecutor, Future
from datetime import datetime

from sqlalchemy import Engine, RowMapping

from monitor.backfill_aside import Aside, match_aside
from monitor.match import Found, candidate, found_in, keep_found, match_pending, waiting

_log = logging.getLogger(__name__)
_BATCH = 500  # revisions


class Matching:
    def __init__(self, engine: Engine, aside: Aside) -> None:
        self._engine, self._aside = engine, aside
        self._after = 0
        self._under_way: deque[tuple[list[RowMapping], Future[list[Found]]]] = deque()

    def feed(self, now: datetime) -> None:
        """Takes up what was stored since the last time; returns when no more of it waits than the processes hold."""
        while rows := waiting(self._engine, after=self._after, most=_BATCH):
            self._after = rows[-1]["id"]
            self._keep_finished(now)
            candidates = [candidate(row) for row in rows]
            if self._aside.at_hand and len(self._under_way) < 2 * self._aside.processes:
                self._under_way.append((rows, self._aside.submit(match_aside, candidates)))
            else:
                keep_found(self._engine, self._aside.rules, rows, found_in(self._aside.rules, candidates), now)
        self._keep_finished(now)

    def finish(self, now: datetime) -> None:
        while self._under_way:
            self._keep(*self._under_way.popleft(), now)
        match_pending(self._engine, self._aside.rules, now)

    def _keep_finished(self, now: datetime) -> None:
        while self._under_way and self._under_way[0][1].done():
            self._keep(*self._under_way.popleft(), now)

    def _keep(self, rows: list[RowMapping], future: Future[list[Found]], now: datetime) -> None:
        try:
            found = future.result()
        except BrokenExecutor as error:
            _log.warning("a process beside was ended (%s): its revisions are matched here", error)
            found = found_in(self._aside.rules, [candidate(row) for row in rows])
        keep_found(self._engine, self._aside.rules, rows, found, now)
