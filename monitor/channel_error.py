"""Why a message did not go out, and what that means for the next attempt."""

from __future__ import annotations

from typing import Any

from monitor.secret_text import redacted


class ChannelError(Exception):
    """`retry`: trying again later may help. `unknown`: the other side may have taken the message all the same.
    `whole`: the channel itself is in trouble, so its other messages wait too."""

    def __init__(
        self, reason: str, *, retry: bool, unknown: bool = False, whole: bool = False, retry_after: float | None = None
    ) -> None:
        super().__init__(redacted(reason))
        self.retry, self.unknown, self.whole, self.retry_after = retry, unknown, whole, retry_after


def patience(plugin: Any, usual: float) -> float:
    """Seconds to wait for an answer: `?rto=` of the address, else our own; Apprise's 4 s make too many unknowns."""
    given: float = plugin.socket_read_timeout
    return usual if given == type(plugin).socket_read_timeout else given
