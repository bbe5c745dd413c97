"""Sends one message to one recipient through Apprise, and says what kind of failure a failure is.

Apprise answers only yes or no (a 451, a 554 and a 429 look alike), so the reason is read from what its plugin logs
in this thread while it sends.
"""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from monitor.secret_text import redacted

#: What may be asked of Apprise; other schemes run programs, write files or reach the desktop of the server.
_SCHEMES = {
    "mailto", "mailtos", "slack", "discord", "msteams", "workflows", "workflow", "mmost", "mmosts", "tgram", "ntfy",
    "ntfys", "gchat", "matrix", "matrixs", "rocket", "rockets", "zulip", "json", "jsons", "pover", "gotify", "gotifys",
    "webex", "wxteams",
}  # fmt: skip
_PERMANENT_HTTP = {400, 401, 403, 404, 405, 410}
_LIMITS = {"slack": 3500, "discord": 1900, "tgram": 3900, "ntfy": 3900, "ntfys": 3900}


class ChannelError(Exception):
    """`retry`: trying again later may help. `unknown`: the other side may have taken the message all the same."""

    def __init__(self, reason: str, *, retry: bool, unknown: bool = False, retry_after: float | None = None) -> None:
        super().__init__(redacted(reason))
        self.retry, self.unknown, self.retry_after = retry, unknown, retry_after


@dataclass(frozen=True, slots=True)
class Message:
    subject: str
    text: str
    html: str
    headers: dict[str, str] = field(default_factory=dict)  # of a mail: Message-ID, In-Reply-To …


def channel_problem(url: str) -> str:
    """What is wrong with an Apprise URL; empty when a message can be tried on it."""
    scheme = url.partition("://")[0].lower()
    if scheme not in _SCHEMES and scheme not in ("http", "https"):
        return f"{scheme!r} is no channel that may be used; known are {', '.join(sorted(_SCHEMES))}"
    if _plugin(url) is None:
        return f"Apprise cannot read this {scheme}:// address; its form is explained in the Apprise documentation"
    return ""


def _plugin(url: str) -> Any:
    import apprise

    asset = apprise.AppriseAsset(secure_logging=True, plugin_paths=[], async_mode=False)
    with _quiet():
        return apprise.Apprise.instantiate(url, asset=asset)


def send(url: str, message: Message) -> None:
    """Raises ChannelError."""
    import apprise

    plugin = _plugin(url)
    if plugin is None:
        raise ChannelError("Apprise cannot read the address of the channel", retry=False)
    scheme = url.partition("://")[0].lower()
    mail = scheme in ("mailto", "mailtos")
    body = message.html if mail else _cut(message.text, _LIMITS.get(scheme, 30_000))
    if mail:
        plugin.headers.update(message.headers)
        plugin.notify_format = apprise.NotifyFormat.HTML
    with _heard() as lines:
        sent = plugin.notify(
            title=message.subject,
            body=body,
            # always given: without it Slack takes <!channel> of a source's title for an order
            body_format=apprise.NotifyFormat.HTML if mail else apprise.NotifyFormat.TEXT,
        )
    if not sent:
        raise _classified(lines, mail=mail)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 20].rstrip() + "\n[…]"


def _classified(lines: list[str], *, mail: bool) -> ChannelError:
    reason = " | ".join(line.strip() for line in lines if line.strip())[-500:] or "Apprise gave no reason"
    if mail:
        codes = [int(code) for code in re.findall(r"\(([45]\d\d), ", reason)]
        return ChannelError(reason, retry=not any(code >= 500 for code in codes), unknown="timed out" in reason)
    found = re.search(r"error=(\d{3})", reason)
    status = int(found[1]) if found else 0
    return ChannelError(reason, retry=status not in _PERMANENT_HTTP, unknown="timed out" in reason.lower())


class _Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []
        self.thread_id = threading.get_ident()

    def emit(self, record: logging.LogRecord) -> None:
        if record.thread == self.thread_id and ("Exception" in record.msg or record.levelno >= logging.WARNING):
            self.lines.append(record.getMessage())


@contextmanager
def _heard() -> Iterator[list[str]]:
    listener = _Listener()
    logger = logging.getLogger("apprise")
    logger.setLevel(logging.DEBUG)
    logger.propagate = False  # its DEBUG lines hold secrets
    logger.addHandler(listener)
    try:
        yield listener.lines
    finally:
        logger.removeHandler(listener)


@contextmanager
def _quiet() -> Iterator[None]:
    with _heard():
        yield
