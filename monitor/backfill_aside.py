"""Processes beside the one that stores: they read documents and match while it writes. Only long work pays for them."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from typing import Any, TypeVar

import rules
from monitor.match import Found, found_in
from rules import Candidate, Concept, Rule, RuleSet

_PAYS_AFTER = 3.0  # seconds of work; a process needs two to read the rules
_MOST = 4  # more than these the writer cannot keep busy

_Told = TypeVar("_Told")


class Aside:
    """`after`: seconds of work after which processes are started; `processes`: how many, default by the cores."""

    def __init__(self, ruleset: RuleSet, *, after: float = _PAYS_AFTER, processes: int | None = None) -> None:
        self.rules = ruleset
        self.processes = min(_MOST, _cores() - 1) if processes is None else processes
        self._pays_at = time.monotonic() + after
        self._pool: ProcessPoolExecutor | None = None

    @property
    def at_hand(self) -> bool:
        if self._pool is None and self.processes > 0 and time.monotonic() >= self._pays_at:
            self._pool = self._started()
        return self._pool is not None

    def _started(self) -> ProcessPoolExecutor:
        written = list(self.rules.concepts.values()), list(self.rules.rules.values())
        # not forked: this process has threads and connections
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(self.processes, context, _prepare, (os.getpid(), *written))

    def submit(self, function: Callable[..., _Told], *args: Any) -> Future[_Told]:
        assert self._pool is not None  # noqa: S101  asked only when at hand
        try:
            return self._pool.submit(function, *args)
        except BrokenExecutor as error:  # one of them was ended from outside: the caller does the work
            self.close()
            self.processes = 0
            broken: Future[_Told] = Future()
            broken.set_exception(error)
            return broken

    def close(self) -> None:
        """Whatever is under way is given up: nothing that they do is stored by them."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


# --- in the processes ---

_rules: RuleSet | None = None


def _prepare(parent: int, concepts: Sequence[Concept], written: Sequence[Rule]) -> None:
    global _rules
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one that stores ends them
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    _rules = rules.compile(concepts, written)


def _end_with(parent: int) -> None:
    """A killed parent says nothing; its children must not wait for ever."""
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)


def match_aside(candidates: Sequence[Candidate]) -> list[Found]:
    assert _rules is not None  # noqa: S101  prepared
    return [one if isinstance(one, list) else RuntimeError(repr(one)) for one in found_in(_rules, candidates)]


def read_aside(readers: Sequence[Callable[[], _Told]]) -> list[_Told]:
    return [read() for read in readers]
