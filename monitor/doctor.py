"""policywatch doctor: what is wrong with this instance, and what to do about it. Looks only; changes nothing."""

from __future__ import annotations

import shutil
import socket
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as Overdue
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

import db.figures
import db.incidents
from db.engine import DatabaseError, open_database, reading
from db.migrate import HEAD, current, fits
from monitor.config import Config
from monitor.oversight import host_of

if TYPE_CHECKING:
    from crawlers.source import Source
    from monitor.rulebook import Rulebook

State = Literal["ok", "warning", "trouble"]
Resolve = Callable[[str], object]

_LITTLE, _HARDLY_ANY = 2**30, 100 * 2**20  # bytes free
_DAMAGED = "stop the daemon, keep the file, `policywatch restore BACKUP --replace`; see deploy/README.md"
_HOSTS = 5  # names that are looked up
_DNS_SECONDS = 5.0
#: CVE-2024-4032 (`ipaddress` calls private addresses global) is fixed from these on; our guard has its own table.
_PYTHONS = {(3, 11): (3, 11, 10), (3, 12): (3, 12, 4)}
#: The WAL-reset race of two connections is fixed in 3.51.3 and in these older ones (sqlite.org, 2026).
_SQLITES = {(3, 44): (3, 44, 6), (3, 50): (3, 50, 7)}
_SQLITE = (3, 51, 3)


@dataclass(frozen=True, slots=True)
class Finding:
    subject: str
    state: State
    says: str
    do: str = ""


def resolve(host: str) -> object:
    return socket.getaddrinfo(host, 443)


@dataclass(frozen=True)
class Doctor:
    """What is looked at; `resolve` asks for the address of a name and raises OSError."""

    conf: Config
    sources: Mapping[str, Source]
    rules: Rulebook
    now: datetime
    resolve: Resolve = field(default=resolve)

    def findings(self) -> Iterator[Finding]:
        yield from _versions()
        yield from self._folders()
        yield from self._told()
        yield from self._channels()
        yield from self._names()
        yield from self._database()

    def _folders(self) -> Iterator[Finding]:
        for subject, folder in (("data folder", self.conf.places.data), ("log folder", self.conf.places.log)):
            yield _folder(subject, folder)

    def _told(self) -> Iterator[Finding]:
        from monitor.subscription_look import audit

        settings = self.conf.settings
        yield Finding("sources", "ok" if self.sources else "trouble", f"{len(self.sources)} watched",
                      "" if self.sources else "enable some under sources.enable in policywatch.yml")  # fmt: skip
        yield Finding("rules", "ok", f"{len(self.rules.current.rules)} rules")
        if not settings.subscriptions:
            yield Finding("subscriptions", "warning", "nobody is told of anything", "add one to policywatch.yml")
        for one in settings.subscriptions:
            problems = audit(one, self.sources, self.sources, self.rules.current)
            do = f"look at `policywatch subscriptions preview {one.id}`" if problems else ""
            yield Finding(
                f"subscription {one.id}", "warning" if problems else "ok", "; ".join(problems) or "can fire", do
            )
        if not settings.operators:
            do = "name a channel under operators: in policywatch.yml"
            yield Finding("operators", "warning", "nobody hears of incidents", do)

    def _channels(self) -> Iterator[Finding]:
        for name in self.conf.channel_urls:
            yield Finding(
                f"channel {name}", "ok", "its address can be read", f"prove it: policywatch test-alert {name}"
            )

    def _names(self) -> Iterator[Finding]:
        hosts = list(dict.fromkeys(host_of(source) for source in self.sources.values()))[:_HOSTS]
        lost = [host for host in hosts if not _answers(self.resolve, host)]
        if not hosts:
            return
        if lost:
            state: State = "trouble" if len(lost) == len(hosts) else "warning"
            yield Finding(
                "names (DNS)", state, f"no address for {', '.join(lost)}", "look at /etc/resolv.conf and the network"
            )
        else:
            yield Finding("names (DNS)", "ok", f"{len(hosts)} of {len(hosts)} hosts have addresses")

    def _database(self) -> Iterator[Finding]:
        path = Path(self.conf.database.removeprefix("sqlite:///"))
        if self.conf.database.startswith("sqlite") and not path.exists():
            yield Finding("database", "ok", "not there yet: the first start makes it")
            return
        try:
            engine = open_database(self.conf.database)
            yield from _database(engine, self.now)
        except (DatabaseError, SQLAlchemyError, sqlite3.Error) as error:
            said = str(getattr(error, "orig", None) or error).splitlines()[0]
            yield Finding("database", "trouble", said, _DAMAGED)


