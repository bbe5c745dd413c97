"""`verify` in a process of its own: a stranger's pack may hold patterns that match for ever, files that eat memory."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
from dataclasses import astuple
from pathlib import Path
from typing import Any

from monitor.evidence_pack import PackError
from monitor.verify import Check, verify_pack

MEMORY = 3 * 2**30  # bytes of address space: a pack may unpack to a third of it
CPU_SECONDS = 120
_SECONDS = 600.0  # with what it starts itself to read files, each of which has limits of its own


def verify_apart(path: Path, sha256: str = "", *, cpu_seconds: int = CPU_SECONDS) -> list[Check]:
    """Raises PackError for what is no pack, and for one that takes more than it may."""
    answer = _answered([str(path), sha256, str(cpu_seconds)])
    if "error" in answer:
        raise PackError(answer["error"])
    return [Check(*one) for one in answer["checks"]]


def _answered(arguments: list[str]) -> dict[str, Any]:
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "monitor.verify_apart", *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONUTF8": "1"},
        start_new_session=True,
    )
    try:
        out, errors = process.communicate(timeout=_SECONDS)
    except subprocess.TimeoutExpired:
        raise PackError(f"{arguments[0]}: computing it takes longer than {_SECONDS:.0f} s") from None
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)  # with what it started
            process.communicate()
    if process.returncode:
        raise PackError(f"{arguments[0]}: {_why(process.returncode, arguments[2], errors)}")
    found: dict[str, Any] = json.loads(out)
    return found


def _why(code: int, cpu_seconds: str, errors: bytes) -> str:
    if -code in (signal.SIGXCPU, signal.SIGKILL):
        return f"computing it takes more than {cpu_seconds} s of a processor, or too much memory"
    last = errors.decode("utf-8", "replace").strip().rpartition("\n")[2][-200:]
    return f"computing it failed: {last or code}"


def main() -> None:
    path, sha256, cpu_seconds = sys.argv[1:]
    for limit, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, int(cpu_seconds)),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (most, most))
    sys.stdout.write(json.dumps(_computed(Path(path), sha256)))


def _computed(path: Path, sha256: str) -> dict[str, Any]:
    try:
        return {"checks": [astuple(one) for one in verify_pack(path, sha256)]}
    except PackError as error:
        return {"error": str(error)}
    except MemoryError:
        return {"error": f"{path}: computing it takes more than {MEMORY >> 20} MB of memory"}


if __name__ == "__main__":
    main()
