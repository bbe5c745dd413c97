"""A server that speaks Slack's webhook language and misbehaves on demand."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

#: ok | 429 | 500 | 404 | 410 | late (takes it, answers nothing in time) | cut (takes it, cuts the line) | refuse (cuts first)
Plan = Callable[[int], str]

_SAID = {"429": "ratelimited", "500": "oops", "404": "no_service", "410": "channel_is_archived", "403": "invalid_token"}


@dataclass
class Chat:
    plan: Plan = lambda _: "ok"
    port: int = 0
    received: list[dict[str, Any]] = field(default_factory=list)
    asked: int = 0
    late: float = 1.0
    threads: list[str] = field(default_factory=list)  # names of what a bot posted
    lock: threading.Lock = field(default_factory=threading.Lock)

    def url(self, channel: str = "desk", **options: object) -> str:
        rest = "".join(f"&{name}={value}" for name, value in options.items())
        return (
            f"slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7/#{channel}?server=http://127.0.0.1:{self.port}{rest}"
        )

    def bot_url(self, channel: str = "desk") -> str:
        return f"slack://xoxb-1234-1234-4ddbc191d40ee098cbaae6f3523ada2d/#{channel}?server=http://127.0.0.1:{self.port}"

    def take(self, payload: dict[str, Any]) -> str:
        with self.lock:
            answer = self.plan(self.asked)
            self.asked += 1
            if answer in ("ok", "late", "cut"):
                self.received.append(payload)
        return answer

    def posted(self, payload: dict[str, Any]) -> dict[str, Any]:
        """What a bot is told: the name of its message, or that there is nothing to answer."""
        with self.lock:
            if "thread_ts" in payload and payload["thread_ts"] not in self.threads:
                self.received.remove(payload)
                return {"ok": False, "error": "thread_not_found"}
            name = f"1700000000.{len(self.threads):06}"
            self.threads.append(name)
        return {"ok": True, "ts": name}


@contextmanager
def chat_server(plan: Plan = lambda _: "ok") -> Iterator[Chat]:
    chat = Chat(plan)

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            payload = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            answer = chat.take(payload)
            if answer == "late":
                time.sleep(chat.late)
            if answer in ("late", "cut", "refuse"):
                self.connection.shutdown(socket.SHUT_RDWR)
                self.close_connection = True
                return
            self.send_response(200 if answer == "ok" else int(answer))
            if answer == "429":
                self.send_header("Retry-After", "30")
            body = _SAID.get(answer, "ok").encode()
            if self.path == "/api/chat.postMessage":
                body = json.dumps(chat.posted(payload)).encode()
                self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    server.daemon_threads = True
    chat.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield chat
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
