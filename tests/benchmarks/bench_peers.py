"""Policywatch's real daemon and other tools on the same feeds, one after the other: CPU, memory, requests, items.

python -m tests.benchmarks.bench_peers [--feeds 200] [--rounds 3] [--only NAME …] [--venv .bench/venv]

Everything runs in a network namespace of its own, where only loopback exists: no tool sends a byte elsewhere. CPU is
user and system time of the tool and its children, without what a run with nothing to ask costs it (`start`).
"""

from __future__ import annotations

import argparse
import fcntl
import json
import os
import platform
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

import psutil

from tests.benchmarks import bench_poll
from tests.benchmarks.feed_server import ITEMS
from tests.benchmarks.peers import FEED_READERS, PAGE_WATCHERS, Peer

PHASES = ("304", "same", "date", "one")
_ROOT = Path(__file__).parents[2]
_LONGEST = 900  # seconds of one run
_INSIDE = "POLICYWATCH_BENCH_INSIDE"


@dataclass
class Measured:
    start_ms: float = 0.0  # CPU of a run with nothing to ask
    cpu_ms: dict[str, list[float]] = field(default_factory=dict)  # a feed, by phase and round
    memory_mb: float = 0.0
    requests: int = 0
    missed: int | None = None
    doubled: int | None = None

    def row(self) -> dict[str, Any]:
        shown = {phase: round(median(values), 2) for phase, values in self.cpu_ms.items()}
        rest = {"memory_mb": round(self.memory_mb), "requests": self.requests, "start_ms": round(self.start_ms)}
        return shown | rest | {"missed": self.missed, "doubled": self.doubled}


class Server:
    def __init__(self) -> None:
        self.port = bench_poll.free_port()
        command = [sys.executable, "-m", "tests.benchmarks.feed_server", str(self.port)]
        self._process = subprocess.Popen(command, cwd=_ROOT)
        self.mode("304")

    def mode(self, mode: str) -> None:
        bench_poll.set_mode(self.port, mode)

    def state(self) -> dict[str, dict[str, int]]:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/state", timeout=10) as answer:
            found: dict[str, dict[str, int]] = json.load(answer)
        return found

    def shown(self, tool: str, feeds: int) -> set[str]:
        """Ids of all items that feeds of a tool have shown."""
        added = self.state()["added"]
        names = [f"{tool}-{number}" for number in range(feeds)]
        return {f"{name}-{item}" for name in names for item in range(1, ITEMS + added.get(name, 0) + 1)}


class Tool:
    """One peer: a process for each poll of all its feeds."""

    def __init__(self, kind: type[Peer], folder: Path, venv: Path, server: Server, feeds: int) -> None:
        self.name, self.short = kind.name, kind.__name__.lower()
        self.feeds, self._server, self._output = feeds, server, folder / f"{self.short}.txt"
        urls = [f"http://127.0.0.1:{server.port}/feeds/{self.short}-{number}" for number in range(feeds)]
        self.peer = kind(folder / self.short, venv / "bin", urls)
        self.idle = kind(folder / f"{self.short}-idle", venv / "bin", [f"http://127.0.0.1:{server.port}/feeds/idle-0"])
        self.measured = Measured()

    def set_up(self) -> None:
        self.idle.set_up()
        self.peer.set_up()
        _run(self.idle.command, self.idle.home, None)  # creates its store
        spent = [_run(self.idle.command, self.idle.home, None)[0] for _ in range(3)]
        self.measured.start_ms = 1000 * median(spent)

    def poll(self, phase: str) -> None:
        spent, memory = _run(self.peer.command, self.peer.home, self._output)
        a_feed = max(1000 * spent - self.measured.start_ms, 0.0) / self.feeds
        self.measured.cpu_ms.setdefault(phase, []).append(a_feed)
        self.measured.memory_mb = max(self.measured.memory_mb, memory)

    def finish(self) -> None:
        found = self.peer.stored(self._output.read_text(encoding="utf-8", errors="replace"))
        since = ITEMS if isinstance(self.peer, PAGE_WATCHERS) else 0  # what changed is all that they tell
        _compare(self.measured, self._server, self.short, self.feeds, found, since)


def _compare(
    measured: Measured, server: Server, tool: str, feeds: int, found: Counter[str] | None, since: int = 0
) -> None:
    measured.requests = server.state()["asked"].get(tool, 0)
    if found is not None:
        shown = {one for one in server.shown(tool, feeds) if int(one.rpartition("-")[2]) > since}
        measured.missed = len(shown - found.keys())
        measured.doubled = sum(count - 1 for count in found.values())


