"""Where a redirect leads, and what may go along: no secret and no form leaves the host it was meant for."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urljoin

from yarl import URL

from crawlers.addresses import web_address
from crawlers.errors import PageError, Refused
from crawlers.secrets import Secrets
from crawlers.transport import Answer, Hop

REDIRECTS = frozenset({301, 302, 303, 307, 308})

#: What every host may hear; other headers of a source are for its own host.
_FOR_ALL = frozenset(
    {"accept", "accept-encoding", "accept-language", "user-agent", "if-none-match", "if-modified-since"}
)
_OF_BODY = frozenset({"content-type", "content-length", "content-encoding"})


def redirected(hop: Hop, answer: Answer, secrets: Secrets) -> Hop:
    """The next request. Raises Refused or PageError."""
    location = answer.headers.get("location", "").strip()
    if not location:
        raise PageError(f"{hop.label} answered {answer.status} without a Location")
    url = web_address(urljoin(str(hop.url), location)).with_user(None)
    leaves = url.origin() != hop.url.origin() and not _upgrades(hop.url, url)
    if leaves and secrets.go_with(url):
        raise Refused(f"{hop.label} would take our secret along to {url.raw_host}")
    headers = {name: value for name, value in hop.headers.items() if not leaves or name.lower() in _FOR_ALL}
    method, body = hop.method, hop.body
    if method == "POST" and answer.status in (301, 302, 303):
        method, body = "GET", b""
        headers = {name: value for name, value in headers.items() if name.lower() not in _OF_BODY}
    elif method == "POST" and leaves:
        raise Refused(f"{hop.label} wants our form sent on to {url.raw_host}")
    return replace(hop, url=url, label=secrets.shown(url), method=method, headers=headers, body=body)


def changed_host(asked: URL, answered: URL) -> bool:
    """Whether another host answered; `www.` in front makes no other host."""
    return (asked.raw_host or "").removeprefix("www.") != (answered.raw_host or "").removeprefix("www.")


def _upgrades(old: URL, new: URL) -> bool:
    """http to https on one host and the usual ports."""
    return (old.raw_host, old.scheme, old.port) == (new.raw_host, "http", 80) and new.port == 443
