"""An evidence pack computed again, without a network and without the database: what holds, and what does not."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from pydantic import ValidationError

from crawlers.source import Source
from monitor.content import HASH_VERSION, content_hash
from monitor.evidence_pack import Pack, PackError, file_sha
from monitor.evidence_read import NotReadAgain, read_again, reader
from monitor.evidence_rules import compiled
from monitor.match import candidate
from monitor.message_id import message_id
from rules import Hit, RuleError, RuleSet

#: `version`: another parser or rule engine than that of the pack reads it otherwise. `unchecked`: nothing to compare.
Outcome = Literal["ok", "different", "version", "unchecked"]

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Check:
    name: str  # what was computed again
    what: str  # of which part of the pack
    outcome: Outcome
    detail: str = ""


def verify_pack(path: Path, sha256: str = "") -> list[Check]:
    """`sha256`: of the whole file, as it was told when the pack was made. Raises PackError for what is no pack."""
    pack = Pack(path)
    checks = [Check("pack", path.name, _same(file_sha(path) == sha256), "")] if sha256 else []
    wrong = pack.differences()
    checks.append(Check("members", "manifest.json", _same(not wrong), "; ".join(wrong[:5])))
    checks += _Verifier(pack).checks()
    return checks


def _same(fits: bool) -> Outcome:
    return "ok" if fits else "different"


class _Verifier:
    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.same_reader = pack.manifest.get("reader") == reader()
        self.rules: dict[str, RuleSet] = {}
        self.documents: dict[int, Row] = {}

    def checks(self) -> Iterator[Check]:
        for part in (self._snapshots, self._rules, self._documents, self._alert):
            try:
                yield from part()
            except (PackError, LookupError, TypeError, ValueError, AttributeError) as error:
                # a member that lacks what every pack has: changed, or of another form
                yield Check("form", part.__name__.strip("_"), "different", f"{type(error).__name__}: {error}"[:200])

    def _snapshots(self) -> Iterator[Check]:
        for name in self.pack.names(r"snapshots/[0-9a-f]+\.bin"):
            digest = hashlib.sha256(self.pack.body(name)).hexdigest()
            told = self.pack.json(name.replace(".bin", ".json"))["sha256"]
            yield Check("snapshot", name, _same(name == f"snapshots/{digest}.bin" and told == digest))

    def _rules(self) -> Iterator[Check]:
        for name in self.pack.names(r"rules/[0-9a-f]{16}\.json"):
            version = name.removeprefix("rules/").removesuffix(".json")
            try:
                found = self.rules[version] = compiled(self.pack.body(name))
            except (RuleError, ValidationError, ValueError, KeyError, TypeError, RecursionError) as error:
                yield Check("rules", name, "different", str(error)[:200])
                continue
            detail = "" if found.version == version else f"these rules have the version {found.version} here"
            yield Check("rules", name, "ok" if found.version == version else "version", detail)

    # --- documents ---

    def _documents(self) -> Iterator[Check]:
        for name in self.pack.names(r"documents/\d+/document\.json"):
            folder, document = name.removesuffix("/document.json"), self.pack.json(name)
            self.documents[document["id"]] = document
            matches = self.pack.json(f"{folder}/matches.json")
            for told in self.pack.names(rf"{folder}/revisions/\d+\.json"):
                revision = {**self.pack.json(told), "text": self.pack.text(told.replace(".json", ".txt"))}
                what = f"{document['source_id']}:{document['key']} revision {revision['number']}"
                yield from self._revision(folder, document, revision, what)
                mine = [row for row in matches if row["number"] == revision["number"]]
                yield from self._matches(document, revision, mine, what)

    def _revision(self, folder: str, document: Row, revision: Row, what: str) -> Iterator[Check]:
        if revision["hash_version"] != HASH_VERSION:
            yield Check("content", what, "version", f"its hash is of version {revision['hash_version']}")
            return
        said = revision["content_hash"]
        yield Check("content", what, _same(content_hash(revision["title"], revision["text"]) == said))
        yield self._text(folder, document, revision, what)

    def _text(self, folder: str, document: Row, revision: Row, what: str) -> Check:
        digest, said = revision["read_from"], revision["content_hash"]
        if not digest:
            return Check("text", what, "unchecked", "its raw bytes are not kept")
        if revision["snapshot"] not in ("", digest):
            return Check("text", what, "different", "it was read from other bytes")
        raw, snapshot = self.pack.body(f"snapshots/{digest}.bin"), self.pack.json(f"snapshots/{digest}.json")
        written = self.pack.json(f"{folder}/source.json")
        try:
            source = Source.model_validate(written) if written else None
            found = content_hash(*asyncio.run(read_again(source, document, revision, snapshot, raw)))
        except NotReadAgain as error:
            # the same parser, when it packed, could tell: then the bytes or the source have been changed
            could = self.same_reader and revision["read_again"]
            return Check("text", what, "different" if could else "unchecked", str(error))
        if found == said:
            return Check("text", what, "ok")
        if self.same_reader and found != revision["read_again"]:
            return Check("text", what, "different", "the raw bytes say something else")
        older = "another parser has read it when it was stored" if self.same_reader else "another parser has packed it"
        return Check("text", what, "version", older)

    def _matches(self, document: Row, revision: Row, rows: list[Row], what: str) -> Iterator[Check]:
        read = candidate({**document, **revision})
        finders: dict[str, dict[str, Hit]] = {}
        for version in {revision["rules_version"], *(row["rules_version"] for row in rows)} & self.rules.keys():
            finders[version] = {hit.rule_id: hit for hit in self.rules[version].hits(read)}
        for row in rows:
            hit = finders.get(row["rules_version"], {}).get(row["rule_id"])
            yield self._match(row, hit, revision, f"{what} {row['rule_id']}")
        extra = finders.get(revision["rules_version"], {}).keys() - {row["rule_id"] for row in rows}
        if extra:
            outcome: Outcome = "different" if self._same_rules(revision["rules_version"]) else "version"
            yield Check("match", what, outcome, f"not in the pack: {', '.join(sorted(extra))}")

    def _match(self, row: Row, hit: Hit | None, revision: Row, what: str) -> Check:
        if not row["rules_version"]:
            return Check("match", what, "unchecked", "the rules that found it are not kept")
        texts = {"title": revision["title"], "body": revision["text"]}
        inside = all(0 <= start < end <= len(texts[field]) for field, start, end, _ in row["spans"] if field in texts)
        if not inside:
            return Check("match", what, "different", "its words stand outside the text")
        if hit is not None and _told(row) == _found(hit):
            return Check("match", what, "ok")
        outcome: Outcome = "different" if self._same_rules(row["rules_version"]) else "version"
        return Check("match", what, outcome, "its rules find something else here")

    def _same_rules(self, version: str) -> bool:
        return version in self.rules and self.rules[version].version == version

    # --- the alert ---

    def _alert(self) -> Iterator[Check]:
        if self.pack.manifest.get("kind") != "alert":
            return
        told = self.pack.json("alert.json")
        alert, deliveries = told["alert"], told["deliveries"]
        name = self._message_id(alert, told["incident"])
        if name is None:
            yield Check(
                "message-id", "alert.json", "unchecked", f"a {alert['kind']} has a name that is not computed here"
            )
        else:
            yield Check("message-id", "alert.json", _same(name == alert["message_id"]))
        for row in deliveries:
            yield self._delivery(alert, row)

    def _message_id(self, alert: Row, incident: Row | None) -> str | None:
        """None when only the whole database could tell."""
        who, document = alert["subscription"], self.documents.get(alert["document_id"])
        if incident:
            opened = datetime.fromisoformat(incident["opened_at"])
            return message_id(who, incident["id"], opened, alert["kind"] == "closed")
        if document and alert["revision_id"]:
            number = self._number(document["id"], alert["revision_id"])
            return message_id(who, document["source_id"], document["key"], number)
        if alert["kind"] == "back":
            return message_id(who, alert["period"], alert["in_reply_to"])
        if alert["period"] and alert["kind"] != "escalation":
            about = (document["source_id"], document["key"]) if document else ()
            return message_id(who, *about, alert["period"])
        return None

    def _number(self, document_id: int, revision_id: int) -> int:
        revisions = map(self.pack.json, self.pack.names(rf"documents/{document_id}/revisions/\d+\.json"))
        numbers = {one["id"]: int(one["number"]) for one in revisions}
        return numbers[revision_id]

    def _delivery(self, alert: Row, row: Row) -> Check:
        what, digest = f"delivery {row['id']} to {row['channel']}", row["message"]
        if not digest:
            return Check("message", what, "unchecked", f"it is {row['state']}: no message is kept")
        body = self.pack.body(f"messages/{digest}.json")
        sent = self.pack.json(f"messages/{digest}.json")["headers"]["Message-ID"]
        return Check("message", what, _same(hashlib.sha256(body).hexdigest() == digest and sent == alert["message_id"]))


def _told(row: Row) -> tuple[Any, ...]:
    return (row["severity"], row["labels"], row["concepts"], row["minerals"], row["countries"], row["spans"])


def _found(hit: Hit) -> tuple[Any, ...]:
    spans = [[span.field, span.start, span.end, span.concept] for span in hit.spans]
    return (hit.severity, list(hit.labels), list(hit.concepts), list(hit.minerals), list(hit.countries), spans)


def as_json(checks: list[Check]) -> dict[str, Any]:
    plain = [{"check": one.name, "of": one.what, "outcome": one.outcome, "detail": one.detail} for one in checks]
    return {"verified": not failed(checks), "checks": plain}


def failed(checks: list[Check]) -> list[Check]:
    return [one for one in checks if one.outcome == "different"]