def _run(command: Sequence[str], home: Path, output: Path | None) -> tuple[float, float]:
    """CPU seconds and megabytes, with all children."""
    environment = {"HOME": str(home), "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "TERM": "dumb"}
    with (output or Path(os.devnull)).open("ab") as file:
        process = subprocess.Popen(command, cwd=home, env=environment, stdout=file, stderr=subprocess.STDOUT)
        until, memory = time.monotonic() + _LONGEST, 0
        while True:
            memory = max(memory, _resident(process.pid))
            pid, _, usage = os.wait4(process.pid, os.WNOHANG)
            if pid:
                break
            if time.monotonic() > until:
                process.kill()
            time.sleep(0.05)
        process.returncode = 0
    return usage.ru_utime + usage.ru_stime, memory / 2**20


def _resident(pid: int) -> int:
    """Bytes of a process and its children together."""
    try:
        process = psutil.Process(pid)
        return sum(one.memory_info().rss for one in (process, *process.children(recursive=True)))
    except psutil.Error:
        return 0


class Daemon:
    """`policywatch run`, polling all the while."""

    name, short = "Policywatch", "policywatch"

    def __init__(self, folder: Path, server: Server, feeds: int, seconds: int) -> None:
        self.home, self._server, self.feeds, self._seconds = folder / self.short, server, feeds, seconds
        self.measured = Measured()

    def set_up(self) -> None:
        bench_poll.write_home(self.home, self.feeds, self._server.port, self._seconds)
        environment = os.environ | {"POLICYWATCH_HOME": str(self.home)}
        command = [sys.executable, "-m", "monitor.cli", "run"]
        with (self.home / "terminal.txt").open("wb") as output:
            self._daemon = subprocess.Popen(command, cwd=_ROOT, env=environment, stdout=output, stderr=output)
        self._process = psutil.Process(self._daemon.pid)
        while bench_poll.counts(self.home)[0] == 0:
            time.sleep(0.1)
        self.measured.start_ms = 1000 * bench_poll.cpu(self._process)

    def poll(self, phase: str) -> None:
        if phase == "new":
            answer = bench_poll.first(self.home, self._process, self.feeds, self.measured.start_ms / 1000)
        else:
            time.sleep(1.2 * self._seconds)  # until every feed has been asked in this phase
            answer = bench_poll.measure(self.home, self._process, 1.5 * self._seconds)
        self.measured.cpu_ms.setdefault(phase, []).append(answer["cpu_ms"])
        self.measured.memory_mb = max(self.measured.memory_mb, self._process.memory_info().rss / 2**20)

    def finish(self) -> None:
        self._daemon.send_signal(signal.SIGTERM)
        self._daemon.wait(60)
        found = Counter(bench_poll.keys(self.home))
        _compare(self.measured, self._server, self.short, self.feeds, found)


def measure(feeds: int, rounds: int, venv: Path, seconds: int, only: Sequence[str]) -> dict[str, Any]:
    server = Server()
    with tempfile.TemporaryDirectory(prefix="policywatch-peers-") as name:
        folder = Path(name)
        tools: list[Tool | Daemon] = [
            Tool(kind, folder, venv, server, feeds) for kind in (*FEED_READERS, *PAGE_WATCHERS)
        ]
        tools = [Daemon(folder, server, feeds, seconds), *(one for one in tools if _is_there(one))]
        tools = [one for one in tools if not only or one.short in only]
        try:
            for tool in tools:
                tool.set_up()
                _polled(tool, "new")
            for phase in [*PHASES * rounds, "bad", "same"]:
                server.mode(phase)
                for tool in tools:
                    _polled(tool, phase)
            for tool in tools:
                tool.finish()
        finally:
            for child in psutil.Process().children(recursive=True):
                child.kill()
    return {tool.name: tool.measured.row() for tool in tools}


def _polled(tool: Tool | Daemon, phase: str) -> None:
    tool.poll(phase)
    print(f"{tool.name}: {phase} {tool.measured.cpu_ms[phase][-1]:.2f} ms a feed", file=sys.stderr, flush=True)


def _is_there(tool: Tool | Daemon) -> bool:
    return isinstance(tool, Daemon) or tool.peer.is_there()


def shown(rows: Mapping[str, Mapping[str, Any]], feeds: int) -> str:
    """A table for the README."""
    columns = ("new", *PHASES, "memory_mb", "requests", "missed", "doubled")
    head = "| CPU ms a feed | " + " | ".join(columns).replace("memory_mb", "MB") + " |\n"
    lines = (
        f"| {name} | " + " | ".join("" if row.get(one) is None else str(row[one]) for one in columns) + " |"
        for name, row in rows.items()
    )
    where = f"{datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores ({platform.machine()}), Python {platform.python_version()}"
    return f"{head}|{'---|' * (len(columns) + 1)}\n" + "\n".join(lines) + f"\n\n{feeds} feeds, {where}"


def go_inside() -> None:
    """Starts this program again where only loopback is: there is no way out for any tool."""
    user = [] if os.geteuid() == 0 else ["--map-root-user"]
    os.environ[_INSIDE] = "yes"
    os.execvp(
        "unshare", ["unshare", *user, "--net", sys.executable, "-m", "tests.benchmarks.bench_peers", *sys.argv[1:]]
    )


def loopback_up() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        fcntl.ioctl(control, 0x8914, struct.pack("16sh14x", b"lo", 0x49))  # SIOCSIFFLAGS: up, loopback, running
    if [one for one in psutil.net_if_stats() if one != "lo" and psutil.net_if_stats()[one].isup]:
        raise SystemExit("there is a way out of this network: nothing is measured")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--feeds", type=int, default=200)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--seconds", type=int, default=4, help="the interval of the daemon's sources")
    options.add_argument("--venv", type=Path, default=_ROOT / ".bench" / "venv")
    options.add_argument("--only", nargs="*", default=[])
    chosen = options.parse_args()
    if _INSIDE not in os.environ:
        go_inside()
    loopback_up()
    rows = measure(chosen.feeds, chosen.rounds, chosen.venv.absolute(), chosen.seconds, chosen.only)
    print(json.dumps(rows, indent=1))
    print(shown(rows, chosen.feeds))


if __name__ == "__main__":
    main()
