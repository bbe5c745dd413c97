"""Policywatch's real daemon and other tools on the same work, one after the other: CPU, memory, requests, items.

    python -m tests.benchmarks.bench_peers [WORK …] [--feeds N] [--rounds N] [--only TOOL …] [--longest SECONDS]

WORK is `feeds` (plain HTTP), `tls` (each feed on a host of its own, every connection new) or `lists` (HTML), by default
all three. Each tool polls in every phase, in turn, round after round; at last comes one in which of ten feeds one fails,
one is slow and one is cut off, and one more, as all that was missed may still be found then.

Everything runs in a network namespace of its own, where only loopback exists: no tool sends a byte elsewhere. CPU is
user and system time of the tool and its children, without what a run with nothing to ask costs it (`start_ms`).
What is measured is kept in `.bench/`; `python -m tests.benchmarks.peers_table --write .bench/…`
puts it into the READMEs.
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from tests.benchmarks.peers import FEED_READERS, PAGE_WATCHERS
from tests.benchmarks.peers_daemons import ChangeDetection, Policywatch
from tests.benchmarks.peers_net import ROOT, Server, Work, go_inside, inside, loopback_up
from tests.benchmarks.peers_table import conditions, shown
from tests.benchmarks.peers_turn import Polled, Tool

PHASES = ("304", "same", "date", "one")
_COUNTS: dict[Work, int] = {"feeds": 1000, "tls": 200, "lists": 500}
_WATCHES = 200  # of changedetection.io at most: enough for a figure


@dataclass(frozen=True)
class Plan:
    work: Work
    feeds: int
    rounds: int
    venv: Path
    only: Sequence[str] = ()
    longest: float = 300.0  # seconds of one tool in one phase
    phases: Sequence[str] = PHASES
    minutes: float = 60.0  # after which no further round begins
    polls: int = 100  # of Policywatch a second; its interval follows

    @property
    def seconds(self) -> int:
        return max(4, self.feeds // self.polls)


def measure(plan: Plan) -> dict[str, Any]:
    began, done = time.monotonic(), 0
    with tempfile.TemporaryDirectory(prefix="policywatch-peers-") as name:
        folder = Path(name)
        server = Server(plan.work, plan.feeds, folder)
        chosen = tools(plan, folder, server)
        try:
            for tool in chosen:
                tool.set_up()
                _turn(server, tool, "new")
            while done < plan.rounds and (not done or time.monotonic() < began + 60 * plan.minutes):
                _round(server, chosen, plan.phases)
                done += 1
            _round(server, chosen, ("bad", "same"))
            for tool in chosen:
                tool.finish()
        finally:
            for child in psutil.Process().children(recursive=True):
                child.kill()
    return {"rounds": done, "tools": {tool.name: tool.measured.row() for tool in chosen}}


def tools(plan: Plan, folder: Path, server: Server) -> list[Tool]:
    """Those that are installed and do this work."""
    kinds = PAGE_WATCHERS if plan.work == "lists" else (*FEED_READERS, *PAGE_WATCHERS)
    peers: list[Polled | ChangeDetection] = [
        Polled(kind, folder, plan.venv, server, plan.feeds, plan.longest) for kind in kinds
    ]
    peers.append(ChangeDetection(folder, plan.venv, server, min(plan.feeds, _WATCHES), plan.longest))
    ours = Policywatch(folder, server, plan.feeds, plan.seconds)
    found: list[Tool] = [ours, *(one for one in peers if one.is_there())]
    return [one for one in found if not plan.only or one.short in plan.only]


def _round(server: Server, chosen: Sequence[Tool], phases: Sequence[str]) -> None:
    for phase in phases:
        for tool in chosen:
            _turn(server, tool, phase)


def _turn(server: Server, tool: Tool, phase: str) -> None:
    """The others' feeds stay unchanged the while."""
    if phase != "new":
        server.mode(phase, tool.short)
    began = time.monotonic()
    tool.poll(phase)
    server.mode("304", tool.short)
    took = time.monotonic() - began
    spent = tool.measured.cpu_ms.get(phase, [float("nan")])[-1]
    print(f"{tool.name}: {phase} {spent:.2f} ms a feed, {took:.0f} s", file=sys.stderr, flush=True)


def _work(name: str) -> str:
    if name not in _COUNTS:
        raise argparse.ArgumentTypeError(f"{name!r} is none of {', '.join(_COUNTS)}")
    return name


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("work", nargs="*", metavar="WORK", type=_work, default=list(_COUNTS))
    options.add_argument("--feeds", type=int, help=f"how many, or lists; default {_COUNTS}")
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--longest", type=float, default=300, help="seconds after which a tool gives up a phase")
    options.add_argument("--minutes", type=float, default=60, help="after which no further round begins, a work")
    options.add_argument("--polls", type=int, default=100, help="of Policywatch a second")
    options.add_argument("--phases", nargs="*", choices=PHASES, default=PHASES)
    options.add_argument("--only", nargs="*", default=[], help="policywatch reader readerten rss2email newsboat …")
    options.add_argument("--venv", type=Path, default=ROOT / ".bench" / "venv")
    options.add_argument("--results", type=Path, default=ROOT / ".bench", help="folder for what is measured")
    chosen = options.parse_args()
    if not inside():
        go_inside("tests.benchmarks.bench_peers")
    loopback_up()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended"))  # and all tools with it
    for work in chosen.work:
        feeds = chosen.feeds or _COUNTS[work]
        plan = Plan(
            work, feeds, chosen.rounds, chosen.venv.absolute(), chosen.only,
            chosen.longest, chosen.phases, chosen.minutes, chosen.polls,
        )  # fmt: skip
        told = {"work": work, "feeds": feeds, "longest": plan.longest} | conditions(plan.venv) | measure(plan)
        chosen.results.mkdir(exist_ok=True)
        (chosen.results / f"peers-{work}-{feeds}.json").write_text(json.dumps(told, indent=1), encoding="utf-8")
        print(shown(told))


if __name__ == "__main__":
    main()
