"""Everything that an alert, or a document, stands on: gathered into a pack that can be verified without us."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from zlib import decompress

from sqlalchemy import Connection

import db.alerts
import db.documents
import db.incidents
import db.keeping
import db.matches
from crawlers.source import Source
from monitor.content import content_hash
from monitor.evidence_pack import json_bytes
from monitor.evidence_read import NotReadAgain, read_again, reader, written_source
from monitor.evidence_rules import compiled, matched_rules
from monitor.highlight import quotes
from monitor.look import NotThere
from monitor.match import candidate
from rules import RuleSet

_README = """\
An evidence pack of Policywatch.

manifest.json      the SHA-256 of every member, and the versions of what read the bytes; manifest.sha256 seals it
alert.json         the alert, its deliveries with their times, the incident it tells of if it does
messages/          what the channels took, addressed by its SHA-256
documents/N/       a document: its source, its revisions with their texts, the matches with the quoted words
snapshots/         the raw bytes revisions were read from, addressed by their SHA-256, with the answer they came in
rules/             the concepts and rules of the versions that matched, and those that did in rules/matched.json

`policywatch verify PACK` computes all of it again, without a network and without the database.
"""


@dataclass
class Gathered:
    """`members`: name → bytes. `about` goes into the manifest."""

    about: dict[str, Any]
    members: dict[str, bytes] = field(default_factory=dict)


def of_alert(connection: Connection, alert_id: int, sources: Mapping[str, Source]) -> Gathered:
    alert = db.alerts.alert(connection, alert_id)
    if alert is None:
        raise NotThere(f"there is no alert {alert_id}; see `policywatch deliveries list`")
    deliveries = db.alerts.deliveries_of(connection, alert_id)
    matches = db.matches.with_ids(connection, db.alerts.matches_of(connection, alert_id))
    incident = db.incidents.incident(connection, alert["incident_id"]) if alert["incident_id"] else None
    told = {"alert": alert, "deliveries": deliveries, "incident": incident, "matches": [row["id"] for row in matches]}
    gathered = Gathered({"kind": "alert", "alert": alert_id, "reader": reader()}, {"alert.json": json_bytes(told)})
    for digest, body in db.keeping.messages(connection, {row["message"] for row in deliveries}).items():
        gathered.members[f"messages/{digest}.json"] = body
    ids = {row["document_id"] for row in matches} | ({alert["document_id"]} - {None})
    _Documents(connection, sources, gathered).add(ids)
    return gathered


def of_document(connection: Connection, document_id: int, sources: Mapping[str, Source]) -> Gathered:
    gathered = Gathered({"kind": "document", "document": document_id, "reader": reader()})
    _Documents(connection, sources, gathered).add({document_id})
    return gathered


class _Documents:
    def __init__(self, connection: Connection, sources: Mapping[str, Source], gathered: Gathered) -> None:
        self.connection, self.sources = connection, sources
        self.about, self.members = gathered.about, gathered.members
        self.rules: dict[str, RuleSet] = {}
        self.matched: dict[str, dict[str, set[str]]] = {}  # version → rule → concepts

    def add(self, ids: Iterable[int]) -> None:
        for document_id in sorted(self._with_bulletins(ids)):
            self._add(document_id)
        matched = {
            version: matched_rules(self.rules[version], found, set().union(*found.values()))
            for version, found in self.matched.items()
        }
        self.members["rules/matched.json"] = json_bytes(matched)
        self.members["README.txt"] = _README.encode()

    def _with_bulletins(self, ids: Iterable[int]) -> set[int]:
        """An article was read from the bytes of its bulletin."""
        found = set(ids)
        for document_id in tuple(found):
            document = db.documents.document(self.connection, document_id)
            if document and document["parent_id"]:
                found.add(document["parent_id"])
        return found

    def _add(self, document_id: int) -> None:
        document = db.documents.document(self.connection, document_id)
        if document is None:
            raise NotThere(f"there is no document {document_id}")
        source, folder = self.sources.get(document["source_id"]), f"documents/{document_id}"
        self.members[f"{folder}/document.json"] = json_bytes(document)
        self.members[f"{folder}/source.json"] = json_bytes(written_source(source) if source else None)
        matches = db.matches.of_document(self.connection, document_id)
        told = []
        for revision in db.documents.revisions(self.connection, document_id):
            self._add_revision(folder, source, document, revision)
            mine = [row for row in matches if row["revision_id"] == revision["id"]]
            told += self._found_again(document, revision, mine)
        self.members[f"{folder}/matches.json"] = json_bytes(told)

    def _add_revision(
        self, folder: str, source: Source | None, document: Mapping[str, Any], revision: Mapping[str, Any]
    ) -> None:
        name = f"{folder}/revisions/{revision['number']}"
        digest = revision["snapshot"] or self._snapshot_of_bulletin(document, revision)
        snapshot = self._add_snapshot(digest) if digest else None
        told = {one: revision[one] for one in revision if one != "text"} | {
            "read_from": digest if snapshot else "",
            "read_again": _read_again(source, document, revision, snapshot),
        }
        self.members[f"{name}.json"] = json_bytes(told)
        self.members[f"{name}.txt"] = revision["text"].encode()

    def _snapshot_of_bulletin(self, document: Mapping[str, Any], revision: Mapping[str, Any]) -> str:
        """The one that the run which brought the article has brought too, or else the newest."""
        if not document["parent_id"]:
            return ""
        above = db.documents.revisions(self.connection, document["parent_id"])
        found = [one["snapshot"] for one in above if one["run_id"] == revision["run_id"]] or [above[-1]["snapshot"]]
        return str(found[0])

    def _add_snapshot(self, digest: str) -> dict[str, Any] | None:
        """None when it has been pruned."""
        row = db.keeping.snapshot(self.connection, digest)
        if row is None:
            return None
        told = {name: value for name, value in row.items() if name != "body"}
        self.members[f"snapshots/{digest}.bin"] = decompress(row["body"])
        self.members[f"snapshots/{digest}.json"] = json_bytes(told)
        return told | {"raw": self.members[f"snapshots/{digest}.bin"]}

    def _found_again(
        self, document: Mapping[str, Any], revision: Mapping[str, Any], rows: list[dict[str, Any]]
    ) -> list[dict[str, Any]]:
        """Each match with its quotation and the version of the rules that finds it; none: they are not kept."""
        if revision["rules_version"]:
            self._use(revision["rules_version"])
        read = candidate({**document, **revision, "id": revision["id"]})
        versions = self._versions(revision["rules_version"]) if rows else []
        finders = {version: {hit.rule_id for hit in self.rules[version].hits(read)} for version in versions}
        told = []
        for row in rows:
            found_by = next((version for version in versions if row["rule_id"] in finders[version]), "")
            if found_by:
                self.matched.setdefault(found_by, {}).setdefault(row["rule_id"], set()).update(row["concepts"])
            told.append(_match(row) | {"rules_version": found_by, "quotes": _quoted(row)})
        return told

    def _versions(self, first: str) -> list[str]:
        """A match of before is not always found by the rules that have read the revision since."""
        others = [one for one in db.keeping.rule_versions(self.connection, most=5) if one != first]
        return [version for version in (first, *others) if version and self._use(version)]

    def _use(self, version: str) -> bool:
        if version not in self.rules:
            written = db.keeping.rules_of(self.connection, version)
            if written is None:
                return False
            self.rules[version] = compiled(written)
            self.members[f"rules/{version}.json"] = written
        return True


def _read_again(
    source: Source | None, document: Mapping[str, Any], revision: Mapping[str, Any], snapshot: Mapping[str, Any] | None
) -> str:
    """The content hash that today's parser comes to; empty when the snapshot alone does not tell."""
    if snapshot is None:
        return ""
    seen = {**revision, "seen_at": revision["seen_at"].isoformat()}
    try:
        return content_hash(*asyncio.run(read_again(source, document, seen, snapshot, snapshot["raw"])))
    except NotReadAgain:
        return ""


def _match(row: Mapping[str, Any]) -> dict[str, Any]:
    keep = ("id", "number", "rule_id", "severity", "labels", "concepts", "minerals", "countries", "spans", "matched_at")
    return {name: row[name] for name in keep}


def _quoted(row: Mapping[str, Any]) -> list[str]:
    texts = {"body": row["text"], "title": row["title"]}
    found: list[str] = []
    for place, text in texts.items():
        spans = {(start, end) for where, start, end, _ in row["spans"] if where == place}
        found += [one.marked("⟦", "⟧") for one in quotes(text, spans, most=3)] if spans else []
    return found
