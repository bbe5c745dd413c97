"""The tables. The database is the queue: every stage takes rows in one state and moves it in the same transaction.

The unique constraints make every stage repeatable. db/README.md draws the tables and their states.
"""

from __future__ import annotations

from db.tables.archive import Document, Revision, Snapshot
from db.tables.attention import Beginning, Canary, Escalation, Snooze
from db.tables.cluster import HostTurn
from db.tables.facts import BindingDate, OfficialNumber, Reminder
from db.tables.keeping import Hold, KeptRules, SentMessage
from db.tables.page import Care, Reader, ReadMark, SavedView, Token
from db.tables.search import SearchColumn, SearchPage, SearchQueued, SearchSegment
from db.tables.stories import StoryAnchor, StoryLink, StoryMember, Withdrawal, Withheld
from db.tables.telling import Alert, AlertMatch, ChannelState, Delivery, Match, Silence, SubscriptionState
from db.tables.watching import Backfill, BackfillPart, Incident, Issue, Lease, Run, SourceState

__all__ = [
    "Alert",
    "AlertMatch",
    "Backfill",
    "BackfillPart",
    "Beginning",
    "BindingDate",
    "Canary",
    "Care",
    "ChannelState",
    "Delivery",
    "Document",
    "Escalation",
    "Hold",
    "HostTurn",
    "Incident",
    "Issue",
    "KeptRules",
    "Lease",
    "Match",
    "OfficialNumber",
    "ReadMark",
    "Reader",
    "Reminder",
    "Revision",
    "Run",
    "SavedView",
    "SearchColumn",
    "SearchPage",
    "SearchQueued",
    "SearchSegment",
    "SentMessage",
    "Silence",
    "Snapshot",
    "Snooze",
    "SourceState",
    "StoryAnchor",
    "StoryLink",
    "StoryMember",
    "SubscriptionState",
    "Token",
    "Withdrawal",
    "Withheld",
]
