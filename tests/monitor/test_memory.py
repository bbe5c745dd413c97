"""Memory goes back to the system."""

from __future__ import annotations

import sys
from pathlib import Path

import psutil
import pytest

from db.engine import open_database, reading
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


def test_connections_that_nobody_uses_are_closed_and_those_in_use_go_on(tmp_path: Path) -> None:
    engine = open_database(f"sqlite:///{tmp_path}/policywatch.db")
    with reading(engine) as used:
        with reading(engine):
            pass
        before = psutil.Process().open_files()
        give_back(engine)
        assert len(psutil.Process().open_files()) < len(before)
        assert used.exec_driver_sql("SELECT 1").scalar() == 1
    with reading(engine) as later:
        assert later.exec_driver_sql("SELECT 1").scalar() == 1
    engine.dispose()
