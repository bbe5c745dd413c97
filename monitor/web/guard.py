"""Around every answer: the right host, no foreign forms, headers that keep the browser strict, 304 and gzip."""

from __future__ import annotations

import gzip
import hashlib
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from monitor.web.settings import Web, is_loopback

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; font-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
_READS = ("GET", "HEAD", "OPTIONS")
_LONGEST = 1_500_000  # bytes of a form: a rule and a text of the playground in UTF-8, escaped for the address
_SMALL = 600  # bytes; less is not worth compressing


class Guard:
    def __init__(self, app: ASGIApp, web: Web) -> None:
        self.app = app
        self._web = web
        self._host = urlsplit(web.base_url).netloc.lower()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        answer = _Answer(scope, send, https=self._web.base_url.startswith("https:"))
        headers = Headers(scope=scope)
        if scope["method"] == "HEAD":  # the routes know GET only; the body is left out at the end
            scope = {**scope, "method": "GET"}
        if problem := self._problem(scope["method"], headers):
            await PlainTextResponse(problem, 403)(scope, receive, answer.send)
        elif scope["method"] not in _READS and not _fits(headers):
            await PlainTextResponse(f"at most {_LONGEST:,} bytes are taken\n", 413)(scope, receive, answer.send)
        else:
            await self.app(scope, receive, answer.send)

    def _problem(self, method: str, headers: Headers) -> str:
        host = headers.get("host", "").lower()
        if not self._known(host):
            return f"{host[:100]!r} is not an address of this page: set web.base_url\n"
        if method in _READS:
            return ""
        origin = headers.get("origin")
        foreign = headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none")
        if foreign or (origin is not None and urlsplit(origin).netloc.lower() not in (host, self._host)):
            return "this came from another site\n"
        return ""

    def _known(self, host: str) -> bool:
        """A name of another's that points here (DNS rebinding) must not speak for this machine."""
        name = urlsplit(f"//{host}").hostname or ""
        return host == self._host or is_loopback(name) or name == self._web.host


def _fits(headers: Headers) -> bool:
    """Its length must be said: what comes in pieces could go on for ever."""
    length = headers.get("content-length", "0" if "transfer-encoding" not in headers else "")
    return length.isascii() and length.isdigit() and len(length) < 12 and int(length) <= _LONGEST


class _Answer:
    """Collects an answer whole, so that it can be compared with what the browser has, and compressed."""

    def __init__(self, scope: Scope, send: Send, *, https: bool) -> None:
        self._asked, self._method, self._send, self._https = Headers(scope=scope), scope["method"], send, https
        self._start: Message = {}
        self._body = bytearray()

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
            return
        if message["type"] != "http.response.body":
            await self._send(message)
            return
        self._body += message.get("body", b"")
        if not message.get("more_body", False):
            await self._finish()

    async def _finish(self) -> None:
        headers = MutableHeaders(raw=list(self._start["headers"]))
        for name, value in _HEADERS.items():
            headers.setdefault(name, value)
        if self._https:
            headers.setdefault("strict-transport-security", "max-age=31536000")
        headers.setdefault("cache-control", "private, no-cache")
        body = bytes(self._body)
        if self._start["status"] == 200 and self._method in ("GET", "HEAD"):
            body = self._conditional(headers, body)
        headers["content-length"] = str(len(body))
        if self._start["status"] == 304:
            del headers["content-length"]
        await self._send({**self._start, "headers": headers.raw})
        await self._send({"type": "http.response.body", "body": b"" if self._method == "HEAD" else body})

    def _conditional(self, headers: MutableHeaders, body: bytes) -> bytes:
        headers.add_vary_header("Accept-Encoding, Accept-Language, Authorization, Cookie")
        # weak: the compressed answer has the same mark
        mark = f'W/"{hashlib.sha256(body).hexdigest()[:24]}"'
        headers["etag"] = mark
        if mark in [one.strip() for one in self._asked.get("if-none-match", "").split(",")]:
            self._start = {**self._start, "status": 304}
            return b""
        kind = headers.get("content-type", "")
        if len(body) > _SMALL and "gzip" in self._asked.get("accept-encoding", "") and not kind.startswith("image/png"):
            headers["content-encoding"] = "gzip"
            return gzip.compress(body, 6, mtime=0)
        return body
