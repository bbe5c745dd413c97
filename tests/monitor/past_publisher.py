"""A publisher on loopback with an API of the past: windows, pages, a total, and pages behind its rows."""

from __future__ import annotations

import json
import threading
import time
from dataclasses import dataclass, field
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from crawlers.source import Source

_PAGE = 10


@dataclass
class PastPublisher:
    """One notice a day. `asked` holds the requests with their times; what it does wrong can be said."""

    first: date = date(2026, 1, 1)
    last: date = date(2026, 3, 31)
    asked: list[tuple[float, str]] = field(default_factory=list)
    broken_windows: set[str] = field(default_factory=set)  # first days that answer 500
    broken_pages: set[str] = field(default_factory=set)  # keys whose pages answer 503
    withdrawn: set[str] = field(default_factory=set)
    edited: dict[str, str] = field(default_factory=dict)  # key → text
    claims_more: int = 0  # rows that its total counts and nobody finds
    port: int = 0

    def __enter__(self) -> PastPublisher:
        publisher = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                publisher.asked.append((time.monotonic(), self.path))
                status, body = publisher.answer(self.path)
                self.send_response(status)
                self.send_header("Content-Type", "application/json" if self.path.startswith("/api") else "text/html")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                """Silent."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def answer(self, path: str) -> tuple[int, bytes]:
        parts = urlsplit(path)
        if parts.path.startswith("/n/"):
            return self._notice(parts.path.rpartition("/")[2])
        if not parts.path.startswith("/api"):
            return 404, b""
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if query["from"] in self.broken_windows:
            return 500, b""
        since, until = (date.fromisoformat(query[name]) for name in ("from", "to"))
        shown = [key for key in self.keys(since, until) if key not in self.withdrawn]
        at = (int(query["page"]) - 1) * _PAGE
        rows = [{"id": key, "title": _title(key), "url": f"/n/{key}", "day": key} for key in shown[at : at + _PAGE]]
        return 200, json.dumps({"items": rows, "totalCount": f"{len(shown) + self.claims_more:,}"}).encode()

    def keys(self, since: date, until: date) -> list[str]:
        newest, oldest = min(until, self.last), max(since, self.first)
        return [f"{newest - timedelta(days=at)}" for at in range((newest - oldest).days + 1)]

    def _notice(self, key: str) -> tuple[int, bytes]:
        if key in self.broken_pages:
            return 503, b""
        text = self.edited.get(key, f"The ministry restricts exports of gallium as of {key}.")
        return 200, f"<html><body><main><p>{text}</p></main></body></html>".encode()

    def definition(self, name: str = "notices", **more: Any) -> dict[str, Any]:
        return {
            "id": f"test/{name}", "name": "Notices", "publisher": "Ministry", "country": "XX", "languages": ["en"],
            "kind": "api", "url": f"http://127.0.0.1:{self.port}/api/{name}", "timezone": "Asia/Seoul", "every": "1h",
            "verified": True, "answer": "json", "rows": "items",
            "ask": {"query": {"from": "{since}", "to": "{until}", "page": "{page}"}},
            "window": {"days": 20}, "paging": {"total": {"path": "totalCount"}, "most": 9},
            "fields": {
                "key": {"path": "id"}, "title": {"path": "title"}, "link": {"path": "url"},
                "date": {"path": "day", "formats": ["%Y-%m-%d"]},
            },
            "detail": {"text": "main"}, "expect": {"min_rows": 0, "fields": ["title", "date"]},
        } | more  # fmt: skip

    def source(self, name: str = "notices", **more: Any) -> Source:
        return Source.model_validate(self.definition(name, **more))

    def paths(self, start: str = "/") -> list[str]:
        return [path for _, path in self.asked if path.startswith(start)]


def _title(key: str) -> str:
    return f"Export control on gallium, notice of {key}"
