"""The tables. The database is the queue: every stage takes rows in one state and moves it in the same transaction.

The unique constraints make every stage repeatable. db/README.md draws the tables and their states.
"""

from __future__ import annotations

from db.tables.archive import Document, Revision, Snapshot
from db.tables.telling import Alert, AlertMatch, ChannelState, Delivery, Match, Silence, SubscriptionState
from db.tables.watching import Backfill, BackfillPart, Incident, Issue, Lease, Run, SourceState

__all__ = [
    "Alert",
    "AlertMatch",
    "Backfill",
    "BackfillPart",
    "ChannelState",
    "Delivery",
    "Document",
    "Incident",
    "Issue",
    "Lease",
    "Match",
    "Revision",
    "Run",
    "Silence",
    "Snapshot",
    "SourceState",
    "SubscriptionState",
]
