"""A user's template, rendered by a process of its own, with little memory, little time, and none of our secrets.

Jinja's sandbox keeps a template from our objects, but not from asking for a gigabyte (`'%1000000000s'|format`) or for
ever (loops in loops). The process serves one template after the other; one that takes too long ends it.
"""

from __future__ import annotations

import atexit
import os
import pickle
import select
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from threading import Lock
from typing import IO, Any

_SECONDS = 10.0  # for one template
_START = 60.0  # for the process to begin: a busy machine reads its libraries slowly
_MEMORY = 512 << 20  # bytes of address space
_LONGEST = 1_000_000  # characters of a message
_TOO_LATE, _TOO_BIG = "it takes too long", "it needs more memory than there is for it"


class BadTemplate(ValueError):  # noqa: N818  it is about what somebody wrote
    """What is wrong with a template of the user's, for a person."""


class _Apart:
    """The process; begun when a first template is rendered."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = Lock()

    def ask(self, question: bytes) -> tuple[bool, str]:
        """Whether it went well, and the text or the reason."""
        with self._lock:
            process = self._running()
            try:
                _write(process.stdin, question)
                answer: tuple[bool, str] = pickle.loads(_read(process.stdout, _SECONDS))  # noqa: S301  of our process
            except (OSError, EOFError) as error:
                self.end()
                return False, _TOO_LATE if isinstance(error, TimeoutError) else _TOO_BIG
            return answer

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "monitor.message_sandbox"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONUTF8": "1"},
                start_new_session=True,  # Ctrl-C in a terminal is for us alone
            )
            _read(self._process.stdout, _START)
        return self._process

    def end(self) -> None:
        if self._process:
            self._process.kill()
            self._process.communicate()
            self._process = None


#: What ended the process; until somebody changes a template it is not tried again, for it costs all others time.
_hopeless: dict[tuple[str, int], str] = {}
_apart = _Apart()
atexit.register(_apart.end)


def rendered_apart(folder: Path, name: str, context: Mapping[str, Any]) -> str:
    """Raises BadTemplate."""
    written = name, max(one.stat().st_mtime_ns for one in folder.iterdir())
    if written in _hopeless:
        raise BadTemplate(_hopeless[written])
    try:
        fine, text = _apart.ask(pickle.dumps((str(folder), name, dict(context))))
    except (OSError, EOFError) as error:
        _apart.end()
        raise BadTemplate(f"{name}: the process for templates does not begin: {error}") from error
    if fine:
        return text
    if text == _TOO_LATE:
        _hopeless[written] = f"{name}: {text}"
    raise BadTemplate(f"{name}: {text}")


def _write(pipe: IO[bytes] | None, said: bytes) -> None:
    assert pipe  # noqa: S101  asked for above
    pipe.write(len(said).to_bytes(8, "big") + said)
    pipe.flush()


def _read(pipe: IO[bytes] | None, seconds: float) -> bytes:
    """Raises TimeoutError, and EOFError when the process has ended."""
    assert pipe  # noqa: S101  asked for above
    end = time.monotonic() + seconds
    size = int.from_bytes(_exactly(pipe.fileno(), 8, end), "big")
    return _exactly(pipe.fileno(), size, end)


def _exactly(pipe: int, size: int, end: float) -> bytes:
    found = b""
    while len(found) < size:
        ready, _, _ = select.select([pipe], [], [], max(0.0, end - time.monotonic()))
        if not ready:
            raise TimeoutError("no answer in time")
        part = os.read(pipe, size - len(found))
        if not part:
            raise EOFError("the process has ended")
        found += part
    return found


def _serve() -> None:
    """What the process does until nobody asks any more."""
    import resource

    import jinja2.sandbox  # noqa: F401  all that a context is made of is read before the first question

    import monitor.digest_message
    import monitor.message  # noqa: F401

    read, write = sys.stdin.buffer, sys.stdout.buffer
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    _write(write, b"")
    while head := read.read(8):
        folder, name, context = pickle.loads(read.read(int.from_bytes(head, "big")))  # noqa: S301  of our own daemon
        _write(write, pickle.dumps(_answer(folder, name, context)))


def _answer(folder: str, name: str, context: dict[str, Any]) -> tuple[bool, str]:
    from jinja2 import TemplateSyntaxError

    try:
        text = "".join(_pieces(folder, name, context))
    except TemplateSyntaxError as error:
        return False, f"line {error.lineno}: {error.message}"
    except MemoryError:
        return False, _TOO_BIG
    except Exception as error:  # noqa: BLE001  whatever a template does wrong is said to the operators
        return False, f"{_line(error)}{type(error).__name__}: {str(error)[:300]}"
    return True, text


def _pieces(folder: str, name: str, context: dict[str, Any]) -> list[str]:
    from jinja2 import ChoiceLoader, FileSystemLoader, PrefixLoader, StrictUndefined, select_autoescape
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    from monitor.message_frame import OURS

    ours = FileSystemLoader(OURS)
    environment = ImmutableSandboxedEnvironment(
        # ours under their own name too, so that one may extend what it replaces
        loader=ChoiceLoader([FileSystemLoader(folder), ours, PrefixLoader({"policywatch": ours})]),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
    )
    found, size = [], 0
    for piece in environment.get_template(name).generate(context):
        size += len(piece)
        if size > _LONGEST:
            raise ValueError(f"the message is longer than {_LONGEST} characters")
        found.append(piece)
    return found


def _line(error: BaseException) -> str:
    """Where in the template."""
    at, found = error.__traceback__, ""
    while at:
        file = at.tb_frame.f_code.co_filename
        if file.endswith((".html", ".txt")):
            found = f"{Path(file).name}, line {at.tb_lineno}: "
        at = at.tb_next
    return found


if __name__ == "__main__":
    _serve()
