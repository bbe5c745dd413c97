"""What is looked at each minute so that nothing waits unseen: what comes back, what nobody took up, the disk."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine

import db.attention
import db.incidents
from db.engine import writing
from monitor.attention import wake_due
from monitor.attention_past import tell_past
from monitor.canary import tend
from monitor.escalation import escalate_due

if TYPE_CHECKING:
    from monitor.config import Config

#: Said once an hour at most, and not taken back: nothing is broken.
_NOTICES, _FORGET = ("took-over", "read-again"), timedelta(hours=1)

Free = Callable[[Path], int]


def free_bytes(folder: Path) -> int:
    """On the disk of a folder, or of the nearest one around it that is there."""
    there = next(one for one in (folder, *folder.absolute().parents) if one.exists())
    return shutil.disk_usage(there).free


@dataclass
class AttentionWatch:
    engine: Engine
    config: Config
    free: Free = free_bytes

    def turns(self) -> list[Callable[[datetime], object]]:
        """Each by itself: one that fails keeps no other from its turn."""
        settings = self.config.settings
        return [
            self._oversee,
            lambda now: wake_due(self.engine, settings.subscriptions, settings.operators, now),
            lambda now: escalate_due(self.engine, settings.subscriptions, now),
            lambda now: tend(self.engine, settings.canary, now),
            lambda now: tell_past(self.engine, settings.subscriptions, now),
        ]

    def _oversee(self, now: datetime) -> None:
        with writing(self.engine) as connection:
            self._look_at_disk(connection, now)
            _close_matched(connection, now)
            db.incidents.forget_notices(connection, _NOTICES, now - _FORGET, now)

    def _look_at_disk(self, connection: Connection, now: datetime) -> None:
        least, places = self.config.settings.least_free, self.config.places
        free, folder = min((self.free(one), one) for one in _folders(places.data, places.log))
        if free < least:
            detail = (
                f"{free / 1e6:,.0f} MB are free in {folder}, {least / 1e6:,.0f} MB (`least_free`) are needed:"
                " make room, or see what `policywatch prune --dry-run` would let go"
            )
            db.incidents.open_incident(connection, "disk", "full", detail, now)
        elif free > least * 1.1:  # so that it does not open and close with each file
            db.incidents.close_incidents(connection, "disk", ["full"], now)


def _folders(*folders: Path) -> Sequence[Path]:
    return tuple(dict.fromkeys(folders))


def _close_matched(connection: Connection, now: datetime) -> None:
    """What could not be matched has been, or its document is gone."""
    opened = db.incidents.opened_at(connection, "rules", "match-failed")
    if opened is None:
        return
    if not db.attention.unmatched_since(connection, opened):
        db.incidents.close_incidents(connection, "rules", ["match-failed"], now)
