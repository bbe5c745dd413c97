"""Stage 4: Item → Document + Revision, or nothing when unchanged; the run, its issues and the source's state beside it.

Everything a poll brought is stored in one transaction, validators included: a crash before it costs a repeated poll,
never an item.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any, Literal

from sqlalchemy import Connection, RowMapping

import db.documents
import db.incidents
import db.sources
from crawlers.item import Issue, Item, Poll, Retrieval
from crawlers.source import Source
from monitor.content import HASH_VERSION, content_hash, storable
from monitor.remember import state_row, tell_incidents, tell_reading
from monitor.standing_in import no_news, told_instead

Origin = Literal["news", "baseline", "backfill", "technical"]

#: From this many new items on, a source whose new items mostly carry known titles has changed its keys.
_REKEYED_ITEMS = 5
_REKEYED_SHARE = 0.5

#: Revisions of one document a day; a page that changes more often is noise.
_REVISIONS_A_DAY = 24


@dataclass(frozen=True, slots=True)
class Stored:
    """What the store made of one poll."""

    run_id: int
    new_documents: int = 0
    new_revisions: int = 0


def ingest(
    connection: Connection,
    source: Source,
    poll: Poll,
    *,
    backfill_id: int | None = None,
    stands_in_for: Collection[str] = (),
    stand_ins: Collection[str] = (),
) -> Stored:
    """Stores one poll. With a `backfill_id` nothing is news and the source's state stays untouched.

    `stands_in_for`: the sources in trouble in whose place this one is read. `stand_ins`: who may have been read in its.
    """
    states = db.sources.states(connection, [source.id])
    state = states.get(source.id)
    run_id = db.sources.add_run(connection, _run_row(poll, backfill_id))
    origin = _origin(source, state, backfill_id)
    if stands_in_for and origin == "baseline":
        origin = "news"  # but for what the trouble did not hide, see _Writer._silent
    writer = _Writer(connection, source, poll, run_id, origin)
    writer.stands_in_for, writer.stand_ins = stands_in_for, stand_ins
    writer.first = state is None or state["baseline_at"] is None
    stored = writer.store()
    db.sources.add_issues(connection, run_id, [_clean(asdict(issue)) for issue in poll.issues + writer.issues])
    if stored.new_documents or stored.new_revisions:
        db.sources.count_run(connection, run_id, new_documents=stored.new_documents, new_revisions=stored.new_revisions)
    if backfill_id is None and state is not None:
        db.sources.update_states(connection, [state_row(source, state, poll)])
        tell_incidents(connection, source, state, poll)
        tell_reading(connection, source, state, poll, rekeyed=writer.origin == "technical")
    return stored


def ingest_unchanged(connection: Connection, polls: Sequence[tuple[Source, Poll]]) -> None:
    """Stores many polls that brought nothing, in two statements: the usual case must cost next to nothing."""
    states = db.sources.states(connection, [source.id for source, _ in polls])
    db.sources.add_runs(connection, [_run_row(poll, None) for _, poll in polls])
    rows = [state_row(source, states[source.id], poll) for source, poll in polls]
    db.sources.update_states(connection, rows)
    for source, poll in polls:
        state = states[source.id]
        if state["failures"] or source.expect.max_age:
            tell_incidents(connection, source, state, poll)


def is_unchanged(poll: Poll) -> bool:
    return poll.outcome == "unchanged" and not (poll.items or poll.issues or poll.checked)


def _origin(source: Source, state: RowMapping | None, backfill_id: int | None) -> Origin:
    if backfill_id is not None:
        return "backfill"
    first = state is None or state["baseline_at"] is None
    return "baseline" if first and not source.alert_existing else "news"


def _run_row(poll: Poll, backfill_id: int | None) -> dict[str, Any]:
    return {
        "source_id": poll.source_id,
        "backfill_id": backfill_id,
        "started_at": poll.started_at,
        "finished_at": poll.finished_at,
        "outcome": poll.outcome,
        "http_status": poll.http_status,
        "requests": poll.requests,
        "bytes_read": poll.bytes_read,
        "rows": poll.rows,
        "new_documents": 0,
        "new_revisions": 0,
        "error": storable(poll.error),
    }


def _clean(row: dict[str, Any]) -> dict[str, Any]:
    return {name: storable(value) if isinstance(value, str) else value for name, value in row.items()}


class _Writer:
    """Stores the items of one poll."""

    def __init__(self, connection: Connection, source: Source, poll: Poll, run_id: int, origin: Origin) -> None:
        self.connection, self.source, self.poll = connection, source, poll
        self.run_id, self.origin, self.now = run_id, origin, poll.finished_at
        self.issues: list[Issue] = []
        self.hashes: dict[str, str] = {}
        self.stands_in_for: Collection[str] = ()
        self.stand_ins: Collection[str] = ()
        self.first = False
        self.bulletins = {item.parent for item in poll.items if item.parent}

    def store(self) -> Stored:
        items = list({item.key: item for item in self.poll.items}.values())
        known = db.documents.known(self.connection, self.source.id, [item.key for item in items])
        fresh = [item for item in items if item.key not in known]
        if not (self.stands_in_for and self.first):
            self._hold_if_rekeyed(fresh)
        self._add_snapshots(items)
        self._add(fresh)
        changed = sum(self._update(item, known[item.key]) for item in items if item.key in known)
        db.documents.mark_checked(self.connection, self.source.id, self.poll.checked, self.now)
        return Stored(self.run_id, len(fresh), changed)

    def _hold_if_rekeyed(self, fresh: Sequence[Item]) -> None:
        """A source that gives known publications new keys has no news: they are stored, and it is said."""
        if self.origin != "news" or len(fresh) < _REKEYED_ITEMS:
            return
        titles = {storable(item.title) for item in fresh}
        seen = db.documents.known_titles(self.connection, self.source.id, titles)
        if len(seen) > _REKEYED_SHARE * len(titles):
            self.origin = "technical"
            detail = f"{len(seen)} of {len(titles)} new items carry titles that are known under other keys: not alerted"
            self.issues.append(Issue("keys-changed", detail, self.source.url))
            db.incidents.open_incident(self.connection, f"source:{self.source.id}", "keys-changed", detail, self.now)

    def _add_snapshots(self, items: Sequence[Item]) -> None:
        rows = [
            {
                "sha256": _sha(item.raw),
                "media_type": item.media_type,
                "url": storable(item.url),
                "retrieved_at": self.now,
                "body": zlib.compress(item.raw, 6),
            }
            | _retrieved(item.retrieval)
            for item in items
            if item.raw
        ]
        db.documents.add_snapshots(self.connection, rows)

    def _add(self, fresh: Sequence[Item]) -> None:
        parents = [item for item in fresh if not item.parent]
        ids = db.documents.add_documents(self.connection, self.source.id, [self._document(item) for item in parents])
        articles = [item for item in fresh if item.parent]
        if articles:
            above = db.documents.known(self.connection, self.source.id, {item.parent for item in articles})
            rows = [
                self._document(item) | {"parent_id": above[item.parent]["id"] if item.parent in above else None}
                for item in articles
            ]
            ids |= db.documents.add_documents(self.connection, self.source.id, rows)
        silent = self._silent(fresh)
        revisions = [
            self._revision(item, ids[item.key], 1, "baseline" if item.key in silent else self.origin) for item in fresh
        ]
        db.documents.add_revisions(self.connection, revisions)

    def _silent(self, fresh: Sequence[Item]) -> Collection[str]:
        """Keys of what is no news although the rest of the poll is: a stand-in and its source tell a thing once."""
        if self.origin != "news" or not fresh:
            return ()
        silent = told_instead(self.connection, fresh, self.stand_ins) if self.stand_ins else set()
        if self.stands_in_for:
            silent |= no_news(self.connection, fresh, self.stands_in_for, first=self.first)
        return silent

    def _hash(self, item: Item) -> str:
        """Of the content; asked for by the document and by its revision."""
        found = self.hashes.get(item.key)
        if found is None:
            found = self.hashes[item.key] = content_hash(item.title, item.text)
        return found

    def _document(self, item: Item) -> dict[str, Any]:
        return self._described(item) | {
            "source_id": self.source.id,
            "key": item.key,
            "parent_id": None,
            "first_seen_at": self.now,
            "revision": 1,
        }

    def _described(self, item: Item) -> dict[str, Any]:
        languages = self.source.languages
        row = {
            "url": item.url,
            "title": item.title,
            "publisher": item.publisher or self.source.publisher,
            "country": item.country or self.source.country,
            "language": item.language or (languages[0] if len(languages) == 1 else ""),
            "section": item.section,
            "row_hash": item.row_hash,
            "content_hash": self._hash(item),
        }
        return _clean(row) | {
            "published": item.published,
            "date_precision": item.date_precision,
            "cited": [storable(cited) for cited in item.cited],
            "attachments": [_clean(asdict(attachment)) for attachment in item.attachments],
            "checked_at": self.now,
        }

    def _revision(self, item: Item, document_id: int, number: int, origin: Origin) -> dict[str, Any]:
        # The articles of a bulletin are matched one by one; its own text would say everything twice.
        matched = self.now if item.key in self.bulletins else None
        return {
            "document_id": document_id,
            "number": number,
            "origin": origin,
            "seen_at": self.now,
            "title": storable(item.title),
            "text": storable(item.text),
            "content_hash": self._hash(item),
            "hash_version": HASH_VERSION,
            "snapshot": _sha(item.raw) if item.raw else "",
            "run_id": self.run_id,
            "matched_at": matched,
            "rules_version": "",
        }

    def _update(self, item: Item, row: RowMapping) -> int:
        """1 when the item is a new revision of what we know."""
        described = self._described(item)
        same = described["content_hash"] == row["content_hash"]
        if same or self._too_many(row):
            described["content_hash"] = row["content_hash"]
            db.documents.update_document(self.connection, row["id"], described)
            return 0
        number = row["revision"] + 1
        db.documents.add_revisions(self.connection, [self._revision(item, row["id"], number, self._origin_of(row))])
        db.documents.update_document(self.connection, row["id"], described | {"revision": number})
        return 1

    def _origin_of(self, row: RowMapping) -> Origin:
        """A detail page read at last completes the row it came from: as much news as the row was."""
        if self.source.detail and not row["row_hash"]:
            return db.documents.origin_of(self.connection, row["id"], row["revision"])  # type: ignore[return-value]
        return self.origin

    def _too_many(self, row: RowMapping) -> bool:
        since = self.now - timedelta(days=1)
        if row["revision"] < _REVISIONS_A_DAY:
            return False
        recent = [one for one in db.documents.revisions(self.connection, row["id"]) if one["seen_at"] > since]
        if len(recent) >= _REVISIONS_A_DAY:
            detail = f"{row['key']} changed {len(recent)} times in a day: further changes wait until tomorrow"
            self.issues.append(Issue("changes-too-often", detail, row["url"]))
            return True
        return False


def _retrieved(retrieval: Retrieval | None) -> dict[str, Any]:
    if retrieval is None:
        return {"answered_by": "", "http_status": None, "headers": {}}
    answer = {"answered_by": storable(retrieval.url), "http_status": retrieval.status}
    return answer | {"headers": _clean(dict(retrieval.headers))}


def _sha(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()
