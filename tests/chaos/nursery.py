"""Children to be killed, forked from a process that has imported everything: importing takes longer than most may live.

`python -m tests.chaos.nursery MODULE [ARGUMENT ...]` calls MODULE.prepare(ARGUMENT ...) once; each line of standard input
forks a child that calls MODULE.live(line, ARGUMENT ...). "born PID" and "dead PID CODE" are printed.
"""

from __future__ import annotations

import asyncio
import contextlib
import importlib
import os
import signal
import sys
import threading
from collections.abc import AsyncIterator
from dataclasses import dataclass, field


@dataclass
class Child:
    pid: int
    _dead: asyncio.Future[int] = field(default_factory=lambda: asyncio.get_running_loop().create_future())

    def send_signal(self, how: int) -> None:
        os.kill(self.pid, how)

    async def wait(self) -> int:
        """The exit code, or minus the signal."""
        return await asyncio.shield(self._dead)

    def died(self, code: int) -> None:
        self._dead.set_result(code)


class Nursery:
    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._born: asyncio.Queue[Child] = asyncio.Queue()
        self._reads = asyncio.create_task(self._read())

    async def start(self, line: str = "") -> Child:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{line}\n".encode())
        return await asyncio.wait_for(self._born.get(), 120)

    async def _read(self) -> None:
        children: dict[int, Child] = {}
        assert self._process.stdout is not None
        async for line in self._process.stdout:
            what, pid, *code = line.split()
            if what == b"born":
                child = children[int(pid)] = Child(int(pid))
                await self._born.put(child)
            else:
                children.pop(int(pid)).died(int(code[0]))


@contextlib.asynccontextmanager
async def nursery(*arguments: str, environment: dict[str, str] | None = None) -> AsyncIterator[Nursery]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.chaos.nursery", *arguments, env=environment, stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        yield Nursery(process)
    finally:
        process.send_signal(signal.SIGKILL)
        await process.wait()


def _say(text: str) -> None:
    os.write(1, f"{text}\n".encode())  # no lock that another thread may hold at a fork


def _buried(pid: int) -> None:
    _say(f"dead {pid} {os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])}")


def main(module: str, *arguments: str) -> None:
    lives = importlib.import_module(module)
    lives.prepare(*arguments)
    for line in sys.stdin:
        if (child := os.fork()) == 0:
            lives.live(line.strip(), *arguments)
            os._exit(0)
        _say(f"born {child}")
        threading.Thread(target=_buried, args=(child,), daemon=True).start()


if __name__ == "__main__":
    main(*sys.argv[1:])
