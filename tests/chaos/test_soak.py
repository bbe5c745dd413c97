"""A day of a thousand sources in a few minutes: memory, open files and database stay flat but for what is stored."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from tests.benchmarks.bench_poll import counts, free_port, set_mode, write_home

_SOURCES = int(os.environ.get("SOAK_SOURCES", "1000"))
_POLLS = int(os.environ.get("SOAK_POLLS", str(24 * 4 * 1000)))  # each source each quarter of an hour for a day
_EVERY = 6  # seconds, so that the day is over sooner


def sample(home: Path, daemon: psutil.Process) -> tuple[int, float, int, int]:
    """Polls, MB of memory, open files, bytes of the database."""
    memory = daemon.memory_info().rss / 2**20
    return counts(home)[0], memory, daemon.num_fds(), (home / "data" / "policywatch.db").stat().st_size


def soak(home: Path, daemon: psutil.Process, port: int) -> list[tuple[int, float, int, int]]:
    while counts(home)[0] < 2 * _SOURCES:  # the first polls read everything
        time.sleep(1)
    samples, last = [sample(home, daemon)], time.monotonic() + 3600
    while samples[-1][0] < _POLLS and time.monotonic() < last:
        set_mode(port, "one" if len(samples) % 8 == 7 else "304")
        time.sleep(15)
        samples.append(sample(home, daemon))
    return samples


@pytest.mark.chaos
def test_a_day_of_a_thousand_sources(tmp_path: Path) -> None:
    port = free_port()
    write_home(tmp_path, _SOURCES, port, _EVERY)
    server = subprocess.Popen([sys.executable, "-m", "tests.benchmarks.feed_server", str(port)])
    set_mode(port, "304")
    environment = os.environ | {"POLICYWATCH_HOME": str(tmp_path)}
    with (tmp_path / "terminal.txt").open("wb") as output:
        command = [sys.executable, "-m", "monitor.cli", "run"]
        daemon = subprocess.Popen(command, env=environment, stdout=output, stderr=output)
    try:
        samples = soak(tmp_path, psutil.Process(daemon.pid), port)
    finally:
        daemon.send_signal(signal.SIGTERM)
        daemon.wait(60)
        server.terminate()
        server.wait(10)
    told(samples)


def told(samples: list[tuple[int, float, int, int]]) -> None:
    quarter = max(1, len(samples) // 4)
    early, late = (max(one[1] for one in part) for part in (samples[: 2 * quarter], samples[-quarter:]))
    files = [one[2] for one in samples]
    polls, stored = (samples[-1][at] - samples[0][at] for at in (0, 3))
    print(
        f"\n{samples[-1][0]} polls; memory {samples[0][1]:.0f} → {samples[-1][1]:.0f} MB (highest {late:.0f}); "
        f"open files {files[0]} → {files[-1]}; database +{stored / max(polls, 1):.0f} bytes a poll"
    )
    assert samples[-1][0] >= _POLLS, "the day did not end in time"
    assert late < 1.05 * early + 5, f"memory grew from {early:.0f} to {late:.0f} MB"
    assert max(files[-quarter:]) <= max(files[: 2 * quarter]) + 5
