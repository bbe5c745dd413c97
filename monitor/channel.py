"""Sends one message to one recipient, and says what kind of failure a failure is.

Apprise answers only yes or no (a 451, a 554 and a 429 look alike). Mail and Slack therefore speak for themselves
(channel_mail, channel_slack); for all others the reason is read from what the plugin logs in this thread.
"""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from monitor.channel_error import ChannelError

#: What may be asked of Apprise; other schemes run programs, write files or reach the desktop of the server.
_SCHEMES = {
    "mailto", "mailtos", "slack", "discord", "msteams", "workflows", "workflow", "mmost", "mmosts", "tgram", "ntfy",
    "ntfys", "gchat", "matrix", "matrixs", "rocket", "rockets", "zulip", "json", "jsons", "pover", "gotify", "gotifys",
    "webex", "wxteams",
}  # fmt: skip
_PERMANENT_HTTP = {400, 401, 403, 404, 405, 410}
_MAIL = ("mailto", "mailtos")
_WEBHOOKS = {"webhook", "webhooks"}  # our own: signed, with an idempotency key
#: Seconds between two messages: what the services ask for.
PACES = {"slack": 1.0, "discord": 0.5, "tgram": 1.0, "msteams": 0.5, "workflows": 0.5, "workflow": 0.5, "webex": 0.5}
_LIMITS = {"slack": 3500, "discord": 1900, "tgram": 3900, "ntfy": 3900, "ntfys": 3900}


#: What no medium should get: control characters, and those that turn the direction of what follows.
_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Message:
    subject: str
    text: str
    html: str
    headers: dict[str, str] = field(default_factory=dict)  # of a mail: Message-ID, In-Reply-To …
    link: str = ""
    link_label: str = ""

    def __post_init__(self) -> None:
        for name in ("subject", "text", "html"):
            object.__setattr__(self, name, _UNSAFE.sub(" ", getattr(self, name)))


def channel_problem(url: str) -> str:
    """What is wrong with an Apprise URL; empty when a message can be tried on it."""
    scheme = scheme_of(url)
    if scheme in _WEBHOOKS:
        from monitor.channel_webhook import webhook_problem

        return webhook_problem(url)
    if scheme not in _SCHEMES and scheme not in ("http", "https"):
        return f"{scheme!r} is no channel that may be used; known are {', '.join(sorted(_SCHEMES | _WEBHOOKS))}"
    plugin = _plugin(url)
    if plugin is None:
        return f"Apprise cannot read this {scheme}:// address; its form is explained in the Apprise documentation"
    if scheme in _MAIL and (len(plugin.targets) != 1 or plugin.cc or plugin.bcc):
        return "a channel is one recipient, so that a retry never reaches another twice: write a channel for each"
    return ""


def _plugin(url: str) -> Any:
    import apprise

    asset = apprise.AppriseAsset(secure_logging=True, plugin_paths=[], async_mode=False)
    with _quiet():
        return apprise.Apprise.instantiate(url, asset=asset)


@lru_cache(maxsize=512)
def _own_plugin(url: str) -> Any:
    """Kept where we only read from it; making one takes 5 ms."""
    return _plugin(url)


def send(url: str, message: Message) -> None:
    """Raises ChannelError."""
    if scheme_of(url) in _WEBHOOKS:
        from monitor.channel_webhook import send_webhook

        send_webhook(url, message)
        return
    plugin = _own_plugin(url) if scheme_of(url) in (*_MAIL, "slack") else _plugin(url)
    if plugin is None:
        raise ChannelError("Apprise cannot read the address of the channel", retry=False)
    if scheme_of(url) in _MAIL:
        from monitor.channel_mail import send_mail

        send_mail(plugin, message)
        return
    if scheme_of(url) == "slack":
        from monitor.channel_slack import send_slack, speaks_slack

        if speaks_slack(plugin):
            send_slack(plugin, url, message)
            return
    _send_by_apprise(plugin, scheme_of(url), message)


def scheme_of(url: str) -> str:
    return url.partition("://")[0].lower()


def _send_by_apprise(plugin: Any, scheme: str, message: Message) -> None:
    import apprise

    with _heard() as lines:
        sent = plugin.notify(
            title=message.subject,
            body=_cut(message.text, _LIMITS.get(scheme, 30_000)),
            # always given: without it Slack takes <!channel> of a source's title for an order
            body_format=apprise.NotifyFormat.TEXT,
        )
    if not sent:
        raise _classified(lines)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 20].rstrip() + "\n[…]"


def _classified(lines: list[str]) -> ChannelError:
    reason = " | ".join(line.strip() for line in lines if line.strip())[-500:] or "Apprise gave no reason"
    found = re.search(r"error=(\d{3})", reason)
    status = int(found[1]) if found else 0
    if status == 429:
        return ChannelError(reason, retry=True, whole=True, retry_after=60)  # how long it asks is not in the log
    unknown = (
        not found
        and re.search(r"timed out|RemoteDisconnected|reset by peer|aborted", reason, re.IGNORECASE) is not None
    )
    unknown = unknown and "ConnectTimeout" not in reason and "NewConnectionError" not in reason
    whole = status >= 500 or not found
    return ChannelError(reason, retry=status not in _PERMANENT_HTTP, unknown=unknown, whole=whole)


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
