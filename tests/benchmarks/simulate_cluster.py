"""What many machines do with many sources: a simulation with the unit costs that bench_cluster measured.

python -m tests.benchmarks.simulate_cluster [--sources 100000] [--every 900] [--subscribers 1000] [--measured FILE]

FILE is what `bench_cluster --results FILE` wrote; without it, the figures stand that were measured last.
"""

from __future__ import annotations

import argparse
import heapq
import json
import random
from dataclasses import dataclass, replace
from pathlib import Path

_DAY = 86_400


@dataclass(frozen=True)
class Costs:
    """Seconds of a processor, but for `answer`, which is the publisher's time. Measured, where no comment says assumed."""

    poll: float = 0.0048  # a worker's share of an unchanged poll: queue, turn, request, run row
    news: float = 0.0041  # and of a short item that is new: parsed, stored, matched
    postgresql: float = 0.0018  # the database's share of a poll
    transactions: float = 8.8  # a poll
    wal: float = 2800.0  # bytes of the write-ahead log a poll
    connections: float = 11.0  # a worker
    told: float = 0.02  # the leader's share of one delivery; assumed
    answer: float = 0.4  # assumed
    news_a_poll: float = 0.03  # documents; assumed, as the next
    matched: float = 0.03  # of the documents


def measured(file: Path, costs: Costs) -> Costs:
    rows = {row["round"]: row for row in json.loads(file.read_text(encoding="utf-8"))}
    old, new = rows["one, unchanged"], rows["one, all new"]
    return replace(
        costs,
        poll=old["worker_ms"] / 1000,
        news=(new["worker_ms"] - old["worker_ms"]) / 1000,
        postgresql=old["postgresql_ms"] / 1000,
        transactions=old["transactions_a_poll"],
        wal=old["wal_bytes_a_poll"],
        connections=rows["three workers"]["connections"] / 3,
    )


def lateness(sources: int, every: float, workers: int, costs: Costs, at_once: int = 200) -> tuple[float, float]:
    """Seconds that polls begin too late (p50, p99) over three intervals; each worker has one processor.

    PostgreSQL has four, and is never waited for: `load` says how busy they are.
    """
    dice = random.Random(1)
    due = [(dice.uniform(0, every), number) for number in range(sources)]
    heapq.heapify(due)
    free = [0.0] * workers  # when the processor of each is free again
    slots = [0.0] * (workers * at_once)  # when each poll under way ends
    late = []
    while due[0][0] < 3 * every:
        moment, number = heapq.heappop(due)
        begin = max(moment, free[0], slots[0])
        work = costs.poll + costs.news * (dice.random() < costs.news_a_poll)
        heapq.heapreplace(free, max(begin, free[0]) + work)
        heapq.heapreplace(slots, begin + work + costs.answer)
        if moment > every:
            late.append(begin - moment)
        heapq.heappush(due, (begin + every, number))
    late.sort()
    return late[len(late) // 2], late[int(len(late) * 0.99)]


@dataclass(frozen=True)
class Load:
    """What stands behind so many sources and subscribers; shares are of one processor."""

    polls: float  # a second
    worker: float  # processors of all workers
    postgresql: float
    transactions: float  # a second
    wal_a_day: float  # bytes
    matches_an_hour: float
    deliveries_an_hour: float
    leader: float  # its share for telling

    @property
    def breaks_first(self) -> tuple[str, float]:
        """What is full first, and with how many times the sources: PostgreSQL on four processors at 70 %, or one leader."""
        rooms = {
            "PostgreSQL (4 processors at 70 %)": 2.8 / self.postgresql,
            "the leader (1 at 70 %)": 0.7 / self.leader,
        }
        return min(rooms.items(), key=lambda room: room[1])


def load(sources: int, every: float, subscribers: int, hears: float, costs: Costs) -> Load:
    polls = sources / every
    matches = polls * costs.news_a_poll * costs.matched
    deliveries = matches * subscribers * hears
    return Load(
        polls,
        polls * (costs.poll + costs.news * costs.news_a_poll),
        polls * costs.postgresql,
        polls * costs.transactions,
        polls * costs.wal * _DAY,
        matches * 3600,
        deliveries * 3600,
        deliveries * costs.told,
    )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sources", type=int, default=100_000)
    options.add_argument("--every", type=float, default=900, help="seconds between two polls of a source")
    options.add_argument("--subscribers", type=int, default=1000)
    options.add_argument("--hears", type=float, default=0.02, help="share of the matches that a subscriber hears of")
    options.add_argument("--measured", type=Path, help="what bench_cluster --results wrote")
    chosen = options.parse_args()
    costs = measured(chosen.measured, Costs()) if chosen.measured else Costs()
    print(costs)
    for workers in (1, 2, 3, 4, 6, 8):
        p50, p99 = lateness(chosen.sources, chosen.every, workers, costs)
        connections = round(workers * costs.connections)
        print(f"{workers} workers: polls begin {p50:.1f} s late (p50), {p99:.1f} s (p99); {connections} connections")
    whole = load(chosen.sources, chosen.every, chosen.subscribers, chosen.hears, costs)
    what, times = whole.breaks_first
    print(
        f"{whole.polls:.0f} polls a second: workers {whole.worker:.2f} processors, PostgreSQL {whole.postgresql:.2f}, "
        f"{whole.transactions:.0f} transactions a second, {whole.wal_a_day / 1e9:.0f} GB of log a day\n"
        f"{whole.matches_an_hour:.0f} matches and {whole.deliveries_an_hour:.0f} deliveries an hour: "
        f"leader {whole.leader:.3f} processors\nfull first: {what}, at {times:.1f} times the sources"
    )


if __name__ == "__main__":
    main()
