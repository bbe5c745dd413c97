"""Starts the child that reads a container file, one for each: what crashes or loops takes nothing with it."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from crawlers.documents import DocumentError
from crawlers.documents.kinds import Kind
from crawlers.item import Issue

SECONDS = 90.0
_CHILD = str(Path(__file__).with_name("child.py"))
_ENVIRONMENT = {"PYTHONUTF8": "1", "LC_ALL": "C.UTF-8", "MALLOC_ARENA_MAX": "2"}


@dataclass(frozen=True, slots=True)
class Told:
    kind: str  # pdf, hwp, hwpx, docx
    text: str  # in the file's own order; pages of a PDF apart by form feeds
    rows: str  # the same with tables as rows, where they differ
    title: str
    issues: tuple[Issue, ...]


def read_confined(kind: Kind, body: bytes, *, seconds: float = SECONDS) -> Told:
    """Raises DocumentError with the reason."""
    command = [sys.executable, "-I", "-X", "utf8", _CHILD, kind]
    try:
        ran = subprocess.run(
            command, input=body, capture_output=True, timeout=seconds, check=False, env=_ENVIRONMENT, cwd="/"
        )
    except subprocess.TimeoutExpired:
        raise DocumentError(f"reading it takes longer than {seconds:.0f} seconds") from None
    if ran.returncode:
        raise DocumentError(_why(ran.returncode, ran.stderr))
    answer = json.loads(ran.stdout)
    if error := answer.get("error"):
        raise DocumentError(error)
    issues = tuple(Issue(code, detail) for code, detail in answer["issues"])
    return Told(answer["kind"], answer["text"], answer["rows"], answer.get("title", ""), issues)


def _why(code: int, stderr: bytes) -> str:
    if -code in (signal.SIGXCPU, signal.SIGKILL):
        return "reading it takes too much time"
    last = stderr.decode("utf-8", "replace").strip().rpartition("\n")[2][-200:]
    if code < 0:
        return f"its reader crashed ({signal.Signals(-code).name})"
    return f"its reader failed: {last or code}"
