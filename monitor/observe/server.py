"""/metrics, /healthz and /readyz on an address of their own: they need neither the page nor its login."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from db.migrate import HEAD, current, fits
from monitor.observe.metrics import Metrics
from monitor.observe.pulse import Pulse

_log = logging.getLogger("monitor.observe")


def application(engine: Engine, metrics: Metrics, pulse: Pulse) -> web.Application:
    async def healthz(_: web.Request) -> web.Response:
        """503 when a loop hangs: restarting helps."""
        return _answer(pulse.stuck())

    async def readyz(_: web.Request) -> web.Response:
        """503 while it waits for the lease or has no database: restarting does not help."""
        return _answer(pulse.stuck() + await asyncio.to_thread(_not_ready, engine, pulse))

    async def exposed(_: web.Request) -> web.Response:
        body = await asyncio.to_thread(metrics.exposition)
        return web.Response(body=body, headers={"Content-Type": CONTENT_TYPE_LATEST})

    app = web.Application()
    app.add_routes([web.get("/healthz", healthz), web.get("/readyz", readyz), web.get("/metrics", exposed)])
    return app


def _answer(problems: list[str]) -> web.Response:
    body = {"status": "trouble" if problems else "ok", "problems": problems}
    return web.json_response(body, status=503 if problems else 200)


def _not_ready(engine: Engine, pulse: Pulse) -> list[str]:
    try:
        version = current(engine)
    except SQLAlchemyError as error:
        return [f"the database cannot be used: {type(error).__name__}"]
    problems = [] if fits(version) else [f"the database is at migration {version}, this program at {HEAD}"]
    if not (pulse.leading or pulse.works):
        problems.append("another daemon leads this database: this one waits")
    return problems


@asynccontextmanager
async def serving(listen: str, app: web.Application) -> AsyncIterator[str]:
    """Serves on `host:port` meanwhile; gives the address. A port in use is said and does not stop the daemon."""
    if listen == "off":
        yield ""
        return
    host, _, port = listen.rpartition(":")
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, host.strip("[]"), int(port))
    try:
        try:
            await site.start()
        except OSError as error:
            _log.warning("metrics not served listen=%s reason=%s", listen, error.strerror)
            yield ""
        else:
            bound = runner.addresses[0]
            yield f"http://{bound[0]}:{bound[1]}"
    finally:
        await runner.cleanup()
