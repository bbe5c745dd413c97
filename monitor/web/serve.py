"""uvicorn in the daemon's own loop."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
from collections.abc import Iterator, Mapping
from dataclasses import replace

import anyio.to_thread
import uvicorn

from crawlers.source import Source
from monitor.config import Config
from monitor.rulebook import Rulebook
from monitor.web.app import application
from monitor.web.opened import site_of
from monitor.web.settings import Web
from monitor.web.site import Site
from monitor.web.tally import count_again

_log = logging.getLogger(__name__)
_THREADS = 8  # pages made at once; the daemon's stages need threads too
_LONGEST = 16 * 1024  # bytes of a request's head


class _Server(uvicorn.Server):
    """Signals are the daemon's: uvicorn would take them, and raise them again before the daemon has stored its last."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def server_of(site: Site) -> uvicorn.Server:
    options = uvicorn.Config(
        application(site),
        host=site.web.host,
        port=site.web.port,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,  # who asks is decided by monitor.web.access alone
        lifespan="off",
        ws="none",
        h11_max_incomplete_event_size=_LONGEST,
        timeout_graceful_shutdown=3,
    )
    return _Server(options)


async def serve(site: Site, stop: asyncio.Event) -> bool:
    """Until `stop` is set. False when the address is taken: that is told, and the daemon goes on without its page."""
    anyio.to_thread.current_default_thread_limiter().total_tokens = _THREADS
    server = server_of(site)
    count_again(site)  # so that the first reader need not wait for it
    serving = asyncio.create_task(_serving(server, site))
    stopping = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait([serving, stopping], return_when=asyncio.FIRST_COMPLETED)
    finally:  # also when the daemon ends by itself and cancels us
        server.should_exit = True
        stopping.cancel()
        served = await serving
    return served


async def _serving(server: uvicorn.Server, site: Site) -> bool:
    try:
        await server.serve()
    except SystemExit:  # uvicorn's way to say that it cannot listen; its own log has the reason
        _log.warning("the page is not served: %s is taken or not allowed; set web.listen", site.web.listen)
        return False
    return True


def serve_alone(conf: Config, settings: Web, sources: Mapping[str, Source], rules: Rulebook) -> int:
    """The exit code. The page without a daemon: it shows, and changes nothing."""
    chosen = replace(conf, settings=conf.settings.model_copy(update={"web": settings}))
    return asyncio.run(_until_signal(site_of(chosen, sources, rules, writes=False)))


async def _until_signal(site: Site) -> int:
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    served = await serve(site, stop)
    return 0 if served else 1
