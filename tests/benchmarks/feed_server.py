"""Feeds of ~35 items on loopback, in a process of its own; `PUT /mode` says how they answer from then on."""

from __future__ import annotations

import sys
from collections import Counter

from aiohttp import web

_ITEMS = 35
_TEXT = "The ministry announced a programme for roads, bridges and ferries in the northern provinces. " * 12


class Feeds:
    """Modes: `304` unchanged, `same` bytes with 200, `date` only the build date moves, `one` new item a request."""

    def __init__(self) -> None:
        self.mode = "304"
        self.moved = 0
        self.added: Counter[str] = Counter()
        self.asked = 0

    async def feed(self, request: web.Request) -> web.Response:
        name = request.match_info["name"]
        self.asked += 1
        if self.mode == "304" and "If-None-Match" in request.headers:
            return web.Response(status=304)
        if self.mode == "one":
            self.added[name] += 1
        if self.mode == "date":
            self.moved += 1
        return web.Response(text=self._body(name), content_type="application/rss+xml", headers={"ETag": f'"{name}"'})

    def _body(self, name: str) -> str:
        newest = _ITEMS + self.added[name]
        items = "".join(
            f"<item><title>Notice {number} of office {name}</title><link>http://127.0.0.1/{name}/{number}</link>"
            f"<guid>{name}-{number}</guid><pubDate>Mon, 23 Nov 2026 {number % 24:02}:00:00 +0000</pubDate>"
            f"<description>{_TEXT}</description></item>"
            for number in range(newest, newest - _ITEMS, -1)
        )
        head = f"<channel><title>Office {name}</title><lastBuildDate>{self.moved}</lastBuildDate>"
        return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0">{head}{items}</channel></rss>'

    async def set_mode(self, request: web.Request) -> web.Response:
        self.mode = await request.text()
        return web.json_response({"asked": self.asked})


def main() -> None:
    feeds = Feeds()
    application = web.Application()
    application.router.add_get("/feeds/{name}", feeds.feed)
    application.router.add_put("/mode", feeds.set_mode)
    web.run_app(application, host="127.0.0.1", port=int(sys.argv[1]), print=None, access_log=None)


if __name__ == "__main__":
    main()
