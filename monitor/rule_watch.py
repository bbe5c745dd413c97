"""Rules that change under the running daemon: read again, and the archive with them."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Engine

import db.incidents
from db.engine import writing
from monitor.rematch import Summary, rematch_batch
from monitor.rulebook import Rulebook

_log = logging.getLogger(__name__)
_BREATH = 0.2  # seconds between two batches of the archive
_LOOKS = 5.0  # seconds between two looks at the files


@dataclass
class RuleWatch:
    engine: Engine
    rulebook: Rulebook
    _rematched: str = ""  # the rules that the archive was read with

    async def forever(self) -> None:
        while True:
            await self._rematch()
            await asyncio.sleep(_LOOKS)
            if self.rulebook.changed():
                await asyncio.to_thread(self.reload)

    async def _rematch(self) -> None:
        """Changed rules read the archive, batch by batch: neither a stop nor an alert waits for all of it."""
        rules = self.rulebook.current
        if rules.version == self._rematched:
            return
        summary, more = Summary(), True
        while more:
            more = await asyncio.shield(asyncio.to_thread(rematch_batch, self.engine, rules, _now(), summary))
            await asyncio.sleep(_BREATH)
        self._rematched = rules.version
        if summary.read:
            _log.info("rules read the archive version=%s %s", rules.version, summary)
            await asyncio.to_thread(self._tell, summary)

    def _tell(self, summary: Summary) -> None:
        """The operators hear what changed rules mean for the archive; nobody else does."""
        if summary.gained or summary.lost or summary.failed:
            with writing(self.engine) as connection:
                db.incidents.open_incident(connection, "rules", "read-again", str(summary), _now())

    def reload(self) -> None:
        """A bad file keeps the old rules and opens an incident."""
        problems = self.rulebook.reload()
        with writing(self.engine) as connection:
            if problems:
                detail = "the old rules stay in force: " + "; ".join(str(problem) for problem in problems[:5])
                db.incidents.open_incident(connection, "rules", "bad-file", detail, _now())
            else:
                db.incidents.close_incidents(connection, "rules", ["bad-file"], _now())
        _log.info("rules reloaded version=%s problems=%s", self.rulebook.current.version, len(problems))


def _now() -> datetime:
    return datetime.now(UTC)