def _versions() -> Iterator[Finding]:
    python = sys.version_info[:3]
    wanted = _PYTHONS.get(python[:2], (3, 11, 10))
    do = (
        "" if python >= wanted else f"install {_dotted(wanted)} or newer: its ipaddress module is wrong (CVE-2024-4032)"
    )
    yield Finding("Python", "warning" if do else "ok", _dotted(python), do)
    sqlite = sqlite3.sqlite_version_info
    sound = sqlite >= _SQLITE or sqlite >= _SQLITES.get(sqlite[:2], _SQLITE)
    do = "" if sound else "3.51.3 or newer ends a rare race that can damage the file; back up daily until then"
    yield Finding("SQLite", "ok" if sound else "warning", sqlite3.sqlite_version, do)


def _dotted(version: Iterable[int]) -> str:
    return ".".join(map(str, version))


def _folder(subject: str, folder: Path) -> Finding:
    there = next(one for one in (folder, *folder.parents) if one.exists())
    try:
        with tempfile.TemporaryFile(dir=there):
            free = shutil.disk_usage(there).free
    except OSError as error:
        return Finding(
            subject, "trouble", f"{folder} cannot be written: {error.strerror}", "give it to the daemon's user"
        )
    says = f"{folder}, {free / 2**30:.1f} GiB free"
    if free < _HARDLY_ANY:
        return Finding(
            subject, "trouble", says, "free some space now; `policywatch prune --dry-run` says what could go"
        )
    return Finding(subject, "warning" if free < _LITTLE else "ok", says, "" if free >= _LITTLE else "free some space")


def _answers(resolve: Resolve, host: str) -> bool:
    pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="names")
    try:
        pool.submit(resolve, host).result(timeout=_DNS_SECONDS)
    except (OSError, Overdue):
        return False
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
    return True


def _database(engine: Engine, now: datetime) -> Iterator[Finding]:
    version = current(engine)
    if not fits(version):
        do = "install a newer program" if version and version > HEAD else "the next start of the daemon brings it there"
        yield Finding("database", "warning", f"at migration {version or 'none'}, this program at {HEAD}", do)
        return
    if damage := _damage(engine):
        yield Finding("database", "trouble", damage, _DAMAGED)
        return
    newer = "" if version == HEAD else f", which is newer than this program ({HEAD}) and fits it"
    yield Finding("database", "ok", f"sound, at migration {version}{newer}")
    with reading(engine) as connection:
        yield from _running(connection, now)


def _damage(engine: Engine) -> str:
    """What SQLite finds wrong with its file; PostgreSQL looks after itself."""
    if engine.dialect.name != "sqlite":
        return ""
    with engine.connect() as connection:
        said = [row[0] for row in connection.exec_driver_sql("PRAGMA quick_check(3)")]
    return "" if said == ["ok"] else "; ".join(said)


def _running(connection: Connection, now: datetime) -> Iterator[Finding]:
    leader = _leader(connection, now)
    yield Finding("daemon", "ok" if leader else "warning", f"{leader} leads" if leader else "none is running",
                  "" if leader else "policywatch run")  # fmt: skip
    yield _clock(connection, now)
    watched = db.figures.watched(connection)
    late = [row["id"] for row in watched if now - row["next_due"] > timedelta(minutes=10)]
    if late and leader:
        do = "look at the log and at /healthz (observe.listen), then restart the daemon"
        yield Finding("schedule", "trouble", f"{len(late)} sources are due for more than 10 minutes", do)
    incidents = db.figures.open_incidents(connection)
    if incidents:
        says = ", ".join(f"{number} {kind}" for kind, number in sorted(incidents.items()))
        yield Finding("incidents", "warning", f"open: {says}", "policywatch status")
    stuck = [f"{state} {number} on {channel}" for (state, channel), number in
             sorted(db.figures.deliveries_not_done(connection).items()) if state in ("dead", "unknown")]  # fmt: skip
    if stuck:
        yield Finding("deliveries", "warning", ", ".join(stuck), "policywatch deliveries list --state dead")


def _leader(connection: Connection, now: datetime) -> str:
    row: Any = db.incidents.lease(connection, "daemon")
    return str(row["holder"]) if row is not None and row["until"] > now else ""


def _clock(connection: Connection, now: datetime) -> Finding:
    newest = db.figures.newest_run_at(connection)
    if newest and newest - now > timedelta(minutes=2):
        says = f"it says {now:%Y-%m-%d %H:%M}, but a run ended at {newest:%Y-%m-%d %H:%M} UTC"
        return Finding("clock", "trouble", says, "set the clock (timedatectl): digests and retries go by it")
    return Finding("clock", "ok", f"{now:%Y-%m-%d %H:%M} UTC")
