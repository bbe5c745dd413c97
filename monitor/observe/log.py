"""The log: one line an outcome, text or JSON; addresses of channels never stand in it."""

from __future__ import annotations

import logging
import re
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any, Literal

from pythonjsonlogger.json import JsonFormatter

from monitor.secret_text import redacted

Format = Literal["text", "json"]

_BYTES = 10 * 2**20
_KEEP = 5  # files of 10 MB: nothing needs logrotate
_FIELD = re.compile(r"\b(\w+)=%r|\b(\w+)=%s")
_PLACES = re.compile(r"%[rs]")


class Redacting(logging.Formatter):
    """Addresses of channels are secret, wherever a library may print one; to be safe no address is logged."""

    def format(self, record: logging.LogRecord) -> str:
        return redacted(super().format(record))


class JsonLines(JsonFormatter):
    """One object a line: time, level, event (the words of the line), its fields, and the line itself as `message`."""

    def add_fields(self, log_data: dict[str, Any], record: logging.LogRecord, message_dict: dict[str, Any]) -> None:
        super().add_fields(log_data, record, message_dict)
        log_data |= {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": event_of(record),
        } | fields_of(record)

    def format(self, record: logging.LogRecord) -> str:
        return redacted(super().format(record))


def event_of(record: logging.LogRecord) -> str:
    """`delivery sent` of `delivery sent id=%s alert=%s`."""
    return re.split(r"\s*\b\w+=%", str(record.msg), maxsplit=1)[0].strip(" :,")


def fields_of(record: logging.LogRecord) -> dict[str, Any]:
    """What stands behind each `name=` of the line, plain."""
    args = record.args if isinstance(record.args, tuple) else ()
    places = [found.start() for found in _PLACES.finditer(str(record.msg))]
    found: dict[str, Any] = {}
    for field in _FIELD.finditer(str(record.msg)):
        at = places.index(field.end() - 2)
        if at < len(args):
            value = args[at]
            found[field[1] or field[2]] = value if isinstance(value, (int, float)) else str(value)
    return found


def start_log(folder: Path, kind: Format, *, verbose: bool) -> None:
    """To the rotating file in `folder`, and in short to the terminal (all of it as JSON: there a program reads)."""
    folder.mkdir(parents=True, exist_ok=True)
    whole = RotatingFileHandler(folder / "policywatch.log", maxBytes=_BYTES, backupCount=_KEEP, encoding="utf-8")
    terminal = logging.StreamHandler()
    if not verbose and kind == "text":
        terminal.addFilter(_for_the_terminal)
    log = logging.getLogger("monitor")
    for handler in (whole, terminal):
        handler.setFormatter(_formatter(kind))
        log.addHandler(handler)
    log.setLevel(logging.INFO)
    log.propagate = False


def _formatter(kind: Format) -> logging.Formatter:
    if kind == "json":
        return JsonLines("%(message)s", json_ensure_ascii=False)
    return Redacting("%(asctime)s %(levelname)s %(message)s", "%Y-%m-%d %H:%M:%S")


def _for_the_terminal(record: logging.LogRecord) -> bool:
    return record.levelno >= logging.WARNING or str(record.msg).startswith(("match", "rules"))
