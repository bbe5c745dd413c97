"""Runs the daemon in the foreground: log, signals, first words and exit code."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable, Coroutine, Mapping
from contextlib import suppress
from functools import partial
from importlib.util import find_spec
from typing import Any

import typer
from sqlalchemy import Engine

from crawlers.source import Source
from db.engine import DatabaseError
from monitor.config import Config
from monitor.daemon import Daemon, LeaseLost
from monitor.memory import share_one_heap
from monitor.observe import systemd
from monitor.observe.log import start_log
from monitor.observe.metrics import Metrics
from monitor.observe.server import application, serving
from monitor.rulebook import Rulebook
from monitor.secret_text import channel_label, redacted

_FIRST_POLLS = 3.0  # seconds

Page = Callable[[asyncio.Event], Coroutine[Any, Any, Any]]


def run_daemon(
    conf: Config,
    engine: Engine,
    sources: Mapping[str, Source],
    rules: Rulebook,
    *,
    stand_ins: Mapping[str, Source],
    verbose: bool = False,
    make: Callable[[Config, Engine, Mapping[str, Source], Rulebook, Mapping[str, Source]], Daemon] = Daemon,
) -> int:
    """The exit code. `stand_ins`: sources that may be read in place of one in trouble; `make`: a daemon or a worker."""
    share_one_heap()
    start_log(conf.places.log, conf.settings.observe.log, verbose=verbose)
    page = page_beside(conf, {**stand_ins, **sources}, rules)
    typer.echo(first_words(conf, sources, rules))
    try:
        asyncio.run(_until_signal(make(conf, engine, sources, rules, stand_ins), page))
    except (LeaseLost, DatabaseError) as error:
        typer.echo(f"stopped: {error}", err=True)
        return 1
    typer.echo("stopped: everything that was fetched is stored")
    return 0


def first_words(conf: Config, sources: Mapping[str, Source], rules: Rulebook) -> str:
    settings = conf.settings
    channels = ", ".join(f"{name} ({channel_label(url)})" for name, url in conf.channel_urls.items()) or "none"
    there = "" if conf.places.config_file.exists() else " (not there: defaults)"
    shown = ", ".join(list(sources)[:8]) + (f" and {len(sources) - 8} more" if len(sources) > 8 else "")
    return (
        f"Policywatch watches {len(sources)} sources with {len(rules.current.rules)} rules.\n"
        f"  sources        {shown or 'none: enable some in the configuration'}\n"
        f"  configuration  {conf.places.config_file}{there}\n"
        f"  data           {redacted(conf.database) if '@' in conf.database else conf.database}\n"
        f"  page           {_where(conf)}\n"
        f"  log            {conf.places.log / 'policywatch.log'}\n"
        f"  channels       {channels}\n"
        f"  subscriptions  {', '.join(one.id for one in settings.subscriptions) or 'none: nobody is told'}\n"
        "Ctrl-C stops."
    )


def page_beside(conf: Config, sources: Mapping[str, Source], rules: Rulebook) -> Page | None:
    """What serves the page until the daemon stops; None when it is off or its libraries are not installed."""
    if conf.settings.web.listen == "off" or not _page_is_installed():
        return None
    return partial(_serve, conf, sources, rules)


async def _serve(conf: Config, sources: Mapping[str, Source], rules: Rulebook, stop: asyncio.Event) -> None:
    from monitor.web.opened import site_of
    from monitor.web.serve import serve

    await serve(site_of(conf, sources, rules), stop)


async def _after_first_polls(page: Page, daemon: Daemon, stop: asyncio.Event) -> None:
    """To make the page takes most of a second: what is due is asked for first."""
    with suppress(TimeoutError):
        async with asyncio.timeout(_FIRST_POLLS):
            await daemon.polled.wait()
    await page(stop)


async def _until_signal(daemon: Daemon, page: Page | None) -> None:
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    loop.add_signal_handler(signal.SIGHUP, daemon.rule_watch.reload)
    metrics = Metrics(daemon.engine, daemon.pulse)
    app = application(daemon.engine, metrics, daemon.pulse)
    beside = [loop.create_task(systemd.keep_alive(daemon.pulse)), loop.create_task(daemon.pulse.measure_lag())]
    if page:
        beside.append(loop.create_task(_after_first_polls(page, daemon, stop)))
    async with serving(daemon.config.settings.observe.listen, app):
        systemd.say("READY=1")
        try:
            await daemon.run(stop)
        finally:
            systemd.say("STOPPING=1")
            for one in beside:
                one.cancel()
                with suppress(asyncio.CancelledError):
                    await one


def _page_is_installed() -> bool:
    return all(find_spec(name) for name in ("fastapi", "multipart", "uvicorn"))


def _where(conf: Config) -> str:
    if not _page_is_installed():
        return "not served: pip install 'policywatch[web]'"
    web = conf.settings.web
    return web.address if web.listen != "off" else "off"
