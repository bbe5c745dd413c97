"""BACKFILL: the past, from files or from a source over a window. Stored and matched, never news."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

import db.backfills
import db.documents
import db.matches
import db.sources
from crawlers.item import Issue, Poll, Validators, Window
from crawlers.page import Fetch
from crawlers.poll import poll
from crawlers.source import Source
from db.engine import reading, writing
from monitor.daemon import utc_now
from monitor.ingest import ingest
from monitor.match import match_pending
from monitor.polling import known_documents
from monitor.subscription import Subscription, refusal, told
from rules import RuleSet

#: The days of one part; a kill costs at most the work of one.
_DAYS = 31

Progress = Callable[[str, Poll | None], None]  # part, its poll or None when it was done before


@dataclass(frozen=True, slots=True)
class Part:
    name: str
    poll: Callable[[], Awaitable[Poll]]


@dataclass(frozen=True, slots=True)
class Report:
    """What a backfill stored, and what would have been told."""

    parts: int
    failed: dict[str, str]  # part → error
    documents: int
    revisions: int
    matches: list[dict[str, Any]]
    alerts: dict[str, int]  # subscription → number of alerts it would have got

    def as_json(self) -> dict[str, Any]:
        keep = ("severity", "rule_id", "source_id", "document_id", "title", "published", "minerals", "countries")
        rows = [{name: _plain(row[name]) for name in keep} for row in self.matches]
        return {
            "parts": self.parts, "failed": self.failed, "documents": self.documents, "revisions": self.revisions,
            "matches": rows, "would_have_alerted": self.alerts,
        }  # fmt: skip


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def imported_source() -> Source:
    """The source of files that belong to no source of the catalogue."""
    return Source.model_validate(
        {
            "id": "file/imported", "name": "Imported files", "publisher": "", "country": "ZZ", "languages": ["und"],
            "kind": "page", "url": "https://localhost/", "timezone": "UTC", "every": "1d", "verified": False,
            "reason": "files given to backfill", "expect": {"min_rows": 0, "fields": []},
        }
    )  # fmt: skip


def files_of(paths: Iterable[Path]) -> list[Path]:
    """The files among paths, folders and globs, each once, in order. Raises FileNotFoundError."""
    found: dict[Path, None] = {}
    for path in paths:
        inside = list(_inside(path))
        if not inside:
            raise FileNotFoundError(f"{path} names no file")
        found |= dict.fromkeys(inside)
    return list(found)


def _inside(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path.resolve()
    elif path.is_dir():
        yield from sorted(one.resolve() for one in path.rglob("*") if one.is_file() and not one.name.startswith("."))
    else:
        base = Path(path.anchor or ".")
        pattern = str(path.relative_to(path.anchor) if path.anchor else path)
        yield from sorted(one.resolve() for one in base.glob(pattern) if one.is_file())


def file_parts(source: Source, files: Sequence[Path]) -> list[Part]:
    """One part a file, named by its content, so that a changed file is read again."""
    return [Part(f"{path.name} {_digest(path)}", partial(_read, source, path)) for path in files]


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


async def _read(source: Source, path: Path) -> Poll:
    import asyncio

    from crawlers.documents import DocumentError
    from crawlers.extract import extract

    now = utc_now()
    try:
        read = await asyncio.to_thread(lambda: extract(path.name, path.read_bytes()))
    except DocumentError as error:
        return Poll(source.id, now, utc_now(), "wrong-page", error=f"{path.name}: {error}")
    issues = [*read.issues, *([Issue("text-poor", path.name)] if read.quality == "poor" else [])]
    return Poll(source.id, now, utc_now(), "ok", items=list(read.items), issues=issues, rows=len(read.items))


def window_parts(source: Source, fetch: Fetch, engine: Engine, window: Window) -> list[Part]:
    """One part a span of days, newest first; the whole window at once when the source cannot be asked for days."""
    spans = list(_spans(window, source.window.days)) if source.window else [window]
    return [Part(f"{span.since}..{span.until}", partial(_ask, source, fetch, engine, span)) for span in spans]


def _spans(window: Window, days: int) -> Iterator[Window]:
    until: date = window.until
    while until >= window.since:
        since = max(window.since, until - timedelta(days=min(days, _DAYS) - 1))
        yield Window(since, until)
        until = since - timedelta(days=1)


async def _ask(source: Source, fetch: Fetch, engine: Engine, window: Window) -> Poll:
    known = known_documents(engine, source.id)
    answer = await poll(source, fetch, validators=Validators(), known=known, now=utc_now(), window=window)
    if answer.outcome == "empty":  # a month in which nothing was published is no fault
        answer.outcome, answer.error = "ok", ""
    return answer


def request_of(source: Source, **asked: object) -> str:
    return json.dumps({"source": source.id} | asked, sort_keys=True, ensure_ascii=False, default=str)


async def backfill(
    engine: Engine, source: Source, request: str, parts: Sequence[Part], rules: RuleSet, progress: Progress
) -> list[tuple[str, int, str]]:
    """Stores every part that is not done yet, each in one transaction: (part, run, error of it).

    Asking again with the same `request` goes on where it stopped.
    """
    with writing(engine) as connection:
        backfill_id = db.backfills.begin(connection, request, utc_now())
        db.backfills.add_parts(connection, backfill_id, [part.name for part in parts])
        done = db.backfills.done_parts(connection, backfill_id)
    runs: list[tuple[str, int, str]] = []
    for part in parts:
        if part.name in done:
            runs.append((part.name, done[part.name], ""))
            progress(part.name, None)
            continue
        answer = await part.poll()
        with writing(engine) as connection:
            stored = ingest(connection, source, answer, backfill_id=backfill_id)
            if not answer.error:
                db.backfills.finish_part(connection, backfill_id, part.name, stored.run_id, utc_now())
        runs.append((part.name, stored.run_id, answer.error))
        progress(part.name, answer)
        match_pending(engine, rules, utc_now())
    match_pending(engine, rules, utc_now())
    if not any(error for _, _, error in runs):
        with writing(engine) as connection:
            db.backfills.finish(connection, backfill_id, utc_now())
    return runs


def report(engine: Engine, runs: Sequence[tuple[str, int, str]], subscriptions: Sequence[Subscription]) -> Report:
    ids = [run for _, run, _ in runs]
    with reading(engine) as connection:
        counts = db.sources.counts_of_runs(connection, ids)
        matches = db.matches.of_runs(connection, ids)
    alerts: Counter[str] = Counter()
    for subscription in subscriptions:
        heard = {row["revision_id"] for row in matches if not refusal(subscription, told(row))}
        alerts[subscription.id] = len(heard)
    failed = {part: error for part, _, error in runs if error}
    return Report(len(runs), failed, *counts, matches, dict(alerts))
