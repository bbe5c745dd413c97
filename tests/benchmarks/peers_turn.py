"""What a tool spends when it is its turn: a process for each poll of all its feeds."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any, Protocol

import psutil

from tests.benchmarks.feed_server import ITEMS
from tests.benchmarks.peers import PAGE_WATCHERS, Peer
from tests.benchmarks.peers_net import Server, environment


@dataclass
class Measured:
    feeds: int
    start_ms: float = 0.0  # CPU until it is ready, or of a run with nothing to ask
    cpu_ms: dict[str, list[float]] = field(default_factory=dict)  # a feed, by phase and round
    memory_mb: float = 0.0
    requests: int = 0
    missed: int | None = None
    doubled: int | None = None
    gave_up: list[str] = field(default_factory=list)  # phases that took too long

    def spent(self, phase: str, seconds: float, memory: float) -> None:
        self.cpu_ms.setdefault(phase, []).append(1000 * max(seconds, 0.0) / self.feeds)
        self.memory_mb = max(self.memory_mb, memory)

    def compare(self, server: Server, tool: str, found: Counter[str] | None, since: int = 0) -> None:
        """`since`: what changed is all that a watcher of pages tells, so that its first items count for nothing."""
        self.requests = server.asked(tool)
        if found is not None:
            shown = {one for one in server.shown(tool, self.feeds) if int(one.rpartition("-")[2]) > since}
            self.missed = len(shown - found.keys())
            self.doubled = sum(found[one] - 1 for one in shown & found.keys())

    def row(self) -> dict[str, Any]:
        shown: dict[str, Any] = {phase: round(median(values), 3) for phase, values in self.cpu_ms.items()}
        shown |= {"feeds": self.feeds, "memory_mb": round(self.memory_mb), "requests": self.requests}
        shown |= {"start_ms": round(self.start_ms), "missed": self.missed, "doubled": self.doubled}
        return shown | ({"gave_up": self.gave_up} if self.gave_up else {})


class Tool(Protocol):
    name: str
    short: str  # of its feeds
    measured: Measured

    def set_up(self) -> None: ...

    def poll(self, phase: str) -> None: ...

    def finish(self) -> None: ...


class Polled:
    """A peer that starts for each poll and ends with it."""

    def __init__(self, kind: type[Peer], folder: Path, venv: Path, server: Server, feeds: int, longest: float) -> None:
        self.name, self.short = kind.name, kind.__name__.lower()
        self._server, self._output, self._longest = server, folder / f"{self.short}.txt", longest
        urls = [server.url(self.short, number) for number in range(feeds)]
        self._peer = kind(folder / self.short, venv / "bin", urls)
        self._idle = kind(folder / f"{self.short}-idle", venv / "bin", [server.url("idle", 0)])
        self.measured = Measured(feeds)

    def is_there(self) -> bool:
        return self._peer.is_there()

    def set_up(self) -> None:
        self._idle.set_up()
        self._peer.set_up()
        self._run(self._idle, None)  # creates its store
        spent = [self._run(self._idle, None)[0] for _ in range(3)]
        self.measured.start_ms = 1000 * median(spent)

    def poll(self, phase: str) -> None:
        spent, memory, ended = self._run(self._peer, self._output)
        if ended:
            self.measured.spent(phase, spent - self.measured.start_ms / 1000, memory)
        else:
            self.measured.gave_up.append(phase)

    def finish(self) -> None:
        found = self._peer.stored(self._output.read_text(encoding="utf-8", errors="replace"))
        self.measured.compare(self._server, self.short, found, ITEMS if isinstance(self._peer, PAGE_WATCHERS) else 0)

    def _run(self, peer: Peer, output: Path | None) -> tuple[float, float, bool]:
        return run(peer.command, environment(peer.home, self._server.trusted), peer.home, output, self._longest)


def run(
    command: Sequence[str], env: Mapping[str, str], home: Path, output: Path | None, longest: float
) -> tuple[float, float, bool]:
    """CPU seconds and megabytes, with all children, and whether it ended by itself."""
    with (output or Path(os.devnull)).open("ab") as file:
        process = subprocess.Popen(
            command, cwd=home, env=env, stdout=file, stderr=subprocess.STDOUT, start_new_session=True
        )
        until, memory, ended = time.monotonic() + longest, 0.0, True
        while True:
            memory = max(memory, resident(process.pid))
            pid, _, usage = os.wait4(process.pid, os.WNOHANG)
            if pid:
                break
            if time.monotonic() > until:
                ended = False
                os.killpg(process.pid, signal.SIGKILL)
            time.sleep(0.05)
        process.returncode = 0
    return usage.ru_utime + usage.ru_stime, memory, ended


def resident(pid: int) -> float:
    """Megabytes of a process and its children together."""
    try:
        process = psutil.Process(pid)
        return sum(float(one.memory_info().rss) for one in (process, *process.children(recursive=True))) / 2**20
    except psutil.Error:
        return 0.0


def wait_for(reached: Callable[[], bool], longest: float, what: str) -> None:
    until = time.monotonic() + longest
    while not reached():
        if time.monotonic() > until:
            raise TimeoutError(f"{what} was waited for, {longest:.0f} s")
        time.sleep(0.02)
