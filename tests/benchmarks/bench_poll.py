"""CPU of a poll in the daemon's own path: `policywatch run`, N feeds on loopback, run rows and all the rest included.

python -m tests.benchmarks.bench_poll [--feeds 1000] [--seconds 10]
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

import psutil

from tests.source_file import write_source

PHASES = ("304", "same", "date", "one")
_URL = "http://127.0.0.1:{port}/feeds/policywatch-{number}"


def write_home(home: Path, feeds: int, port: int, seconds: int, url: str = _URL, more: str = "kind: feed\n") -> None:
    for number in range(feeds):
        write_source(home, f"bench/f{number}", url.format(number=number, port=port), seconds, more)
    settings = (
        'host_delay: 0.0\nnetworks: {allow: [127.0.0.0/8]}\nsources: {only: ["bench/*"]}\n'
        f"observe: {{listen: 127.0.0.1:{free_port()}}}\nweb: {{listen: 127.0.0.1:{free_port()}}}\n"
    )
    (home / "policywatch.yml").write_text(settings, encoding="utf-8")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def set_mode(port: int, mode: str) -> None:
    request = urllib.request.Request(f"http://127.0.0.1:{port}/mode", data=mode.encode(), method="PUT")
    for _ in range(50):
        try:
            urllib.request.urlopen(request, timeout=5).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the feed server does not answer")


def counts(home: Path) -> tuple[int, int]:
    """Runs and documents stored."""
    path = home / "data" / "policywatch.db"
    if not path.exists():
        return 0, 0
    store = sqlite3.connect(path, timeout=30)
    try:
        runs = store.execute("SELECT count(*) FROM run").fetchone()[0]
        return int(runs), int(store.execute("SELECT count(*) FROM document").fetchone()[0])
    except sqlite3.OperationalError:
        return 0, 0
    finally:
        store.close()


def keys(home: Path) -> list[str]:
    """Of all documents, as often as they are stored."""
    store = sqlite3.connect(home / "data" / "policywatch.db", timeout=30)
    try:
        return [str(row[0]) for row in store.execute("SELECT key FROM document")]
    finally:
        store.close()


def waiting(home: Path) -> int:
    """Documents that some stage has still to read."""
    store = sqlite3.connect(home / "data" / "policywatch.db", timeout=30)
    queries = (
        "SELECT count(*) FROM revision WHERE matched_at IS NULL",
        "SELECT count(*) FROM document WHERE noted < revision",
        "SELECT count(*) FROM search_queue",
    )
    try:
        return sum(int(store.execute(query).fetchone()[0]) for query in queries)
    finally:
        store.close()


def cpu(process: psutil.Process) -> float:
    """Seconds of the daemon and its children."""
    children = sum(sum(child.cpu_times()[:2]) for child in process.children(recursive=True))
    return sum(process.cpu_times()[:2]) + children


def measure(home: Path, process: psutil.Process, seconds: float) -> dict[str, float]:
    runs, used = counts(home)[0], cpu(process)
    time.sleep(seconds)
    polls = counts(home)[0] - runs
    spent = cpu(process) - used
    return {"polls": polls, "cpu_ms": round(1000 * spent / max(polls, 1), 3)}


def first(home: Path, process: psutil.Process, feeds: int, used: float) -> dict[str, float]:
    """The first poll of every feed, with all stages behind it: matched, facts noted, indexed."""
    while counts(home)[0] < feeds:
        time.sleep(0.2)
    stored = cpu(process)
    while waiting(home):
        time.sleep(1)
    time.sleep(6)  # the last look of the background stages
    spent = {"stored_ms": stored - used, "cpu_ms": cpu(process) - used}
    time.sleep(20)  # the first sweep counts what came and gives memory back: once, and no part of a poll
    return {"polls": feeds} | {name: round(1000 * value / feeds, 3) for name, value in spent.items()}


def run(feeds: int, seconds: int, memory_polls: int = 0) -> dict[str, object]:
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="policywatch-bench-") as folder:
        home = Path(folder)
        write_home(home, feeds, port, seconds)
        server = subprocess.Popen([sys.executable, "-m", "tests.benchmarks.feed_server", str(port)])
        environment = os.environ | {"POLICYWATCH_HOME": folder}
        try:
            set_mode(port, "304")
            with (home / "terminal.txt").open("wb") as output:
                daemon = subprocess.Popen(
                    [sys.executable, "-m", "monitor.cli", "run"], env=environment, stdout=output, stderr=output
                )
            try:
                return _phases(home, psutil.Process(daemon.pid), feeds, port, seconds, memory_polls)
            finally:
                daemon.send_signal(signal.SIGTERM)
                daemon.wait(30)
        finally:
            server.terminate()
            server.wait(10)


def _phases(
    home: Path, process: psutil.Process, feeds: int, port: int, seconds: int, memory_polls: int
) -> dict[str, object]:
    while counts(home)[0] == 0:
        time.sleep(0.2)
    started = cpu(process)
    answer: dict[str, object] = {"feeds": feeds, "start_s": round(started, 2)}
    answer["new"] = first(home, process, feeds, started)
    for phase in PHASES:
        set_mode(port, phase)
        time.sleep(seconds * 1.2)
        answer[phase] = measure(home, process, seconds * 1.5)
    answer["memory_mb"] = round(process.memory_info().rss / 2**20, 1)
    if memory_polls:
        answer["memory_flat"] = memory_over(home, process, port, memory_polls)
    answer["documents"] = counts(home)[1]
    return answer


def memory_over(home: Path, process: psutil.Process, port: int, polls: int) -> dict[str, float]:
    """Megabytes and open files before and after so many unchanged polls."""
    set_mode(port, "304")
    time.sleep(5)
    first, before = counts(home)[0], (process.memory_info().rss, process.num_fds())
    while counts(home)[0] - first < polls:
        time.sleep(2)
    after = (process.memory_info().rss, process.num_fds())
    return {
        "polls": counts(home)[0] - first,
        "mb_before": round(before[0] / 2**20, 1),
        "mb_after": round(after[0] / 2**20, 1),
        "files_before": before[1],
        "files_after": after[1],
    }


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--feeds", type=int, default=1000)
    options.add_argument("--seconds", type=int, default=10, help="the interval of the sources")
    options.add_argument("--memory-polls", type=int, default=0, help="unchanged polls over which memory must be flat")
    chosen = options.parse_args()
    print(json.dumps(run(chosen.feeds, chosen.seconds, chosen.memory_polls), indent=1))


if __name__ == "__main__":
    main()
