"""Is other content a new revision, and whose doing is it: the publisher's or ours?"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, RowMapping

import db.documents
from crawlers.item import Issue
from monitor.content import HASH_VERSION, content_hash

#: Revisions of one document a day; a page that changes more often is noise.
_REVISIONS_A_DAY = 24


def is_rehashed(connection: Connection, row: RowMapping, digest: str) -> bool:
    """Whether only our way of hashing is another. What is stored is hashed again, and is no revision."""
    newest = db.documents.newest_revision(connection, row["id"])
    if newest is None or newest["hash_version"] == HASH_VERSION:
        return False
    if content_hash(newest["title"], newest["text"]) != digest:
        return False
    db.documents.rehash(connection, newest["id"], digest, HASH_VERSION)
    return True


def is_our_reading(connection: Connection, row: RowMapping, title: str, snapshot: str) -> bool:
    """The very bytes of the revision before, read to another text: the parser changed, the publication did not.

    A title may come from the list, which is not among the bytes.
    """
    newest = db.documents.newest_revision(connection, row["id"]) if snapshot else None
    return newest is not None and newest["snapshot"] == snapshot and newest["title"] == title


def changes_too_often(connection: Connection, row: RowMapping, now: datetime) -> Issue | None:
    if row["revision"] < _REVISIONS_A_DAY:
        return None
    since = now - timedelta(days=1)
    recent = [one for one in db.documents.revisions(connection, row["id"]) if one["seen_at"] > since]
    if len(recent) < _REVISIONS_A_DAY:
        return None
    detail = f"{row['key']} changed {len(recent)} times in a day: further changes wait until tomorrow"
    return Issue("changes-too-often", detail, row["url"])
