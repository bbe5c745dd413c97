"""The demo is the end-to-end test: the real daemon, six publishers, a mail server, and a world that changes."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path


def test_everything_comes_once_within_a_minute(tmp_path: Path) -> None:
    started = time.monotonic()
    program = [sys.executable, "-m", "monitor.cli", "demo", "--keep", str(tmp_path)]
    answer = subprocess.run(program, capture_output=True, text=True, env=os.environ | {"COLUMNS": "160"})
    assert answer.returncode == 0, answer.stdout + answer.stderr
    assert "Everything came that should, once." in answer.stdout
    assert time.monotonic() - started < 60
