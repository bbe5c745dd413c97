"""Why a poll gave nothing, as one small tree; each class names the outcome of its run.

CrawlError
├── Unreachable     no answer: DNS, connection, TLS, cut connection
├── TimedOut        an answer too slow
├── Refused         we will not ask: internal address, robots.txt, scheme
├── HttpError       an answer with a status that is no content
├── Blocked         a wall for robots: 403, captcha, challenge with 200
├── TooLarge        a body or an unpacked body over the limit
└── PageError       an answer that is not what the source promises
    └── EmptyPage   … because it has no rows
"""

# ruff: noqa: N818  the names are the outcomes that people read

from __future__ import annotations

from typing import Literal

Outcome = Literal[
    "ok", "unchanged", "partial",
    "unreachable", "timeout", "refused", "http-error", "blocked", "too-large", "wrong-page", "empty", "crashed",
]  # fmt: skip

#: Outcomes after which the source counts as healthy.
HEALTHY: frozenset[Outcome] = frozenset({"ok", "unchanged", "partial"})


class CrawlError(Exception):
    outcome: Outcome

    def __init__(self, reason: str, *, retry_after: float | None = None) -> None:
        super().__init__(reason)
        self.retry_after = retry_after  # seconds the publisher asked us to stay away


class Unreachable(CrawlError):
    outcome: Outcome = "unreachable"


class TimedOut(CrawlError):
    outcome: Outcome = "timeout"


class Refused(CrawlError):
    outcome: Outcome = "refused"


class HttpError(CrawlError):
    outcome: Outcome = "http-error"

    def __init__(self, status: int, url: str, *, retry_after: float | None = None) -> None:
        super().__init__(f"{url} answered {status}", retry_after=retry_after)
        self.status = status


class Blocked(CrawlError):
    outcome: Outcome = "blocked"


class TooLarge(CrawlError):
    outcome: Outcome = "too-large"


class PageError(CrawlError):
    outcome: Outcome = "wrong-page"


class EmptyPage(PageError):
    outcome: Outcome = "empty"
