"""The demo's world read by a real daemon, and the page served over it."""

from __future__ import annotations

import asyncio
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from aiohttp import web
from aiosmtpd.smtp import SMTP
from sqlalchemy import Engine
from sqlalchemy.engine import make_url

import db.matches
from crawlers.source import Source
from db.engine import open_database, reading
from db.migrate import migrate
from monitor import look
from monitor.config import Config, load_config
from monitor.daemon import Daemon, utc_now
from monitor.demo.show import Mailbox, _write_home
from monitor.demo.world import World
from monitor.opened import catalogue, watched
from monitor.rulebook import Rulebook
from monitor.web.opened import site_of
from monitor.web.serve import server_of
from monitor.web.settings import Web
from monitor.web.site import Site
from tests.conftest import database_on

_SECONDS = 120


def read_demo(home: Path, rulebook: Rulebook, database: str = "") -> None:
    """The baseline, then the change, as `policywatch demo` does; the daemon is stopped when all was told."""
    asyncio.run(_read(home, rulebook, database))


async def _read(home: Path, rulebook: Rulebook, database: str) -> None:
    mailbox, world = Mailbox(), World(date.today())  # noqa: DTZ011  the world publishes today
    loop = asyncio.get_running_loop()
    smtp = await loop.create_server(lambda: SMTP(mailbox), "127.0.0.1", 0)
    runner = web.AppRunner(world.application())
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    _write_home(home, port=runner.addresses[0][1], smtp=smtp.sockets[0].getsockname()[1])
    if database:
        with (home / "policywatch.yml").open("a", encoding="utf-8") as file:
            file.write(f"database: {database}\n")
    conf = configuration(home)
    engine = open_database(conf.database)
    migrate(engine)
    sources = watched(conf, catalogue(conf))
    stop = asyncio.Event()
    running = asyncio.create_task(Daemon(conf, engine, sources, rulebook).run(stop))
    try:
        await _until(lambda: _all_read(engine, sources))
        world.change()
        # the operator's mail about a dead feed takes three polls more; no page needs it
        await _until(lambda: not [one for one in mailbox.missing() if one.startswith("analyst@")])
    finally:
        stop.set()
        await running
        engine.dispose()
        await runner.cleanup()
        smtp.close()


@contextmanager
def copied(home: Path, to: Path, server: str) -> Iterator[Path]:
    """A copy of a home that a test may change, with a copy of its database if that is on a `server`."""
    shutil.copytree(home, to)
    if not server:
        yield to
        return
    settings, address = to / "policywatch.yml", configuration(home).database
    with database_on(server, str(make_url(address).database)) as fresh:
        settings.write_text(settings.read_text(encoding="utf-8").replace(address, fresh), encoding="utf-8")
        yield to


async def _until(true: object) -> None:
    end = time.monotonic() + _SECONDS
    while not true():  # type: ignore[operator]
        assert time.monotonic() < end, "the demo's world was not read in time"
        await asyncio.sleep(0.1)


def _all_read(engine: Engine, sources: dict[str, Source]) -> bool:
    with reading(engine) as connection:
        rows = look.status(connection, {}, utc_now())["sources"]
        baseline = db.matches.newest(connection, most=1)
    return len(rows) == len(sources) and all(row["last_run_at"] for row in rows) and bool(baseline)


def configuration(home: Path) -> Config:
    return load_config({"POLICYWATCH_HOME": str(home), "PATH": ""})


def with_web(conf: Config, settings: Web) -> Config:
    return replace(conf, settings=conf.settings.model_copy(update={"web": settings}))


def site(home: Path, rulebook: Rulebook, *, writes: bool = True, **settings: object) -> Site:
    conf = configuration(home)
    chosen = Web.model_validate({"listen": "127.0.0.1:0"} | settings)
    return site_of(with_web(conf, chosen), catalogue(conf), rulebook, writes=writes)


@contextmanager
def served(shown: Site) -> Iterator[str]:
    """The address of the page while a thread serves it."""
    server = server_of(shown)
    thread = threading.Thread(target=lambda: asyncio.run(server.serve()), daemon=True)
    thread.start()
    end = time.monotonic() + 15
    while not server.started:
        assert thread.is_alive(), "the page was not served"
        assert time.monotonic() < end, "the page was not served in time"
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(10)
        shown.engine.dispose()
