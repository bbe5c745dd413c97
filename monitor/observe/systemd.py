"""The words that systemd listens to (sd_notify(3)): ready, alive, stopping. Without systemd nothing is said."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import Mapping

from monitor.observe.pulse import Pulse


def say(state: str, environ: Mapping[str, str] = os.environ) -> None:
    """One datagram to $NOTIFY_SOCKET, such as READY=1; an @ at its beginning means the abstract name space."""
    address = environ.get("NOTIFY_SOCKET", "")
    if not address:
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as to_systemd:
        to_systemd.sendto(state.encode(), "\0" + address[1:] if address.startswith("@") else address)


async def keep_alive(pulse: Pulse, environ: Mapping[str, str] = os.environ) -> None:
    """Pats the watchdog three times a period, and only while no loop hangs: a stuck daemon is restarted."""
    period = int(environ.get("WATCHDOG_USEC", "0")) / 1e6
    while period:
        if not pulse.stuck():
            say("WATCHDOG=1", environ)
        await asyncio.sleep(period / 3)
