from __future__ import annotations

import asyncio
import socket
from pathlib import Path

from monitor.observe import systemd
from monitor.observe.pulse import Pulse


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_silent_loop_hangs_and_a_beating_one_does_not() -> None:
    clock = Clock()
    pulse = Pulse(clock)
    assert pulse.stuck() == []  # nothing began yet
    pulse.beat("tick")
    pulse.beat("deliver")
    clock.now = 61.0
    assert pulse.stuck() == ["the loop 'tick' has been silent for 61 s (limit 60 s)"]
    pulse.beat("tick")
    assert pulse.stuck() == []


def test_a_worker_that_leads_no_longer_does_not_hang() -> None:
    clock = Clock()
    pulse = Pulse(clock)
    pulse.beat("tick")
    pulse.beat("take")
    pulse.rest()
    clock.now = 800.0
    assert pulse.stuck() == []
    clock.now = 1000.0
    assert pulse.stuck() == ["the loop 'take' has been silent for 1000 s (limit 900 s)"]


async def test_a_blocking_call_shows_as_lag() -> None:
    import time

    lags: list[float] = []
    pulse = Pulse(lagged=lags.append)
    measuring = asyncio.create_task(pulse.measure_lag())
    await asyncio.sleep(0.1)
    time.sleep(0.6)  # noqa: ASYNC251  the very thing to be seen
    await asyncio.sleep(0.05)
    measuring.cancel()
    assert max(lags) > 0.3


async def test_systemd_hears_of_life_only_while_no_loop_hangs(tmp_path: Path) -> None:
    clock = Clock()
    pulse = Pulse(clock)
    pulse.beat("tick")
    address = str(tmp_path / "notify")
    environ = {"NOTIFY_SOCKET": address, "WATCHDOG_USEC": "60000"}
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as heard:
        heard.bind(address)
        heard.setblocking(False)
        systemd.say("READY=1", environ)
        assert heard.recv(100) == b"READY=1"
        alive = asyncio.create_task(systemd.keep_alive(pulse, environ))
        await asyncio.sleep(0.1)
        assert heard.recv(100) == b"WATCHDOG=1"
        clock.now = 100.0
        await asyncio.sleep(0.05)
        _drain(heard)
        await asyncio.sleep(0.1)
        assert _drain(heard) == []
        alive.cancel()


def test_without_systemd_nothing_is_said() -> None:
    systemd.say("READY=1", {})


def _drain(heard: socket.socket) -> list[bytes]:
    found = []
    try:
        while True:
            found.append(heard.recv(100))
    except BlockingIOError:
        return found
