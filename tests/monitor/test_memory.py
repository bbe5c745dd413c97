"""Memory goes back to the system."""

from __future__ import annotations

import sys

import psutil
import pytest

from monitor.memory import give_back


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="glibc's own call")
def test_what_a_burst_has_taken_is_given_back() -> None:
    process = psutil.Process()
    kept = [bytearray(50_000) for _ in range(2_000)]  # below the size that is mapped by itself
    last = bytearray(50_000)  # keeps the heap from shrinking by itself
    full = process.memory_info().rss
    del kept
    give_back()
    assert full - process.memory_info().rss > 50_000_000
    assert last is not None
