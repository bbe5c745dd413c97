"""What many machines do with many sources: a simulation with the unit costs that bench_cluster and bench_deliver measure.

python -m tests.benchmarks.simulate_cluster [--sources 100000] [--every 900] [--subscribers 1000]
"""

from __future__ import annotations

import argparse
import heapq
import random
from dataclasses import dataclass


@dataclass(frozen=True)
class Costs:
    """Seconds. Of the processor, but for `answer`, which is the publisher's time."""

    poll: float = 0.0025  # a worker's share of an unchanged poll: queue, turn, request, run row
    news: float = 0.015  # and of a document that is new: parsed, stored
    postgresql: float = 0.003  # the database's share of a poll
    told: float = 0.02  # the leader's share of a match: stories, dispatch, one delivery
    answer: float = 0.4
    news_a_poll: float = 0.03  # documents
    matched: float = 0.03  # of the documents


def lateness(sources: int, every: float, workers: int, costs: Costs, at_once: int = 200) -> tuple[float, float]:
    """Seconds that polls begin too late (p50, p99) over three intervals; each worker has one processor."""
    dice = random.Random(1)
    due = [(dice.uniform(0, every), number) for number in range(sources)]
    heapq.heapify(due)
    free = [0.0] * workers  # when the processor of each is free again
    slots = [0.0] * (workers * at_once)  # when each poll under way ends
    heapq.heapify(free)
    heapq.heapify(slots)
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


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sources", type=int, default=100_000)
    options.add_argument("--every", type=float, default=900, help="seconds between two polls of a source")
    options.add_argument("--subscribers", type=int, default=1000)
    options.add_argument("--hears", type=float, default=0.02, help="share of the matches that a subscriber hears of")
    chosen = options.parse_args()
    costs, polls = Costs(), chosen.sources / chosen.every
    for workers in (1, 2, 3, 4, 6, 8):
        p50, p99 = lateness(chosen.sources, chosen.every, workers, costs)
        print(f"{workers} workers: polls begin {p50:.1f} s late (p50), {p99:.1f} s (p99)")
    matches = polls * costs.news_a_poll * costs.matched
    deliveries = matches * chosen.subscribers * chosen.hears
    print(f"{polls:.0f} polls a second: PostgreSQL {polls * costs.postgresql:.2f} processors")
    print(f"{matches * 3600:.0f} matches and {deliveries * 3600:.0f} deliveries an hour: "
          f"leader {(matches + deliveries) * costs.told:.2f} processors")  # fmt: skip


if __name__ == "__main__":
    main()
