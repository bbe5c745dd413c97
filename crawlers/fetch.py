"""One source asks for one address: guarded, allowed by robots.txt, in turn, within its limits, hop by hop."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from time import monotonic

from yarl import URL

from crawlers.addresses import AddressGuard, web_address
from crawlers.errors import PageError, TimedOut
from crawlers.item import Issue, Validators
from crawlers.page import Page
from crawlers.polite import Hosts
from crawlers.redirect import REDIRECTS, changed_host, redirected
from crawlers.robots import Robots
from crawlers.secrets import Secrets
from crawlers.source import Source
from crawlers.status import check_status, retry_after
from crawlers.transport import Answer, Hop
from crawlers.unpack import ACCEPTED

Send = Callable[[Hop], Awaitable[Answer]]

_MOST_REDIRECTS = 5
_MOST_DELAY = 60.0  # seconds of a robots.txt's Crawl-delay that we honour
_ROBOTS_BYTES = 2 * 2**20


@dataclass(frozen=True, slots=True)
class Manners:
    """What all fetches share."""

    guard: AddressGuard
    robots: Robots | None
    hosts: Hosts
    agent: str
    delay: float


class SourceFetch:
    """A Fetch for one source."""

    def __init__(self, source: Source, manners: Manners, send: Send) -> None:
        self._source, self._manners, self._send = source, manners, send
        obeys = source.kind != "api" if source.robots is None else source.robots  # an API is made for programs
        self._robots = manners.robots if obeys else None
        self._ours = _ours(manners.agent, tuple(source.languages))
        self._timeout = source.timeout.total_seconds()
        self._delay = manners.delay if source.delay is None else source.delay.total_seconds()

    async def __call__(
        self,
        url: str,
        *,
        method: str = "GET",
        headers: Mapping[str, str] | None = None,
        body: bytes = b"",
        validators: Validators | None = None,
    ) -> Page:
        asked = web_address(url)
        conditions, secrets = _conditions(validators), Secrets.of(self._source.ask.secret_query, asked)
        first = Hop(
            url=asked,
            label=secrets.shown(asked),
            method=method,
            headers={**self._headers(headers or {}), **conditions},
            body=body,
            timeout=self._timeout,
            max_bytes=self._source.expect.max_bytes,
            tls=self._source.tls,
        )
        hop, answer = await self._follow(first, self._robots, secrets)
        check_status(answer, hop.label, conditional=bool(conditions))
        return Page(hop.label, answer.status, answer.headers, answer.body, self._issues(first, hop, answer))

    async def _follow(self, hop: Hop, robots: Robots | None, secrets: Secrets) -> tuple[Hop, Answer]:
        """The last hop and its answer. All hops together get the source's time."""
        start, left = hop, hop.timeout
        for _ in range(_MOST_REDIRECTS + 1):
            answer, took = await self._one(hop, robots)
            if answer.status not in REDIRECTS:
                return hop, answer
            if (left := left - took) <= 0:
                raise TimedOut(f"{start.label} redirected for more than {start.timeout:.0f} s")
            hop = replace(redirected(hop, answer, secrets), timeout=left)
        raise PageError(
            f"{start.label} redirects more than {_MOST_REDIRECTS} times, last to {hop.label}; it may insist on cookies"
        )

    async def _one(self, hop: Hop, robots: Robots | None) -> tuple[Answer, float]:
        self._manners.guard.check_url(hop.url)
        delay = self._delay
        if robots is not None:
            delay = max(delay, min(await robots.check(hop.url, self._get_robots), _MOST_DELAY))
        host = hop.url.raw_host or ""
        async with self._manners.hosts.turn(host, delay):
            started = monotonic()
            answer = await self._send(hop)
        if answer.status in (429, 503) and (wait := retry_after(answer)):
            await self._manners.hosts.all_stay_away(host, wait)
        return answer, monotonic() - started

    async def _get_robots(self, url: URL) -> Answer:
        hop = Hop(url, str(url), headers=self._ours, timeout=10.0, max_bytes=_ROBOTS_BYTES, tls=self._source.tls)
        return (await self._follow(hop, None, Secrets()))[1]

    def _headers(self, own: Mapping[str, str]) -> Mapping[str, str]:
        if not own:
            return self._ours
        given = {name.lower() for name in own}
        return {name: value for name, value in self._ours.items() if name.lower() not in given} | dict(own)

    def _issues(self, first: Hop, last: Hop, answer: Answer) -> tuple[Issue, ...]:
        issues = []
        if answer.truncated:
            issues.append(Issue("truncated", f"{last.label} is cut: {answer.truncated}", last.label))
        if changed_host(first.url, last.url):
            issues.append(Issue("host-changed", f"{first.label} now leads to {last.label}", last.label))
        if last.tls == "unverified" and last.url.scheme == "https":
            issues.append(Issue("certificate-unverified", f"nobody checks who answers for {last.label}", last.label))
        return tuple(issues)


@lru_cache(maxsize=64)
def _ours(agent: str, languages: tuple[str, ...]) -> Mapping[str, str]:
    return {
        "User-Agent": agent,
        "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
        "Accept-Language": ", ".join(dict.fromkeys([*languages, "en;q=0.5"])),
        "Accept-Encoding": ACCEPTED,
    }


def _conditions(validators: Validators | None) -> dict[str, str]:
    if validators is None:
        return {}
    kept = {"If-None-Match": validators.etag, "If-Modified-Since": validators.last_modified}
    return {name: value for name, value in kept.items() if value and value.isascii() and value.isprintable()}
