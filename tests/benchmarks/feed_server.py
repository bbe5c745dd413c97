"""Feeds and list pages of 35 items on loopback, in a process of its own.

`PUT /mode` says how they answer from then on, `GET /state` what was asked for and shown.
"""

from __future__ import annotations

import asyncio
import sys
from collections import Counter

from aiohttp import web

ITEMS = 35
_TEXT = "The ministry announced a programme for roads, bridges and ferries in the northern provinces. " * 12
_SLOW = 1.0  # seconds


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
        f'<tr><td class="subject"><a href="/page/{name}?no={number}">Notice {number} of office {name}</a></td>'
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
        self.moved = 0
        self.added: Counter[str] = Counter()
        self.asked: Counter[str] = Counter()

    async def answer(self, request: web.Request) -> web.Response:
        name, tag = request.match_info["name"], f'"{request.match_info["name"]}"'
        self.asked[name.partition("-")[0]] += 1
        trouble = int(name.rpartition("-")[2]) % 10 if self.mode == "bad" else 9
        if self.mode == "304" and "If-None-Match" in request.headers:
            return web.Response(status=304, headers={"ETag": tag})
        if trouble == 0:
            return web.Response(status=503)
        if trouble == 1:
            await asyncio.sleep(_SLOW)
        if self.mode in ("one", "bad") and trouble != 2:
            self.added[name] += 1
        self.moved += self.mode == "date"
        make = page_of if request.path.startswith("/lists/") else body_of
        body = make(name, added=self.added[name], moved=self.moved)
        if trouble == 2:
            body = body[: len(body) // 2]
        kind = "text/html" if make is page_of else "application/rss+xml"
        return web.Response(text=body, content_type=kind, headers={"ETag": tag})

    async def set_mode(self, request: web.Request) -> web.Response:
        self.mode = await request.text()
        return web.json_response({"asked": self.asked.total()})

    async def state(self, _: web.Request) -> web.Response:
        return web.json_response({"asked": self.asked, "added": self.added})


def main() -> None:
    feeds = Feeds()
    application = web.Application()
    application.router.add_get("/feeds/{name}", feeds.answer)
    application.router.add_get("/lists/{name}", feeds.answer)
    application.router.add_put("/mode", feeds.set_mode)
    application.router.add_get("/state", feeds.state)
    web.run_app(application, host="127.0.0.1", port=int(sys.argv[1]), print=None, access_log=None)


if __name__ == "__main__":
    main()
