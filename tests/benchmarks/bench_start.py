"""From the start to the first poll with a large archive, `--help`, and how late 10,000 sources are polled.

python -m tests.benchmarks.bench_start [--documents 1000000] [--sources 10000] [--minutes 15]
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import psutil

from monitor.facts import grammar_version
from monitor.rulebook import load_rules
from tests.benchmarks import bench_poll

_EVERY = 900  # seconds between two polls of a source
_MARGIN = 30.0  # seconds after the start that do not count


def help_seconds(runs: int = 5) -> float:
    """CPU of `policywatch --help`."""
    spent = []
    for _ in range(runs):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-m", "monitor.cli", "--help"], check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return round(median(spent), 3)


@contextmanager
def daemon(home: Path) -> Iterator[psutil.Process]:
    environment = os.environ | {"POLICYWATCH_HOME": str(home)}
    with (home / "terminal.txt").open("ab") as output:
        command = [sys.executable, "-m", "monitor.cli", "run"]
        process = subprocess.Popen(command, env=environment, stdout=output, stderr=output)
    try:
        yield psutil.Process(process.pid)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


def first_polls(home: Path, polls: int) -> dict[str, float]:
    """Starts the daemon, stops it after so many polls more; wall and CPU seconds until the first."""
    before, begun = bench_poll.counts(home)[0], time.monotonic()
    with daemon(home) as process:
        while bench_poll.counts(home)[0] == before:
            time.sleep(0.02)
        told = {"wall_s": time.monotonic() - begun, "cpu_s": bench_poll.cpu(process)}
        told["memory_mb"] = process.memory_info().rss / 2**20
        while bench_poll.counts(home)[0] < before + polls:
            time.sleep(0.5)
    return {name: round(value, 2) for name, value in told.items()}


def fill(home: Path, documents: int) -> None:
    """Documents of the first source as they lie there when all stages have read them."""
    store = sqlite3.connect(home / "data" / "policywatch.db")
    for table, fixed in (("document", {"revision": "1", "noted": "1"}), ("revision", {"number": "1"})):
        _copy(store, table, documents, fixed)
    store.execute("UPDATE document SET noted_by = ?", (grammar_version(),))
    store.execute("UPDATE revision SET matched_at = seen_at, rules_version = ?", (load_rules().version,))
    store.execute("DELETE FROM search_queue")
    store.commit()
    store.close()


def _copy(store: sqlite3.Connection, table: str, documents: int, fixed: dict[str, str]) -> None:
    """So many rows like the newest one, with other ids and keys."""
    others = {
        "id": "n",
        "key": "'copy-' || n",
        "document_id": "n",
        "title": "'Notice ' || n || ' of office 0'",
        **fixed,
    }
    names = [row[1] for row in store.execute(f"PRAGMA table_info({table})")]
    columns = ", ".join(f'"{name}"' for name in names)
    values = ", ".join(others.get(name, f'"{name}"') for name in names)
    store.execute(
        f"WITH RECURSIVE numbers(n) AS (SELECT 1000 UNION ALL SELECT n + 1 FROM numbers WHERE n < {documents} + 999)"
        f" INSERT INTO {table} ({columns}) SELECT {values} FROM numbers,"
        f" (SELECT * FROM {table} ORDER BY id DESC LIMIT 1)"
    )


def with_archive(documents: int) -> dict[str, float]:
    with _world(1, 3600) as (home, _):
        first_polls(home, 1)
        fill(home, documents)
        store = sqlite3.connect(home / "data" / "policywatch.db")
        store.execute("UPDATE source SET next_due = '2026-01-01 00:00:00'")
        store.commit()
        store.close()
        return first_polls(home, 1) | {"documents": bench_poll.counts(home)[1]}


def lateness(sources: int, minutes: float) -> dict[str, float]:
    """Sources that were polled before, due one after the other over a quarter of an hour; how late each is asked."""
    with _world(sources, _EVERY) as (home, port):
        bench_poll.set_mode(port, "304")
        with daemon(home):  # makes the tables, and begins to poll
            while bench_poll.counts(home)[0] == 0:
                time.sleep(0.2)
        due = _spread(home)
        with daemon(home) as process:
            begun, used = time.time(), bench_poll.cpu(process)
            time.sleep(_MARGIN + 60 * minutes)
            spent, memory = bench_poll.cpu(process) - used, process.memory_info().rss / 2**20
        late = _late(home, due, datetime.fromtimestamp(begun, UTC) + timedelta(seconds=_MARGIN))
    cuts = quantiles(late, n=100)
    told = {"p50_s": cuts[49], "p99_s": cuts[98], "most_s": max(late), "memory_mb": memory, "cpu_s": spent}
    return {"polls": len(late)} | {name: round(value, 2) for name, value in told.items()}


def _spread(home: Path) -> dict[str, datetime]:
    """Nothing is remembered of the first polls but that there were some."""
    store = sqlite3.connect(home / "data" / "policywatch.db")
    now, dice = datetime.now(UTC).replace(tzinfo=None), random.Random(1)
    ids = [row[0] for row in store.execute("SELECT id FROM source")]
    due = {one: now + timedelta(seconds=15 + dice.random() * _EVERY) for one in ids}
    rows = [(f"{moment:%Y-%m-%d %H:%M:%S.%f}", one) for one, moment in due.items()]
    store.executemany("UPDATE source SET next_due = ? WHERE id = ?", rows)
    moment = f"{now:%Y-%m-%d %H:%M:%S.%f}"
    store.execute(
        "UPDATE source SET failures = 0, etag = '\"x\"', full_read_at = ?, baseline_at = ?, last_run_at = ?",
        (moment, moment, moment),
    )
    store.execute("DELETE FROM run WHERE id NOT IN (SELECT run_id FROM revision)")
    store.commit()
    store.close()
    return {one: moment.replace(tzinfo=UTC) for one, moment in due.items()}


def _late(home: Path, due: dict[str, datetime], since: datetime) -> list[float]:
    store = sqlite3.connect(home / "data" / "policywatch.db")
    first: dict[str, datetime] = {}
    for source, started in store.execute("SELECT source_id, started_at FROM run ORDER BY id DESC"):
        first[source] = datetime.fromisoformat(started).replace(tzinfo=UTC)
    store.close()
    return [(began - due[one]).total_seconds() for one, began in first.items() if due[one] > since]


@contextmanager
def _world(sources: int, seconds: int) -> Iterator[tuple[Path, int]]:
    port = bench_poll.free_port()
    server = subprocess.Popen([sys.executable, "-m", "tests.benchmarks.feed_server", str(port)])
    try:
        bench_poll.set_mode(port, "same")
        with tempfile.TemporaryDirectory(prefix="policywatch-start-") as folder:
            bench_poll.write_home(Path(folder), sources, port, seconds)
            yield Path(folder), port
    finally:
        server.terminate()
        server.wait(10)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--documents", type=int, default=1_000_000)
    options.add_argument("--sources", type=int, default=10_000)
    options.add_argument("--minutes", type=float, default=15)
    chosen = options.parse_args()
    answer: dict[str, Any] = {"help_cpu_s": help_seconds()}
    if chosen.documents:
        answer["start"] = with_archive(chosen.documents)
    if chosen.sources:
        answer["lateness"] = lateness(chosen.sources, chosen.minutes)
    print(json.dumps(answer, indent=1))


if __name__ == "__main__":
    main()
