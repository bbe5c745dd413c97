"""The tools that run all the while: Policywatch and changedetection.io."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import psutil

from tests.benchmarks import bench_poll
from tests.benchmarks.feed_server import ITEMS
from tests.benchmarks.peers import NOTICE
from tests.benchmarks.peers_net import ROOT, Server, environment
from tests.benchmarks.peers_turn import Measured, resident, wait_for

_KIND = {
    "feeds": "kind: feed\n",
    "tls": "kind: feed\n",
    "lists": "kind: listing\nrows: table.board tbody tr\nkey: {param: no}\nfields:\n"
    "  title: {css: td.subject a}\n  link: {css: td.subject a, attr: href}\n"
    '  date: {css: td.date, formats: ["%Y-%m-%d"]}\n',
}


class Policywatch:
    """`policywatch run`, with all stages. Its `new` ends when all items are stored, `staged` when all stages are done."""

    name, short = "Policywatch", "policywatch"

    def __init__(self, folder: Path, server: Server, feeds: int, seconds: int) -> None:
        self.home, self._server, self._seconds = folder / self.short, server, seconds
        self.measured = Measured(feeds)

    def set_up(self) -> None:
        url, more = self._server.url(self.short, "{number}"), _KIND[self._server.work]
        bench_poll.write_home(self.home, self.measured.feeds, self._server.port, self._seconds, url, more)
        named = environment(self.home, self._server.trusted) | {"POLICYWATCH_HOME": str(self.home)}
        command = [sys.executable, "-m", "monitor.cli", "run"]
        with (self.home / "terminal.txt").open("wb") as output:
            self._daemon = subprocess.Popen(command, cwd=ROOT, env=named, stdout=output, stderr=output)
        self._process = psutil.Process(self._daemon.pid)
        wait_for(lambda: self._server.asked(self.short) > 0, 600, "Policywatch's first question")
        self.measured.start_ms = 1000 * bench_poll.cpu(self._process)

    def poll(self, phase: str) -> None:
        if phase == "new":
            started = self.measured.start_ms / 1000
            spent = bench_poll.first(self.home, self._process, self.measured.feeds, started)
            self._note("new", spent["stored_ms"])
            self._note("staged", spent["cpu_ms"])
        else:
            time.sleep(1.2 * self._seconds)  # until every feed has been asked in this phase
            self._note(phase, bench_poll.measure(self.home, self._process, 1.5 * self._seconds)["cpu_ms"])

    def _note(self, phase: str, cpu_ms: float) -> None:
        self.measured.spent(phase, cpu_ms * self.measured.feeds / 1000, resident(self._daemon.pid))

    def finish(self) -> None:
        self._daemon.send_signal(signal.SIGTERM)
        self._daemon.wait(120)
        self.measured.compare(self._server, self.short, Counter(bench_poll.keys(self.home)))


class ChangeDetection:
    """changedetection.io with its plain fetcher, told by its API to check all it watches.

    Its question after new versions, which tells how much is watched, is switched off by its own setting. Addresses that
    are not public have to be allowed.
    """

    name, short = "changedetection.io", "changedetection"
    _OWN = {"DISABLE_VERSION_CHECK": "true", "ALLOW_IANA_RESTRICTED_ADDRESSES": "true", "LLM_FEATURES_DISABLED": "true"}

    def __init__(self, folder: Path, venv: Path, server: Server, feeds: int, longest: float) -> None:
        self.home, self._program, self._server = folder / self.short, venv / "bin" / "changedetection.io", server
        self._longest, self._port = longest, bench_poll.free_port()
        self.measured = Measured(feeds)

    def is_there(self) -> bool:
        return self._program.exists()

    def set_up(self) -> None:
        """With one watch, or it would begin with some of the internet."""
        self.home.mkdir()
        store = ["-C", "-d", str(self.home / "store"), "-h", "127.0.0.1", "-p", str(self._port), "-l", "WARNING"]
        command = [str(self._program), *store, "-u", self._server.url("idle", 0)]
        named = environment(self.home, self._server.trusted) | self._OWN
        with (self.home / "terminal.txt").open("wb") as output:
            self._daemon = subprocess.Popen(command, cwd=self.home, env=named, stdout=output, stderr=output)
        self._process = psutil.Process(self._daemon.pid)
        wait_for(self._settings.exists, 600, "changedetection.io's settings")
        wait_for(self._answers, 600, "changedetection.io's API")
        (idle,) = self._ask("watch")
        wait_for(lambda: bool(self._ask("watch")[idle]["last_checked"]), 600, "changedetection.io's first check")
        self._ask(f"watch/{idle}?paused=paused")
        self.measured.start_ms = 1000 * self._rested()

    def poll(self, phase: str) -> None:
        before, spent, feeds = self._server.asked(self.short), bench_poll.cpu(self._process), self.measured.feeds
        if phase == "new":
            self._ask("import", "\n".join(self._server.url(self.short, number) for number in range(feeds)))
        else:
            self._ask("watch?recheck_all=1")
        try:
            wait_for(lambda: self._server.asked(self.short) >= before + feeds, self._longest, "all checks")
        except TimeoutError:
            self.measured.gave_up.append(phase)
        else:
            self.measured.spent(phase, self._rested() - spent, resident(self._daemon.pid))

    def finish(self) -> None:
        found: Counter[str] = Counter()
        for watch in self._ask("watch"):
            for earlier, later in pairwise(sorted(self._ask(f"watch/{watch}/history"), key=int)):
                told = self._ask(f"watch/{watch}/difference/{earlier}/{later}")
                found.update(self._added(str(told)))
        self._daemon.send_signal(signal.SIGTERM)
        self._daemon.wait(60)
        self.measured.compare(self._server, self.short, found, ITEMS)

    @staticmethod
    def _added(told: str) -> set[str]:
        lines = (line for line in told.splitlines() if re.match(r"\((added|into|changed)\) ", line))
        return {f"{name}-{number}" for line in lines for number, name in NOTICE.findall(line)}

    @property
    def _settings(self) -> Path:
        return self.home / "store" / "changedetection.json"

    def _answers(self) -> bool:
        try:
            return bool(self._ask("watch"))
        except (OSError, ValueError, KeyError):
            return False

    def _rested(self) -> float:
        """CPU seconds so far, once it does nothing more."""
        spent = bench_poll.cpu(self._process)
        while True:
            time.sleep(1)
            if (now := bench_poll.cpu(self._process)) - spent < 0.03:
                return spent
            spent = now

    def _ask(self, path: str, body: str | None = None) -> Any:
        key = json.loads(self._settings.read_text("utf-8"))["settings"]["application"]["api_access_token"]
        request = urllib.request.Request(
            f"http://127.0.0.1:{self._port}/api/v1/{path}",
            data=body.encode() if body else None,
            headers={"x-api-key": key, "Content-Type": "text/plain"},
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            text = answer.read().decode()
        return json.loads(text) if answer.headers.get_content_type() == "application/json" else text
