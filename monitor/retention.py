"""How long what documents were read from is kept."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Engine

import db.snapshots
from crawlers.source import Source
from db.engine import writing

_log = logging.getLogger(__name__)


def prune_snapshots(engine: Engine, sources: Mapping[str, Source], now: datetime) -> int:
    """Drops the raw answers of past revisions that their sources keep no longer."""
    pruned = 0
    for source in sources.values():
        if source.keep_snapshots is not None:
            with writing(engine) as connection:
                pruned += db.snapshots.prune(connection, source.id, now - source.keep_snapshots)
    if pruned:
        _log.info("snapshots pruned number=%s", pruned)
    return pruned
