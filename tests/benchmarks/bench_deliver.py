"""10,000 alerts to 50 channels, mail and Slack-like, over servers that fail 30 % of the time: all delivered, none lost.

python -m tests.benchmarks.bench_deliver [--alerts 10000] [--channels 50]
The clock of the back-off is moved on whenever nothing is due; sending itself is real.
"""

from __future__ import annotations

import argparse
import json
import logging
import resource
import socket
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from random import Random
from typing import Any

from aiosmtpd.controller import Controller
from sqlalchemy import Engine, func, select

import db.alerts
import db.deliveries
import db.incidents
import monitor.channel
from db.engine import open_database, reading, writing
from db.migrate import migrate
from db.tables import Delivery
from db.write import table
from monitor.deliver import Outbox, deliver_pending
from monitor.message_id import message_id
from tests.monitor.chat_server import chat_server

_FAILS = 0.3
_delivery = table(Delivery)


@dataclass
class Post:
    random: Random
    taken: Counter[str] = field(default_factory=Counter)
    cuts: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        fate = (
            self.random.choice(["451 later", "421 closing", "cut", "refuse"]) if self.random.random() < _FAILS else ""
        )
        if fate in ("", "cut"):
            with self.lock:
                self.taken[str(message_from_bytes(envelope.content)["Message-ID"])] += 1
                self.cuts += fate == "cut"
        if fate in ("cut", "refuse"):
            server.transport.abort()
            return "250 OK"
        return fate or "250 OK"


@contextmanager
def post_office(post: Post) -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    smtp = Controller(post, hostname="127.0.0.1", port=port)
    smtp.start()
    try:
        yield port
    finally:
        smtp.stop()


def fates(random: Random) -> Callable[[int], str]:
    lock = threading.Lock()

    def fate(_: int) -> str:
        with lock:
            return random.choice(["429", "500", "cut", "refuse"]) if random.random() < _FAILS else "ok"

    return fate


def write_alerts(engine: Engine, alerts: int, channels: list[str], now: datetime) -> None:
    """Incidents are the shortest alerts: what is measured is sending."""
    with writing(engine) as connection:
        for number in range(alerts):
            db.incidents.open_incident(connection, f"source:bench/{number}", "down", "no answer", now)
        rows = [row["id"] for row in db.incidents.open_incidents(connection)]
        for number, incident in enumerate(rows):
            row = {
                "subscription": "operators", "kind": "opened", "created_at": now, "incident_id": incident,
                "severity": "", "message_id": message_id("bench", number), "in_reply_to": "",
            }  # fmt: skip
            db.alerts.add_alert(connection, row, [], [channels[number % len(channels)]])


@dataclass
class Clock:
    ahead: timedelta = timedelta(0)

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead


def send_all(outbox: Outbox, clock: Clock) -> int:
    """Until nothing waits; returns how many rounds it took."""
    rounds = 0
    while True:
        rounds += 1
        if deliver_pending(outbox):
            continue
        with reading(outbox.engine) as connection:
            waits = _delivery.c.state.in_(["pending", "retry", "unknown"])
            left = connection.execute(select(func.count()).where(waits)).scalar()
        if not left:
            return rounds
        clock.ahead += timedelta(seconds=10)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--alerts", type=int, default=10_000)
    parser.add_argument("--channels", type=int, default=50)
    chosen = parser.parse_args()
    logging.disable(logging.CRITICAL)
    monitor.channel.PACES.clear()  # the servers here ask for no pause
    clock, random = Clock(), Random(7)
    with tempfile.TemporaryDirectory() as folder, chat_server(fates(random)) as chat:
        engine = open_database(f"sqlite:///{folder}/bench.db")
        migrate(engine)
        post = Post(random)
        with post_office(post) as port:
            mail = f"mailto://127.0.0.1:{port}?from=a@example.org&to=b@example.org&mode=insecure&rto=2"
            urls = {f"c{n}": chat.url(f"room{n}") if n % 2 else mail for n in range(chosen.channels)}
            write_alerts(engine, chosen.alerts, sorted(urls), clock())
            began = time.perf_counter()
            rounds = send_all(Outbox(engine, urls, clock=clock), clock)
            took = time.perf_counter() - began
        report(engine, chosen.alerts, post, chat.received, took, rounds)
        engine.dispose()


def report(engine: Engine, alerts: int, post: Post, chats: list[dict[str, Any]], took: float, rounds: int) -> None:
    with reading(engine) as connection:
        states = db.alerts.deliveries_by_state(connection)
        attempts = connection.execute(select(func.sum(_delivery.c.attempts))).scalar()
    told = Counter(payload["text"] for payload in chats)
    distinct = len(post.taken) + len(told)
    received = sum(post.taken.values()) + sum(told.values())
    print(json.dumps({
        "alerts": alerts, "states": states, "attempts": attempts, "rounds": rounds,
        "received": received, "lost": alerts - distinct, "twice": received - distinct, "cut_after_mail": post.cuts,
        "seconds": round(took, 1), "a_second": round(alerts / took, 1),
        "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }))  # fmt: skip


if __name__ == "__main__":
    main()
