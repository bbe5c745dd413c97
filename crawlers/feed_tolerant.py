"""Feeds that are not well-formed, read by feedparser in a child process with limits of time and memory."""

from __future__ import annotations

import atexit
import json
import select
import struct
import subprocess
import sys
import time
from io import RawIOBase
from pathlib import Path
from typing import Any, cast

from crawlers.errors import PageError
from crawlers.feed_entry import FeedEntry

SECONDS = 20.0
#: Children that wait for the next odd feed; a thread takes one out while it uses it.
_idle: list[_Child] = []


class _Died(Exception):  # noqa: N818
    pass


class _Child:
    def __init__(self) -> None:
        # -I: the folder of the script must not shadow the standard library's select
        command = [sys.executable, "-I", str(Path(__file__).with_name("feed_child.py"))]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, bufsize=0
        )
        self._requests, self._answers = cast("RawIOBase", self._process.stdin), cast("RawIOBase", self._process.stdout)
        self.used = 0

    def read(self, address: str, body: bytes) -> dict[str, Any]:
        deadline = time.monotonic() + SECONDS
        place = address.encode()
        try:
            self._write(struct.pack(">II", len(place), len(body)) + place + body)
            (length,) = struct.unpack(">I", self._take(4, deadline))
            answer: dict[str, Any] = json.loads(self._take(length, deadline))
        except (OSError, ValueError) as error:
            raise _Died from error
        self.used += 1
        return answer

    def _write(self, frame: bytes) -> None:
        view = memoryview(frame)
        while view:
            view = view[self._requests.write(view) or 0 :]

    def _take(self, length: int, deadline: float) -> bytes:
        pieces: list[bytes] = []
        while length:
            ready, _, _ = select.select([self._answers], [], [], max(deadline - time.monotonic(), 0))
            if not ready:
                raise PageError(f"this feed took more than {SECONDS:.0f} s to read")
            piece = self._answers.read(length)
            if not piece:
                raise _Died
            pieces.append(piece)
            length -= len(piece)
        return b"".join(pieces)

    def stop(self) -> None:
        self._process.kill()
        self._requests.close()
        self._answers.close()
        self._process.wait()


def read_tolerantly(address: str, body: bytes) -> tuple[str, str, list[FeedEntry]]:
    """Version, title and entries of a body in UTF-8. Raises PageError when even feedparser fails."""
    answer = _asked(address, body)
    if "error" in answer:
        raise PageError(f"this feed cannot be read: {answer['error']}")
    return answer["version"], answer["title"], [FeedEntry(base=address, **entry) for entry in answer["entries"]]


def _asked(address: str, body: bytes) -> dict[str, Any]:
    while True:
        child = _idle.pop() if _idle else _Child()
        waited = bool(child.used)
        try:
            answer = child.read(address, body)
        except _Died:
            child.stop()
            if not waited:
                raise PageError(
                    "this feed ended the process that read it: too large or too deep for its limits"
                ) from None
        except BaseException:
            child.stop()
            raise
        else:
            _idle.append(child)
            return answer


@atexit.register
def stop_children() -> None:
    while _idle:
        _idle.pop().stop()
