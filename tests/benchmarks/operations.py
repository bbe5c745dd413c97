"""What a poll costs in operations, which are the same on every machine: SQL statements, commits, entries parsed,
bytes hashed; and what the program imports before it asks for anything.

python -m tests.benchmarks.operations [--write]: prints them; `--write` makes them the baseline that a test holds on to.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest import mock

from sqlalchemy import Engine, event

import crawlers.feed
import db.sources
from crawlers.feed_entry import entry_of as real_entry_of
from crawlers.item import Poll, Validators
from crawlers.page import Page
from crawlers.poll import poll
from crawlers.source import Source
from db.engine import open_database, reading, writing
from db.migrate import migrate
from monitor.dispatch import dispatch_pending
from monitor.match import match_pending
from monitor.polling import known_documents, validators_of
from monitor.standing_in import StandIns
from monitor.storing import store_polls
from rules import Concept, Rule, RuleSet
from rules import compile as compiled
from tests.benchmarks.feed_server import body_of

BASELINE = Path(__file__).with_name("operations.json")
SOURCES, NOW = 20, datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
PHASES = ("new", "304", "same", "date", "one")


def source(number: int) -> Source:
    plain = {
        "id": f"bench/f{number}", "name": "Feed", "publisher": "Office", "country": "XX", "languages": ["en"],
        "kind": "feed", "url": f"http://127.0.0.1/feeds/{number}", "timezone": "UTC", "every": "10m", "verified": True,
    }  # fmt: skip
    return Source.model_validate(plain)


def ruleset() -> RuleSet:
    concept = Concept.model_validate(
        {"id": "ferry", "kind": "mineral", "mineral": "ferry", "names": {"en": ["ferries"]}}
    )
    return compiled(
        [concept],
        [
            Rule.model_validate(
                {"id": "ferries", "title": {"en": "Ferries"}, "severity": "low", "when": {"concept": "ferry"}}
            )
        ],
    )


@dataclass
class World:
    """20 feeds of 35 items, with the daemon's own way from their bytes to the alerts."""

    engine: Engine
    phase: str = "new"
    round: int = 0
    rules: RuleSet = field(default_factory=ruleset)

    async def fetch(self, url: str, *, validators: Validators | None = None, **_: Any) -> Page:
        name = url.rpartition("/")[2]
        if self.phase == "304":
            return Page(url, 304, {}, b"")
        moved = self.round if self.phase == "date" else 0
        body = body_of(name, added=1 if self.phase == "one" else 0, moved=moved).encode()
        return Page(url, 200, {"content-type": "application/rss+xml", "etag": '"1"'}, body)

    async def poll(self, sources: Mapping[str, Source]) -> Counter[str]:
        self.round += 1
        now = NOW + timedelta(hours=self.round)
        with counted(self.engine) as counts:
            with reading(self.engine) as connection:
                states = {state.id: state for state in db.sources.remembered(connection, list(sources))}
            polls: list[tuple[Source, Poll]] = []
            for one in sources.values():
                known, validators = known_documents(self.engine, one.id), validators_of(states[one.id])
                polls.append((one, await poll(one, self.fetch, validators=validators, known=known, now=now)))
            store_polls(self.engine, StandIns(sources, {}, tell_twice=True), polls)
            match_pending(self.engine, self.rules, now)
            dispatch_pending(self.engine, [], [], now)
        return counts


@contextmanager
def counted(engine: Engine) -> Iterator[Counter[str]]:
    counts: Counter[str] = Counter()

    def statement(_c: Any, _k: Any, text: str, *_: Any) -> None:
        counts["statements"] += not text.startswith("BEGIN")

    def commit(_: Any) -> None:
        counts["commits"] += 1

    def parsed(element: Any) -> Any:
        counts["entries parsed"] += 1
        return real_entry_of(element)

    def hashing(real: Any) -> Any:
        def hashed(data: bytes = b"", **options: Any) -> Any:
            counts["bytes hashed"] += len(data)
            return real(data, **options)

        return hashed

    event.listen(engine, "before_cursor_execute", statement)
    event.listen(engine, "commit", commit)
    try:
        with (
            mock.patch.object(crawlers.feed, "entry_of", parsed),
            mock.patch.object(hashlib, "blake2b", hashing(hashlib.blake2b)),
            mock.patch.object(hashlib, "sha256", hashing(hashlib.sha256)),
        ):
            yield counts
    finally:
        event.remove(engine, "before_cursor_execute", statement)
        event.remove(engine, "commit", commit)


def polls() -> dict[str, dict[str, float]]:
    """Operations a poll, by phase. Each phase is polled once before it is counted, but for the first."""
    sources = {one.id: one for one in map(source, range(SOURCES))}
    with tempfile.TemporaryDirectory() as folder:
        engine = open_database(f"sqlite:///{folder}/policywatch.db")
        migrate(engine)
        with writing(engine) as connection:
            db.sources.register(connection, sources, NOW)
        world, found = World(engine), {}
        for world.phase in PHASES:
            found[world.phase] = {
                name: count / SOURCES for name, count in sorted(asyncio.run(world.poll(sources)).items())
            }
        engine.dispose()
    return found


def imports(*modules: str) -> int:
    """How many modules are loaded after these, in an interpreter of their own."""
    code = f"import sys, {', '.join(modules)}; print(len(sys.modules))"
    return int(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)


def operations() -> dict[str, Any]:
    return {
        "polls": polls(),
        "modules": {"help": imports("monitor.cli"), "daemon": imports("monitor.cli", "monitor.running")},
    }


def grown(baseline: Mapping[str, Any], now: Mapping[str, Any], allowed: float = 1.1) -> list[str]:
    """What costs more than it did, or is counted no longer."""
    told: list[str] = []
    for name, before in baseline.items():
        after = now.get(name)
        if isinstance(before, Mapping):
            told += [f"{name}: {one}" for one in grown(before, after or {}, allowed)]
        elif after is None or after > before * allowed:
            told.append(f"{name}: {before:g} before, {after} now")
    return told


def main(arguments: Sequence[str]) -> None:
    text = json.dumps(operations(), indent=1) + "\n"
    print(text, end="")
    if "--write" in arguments:
        BASELINE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
