"""Publishers on every loopback address, workers over one PostgreSQL, and what all of it costs."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import psutil
import psycopg
from aiohttp import web

from tests.source_file import write_source

_ANSWER = 0.05  # seconds
_DELAY = 1.0  # seconds between two requests to a host
_SETTINGS = """\
host_delay: {delay}
observe: {{listen: "off"}}
web: {{listen: "off"}}
networks: {{allow: [127.0.0.0/8]}}
sources: {{only: ["bench/*"]}}
"""
_FEED = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>{new}'
    "<item><title>Bridge opened</title><guid>q</guid></item></channel></rss>"
)
_NEW = (
    "<item><title>Notice {number} on the opening of a bridge</title><guid>n{number}</guid><description>The ministry opens "
    "a bridge, and says for the {number}th time when it may be crossed, by whom, and at what price.</description></item>"
)


class Hosts:
    """Every address of 127.0.0.0/8 answers; when each was asked is kept."""

    def __init__(self, *, news: bool) -> None:
        self.asked: dict[str, list[float]] = defaultdict(list)
        self._news = news

    async def answer(self, request: web.Request) -> web.Response:
        self.asked[request.host].append(time.monotonic())
        await asyncio.sleep(_ANSWER)
        if "If-None-Match" in request.headers and not self._news:
            return web.Response(status=304)
        new = _NEW.format(number=sum(map(len, self.asked.values()))) if self._news else ""
        return web.Response(text=_FEED.format(new=new), content_type="application/rss+xml", headers={"ETag": '"1"'})

    def closest(self) -> float:
        """Seconds between the two requests to one host that came closest together."""
        pairs = [later - one for times in self.asked.values() for one, later in pairwise(times)]
        return min(pairs, default=float("inf"))


def write_home(home: Path, sources: int, port: int, every: int, share: int = 1) -> None:
    """`share`: sources on one host."""
    for number in range(sources):
        host = number // share
        high, low, last = 1 + host // 62500, host // 250 % 250, 1 + host % 250
        url = f"http://127.{high}.{low}.{last}:{port}/feed"
        write_source(home, f"bench/f{number}", url, every, "kind: feed\nrobots: false\n")
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


def server_cpu(data: Path) -> float:
    """Seconds that the PostgreSQL on this folder has used, with those of its processes that have ended."""
    postmaster = psutil.Process(int((data / "postmaster.pid").read_text().split()[0]))
    return sum(postmaster.cpu_times()[:4]) + cpu(postmaster.children())


@dataclass
class Team:
    """Workers, killed and started anew; the processor's time of the killed is counted too."""

    home: Path
    database: str
    at_once: int
    members: list[subprocess.Popen[bytes]] = field(default_factory=list)
    killed: int = 0
    spent_by_killed: float = 0.0

    def start(self) -> None:
        self.members.append(start(self.home, self.database, self.at_once))

    def kill(self, victim: int) -> None:
        self.spent_by_killed += cpu([psutil.Process(self.members[victim].pid)])
        self.members[victim].kill()
        self.members[victim].wait()
        self.members[victim] = start(self.home, self.database, self.at_once)
        self.killed += 1

    def spent(self) -> float:
        return self.spent_by_killed + cpu(psutil.Process(one.pid) for one in self.members)

    def stop(self) -> None:
        for one in self.members:
            one.send_signal(signal.SIGTERM)
        for one in self.members:
            one.wait(60)


def load_of(database: str) -> dict[str, int]:
    """What PostgreSQL has done so far, and who is connected."""
    asked = """
        SELECT (SELECT count(*) FROM run), (SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()),
               xact_commit, (pg_current_wal_lsn() - '0/0')::bigint
        FROM pg_stat_database WHERE datname = current_database()
    """
    with psycopg.connect(database) as connection:
        row = connection.execute(asked).fetchone() or (0, 0, 0, 0)
    return dict(zip(("runs", "connections", "transactions", "wal"), map(int, row), strict=True))


def ticks(database: str, every: int) -> dict[str, Any]:
    """Doubled: two polls of a source closer than its interval (a quarter is jitter). Lost: due for 10 s, not asked for."""
    gaps = """
        WITH gap AS (SELECT extract(epoch FROM started_at - lag(started_at) OVER (PARTITION BY source_id ORDER BY id)) AS s
                     FROM run)
        SELECT count(*) FILTER (WHERE s < %s), coalesce(percentile_cont(0.99) WITHIN GROUP (ORDER BY s), 0)
        FROM gap WHERE s IS NOT NULL
    """
    unasked = """
        SELECT count(*) FROM source WHERE enabled AND next_due < now() - interval '10 seconds' AND NOT EXISTS (
            SELECT FROM procrastinate_jobs WHERE queueing_lock = source.id AND status IN ('todo', 'doing'))
    """
    with psycopg.connect(database) as connection:
        doubled, p99 = connection.execute(gaps, [every * 0.7]).fetchone() or (0, 0)
        lost = (connection.execute(unasked).fetchone() or (0,))[0]
    return {"doubled": doubled, "lost": lost, "gap_p99_s": round(float(p99), 1)}
