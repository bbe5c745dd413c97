"""Feeds and list pages of 35 items on loopback, in a process of its own.

`PUT /mode` says how they answer from then on, `PUT /mode/TOOL` how those named TOOL-0, TOOL-1, … do; `GET /state/TOOL`
what was asked for and shown of them. With a key and certificate in PEM it speaks TLS and keeps no connection over a poll.
"""

from __future__ import annotations

import asyncio
import ssl
import sys
from collections import Counter

from aiohttp import web

ITEMS = 35
_TEXT = "The ministry announced a programme for roads, bridges and ferries in the northern provinces. " * 12
_SLOW = 1.0  # seconds
_KEPT = {False: 75.0, True: 1.0}  # seconds; in life the next poll is minutes away, and no server waits that long


def body_of(name: str, *, added: int = 0, moved: int = 0) -> str:
    """A feed whose `added` newest items pushed out as many old ones, and whose build date moved so often."""
    newest = ITEMS + added
    items = "\n".join(
        f"<item><title>Notice {number} of office {name}</title><link>http://127.0.0.1/{name}/{number}</link>"
        f"<guid>{name}-{number}</guid><pubDate>Mon, 23 Nov 2026 {number % 24:02}:00:00 +0000</pubDate>"
        f"<description>{_TEXT}</description></item>"
        for number in range(newest, newest - ITEMS, -1)
    )
    head = f"<channel><title>Office {name}</title>\n<lastBuildDate>{moved}</lastBuildDate>\n"
    return f'<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0">{head}{items}\n</channel></rss>\n'


def page_of(name: str, *, added: int = 0, moved: int = 0) -> str:
    newest = ITEMS + added
    rows = "\n".join(
        f'<tr><td class="subject"><a href="/page/{name}?no={name}-{number}">Notice {number} of office {name}</a></td>'
        f'<td class="date">2026-11-{1 + number % 28:02}</td></tr>'
        for number in range(newest, newest - ITEMS, -1)
    )
    head = f"<title>Office {name}</title><p>{_TEXT}</p><p>read {moved} times</p>"
    return f'<!doctype html><html lang="en">{head}<table class="board"><tbody>\n{rows}\n</tbody></table></html>'


class Feeds:
    """Modes: `304` unchanged, `same` bytes with 200, `date` only the build date moves, `one` new item a request.

    `bad` is `one` where of ten feeds one fails, one is slow and one is cut off: those show nothing new.
    """

    def __init__(self) -> None:
        self.mode = "304"
        self.modes: dict[str, str] = {}  # of a tool, where it is another
        self.moved = 0
        self.added: Counter[str] = Counter()
        self.asked: Counter[str] = Counter()

    async def answer(self, request: web.Request) -> web.Response:
        name, tag = request.match_info["name"], f'"{request.match_info["name"]}"'
        tool = name.partition("-")[0]
        self.asked[tool] += 1
        mode = self.modes.get(tool, self.mode)
        trouble = int(name.rpartition("-")[2]) % 10 if mode == "bad" else 9
        if mode == "304" and "If-None-Match" in request.headers:
            return web.Response(status=304, headers={"ETag": tag})
        if trouble == 0:
            return web.Response(status=503)
        if trouble == 1:
            await asyncio.sleep(_SLOW)
        if mode in ("one", "bad") and trouble != 2:
            self.added[name] += 1
        self.moved += mode == "date"
        make = page_of if request.path.startswith("/lists/") else body_of
        body = make(name, added=self.added[name], moved=self.moved)
        if trouble == 2:
            body = body[: len(body) // 2]
        kind = "text/html" if make is page_of else "application/rss+xml"
        return web.Response(text=body, content_type=kind, headers={"ETag": tag})

    async def set_mode(self, request: web.Request) -> web.Response:
        mode = await request.text()
        if tool := request.match_info.get("tool", ""):
            self.modes[tool] = mode
        else:
            self.mode, self.modes = mode, {}
        return web.json_response({"asked": self.asked.total()})

    async def state(self, request: web.Request) -> web.Response:
        tool = request.match_info["tool"]
        added = {name: count for name, count in self.added.items() if name.startswith(f"{tool}-")}
        return web.json_response({"asked": self.asked[tool], "added": added})


def application() -> web.Application:
    feeds, served = Feeds(), web.Application()
    served.router.add_get("/feeds/{name}", feeds.answer)
    served.router.add_get("/lists/{name}", feeds.answer)
    served.router.add_put("/mode", feeds.set_mode)
    served.router.add_put("/mode/{tool}", feeds.set_mode)
    served.router.add_get("/state/{tool}", feeds.state)
    return served


def main() -> None:
    port, *pem = sys.argv[1:]
    web.run_app(
        application(),
        host="127.0.0.1",
        port=int(port),
        ssl_context=_tls(pem[0]) if pem else None,
        keepalive_timeout=_KEPT[bool(pem)],
        print=None,
        access_log=None,
    )


def _tls(pem: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    return context


if __name__ == "__main__":
    main()
