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
from dataclasses import asdict, dataclass, field
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


#: What no medium should get: control characters, and those that turn the direction of what follows.
_UNSAFE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
#: Marks on one letter beyond which they cover the lines around it.
_MARKS = r"\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_TOO_MANY_MARKS = re.compile(f"([{_MARKS}]{{4}})[{_MARKS}]+")


_SIGNED = re.compile(r"/act/[\w.-]+")


@dataclass(frozen=True, slots=True)
class Picture:
    """Drawn by us; it becomes a PNG where it is sent. `alt` says in words what it shows."""

    name: str
    alt: str
    svg: str


@dataclass(frozen=True, slots=True)
class Message:
    subject: str
    text: str
    html: str
    headers: dict[str, str] = field(default_factory=dict)  # of a mail: Message-ID, In-Reply-To …
    link: str = ""
    link_label: str = ""
    links: tuple[tuple[str, str], ...] = ()  # of our own page: (label, address)
    pictures: tuple[Picture, ...] = ()
    more: str = "+{lines} more lines"  # said where a medium is too small

    def __post_init__(self) -> None:
        for name in ("subject", "text", "html"):
            object.__setattr__(self, name, readable(getattr(self, name)))

    @property
    def whole_text(self) -> str:
        """With our own links, for media that know no other form."""
        said = "".join(f"{label}: {address}\n" for label, address in self.links)
        return f"{self.text.rstrip()}\n\n{said}" if said else self.text

    @property
    def page(self) -> str:
        """The HTML with its pictures inside, for media that take one text."""
        if not self.pictures:
            return self.html
        from base64 import b64encode

        from monitor.web.chart import png

        page = self.html
        for one in self.pictures:
            data = b64encode(png(one.svg)).decode()
            # with its quotes, which in a text of a source are escaped
            page = page.replace(f'src="cid:{one.name}@policywatch"', f'src="data:image/png;base64,{data}"')
        return page

    def kept(self) -> dict[str, Any]:
        """For the record: without what lets who reads it act in the name of who got it."""
        plain = asdict(self)
        plain["links"] = [[label, _SIGNED.sub("/act/…", address)] for label, address in self.links]
        return plain | {name: _SIGNED.sub("/act/…", plain[name]) for name in ("text", "html")}


def readable(text: str) -> str:
    return _TOO_MANY_MARKS.sub(r"\1", _UNSAFE.sub(" ", text))


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


def send(url: str, message: Message, thread: str = "") -> str:
    """Where answers to it go, in the channel's own words; `thread`: what was said so of the message it answers.

    Raises ChannelError.
    """
    if scheme_of(url) in _WEBHOOKS:
        from monitor.channel_webhook import send_webhook

        send_webhook(url, message)
        return ""
    plugin = _own_plugin(url) if scheme_of(url) in (*_MAIL, "slack") else _plugin(url)
    if plugin is None:
        raise ChannelError("Apprise cannot read the address of the channel", retry=False)
    if scheme_of(url) in _MAIL:
        from monitor.channel_mail import send_mail

        send_mail(plugin, message)
        return ""
    if scheme_of(url) == "slack":
        from monitor.channel_slack import send_slack, speaks_slack

        if speaks_slack(plugin):
            return send_slack(plugin, url, message, thread)
    _send_by_apprise(plugin, scheme_of(url), message)
    return ""


def scheme_of(url: str) -> str:
    return url.partition("://")[0].lower()


def _send_by_apprise(plugin: Any, scheme: str, message: Message) -> None:
    from monitor.channel_text import written_for

    said = written_for(plugin, scheme, message)
    with _heard() as lines:
        # the format is always given: without it Slack takes <!channel> of a source's title for an order
        sent = plugin.notify(title=said.title, body=said.body, body_format=said.format)
    if not sent:
        raise _classified(lines)


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
