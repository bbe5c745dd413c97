"""Servers that do every misdeed, one a host: `python -m tests.chaos.hostile_world PORT HOSTS`, until it is stopped."""

from __future__ import annotations

import asyncio
import sys

from tests.hostile_server import HostileServer
from tests.misdeeds import MISDEEDS, bomb

_FIXED = {
    "/bomb": ["/bomb?as=gzip", "/bomb?as=deflate", "/bomb?as=br", "/bomb?as=zstd"],
    "/packed": ["/packed?as=br"],
    "/redirect": ["/redirect?to=http://[::1]:1/"],  # an address that is not allowed
}
_HARMLESS = {"/feed", "/packed?as=br", "/korean-name"}


def misdeeds() -> list[str]:
    return [one for path in MISDEEDS for one in _FIXED.get(path, [path]) if one not in _HARMLESS]


def hosts(number: int) -> list[str]:
    return [f"127.0.2.{at + 1}" for at in range(number)]


async def serve(port: int, number: int) -> None:
    for kind in ("gzip", "deflate", "br", "zstd"):
        bomb(kind)
    async with HostileServer(port=port, hosts=hosts(number)) as server:
        while True:
            await asyncio.sleep(10)
            server.requests.clear()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), int(sys.argv[2])))
