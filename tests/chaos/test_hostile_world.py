"""A hundred bad sources among a thousand good ones: the good ones are read on time, memory and the loop's lag bounded."""

from __future__ import annotations

import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from statistics import quantiles

import psutil
import pytest

from tests.benchmarks.bench_poll import counts, free_port, set_mode, write_home
from tests.chaos.hostile_world import hosts, misdeeds
from tests.source_file import write_source

_GOOD = int(os.environ.get("HOSTILE_GOOD", "1000"))
_BAD = int(os.environ.get("HOSTILE_BAD", "100"))
_SECONDS = int(os.environ.get("HOSTILE_SECONDS", "600"))
_EVERY = 60  # seconds between two polls of a source


def add_bad(home: Path, port: int) -> None:
    paths = misdeeds()
    for number, host in enumerate(hosts(_BAD)):
        kind = "feed" if number // len(paths) % 2 == 0 else "page"
        path = paths[number % len(paths)]
        write_source(home, f"bad/b{number}", f"http://{host}:{port}{path}", _EVERY, f"kind: {kind}\n")
    settings = home / "policywatch.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace('["bench/*"]', '["bench/*", "bad/*"]'))


@contextmanager
def running(*command: str, **more: object) -> Iterator[psutil.Process]:
    process = subprocess.Popen([sys.executable, "-m", *command], **more)  # type: ignore[call-overload]
    try:
        yield psutil.Process(process.pid)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


def listening(port: int) -> None:
    """Waits until the bad servers have made their bombs."""
    for _ in range(600):
        with suppress(OSError):
            socket.create_connection((hosts(_BAD)[-1], port), timeout=1).close()
            return
        time.sleep(0.1)
    raise RuntimeError("the bad servers do not listen")


def read(home: Path, query: str) -> list[tuple[str, str]]:
    store = sqlite3.connect(home / "data" / "policywatch.db", timeout=30)
    try:
        return store.execute(query).fetchall()
    finally:
        store.close()


def memory(daemon: psutil.Process) -> float:
    """MB of the daemon and of its children."""
    return sum(one.memory_info().rss for one in [daemon, *daemon.children(recursive=True)]) / 2**20


def watch(home: Path, daemon: psutil.Process) -> tuple[dict[str, set[str]], float]:
    """When each good source was due, and the most memory."""
    due: dict[str, set[str]] = defaultdict(set)
    most, last = 0.0, time.monotonic() + _SECONDS
    while time.monotonic() < last:
        for source, moment in read(home, "SELECT id, next_due FROM source WHERE id LIKE 'bench/%'"):
            due[source].add(moment)
        most = max(most, memory(daemon))
        time.sleep(2)
    return due, most


def lateness(home: Path, due: dict[str, set[str]], since: str) -> list[float]:
    """Seconds from when a source was due until it was asked, of every poll."""
    late = []
    for source, started in read(home, f"SELECT source_id, started_at FROM run WHERE started_at > '{since}'"):
        if moments := sorted(due.get(source, ())):
            at = bisect_right(moments, started)
            if at:
                late.append((datetime.fromisoformat(started) - datetime.fromisoformat(moments[at - 1])).total_seconds())
    return late


def lags(home: Path) -> dict[float, float]:
    """How often the loop woke no later than so many seconds, since the daemon started."""
    settings = (home / "policywatch.yml").read_text(encoding="utf-8")
    address = re.search(r"observe: \{listen: (\S+)\}", settings).group(1)  # type: ignore[union-attr]
    said = urllib.request.urlopen(f"http://{address}/metrics", timeout=10).read().decode()
    return {float(limit): float(n) for limit, n in re.findall(r'loop_lag_seconds_bucket\{le="([^"]+)"\} (\S+)', said)}


def p99(before: dict[float, float], after: dict[float, float]) -> float:
    woken = {limit: after[limit] - before[limit] for limit in after}
    return next(limit for limit in sorted(woken) if woken[limit] >= 0.99 * woken[float("inf")])


def unread(home: Path) -> int:
    """Good sources of which some poll failed."""
    query = (
        "SELECT DISTINCT source_id, '' FROM run WHERE source_id LIKE 'bench/%' AND outcome NOT IN ('ok', 'unchanged')"
    )
    return len(read(home, query))


@pytest.mark.chaos
def test_a_hundred_bad_sources_hold_up_no_good_one(tmp_path: Path) -> None:
    port, bad = free_port(), free_port()
    write_home(tmp_path, _GOOD, port, _EVERY)
    add_bad(tmp_path, bad)
    environment = os.environ | {"POLICYWATCH_HOME": str(tmp_path)}
    with (
        (tmp_path / "terminal.txt").open("wb") as output,
        running("tests.benchmarks.feed_server", str(port)),
        running("tests.chaos.hostile_world", str(bad), str(_BAD)),
    ):
        set_mode(port, "304")
        listening(bad)
        with running("monitor.cli", "run", env=environment, stdout=output, stderr=output) as daemon:
            while counts(tmp_path)[0] < 2 * _GOOD:  # the first polls read everything
                time.sleep(1)
            since = read(tmp_path, "SELECT max(started_at), '' FROM run")[0][0]
            before = lags(tmp_path)
            due, most = watch(tmp_path, daemon)
            lagged, late, wrong = p99(before, lags(tmp_path)), lateness(tmp_path, due, since), unread(tmp_path)
    told(tmp_path, late, lagged, most, wrong)


def told(home: Path, late: list[float], lagged: float, most: float, wrong: int) -> None:
    outcomes = read(home, "SELECT outcome, count(*) FROM run WHERE source_id LIKE 'bad/%' GROUP BY outcome")
    middle, last = (quantiles(late, n=100)[at] for at in (49, 98))
    print(
        f"\n{len(late)} polls of {_GOOD} good sources, late p50 {middle:.2f} s, p99 {last:.2f} s, at most {max(late):.2f} s;"
        f" loop lag p99 ≤ {lagged:g} s; memory with children at most {most:.0f} MB; bad polls {dict(outcomes)}"
    )
    assert wrong == 0
    assert len(late) > 0.8 * _GOOD * _SECONDS / _EVERY
    assert last < 5
    assert lagged <= 0.1
    assert most < 1024
