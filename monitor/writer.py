"""Stores the items of one poll: what is new, what changed, and what only looks new."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any, Literal

from sqlalchemy import Connection, RowMapping

import db.documents
import db.incidents
import db.withdrawals
from crawlers.item import Issue, Item, Poll
from crawlers.keys import apart
from crawlers.source import Source
from monitor.content import HASH_VERSION, clean, content_hash, storable
from monitor.revising import changes_too_often, is_our_reading, is_rehashed
from monitor.snapshot import sha, snapshot_of
from monitor.standing_in import no_news, told_instead

Origin = Literal["news", "baseline", "backfill", "technical"]
Place = tuple[str, str]  # source and key

#: From this many new items on, a source whose new items mostly carry known titles has changed its keys.
_REKEYED_ITEMS = 5
_REKEYED_SHARE = 0.5


class Writer:
    """`held`: keys of new items that are known under others; `issues` is what was odd."""

    def __init__(self, connection: Connection, source: Source, poll: Poll, run_id: int, origin: Origin) -> None:
        self.connection, self.source, self.poll = connection, source, poll
        self.run_id, self.origin, self.now = run_id, origin, poll.finished_at
        self.issues: list[Issue] = []
        self.hashes: dict[str, str] = {}
        self.held: Collection[str] = ()
        self.stands_in_for: Collection[str] = ()
        self.stand_ins: Collection[str] = ()
        self.first = False
        self.bulletins = {item.parent for item in poll.items if item.parent}
        self.items = list({item.key: item for item in poll.items}.values())
        self.known: dict[str, RowMapping] = {}
        self.fresh: list[Item] = []

    def sort(self, known: Mapping[str, RowMapping]) -> None:
        """Which items are new. `known`: those of its documents that are stored, by key."""
        if self.source.kind == "feed":
            known = self._tell_apart(known)
        self.known = {item.key: known[item.key] for item in self.items if item.key in known}
        self.fresh = [item for item in self.items if item.key not in known]
        if not (self.stands_in_for and self.first):
            self._hold_if_rekeyed(self.fresh)

    def _tell_apart(self, known: Mapping[str, RowMapping]) -> Mapping[str, RowMapping]:
        """Entries whose ids are used again get keys of their own."""
        keys = {
            key: apart(key, item.row_hash, known[key]["row_hash"]) for item in self.items if (key := item.key) in known
        }
        renamed = {key: other for key, other in keys.items() if key != other}
        if not renamed:
            return known
        self.items = [replace(item, key=renamed.get(item.key, item.key)) for item in self.items]
        return {**known, **db.documents.known(self.connection, self.source.id, renamed.values())}

    @property
    def is_plain(self) -> bool:
        """Does nothing of it depend on what others of its batch store?"""
        return not (self.bulletins or self.stands_in_for or self.stand_ins)

    def update(self) -> int:
        """What is known and changed, or was read without a change; how many new revisions."""
        changed = sum(self._update(item, self.known[item.key]) for item in self.items if item.key in self.known)
        db.documents.mark_checked(self.connection, self.source.id, self.poll.checked, self.now)
        back = [row["id"] for row in self.known.values() if row["missed"] or row["withdrawn_at"]]
        db.withdrawals.found_again(self.connection, back, self.now)
        return changed

    def _hold_if_rekeyed(self, fresh: Sequence[Item]) -> None:
        """A source that gives known publications new keys: they are stored and not told, and that is said.

        What carries an unknown title is news all the same. `policywatch release` tells what was held in error.
        """
        if self.origin != "news" or len(fresh) < _REKEYED_ITEMS:
            return
        titles = {storable(item.title) for item in fresh}
        seen = db.documents.known_titles(self.connection, self.source.id, titles)
        if len(seen) > _REKEYED_SHARE * len(titles):
            self.held = {item.key for item in fresh if storable(item.title) in seen}
            detail = (
                f"{len(self.held)} of {len(fresh)} new items carry titles known under other keys: not alerted; "
                f"if they are news, `policywatch release {self.source.id}` tells them"
            )
            self.issues.append(Issue("keys-changed", detail, self.source.url))
            db.incidents.open_incident(self.connection, f"source:{self.source.id}", "keys-changed", detail, self.now)

    def snapshots(self) -> list[dict[str, Any]]:
        return [snapshot_of(item, self.now) for item in self.items if item.raw]

    def documents(self) -> list[dict[str, Any]]:
        """New ones, without the articles of bulletins."""
        return [self._document(item) for item in self.fresh if not item.parent]

    def add_articles(self) -> dict[Place, int]:
        articles = [item for item in self.fresh if item.parent]
        if not articles:
            return {}
        above = db.documents.known(self.connection, self.source.id, {item.parent for item in articles})
        rows = [
            self._document(item) | {"parent_id": above[item.parent]["id"] if item.parent in above else None}
            for item in articles
        ]
        return db.documents.add_documents(self.connection, rows)

    def revisions(self, ids: Mapping[Place, int]) -> list[dict[str, Any]]:
        silent = self._silent(self.fresh)
        mine = self.source.id
        return [self._revision(item, ids[mine, item.key], 1, self._origin_of_new(item, silent)) for item in self.fresh]

    def _origin_of_new(self, item: Item, silent: Collection[str]) -> Origin:
        if item.key in silent:
            return "baseline"
        return "technical" if item.key in self.held else self.origin

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
        return clean(row) | {
            "published": item.published,
            "date_precision": item.date_precision,
            "cited": [storable(cited) for cited in item.cited],
            "dates": [list(pair) for pair in item.dates],
            "numbers": [storable(number) for number in item.numbers],
            "attachments": [clean(asdict(attachment)) for attachment in item.attachments],
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
            "snapshot": sha(item.raw) if item.raw else "",
            "run_id": self.run_id,
            "matched_at": matched,
            "rules_version": "",
        }

    def _update(self, item: Item, row: RowMapping) -> int:
        """1 when the item is a new revision of what we know."""
        described = self._described(item)
        if described["content_hash"] == row["content_hash"] or is_rehashed(self.connection, row, self._hash(item)):
            stated = any(described[name] != row[name] for name in ("dates", "numbers"))
            again = {"noted": 0} if stated else {}  # its facts are read anew
            db.documents.update_document(self.connection, row["id"], described | again)
            return 0
        if issue := changes_too_often(self.connection, row, self.now):
            self.issues.append(issue)
            waits = {"content_hash": row["content_hash"], "row_hash": ""}  # no row hash: it is read again
            db.documents.update_document(self.connection, row["id"], described | waits)
            return 0
        number = row["revision"] + 1
        revision = self._revision(item, row["id"], number, self._origin_of(item, row))
        db.documents.add_revisions(self.connection, [revision])
        db.documents.update_document(self.connection, row["id"], described | {"revision": number})
        return 1

    def _origin_of(self, item: Item, row: RowMapping) -> Origin:
        """A detail page read at last completes the row it came from: as much news as the row was."""
        if self.source.detail and not row["row_hash"]:
            return db.documents.origin_of(self.connection, row["id"], row["revision"])  # type: ignore[return-value]
        if is_our_reading(self.connection, row, storable(item.title), sha(item.raw) if item.raw else ""):
            return "technical"
        return self.origin


def store(connection: Connection, writers: Sequence[Writer]) -> list[tuple[int, int]]:
    """How many new documents and revisions of each. One look and one insert a table, however many polls there are.

    Writers that are not plain go alone: what they tell depends on what is stored.
    """
    if len(writers) > 1 and not all(writer.is_plain for writer in writers):
        return [counts for writer in writers for counts in store(connection, [writer])]
    known = db.documents.known_at(connection, {one.source.id: [item.key for item in one.items] for one in writers})
    for writer in writers:
        writer.sort(known.get(writer.source.id, {}))
    db.documents.add_snapshots(connection, [row for writer in writers for row in writer.snapshots()])
    ids = db.documents.add_documents(connection, [row for writer in writers for row in writer.documents()])
    for writer in writers:
        ids |= writer.add_articles()
    db.documents.add_revisions(connection, [row for writer in writers for row in writer.revisions(ids)])
    return [(len(writer.fresh), writer.update()) for writer in writers]
