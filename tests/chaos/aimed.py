"""Daemons, forked by tests.chaos.nursery, that die by their own kill -9 at a chosen point.

statement N: before the Nth statement · commit N: before the Nth commit · committed N: right after it · mail N: when the
server has taken the Nth mail and nothing is written about it yet.
"""

from __future__ import annotations

import math
import os
import random
import signal
import smtplib
import sys
from collections.abc import Callable
from itertools import count
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.engine.default import DefaultDialect

#: The last of each that a start and a few polls reach.
POINTS = {"statement": 400, "commit": 60, "committed": 60, "mail": 4}


def some_aim(dice: random.Random) -> str:
    point = dice.choice(list(POINTS))
    return f"{point} {round(math.exp(dice.uniform(0, math.log(POINTS[point]))))}"


def at(number: int) -> Callable[..., None]:
    """What kills this process when it is called for the Nth time."""
    calls = count(1)

    def called(*_: object, **__: object) -> None:
        if next(calls) == number:
            os.kill(os.getpid(), signal.SIGKILL)

    return called


def aim(point: str, number: int) -> None:
    passes = at(number)
    if point == "statement":
        event.listen(Engine, "before_cursor_execute", passes)
    elif point == "mail":
        smtplib.SMTP.data = _around(smtplib.SMTP.data, after=passes)  # type: ignore[method-assign]
    elif point == "commit":
        DefaultDialect.do_commit = _around(DefaultDialect.do_commit, before=passes)  # type: ignore[method-assign]
    else:
        DefaultDialect.do_commit = _around(DefaultDialect.do_commit, after=passes)  # type: ignore[method-assign]


def _around(
    does: Callable[..., Any], before: Callable[..., None] = lambda: None, after: Callable[..., None] = lambda: None
) -> Callable[..., Any]:
    def done(*args: Any, **named: Any) -> Any:
        before()
        answer = does(*args, **named)
        after()
        return answer

    return done


def prepare(command: str, output: str) -> None:
    import monitor.cluster.worker
    import monitor.running  # noqa: F401


def live(point: str, command: str, output: str) -> None:
    """`point`: what and when, or nothing; `output`: the file that it writes to."""
    from monitor.cli import app

    file = os.open(output, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(file, 1)
    os.dup2(file, 2)
    if point:
        what, number = point.split()
        aim(what, int(number))
    try:
        app([command])
    except SystemExit as ended:
        sys.stdout.flush()
        os._exit(int(ended.code or 0))
